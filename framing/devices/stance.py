"""Stance keywords: which words of a lexicon stand in whose voice."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pandas as pd

from framing import resources, tables
from framing.devices.lexicon import Lexicon, load_lexicon
from framing.devices.patterns import Matcher, parse
from framing.devices.zones import Match, Sentence, Zone, longest, read_zones

NEGATOR_REACH = 3
"""How many words before a hit a negator may stand."""


def stance(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    passages: pd.DataFrame,
    lexicon: str | Path | pd.DataFrame | Lexicon | None = None,
) -> pd.DataFrame:
    """Where the patterns of a stance lexicon fit, in all zones: the table `stance` (tables.STANCE).

    `lexicon` is ours (None), a CSV or TSV path, a DataFrame or a loaded Lexicon. A hit takes voice and attributions of
    the passage it starts in, never overlaps an attribution's cue (that is counted in `cue_class`), and never reaches
    over a sentence's end. Where patterns of one category overlap the longest counts. A negator up to three words before
    a hit acts as the entry says. drop: no row; flip: a row for the opposite category with the sign of `direction`
    turned; keep: a row as it is; `negated` is true in both. LexiconError tells what is wrong with a lexicon. A keyword
    list measures vocabulary, not stance, until it is validated.
    """
    lexicon = load_lexicon(lexicon)
    zones = read_zones(articles, passages, attributions)
    return tables.STANCE.frame(
        _row(zone, match, negated, lexicon)
        for zone in zones
        for sentence in zone.sentences()
        for match, negated in _hits(sentence, zone, lexicon)
    )


def _hits(sentence: Sentence, zone: Zone, lexicon: Lexicon) -> Iterator[tuple[Match, bool]]:
    by_category: dict[str, list[Match]] = {}
    for match in sentence.matches(lexicon.matcher):
        if not zone.cues.overlap(match.start, match.end):
            by_category.setdefault(lexicon.entries[match.number].category, []).append(match)
    if not by_category:
        return
    negators = negator_places(sentence.words)
    kept = [match for matches in by_category.values() for match in longest(matches)]
    for match in sorted(kept, key=lambda m: (m.start, m.number)):
        negated = not negators.isdisjoint(range(match.first - NEGATOR_REACH, match.first))
        if not (negated and lexicon.entries[match.number].negation == "drop"):
            yield match, negated


def negator_places(words: list[str]) -> set[int]:
    """The places of the words that negate, without those in phrases that only look like it ("not only")."""
    matcher, negates = _negators()
    places: dict[bool, set[int]] = {True: set(), False: set()}
    for first, stop, number in matcher.find(words):
        places[negates[number]].update(range(first, stop))
    return places[True] - places[False]


@cache
def _negators() -> tuple[Matcher, tuple[bool, ...]]:
    rows = resources.rows("stance/negators.tsv")
    return Matcher(parse(row["pattern"]) for row in rows), tuple(row["negates"] == "yes" for row in rows)


def _row(zone: Zone, match: Match, negated: bool, lexicon: Lexicon) -> dict[str, object]:
    entry = lexicon.entries[match.number]
    flipped = negated and entry.negation == "flip"
    passage = zone.passage_at(match.start)
    return {
        "article_id": zone.article_id,
        "zone": zone.name,
        "start": match.start,
        "end": match.end,
        "term": entry.id,
        "text": zone.text[match.start : match.end],
        "category": entry.opposite if flipped else entry.category,
        "direction": -entry.direction if flipped else entry.direction,
        "negated": negated,
        "voice": passage.voice,
        "attribution_ids": passage.attribution_ids,
    }
