"""Sentiment of every passage by an instrument, with the words that made it."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from framing import tables
from framing.devices.instruments import Score, textblob
from framing.devices.zones import Zone, read_zones

INSTRUMENTS: dict[str, Callable[[str], Score]] = {
    "textblob": textblob.score,
}


def sentiment(articles: pd.DataFrame, passages: pd.DataFrame, instrument: str = "textblob") -> pd.DataFrame:
    """Polarity (-1 to 1) and subjectivity (0 to 1) of every passage: the table `sentiment` (tables.SENTIMENT).

    `assessments` holds the words that made the two means, with their offsets in the zone; `scored_words` counts them. A
    passage without a scored word has polarity 0.0 and scored_words 0: no evidence of feeling, not a neutral finding.
    ValueError names the instruments when `instrument` is none of them.
    """
    if instrument not in INSTRUMENTS:
        raise ValueError(f"no sentiment instrument '{instrument}'; use one of: {', '.join(INSTRUMENTS)}")
    return tables.SENTIMENT.frame(
        _row(zone, passage.start, passage.end, instrument)
        for zone in read_zones(articles, passages)
        for passage in zone.passages
    )


def _row(zone: Zone, start: int, end: int, instrument: str) -> dict[str, object]:
    score = INSTRUMENTS[instrument](zone.text[start:end])
    return {
        "article_id": zone.article_id,
        "zone": zone.name,
        "start": start,
        "instrument": instrument,
        "end": end,
        "polarity": score.polarity,
        "subjectivity": score.subjectivity,
        "scored_words": score.scored_words,
        "assessments": [{**a, "start": a["start"] + start, "end": a["end"] + start} for a in score.assessments],
    }
