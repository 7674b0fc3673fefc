"""Wording that keeps a distance: hedges, evidentials and claim quotes, by voice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd

from framing import resources, tables
from framing.devices.patterns import Matcher, parse
from framing.devices.zones import Zone, longest, read_zones
from framing.text import WORD

CLAIM_QUOTE_WORDS = 6
"""A longer quotation without a speaker is speech whose attribution was missed, not a claim quote."""

_QUOTE = re.compile(
    r"""“(?P<curly>[^“”\n]+)”
    | (?<!\w)"(?P<double>[^"\n]+)"
    | (?<!\w)[‘'](?P<single>(?=\S)(?:[^‘’'\n]|(?<=\w)[’'](?=\w))+)(?<=\S)[’'](?!\w)""",
    re.VERBOSE,
)


def wording(articles: pd.DataFrame, attributions: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Hedges, evidentials and claim quotes in all zones: the table `wording` (tables.WORDING).

    Kinds "hedge" and "evidential" are the phrases of framing/resources/wording/terms.tsv outside attributions' cues, in
    either voice; `term` is the phrase as found, in small letters. Kind "claim_quote" is quoted matter of at most six
    words in the outlet's voice that is nobody's attributed content and no source's name, such as 'blows up' in a
    headline; its offsets and `term` are those of the words between the quotation marks.
    """
    return tables.WORDING.frame(
        _row(zone, kind, start, end)
        for zone in read_zones(articles, passages, attributions)
        for start, end, kind in sorted({*_phrases(zone), *_claim_quotes(zone)})
    )


def _phrases(zone: Zone) -> Iterator[tuple[int, int, str]]:
    matcher, kinds = _terms()
    for sentence in zone.sentences():
        found = [m for m in sentence.matches(matcher) if not zone.cues.overlap(m.start, m.end)]
        for match in longest(found):
            yield match.start, match.end, kinds[match.number]


@cache
def _terms() -> tuple[Matcher, tuple[str, ...]]:
    rows = resources.rows("wording/terms.tsv")
    return Matcher(parse(row["pattern"], row["guard"]) for row in rows), tuple(row["kind"] for row in rows)


def _claim_quotes(zone: Zone) -> Iterator[tuple[int, int, str]]:
    for found in _QUOTE.finditer(zone.text):
        start, end = found.span(found.lastgroup or 0)
        words = [word.group() for word in WORD.finditer(zone.text, start, end)]
        if not 0 < len(words) <= CLAIM_QUOTE_WORDS or (zone.name != "title" and _is_name(words)):
            continue
        if not zone.spoken.overlap(start, end) and zone.passage_at(start).voice == "outlet":
            yield start, end, "claim_quote"


def _is_name(words: list[str]) -> bool:
    """Whether quoted words look like a title or nickname ('The A Word'): all but small words have capital letters."""
    return all(word[0].isupper() for word in words if len(word) > 3 or len(words) == 1)


def _row(zone: Zone, kind: str, start: int, end: int) -> dict[str, object]:
    passage, text = zone.passage_at(start), zone.text[start:end]
    return {
        "article_id": zone.article_id,
        "zone": zone.name,
        "start": start,
        "end": end,
        "kind": kind,
        "term": text if kind == "claim_quote" else " ".join(text.lower().split()),
        "voice": passage.voice,
        "attribution_ids": passage.attribution_ids,
    }
