"""Mentions: the names, titles and nationalities of a text, found by look-up, without a model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import TOKEN, Term, small_letters

LINE = re.compile(r"[^\n]+")
ENDS = frozenset('.!?”"’')
TITLES = frozenset({"role", "honorific", "former", "nation", "people", "region"})
OPENERS = frozenset({".", "!", "?", "“", '"', "”", ":", "‘", "(", "–", "—", "-", "•"})
NAMED = frozenset({"actor", "outlet", "body", "country"})


@dataclass(slots=True)
class Mention:
    """A name in the words [first, last) of a text; term is what the lexicon knows of it."""

    text: Text
    first: int
    last: int
    form: str  # person | institution | country
    term: Term | None = None

    @property
    def words(self) -> list[str]:
        return self.text.words[self.first : self.last]

    @property
    def name(self) -> str:
        return self.text.between(self.first, self.last)

    @property
    def place(self) -> tuple[int, int]:
        return self.text.number, self.first


@dataclass(slots=True)
class Text:
    """The words of one zone; terms maps the first word of each term to (last word, term), names are its mentions."""

    number: int  # order in which zones are read
    raw: str
    words: list[str]
    lows: list[str]
    starts: list[int]
    ends: list[int]
    headlines: list[tuple[int, int]] = field(default_factory=list)  # lines whose capitals tell nothing
    terms: dict[int, tuple[int, Term]] = field(default_factory=dict)
    names: dict[int, Mention] = field(default_factory=dict)

    def between(self, first: int, last: int) -> str:
        return " ".join(self.raw[self.starts[first] : self.ends[last - 1]].split()) if last > first else ""

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Numbers of the words (first, last) that overlap the characters [start, end)."""
        first = bisect_left(self.ends, start + 1)
        return first, max(first, bisect_left(self.starts, end))

    def known_before(self, i: int) -> int:
        """The first word of the name or term that ends before word i; i itself when there is none."""
        for k in range(max(0, i - 6), i):
            if (k in self.names and self.names[k].last == i) or (k in self.terms and self.terms[k][0] == i):
                return k
        return i

    def in_headline(self, i: int) -> bool:
        return any(a <= i < b for a, b in self.headlines)

    def word(self, i: int) -> str:
        return self.lows[i] if 0 <= i < len(self.lows) else ""

    def opens_sentence(self, i: int) -> bool:
        """Whether word i is the first of a sentence, paragraph or quotation."""
        before = self.word(i - 1)
        return not before or before in OPENERS or "\n" in self.raw[self.ends[i - 1] : self.starts[i]]


def read(number: int, raw: str, lexicon: Lexicon, countries: set[str]) -> Text:
    """The text with its terms and names found; countries are those named so far, which "the South" may take up."""
    words, starts, ends = [], [], []
    for match in TOKEN.finditer(raw):
        words.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    if "’" in raw:
        words = [w.replace("’", "'") if len(w) > 1 else w for w in words]
    text = Text(number, raw, words, [small_letters(w) for w in words], starts, ends)
    text.headlines = list(_headlines(text))
    _find_terms(text, lexicon)
    countries.update(t.country for _, t in text.terms.values() if t.kind in ("country", "nation"))
    _settle_context(text, lexicon, countries)
    return text


def _headlines(text: Text) -> Iterator[tuple[int, int]]:
    """The words of lines in which most words have capitals."""
    for line in LINE.finditer(text.raw):
        if line.end() - line.start() < 200:
            first, last = text.span(*line.span())
            long = [w for w in text.words[first:last] if len(w) > 3 and w[0].isalpha()]
            share = 0.75 if line[0].rstrip()[-1:] in ENDS else 0.6
            if len(long) > 3 and sum(w[0].isupper() for w in long) > share * len(long):
                yield first, last


def _find_terms(text: Text, lexicon: Lexicon) -> None:
    index, begins = lexicon.index, lexicon.index.begins()
    i, words, lows = 0, text.words, text.lows
    for at, low in enumerate(lows):
        if at >= i and low in begins and (found := index.match(words, lows, at)):
            if found[0] == 1 and (
                (found[1].kind == "role" and _is_name_part(text, at, lexicon))
                or (found[1].kind in ("body", "outlet") and _is_first_name(text, at, lexicon))
            ):
                continue
            if (
                found[1].kind == "context"
                and low == "the"
                and (more := index.match(words, lows, at + 1))
                and more[0] >= found[0]
            ):
                continue  # "the North" in "the North Korean army"
            i = at + found[0]
            text.terms[at] = (i, found[1])


def _settle_context(text: Text, lexicon: Lexicon, countries: set[str]) -> None:
    """ "The South" is a country only where the article names that one, and no other it could mean."""
    for at in [k for k, (_, t) in text.terms.items() if t.kind == "context"]:
        last = text.terms[at][0]
        meant = [t for t in lexicon.index.all(text.words[at:last]) if t.kind == "context" and t.country in countries]
        if len(meant) == 1:
            text.terms[at] = (last, replace(meant[0], kind="country"))
        else:
            del text.terms[at]


def _is_first_name(text: Text, i: int, lexicon: Lexicon) -> bool:
    """Whether letters that name a body are a first name here: "Irena", before a name and not in capitals."""
    after = text.words[i + 1 : i + 2]
    name_follows = bool(after) and after[0].istitle() and text.lows[i + 1] not in lexicon.index.begins()
    return name_follows and text.words[i] in lexicon.first_names and not text.words[i].isupper()


def _is_name_part(text: Text, i: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a title is part of a name: "Bill Clinton", "Mr. King", "Charlie King"."""
    words = text.words
    if not words[i][0].isupper():
        return False
    if i and text.lows[i - 1] in lexicon.small["honorific"]:
        return True
    after = i + 1
    while after < len(words) and words[after] in lexicon.small["particle"]:
        after += 1
    name_follows = after < len(words) and words[after][0].isupper() and len(words[after]) > 1
    if i and words[i - 1] in lexicon.first_names and not text.opens_sentence(i) and text.terms.get(i - 1) is None:
        titled = name_follows and words[after] in lexicon.first_names
        return not titled  # "Charlie King", where King is no title, but "Charlotte Mayor Ann Cole"
    return words[i] in lexicon.first_names and name_follows
