"""LexisNexis Academic: plain text, hard-wrapped, "1 of 10 DOCUMENTS" above each article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from framing.corpus.importers.base import ZONES, Item, Parts, address, is_rights, keys, one_of, place_dropped
from framing.corpus.problems import Refused
from framing.corpus.tables_in import find_date

_HEAD = ("byline", "section", "length", "dateline", "highlight", "body")
_TAIL = ("loaded", "indexing", "graphic")
_CAPITALS = re.compile(r"[A-Z][A-Z\- ]+: ")  # a field that we do not know, if one that we know stands above it
_WRAPPED = 100  # characters: lines of a hard-wrapped text are shorter


@cache
def _label() -> re.Pattern[str]:
    """A field at the beginning of a line, in capitals: its name is the group that matched."""
    groups = []
    for name in (*_HEAD, *_TAIL, "classification"):
        labels = "|".join(re.escape(label.upper()) for label in keys("fields")[name])
        groups.append(f"(?P<{name}>{labels})")
    return re.compile(rf"(?:{'|'.join(groups)})\s?:(?:\s+(?P<value>.*))?$")


@cache
def _counter() -> re.Pattern[str]:
    return re.compile(rf"\s*{one_of('counter')}\s*$", re.IGNORECASE)


def recognise(lines: Sequence[str]) -> bool:
    """Articles that are counted, with a field in capitals below; or one article with three such fields."""
    counted = [n for n, line in enumerate(lines) if len(line) < 120 and _counter().match(line)]
    if counted:
        below = range(counted[0], counted[1] if len(counted) > 1 else len(lines))
        return any((m := _label().match(lines[n])) and m["length"] for n in below)
    found = [m for line in lines if (m := _label().match(line))]
    return len({m.lastgroup or "" for m in found} | {m.group() for m in found}) >= 3 and (
        any(m["length"] for m in found) and any(m["loaded"] or m["indexing"] for m in found)
    )


def read(lines: Sequence[str]) -> Iterator[Item]:
    """The articles; the cover before the first one goes with the first."""
    counted = [n for n, line in enumerate(lines) if len(line) < 120 and _counter().match(line)]
    starts = counted or [-1]
    for place, (start, end) in enumerate(zip(starts, [*starts[1:], len(lines)], strict=True)):
        yield _document(lines, 0 if place == 0 else start, start, end)


def _document(lines: Sequence[str], cover: int, start: int, end: int) -> Item:
    parts = Parts(lines)
    parts.mark(range(cover, max(start, 0)), "chrome", "the cover of the export")
    parts.mark(range(max(start, 0), start + 1), "chrome", "the export's count of documents")
    first = next((n for n in range(start + 1, end) if _label().match(lines[n])), None)
    head = [n for n in range(start + 1, first or start + 1) if lines[n].strip()]
    dated = next((n for n in head[1:] if (d := find_date(lines[n])) and len(lines[n][: d.start].split()) < 2), None)
    if first is None or dated is None:
        return Refused("a document without a head (publication, date, title)", "export it again as plain text")
    outlet = [n for n in head if n < dated]
    title = _title(lines, [n for n in head if n > dated])
    parts.mark(outlet, "chrome", "the name of the publication")
    parts.mark([n for n in head if n >= dated and n not in title], "dateline")
    parts.mark(title, "title")
    fields, body = _fields(parts, first, end)
    stop = _trailer(lines, body, end)
    captions = _tail(parts, stop, end)
    _story(parts, body, stop)
    return parts.draft(
        place_dropped(lines[next((n for n in reversed(outlet) if not is_rights(lines[n])), outlet[0])]),
        lines[dated],
        parts.joined(title),
        fields.get("byline", ""),
        standfirst=fields.get("highlight", ""),
        caption=captions,
        url=address(lines[stop:end]),
    )


def _title(lines: Sequence[str], rest: list[int]) -> list[int]:
    """The lines of the title below the date: what is centred is the edition, what is not is the title."""
    left = [n for n in rest if not lines[n].startswith("     ") and not is_rights(lines[n])]
    return left or [n for n in rest if not is_rights(lines[n])]


def _fields(parts: Parts, first: int, end: int) -> tuple[dict[str, str], int]:
    """The fields above the body, marked, and the line where the body begins."""
    found: dict[str, str] = {}
    number = first
    while number < end:
        match = _label().match(parts.lines[number])
        if not match or not (name := next((h for h in _HEAD if match[h]), "") or match["indexing"]):
            break
        if name == "body":
            parts.lines = _shortened(parts.lines, number, match["value"] or "")
            return found, number
        block = _block(parts.lines, number, end)
        found[name] = " ".join([match["value"] or "", parts.joined(block[1:])]).strip()
        zone = ZONES.get(name, "chrome")
        parts.mark(block, zone, "a field of the export" if zone == "chrome" else "")
        number = block[-1] + 1
        while number < end and not parts.lines[number].strip():
            number += 1
    return found, number


def _block(lines: Sequence[str], number: int, end: int) -> list[int]:
    """The lines of a field: its own and those below it as far as the next field or blank line."""
    stop = number + 1
    while stop < end and lines[stop].strip() and not _label().match(lines[stop]):
        stop += 1
    return list(range(number, stop))


def _shortened(lines: Sequence[str], number: int, rest: str) -> list[str]:
    """The lines with a label taken from the beginning of one."""
    return [*lines[:number], rest, *lines[number + 1 :]]


def _trailer(lines: Sequence[str], body: int, end: int) -> int:
    """Where the fields below the story begin: from there on every block is a field or a copyright line."""
    stop, number = end, end
    while number > body:
        number -= 1
        line = lines[number]
        if line.strip() and (_is_tail(line) or is_rights(line)):
            stop = number
        elif line.strip() and not _CAPITALS.match(line) and not _in_field(lines, number, body):
            break
    return stop


def _is_tail(line: str) -> bool:
    match = _label().match(line)
    return match is not None and any(match[name] for name in (*_TAIL, "classification"))


def _in_field(lines: Sequence[str], number: int, body: int) -> bool:
    """Whether a line stands in the block of a field of the trailer or of a copyright line."""
    while number > body and lines[number - 1].strip():
        number -= 1
        if _is_tail(lines[number]) or is_rights(lines[number]):
            return True
    return False


def _tail(parts: Parts, stop: int, end: int) -> str:
    """Mark the fields below the story; the captions come back."""
    captions, graphic = [], False
    for number in range(stop, end):
        line = parts.lines[number]
        match = _label().match(line)
        graphic = bool(match["graphic"]) if match else graphic and bool(line.strip())
        if graphic:
            captions.append((match["value"] or "") if match else line.strip())
        parts.mark([number], "caption" if graphic else "chrome", "" if graphic else "a field of the export")
    return " ".join(c for c in captions if c)


def _story(parts: Parts, body: int, stop: int) -> None:
    """Paragraphs: blocks between blank lines where the text is hard-wrapped, else one a line."""
    filled = [n for n in range(body, stop) if parts.lines[n].strip()]
    wrapped = max((len(parts.lines[n]) for n in filled), default=0) <= _WRAPPED
    for number in filled:
        if wrapped and parts.story and parts.story[-1][-1] == number - 1:
            parts.story[-1].append(number)
        else:
            parts.story.append([number])
