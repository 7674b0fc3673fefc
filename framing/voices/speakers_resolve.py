"""Resolution: from the words of a source ("she", "the ministry", "Mr Kim and his aides") to somebody of the cast."""

from __future__ import annotations

from dataclasses import replace

from framing.voices.mentions import Text
from framing.voices.records import Found, Span
from framing.voices.speakers_coordinated import Words, coordinated, nations, of_nation
from framing.voices.speakers_entity import Entity
from framing.voices.speakers_kinds import nobodies
from framing.voices.speakers_pronouns import antecedent, pronoun
from framing.voices.speakers_scene import Scene, pronoun_of
from framing.voices.speakers_terms import Term
from framing.voices.speakers_unnamed import descriptor
from framing.voices.types_phrases import core, head_role

TITLE_REACH = 14
STATE = frozenset({"government", "military"})


def resolve_all(scene: Scene) -> None:
    """Fill scene.answers: one entity a Found, None where the text gives no source."""
    scene.answers = [None] * len(scene.found)
    turns: dict[tuple[object, ...], int] = {}
    for k in sorted(range(len(scene.found)), key=lambda k: _place(scene, scene.found[k])):
        found = scene.found[k]
        if found.source is None or found.zone not in scene.texts:
            continue
        key = (found.zone, found.source, *found.content)
        turn = turns[key] = turns.get(key, -1) + 1
        text = scene.texts[found.zone]
        entity = scene.answers[k] = resolve(scene, text, found, found.source, turn)
        if entity is not None:
            _inherit_country(scene, entity)
            place = (text.number, text.span(*found.source)[0])
            entity.places.append(place)
            scene.heard.append((place, entity))
    nobodies((e for e in scene.answers if e is not None), scene.lexicon.first_names)


def _inherit_country(scene: Scene, entity: Entity) -> None:
    """An official whose title names no country is of that of the official body which spoke just before."""
    typed = scene.typed(entity)
    if entity.form != "individual" or typed.country or typed.leaf not in STATE or not scene.heard:
        return
    before = scene.heard[-1][1]
    if before.form == "institution" and scene.typed(before).leaf in STATE:
        entity.typed = replace(typed, country=scene.typed(before).country)


def conduit(scene: Scene, found: Found) -> str:
    """The name of the conduit of relayed speech; "" when there is none."""
    if found.via is None or found.zone not in scene.texts:
        return ""
    entity = resolve(scene, scene.texts[found.zone], found, found.via)
    return entity.name if entity else ""


def _place(scene: Scene, found: Found) -> tuple[int, int]:
    text = scene.texts.get(found.zone)
    return (text.number if text else 99, found.source[0] if found.source else -1)


def resolve(scene: Scene, text: Text, found: Found, span: Span, turn: int = 0) -> Entity | None:
    """The entity that the characters of `span` name; of speakers that share it the one whose turn it is."""
    first, last = _trim(text, *text.span(*span))
    if first >= last:
        return None
    if both := nations(scene, text, first, last):
        return of_nation(scene, text, both[min(turn, 1)], both[1], last)
    parts = coordinated(scene, text, first, last)
    if len(parts) > 1 and not _shared(scene, found, span):
        members = [e for part in parts if (e := phrase(scene, text, *part, found)) is not None]
        return scene.together(members) if len(members) > 1 else next(iter(members), None)
    return phrase(scene, text, *parts[min(turn, len(parts) - 1)], found)


def _trim(text: Text, first: int, last: int) -> Words:
    """The words without signs and prepositions at the edges, and without a dateline ("LINDOW, May 4 - ")."""
    if text.words[first : first + 1] and text.words[first].isupper():
        first = next((k + 1 for k in range(first, last) if text.lows[k] in ("—", "–")), first)
    while first < last and (not text.lows[first][0].isalnum() or text.lows[first] in ("by", "to", "and")):
        first += 1
    while last > first and not text.lows[last - 1][0].isalnum():
        last -= 1
    return first, last


def _shared(scene: Scene, found: Found, span: Span) -> bool:
    """Whether several attributions have this source and content: one for each of its speakers."""
    return sum(f.source == span and f.zone == found.zone and f.content == found.content for f in scene.found) > 1


# -- one noun phrase -----------------------------------------------------------------------------------------------


