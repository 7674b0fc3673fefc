"""Speakers without a name: "the deputy adviser", "a ministry spokesman", "analysts", "both men", "the study"."""

from __future__ import annotations

from framing.voices.mentions import Text
from framing.voices.records import Found
from framing.voices.speakers_entity import Entity, Place
from framing.voices.speakers_pronouns import pronoun
from framing.voices.speakers_scene import END, Scene
from framing.voices.speakers_terms import Term
from framing.voices.types import Typed
from framing.voices.types_order import MEDIA
from framing.voices.types_phrases import Description, core_end, describe

LEAD = 5  # lines from the top of a text in which "a judge" may announce somebody named below


def descriptor(scene: Scene, text: Text, first: int, last: int, found: Found, definite: bool) -> Entity | None:
    """The speaker that the words [first, last) describe: somebody of the cast, or an unnamed one."""
    end = core_end(text, first, last, scene.lexicon)
    said = describe(text, first, last, scene.lexicon, scene.cast.look)
    if said is None:
        return _unknown(scene, text, first, end, last, found)
    if said.form == "document":
        return _document(scene, text, said, first, end, found, definite)
    known = _somebody(scene, text, said, first, end, definite)
    if known is not None:
        return known
    _take_sides(scene, text, said, first, end, found)
    named = said.form == "institution" and bool(said.country)  # "the Iranian foreign ministry" can be none but one
    return scene.speaker(text.between(first, end) or text.between(first, first + 1), said, named)


def _somebody(scene: Scene, text: Text, said: Description, first: int, end: int, definite: bool) -> Entity | None:
    """Whoever of the cast the description takes up."""
    if said.form == "individual":
        if said.role == "spokesperson" and said.owner is not None and said.owner.form != "country":
            return _spoken_for(scene, said)
        return _office_holder(scene, said, (text.number, first)) if definite else _announced(scene, text, said, first)
    if said.form == "collective":
        return _pair(scene, text, said, first) if text.word(first - 1) in scene.small["pair"] else None
    if said.role in ("government", "administration"):
        return _government(scene, text, said, first, end)
    return _body(scene, text, said, first, end) if definite else None


def _take_sides(scene: Scene, text: Text, said: Description, first: int, end: int, found: Found) -> None:
    """Aides and lawyers take the leaf of "his" or "her", party people that of the legislature they sit in."""
    if (
        scene.is_pronoun(text, first)
        and text.lows[first] in scene.lexicon.pronouns
        and said.follows in ("first", "client")
    ):
        client = pronoun(scene, text, first, found)
        if client is not None and not (typed := scene.typed(client)).weak:
            said.leaf, said.rule = typed.leaf, f"{said.role} of {client.name} -> {typed.leaf}"
    elif said.leaf == "politician" and said.form == "collective" and _in_parliament(scene, text.lows[end - 1]):
        said.leaf, said.rule = "legislator", f"{text.lows[end - 1]}: members of a legislature here -> legislator"


def _in_parliament(scene: Scene, word: str) -> bool:
    """Whether the article calls party people members of a legislature: "House Republicans" makes the others so."""
    party = scene.small["party"]
    return word in party and any(
        term.leaf == "legislator" and term.kind == "role" and text.lows[last - 1] in party
        for text in scene.texts.values()
        for last, term in text.terms.values()
    )


def _spoken_for(scene: Scene, said: Description) -> Entity:
    """The body whose unnamed spokesperson speaks; an unknown name that has one is taken for a company."""
    entity = scene.named(said.owner)
    if entity.form == "individual" and not entity.said and not entity.person:
        entity.form, entity.typed = "institution", Typed(said.leaf, said.rule)
    return entity


# -- persons -------------------------------------------------------------------------------------------------------


def _office_holder(scene: Scene, said: Description, place: Place) -> Entity | None:
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


def _announced(scene: Scene, text: Text, said: Description, first: int) -> Entity | None:
    """ "A federal judge" of the lead: the only person of that office, whom the article names further down."""
    near_top = text.number > 0 or text.raw.count("\n", 0, text.starts[first]) < LEAD
    if said.leaf not in ("justice", "legislator") or not near_top:
        return None
    fits = [e for e in scene.cast.entities if e.form == "individual" and any(d.leaf == said.leaf for d in e.said)]
    if len(fits) != 1:
        return None
    later = all(p > (text.number, first) or text.in_headline(p[1]) for p in fits[0].places)
    return fits[0] if later else None


