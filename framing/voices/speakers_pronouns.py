"""Pronouns: he, she, they, it, I, we, and the noun phrase that who and which take up."""

from __future__ import annotations

from collections.abc import Container

from framing.voices.mentions import Text
from framing.voices.records import Found
from framing.voices.speakers_entity import Entity, Place
from framing.voices.speakers_scene import Fits, Scene, pronoun_of
from framing.voices.types_phrases import head_role

ANTECEDENT_REACH = 12
CLAUSE = frozenset({"that", "when", "while", "because", "if", "where", "whether", "although", "though", ","})
"""Words before the subject of a clause."""
QUOTED = ("direct", "mixed")
KINDS = (*QUOTED, "indirect", "speech_act", "evidence")
SENTENCE_ENDS = frozenset({".", "!", "?"})
BREAKS = frozenset({",", ".", ";", ":", "“", "”", '"'})


def pronoun(scene: Scene, text: Text, i: int, found: Found) -> Entity | None:
    """The entity that the personal or possessive pronoun at word i takes up."""
    gender, number = scene.lexicon.pronouns[pronoun_of(text, i)]
    place = (text.number, i)
    if gender == "self":
        return _myself(scene, text.starts[i], found) or scene.author()
    if gender in ("m", "f"):
        person = _person(scene, text, place, gender, _inside(text, found))
        if person is not None and not person.gender:
            person.gender = gender
        return person
    forms = ("collective", "institution") if number == "many" else ("institution", "document")

    def fits(entity: Entity) -> bool:
        return entity.form in forms

    return scene.latest_source(fits, place) or scene.last_mentioned(fits, place)


def _myself(scene: Scene, at: int, found: Found) -> Entity | None:
    """The speaker of the quotation in which "I" or "we" stands."""
    for other, entity in zip(scene.found, scene.answers, strict=True):
        if entity is not None and other.zone == found.zone and any(a <= at < b for a, b in other.content):
            return entity
    return None


def _inside(text: Text, found: Found) -> set[int]:
    """The words of what is said: nobody names herself there."""
    return {k for span in found.content for k in range(*text.span(*span))}


def _person(scene: Scene, text: Text, place: Place, gender: str, inside: set[int]) -> Entity | None:
    """He or she: the speaker before, unless another person took over as the subject of a sentence since."""

    def fits(entity: Entity) -> bool:
        named = any(m.text is text and m.first in inside for m in entity.mentions)
        return entity.form == "individual" and entity.gender in ("", gender) and not named

    before = [(p, e) for p, e in reversed(scene.heard) if p < place and fits(e)]
    speaker = next((pair for pair in before if pair[1].is_person()), None)
    nearest = _nearest(scene, place, fits)
    subject = _subject(scene, text, place, fits, speaker[0] if speaker else (text.number, -1))
    if subject is not None and not _overtaken(text, subject, nearest, gender):
        return subject[1]
    if speaker is None or nearest is None:
        return (speaker or nearest or next(iter(before), (place, None)))[1]
    if nearest[0] > speaker[0] and _just_introduced(text, nearest, place, speaker[0], gender):
        return nearest[1]
    return speaker[1]


def _subject(scene: Scene, text: Text, place: Place, fits: Fits, since: Place) -> tuple[Place, Entity] | None:
    """The fitting person who took over last as the subject of a sentence, or of a clause in the pronoun's own."""
    told, quoted = _told(scene, text, place[1]), _told(scene, text, place[1], QUOTED)

    def takes_over(i: int) -> bool:
        same_sentence = i not in told and _sentences(text, i, place[1]) == 0
        clause = same_sentence and text.word(_title_first(text, i) - 1) in CLAUSE
        return clause or (i not in quoted and _opens_sentence(text, i))

    people = [e for e in scene.cast.entities if fits(e) and _explained(scene, e)]
    places = [(p, n) for n, e in enumerate(people) for p in e.places if p[0] == place[0] and since < p < place]
    best = next(((p, n) for p, n in sorted(places, reverse=True) if takes_over(p[1])), None)
    return (best[0], people[best[1]]) if best else None


