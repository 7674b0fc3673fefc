"""What the importers share: the keys of the databases, and an article made of the sorted lines of its export."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from framing.corpus import names
from framing.corpus.draft import Draft, Removed
from framing.corpus.problems import Refused
from framing.corpus.roles import REASONS
from framing.corpus.tables_in import find_date
from framing.resources import path

ZONES = {"byline": "byline", "highlight": "standfirst", "dateline": "dateline", "graphic": "caption"}
"""Fields of an export that are zones of the article; all others are chrome."""


@dataclass(frozen=True)
class Entry:
    """What a reference manager knows of an article that it keeps in a file of its own."""

    files: tuple[str, ...]  # as the export names them, best first; () when it names none
    fields: dict[str, str]  # any of outlet, date, title, author, url


Item = Draft | Refused | Entry
"""What an importer finds, in the order of the file: an article, one that is lost, or the description of one."""


@dataclass(frozen=True)
class Format:
    """A form in which articles come: what it is recognised by, and its articles.

    content: "lines" (list[str]) of text files, Word documents and RTF, "markup" (str) of HTML and XML, "rows" (Rows) of
    tables and JSON. `recognise` gets the beginning of it (a million bytes), `read` all.
    """

    name: str
    content: str
    recognise: Callable[[Any], bool]
    read: Callable[[Any], Iterator[Item]]


@cache
def keys(name: str) -> Any:
    """One entry of resources/exports/keys.json."""
    return json.loads(path("exports/keys.json").read_text(encoding="utf-8"))[name]


@cache
def one_of(name: str) -> str:
    """The alternatives of an entry as a pattern without capitals' difference, to be used with re.IGNORECASE."""
    return "(?:" + "|".join(keys(name)) + ")"


@dataclass
class Parts:
    """The lines of one article in an export, sorted: paragraphs of the story, and the zone of every other line."""

    lines: Sequence[str]
    story: list[list[int]] = field(default_factory=list)
    zones: dict[int, tuple[str, str]] = field(default_factory=dict)  # line -> zone, reason

    def mark(self, numbers: range | Sequence[int], zone: str, reason: str = "") -> None:
        """Put lines into a zone."""
        for number in numbers:
            if self.lines[number].strip():
                self.zones[number] = zone, reason or REASONS[zone]

    def joined(self, numbers: Sequence[int]) -> str:
        """The text of lines that belong together."""
        return " ".join(" ".join(self.lines[n].split()) for n in numbers if self.lines[n].strip())

    def draft(self, outlet: str, when: str, title: str, byline: str = "", **fields: str) -> Draft | Refused:
        """The article; Refused when it has no text or the database could not show it."""
        text = "\n\n".join(paragraph for group in self.story if (paragraph := self.joined(group)))
        if (why := no_text(text)) is not None:
            return why
        found = article(text, outlet, when, title, byline, **fields)
        found.removed = [Removed(n, zone, self.lines[n].strip(), why) for n, (zone, why) in sorted(self.zones.items())]
        return found


def article(text: str, outlet: str, when: str, title: str, byline: str = "", **fields: str) -> Draft:
    """An article from what its export says of it; what is not certain stays empty, with a warning."""
    draft = Draft(text=text, outlet=" ".join(outlet.split()), title=" ".join(title.split()), **fields)
    draft.byline = " ".join(byline.split())
    draft.author = "; ".join(people(draft.byline))
    if draft.byline and not draft.author:
        draft.warnings.append(f"'{draft.byline[:60]}' names no certain person: author left empty")
    found = find_date(when)
    if found:
        draft.date, draft.published = found.date, found.published
    else:
        draft.warnings.append(f"'{when.strip()[:40]}' is no certain date: date left empty")
    return draft


def no_text(text: str) -> Refused | None:
    """Why an exported text is none: it is empty, or a notice that it cannot be shown."""
    words = text.split()
    if not words:
        return Refused("the article has no text", "export it with its full text, or save the page itself")
    if len(words) < 40 and re.search(one_of("lost"), text, re.IGNORECASE):
        return Refused("the database could not show the text", "export the article again, or save the page itself")
    return None


def people(byline: str) -> list[str]:
    """The persons of a byline, with or without "By"; of "Kest, Oda" Oda Kest."""
    turned = re.fullmatch(r"([^\W\d_][\w'’\- ]+), ([^\W\d_][\w'’.\- ]+)", byline.strip())
    found = names.byline(byline) or names.persons(byline)
    if turned and not found:
        found = names.persons(f"{turned[2]} {turned[1]}")
    return found


def address(lines: Sequence[str]) -> str:
    """The address of the article in a field of its export, "" without one."""
    found = (re.match(r"\s*(?:URL|Website)\s*:\s*(https?://\S+)", line, re.IGNORECASE) for line in lines)
    return next((match[1] for match in found if match), "")


def is_rights(line: str) -> bool:
    """Whether a line is a copyright line."""
    return len(line) < 300 and re.search(one_of("rights"), line, re.IGNORECASE) is not None


def place_dropped(outlet: str) -> str:
    """The name of an outlet without place and edition: of "The Post(London) - Final Edition" "The Post"."""
    outlet = re.sub(r"\s+-\s+[\w ]*\bEdition$", "", outlet.strip())
    return re.sub(r"(?<=\S)\s*\([^()]*\)\s*$", "", outlet)
