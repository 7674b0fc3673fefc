"""What the lines around a story are: title, standfirst, byline, dateline, caption or chrome."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from framing.corpus import names
from framing.corpus.dates import When, parse_date
from framing.corpus.headline import Header
from framing.corpus.words import content_words, pushing, word_classes

_CREDIT = re.compile(
    r"\b(?:Getty|Reuters|AFP|EPA|AP|PA|Shutterstock|Alamy|iStock|Corbis|Rex)\b(?: Images| Photo)?[)\]]?\W*$"
    r"|/(?:AP|AFP|Getty|EPA)\b|\[File\b|\bAP Photo\b|^©\s*[A-Z]|\((?:left|right|centre|center|pictured)\)"
    r"|^(?:Photo|Image|Picture|Photograph|Credit|Illustration)s?(?: credit)?s?\s*(?:by\b|:|/|©)"
    r"|(?:Photo|Photograph|Picture|Image|Illustration)s?(?: credit)?\s*(?::|\bby\b)\s*[A-Z]"
    r"|\((?:[A-Z][\w.'’-]+ ){1,2}[A-Z][\w'’-]+(?: for |/|, )[A-Z][^()]*\)$",
    re.IGNORECASE,
)
_UPDATED = re.compile(r"\b(?:updated|modified|last update|aktualisiert|atualizado)\b", re.IGNORECASE)
_URL = re.compile(r"^(?:(?:URL|Source|Link|Retrieved from)\s*:?\s*)?(https?://[^\s<>]+)$", re.IGNORECASE)
_PLACED = re.compile(r"\w in ([A-Z][\w'’-]+)$")  # "Ann Lee in Paris"
_HANDLE = re.compile(r"\s@(\w+)")
HEADER_LINES = 150
"""Lines above the story among which its headline, byline and date are sought."""

REASONS = {
    "title": "the headline, kept in the column title",
    "standfirst": "the standfirst, kept in the column standfirst",
    "byline": "names the writer, kept in the columns author and byline",
    "dateline": "gives the date of publication, kept in the columns date and published",
    "caption": "the caption of a picture or video, kept in the column caption",
}


@dataclass
class Roles:
    """Zones by index of line ("" for story and blank lines), and what they say of the article."""

    zones: list[str]
    title: str = ""
    standfirst: str = ""
    authors: list[str] = field(default_factory=list)
    byline: str = ""
    when: When | None = None
    captions: list[str] = field(default_factory=list)
    url: str = ""
    warnings: list[str] = field(default_factory=list)


def is_credit(line: str) -> bool:
    """Whether a line credits a picture."""
    return _CREDIT.search(line) is not None


def find_roles(lines: Sequence[str], story: Sequence[bool]) -> Roles:
    """The zone of each line that is not story; whatever is not certain is chrome, with a warning where it matters."""
    return _Page(lines, story).roles()


class _Page:
    """The lines of one page while their roles are found, in the order of certainty."""

    def __init__(self, lines: Sequence[str], story: Sequence[bool]) -> None:
        self.lines = [line.strip() for line in lines]
        at = [i for i, s in enumerate(story) if s]
        self.first, self.last = (at[0], at[-1]) if at else (len(lines), -1)
        self.text = "\n".join(self.lines[i] for i in at).casefold()
        self.story = content_words(self.text)
        self.lead = content_words(" ".join(self.lines[i] for i in at[:4]))
        self.other = [i for i, line in enumerate(self.lines) if line and not story[i]]
        self.header = [i for i in self.other if i < self.first][-HEADER_LINES:]
        self.copies = Counter(self.lines[i].casefold() for i in self.other)
        self.found = Roles([""] * len(lines))

    def roles(self) -> Roles:
        self._dates = {i: when for i in self.header if (when := self._date(i))}
        title = self._title()
        self._dateline(title)
        self._byline(title)
        self._standfirst(title)
        self._captions(title)
        for i in self.other:
            link = _URL.match(self.lines[i])
            if link and not self.found.url and (i in self.other[:12] or i in self.other[-12:]):
                self.found.url = link[1]
            self.found.zones[i] = self.found.zones[i] or "chrome"
        return self.found

    def _mark(self, i: int, zone: str) -> None:
        self.found.zones[i] = zone

    def _overlap(self, i: int, words: set[str]) -> float:
        own = content_words(self.lines[i])
        return len(own & words) / max(1, len(own))

    def _date(self, i: int) -> When | None:
        line = self.lines[i]
        return parse_date(line) if len(line) <= 160 and len(line.split()) <= 22 else None

    # -- title ----------------------------------------------------------------------------------------------------

    def _title(self) -> int | None:
        header = Header(
            lines=[self.lines[i] for i in self.header],
            signing=[self._signs(i, self.header[n + 1 : n + 3]) for n, i in enumerate(self.header)],
            dated=[i in self._dates for i in self.header],
            credits=[is_credit(self.lines[i]) for i in self.header],
            copies=self.copies,
            story=self.story,
            lead=self.lead,
            text=self.text,
        )
        found = header.find()
        if found is None:
            self.found.warnings.append("no certain headline on the page: title left empty")
            return None
        title = self.header[found]
        self.found.title = self.lines[title]
        for i in self.other:
            if self.lines[i].casefold() == self.lines[title].casefold():
                self._mark(i, "title")
        return title

    def _signs(self, i: int, after: list[int]) -> bool:
        """A line of the block that stands below a headline: a date, a byline, a name above a role or a date."""
        return i in self._dates or names.byline(self.lines[i]) is not None or self._bare_name(i, after)

    # -- date -----------------------------------------------------------------------------------------------------

    def _dateline(self, title: int | None) -> None:
        """The date line nearest to the headline; one that tells of an update only when there is no other."""
        anchor = title if title is not None else self.first
        candidates = [i for i in self._dates if self.found.zones[i] != "title" and abs(self._steps(i, anchor)) <= 12]
        if not candidates:
            self.found.warnings.append("no certain date of publication on the page: date left empty")
            return
        best = min(candidates, key=lambda i: (bool(_UPDATED.match(self.lines[i])), abs(self._steps(i, anchor)), i))
        self.found.when = self._dates[best]
        if _UPDATED.match(self.lines[best]):
            self.found.warnings.append("the page gives the date of an update only")
        for i in candidates:
            if i == best or abs(self._steps(i, best)) <= 2:
                self._mark(i, "dateline")

    def _steps(self, i: int, j: int) -> int:
        """Lines with text from j to i."""
        low, high = sorted((i, j))
        n = sum(low < k <= high for k in self.other)
        return n if i >= j else -n

    # -- byline ---------------------------------------------------------------------------------------------------

    def _byline(self, title: int | None) -> None:
        """A line "By ...", else a bare name that stands beside a date or a role; nothing else is certain."""
        start = title if title is not None else (self.header[0] if self.header else 0)
        near = [i for i in self.header if i != title and (i > start or self._steps(start, i) <= 3)]
        for n, i in enumerate(near):
            people = names.byline(self.lines[i])
            if people is None and not self._bare_name(i, near[n + 1 : n + 3]):
                continue
            people = people if people is not None else names.persons(self._without_date(i))
            self._sign(i, people, near[n + 1 : n + 2])
            return
        self.found.warnings.append("no certain author on the page: author left empty")

    def _sign(self, i: int, people: list[str], after: list[int]) -> None:
        self.found.byline, self.found.authors = self.lines[i], people
        self._mark(i, "byline")
        if not people:
            self.found.warnings.append(f"the byline '{self.lines[i][:60]}' names no certain person: author left empty")
        for j in after:
            if names.is_role(self.lines[j]) and j not in self._dates:
                self._mark(j, "byline")

    def _without_date(self, i: int) -> str:
        when = self._dates.get(i)
        line = self.lines[i]
        return (line[: when.start] if when and when.start > 4 else line[when.end :] if when else line).strip(" -–—|•·,")

    def _bare_name(self, i: int, after: list[int]) -> bool:
        people = names.persons(self._without_date(i))
        if not people or len(self.lines[i]) > 90 or {w.lower() for w in " ".join(people).split()} & self._site_words():
            return False
        handle = _HANDLE.search(self.lines[i])
        if handle and people[0].split()[-1].lower() in handle[1].lower():
            return True
        place = _PLACED.search(self.lines[i])
        placed = place is not None and place[1].lower() not in word_classes()["date"]
        role = placed or any(names.is_role(self.lines[j]) for j in after[:1])
        dated = i in self._dates or any(j in self._dates for j in after)
        return (role or dated) and all(names.known_first_name(p) or (role and dated) for p in people)

    def _site_words(self) -> frozenset[str]:
        return (
            word_classes()["social"]
            | word_classes()["navigation"]
            | word_classes()["date"] - {"may", "june", "april", "august"}
        )

    # -- standfirst and captions ----------------------------------------------------------------------------------

    def _standfirst(self, title: int | None) -> None:
        """A sentence right below the headline whose words return in the story."""
        if title is None:
            return
        below = [i for i in self.header if i > title][:4]
        for i in below:
            line = self.lines[i]
            if self.found.zones[i] or _CREDIT.search(line):
                continue
            if (
                5 <= len(line.split()) <= 70
                and len(line) >= 30
                and pushing(line) < 0.3
                and self._overlap(i, self.story) >= 0.35
            ):
                self.found.standfirst = line
                self._mark(i, "standfirst")
            if len(line.split()) >= 5:
                return

    def _captions(self, title: int | None) -> None:
        """Lines with a picture credit, and lines beside the story that speak of it without being it."""
        inside = [i for i in self.other if (title is None or i > title) and i < self.last and not self.found.zones[i]]
        for i in inside:
            line, words = self.lines[i], len(self.lines[i].split())
            credit = _CREDIT.search(line) is not None
            own = self._overlap(i, self.story)
            told = own >= 0.5 and pushing(line) < 0.2 and not line.isupper() and (i < self.first or line.endswith("."))
            if words >= 5 and (told or (credit and own >= 0.2)):
                self.found.captions.append(line)
                self._mark(i, "caption")
            elif credit and words <= 12:
                self._mark(i, "caption")
