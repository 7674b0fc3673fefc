"""The sheet a chart is drawn on: its style, its size, the line under it, and the words for those who cannot see it."""

from __future__ import annotations

import inspect
import warnings
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from framing.charts import fonts, room
from framing.charts.lettering import FOOTER_SIZE, NO_BREAK, plain, wrap, written
from framing.charts.palette import Look
from framing.charts.reading import ChartError, ChartWarning

STYLE = Path(__file__).with_name("framing.mplstyle")

LINE, TIGHT_LINE = 0.18, 0.125
"""Inches that one line of a chart takes, and that it takes at least where the chart would be too high for a page."""

PAGE = 9.3
"""Inches that a figure may be high at most, where tight lines achieve that: what a page of a journal has."""

TIGHT = 0.9
"""How large row labels are on a tight chart, of their usual size."""

COLUMN = 3.35
"""Inches: the width of a column, 8.5 cm, at which every chart can be drawn."""

AROUND = 0.55
"""Inches that a figure is higher than its lines."""

WAYS = (
    (1, True, False),
    (0.93, True, False),
    (1, True, True),
    (0.93, True, True),
    (1, False, True),
    (0.93, False, True),
    (0.86, False, True),
)
"""How a chart is made to fit an Axes of the reader's own: the size of its letters, whether the footer is drawn, and
whether the Axes may grow to fill its slot."""

P = ParamSpec("P")
R = TypeVar("R")
_alt_texts: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()
_footers: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()


class NoRoom(Exception):
    """The Axes is too small for the chart; argument: its slot in inches, width and height."""


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """The function, run inside the package's own style; the reader's rcParams are untouched afterwards.

    One ChartWarning names all characters that cannot be shown; ChartError says the size that a chart needs.
    """

    @wraps(draw)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        token = written.set({})
        try:
            with plt.style.context([STYLE, {"font.family": list(fonts.families())}]):
                try:
                    return draw(*args, **kwargs)
                except NoRoom as error:
                    raise _too_small(draw, inspect.signature(draw).bind(*args, **kwargs), *error.args) from None
        finally:
            complaints = _complaints(written.get())
            written.reset(token)
            if complaints:
                warnings.warn(complaints, ChartWarning, stacklevel=2)

    return wrapped


def _complaints(texts: dict[str, list[str]]) -> str:
    lost = list(dict.fromkeys(character for characters in texts.values() for character in characters))
    unshaped = ", ".join(fonts.unshaped("".join(texts)))
    return ". ".join(
        [fonts.complaint(lost)] * bool(lost)
        + [f"matplotlib before 3.11 draws {unshaped} letter by letter from left to right: update it"] * bool(unshaped)
    )


def _too_small(draw: Callable, call: inspect.BoundArguments, width: float, height: float) -> ChartError:
    """The error for an Axes without room, with the size of the figure that the chart would make itself."""
    call.arguments["ax"] = None
    with plt.rc_context({"figure.figsize": (max(width, COLUMN), height)}):
        own: Any = draw(*call.args, **call.kwargs)
    needed = own.figure.get_size_inches() * 2.54
    plt.close(own.figure)
    return ChartError(
        f"this Axes has {width * 2.54:.1f} × {height * 2.54:.1f} cm of its figure, too little for the chart, which by "
        f"itself takes {needed[0]:.1f} × {needed[1]:.1f} cm: give it a larger one, or none, for a figure that fits"
    )


