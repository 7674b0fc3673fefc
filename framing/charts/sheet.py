"""The sheet a chart is drawn on: its style, its size, the line under it, and the words for those who cannot see it."""

from __future__ import annotations

import re
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
LABEL_CHARACTERS = 5.5
"""A row's name has up to LONGEST_LABEL characters, and on a narrow chart up to LABEL_CHARACTERS for each inch."""

NO_BREAK = "\N{NO-BREAK SPACE}"

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
    def on(cls, ax: Axes | None, lines: float) -> Sheet:
        """A sheet on `ax`, or on a new figure as wide as rcParams["figure.figsize"] and as high as `lines` of text."""
        inches = width_of(ax)
        if ax is not None:
            ax.spines[["top", "right", "left"]].set_visible(False)
            ax.xaxis.label.set_fontsize(rcParams["axes.labelsize"])
            return cls(ax, inches, own=False)
        figure = plt.figure(figsize=(inches, lines * LINE + 0.55), layout="constrained")
        return cls(figure.add_subplot(), inches, own=True)

    def label_rows(self, places: Iterable[float], labels: Iterable[str]) -> None:
        """Name the rows at the left; labels: made by `label`."""
        self.ax.set_yticks(list(places), list(labels))
        self.ax.tick_params(axis="y", labelsize=rcParams["ytick.labelsize"], length=0)
        self.ax.tick_params(axis="x", labelsize=rcParams["xtick.labelsize"])

    def finish(self, footer: Iterable[str], alt: str) -> Axes:
        """The Axes, with the sentences of the footer under it and its alt text attached."""
        text = " ".join(sentence for sentence in footer if sentence)
        lines = "\n".join(wrap(plain(text), self.inches * 0.95 - 0.1))
        if self.own:
            self.ax.figure.supxlabel(lines, x=0.01, ha="left", fontsize=FOOTER_SIZE, linespacing=1.15)
        else:
            below = {"xycoords": ("axes fraction", self.ax.xaxis.label), "textcoords": "offset points"}
            self.ax.annotate(lines, (1, 0), (0, -3), ha="right", va="top", fontsize=FOOTER_SIZE, **below)
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


def width_of(ax: Axes | None) -> float:
    """Inches that a chart may use from the left edge of its row labels: all of a new figure, or the room of `ax`."""
    if ax is None:
        return float(rcParams["figure.figsize"][0])
    share = ax.get_position().width / (rcParams["figure.subplot.right"] - rcParams["figure.subplot.left"])
    return ax.get_figure(root=True).get_figwidth() * min(share, 1)


def label(name: object, inches: float, more: str = "") -> str:
    """The label of a row on a chart `inches` wide: the name, shortened where it must be, then `more` in full."""
    text, longest = plain(name), min(LONGEST_LABEL, int(inches * LABEL_CHARACTERS))
    if len(text) > longest:
        text = f"{text[: longest - 1].rstrip()}…"
    return f"{text} {more}".rstrip()


def plain(text: object) -> str:
    """A text as matplotlib shall print it: on one line, a dollar sign no formula."""
    return printable(str(text)).strip().replace("$", r"\$")


def printable(text: str) -> str:
    """The text with a space for each character that is none to be seen, which an SVG may not hold."""
    return "".join(c if c.isprintable() or c == NO_BREAK else " " for c in text)


def text_width(text: str, size: float) -> float:
    """Inches that the text takes on paper at `size` points."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, FontProperties(size=size), ismath=False)
    return width / 72


def wrap(text: str, inches: float) -> list[str]:
    """The text of a footer in lines that are not wider than `inches`, broken between words."""
    lines = [""]
    for word in re.split(r"[ \n]+", text):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, FOOTER_SIZE) > inches:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines
