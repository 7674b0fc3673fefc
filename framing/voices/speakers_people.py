"""People by their names: titles and honorifics before them, and whether two names can be one person's."""

from __future__ import annotations

from collections.abc import Sequence

from framing.voices.mentions import Mention
from framing.voices.speakers_actors import Person
from framing.voices.speakers_entity import Entity


def only(spells: Sequence[Person], gender: str, title: str) -> Sequence[Person]:
    """The spells of one person; of several actors of that surname the one whom gender or title tells, else none."""
    actors = [s for s in spells if not s.office]
    if len({s.name for s in actors}) > 1:
        told = [s for s in actors if gender and s.gender == gender]
        actors = told or [s for s in actors if not gender or not s.gender]
        actors = [s for s in actors if title in s.titles] or ([] if title else actors)
        return actors if len({s.name for s in actors}) == 1 else []
    return actors or spells


def title(mention: Mention) -> str:
    """The office or rank directly before a name; "" when there is none."""
    _, term = mention.text.terms.get(mention.text.known_before(mention.first), (0, None))
    return term.role if term and term.kind == "role" and term.form == "individual" else ""


def titles(entity: Entity) -> set[str]:
    """The offices and ranks that stand before an entity's mentions, and those of the office holder it is."""
    return {title(m) for m in entity.mentions} | (set(entity.person.titles) if entity.person else set())


def is_kin(entity: Entity) -> bool:
    """Whether an entity is known as somebody's kin only ("the president's wife", "first lady")."""
    offices = entity.person.office.split(";") if entity.person else ()
    return bool(offices) and all("'s " in office or "lady" in office for office in offices)


def same_person(a: list[str], b: list[str]) -> bool:
    """Whether two names, as words, can be one person's: same surname, and first names that do not disagree."""
    return a[-1] == b[-1] and (
        a[0] == b[0] or (len(b) == 1 and a[-1] == b[0]) or (len(a) > 2 and b[0] in a) or (len(b) > 2 and a[0] in b)
    )


def honorific_gender(mention: Mention) -> str:
    """The gender that an honorific before a name tells ("Ms Kim"); "" without one."""
    text, before = mention.text, mention.first - 1
    before -= text.word(before) == "."
    term = text.terms.get(before, (0, None))[1]
    return term.gender if term and term.kind == "honorific" else ""
