"""Sentiment of every passage by one instrument or several, with the words that made it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from functools import cache

import pandas as pd

from framing import resources, tables
from framing.devices.instruments import INSTRUMENTS, Score, load
from framing.devices.patterns import Matcher, fold, parse
from framing.devices.zones import Zone, read_sentence, read_zones
from framing.text import count_words

DEFAULT = "textblob"


class InstrumentError(ValueError):
    """There is no such sentiment instrument: the message names those there are."""


def sentiment(
    articles: pd.DataFrame, passages: pd.DataFrame, instruments: str | Iterable[str] = DEFAULT
) -> pd.DataFrame:
    """Polarity (-1 to 1) and subjectivity (0 to 1) of every passage: the table `sentiment` (tables.SENTIMENT).

    One row for each passage and instrument. `assessments` holds the words that made the score, with their offsets in
    the zone and the negations and degrees that changed them; `scored_words` counts them, `coverage` is their share of
    the passage's words. A passage without a scored word has polarity and coverage 0.0: no evidence of feeling, not a
    neutral finding. InstrumentError for an unknown instrument.
    """
    names = instrument_names(instruments)
    return tables.SENTIMENT.frame(
        _row(zone, passage.start, passage.end, name)
        for zone in read_zones(articles, passages)
        for passage in zone.passages
        for name in names
    )


def instrument_names(instruments: str | Iterable[str]) -> tuple[str, ...]:
    """The instruments as a tuple, each once; InstrumentError for one there is not, or for none."""
    names = tuple(dict.fromkeys([instruments] if isinstance(instruments, str) else instruments))
    for name in names or ("",):
        if name not in INSTRUMENTS:
            near = difflib.get_close_matches(name, INSTRUMENTS, n=1)
            hint = f"did you mean '{near[0]}'?" if near else f"use one of: {', '.join(INSTRUMENTS)}"
            raise InstrumentError(f"no sentiment instrument '{name}'; {hint}")
    return names


def score(text: str, instrument: str = DEFAULT) -> Score:
    """What an instrument says of one text, the words of fixed phrases ("Criminal Justice") left out."""
    return load(instrument)(_without_fixed_phrases(text))


def _without_fixed_phrases(text: str) -> str:
    """The text, as long as before, with each word of a fixed phrase replaced by one that no instrument knows."""
    sentence, masked = read_sentence(fold(text), 0, len(text)), text
    for first, stop, _ in _fixed_phrases().find(sentence.words):
        for start, end in sentence.spans[first:stop]:
            masked = f"{masked[:start]}{'x' * (end - start)}{masked[end:]}"
    return masked


@cache
def _fixed_phrases() -> Matcher:
    return Matcher(parse(row["pattern"]) for row in resources.rows("sentiment/fixed_phrases.tsv"))


def _row(zone: Zone, start: int, end: int, instrument: str) -> dict[str, object]:
    text = zone.text[start:end]
    found = score(text, instrument)
    return {
        "article_id": zone.article_id,
        "zone": zone.name,
        "start": start,
        "instrument": instrument,
        "end": end,
        "polarity": found.polarity,
        "subjectivity": found.subjectivity,
        "scored_words": found.scored_words,
        "coverage": min(found.scored_words / max(count_words(text), 1), 1.0),
        "assessments": [{**a, "start": a["start"] + start, "end": a["end"] + start} for a in found.assessments],
    }
