"""Terms: what sequences of words stand for, in one index that finds the longest at a place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from framing import resources

ABBREVIATIONS = "|".join(r["word"] for r in resources.rows("sources/grammar.csv") if r["class"] == "abbreviation")
TOKEN = re.compile(
    rf"['’]s\b|(?:[A-Za-z]\.){{2,}}(?:-\w+)*|\b(?:{ABBREVIATIONS})\.|\w+(?:[-&](?=\w)\w+|['’](?!s\b)\w+|\.com\b)*|[^\w\s]"
)


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a resource: what a sequence of words stands for.

    kind: actor (a row of the user's), body (an organisation by its name), outlet, country, context (a country only
    where the article names it), nation (adjective of nationality), people (its citizens), region, role (a title or
    head noun), pattern (a word inside names of organisations), honorific or former. follows tells when somebody else
    decides the leaf: see resources/sources/README.md.
    """

    kind: str
    name: str
    leaf: str = ""
    country: str = ""
    role: str = ""
    gender: str = ""
    form: str = ""  # individual | collective | institution | document
    follows: str = ""
    rank: int = 0
    cased: bool = False
    side: str = ""
    rule: str = ""


def split(text: str) -> list[str]:
    """The words and signs of a text, the apostrophe always straight."""
    return [t.replace("’", "'") for t in TOKEN.findall(text)]


def small_letters(word: str) -> str:
    """A word as the index has it: in small letters, an abbreviated title without its full stop."""
    return word[:-1].lower() if word[-1] == "." and word.count(".") == 1 and len(word) > 1 else word.lower()


class Index:
    """Terms by their words; the longest match at a place wins, then the term added first."""

    def __init__(self) -> None:
        self._terms: dict[str, dict[tuple[str, ...], list[tuple[tuple[str, ...], Term]]]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}

    def add(self, phrase: str, term: Term) -> None:
        words = split(phrase)
        if words:
            key = tuple(small_letters(w) for w in words)
            self._terms.setdefault(key[0], {}).setdefault(key, []).append((tuple(words), term))
            if len(key) not in (lengths := self._lengths.get(key[0], ())):
                self._lengths[key[0]] = tuple(sorted({*lengths, len(key)}, reverse=True))

    def match(self, words: list[str], lows: list[str], i: int) -> tuple[int, Term] | None:
        """(number of words, term) of the longest term that begins at word i."""
        entries = self._terms[lows[i]]
        for n in self._lengths[lows[i]]:
            for form, term in entries.get(tuple(lows[i : i + n]), ()):
                if len(form) == n and (not term.cased or _same_case(form, words[i : i + n])):
                    return n, term
        return None

    def all(self, words: list[str]) -> list[Term]:
        """Every term of exactly these words."""
        key = tuple(small_letters(w) for w in words)
        return [term for _, term in self._terms.get(key[0], {}).get(key, ())]

    def begins(self) -> dict[str, tuple[int, ...]]:
        """The first words of all terms."""
        return self._lengths


def _same_case(form: tuple[str, ...], words: list[str]) -> bool:
    """A name must stand with the capitals it has: acronyms all of them, other names at least the first."""
    return all(
        w == f if len(f) < 5 and f.isupper() else w[0].isupper() or not f[0].isupper()
        for f, w in zip(form, words, strict=True)
    )


def name_key(words: Iterable[str]) -> str:
    """A person's name without initials and signs, in small letters."""
    return " ".join(small_letters(w) for w in words if len(w) > 1 and not (w.count(".") and len(w) < 6))
