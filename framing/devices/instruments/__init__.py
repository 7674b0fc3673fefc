"""Sentiment instruments, one file each: a function `score(text) -> Score`, named in INSTRUMENTS.

The text comes with names and fixed phrases masked ("Criminal Justice"), see `devices.sentiment`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from typing import TypedDict

INSTRUMENTS = {
    "textblob": "framing.devices.instruments.textblob",
    "vader": "framing.devices.instruments.vader",
}
"""Name -> module, which loads when first used."""


class Assessment(TypedDict):
    """Words scored together ("not very good") and their scores; text[start:end] reaches from the first to the last."""

    start: int
    end: int
    words: str
    polarity: float
    subjectivity: float


@dataclass(frozen=True, slots=True)
class Score:
    """What an instrument says of one text; all zero where it knows none of the words.

    polarity -1 to 1; subjectivity 0 to 1, or 0 throughout when the instrument does not measure it; scored_words counts
    the words in the assessments, modifiers included.
    """

    polarity: float = 0.0
    subjectivity: float = 0.0
    scored_words: int = 0
    assessments: list[Assessment] = field(default_factory=list)


def load(name: str) -> Callable[[str], Score]:
    """The function `score` of the instrument `name`, one of INSTRUMENTS."""
    return import_module(INSTRUMENTS[name]).score
