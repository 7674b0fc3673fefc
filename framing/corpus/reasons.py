"""Why a line was taken from the story, in plain words."""

from __future__ import annotations

from framing.corpus.roles import REASONS
from framing.corpus.words import content_words, word_classes

_CHROME = {
    "appeal": "asks the reader for support",
    "subscription": "sells a subscription or speaks of free articles",
    "newsletter": "offers a newsletter, an app or alerts",
    "account": "speaks of accounts, cookies or settings",
    "social": "a link for sharing or commenting",
    "legal": "a notice about rights, advertising or the publisher",
    "credit": "a picture credit",
    "navigation": "navigation or a link to other pages",
}


def reason(zone: str, line: str, place: str) -> str:
    """One plain phrase: what the line is, or where it stands; place is "before", "inside" or "after" the story."""
    if zone in REASONS:
        return REASONS[zone]
    words = content_words(line)
    hits = {name: len(words & word_classes()[name]) for name in _CHROME}
    best = max(hits, key=lambda name: hits[name])
    if hits[best] > 1 or (hits[best] and hits[best] * 4 >= len(words)):
        return _CHROME[best]
    return f"does not read like the story ({place} it)"
