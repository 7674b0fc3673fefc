"""What one call of read gathers: drafts, refusals, and what manifests and reference managers say of the pages."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from framing.corpus import problems
from framing.corpus.companions import Manifest, apply
from framing.corpus.draft import Draft
from framing.corpus.importers import Entry
from framing.corpus.marked import letters
from framing.corpus.problems import Refusal, Refused

FEWEST_LETTERS = 12
"""A shorter title ("Letters") may be that of another article."""


@dataclass
class Run:
    """One call of read on a folder, `home`."""

    home: Path
    manifest: Manifest = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # article_id -> where it was read
    outlets: dict[str, str] = field(default_factory=dict)  # name or alias -> the name the user gives it
    pages: dict[Path, Draft] = field(default_factory=dict)  # place -> the one article of that file
    entries: list[tuple[Path, int, Entry]] = field(default_factory=list)
    files: dict[str, tuple[str, int]] = field(default_factory=dict)  # file -> form, articles

    def name(self, place: Path) -> str:
        """A file as messages call it."""
        try:
            return place.relative_to(self.home).as_posix()
        except ValueError:
            return str(place)

    def refuse(self, place: Path, reason: str, remedy: str, row: str = "") -> None:
        """List a file, or a row of it, as not read."""
        self.refusals.append(Refusal(self.name(place), row, reason, remedy))

    def take(self, place: Path, item: Draft | Refused | Entry, number: int, count: int) -> None:
        """Keep what an importer found: the number-th of `count` items of a file."""
        if isinstance(item, Refused):
            self.refuse(place, item.reason, item.remedy, f"article {number}" if count > 1 else "")
        elif isinstance(item, Entry):
            self.entries.append((place, number, item))
        else:
            name, row = self.name(place), f"article {number}" if count > 1 else ""
            if not row:
                self.pages[place.resolve()] = item
            item.article_id = name.removesuffix(place.suffix) + (f"-{number}" if row else "")
            item.row_number = number
            item.outlet = self.outlets.get(item.outlet, item.outlet)
            item.warnings = [f"{problems.place(name, row)}: {w}" for w in item.warnings]
            self.add(item, name, row)

    def add(self, draft: Draft, file: str, row: str = "") -> None:
        """Keep a draft unless its id is taken."""
        taken = self.ids.get(draft.article_id)
        if taken is None:
            self.ids[draft.article_id] = problems.place(file, row)
            self.drafts.append(draft)
        else:
            reason = f"the id '{draft.article_id}' is already that of {taken}"
            self.refusals.append(Refusal(file, row, reason, "give each article an id of its own"))

    def recognised(self, place: Path, form: str, before: int) -> None:
        """Note what a file was read as; before: how many articles there were when its turn came."""
        self.files[self.name(place)] = form, len(self.drafts) - before

    def describe(self) -> None:
        """Let reference managers, then the manifests say what they know of the pages; doubt dates to come."""
        find = _Finder(self.pages)
        for place, number, entry in self.entries:
            if (draft := find.page(place.parent, entry)) is not None:
                apply(draft, f"{self.name(place)}, article {number}", entry.fields)
                continue
            reason = "the article is described, but its text is not there"
            if entry.files:
                reason = f"the article is described, but its file '{entry.files[0][-80:]}' is not there or was not read"
            remedy = "export the full text, or from Zotero with files (snapshots), and give the folder with both"
            self.refuse(place, reason, remedy, f"article {number}")
        for place, (where, row) in self.manifest.items():
            if place in self.pages:
                apply(self.pages[place], where, row)
        self._doubt()

    def _doubt(self) -> None:
        tomorrow = str(date.today() + timedelta(days=1))  # it is tomorrow already in other time zones
        for draft in self.drafts:
            if draft.date > tomorrow:
                where = self.ids[draft.article_id]
                draft.warnings.append(f"{where}: the date {draft.date} is yet to come; correct it where it is given")


class _Finder:
    """Finds the page of which a reference manager speaks."""

    def __init__(self, pages: dict[Path, Draft]) -> None:
        self.pages = pages
        self.ends = {place.parts[-2:]: draft for place, draft in pages.items()}
        self.urls = {draft.url: draft for draft in pages.values() if draft.url}
        titles = Counter(letters(draft.title) for draft in pages.values())
        self.titles = {t: d for d in pages.values() if titles[t := letters(d.title)] == 1 and len(t) >= FEWEST_LETTERS}

    def page(self, folder: Path, entry: Entry) -> Draft | None:
        """The page that an entry names, from its own folder or by folder and name; else by address or title."""
        for named in entry.files:
            parts = [p for p in re.split(r"[\\/]+", re.sub(r"^(?:attachments:|storage:|file:/*)", "", named)) if p]
            found = self.pages.get(folder.joinpath(*parts).resolve()) or self.ends.get(tuple(parts[-2:]))
            if found is not None:
                return found
        title = letters(entry.fields.get("title", ""))
        return self.urls.get(entry.fields.get("url", "")) or self.titles.get(title)