def _overtaken(text: Text, subject: tuple[Place, Entity], nearest: tuple[Place, Entity] | None, gender: str) -> bool:
    """Whether a later sentence names another person who fits at least as well."""
    if nearest is None or nearest[1] is subject[1]:
        return False
    surer = nearest[1].gender == gender and subject[1].gender != gender
    return surer or _sentences(text, subject[0][1], nearest[0][1]) > 0


def _told(scene: Scene, text: Text, i: int, kinds: Container[str] = KINDS) -> set[int]:
    """The words that others say, where word i itself is not among them: names there are no subjects of the story."""
    here = (f for f in scene.found if f.kind in kinds and scene.texts.get(f.zone) is text)
    spans = [text.span(*s) for f in here for s in f.content]
    return {k for first, last in spans if not first <= i < last for k in range(first, last)}


def _explained(scene: Scene, entity: Entity) -> bool:
    """Whether anything shows a person: a first name, gender, description or row of a file."""
    first = any(len(m.words) > 1 and m.words[0] in scene.lexicon.first_names for m in entity.mentions)
    return bool(first or entity.gender or entity.said or entity.person)


def _just_introduced(text: Text, nearest: tuple[Place, Entity], place: Place, speaker: Place, gender: str) -> bool:
    """Whether the sentence before, which has no speaker, names that person first: "Among them was X, 71. She said"."""
    first, last = nearest[0][1], place[1]
    fits = nearest[1].gender == gender and nearest[0] == min(nearest[1].places)
    opens = text.opens_sentence(last) and _sentences(text, first, last) == 1
    return fits and opens and _sentences(text, speaker[1], first) > 0


def _sentences(text: Text, first: int, last: int) -> int:
    """How many sentences end in the words [first, last)."""
    return sum(text.lows[k] in SENTENCE_ENDS for k in range(first, last))


def _nearest(scene: Scene, place: Place, fits: Fits) -> tuple[Place, Entity] | None:
    """The fitting person named last before `place` in the same zone; a name that nothing explains is none."""
    best = None
    for entity in scene.cast.entities:
        if not fits(entity) or not _explained(scene, entity):
            continue
        p = entity.last_before(place)
        if p and p[0] == place[0] and (best is None or p > best[0]):
            best = (p, entity)
    return best


def _opens_sentence(text: Text, i: int) -> bool:
    """Whether the name at word i, with the title before it, begins a sentence; "As for X" counts."""
    i = _title_first(text, i)
    if (text.word(i - 2), text.word(i - 1)) == ("as", "for"):
        i -= 2
    return text.opens_sentence(i)


def _title_first(text: Text, i: int) -> int:
    """The first word of the title before the name at word i."""
    first = max(0, i - 6)
    while i > first and not text.opens_sentence(i):
        if not (i - 1 in text.terms or text.words[i - 1][0].isupper() or text.lows[i - 1] in ("the", "a")):
            break
        i -= 1
    return i


def _of_somebody(scene: Scene, text: Text, first: int, last: int, i: int) -> bool:
    """Whether "who" at word i goes on from words that only tell whose man it means: "a clerk at the ministry who"."""
    head = head_role(text, first, last)[1]
    named = any(k in text.names and text.names[k].form == "institution" for k in range(first, last))
    body = head.form == "institution" if head is not None else named
    return text.lows[i] == "who" and body and text.word(first - 1) in scene.small["affiliation"]


def antecedent(scene: Scene, text: Text, i: int) -> tuple[int, int]:
    """The words (first, last) of the noun phrase before the relative pronoun at word i; empty when there is none."""
    small, last = scene.small, i
    while last > 0 and (text.lows[last - 1] in (",", "and") or text.lows[last - 1] in small["preposition"]):
        last -= 1
    first = last
    while first > 0 and last - first < ANTECEDENT_REACH:
        low = text.lows[first - 1]
        if low in small["boundary"] or low in BREAKS:
            break
        if low in small["preposition"] and first < last and not _of_somebody(scene, text, first, last, i):
            break
        first -= 1
        if low in small["determiner"] - small["preposition"] and not _of_somebody(scene, text, first, last, i):
            break
    return first, last
