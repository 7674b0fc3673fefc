"""Sentiment instruments, one file each: a function `score(text) -> Score`, named in sentiment.INSTRUMENTS."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypedDict


class Assessment(TypedDict):
    """Words scored together ("not very good") and their scores; text[start:end] reaches from the first to the last."""

    start: int
    end: int
    words: str
    polarity: float
    subjectivity: float


@dataclass(frozen=True, slots=True)
class Score:
    """What an instrument says of one text; all zero where it knows none of the words."""

    polarity: float = 0.0
    subjectivity: float = 0.0
    scored_words: int = 0
    assessments: list[Assessment] = field(default_factory=list)
