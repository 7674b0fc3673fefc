"""Words on a chart: as matplotlib shall print them, measured, broken into lines, and cut to the room there is."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from contextvars import ContextVar
from functools import lru_cache

from matplotlib import rcParams
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

from framing.charts import fonts

FOOTER_SIZE = 7
"""Points; the smallest text of a chart that has the room it wants."""

LONGEST_LABEL = 1.75
LABEL_SHARE = 0.31
"""A row's name takes up to LONGEST_LABEL inches, and on a narrow chart up to LABEL_SHARE of its width."""

NO_BREAK = "\N{NO-BREAK SPACE}"

written: ContextVar[dict[str, list[str]]] = ContextVar("written")
"""The texts of the chart that is being drawn -> the characters of each that no installed font has."""


def plain(text: object) -> str:
    """A text as matplotlib shall print it: on one line, a dollar sign no formula, a box for what no font has."""
    shown, lost = fonts.legible(printable("".join(c for c in str(text) if not fonts.invisible(c))).strip())
    written.get({})[shown] = lost
    return shown.replace("$", r"\$")


def printable(text: str) -> str:
    """The text with a space for each character that is none to be seen, which an SVG may not hold."""
    return "".join(c if c.isprintable() or c in NO_BREAK + fonts.JOINERS else " " for c in text)


def text_width(text: str, size: float, weight: str = "normal") -> float:
    """Inches that the text takes on paper at `size` points."""
    return _text_width(text, size, weight, tuple(rcParams["font.family"]))


@lru_cache(maxsize=4096)
def _text_width(text: str, size: float, weight: str, family: tuple[str, ...]) -> float:
    font = FontProperties(family=list(family), size=size, weight=weight)
    return text_to_path.get_text_width_height_descent(text, font, ismath=False)[0] / 72


def wrap(text: str, inches: float, size: float = FOOTER_SIZE, weight: str = "normal") -> list[str]:
    """The text in lines that are not wider than `inches`, broken between words."""
    lines = [""]
    for word in re.split(r"[ \n]+", text):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size, weight) > inches:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def cut(text: str, inches: float, size: float, weight: str = "normal", tail: float = 0) -> str:
    """The text, or as much of it as `inches` hold, with an ellipsis; tail: the share of that kept from its end."""
    if text_width(text, size, weight) <= inches:
        return text

    def kept(length: int) -> str:
        end = round(length * tail)
        return f"{text[: length - end].rstrip().rstrip(chr(92))}…{text[len(text) - end :].lstrip()}"

    lengths = range(1, len(text))
    longest = bisect_left(lengths, inches, key=lambda n: text_width(kept(n + 1), size, weight))
    return kept(lengths[min(longest, len(lengths) - 1)] if lengths else 0)


def two_lines(text: str, inches: float, size: float, weight: str) -> list[str]:
    """The text in one or two lines of at most `inches`, cut off with an ellipsis where it must be."""
    first, *rest = wrap(text, inches, size, weight)
    return [cut(line, inches, size, weight) for line in (first, " ".join(rest)) if line]


def labels(names: Iterable[object], inches: float, more: Iterable[str] = ()) -> list[str]:
    """The labels of the rows of a chart `inches` wide: names, shortened where they must be, each with its `more`.

    Names that would look the same when cut at their ends are cut in the middle.
    """
    return cut_labels(names, min(LONGEST_LABEL, inches * LABEL_SHARE), more)


def cut_labels(names: Iterable[object], room: float, more: Iterable[str] = (), quoted: bool = False) -> list[str]:
    """The labels of rows whose names may take `room` inches, in quotation marks if `quoted`."""
    texts, size = [plain(name) for name in names], rcParams["ytick.labelsize"]
    short = {text: cut(text, room, size) for text in texts}
    alike = Counter(short.values())
    short = {text: one if alike[one] == 1 else cut(text, room, size, tail=0.5) for text, one in short.items()}
    added = list(more) or [""] * len(texts)
    shown = [f"“{short[text]}”" if quoted else short[text] for text in texts]
    return [f"{text} {extra}".rstrip() for text, extra in zip(shown, added, strict=True)]