def _pair(scene: Scene, text: Text, said: Description, first: int) -> Entity | None:
    """ "Both men", "the two leaders": the two people whom the text last named together, or names most."""
    place = (text.number, first)
    people = [e for e in scene.cast.entities if e.form == "individual" and e.gender != "f" and e.last_before(place)]
    if said.role not in ("man", "men", "leader", "candidate") or len(people) < 2:
        return None
    pair = _named_together(scene, text, people, first) or sorted(people, key=lambda e: -len(e.places))[:2]
    return scene.together(pair) if len(pair[-1].places) > 1 else None


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


# -- bodies --------------------------------------------------------------------------------------------------------


def _government(scene: Scene, text: Text, said: Description, first: int, end: int) -> Entity | None:
    """ "The South Korean government", "Moscow's administration": the country itself."""
    if not said.country or any(k in text.names and text.names[k].form != "country" for k in range(first, end)):
        return None
    if said.country not in scene.states:
        name = scene.lexicon.countries.get(said.country, said.country)
        scene.state(Term("country", name, "government", said.country)).name = f"Government of {name}"
    return scene.states[said.country]


def _body(scene: Scene, text: Text, said: Description, first: int, end: int) -> Entity | None:
    """The body that "the ministry" or "the company" takes up: the one with that word, or the last of that leaf."""
    head, place = text.lows[end - 1], (text.number, first)
    if said.role == "country":
        return scene.last_mentioned(lambda e: e in scene.states.values())
    if said.country and said.leaf in MEDIA:
        return scene.last_mentioned(
            lambda e: e.term is not None and e.term.kind == "outlet" and e.term.country == said.country
        )
    if said.country:
        return scene.last_mentioned(
            lambda e: e.is_body() and head in e.name.lower() and scene.typed(e).country == said.country
        )
    if said.words - {head}:
        return None

    def has_word(entity: Entity) -> bool:
        words = [*entity.name.lower().split(), *(d.role for d in entity.said)]
        return entity.form == "institution" and (head in words or said.role in words)

    same_word = scene.last_mentioned(has_word, place) or scene.latest_source(has_word, place)
    return same_word or scene.latest_source(
        lambda e: e.is_body() and (said.role == "organisation" or scene.typed(e).leaf == said.leaf)
    )


# -- documents and the rest ----------------------------------------------------------------------------------------


def _document(
    scene: Scene, text: Text, said: Description, first: int, end: int, found: Found, definite: bool
) -> Entity | None:
    """The author of a report or poll when given; "the study" is the one before it; else the document itself."""
    if said.owner is not None:
        scene.authors[said.role] = scene.named(said.owner)
        return scene.authors[said.role]
    if text.lows[first] in scene.lexicon.pronouns and (author := pronoun(scene, text, first, found)):
        return author
    again = definite or text.word(first - 1) in ("another", "one")
    if again and end - first == 1 and (before := _same_document(scene, text, said, first)):
        return before
    return scene.speaker(text.between(first, end), said)


def _same_document(scene: Scene, text: Text, said: Description, first: int) -> Entity | None:
    place = (text.number, first)
    if said.role == "film":
        return scene.last_mentioned(lambda e: scene.typed(e).leaf == "public_figure", place)
    if said.role == "article":
        return scene.last_mentioned(lambda e: e.is_body() and scene.typed(e).leaf in MEDIA, place)
    if said.role in scene.authors:
        return scene.authors[said.role]
    return scene.latest_source(lambda e: e.form in ("document", "institution"), END)


def _unknown(scene: Scene, text: Text, first: int, end: int, last: int, found: Found) -> Entity | None:
    """A phrase without a word the lexicon knows: whose it is, or whom it names, else nobody."""
    if first < last and text.lows[first] in scene.lexicon.pronouns and (whose := pronoun(scene, text, first, found)):
        return whose
    for k in range(first, end):
        if k in text.names:
            return scene.named(text.names[k])
    if text.word(end) in ("of", "by", "from") and end - first <= 2:
        for k in range(end, last):
            if k in text.names:
                return scene.named(text.names[k])
    said = Description("unspecified", "no title, name or head noun known -> unspecified", form="collective")
    patterns = [text.terms[k][1] for k in range(first, end) if k in text.terms and text.terms[k][1].kind == "pattern"]
    if patterns:
        best = min(patterns, key=lambda term: term.rank)
        said = Description(best.leaf, f"word: {best.name} -> {best.leaf}", form="institution")
    return scene.speaker(text.between(first, end) or text.between(first, first + 1), said)