def phrase(scene: Scene, text: Text, first: int, last: int, found: Found) -> Entity | None:
    """The entity of a noun phrase: a pronoun's, the name that heads it, or an unnamed speaker."""
    if last - first == 1 and scene.is_pronoun(text, first):
        if pronoun_of(text, first) in scene.lexicon.pronouns:
            return pronoun(scene, text, first, found)
        first, last = antecedent(scene, text, first)
        if first >= last:
            return None
    first = _whole(scene, text, first)
    i = _after_determiners(scene, text, first, last)
    if holder := _apposed(scene, text, first, last):
        return holder
    for k in range(max(0, i - 4), i):  # a name that began before the span: "Ukraine's General Staff"
        if k in text.names and text.names[k].last > i:
            return scene.named(text.names[k])
    for k in range(i, last):  # "one of them, a teacher named X"
        if text.lows[k] == "named" and k + 1 in text.names:
            return scene.named(text.names[k + 1])
    if ending := _ending_name(scene, text, i, last):
        return ending
    i, end = core(text, i, last, scene.lexicon)
    if first == i == end - 1 and (called := scene.cast.called(text, i)):
        return called
    named = _heading_name(scene, text, i, end)
    return named or descriptor(scene, text, i, last, found, text.lows[first] in scene.small["definite"])


def _whole(scene: Scene, text: Text, first: int) -> int:
    """The first word of the phrase that a span cuts into: "nominee for president" begins before "president"."""
    cut = next((k for k in range(max(0, first - 6), first) if k in text.terms and text.terms[k][0] > first), first)
    while cut < first and cut > 0 and text.lows[cut] not in scene.small["determiner"]:
        cut -= 1
        if text.lows[cut] in scene.small["boundary"] or not text.lows[cut][0].isalnum():
            return cut + 1
    return cut


def _apposed(scene: Scene, text: Text, first: int, last: int) -> Entity | None:
    """The person to whose name the phrase and its "who" are added: "X, a staffer at the ministry who said"."""
    if text.word(last) != "who" and text.word(last - 1) != "who":
        return None
    k = text.known_before(first - 1) if text.word(first - 1) == "," else first
    named = k in text.names and text.names[k].last == first - 1 and text.names[k].form == "person"
    return scene.named(text.names[k]) if named else None


def _ending_name(scene: Scene, text: Text, first: int, last: int) -> Entity | None:
    """The name that ends a span which begins with an adverbial ("In a meeting with the board Varek") or is titled."""
    k = next((k for k in range(first, last) if k in text.names and text.names[k].last == last), -1)
    if k < 0:
        return None
    before = text.terms.get(text.known_before(k), (0, None))[1]
    alone = not any(other in text.names or text.lows[other] == "," for other in range(first, k))
    titled = alone and text.names[k].form == "person" and before is not None and _is_title(before)
    return scene.named(text.names[k]) if titled or text.lows[first] in scene.small["preposition"] else None


def _after_determiners(scene: Scene, text: Text, first: int, last: int) -> int:
    """The first word after "the", "some of the", "at least two"; a possessive pronoun stays."""
    i, determiners = first, scene.small["determiner"]
    while (
        i < last - 1 and i not in text.names and (text.lows[i] in determiners or (text.lows[i] == "of" and i > first))
    ):
        if text.lows[i] in scene.lexicon.pronouns or (i in text.terms and text.terms[i][0] > i + 1):
            break
        i += 1
    return i


def _heading_name(scene: Scene, text: Text, first: int, end: int) -> Entity | None:
    """The person or body whose name ends the core, follows a title after a comma, or stands before its kind."""
    names = [text.names[k] for k in range(first, end) if k in text.names]
    if names and names[-1].last >= end and text.word(names[-1].last) != "'s":
        return scene.named(names[-1])
    at, role = head_role(text, first, end)
    if role is None:
        rest = range(names[-1].last, end) if names else ()
        plain = rest and text.lows[rest[0]] != "'s" and all(text.lows[k] not in scene.small["determiner"] for k in rest)
        return scene.named(names[-1]) if plain else None
    if role.form == "individual":
        return _after_title(scene, text, end)
    if role.form == "institution" and text.word(end) == "," and end + 1 in text.names:
        mention = text.names[end + 1]
        return scene.named(mention) if mention.form == "institution" else None  # "the state agency, Tarpress"
    before = role.form == "institution" and names and names[-1].form == "institution" and names[-1].last == at
    entity = scene.named(names[-1]) if before else None
    return entity if entity is not None and entity.form != "thing" else None  # "the Xinhua news agency"


def _after_title(scene: Scene, text: Text, end: int) -> Entity | None:
    """The holder named after her title: "the minister of the economy, Mr. Guajardo", "a teacher named Okoye"."""
    if text.word(end) not in (",", "of", "for", "named"):
        return None
    k = next((k for k in range(end, min(len(text.lows), end + TITLE_REACH)) if text.lows[k] in (",", "named")), -2) + 1
    while k > 0 and k in text.terms and k not in text.names and _is_title(text.terms[k][1]):
        k = text.terms[k][0]
    mention = text.names.get(k)
    return scene.named(mention) if mention and mention.form == "person" else None


def _is_title(term: Term) -> bool:
    return term.kind == "honorific" or (term.kind == "role" and term.form == "individual")
