"""Quotation marks without a speaker: claim quotes in headlines, scare quotes in the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from framing.devices.zones import Sentence, Zone
from framing.text import WORD

LONGEST = 6
"""Words; a longer quotation without a speaker is speech whose attribution was missed."""

_QUOTE = re.compile(
    r"""“(?P<curly>[^“”\n]+)”
    | (?<!\w)"(?P<double>[^"\n]+)"
    | (?<!\w)[‘'](?P<single>(?=\S)(?:[^‘’'\n]|(?<=\w)[’'](?=\w))+)(?<=\S)[’'](?!\w)""",
    re.VERBOSE,
)


def find(zone: Zone, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """At most six quoted words in the outlet's voice that are nobody's attributed content and no source's name.

    In the story they are a "scare_quote" (its "democratic" allies), elsewhere a "claim_quote" (North 'blows up'
    office). The span is that of the words between the marks.
    """
    kind = "scare_quote" if zone.name == "story" else "claim_quote"
    for found in _QUOTE.finditer(zone.text):
        start, end = found.span(found.lastgroup or 0)
        words = [word.group() for word in WORD.finditer(zone.text, start, end)]
        if not 0 < len(words) <= LONGEST or (zone.name != "title" and _is_name(words)):
            continue
        if not zone.spoken.overlap(start, end) and zone.passage_at(start).voice == "outlet":
            yield start, end, kind


def _is_name(words: list[str]) -> bool:
    """Whether quoted words look like a title or nickname ('The A Word'): all but small words have capital letters."""
    return all(word[0].isupper() for word in words if len(word) > 3 or len(words) == 1)
