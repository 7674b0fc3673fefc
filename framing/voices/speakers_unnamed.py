"""Speakers without a name: "the deputy adviser", "a ministry spokesman", "analysts", "both men", "the study"."""

from __future__ import annotations

from framing.voices.mentions import Text
from framing.voices.records import Found
from framing.voices.speakers_entity import Entity
from framing.voices.speakers_holders import announced, office_holder, pair
from framing.voices.speakers_pronouns import pronoun
from framing.voices.speakers_scene import Scene
from framing.voices.speakers_terms import Term
from framing.voices.types import Typed
from framing.voices.types_order import MEDIA
from framing.voices.types_phrases import Description, core_end, describe


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
    _take_sides(scene, text, said, first, end, last, found)
    named = said.form == "institution" and bool(said.country)  # "the Iranian foreign ministry" can be none but one
    return scene.speaker(text.between(first, end) or text.between(first, first + 1), said, named)


def _somebody(scene: Scene, text: Text, said: Description, first: int, end: int, definite: bool) -> Entity | None:
    """Whoever of the cast the description takes up."""
    if said.form == "individual":
        if said.role == "spokesperson" and said.owner is not None and said.owner.form != "country":
            return _spoken_for(scene, said)
        return office_holder(scene, said, (text.number, first)) if definite else announced(scene, text, said, first)
    if said.form == "collective":
        return pair(scene, text, said, first) if text.word(first - 1) in scene.small["pair"] else None
    if said.role in ("government", "administration"):
        return _government(scene, text, said, first, end)
    return _body(scene, text, said, first, end) if definite else None


def _take_sides(scene: Scene, text: Text, said: Description, first: int, end: int, last: int, found: Found) -> None:
    """Aides and lawyers take the leaf of "his" or "her", party people that of the legislature they sit in."""
    if (
        scene.is_pronoun(text, first)
        and text.lows[first] in scene.lexicon.pronouns
        and said.follows in ("first", "client")
    ):
        client = pronoun(scene, text, first, found)
        if client is not None and not (typed := scene.typed(client)).weak:
            said.leaf, said.rule = typed.leaf, f"{said.role} of {client.name} -> {typed.leaf}"
    elif (
        said.leaf == "politician"
        and said.form == "collective"
        and (_in_parliament(scene, text.lows[end - 1]) or _of_parliament(text, end, last))
    ):
        said.leaf, said.rule = "legislator", f"{text.lows[end - 1]}: members of a legislature here -> legislator"


def _of_parliament(text: Text, end: int, last: int) -> bool:
    """Whether what follows names a legislature: "Democrats on Capitol Hill"."""
    return any(k in text.terms and text.terms[k][1].leaf == "legislator" for k in range(end, last))


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
    if head == "state" and not said.country and (region := _region(text, first)):
        return scene.speaker(region, said, named=True)
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


def _region(text: Text, before: int) -> str:
    """The part of a country named last before a word, which "the state" takes up; "" when there is none."""
    named = [k for k, (_, term) in text.terms.items() if k < before and term.kind == "region"]
    return text.terms[max(named)][1].name if named else ""


# -- documents and the rest ----------------------------------------------------------------------------------------


def _document(
    scene: Scene, text: Text, said: Description, first: int, end: int, found: Found, definite: bool
) -> Entity | None:
    """The author of a report or poll when given; "the study" is the one before it; else the document itself."""
    author = scene.named(said.owner) if said.owner is not None else None
    if author is None and text.lows[first] in scene.lexicon.pronouns:
        author = pronoun(scene, text, first, found)
    if author is not None:
        scene.authors[said.role] = scene.authors[text.lows[end - 1]] = (text.number, first), author
        return author
    again = definite or text.word(first - 1) in ("another", "one")
    if again and end - first == 1 and (before := _same_document(scene, text, said, first, end)):
        return before
    return scene.speaker(text.between(first, end), said)


def _same_document(scene: Scene, text: Text, said: Description, first: int, end: int) -> Entity | None:
    """The author of the document of that word before; else of another or the body heard, whichever is last."""
    place, word = (text.number, first), text.lows[end - 1]
    if said.role == "film":
        return scene.last_mentioned(lambda e: scene.typed(e).leaf == "public_figure", place)
    if said.role == "article":
        return scene.last_mentioned(lambda e: _is_medium(scene, e), place)
    if word in scene.authors:
        return scene.authors[word][1]
    heard = next((pair for pair in reversed(scene.heard) if pair[1].form in ("document", "institution")), None)
    written = scene.authors.get(said.role)
    return max((pair for pair in (heard, written) if pair), key=lambda pair: pair[0], default=(place, None))[1]


def _is_share(scene: Scene, text: Text, first: int, last: int) -> bool:
    """Whether the words count part of those whom a poll asked: "one in five", "fewer than half", "40 percent"."""
    before = next((k for k in range(first, 0, -1) if text.lows[k - 1] not in scene.small["determiner"]), 0)
    lows = text.lows[before:last]
    return any(low in scene.small["share"] for low in lows) or (
        not {"in", "out"}.isdisjoint(lows) and lows[-1] in scene.small["number"] | frozenset(filter(str.isdigit, lows))
    )


def _is_medium(scene: Scene, entity: Entity) -> bool:
    """Whether an entity is a medium by its own name, not by a word such as "TV"."""
    proper = entity.term is not None or " " in entity.name
    return entity.is_body() and proper and scene.typed(entity).leaf in MEDIA


def _unknown(scene: Scene, text: Text, first: int, end: int, last: int, found: Found) -> Entity | None:
    """A phrase without a word the lexicon knows: whose it is, or whom it names, else nobody."""
    if first < last and text.lows[first] in scene.lexicon.pronouns and (whose := pronoun(scene, text, first, found)):
        return whose
    for k in range(first, end):
        if k in text.names:
            return scene.named(text.names[k])
    for k in range(end, last):  # "fifty days until the vote, X": the parser took the adverbial for the speaker
        if text.lows[k - 1] == "," and k in text.names and text.names[k].form == "person":
            return scene.named(text.names[k])
    if text.word(end) in ("of", "by", "from") and end - first <= 2:
        for k in range(end, last):
            if k in text.names:
                return scene.named(text.names[k])
    if _is_share(scene, text, first, last):
        asked = Description("citizen", "part of those asked -> citizen", form="collective")
        return scene.speaker(text.between(first, last), asked)
    said = Description("unspecified", "no title, name or head noun known -> unspecified", form="collective")
    patterns = [text.terms[k][1] for k in range(first, end) if k in text.terms and text.terms[k][1].kind == "pattern"]
    if patterns:
        best = min(patterns, key=lambda term: term.rank)
        said = Description(best.leaf, f"word: {best.name} -> {best.leaf}", form="institution")
    return scene.speaker(text.between(first, end) or text.between(first, first + 1), said)
