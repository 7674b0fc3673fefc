"""The words of a line: its tokens, their classes, and how much of it sells and steers."""

from __future__ import annotations

import json
import re
from functools import cache

from framing.resources import path

TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_PUSHING = ("appeal", "subscription", "newsletter", "account", "social", "navigation", "legal", "promise", "imperative")


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The word classes of resources/pages/line_words.json."""
    text = path("pages/line_words.json").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in json.loads(text).items()}


def content_words(text: str) -> set[str]:
    """The words of a text in small letters without function words and possessive endings."""
    function = word_classes()["function"]
    return {w.lower().removesuffix("’s").removesuffix("'s") for w in TOKEN.findall(text)} - function


@cache
def _pushing_words() -> frozenset[str]:
    return frozenset().union(*(word_classes()[name] for name in _PUSHING))


def pushing(line: str) -> float:
    """Share of a line's words that sites use to sell, steer and share."""
    words = [w for w in map(str.lower, TOKEN.findall(line)) if w not in word_classes()["function"]]
    return sum(w in _pushing_words() for w in words) / max(1, len(words))
