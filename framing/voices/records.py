"""What passes between the steps of this room: zones as parsed, attributions as found, sources as identified."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Doc

from framing.voices.cues import Cue, lexicon

Span = tuple[int, int]
"""Start and end in characters of the zone's text."""


@dataclass(slots=True)
class Paragraph:
    """One paragraph, zone.text[start:end]; doc is None where nobody can speak and nothing was parsed."""

    start: int
    end: int
    doc: Doc | None = None


@dataclass(slots=True)
class Zone:
    """The text of one zone of an article and its paragraphs."""

    name: str
    text: str
    paragraphs: list[Paragraph] = field(default_factory=list)

    def paragraph_at(self, character: int) -> int:
        """The number of the paragraph that holds a character; -1 when none does."""
        return next((n for n, p in enumerate(self.paragraphs) if p.start <= character < p.end), -1)


@dataclass(slots=True)
class Found:
    """An attribution as found in the text, before anybody asks who its source is.

    Spans count characters of the zone. source and cue are None when the text gives none; via is the conduit's mention
    in relayed speech ("Yonhap quoted the ministry as saying": source = the ministry, via = Yonhap).
    """

    zone: str
    content: list[Span]
    source: Span | None
    cue: Span | None
    kind: str  # direct | mixed | indirect | speech_act | evidence
    tier: str  # core | extended
    rule: str
    channel: str = "unspecified"
    via: Span | None = None
    quoted_words: int = 0


@dataclass(slots=True)
class Source:
    """Who a source is: the columns of `attributions` that identify and type it."""

    source_id: str = ""
    source_name: str = ""
    source_key: str = ""
    source_type: str = "unspecified"
    source_group: str = "unspecified"
    country: str = ""
    side: str = ""
    named: bool = False
    source_kind: str = ""
    former: bool = False
    via: str = ""
    type_rule: str = ""


@dataclass(slots=True)
class Candidate:
    """A possible attribution: tokens of its cue (the main word first), source and content, and what proposed it."""

    construction: str
    lemma: str
    cue: list[int]
    source: list[int]
    content: list[int]
    via: list[int] = field(default_factory=list)
    how: str = ""
    pieces: list[Span] = field(default_factory=list)
    probability: float = 0.0

    @property
    def known(self) -> Cue | None:
        """What the lexicon says of the cue."""
        return lexicon("noun" if self.construction.startswith("noun") else "verb").get(self.lemma)

    @property
    def act(self) -> str:
        """speech, attitude or evidence; none for a word outside the lexicon."""
        return self.known.act if self.known else "none"