@dataclass
class Sheet:
    """The Axes of one chart, the width that it may use in inches, and its slot in a figure that is not its own."""

    ax: Axes
    inches: float
    slot: Bbox | None
    letters: float = 1

    @classmethod
    def on(cls, ax: Axes | None, lines: float) -> Sheet:
        """A sheet on `ax`, or on a new figure as wide as rcParams["figure.figsize"] and as high as `lines` of text."""
        inches = width_of(ax)
        if ax is not None:
            ax.spines[["top", "right", "left"]].set_visible(False)
            ax.xaxis.label.set(fontsize=rcParams["axes.labelsize"], fontfamily=rcParams["font.family"])
            return cls(ax, inches, room.slot_of(ax))
        line = min(LINE, max(TIGHT_LINE, (PAGE - AROUND) / lines))
        figure = plt.figure(figsize=(inches, lines * line + AROUND), layout="constrained")
        return cls(figure.add_subplot(), inches, None, TIGHT if line < LINE * TIGHT else 1)

    def label_rows(self, places: Iterable[float], labels: Iterable[str]) -> None:
        """Name the rows at the left; labels: made by `lettering.labels`."""
        self.ax.set_yticks(list(places), list(labels))
        family = rcParams["font.family"]
        size = rcParams["ytick.labelsize"] * self.letters
        self.ax.tick_params(axis="y", labelsize=size, labelfontfamily=family, length=0)
        self.ax.tick_params(axis="x", labelsize=rcParams["xtick.labelsize"], labelfontfamily=family)

    def title(self, text: str) -> None:
        """What the chart shows, above it and up to its right edge, in as many lines as it takes."""
        self.ax.set_title("\n".join(wrap(text, self.inches * 0.95 - 0.3, rcParams["axes.titlesize"])), loc="right")

    def key(self, looks: Iterable[Look]) -> None:
        """Above the chart, which sign means what."""
        named = (f"{look.sign} {look.label}".replace(" ", NO_BREAK) for look in looks)
        self.title(f" {NO_BREAK * 3}".join(named))

    def finish(self, footer: Iterable[str], alt: str) -> Axes:
        """The Axes, with the sentences of the footer under it and its alt text attached; NoRoom when it is too small.

        On an Axes of the reader's own, letters shrink a little where they must; where the footer has no room, it is
        left to `export`.
        """
        text = plain(" ".join(sentence for sentence in footer if sentence))
        _alt_texts[self.ax] = alt
        _footers.pop(self.ax, None)
        if self.slot is None:
            lines = "\n".join(wrap(text, self.inches * 0.95 - 0.1))
            self.ax.figure.supxlabel(lines, x=0.01, ha="left", fontsize=FOOTER_SIZE, linespacing=1.15)
        elif not self._fit(text):
            raise NoRoom(*self.slot.size / self.ax.figure.dpi)
        return self.ax

    def _fit(self, footer: str) -> bool:
        """Make everything fit the slot, in the first of the WAYS that does; whether one did."""
        left = self.slot.x0 / self.ax.get_figure(root=True).bbox.width
        place = {"xycoords": ("figure fraction", self.ax.xaxis.label), "textcoords": "offset points"}
        below = self.ax.annotate("", (left, 0), (0, -3), va="top", annotation_clip=False, **place)
        self._wrap_titles()
        sizes = {text: text.get_fontsize() for text in room.texts(self.ax)}
        for letters, drawn, grow in WAYS:
            for axis in (self.ax.xaxis, self.ax.yaxis):
                ticks = [sizes[label] for label in axis.get_ticklabels() if label in sizes]
                axis.set_tick_params(labelsize=letters * max(ticks, default=FOOTER_SIZE))
            for text, size in sizes.items():
                text.set_fontsize(size * letters)
            below.set(text="\n".join(wrap(footer, self.inches * 0.95)), fontsize=FOOTER_SIZE, visible=drawn)
            if room.settle(self.ax, self.slot, below, grow):
                if not drawn:
                    below.remove()
                    _footers[self.ax] = footer
                return True
        return False

    def _wrap_titles(self) -> None:
        """Break what hangs from the right edge of the Axes into lines that reach no further than the slot's left."""
        wide = self.inches - room.beside(self.ax)[1] / self.ax.figure.dpi - 0.02
        title, label = self.ax.get_title(loc="right"), self.ax.get_xlabel()
        self.ax.set_title("\n".join(wrap(title.replace("\n", " "), wide, rcParams["axes.titlesize"])), loc="right")
        self.ax.set_xlabel("\n".join(wrap(label, wide, rcParams["axes.labelsize"])))


def alt_text(ax: Axes) -> str:
    """What a chart of this package shows, in words written from its data; "" for any other Axes."""
    return _alt_texts.get(ax, "")


def left_out(ax: Axes) -> str:
    """The footer of a chart that had no room for it on the reader's own Axes; "" for any other."""
    return _footers.get(ax, "")


def display(ax: Axes) -> None:
    """Show the chart in the notebook with its alt text, once, and close its figure."""
    from IPython.display import display as show

    figure = ax.get_figure(root=True)
    show(figure, metadata={"image/png": {"alt": alt_text(ax)}})
    plt.close(figure)


def width_of(ax: Axes | None) -> float:
    """Inches that a chart may use: all of a new figure, or the width of the slot of `ax`."""
    if ax is None:
        return float(rcParams["figure.figsize"][0])
    return room.slot_of(ax).width / ax.figure.dpi


def height_of(ax: Axes | None) -> float:
    """Inches that a chart may be high: a page, or the height of the slot of `ax`."""
    return PAGE if ax is None else room.slot_of(ax).height / ax.figure.dpi
