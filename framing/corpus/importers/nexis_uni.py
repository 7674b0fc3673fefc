"""Nexis Uni and Lexis Advance: documents with one paragraph a line, from DOCX, RTF or plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from framing.corpus.importers.base import ZONES, Item, Parts, address, is_rights, keys, place_dropped
from framing.corpus.problems import Refused
from framing.corpus.tables_in import find_date

_HEAD = ("length", "byline", "section", "dateline", "highlight")
_CAPTIONS = 0.5  # the captions of an article are at most so long as part of what stands before them


@cache
def _labels(*fields: str) -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for name in fields for label in keys("fields")[name])
    return re.compile(rf"\s*({labels})\s*:\s*(.*)$", re.IGNORECASE)


@cache
def _is_alone(name: str) -> re.Pattern[str]:
    labels = keys("end") if name == "end" else keys("fields")[name]
    return re.compile(rf"\s*(?:{'|'.join(map(re.escape, labels))})\s*:?\s*$", re.IGNORECASE)


def recognise(lines: Sequence[str]) -> bool:
    """A line that ends a document, and above it one that counts its words or begins its body."""
    ends = [n for n, line in enumerate(lines) if _is_alone("end").match(line)]
    return bool(ends) and any(
        _labels("length").match(line) or _labels("loaded").match(line) or _is_alone("body").match(line)
        for line in lines[: ends[0]]
    )


def read(lines: Sequence[str]) -> Iterator[Item]:
    """The documents; the cover list before the first one goes with the first."""
    start = 0
    ends = [n for n, line in enumerate(lines) if _is_alone("end").match(line)]
    for end in ends:
        yield _document(lines, start, end)
        start = end + 1
    if any(_is_alone("body").match(line) for line in lines[start:]):
        yield Refused("the document breaks off before its end", "export it again")


def _document(lines: Sequence[str], start: int, end: int) -> Item:
    parts = Parts(lines)
    parts.mark([end], "chrome", "the export's last line of a document")
    body, stop = _body(lines, start, end), _trailer(lines, start, end)
    dated = _dated(lines, start, min(body, stop))
    if dated is None:
        return Refused("a document without a head (title, publication, date)", "export it again, as DOCX or RTF")
    head = [n for n in range(dated) if n >= start and lines[n].strip()]
    *cover, title, outlet = head
    parts.mark(cover, "chrome", "the cover list of the export")
    parts.mark([title], "title")
    parts.mark([outlet], "chrome", "the name of the publication")
    parts.mark([dated], "dateline")
    fields = _fields(parts, dated + 1, body)
    captions = _after(parts, stop, end)
    _story(parts, max(body, dated) + 1, stop)
    return parts.draft(
        place_dropped(lines[outlet]),
        lines[dated],
        lines[title],
        fields.get("byline", ""),
        standfirst=fields.get("highlight", ""),
        caption=captions,
        url=address(lines[stop:end]),
    )


def _body(lines: Sequence[str], start: int, end: int) -> int:
    """The line "Body"; without one the last of the head's fields or the copyright line."""
    length = next((n for n in range(start, end) if _labels("length").match(lines[n])), start)
    for number in range(length, end):
        if _is_alone("body").match(lines[number]):
            return number
    found = [n for n in range(start, min(end, start + 400)) if _labels(*_HEAD).match(lines[n])]
    run = found[:1]
    for number in found[1:]:  # fields stand together: a speaker's name far below is none
        run += [number] if not any(lines[n].strip() for n in range(run[-1] + 1, number)) else []
    rights = (n for n in range(start, end) if is_rights(lines[n]))
    return run[-1] if run else next(rights, start)


def _trailer(lines: Sequence[str], start: int, end: int) -> int:
    """Where what follows the story begins: captions, classification, load date."""
    body = _body(lines, start, end)
    stop = end
    for name in ("loaded", "classification", "graphic"):
        for number in range(stop - 1, body, -1):
            whole = _is_alone(name).match(lines[number])
            if whole or (name == "loaded" and (m := _labels("loaded").match(lines[number])) and find_date(m[2])):
                before, after = (sum(len(lines[n]) for n in r) for r in (range(body, number), range(number, stop)))
                if name != "graphic" or after <= _CAPTIONS * before:
                    stop = number
                    break
    indexed = stop
    while indexed - 1 > body and (not lines[indexed - 1].strip() or _labels("indexing").match(lines[indexed - 1])):
        indexed -= 1
    if sum(bool(lines[n].strip()) for n in range(indexed, stop)) > 1:  # one such line may be the last of the story
        stop = indexed
    return stop


def _dated(lines: Sequence[str], start: int, stop: int) -> int | None:
    """The line of the date: the last one before the fields that begins with a date and has two lines above it."""
    limit = next((n for n in range(start, stop) if _labels("length", "byline", "section").match(lines[n])), stop)
    filled = [n for n in range(start, limit) if lines[n].strip()]
    for place in range(len(filled) - 1, 1, -1):
        line = lines[filled[place]]
        found = None if is_rights(line) or len(line) > 120 else find_date(line)
        if found and found.start <= 12 and not re.match(r"\s*\d+\.\s+\D", line[: found.start]):
            return filled[place]
    return None


def _fields(parts: Parts, start: int, body: int) -> dict[str, str]:
    """The values of the fields between the date and the body, whose lines are marked."""
    found = {}
    for number in range(start, body + 1):
        name = next((n for n in _HEAD if _labels(n).match(parts.lines[number])), "")
        if name:
            found[name] = _labels(name).match(parts.lines[number])[2].strip()
        zone = ZONES.get(name, "chrome")
        parts.mark([number], zone, "a field of the export" if zone == "chrome" else "")
    return found


def _after(parts: Parts, stop: int, end: int) -> str:
    """Mark what follows the story; the captions come back, one a line."""
    captions, graphic = [], False
    for number in range(stop, end):
        line = parts.lines[number]
        if _is_alone("graphic").match(line):
            graphic = True
        elif _is_alone("classification").match(line) or _labels("loaded", "indexing").match(line):
            graphic = False
        elif graphic and line.strip():
            captions.append(line.strip())
            parts.mark([number], "caption")
            continue
        parts.mark([number], "chrome", "a field of the export")
    return "\n".join(captions)


def _story(parts: Parts, start: int, stop: int) -> None:
    """The paragraphs; of a body in parts the full text only."""
    headings = keys("sub_body")
    filled = [n for n in range(start, stop) if parts.lines[n].strip()]
    full = next((n for n in filled if parts.lines[n].strip().rstrip(":") in headings["keep"]), None)
    abstract = bool(filled) and parts.lines[filled[0]].strip().rstrip(":") in headings["skip"]
    for number in filled:
        if full is not None and (number == full or (abstract and number < full)):
            parts.mark([number], "chrome", "the abstract of the export" if number < full else "a heading of the export")
        else:
            parts.story.append([number])
