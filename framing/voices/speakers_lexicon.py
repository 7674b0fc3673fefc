"""The words that tell who speaks, compiled once per run into one index over sequences of words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from framing import resources

ABBREVIATIONS = "|".join(r["word"] for r in resources.rows("sources/grammar.csv") if r["class"] == "abbreviation")
TOKEN = re.compile(
    rf"['’]s\b|(?:[A-Za-z]\.){{2,}}|\b(?:{ABBREVIATIONS})\.|\w+(?:[-&](?=\w)\w+|['’](?!s\b)\w+|\.com\b)*|[^\w\s]"
)
BODIES = ("intergovernmental", "armed_groups", "agencies", "think_tanks", "civil_society")
SEVERAL = "collective"


@dataclass(frozen=True, slots=True)
class Term:
    """One entry of a resource: what a sequence of words stands for.

    kind: body (an organisation by its name), outlet, country, nation (adjective of nationality), people (its citizens), role
    (a title or head noun), pattern (a word inside names of organisations), honorific or former. follows tells when somebody
    else decides the leaf: "first" the organisation if one is given, "client", "author".
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


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody known beforehand: one spell in office, or an individual of the user's actors file."""

    name: str
    leaf: str
    country: str
    gender: str
    office: str
    since: str = ""
    until: str = ""
    side: str = ""


@dataclass(frozen=True)
class Lexicon:
    """Everything known before an article is read: terms, people by their names, first names, small words by class."""

    index: Index
    people: Mapping[str, tuple[Person, ...]]
    first_names: Mapping[str, str]
    small: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, tuple[str, str]]
    countries: Mapping[str, str]  # ISO code -> usual name


def build(actors: Iterable[Mapping[str, str]] = (), outlets: Iterable[Mapping[str, str]] = ()) -> Lexicon:
    """The lexicon of a run: the user's actors and outlets before everything shipped."""
    index, people = Index(), defaultdict(list)
    for row in actors:
        _add_actor(index, people, row)
    _add_outlets(index, outlets)
    for add in (_add_shipped_outlets, _add_bodies, _add_countries, _add_roles, _add_patterns):
        add(index)
    for row in _rows("sources/office_holders.csv"):
        spell = Person(
            row["name"], row["leaf"], row["country"], row["gender"], row["office"], row["since"], row["until"]
        )
        for name in [row["name"], *_several(row["aliases"])]:
            people[name_key(split(name))].append(spell)
    return Lexicon(
        index, {k: tuple(v) for k, v in people.items()}, {r["name"]: r["gender"] for r in _rows("sources/first_names.csv")},
        _small_words(), {r["word"]: (r["gender"], r["number"]) for r in _rows("sources/grammar.csv") if r["class"] == "pronoun"},
        {r["iso2"]: r["name"] for r in _rows("countries/countries.tsv")},
    )  # fmt: skip


@cache
def shipped() -> Lexicon:
    """The lexicon without a user's actors and outlets."""
    return build()


def _rows(name: str) -> list[dict[str, str]]:
    return resources.rows(name)


def _several(cell: str) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def name_key(words: Iterable[str]) -> str:
    """A person's name without initials and signs, in small letters."""
    return " ".join(small_letters(w) for w in words if len(w) > 1 and not (w.count(".") and len(w) < 6))


def _small_words() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for row in _rows("sources/grammar.csv"):
        classes[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in classes.items()}


def _add_actor(index: Index, people: dict[str, list[Person]], row: Mapping[str, str]) -> None:
    leaf, country, side = row.get("source_type") or "", row.get("country") or "", row.get("side") or ""
    person = Person(row["name"], leaf, country, "", "", side=side)
    for name in [row["name"], *_several(row.get("aliases") or "")]:
        people[name_key(split(name))].append(person)
        index.add(
            name, Term("actor", row["name"], leaf, country, side=side, cased=True, rule=f"actors file: {row['name']}")
        )


