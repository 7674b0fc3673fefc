"""Quotation marks paired within one paragraph: where quoted words begin and end."""

from __future__ import annotations

import re
from typing import NamedTuple

_DOUBLE = re.compile(r"[\"“”„«»]|''|``")
_SINGLE = re.compile(r"[‘’']")
_OPENING = frozenset("“„«") | {"``"}


class Quotation(NamedTuple):
    """Quoted words with their marks: text[start:end], in characters of the paragraph."""

    start: int
    end: int
    single: bool


def quotations(text: str) -> list[Quotation]:
    """The quotations of a paragraph in order, never overlapping; one left open runs to the paragraph's end."""
    found = _doubles(text)
    inside = [False] * (len(text) + 1)
    for start, end, _ in found:
        inside[start:end] = [True] * (end - start)
    found += [q for q in _singles(text) if not inside[q.start] and not inside[q.end - 1]]
    return sorted(q for q in found if any(c.isalnum() for c in text[q.start : q.end]))


def _doubles(text: str) -> list[Quotation]:
    found, opened = [], -1
    for match in _DOUBLE.finditer(text):
        mark, start, end = match.group(), match.start(), match.end()
        if opened < 0:
            if mark in _OPENING or _opens(text, start, end):
                opened = start
        elif mark not in _OPENING and not (mark in {'"', "''"} and _only_opens(text, start, end)):
            found.append(Quotation(opened, end, False))
            opened = -1
    if opened >= 0:
        found.append(Quotation(opened, len(text.rstrip()), False))
    return found


def _opens(text: str, start: int, end: int) -> bool:
    """Whether a mark of either direction can open: words follow it and none stands directly before it."""
    before, after = text[start - 1 : start], text[end : end + 1]
    return bool(after.strip()) and not before.isalnum() and before not in {".", ",", "!", "?"}


def _only_opens(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    return before.isspace() and (after.isalnum() or after in {"‘", "'", "$", "["})


def _singles(text: str) -> list[Quotation]:
    """Single quotation marks that stand like quotation marks, not like apostrophes, and are closed."""
    found, at = [], 0
    marks = [m.start() for m in _SINGLE.finditer(text)]
    for mark in marks:
        if mark < at or text[mark] == "’" or not _stands_before_word(text, mark):
            continue
        ends = [m for m in marks if m > mark + 1 and text[m] != "‘" and _stands_after_word(text, m)]
        closing = next((m for m in ends if not _possessive(text, m, ends)), None)
        if closing is not None:
            found.append(Quotation(mark, closing + 1, True))
            at = closing + 1
    return found


def _stands_before_word(text: str, at: int) -> bool:
    before, after = text[at - 1 : at] if at else "", text[at + 1 : at + 2]
    return not before.isalnum() and before not in {".", ",", "’", "'"} and (after.isalnum() or after in {"[", "$", "£"})


def _stands_after_word(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at + 1 : at + 2]
    return not before.isspace() and not after.isalnum()


def _possessive(text: str, at: int, ends: list[int]) -> bool:
    """A plural's apostrophe ("the workers' union"): s before it, a small letter after it, a later mark to close."""
    return text[at - 1] == "s" and text[at + 1 : at + 3].strip()[:1].islower() and ends[-1] > at
