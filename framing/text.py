"""What counts as a word and as a paragraph, the same in every room."""

from __future__ import annotations

import re

WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n")
_BLOCK = re.compile(r"[^\n]+(?:\n(?![^\S\n]*\n)[^\n]+)*")


def count_words(text: str) -> int:
    """The number of words: runs of letters and digits, inner apostrophes and hyphens included."""
    return sum(1 for _ in WORD.finditer(text))


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Spans (start, end) of the paragraphs: blocks between blank lines, or single lines where a text has none."""
    block = _BLOCK if _BLANK_LINE.search(text) else re.compile(r"[^\n]+")
    return [m.span() for m in block.finditer(text) if m.group().strip()]
