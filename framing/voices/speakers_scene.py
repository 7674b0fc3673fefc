"""The scene of an article: its cast, the sources resolved so far, and the looks back that resolution needs."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from framing.voices.mentions import Mention, Text
from framing.voices.records import Found
from framing.voices.speakers_cast import Cast
from framing.voices.speakers_entity import Entity, Place
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_terms import Term
from framing.voices.types import Typed, type_of
from framing.voices.types_phrases import Description

END: Place = (99, 0)
Fits = Callable[[Entity], bool]


def pronoun_of(text: Text, i: int) -> str:
    """Word i without what is written together with a pronoun: "I'm", "they've"."""
    return text.lows[i].partition("'")[0] or text.lows[i]


@dataclass(slots=True)
class Scene:
    """What resolution knows while it goes through the attributions in reading order."""

    texts: Mapping[str, Text]
    cast: Cast
    found: Sequence[Found]
    outlet: str = ""
    answers: list[Entity | None] = field(default_factory=list)  # one a Found
    heard: list[tuple[Place, Entity]] = field(default_factory=list)  # sources so far
    unnamed: dict[str, Entity] = field(default_factory=dict)  # speakers without a name, by their words
    states: dict[str, Entity] = field(default_factory=dict)  # countries as speakers, by ISO code
    authors: dict[str, tuple[Place, Entity]] = field(default_factory=dict)  # document's word and kind -> its author

    @property
    def lexicon(self) -> Lexicon:
        return self.cast.lexicon

    @property
    def small(self) -> Mapping[str, frozenset[str]]:
        return self.cast.lexicon.small

    def typed(self, entity: Entity) -> Typed:
        return type_of(entity, self.lexicon, self.cast.look)

    def is_pronoun(self, text: Text, i: int) -> bool:
        low = pronoun_of(text, i)
        return (low in self.lexicon.pronouns or low in self.small["relative"]) and text.words[i] != "US"

    # -- who it may be -------------------------------------------------------------------------------------------

    def latest_source(self, fits: Fits, place: Place = END) -> Entity | None:
        """The last fitting source resolved before `place`."""
        return next((e for p, e in reversed(self.heard) if p < place and fits(e)), None)

    def last_mentioned(self, fits: Fits, place: Place = END) -> Entity | None:
        """The fitting entity mentioned last before `place`."""
        best = None
        for entity in self.cast.entities:
            if (p := entity.last_before(place)) and (best is None or p > best[0]) and fits(entity):
                best = (p, entity)
        return best[1] if best else None

    # -- who it is -----------------------------------------------------------------------------------------------

    def named(self, mention: Mention) -> Entity:
        """The entity of a name; a country, its capital and its government are one."""
        entity = self.cast.of.get(mention.place)
        if entity is None:  # a capitalised word taken for chance until it turned out to speak
            entity = Entity(mention.name, "individual", mentions=[mention], places=[mention.place])
            self.cast.of[mention.place] = entity
            self.cast.entities.append(entity)
        return self.state(mention.term, entity) if mention.form == "country" and mention.term else entity

    def state(self, term: Term, entity: Entity | None = None) -> Entity:
        if term.country not in self.states:
            term = self.lexicon.states.get(term.country, term)
            state = entity or Entity(term.name, "institution")
            state.name = self.lexicon.countries.get(term.country, term.name)
            leaf = term.leaf if term.country in self.lexicon.states else "government"
            rule = term.rule if term.country in self.lexicon.states else f"country: {term.name} -> {leaf}"
            state.typed = Typed(leaf, rule, term.country, term.side)
            self.states[term.country] = state
        return self.states[term.country]

    def speaker(self, name: str, said: Description, named: bool = False) -> Entity:
        """The unnamed speaker of these words; the same words are the same speaker."""
        key = name.lower()
        if key not in self.unnamed:
            entity = Entity(name, said.form, named, said.gender, said=[said])
            entity.typed = Typed(said.leaf or "unspecified", said.rule, said.country, former=said.former)
            self.unnamed[key] = entity
        return self.unnamed[key]

    def together(self, members: Sequence[Entity]) -> Entity:
        """Several speakers of one attribution as one source."""
        name = " and ".join(m.name for m in members)
        if name not in self.unnamed:
            self.unnamed[name] = Entity(name, "collective", all(m.named for m in members), parts=tuple(members))
        return self.unnamed[name]

    def author(self) -> Entity:
        """The author of the article, for "I" outside quotations: whom the last line presents, else the outlet."""
        if "\0author" not in self.unnamed:
            entity = self._presented() or Entity(
                self.outlet or "author", "individual", named=bool(self.outlet), gender="self"
            )
            entity.gender = "self"  # no "she" means the author
            if self.typed(entity).weak:
                entity.typed = Typed("news_media", "first person of the article's author -> news_media")
            self.unnamed["\0author"] = entity
        return self.unnamed["\0author"]

    def _presented(self) -> Entity | None:
        """Whom the last line of the story presents and nothing before it names: "Ann Cole teaches law at ..."."""
        text = self.texts.get("story")
        if text is None or not text.names:
            return None
        first = text.span(text.raw.rstrip().rfind("\n") + 1, len(text.raw))[0]
        mention = text.names.get(first)
        entity = self.cast.of.get(mention.place) if mention and mention.form == "person" else None
        if entity is None or len(mention.words) < 2 or text.word(mention.last) not in self.small["presents"]:
            return None
        return entity if all(m.text is text and m.first >= first for m in entity.mentions) else None
