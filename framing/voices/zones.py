"""The zones of articles as the other steps read them: paragraphs, those where somebody may speak parsed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import islice

from spacy.language import Language

from framing.tables import ZONE_COLUMN
from framing.text import paragraphs
from framing.voices.cues import lexicon, noun_lemma, verb_lemma
from framing.voices.records import Paragraph, Span, Zone

LONGEST = 5_000
"""Characters of a paragraph that are read at once; longer ones are cut after a sentence, or at white space."""
_SPEECH = re.compile(r"[\"“”„«»‘’:―—]|''|``|\baccording\b", re.IGNORECASE)
_SENTENCE_ENDS = (". ", ".” ", '." ', "? ", "! ")
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)


def zones_of(article: Mapping[str, str]) -> dict[str, Zone]:
    """The zones of an article's row that hold text, their paragraphs not yet parsed."""
    return {
        name: Zone(name, article[column], [Paragraph(*span) for span in _cut(article[column])])
        for name, column in ZONE_COLUMN.items()
        if article[column].strip()
    }


def read_zones(nlp: Language, articles: Sequence[Mapping[str, str]], batch: int) -> Iterator[dict[str, Zone]]:
    """The zones of each article, paragraphs where somebody may speak parsed in batches."""
    all_zones = [zones_of(article) for article in articles]
    waiting = [
        [(zone.text[p.start : p.end], p) for zone in zones.values() for p in zone.paragraphs] for zones in all_zones
    ]
    waiting = [[(text, p) for text, p in pairs if may_speak(text)] for pairs in waiting]
    parsed = nlp.pipe((pair for pairs in waiting for pair in pairs), as_tuples=True, batch_size=batch)
    for zones, pairs in zip(all_zones, waiting, strict=True):
        for doc, paragraph in islice(parsed, len(pairs)):
            paragraph.doc = doc
        yield zones


def _cut(text: str) -> Iterator[Span]:
    for start, end in paragraphs(text):
        while end - start > LONGEST:
            cut = max(text.rfind(end_mark, start, start + LONGEST) + len(end_mark) for end_mark in _SENTENCE_ENDS)
            if cut < start + LONGEST // 2:
                cut = text.rfind(" ", start, start + LONGEST) + 1 or start + LONGEST
            yield start, cut
            start = cut
        yield start, end


def may_speak(text: str) -> bool:
    """Whether the words of a paragraph could attribute anything: a mark of speech or a cue."""
    return _SPEECH.search(text) is not None or any(_is_cue(word.lower()) for word in _LETTERS.findall(text))


@cache
def _is_cue(word: str) -> bool:
    return verb_lemma(word) in lexicon("verb") or noun_lemma(word) in lexicon("noun")