def _add_outlets(index: Index, rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        name = row.get("outlet") or row.get("name") or ""
        leaf = outlet_leaf(row)
        for alias in [name, *_several(row.get("aliases") or "")]:
            if alias:
                rule = f"outlet registry: {name} -> {leaf}"
                index.add(alias, Term("outlet", name, leaf, row.get("country") or row.get("iso2") or "", form="institution", cased=True, rule=rule))  # fmt: skip


def outlet_leaf(row: Mapping[str, str]) -> str:
    """The leaf of a row of the outlet registry; without a published source (basis=unsourced) never state_media."""
    leaf = row.get("source_type") or ""
    if not leaf:
        control = (row.get("control") or row.get("kind") or "").lower()
        leaf = "state_media" if "state" in control else "public_media" if "public" in control else "news_media"
    return "news_media" if leaf == "state_media" and row.get("basis") == "unsourced" else leaf


def _add_shipped_outlets(index: Index) -> None:
    try:
        _add_outlets(index, _rows("outlets/outlets.tsv"))
    except FileNotFoundError:
        return


def _add_bodies(index: Index) -> None:
    for name in BODIES:
        _add_named(index, _rows(f"bodies/{name}.tsv"), "iso2", "source_type", f"bodies/{name}")
    _add_named(index, _rows("sources/organisations.csv"), "country", "leaf", "sources/organisations")


def _add_named(index: Index, rows: Iterable[Mapping[str, str]], country: str, leaf: str, file: str) -> None:
    for row in rows:
        rule = f"{file}: {row['name']} -> {row[leaf]}"
        term = Term("body", row["name"], row[leaf], row[country], form="institution", cased=True, rule=rule)
        for name in [row["name"], *_several(row["aliases"])]:
            index.add(name, term)
            if name.isupper() and name.isalpha() and 1 < len(name) < 6:
                index.add("".join(f"{letter}." for letter in name), term)


def _add_countries(index: Index) -> None:
    for row in _rows("countries/metonyms.tsv"):
        kind = "country" if row["canonical"] in _country_names() else "body"
        rule = f"countries/metonyms: {row['name']} -> {row['source_type']}"
        index.add(row["name"], Term(kind, row["canonical"] if kind == "country" else row["name"], row["source_type"], row["iso2"], form="institution", cased=True, rule=rule))  # fmt: skip
    for row in _rows("sources/regions.csv"):
        index.add(
            row["name"], Term("region", row["name"], "politician", row["country"], form="institution", cased=True)
        )
    for row in _rows("countries/countries.tsv"):
        iso, name = row["iso2"], row["name"]
        country = Term("country", name, "government", iso, form="institution", cased=True, rule=f"country: {name}")
        for alias in [name, *_several(row["other_names"]), *_several(row["capital"])]:
            index.add(alias, country)
        for alias in _several(row["demonym_adjective"]):
            index.add(alias, Term("nation", name, "", iso, cased=True))
        for alias in _several(row["demonym_people"]):
            index.add(
                alias,
                Term("people", name, "citizen", iso, form=SEVERAL, cased=True, rule=f"people of {name} -> citizen"),
            )
        for alias in _several(row["contextual"]):
            index.add(
                alias, Term("context", name, "government", iso, form="institution", cased=True, rule=f"country: {name}")
            )


@cache
def _country_names() -> frozenset[str]:
    return frozenset(row["name"] for row in _rows("countries/countries.tsv"))


def _add_roles(index: Index) -> None:
    rows = _rows("sources/roles.csv")
    listed = {row["phrase"] for row in rows}
    for row in rows:
        phrase, role = row["phrase"], row["role"] or row["phrase"]
        term = Term("role", phrase, row["leaf"], "", role, row["gender"], row["kind"], row["follows"])
        index.add(phrase, term)
        if row["kind"] in ("individual", "institution") and (many := _plural(phrase)) not in listed:
            form = SEVERAL if row["kind"] == "individual" else "institution"
            index.add(many, Term("role", phrase, row["leaf"], "", role, row["gender"], form, row["follows"]))
    for word, gender in ((r["word"], r["gender"]) for r in _rows("sources/grammar.csv") if r["class"] == "honorific"):
        index.add(word, Term("honorific", word, gender=gender, cased=False))
    for word in _small_words()["former"]:
        index.add(word, Term("former", word))


def _plural(phrase: str) -> str:
    if phrase.endswith(("man", "woman")) and not phrase.endswith("human"):
        return phrase[:-2] + "en"
    if phrase.endswith("y") and phrase[-2:-1] not in "aeiou":
        return phrase[:-1] + "ies"
    return phrase + ("es" if phrase.endswith(("s", "x", "ch", "sh")) else "s")


def _add_patterns(index: Index) -> None:
    for rank, row in enumerate(_rows("sources/patterns.csv")):
        index.add(row["words"], Term("pattern", row["words"], row["leaf"], form="institution", rank=rank))
