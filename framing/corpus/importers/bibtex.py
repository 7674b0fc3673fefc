"""BibTeX, as Zotero exports it: descriptions of articles whose snapshots are files beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.corpus.importers.base import Entry, Item
from framing.corpus.importers.ris import turn

_START = re.compile(r"^\s*@(\w+)\s*\{\s*([^,\s{}]+)\s*,", re.MULTILINE)
_FIELD = re.compile(r"\s*,?\s*([\w\-]+)\s*=\s*")
_NONE = frozenset({"comment", "string", "preamble"})
_OUTLETS = ("journaltitle", "journal", "newspaper", "publisher", "organization")


def recognise(lines: Sequence[str]) -> bool:
    """The first line that is no comment begins an entry, and it has fields."""
    text = "\n".join(lines[:2000])
    first = next((line for line in lines if line.strip() and not line.lstrip().startswith("%")), "")
    return _START.match(first) is not None and re.search(r"^\s*[\w\-]+\s*=\s*[{\"]", text, re.MULTILINE) is not None


def read(lines: Sequence[str]) -> Iterator[Item]:
    """One item an entry."""
    text = "\n".join(lines)
    for start in _START.finditer(text):
        if start[1].lower() not in _NONE:
            yield _item(_fields(text, start.end()))


def _fields(text: str, place: int) -> dict[str, str]:
    fields = {}
    while match := _FIELD.match(text, place):
        value, place = _value(text, match.end())
        fields[match[1].lower()] = value
    return fields


def _value(text: str, start: int) -> tuple[str, int]:
    """The value that begins here, without its braces, and where it ends."""
    if text[start : start + 1] not in ('"', "{"):
        bare = re.compile(r"[^,}\n]*").match(text, start)
        return bare[0].strip(), bare.end()
    quoted, depth, place = text[start] == '"', 0, start
    while place < len(text):
        char = text[place]
        depth += (char == "{") - (char == "}")
        if char == "\\":
            place += 1
        elif (quoted and char == '"' and place > start and depth == 0) or (not quoted and depth == 0):
            break
        place += 1
    return text[start + 1 : place], place + 1


def _item(fields: dict[str, str]) -> Item:
    """Zotero writes files as "Title:files/12/page.html:text/html", several divided by semicolons."""
    plain = {name: " ".join(re.sub(r"\\(.)|[{}]", r"\1", value).split()) for name, value in fields.items()}
    named = [part for part in re.split(r"(?<!\\);", fields.get("file", "")) if part.strip()]
    files = tuple(re.sub(r"\\(.)", r"\1", _path(part)) for part in named)
    authors = [turn(name) for name in re.split(r"\s+and\s+", plain.get("author", "")) if name]
    date = plain.get("date") or " ".join(plain.get(name, "") for name in ("day", "month", "year"))
    outlet = next((plain[name] for name in _OUTLETS if plain.get(name)), "")
    known = {"title": plain.get("title", ""), "outlet": outlet, "date": date, "url": plain.get("url", "")}
    return Entry(files, {**known, "author": "; ".join(authors)})


def _path(part: str) -> str:
    pieces = re.split(r"(?<!\\):", part)
    if len(pieces) < 2:
        return part
    return ":".join(pieces[1:-1]) if len(pieces) > 2 else pieces[-1]
