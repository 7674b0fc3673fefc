"""The sheet a chart is drawn on: its style, its size, the line under it, and the words for those who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import ParamSpec, TypeVar
from weakref import WeakKeyDictionary

import matplotlib.pyplot as plt
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

STYLE = Path(__file__).with_name("framing.mplstyle")
FOOTER_SIZE = 7
"""Points; the smallest text of a chart."""

LINE = 0.18
"""Inches that one line of a chart takes."""

LONGEST_LABEL = 26
"""Characters; longer labels are shortened with an ellipsis."""

P = ParamSpec("P")
R = TypeVar("R")
_alt_texts: WeakKeyDictionary[Axes, str] = WeakKeyDictionary()


def styled(draw: Callable[P, R]) -> Callable[P, R]:
    """The function, run inside the package's own style; the reader's rcParams are untouched afterwards."""

    @wraps(draw)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        with plt.style.context(STYLE):
            return draw(*args, **kwargs)

    return wrapped


@dataclass
class Sheet:
    """The Axes of one chart, the width that it may use in inches, and whether its figure is the chart's own."""

    ax: Axes
    inches: float
    own: bool

    @classmethod
    def on(cls, ax: Axes | None, lines: Callable[[float], float]) -> Sheet:
        """A sheet on `ax`, or on a new figure as wide as rcParams["figure.figsize"] and `lines(width)` lines high."""
        if ax is None:
            width = rcParams["figure.figsize"][0]
            ax = plt.figure(figsize=(width, lines(width) * LINE + 0.55), layout="constrained").add_subplot()
            return cls(ax, width, own=True)
        share = ax.get_position().width / (rcParams["figure.subplot.right"] - rcParams["figure.subplot.left"])
        return cls(ax, ax.get_figure(root=True).get_figwidth() * min(share, 1), own=False)

    def label_rows(self, places: Iterable[float], labels: Iterable[str]) -> None:
        """Name the rows at the left, first row at the top."""
        self.ax.set_yticks(list(places), [plain(label) for label in labels])
        self.ax.tick_params(axis="y", labelsize=rcParams["ytick.labelsize"], length=0)
        self.ax.tick_params(axis="x", labelsize=rcParams["xtick.labelsize"])

    def finish(self, footer: Iterable[str], alt: str) -> Axes:
        """The Axes, with the sentences of the footer under it and its alt text attached."""
        text = " ".join(sentence for sentence in footer if sentence)
        lines = "\n".join(wrap(plain(text, None), self.inches * 0.95 - 0.1))
        if self.own:
            self.ax.figure.supxlabel(lines, x=0.01, ha="left", fontsize=FOOTER_SIZE, linespacing=1.15)
        else:
            below = ("axes fraction", self.ax.xaxis.label)
            self.ax.annotate(
                lines, (0, 0), (0, -3), xycoords=below, textcoords="offset points", va="top", fontsize=FOOTER_SIZE
            )
        _alt_texts[self.ax] = alt
        return self.ax


def alt_text(ax: Axes) -> str:
    """What a chart of this package shows, in words written from its data; "" for any other Axes."""
    return _alt_texts.get(ax, "")


def display(ax: Axes) -> None:
    """Show the chart in the notebook with its alt text, once, and close its figure."""
    from IPython.display import display as show

    figure = ax.get_figure(root=True)
    show(figure, metadata={"image/png": {"alt": alt_text(ax)}})
    plt.close(figure)


def plain(text: object, longest: int | None = LONGEST_LABEL) -> str:
    """A label as matplotlib shall print it: on one line, shortened, a dollar sign no formula."""
    text = "".join(c if c.isprintable() else " " for c in str(text)).strip()
    if longest and len(text) > longest:
        text = text[: longest - 1].rstrip() + "…"
    return text.replace("$", r"\$")


def text_width(text: str, size: float) -> float:
    """Inches that the text takes on paper at `size` points."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=size), ismath=False)
    return width / 72


def wrap(text: str, inches: float) -> list[str]:
    """The text of a footer in lines that are not wider than `inches`, broken between words."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, FOOTER_SIZE) > inches:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
