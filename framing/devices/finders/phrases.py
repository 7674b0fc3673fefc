"""Phrases that keep a distance: hedges, evidentials and the words for "so-called"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from framing import resources
from framing.devices.patterns import Matcher, parse
from framing.devices.zones import Sentence, Zone, longest


def find(zone: Zone, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """The phrases of resources/wording/terms.tsv outside attributions' cues, in either voice, each of its own kind."""
    matcher, kinds = _terms()
    for sentence in sentences:
        found = [m for m in sentence.matches(matcher) if not zone.cues.overlap(m.start, m.end)]
        for match in longest(found):
            yield match.start, match.end, kinds[match.number]


@cache
def _terms() -> tuple[Matcher, tuple[str, ...]]:
    rows = resources.rows("wording/terms.tsv")
    return Matcher(parse(row["pattern"], row["guard"]) for row in rows), tuple(row["kind"] for row in rows)
