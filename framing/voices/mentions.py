"""Mentions: the names, titles and nationalities of a text, found by look-up, without a model."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from framing.voices.speakers_lexicon import TOKEN, Lexicon, Term, small_letters

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
    for mention in _names(text, lexicon):
        text.names[mention.first] = mention
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
            if found[0] == 1 and found[1].kind == "role" and _is_name_part(text, at, lexicon):
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


def _is_name_part(text: Text, i: int, lexicon: Lexicon) -> bool:
    """Whether a word that may be a title is part of a name: "Bill Clinton", "Mr. King", "Charlie King"."""
    words = text.words
    if not words[i][0].isupper():
        return False
    if i and text.lows[i - 1] in lexicon.small["honorific"]:
        return True
    if i and words[i - 1] in lexicon.first_names and not text.opens_sentence(i) and text.terms.get(i - 1) is None:
        return True  # "Charlie King", where King is no title
    return (
        words[i] in lexicon.first_names and i + 1 < len(words) and words[i + 1][0].isupper() and len(words[i + 1]) > 1
    )


def _names(text: Text, lexicon: Lexicon) -> Iterator[Mention]:
    i, n, words = 0, len(text.words), text.words
    while i < n:
        if not words[i][0].isupper() and not _known_name(text, i):
            i = text.terms[i][0] if i in text.terms else i + 1
            continue
        last, mention = _name(text, i, lexicon)
        if mention:
            yield mention
        i = max(last, i + 1)


def _known_name(text: Text, i: int) -> bool:
    return i in text.terms and text.terms[i][1].kind in NAMED


def _name(text: Text, i: int, lexicon: Lexicon) -> tuple[int, Mention | None]:
    """(next word, mention) of the name that begins at word i, or the end of what is no name."""
    last, term = text.terms.get(i, (i + 1, None))
    end, org = _extend(text, i, lexicon)
    if term and term.kind in NAMED:
        if end > last and org and term.kind != "actor":
            return end, Mention(text, i, end, "institution")
        return last, Mention(text, i, last, "country" if term.kind == "country" else "institution", term)
    if org:
        return end, Mention(text, i, end, "institution")
    if term and (term.kind in TITLES or term.kind == "context"):
        return last, None
    if text.headlines and text.in_headline(i):
        end = min(end, i + 1)
    if is_name(text, i, end, lexicon):
        return end, Mention(text, i, end, "person")
    return i + 1, None


def is_name(text: Text, i: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the words [i, end) can be a person's name: not a lone function word, number or sign."""
    if end == i or (
        text.words[i].split("'")[0] in lexicon.small["not_a_name"]
        and (end - i == 1 or text.words[i] not in lexicon.first_names)
    ):
        return False
    return len(text.words[i]) > 1 or end - i > 1


def _extend(text: Text, i: int, lexicon: Lexicon) -> tuple[int, bool]:
    """(end, is an organisation) of the capitalised run at word i; titles end it, links go on inside organisations."""
    small, words, terms = lexicon.small, text.words, text.terms
    j, org, n = i, False, len(text.words)
    if words[i] in small["not_a_name"] and i not in terms:
        return i + 1, False
    while j < n:
        last, term = terms.get(j, (j + 1, None))
        low = text.lows[j]
        if words[j][0].isupper() or (term and term.kind in NAMED and j > i and org):
            kind = term.kind if term else ""
            if kind in ("nation", "country", "region") and j > i and not org and not _org_ahead(text, last):
                break
            if kind in ("honorific", "former") or (
                kind == "role" and term.form != "institution" and not _linked(text, j, i, small)
            ):
                break
            if kind in ("actor", "outlet") and j > i and not _linked(text, j, i, small):
                break
            if kind == "role" and term.form != "institution" and j == i:
                break
            if (
                org
                and words[j].partition("-")[0] in lexicon.first_names
                and words[j + 1 : j + 2]
                and words[j + 1][0].isupper()
                and not _linked(text, j, i, small)
            ):
                break  # "Public Prosecution Eva-Marie Persson"
            if j > i and words[j] in small["not_a_name"] and low not in small["link"]:
                break
            org = (
                org
                or kind == "pattern"
                or (kind == "body" and j > i)
                or (kind == "role" and term.form == "institution")
            )
            j = last if term else j + 1
        elif (
            (words[j] == "." and j > i and (len(words[j - 1]) == 1 or words[j - 1] in ("Jr", "Sr", "St")))
            or (low in small["particle"] and not org and j > i and j + 1 < n and words[j + 1][0].isupper())
            or (org and low in small["link"] and _goes_on(text, j, low, terms))
            or (org and words[j] == "&" and j + 1 < n and words[j + 1][0].isupper())
        ):
            j += 1
        else:
            break
    while j > i and text.lows[j - 1] in small["link"] and not words[j - 1][0].isupper():
        j -= 1
    return j, org


def _org_ahead(text: Text, j: int) -> bool:
    """Whether the capitalised run goes on with a word of organisations: "Swedish Prosecution Authority"."""
    return j in text.terms and text.words[j][0].isupper()


def _linked(text: Text, j: int, i: int, small: dict[str, frozenset[str]]) -> bool:
    return j > i and text.lows[j - 1] in small["link"]


def _goes_on(text: Text, j: int, low: str, terms: dict[int, tuple[int, Term]]) -> bool:
    """Whether "of", "for", "and" at word j is inside the name of an organisation."""
    ahead = j + 1
    while ahead < len(text.words) and text.lows[ahead] in ("the", "of") and low != "and":
        ahead += 1
    if ahead >= len(text.words) or not text.words[ahead][0].isupper():
        return False
    if low == "and":
        before = next((terms[k][1] for k in range(max(0, j - 6), j) if k in terms and terms[k][0] == j), None)
        return before is None or before.kind not in ("pattern", "role", *NAMED)
    return low != "in"
