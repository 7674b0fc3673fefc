"""The passages of a zone: every character in one stretch, each stretch one sentence's and one voice's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from framing.text import count_words
from framing.voices.records import Span, Zone

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"”’')\]]*\s+(?=[\"“‘'(\[]?[A-Z0-9])")


class Passage(NamedTuple):
    """A stretch zone.text[start:end] of one sentence, told by the innermost first of these attributions, or nobody."""

    start: int
    end: int
    sentence: int
    attributions: tuple[int, ...]
    words: int


def passages(zone: Zone, contents: Sequence[tuple[int, Sequence[Span]]]) -> list[Passage]:
    """Passages that tile the zone, from the contents (attribution_id, spans) of its core attributions."""
    if not zone.text:
        return []
    starts = sentences(zone)
    spans = sorted((end - start, start, end, number) for number, pieces in contents for start, end in pieces)
    cuts = sorted({0, len(zone.text), *starts, *(cut for _, start, end, _ in spans for cut in (start, end))})
    out, sentence, opened = [], -1, set(starts)
    covering = _covering(cuts, spans)
    for start, end, tellers in zip(cuts, cuts[1:], covering, strict=False):
        sentence += start in opened
        out.append(Passage(start, end, sentence, tellers, count_words(zone.text[start:end])))
    return out


def _covering(cuts: list[int], spans: list[tuple[int, int, int, int]]) -> list[tuple[int, ...]]:
    """For each stretch between two cuts the numbers of the spans over it, the shortest span first."""
    at = {cut: i for i, cut in enumerate(cuts)}
    found: list[list[int]] = [[] for _ in cuts[1:]]
    for _, start, end, number in spans:
        for i in range(at[start], at[end]):
            if number not in found[i]:
                found[i].append(number)
    return [tuple(numbers) for numbers in found]


def sentences(zone: Zone) -> list[int]:
    """Where the zone's sentences start, by the parser or, in what it did not read, by punctuation."""
    starts = {0}
    for paragraph in zone.paragraphs:
        starts.add(paragraph.start)
        if paragraph.doc is not None:
            starts.update(paragraph.start + s.start_char for s in paragraph.doc.sents)
        else:
            text = zone.text[paragraph.start : paragraph.end]
            starts.update(paragraph.start + m.end() for m in _SENTENCE_END.finditer(text))
    return sorted(starts)
