"""The user's actors file: which rows are persons, which states, which bodies, and what their aliases tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from framing.voices.speakers_terms import Index, Term, name_key, split

if TYPE_CHECKING:
    from framing.voices.speakers_lexicon import Lexicon, People

PRIVATE = frozenset({"citizen", "public_figure", "academic", "expert", "legislator", "politician"})
"""Leaves whose rows are persons when nothing in the name says otherwise."""
STEM = 3
"""Letters that an adjective of nationality shares with the name of its country, at least."""


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
    titles: frozenset[str] = frozenset()  # those that the aliases of an actor give


def add_actors(index: Index, people: People, rows: Iterable[Mapping[str, str]], known: Lexicon) -> dict[str, Term]:
    """Add the rows to what is known beforehand; returns the states among them by their country code."""
    states: dict[str, Term] = {}
    for row in rows:
        name, aliases = row["name"], [a.strip() for a in (row.get("aliases") or "").split(";") if a.strip()]
        leaf, country, side = (row.get(column) or "" for column in ("source_type", "country", "side"))
        term = Term(
            "actor", name, leaf, country, form="institution", side=side, cased=True, rule=f"actors file: {name}"
        )
        if _is_person(name, leaf, aliases, known):
            index.add(name, Term("person", name, cased=True))
            _add_person(people, Person(name, leaf, country, "", "", side=side), aliases, known)
        elif _is_state(term, known, states):
            states[country] = replace(term, kind="country")
            _add_state(index, states[country], aliases, known)
        else:
            for alias in [name, *aliases]:
                index.add(alias, term)
    return states


# -- persons -------------------------------------------------------------------------------------------------------


def _is_person(name: str, leaf: str, aliases: list[str], known: Lexicon) -> bool:
    """Whether an alias has a title or is the surname, or the first name is known, or the leaf is a person's."""
    words = split(name)
    if not words[0][0].isupper() or any(_says_body(words, i, known) for i in range(len(words))):
        return False
    if any(_without_title(split(alias), known)[1] and _shares(words, split(alias)) for alias in aliases):
        return True
    if len(words) < 2 or not words[-1][0].isupper():
        return False
    return words[-1] in aliases or words[0].partition("-")[0] in known.first_names or leaf in PRIVATE


def _says_body(words: list[str], i: int, known: Lexicon) -> bool:
    """Whether word i of a name is one of organisations: "Institute", "Party", "Council"."""
    if i and words[i - 1] in known.first_names:
        return False
    terms = known.index.all([words[i]])
    return any(t.kind == "pattern" or (t.kind == "role" and t.form != "individual") for t in terms)


def _without_title(words: list[str], known: Lexicon) -> tuple[list[str], list[Term]]:
    """The words of an alias after its titles, and these titles: "General Varek", "Mr Breck"."""
    titles: list[Term] = []
    while len(words) > 1:
        lows = [w.lower() for w in words]
        found = known.index.match(words, lows, 0) if lows[0] in known.index.begins() else None
        if not found or found[0] == len(words) or not (found[1].kind == "honorific" or found[1].form == "individual"):
            break
        titles.append(found[1])
        words = words[found[0] + (words[found[0]] == ".") :]
    return words, titles


def _shares(name: list[str], alias: list[str]) -> bool:
    return not set(name).isdisjoint(alias)


def _add_person(people: People, person: Person, aliases: list[str], known: Lexicon) -> None:
    gender, titles, names = "", set(), [split(person.name)]
    for alias in aliases:
        words, before = _without_title(split(alias), known)
        gender = gender or next((t.gender for t in before if t.gender), "")
        titles |= {t.role for t in before if t.kind == "role"}
        if words and words[0][0].isupper():
            names.append(words)
        else:
            titles.add(alias.lower())
    gender = gender or known.first_names.get(names[0][0], "")
    person = replace(person, gender=gender, titles=frozenset(titles))
    surname = [names[0][-1]]
    for key in dict.fromkeys(name_key(words) for words in [*names, surname]):
        people[key].append(person)


# -- states --------------------------------------------------------------------------------------------------------


def _is_state(term: Term, known: Lexicon, states: Mapping[str, Term]) -> bool:
    """Whether the row is a country: one known by that name, or the first government of a code that no country has."""
    terms = known.index.all(split(term.name))
    if any(t.kind == "country" and t.country == term.country for t in terms):
        return True
    new = term.country and term.country not in known.countries and term.country not in states
    words = split(term.name)
    return bool(new) and term.leaf == "government" and not terms and not any(
        known.index.all([w]) or w[0].islower() for w in words
    )  # fmt: skip


def _add_state(index: Index, term: Term, aliases: list[str], known: Lexicon) -> None:
    """The state by its name, capital and seat of power; "Caldrian" of "Caldrian government" is its adjective."""
    adjectives = {a for alias in aliases if (a := _adjective(term.name, alias, known))}
    for adjective in adjectives:
        index.add(adjective, replace(term, kind="nation", leaf=""))
        index.add(f"{adjective}s", replace(term, kind="people", leaf="citizen", form="collective"))
    for alias in [term.name, *aliases]:
        if alias not in adjectives and not _ends_in_government(split(alias), known):
            index.add(alias, term)


def _ends_in_government(words: list[str], known: Lexicon) -> bool:
    return any(t.kind == "role" and t.role == "government" for t in known.index.all(words[-1:]))


def _adjective(name: str, alias: str, known: Lexicon) -> str:
    """The adjective of nationality that an alias is or has before "government"; "" when there is none."""
    words = split(alias)
    if len(words) > 1 and _ends_in_government(words, known):
        words = words[:-1]
    one = len(words) == 1 and words[0] != name and words[0].lower() != name.lower()
    return words[0] if one and words[0][:STEM].lower() == name[:STEM].lower() else ""
