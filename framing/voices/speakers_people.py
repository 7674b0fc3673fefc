"""People by their names: titles and honorifics before them, who is known beforehand, whether two can be one person."""

from __future__ import annotations

from collections.abc import Sequence

from framing.voices.mentions import Mention
from framing.voices.speakers_actors import Person
from framing.voices.speakers_entity import Entity
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import name_key


def link(entity: Entity, mention: Mention, lexicon: Lexicon, date: str) -> None:
    """Note who of the people known beforehand an entity of that name is on that day, if anybody."""
    spells = _only(lexicon.people.get(name_key(mention.words), ()), entity.gender, title(mention))
    if not spells:
        return
    now = [s for s in spells if date and (not s.since or s.since <= date) and (not s.until or date <= s.until)]
    undated = [s for s in spells if not s.office]  # rows of the user's actors file
    entity.person = (undated or now or list(spells))[0]
    if not undated and not now:
        entity.person = None if date or len({s.leaf for s in spells}) > 1 else spells[-1]
    entity.gender = entity.gender or spells[0].gender
    if len(spells[0].name) > len(entity.name):
        entity.name = spells[0].name


def _only(spells: Sequence[Person], gender: str, title: str) -> Sequence[Person]:
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


def kin_gender(mention: Mention, lexicon: Lexicon) -> str:
    """The gender that a word of kinship or office before the name tells: "his sister, Kim Ha-neul"."""
    before = mention.text.lows[max(0, mention.first - 3) : mention.first]
    return next((g for g in "fm" if not lexicon.small[f"kin_{g}"].isdisjoint(before)), "")
