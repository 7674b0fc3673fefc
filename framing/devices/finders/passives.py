"""Passives of the words for the event: is it said who did it?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from framing import resources
from framing.devices.patterns import Matcher, parse
from framing.devices.zones import Sentence, Zone

ADVERBS = 2
"""Adverbs at most between the auxiliary and the participle: "was then reportedly shot"."""

REACH = 10
"""Words after the participle among which its agent is looked for: "was killed on Monday in the town by ..."."""


YEAR = 4
"""Digits of a year."""


def find(zone: Zone, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int, str]]:
    """Passives with the participles of resources/wording/event_verbs.tsv, in either voice.

    "agentless_passive": a form of be or get and the participle ("was blown up"), not followed by a phrase with "by";
    "agent_passive": followed by one ("was blown up by the North"), be it a person, a state or a thing. "By" before a
    time, a year or a form in -ing names no agent. No parse is needed. Participles without be or get ("the office,
    blown up on Tuesday", "Office blown up") are not found.
    """
    return passives_of(sentences, _events())


def passives_of(sentences: Sequence[Sentence], events: Matcher) -> Iterator[tuple[int, int, str]]:
    """The passives whose participles are what `events` matches (a form in -ing is none)."""
    for sentence in sentences:
        if _role("auxiliary").isdisjoint(sentence.words):
            continue
        stop_of: dict[int, int] = {}
        for match in sentence.matches(events):
            stop_of[match.first] = max(match.stop, stop_of.get(match.first, 0))
        for first, participle in _frames(sentence.words):
            stop = stop_of.get(participle, 0)
            if stop and not sentence.words[participle].endswith("ing"):
                kind = "agent_passive" if _has_agent(sentence.words[stop : stop + REACH + 1]) else "agentless_passive"
                yield sentence.spans[first][0], sentence.spans[stop - 1][1], kind


def _frames(words: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The places of each auxiliary and of the word where its participle would stand."""
    for first, word in enumerate(words):
        if word in _role("auxiliary"):
            at = first + 1
            while at < len(words) - 1 and at <= first + ADVERBS and _is_adverb(words[at]):
                at += 1
            yield first, at


def _is_adverb(word: str) -> bool:
    return word.endswith("ly") or word in _role("adverb")


def _has_agent(after: Sequence[str]) -> bool:
    """Whether "by" and a name stand among these words, before another clause begins."""
    for word, following in pairwise(after):
        if word in _role("clause") or word in _role("auxiliary"):
            return False
        if word == "by":
            year = following.isdigit() and len(following) == YEAR
            return not (year or following in _role("time") or following.endswith("ing"))
    return False


@cache
def _events() -> Matcher:
    return Matcher(parse(row["pattern"], row["guard"]) for row in resources.rows("wording/event_verbs.tsv"))


@cache
def _role(role: str) -> frozenset[str]:
    rows: Iterable[dict[str, str]] = resources.rows("wording/passive_words.tsv")
    return frozenset(word for row in rows if row["role"] == role for word in row["words"].split())
