"""Names in a text: runs of capitalised words told apart into people, organisations and countries."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voices.mentions import NAMED, Mention, Text
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term

APART = frozenset({"nation", "country", "region"})
"""Names of places begin a new name in a run, unless an organisation's follows: "Swedish Prosecution Authority"."""
TITLES = frozenset({"role", "honorific", "former", "nation", "people", "region", "context"})
NOTHING = Term("", "")


def find_names(text: Text, lexicon: Lexicon) -> Iterator[Mention]:
    """Every name of the text, in order."""
    i = 0
    while i < len(text.words):
        at, (after, term) = i, text.terms.get(i, (i + 1, NOTHING))
        i = after
        if text.words[at][0].isupper() or term.kind in NAMED:
            i, mention = _name(text, at, after, term, lexicon)
            if mention is not None:
                yield mention


def _name(text: Text, i: int, after: int, term: Term, lexicon: Lexicon) -> tuple[int, Mention | None]:
    """(next word, mention) of the name that begins at word i; the mention is None where there is no name."""
    if term.kind == "person":
        return after, Mention(text, i, after, "person")
    if term.kind == "role" and (office := _office(text, i, after)):
        return office, Mention(text, i, office, "institution")
    end, is_body = _Run(text, i, lexicon).read()
    if term.kind in NAMED and not (end > after and is_body and term.kind != "actor"):
        return after, Mention(text, i, after, "country" if term.kind == "country" else "institution", term)
    if is_body:
        return end, Mention(text, i, end, "institution")
    if term.kind in TITLES:
        return after, None
    if text.headlines and text.in_headline(i):
        end = min(end, _headline_end(text, i, lexicon))
    return (end, Mention(text, i, end, "person")) if _can_be_person(text, i, end, lexicon) else (i + 1, None)


def _headline_end(text: Text, i: int, lexicon: Lexicon) -> int:
    """Where a name that begins at word i of a headline ends: after the surname that follows a known first name."""
    if text.words[i] not in lexicon.first_names:
        return i + 1
    while len(text.word(i + 1)) == 1:  # past an initial and its full stop
        i += 1
    return i + 2


def _office(text: Text, first: int, after: int) -> int:
    """The end of an office named by its holder, "the Prosecutor General's Office"; 0 when it is none."""
    whose = after < len(text.lows) - 1 and text.lows[after] == "'s" and text.words[first][0].isupper()
    _, term = text.terms.get(after + 1, (0, NOTHING))
    is_office = whose and text.words[after + 1][0].isupper() and term.kind == "role" and term.form == "institution"
    return text.terms[after + 1][0] if is_office else 0


def _can_be_person(text: Text, i: int, end: int, lexicon: Lexicon) -> bool:
    """Whether the words [i, end) can be a person's name: no lone function word, number or sign."""
    if end == i or (end == i + 1 and len(text.words[i]) == 1):
        return False
    if text.words[i].partition("'")[0] in lexicon.small["not_a_name"]:
        return end > i + 1 and text.words[i] in lexicon.first_names
    return True


