"""What counts as a word and as a paragraph, the same in every room."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
QUOTED = re.compile(r"“[^”\n]*|\"[^\"\n]*\"?|«[^»\n]*|‘(?<!\w‘)(?:[^’\n]|’(?=\w))*")
"""Quoted words from their opening mark on. A quotation that runs on into the next paragraph is not closed in the first;
’ inside a word is an apostrophe."""

_BLOCK = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WRAPPED = range(40, 101)


def count_words(text: str) -> int:
    """The number of words: runs of letters and digits, inner apostrophes and hyphens included."""
    return sum(1 for _ in WORD.finditer(text))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the paragraphs: lines that are not blank, those of a hard-wrapped block taken together."""
    found = []
    for block in _BLOCK.finditer(text):
        if "\n" not in block.group():
            found.append(block.span())
            continue
        lines = [(m.start() + block.start(), m.end() + block.start()) for m in _LINE.finditer(block.group())]
        found += [(lines[0][0], lines[-1][1])] if _hard_wrapped([e - s for s, e in lines]) else lines
    return found


def _hard_wrapped(lengths: list[int]) -> bool:
    """Whether lines of these lengths were cut at a column: all but the last nearly as long as one another."""
    full = lengths[:-1]
    return len(full) > 1 and min(full) in _WRAPPED and max(full) in _WRAPPED and max(full) - min(full) <= 20
