"""The words that tell who speaks, compiled once per run from the resources and the user's files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from framing import resources
from framing.voices.speakers_actors import Person, add_actors
from framing.voices.speakers_terms import Index, Term, name_key, split

BODIES = ("intergovernmental", "armed_groups", "agencies", "think_tanks", "civil_society")


People = dict[str, list[Person]]
"""Persons by every form of their name, in small letters."""


@dataclass(frozen=True)
class Lexicon:
    """Everything known before an article is read: terms, people by their names, first names, small words by class."""

    index: Index
    people: Mapping[str, tuple[Person, ...]]
    first_names: Mapping[str, str]
    small: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, tuple[str, str]]
    countries: Mapping[str, str]  # ISO code -> usual name
    states: Mapping[str, Term]  # country code -> the state's row in the user's actors file


def build(actors: Iterable[Mapping[str, str]] = (), outlets: Iterable[Mapping[str, str]] = ()) -> Lexicon:
    """The lexicon of a run: the user's actors and outlets before everything shipped."""
    index, people, actors = Index(), defaultdict(list), list(actors)
    states = add_actors(index, people, actors, shipped()) if actors else {}
    _add_outlets(index, outlets)
    _add_outlets(index, _rows("outlets/outlets.tsv"))
    for add in (_add_bodies, _add_countries, _add_roles, _add_patterns):
        add(index)
    for row in _rows("sources/office_holders.csv"):
        spell = Person(
            row["name"], row["leaf"], row["country"], row["gender"], row["office"], row["since"], row["until"]
        )
        for name in [row["name"], *_several(row["aliases"])]:
            people[name_key(split(name))].append(spell)
    return Lexicon(
        index,
        {key: tuple(spells) for key, spells in people.items()},
        {row["name"]: row["gender"] for row in _rows("sources/first_names.csv")},
        _small_words(),
        {row["word"]: (row["gender"], row["number"]) for row in _grammar("pronoun")},
        {row["iso2"]: row["name"] for row in _rows("countries/countries.tsv")}
        | {code: state.name for code, state in states.items()},
        states,
    )


@cache
def shipped() -> Lexicon:
    """The lexicon without a user's actors and outlets."""
    return build()


def _rows(name: str) -> list[dict[str, str]]:
    return resources.rows(name)


def _grammar(word_class: str) -> list[dict[str, str]]:
    return [row for row in _rows("sources/grammar.csv") if row["class"] == word_class]


def _several(cell: str) -> list[str]:
    return [part.strip() for part in (cell or "").split(";") if part.strip()]


def _small_words() -> dict[str, frozenset[str]]:
    classes: dict[str, set[str]] = defaultdict(set)
    for row in _rows("sources/grammar.csv"):
        classes[row["class"]].add(row["word"])
    return {name: frozenset(words) for name, words in classes.items()}


def _add_outlets(index: Index, rows: Iterable[Mapping[str, str]]) -> None:
    for row in rows:
        name, leaf = row.get("outlet") or row.get("name") or "", outlet_leaf(row)
        country, rule = row.get("country") or row.get("iso2") or "", f"outlet registry: {name} -> {leaf}"
        term = Term("outlet", name, leaf, country, form="institution", cased=True, rule=rule)
        for alias in [name, *_several(row.get("aliases") or "")]:
            index.add(alias, term)


def outlet_leaf(row: Mapping[str, str]) -> str:
    """The leaf of a row of the outlet registry; without a published source (basis=unsourced) never state_media."""
    leaf = row.get("source_type") or ""
    if not leaf:
        control = (row.get("control") or row.get("kind") or "").lower()
        leaf = "state_media" if "state" in control else "public_media" if "public" in control else "news_media"
    return "news_media" if leaf == "state_media" and row.get("basis") == "unsourced" else leaf


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
        whole = (
            row["canonical"] in _country_names()
        )  # "the Kremlin" is Russia, "the Pentagon" a body of the United States
        rule = f"countries/metonyms: {row['name']} -> {row['source_type']}"
        kind, name = ("country", row["canonical"]) if whole else ("body", row["name"])
        term = Term(kind, name, row["source_type"], row["iso2"], form="institution", cased=True, rule=rule)
        index.add(row["name"], term)
    for row in _rows("sources/regions.csv"):
        term = Term("region", row["name"], "politician", row["country"], form="institution", cased=True)
        index.add(row["name"], term)
    for row in _rows("countries/countries.tsv"):
        _add_country(index, row)


def _add_country(index: Index, row: Mapping[str, str]) -> None:
    name, rule = row["name"], f"country: {row['name']} -> government"
    country = Term("country", name, "government", row["iso2"], form="institution", cased=True, rule=rule)
    people = Term(
        "people", name, "citizen", row["iso2"], form="collective", cased=True, rule=f"people of {name} -> citizen"
    )
    for column, term in (
        ("other_names", country),
        ("capital", country),
        ("demonym_adjective", replace(country, kind="nation", leaf="")),
        ("demonym_people", people),
        ("contextual", replace(country, kind="context")),
    ):
        for alias in _several(row[column]):
            index.add(alias, term)
    index.add(name, country)


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
            form = "collective" if row["kind"] == "individual" else "institution"
            index.add(many, Term("role", phrase, row["leaf"], "", role, row["gender"], form, row["follows"]))
    for row in _rows("sources/deeds.csv"):
        index.add(row["phrase"], Term("deed", row["phrase"], row["leaf"], role="candidate"))
    for row in _grammar("honorific"):
        index.add(row["word"], Term("honorific", row["word"], gender=row["gender"]))
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
