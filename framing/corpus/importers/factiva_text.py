"""Factiva: "Full article" as text (RTF, plain text, Word): title, words, date, source, rights, story, number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from framing.corpus import names
from framing.corpus.importers.base import Item, Parts, is_rights, keys, one_of
from framing.corpus.problems import Refused
from framing.corpus.tables_in import find_date

_CODE = re.compile(r"\s*[A-Z][A-Z0-9]{1,9}\s*$")
_CLOCK = re.compile(r"\s*\d{1,2}:\d{2}(?:\s*[AP]M)?\s*$", re.IGNORECASE)


@cache
def _end() -> re.Pattern[str]:
    return re.compile(rf"\s*{one_of('document')}\s+[A-Z][A-Z0-9]{{3,9}}\d{{8}}\w{{5,}}\s*$")


def ends(line: str) -> bool:
    """Whether a line ends an article: "Document" and its accession number."""
    return _end().match(line) is not None


@cache
def _count() -> re.Pattern[str]:
    return re.compile(rf"\s*[\d.,\u00a0\u202f ]+\s*{one_of('words')}\s*$", re.IGNORECASE)


def recognise(lines: Sequence[str]) -> bool:
    """A line with an accession number, and above it one that counts words with a date below."""
    end = next((n for n, line in enumerate(lines) if ends(line)), None)
    return end is not None and _anchor(lines, 0, end) is not None


def read(lines: Sequence[str]) -> Iterator[Item]:
    """The articles; what stands below the last one is the summary of the search."""
    start = 0
    for end in [n for n, line in enumerate(lines) if ends(line)]:
        yield document(lines, start, end)
        start = end + 1


def _anchor(lines: Sequence[str], start: int, end: int) -> int | None:
    """The line that counts the words, right above the date."""
    filled = [n for n in range(start, end) if lines[n].strip()]
    for place, number in enumerate(filled[:-1]):
        if _count().match(lines[number]) and find_date(lines[filled[place + 1]]):
            return number
    return None


def document(lines: Sequence[str], start: int, end: int, headline: str = "", author: str = "") -> Item:
    """The article in lines[start:end] and its last line; headline and author where HTML marks them."""
    anchor = _anchor(lines, start, end)
    if anchor is None:
        return Refused("a document without a head (words, date, source)", "export it again as RTF or HTML")
    parts = Parts(lines)
    above = [n for n in range(start, anchor) if lines[n].strip()]
    below = [n for n in range(anchor + 1, end) if lines[n].strip()]
    title, byline = _above(parts, above, headline, author)
    head = _below(lines, below)
    source = next((n for n in head[1:] if not _CLOCK.match(lines[n])), None)
    parts.mark([anchor, *head, *range(end, min(end + 1, len(lines)))], "chrome", "a field of the export")
    parts.mark([n for n in head if n == head[0] or (n < (source or 0))], "dateline")
    parts.story = [[n] for n in below if n > head[-1]]
    when = " ".join(lines[n] for n in head if n < (source or head[0] + 1))
    return parts.draft(lines[source] if source else "", when, title, byline)


def _above(parts: Parts, above: list[int], headline: str, author: str) -> tuple[str, str]:
    """Title and byline among the lines above the count of words; a section may stand before them."""
    lines = parts.lines
    byline = [n for n in above[1:] if author and parts.joined([n]) == author]
    if not author and len(above) > 1 and _is_byline(lines[above[-1]]):
        byline = above[-1:]
    rest = [n for n in above if n not in byline]
    title = [n for n in rest if headline and parts.joined([n]) == headline][:1] or rest[-1:]
    parts.mark([n for n in rest if n not in title], "chrome", "a field of the export")
    parts.mark(title, "title")
    parts.mark(byline, "byline")
    return parts.joined(title), parts.joined(byline)


def _is_byline(line: str) -> bool:
    return names.byline(line) is not None or bool(names.persons(line))


def _below(lines: Sequence[str], below: list[int]) -> list[int]:
    """The head below the count of words: date, source, code, page, language, and rights, which end it."""
    for place, number in enumerate(below[:12]):
        if place > 1 and is_rights(lines[number]):
            return below[: place + 1]
    languages = {name.casefold() for name in keys("languages")}
    for place, number in enumerate(below[:10]):
        if lines[number].strip().casefold() in languages:
            return below[: place + 1]
    codes = [place for place, number in enumerate(below[:6]) if place > 1 and _CODE.match(lines[number])]
    return below[: codes[-1] + 1] if codes else below[:2]
