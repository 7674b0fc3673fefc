"""The source type of an entity, decided once from everything known and said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.voices.speakers_lexicon import Lexicon
from framing.voices.types_phrases import RANK, Description, Lookup

if TYPE_CHECKING:
    from framing.voices.speakers_cast import Entity

PRIVATE = frozenset({"citizen", "public_figure", "unspecified", "anonymous", "document", ""})
STRONG = frozenset({"government", "military", "justice", "legislator", "politician", "intergovernmental"})


@dataclass(frozen=True, slots=True)
class Typed:
    """The decision: leaf of the codebook, country, side, former and the evidence; weak when nothing spoke for it."""

    leaf: str
    rule: str
    country: str = ""
    side: str = ""
    former: bool = False
    weak: bool = False


def type_of(entity: Entity, lexicon: Lexicon, look: Lookup) -> Typed:
    """The type of an entity, decided at the first call: actors file, registries, titles, pattern of the name, head noun."""
    if entity.typed is None:
        entity.typed = Typed(
            "unspecified", "in the making", weak=True
        )  # a description that leads back here says nothing
        entity.typed = _decide(entity, lexicon, look)
    return entity.typed


def _decide(entity: Entity, lexicon: Lexicon, look: Lookup) -> Typed:
    if entity.parts:
        return type_of(entity.parts[0], lexicon, look)
    if entity.term is not None:
        return Typed(entity.term.leaf, entity.term.rule or entity.term.name, entity.term.country, entity.term.side)
    if entity.person is not None:
        person = entity.person
        where = (
            f"office_holders: {person.name}, {person.office.split(';')[0]}"
            if person.office
            else f"actors file: {person.name}"
        )
        return Typed(
            person.leaf, f"{where} -> {person.leaf}", person.country, person.side, person.office.startswith("former")
        )
    if entity.form == "institution":
        return _by_name(entity)
    return _by_descriptions(entity)


def _by_name(entity: Entity) -> Typed:
    """An organisation known by nothing but the words of its name: the pattern that stands first in the resource."""
    mention = entity.mentions[0]
    text, found, country = mention.text, [], ""
    for i in range(mention.first, mention.last):
        if i in text.terms:
            term = text.terms[i][1]
            country = country or term.country
            if term.kind == "pattern":
                found.append((term.rank, term.leaf, term.name))
            elif term.kind == "role" and term.form == "institution":
                found.append(
                    (
                        -1 if term.leaf in STRONG and term.follows != "first" else 10_000 + RANK[term.leaf],
                        term.leaf,
                        term.name,
                    )
                )
            elif term.kind in ("body", "outlet") and term.leaf:
                found.append((5_000, term.leaf, term.name))
    if not country and text.word(mention.first - 1) == "'s":
        country = next((t.country for k in range(max(0, mention.first - 4), mention.first) if k in text.terms and (t := text.terms[k][1]).country), "")  # fmt: skip
    if not country and mention.first - 1 in text.terms:
        country = text.terms[mention.first - 1][1].country
    if not found:
        return Typed("unspecified", "organisation of unknown kind", country, weak=True)
    _, leaf, word = min(found)
    return Typed(leaf, f"name: {entity.name} has '{word}' -> {leaf}", country)


def _by_descriptions(entity: Entity) -> Typed:
    said = [d for d in entity.said if d.leaf]
    country = next((d.country for d in said if d.country), "")
    left = {d.role for d in said if d.former}
    now = [d for d in said if not d.former and d.role not in left]
    public = [d for d in now if d.leaf not in PRIVATE]
    chosen = min(public, key=_order) if public else None
    if chosen is None and (once := [d for d in said if d.former]):
        chosen = min(once, key=_order)
    if chosen is None and now:
        chosen = min(now, key=_order)
    if chosen is None:
        return Typed("citizen" if entity.named else "unspecified", "nothing said of the person", country, weak=True)
    return Typed(chosen.leaf, chosen.rule, country, former=chosen.former)


def _order(description: Description) -> tuple[int, int]:
    return RANK.get(description.leaf, 99), 0
