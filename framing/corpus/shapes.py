"""Lists within a story: lines made alike, as the rows of a table or the dates of a tour are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

import numpy as np

from framing.corpus.words import pushing

_PIECE = re.compile(r"(?P<digits>\d+)|(?P<word>[^\W\d_]+)|(?P<mark>[^\w\s])")
_HEAD, _LONGEST = 3, 13
ITEMS = 4
"""Lines made alike that are a list."""
_LEAST = 0.08  # mean probability of a list below which it is none of the story's


def pattern(line: str) -> str:
    """How a line begins and ends, words and numbers masked: "June 9 – Tampa, FL" is "A 9 – A"."""
    pieces: list[str] = []
    for found in _PIECE.finditer(line[:400]):
        word = found["word"]
        piece = "9" if found["digits"] else found["mark"] if not word else "A" if word[0].isupper() else "a"
        if not pieces or pieces[-1] != piece:
            pieces.append(piece)
        if len(pieces) == _LONGEST:
            break
    return " ".join([*pieces[:_HEAD], pieces[-1] if len(pieces) > _HEAD else ""])


def join_lists(chosen: np.ndarray, probability: np.ndarray, lines: Sequence[str]) -> np.ndarray:
    """The chosen lines with the lists that follow them: a list is kept whole, unless it sells or is hardly likely."""
    chosen = chosen.copy()
    end = 0
    for _, run in groupby(map(pattern, lines)):
        start, end = end, end + len(list(run))
        if end - start < ITEMS or start == 0 or not chosen[start - 1]:
            continue
        selling = sum(map(pushing, lines[start:end])) / (end - start)
        chosen[start:end] |= probability[start:end].mean() > _LEAST and selling < 0.1
    return chosen