class _Run:
    """One capitalised run, read word by word until something ends it."""

    def __init__(self, text: Text, first: int, lexicon: Lexicon) -> None:
        self.text, self.first, self.lexicon, self.small = text, first, lexicon, lexicon.small
        self.at, self.is_body = first, False

    def read(self) -> tuple[int, bool]:
        """(end of the run, whether it names an organisation)."""
        text, first = self.text, self.first
        if text.words[first] in self.small["not_a_name"] and first not in text.terms:
            return first + 1, False
        while self.at < len(text.words):
            after, term = text.terms.get(self.at, (self.at + 1, NOTHING))
            if text.words[self.at][0].isupper() or (self.is_body and term.kind in NAMED):
                if self._ends_before(after, term):
                    break
                self.is_body = self.is_body or self._makes_body(term)
                self.at = after
            elif self._joins():
                self.at += 1
            else:
                break
        while (
            self.at > first
            and text.lows[self.at - 1] in self.small["link"]
            and not text.words[self.at - 1][0].isupper()
        ):
            self.at -= 1
        return self.at, self.is_body

    def _ends_before(self, after: int, term: Term) -> bool:
        """Whether the word or term at hand belongs to no name, or to another one."""
        if term.kind in ("honorific", "former"):
            return True
        inside = self.at > self.first and self.text.lows[self.at - 1] in self.small["link"]
        if term.kind == "role" and term.form != "institution" and not self._in_names(after, term):
            return not (inside or self._names_office(after))
        if self.at == self.first:
            return False
        if term.kind in APART and not self.is_body and not self._capital_term(after):
            return True
        if term.kind in ("actor", "outlet") or (self.is_body and self._begins_person()):
            return not inside
        return (
            self.text.words[self.at] in self.small["not_a_name"] and self.text.lows[self.at] not in self.small["link"]
        )

    def _makes_body(self, term: Term) -> bool:
        if term.kind == "role":
            return term.form != "individual"
        return term.kind == "pattern" or (term.kind == "body" and self.at > self.first)

    def _names_office(self, after: int) -> bool:
        """Whether a body's name goes on over the role: "the State Department Refugee Processing Center"."""
        before = self.text.terms.get(self.first, (0, NOTHING))[1]
        if self.at == self.first or not (self.is_body or before.kind == "body"):
            return False
        k = after
        while k < len(self.text.words) and self.text.words[k][0].isupper():
            k, term = self.text.terms.get(k, (k + 1, NOTHING))
            if term.kind == "pattern" or term.form == "institution":
                return True
        return False

    def _in_names(self, after: int, term: Term) -> bool:
        """Whether a plural is also a word in names of organisations: "Norda Airlines"."""
        same = self.lexicon.index.all(self.text.words[self.at : after]) if term.form == "collective" else []
        return self.at > self.first and any(t.kind == "pattern" for t in same)

    def _joins(self) -> bool:
        """Whether the small word or sign at hand is part of the name: an initial's full stop, "van", "of the", "&"."""
        text, at = self.text, self.at
        if at == self.first:
            return False
        if text.words[at] == ".":
            return len(text.words[at - 1]) == 1
        low, capital_next = text.lows[at], text.words[at + 1 : at + 2] and text.words[at + 1][0].isupper()
        if not self.is_body:
            if low.partition("-")[0] in self.small["particle"]:
                return self._name_after(at)
            return bool(capital_next) and low == "and" and self._body_ahead()
        return (low == "&" and bool(capital_next)) or (low in self.small["link"] and self._goes_on(low))

    def _name_after(self, k: int) -> bool:
        """Whether particles from word k on lead to a capital: "de la Vega", "al-Masoudi"."""
        words, particles = self.text.words, self.small["particle"]
        while k < len(words) and words[k] in particles:
            k += 1
        last = words[k] if k < len(words) else ""
        return last[:1].isupper() or (last.partition("-")[0] in particles and last.partition("-")[2][:1].isupper())

    def _body_ahead(self) -> bool:
        """Whether "and" joins two halves of one name: "the Central and East European Coalition"."""
        text, k = self.text, self.at + 1
        if self.first in text.terms or self.at != self.first + 1 or text.word(self.first - 1) != "the":
            return False
        while k < min(len(text.words), self.at + 5) and text.words[k][0].isupper():
            if k in text.terms and (text.terms[k][1].kind == "pattern" or text.terms[k][1].form == "institution"):
                return text.terms[k][1].kind in ("pattern", "role")
            k += 1
        return False

    def _goes_on(self, low: str) -> bool:
        """Whether "of", "for", "and" is followed by more of an organisation's name."""
        text, ahead = self.text, self.at + 1
        while low != "and" and text.word(ahead) in ("the", "of"):
            ahead += 1
        if low == "in" or ahead >= len(text.words) or not text.words[ahead][0].isupper():
            return False
        return low != "and" or not self._complete()

    def _complete(self) -> bool:
        """Whether a word of organisations ends here: "the Ministry and ..." names two."""
        ending = (self.text.terms[k] for k in range(max(0, self.at - 6), self.at) if k in self.text.terms)
        return any(after == self.at and term.kind in ("pattern", "role", *NAMED) for after, term in ending)

    def _capital_term(self, i: int) -> bool:
        return i in self.text.terms and self.text.words[i][0].isupper()

    def _begins_person(self) -> bool:
        """ "Public Prosecution Eva-Marie Persson": a first name and another capital."""
        words = self.text.words[self.at : self.at + 2]
        return len(words) == 2 and words[0].partition("-")[0] in self.lexicon.first_names and words[1][0].isupper()
