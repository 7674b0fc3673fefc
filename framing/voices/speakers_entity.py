"""An entity: somebody or something that an article speaks of, with all that is said of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from framing.voices.mentions import Mention
from framing.voices.speakers_actors import Person
from framing.voices.speakers_terms import Term
from framing.voices.types_phrases import Description

if TYPE_CHECKING:
    from framing.voices.types import Typed

Place = tuple[int, int]
"""Number of the text and of the word."""


@dataclass(slots=True, eq=False)
class Entity:
    """Somebody or something that an article speaks of."""

    name: str
    form: str  # individual | institution | collective | document
    named: bool = True
    gender: str = ""
    term: Term | None = None
    person: Person | None = None
    mentions: list[Mention] = field(default_factory=list)
    said: list[Description] = field(default_factory=list)
    parts: tuple[Entity, ...] = ()
    places: list[Place] = field(default_factory=list)
    typed: Typed | None = None

    def is_body(self) -> bool:
        return self.form == "institution" and self.named

    def is_person(self) -> bool:
        """Whether it is an individual for certain: of known gender, described, or named by more than one word."""
        if self.form != "individual":
            return False
        return bool(self.gender or self.said) or any(len(m.words) > 1 for m in self.mentions)

    def last_before(self, place: Place) -> Place | None:
        """The latest place of it before `place`."""
        found = None
        for p in self.places:
            if p < place:
                found = p if found is None or p > found else found
        return found
