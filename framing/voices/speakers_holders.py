"""Persons whom an office or a kind describes: "the deputy adviser", "a federal judge" of the lead, "both men"."""

from __future__ import annotations

from framing.voices.mentions import Text
from framing.voices.speakers_entity import Entity, Place
from framing.voices.speakers_scene import Scene
from framing.voices.types_phrases import Description

LEAD = 5  # lines from the top of a text in which "a judge" may announce somebody named below


def office_holder(scene: Scene, said: Description, place: Place) -> Entity | None:
    """The person known by that title whose descriptions share the most words, of equals the one named last."""
    best, score = None, (0, (-1, -1))
    for entity in scene.cast.entities:
        new = (_resemblance(said, entity, scene.small["under"]), entity.last_before(place) or (-1, -1))
        if new[0] and new > score:
            best, score = entity, new
    return best or _same_unnamed(scene, said)


def _same_office(held: Description, said: Description, under: frozenset[str]) -> bool:
    """Whether "the minister" can be the foreign minister, though no prime minister and no deputy minister."""
    if said.role in ("lawmaker", "judge"):
        return held.leaf == said.leaf or held.role == said.role
    short, long = sorted((held.role, said.role), key=len)
    return short == long or (long.endswith(" " + short) and under.isdisjoint(long.removesuffix(short).split()))


def _resemblance(said: Description, entity: Entity, under: frozenset[str]) -> int:
    """How well a description fits a person: 0 when she never held that title, or is of another country or gender."""
    roles = [d for d in entity.said if _same_office(d, said, under)]
    if not roles and entity.person and entity.form == "individual" and said.role in entity.person.titles:
        return 1 if said.country in ("", entity.person.country) else 0
    if said.country and any(d.country and d.country != said.country for d in roles):
        return 0
    if (
        said.role == "leader"
        and said.country
        and any(d.leaf == "government" and d.country == said.country for d in entity.said)
    ):
        return 1  # "the South Korean leader" after "South Korean President X"
    words = frozenset().union(*(d.words for d in roles))
    offices = entity.person.office.lower().split(";") if entity.person else ()
    if any(office == said.role or office.endswith(" " + said.role) for office in offices):
        words |= frozenset(" ".join(offices).split())
    bare = said.owner is None and any(d.owner is None for d in roles)
    return 1 + len(words & said.words) + bare if words else 0


def _same_unnamed(scene: Scene, said: Description) -> Entity | None:
    """ "The official" after "a senior official", "the woman" after somebody who spoke."""
    if said.role in scene.small["anyone"]:
        return scene.latest_source(
            lambda e: e.is_person() and (not e.gender or e.gender == said.gender or not said.gender)
        )
    return scene.latest_source(lambda e: not e.named and e.form == "individual" and e.said[0].role.endswith(said.role))


def announced(scene: Scene, text: Text, said: Description, first: int) -> Entity | None:
    """ "A federal judge" of headline or lead: the only person of that office, or the first in the lead, named below."""
    near_top = text.number > 0 or _in_lead(text, first)
    if not near_top or said.role in scene.small["anyone"]:
        return None
    fits = [e for e in scene.cast.entities if e.form == "individual" and _holds(scene, e, said)]
    if len(fits) > 1:
        fits = [e for e in fits if any(m.text.number == 0 and _in_lead(m.text, m.first) for m in e.mentions)]
    best = min(fits, key=lambda e: min(m.place for m in e.mentions), default=None)
    if best is None:
        return None
    bare = text.opens_sentence(first)  # as in a second headline: "Senator from X says"
    later = all(m.place > (text.number, first) or m.text.in_headline(m.first) for m in best.mentions)
    return best if bare or later else None


def _in_lead(text: Text, i: int) -> bool:
    return text.raw.count("\n", 0, text.starts[i]) < LEAD


def _holds(scene: Scene, entity: Entity, said: Description) -> bool:
    under = scene.small["under"]
    return any(d.leaf == said.leaf and _same_office(d, said, under) for d in entity.said)


def pair(scene: Scene, text: Text, said: Description, first: int) -> Entity | None:
    """ "Both men", "the two leaders": the two people whom the text last named together, or names most."""
    place = (text.number, first)
    people = [e for e in scene.cast.entities if e.form == "individual" and e.last_before(place)]
    anyone = said.role in scene.small["anyone"] or said.role in ("leader", "candidate")
    people = [e for e in people if (_fits_kind(said, e) if anyone else _held(scene, e, said))]
    if len(people) < 2:
        return None
    both = _named_together(scene, text, people, first)
    if not both and len(people) == 2 and not anyone:
        both = people
    if not both and anyone:
        both = [e for e in sorted(people, key=lambda e: -len(e.places))[:2] if len(e.places) > 1]
    return scene.together(both) if len(both) == 2 else None


def _fits_kind(said: Description, entity: Entity) -> bool:
    return not said.gender or entity.gender in ("", said.gender)


def _held(scene: Scene, entity: Entity, said: Description) -> bool:
    """Whether a person is or was of that office, by the text or our list of office holders."""
    offices = entity.person.office.split(";") if entity.person else ()
    return _holds(scene, entity, said) or any(o == said.role or o.endswith(f" {said.role}") for o in offices)


def _named_together(scene: Scene, text: Text, people: list[Entity], before: int) -> list[Entity]:
    for first in sorted((k for k in text.names if k < before), reverse=True):
        second = text.names[first].last + 1
        while (
            second not in text.names and second in text.terms and text.terms[second][1].kind in ("nation", "honorific")
        ):
            second = text.terms[second][0]
        if text.word(text.names[first].last) == "and" and second in text.names:
            both = [scene.cast.of.get((text.number, k)) for k in (first, second)]
            if all(e in people for e in both):
                return both
    return []
