"""The source type of an entity, decided once from everything known and said about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from framing.tables import NOTHING_SAID
from framing.voices.mentions import Mention
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term
from framing.voices.types_order import RANK, Lookup
from framing.voices.types_phrases import Description

if TYPE_CHECKING:
    from framing.voices.speakers_entity import Entity

PRIVATE = frozenset({"citizen", "public_figure", "unspecified", "anonymous", "document", ""})
VAGUE = 10_000
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
    """The type of an entity, decided at the first call: files and registries, titles, words of its name, head noun."""
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
    """An organisation known by nothing but the words of its name: the one that stands first in the resource decides."""
    mention = entity.mentions[0]
    text, country = mention.text, _country(mention)
    terms = [text.terms[i][1] for i in range(mention.first, mention.last) if i in text.terms]
    if (head := _head(mention)) and all(t.leaf != "military" for t in terms):
        return Typed(head.leaf, f"name: {entity.name} is a {head.name} -> {head.leaf}", country)
    terms = [t for t in terms if t.leaf and t.kind in ("pattern", "role", "body", "outlet") and t.role != "country"]
    found = [(_weight(t), t.leaf, t.name) for t in terms]
    if not found:
        return Typed("unspecified", "organisation of unknown kind", country, weak=True)
    _, leaf, word = min(found)
    return Typed(leaf, f"name: {entity.name} has '{word}' -> {leaf}", country)


def _head(mention: Mention) -> Term | None:
    """The head noun of a name when it alone decides, whatever stands before it or after "of": "Energy Ministry"."""
    text = mention.text
    end = next((k for k in range(mention.first, mention.last) if text.lows[k] in ("of", "for")), mention.last)
    heads = (text.terms[k][1] for k in range(mention.first, end) if k in text.terms and text.terms[k][0] == end)
    return next((t for t in heads if t.kind == "role" and t.role == "ministry"), None)


def _weight(term: Term) -> int:
    """Institutions of a kind ("police") before the patterns in their order, then bodies in a name, vague nouns last."""
    if term.kind == "pattern":
        return term.rank
    if term.kind == "role":
        return -1 if term.leaf in STRONG and term.follows != "first" else VAGUE + RANK[term.leaf]
    return VAGUE // 2


def _country(mention: Mention) -> str:
    """The country in an organisation's name or in the possessive or adjective before it."""
    text, reach = mention.text, 4 if mention.text.word(mention.first - 1) == "'s" else 1
    places = [*range(mention.first, mention.last), *range(max(0, mention.first - reach), mention.first)]
    return next((c for k in places if k in text.terms and (c := text.terms[k][1].country)), "")


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
        return Typed("citizen" if entity.named else "unspecified", NOTHING_SAID, country, weak=True)
    return Typed(chosen.leaf, chosen.rule, country, former=chosen.former)


def _order(description: Description) -> int:
    """The codebook's order: the first matching leaf."""
    return RANK[description.leaf]
