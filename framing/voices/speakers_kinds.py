"""What an unknown name stands for: a person only on evidence, else perhaps a state, a body, a place, a thing."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import TYPE_CHECKING

from framing.voices.mentions import Mention
from framing.voices.speakers_entity import Entity
from framing.voices.speakers_people import honorific_gender, title
from framing.voices.types import Typed
from framing.voices.types_context import phrase_end
from framing.voices.types_order import EMPLOYERS
from framing.voices.types_phrases import Description, describe

if TYPE_CHECKING:
    from framing.voices.speakers_cast import Cast

STATE = frozenset({"government", "military"})
VAGUE = frozenset({"unspecified", "document", ""})
SHORTEST = 4
"""Letters of a name whose adjective ("Tarvenian") is looked for."""


def states_and_bodies(cast: Cast) -> None:
    """Unknown names that the text shows to be a state or an organisation become one."""
    words = {w for text in cast.texts for w in text.words if w[0].isupper()}
    for entity in cast.entities:
        if not _may_be_other(cast, entity):
            continue
        if shown := _state(cast, entity, words):
            _turn(entity, "institution", Typed("government", f"{shown} -> government"))
        elif (said := _body(cast, entity)) is not None:
            entity.said.append(said)
            _turn(entity, "institution", Typed(said.leaf, said.rule, said.country, weak=said.leaf in VAGUE))


def places_and_things(cast: Cast) -> None:
    """Names that nothing tells to be a person's, and a word or a preposition to be a place's, stop being persons."""
    for entity in cast.entities:
        unshown = not entity.said and _may_be_other(cast, entity)
        if (unshown and (why := _place(cast, entity))) or (why := _town(entity)):
            deed = entity.mentions[0].words[-1].lower() in cast.lexicon.small["deed"]
            leaf = "document" if deed else "unspecified"
            _turn(entity, "document" if deed else "thing", Typed(leaf, f"no person: {why} -> {leaf}", weak=not deed))


def _may_be_other(cast: Cast, entity: Entity) -> bool:
    """Whether nothing shows a person: no known first name, gender, title, nor row of a file."""
    if entity.form != "individual" or entity.person or entity.gender:
        return False
    names = cast.lexicon.first_names
    return not any(
        title(m) or (m.last - m.first > 1 and m.words[0].partition("-")[0] in names) for m in entity.mentions
    )


def _turn(entity: Entity, form: str, typed: Typed) -> None:
    entity.form, entity.typed = form, typed
    for mention in entity.mentions:
        mention.form = "institution"


def _state(cast: Cast, entity: Entity, words: set[str]) -> str:
    """The evidence that a name of one word is a state's: its adjective, or its ministers; "" when there is none."""
    name = entity.name
    if len(name) < SHORTEST or any(m.last - m.first > 1 for m in entity.mentions):
        return ""
    for ending in cast.lexicon.small["demonym"]:
        for stem in (name, name[:-1]):
            if stem + ending in words and stem + ending != name:
                return f"state: the text has its adjective '{stem + ending}'"
    for m in entity.mentions:
        whose = m.last + (m.text.word(m.last) == "'s")
        last, term = m.text.terms.get(whose, (0, None))
        if term and term.kind == "role" and term.leaf in STATE and (whose > m.last or term.form == "institution"):
            return f"state: it has a '{m.text.between(whose, last)}'"
        if _is_capital(m):
            return "state: the text calls it a capital"
    return ""


def _is_capital(mention: Mention) -> bool:
    """Whether an apposition says so: "the capital, Drusk", "the Tarvenian capital Drusk", "Drusk, the capital"."""
    text, first, last = mention.text, mention.first, mention.last
    before = first - 1 - (text.word(first - 1) == ",")
    after = last + 2 + (text.word(last + 1) in ("the", "its"))
    return text.word(before) == "capital" or (text.word(last) == "," and text.word(after - 1) == "capital")


def nobodies(entities: Iterable[Entity], first_names: Container[str]) -> None:
    """Single words that nothing ever showed to be a person's name, not even a pronoun, count as no person."""
    typed = Typed("unspecified", "one word that nothing explains -> unspecified", weak=True)
    for entity in entities:
        lone = entity.mentions and all(m.last - m.first == 1 for m in entity.mentions)
        known = lone and entity.mentions[0].words[0] in first_names
        if entity.form == "individual" and entity.named and lone and not known and not _shown(entity):
            _turn(entity, "institution", typed)


def _shown(entity: Entity) -> bool:
    return bool(entity.person or entity.gender or entity.said) or any(title(m) for m in entity.mentions)


def _body(cast: Cast, entity: Entity) -> Description | None:
    """What an apposition ("X, a mining company"), a word before it or "which" after it says of an organisation."""
    for m in entity.mentions:
        text = m.text
        _, before = text.terms.get(text.known_before(m.first), (0, None))
        if before and before.kind == "role" and before.form == "institution" and before.leaf in EMPLOYERS:
            return Description(before.leaf, f"institution: {before.name} -> {before.leaf}", before.role)
        if text.word(m.last) != ",":
            continue
        if text.word(m.last + 1) == "which":
            return Description("unspecified", "organisation of unknown kind")
        end = phrase_end(text, m.last + 1)
        said = describe(text, m.last + 1, end, cast.lexicon, cast.look)
        article = text.word(m.last + 1) in cast.lexicon.small["determiner"]
        if said and said.form == "institution" and article and text.word(end) not in cast.lexicon.small["boundary"]:
            return said
    return None


def _place(cast: Cast, entity: Entity) -> str:
    """The evidence that a name is a place's or thing's; "" when there is none."""
    small = cast.lexicon.small
    for m in entity.mentions:
        first, last, before = m.words[0].lower(), m.words[-1].lower(), m.text.word(m.first - 1)
        if len(m.words) > 1 and (last in small["thing"] or first in small["thing_first"]):
            return f"'{m.name}' ends or begins with the word for a place or thing"
        if before in small["locative"] and m.text.word(m.last) != "'s":
            return f"'{before} {m.name}'"
        if len(m.words) > 1 and before in ("the", "a", "an") and not _modifies(m):
            return f"'{before} {m.name}'"
    return ""


def _town(entity: Entity) -> str:
    """The evidence that a first name alone is a place's: "in Charlotte"; "" when there is none."""
    lone = all(m.last - m.first == 1 and not title(m) and not honorific_gender(m) for m in entity.mentions)
    if entity.form != "individual" or entity.person or entity.said or not lone:
        return ""
    return next((f"'in {m.name}'" for m in entity.mentions if m.text.word(m.first - 1) == "in"), "")


def _modifies(mention: Mention) -> bool:
    """Whether a name stands before a noun it modifies: "the Jonas Falk case"."""
    after = mention.text.word(mention.last)
    return bool(after) and (after == "'s" or (after.isalpha() and mention.last in mention.text.terms))
