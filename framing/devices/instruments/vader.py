"""VADER: its lexicon and its rules for negation and degree, with the place of every scored word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from vaderSentiment.vaderSentiment import BOOSTER_DICT, SentimentIntensityAnalyzer, SentiText, negated

from framing.devices.instruments import Assessment, Score
from framing.devices.patterns import fold
from framing.text import WORD

STRONGEST = 4
"""The scale of VADER's word list reaches from -4 to 4."""

REACH = 3
"""How many words before a scored word may modify it."""

_PRINT = str.maketrans({"“": '"', "”": '"', "—": " ", "–": " ", "…": " "})
Span = tuple[int, int]


class _Analyzer(SentimentIntensityAnalyzer):
    """VADER's analyzer without emoji and emoticons ("8)"), which hands out the valence of every word."""

    def __init__(self) -> None:
        super().__init__()
        self.lexicon = {word: valence for word, valence in self.lexicon.items() if WORD.fullmatch(word)}
        self.emojis = {}

    def score_valence(self, sentiments: list[float], text: str) -> dict[str, Any]:
        return {**super().score_valence(sentiments, text), "valences": sentiments}


def score(text: str) -> Score:
    """VADER's compound score as polarity, with the valence of each word (divided by 4) as its assessment's.

    The package's own scores, but for two things: print quotation marks, apostrophes and dashes divide words as plain
    ones do, and emoticons are not read. VADER does not measure subjectivity: 0. Source: Hutto & Gilbert 2014, "VADER: a
    parsimonious rule-based model for sentiment analysis of social media text"; vaderSentiment 3.3.
    """
    plain = fold(text).translate(_PRINT)
    found = _analyzer().polarity_scores(plain)
    places = list(_places(plain))
    scored = [(n, valence) for n, valence in enumerate(found["valences"]) if valence]
    behind = [[*_modifiers(plain, places, n), places[n]] for n, _ in scored]
    pairs = zip(behind, scored, strict=True)
    return Score(
        polarity=found["compound"],
        scored_words=len({span for spans in behind for span in spans}),
        assessments=[_assessment(text, spans, valence) for spans, (_, valence) in pairs],
    )


@cache
def _analyzer() -> _Analyzer:
    return _Analyzer()


def _places(text: str) -> Iterator[Span]:
    """Where the words stand that VADER divides the text into."""
    for run, word in zip(re.finditer(r"\S+", text), SentiText(text).words_and_emoticons, strict=True):
        start = run.start() + run.group().index(word)
        yield start, start + len(word)


def _modifiers(text: str, places: list[Span], number: int) -> list[Span]:
    """The words of degree and negation that VADER heeds before word `number`."""
    near = places[max(number - REACH, 0) : number]
    words = [text[start:end].lower() for start, end in near]
    return [
        span
        for span, word in zip(near, words, strict=True)
        if word in BOOSTER_DICT or word in ("no", "least") or negated([word])
    ]


def _assessment(text: str, spans: list[Span], valence: float) -> Assessment:
    return {
        "start": spans[0][0],
        "end": spans[-1][1],
        "words": " ".join(text[start:end] for start, end in spans),
        "polarity": max(-1.0, min(valence / STRONGEST, 1.0)),
        "subjectivity": 0.0,
    }
