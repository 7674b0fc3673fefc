"""The zones of the articles as the devices read them: sentence by sentence, with the voice at every offset."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter

import pandas as pd

from framing import tables
from framing.devices.patterns import Guard, Matcher, fold
from framing.devices.word_classes import word_classes
from framing.text import WORD

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one voice: a row of the table passages."""

    start: int
    end: int
    sentence: int
    voice: str
    attribution_ids: list[int]


@dataclass(frozen=True, slots=True)
class Match:
    """Where pattern `number` of a matcher fits a sentence: words[first:stop], text[start:end]."""

    number: int
    first: int
    stop: int
    start: int
    end: int


@dataclass(slots=True)
class Sentence:
    """The words of one sentence, lower-case, folded and without a final 's, and where they stand in the zone."""

    text: str
    end: int
    words: list[str] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    _classes: list[str] = field(default_factory=list)

    def matches(self, matcher: Matcher) -> Iterator[Match]:
        """Every way in which a pattern fits here and its guards allow it."""
        for first, stop, number in matcher.find(self.words):
            start, end = self.spans[first][0], self.spans[stop - 1][1]
            if all(self._allows(guard, first, stop) for guard in matcher.patterns[number].guards):
                yield Match(number, first, stop, start, end)

    def _allows(self, guard: Guard, first: int, stop: int) -> bool:
        """Whether words[first:stop] may be a hit."""
        if guard.side == "lowercase":
            return self.text[self.spans[first][0]].islower()
        if guard.side == "class":
            return guard.meets(self._class_of(first))
        at = stop if guard.side == "before" else first - 1
        return guard.meets(self.words[at] if 0 <= at < len(self.words) else "")

    def _class_of(self, number: int) -> str:
        if not self._classes:  # the tagger is slow: it reads only sentences in which a guard asks
            first, last = self.spans[0][0], self.end
            self._classes = word_classes(self.text[first:last], [start - first for start, _ in self.spans])
        return self._classes[number]


def read_sentence(text: str, start: int, end: int) -> Sentence:
    """The words of folded text[start:end]."""
    sentence = Sentence(text, end)
    for found in WORD.finditer(text, start, end):
        word, last = found.group().lower(), found.end()
        if word.endswith("'s"):
            word, last = word[:-2], last - 2
        sentence.words.append(word)
        sentence.spans.append((found.start(), last))
    return sentence


class Spans:
    """Stretches of a text, touching ones joined, that can be asked for an overlap however many they are."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(end, self._ends[-1])
            else:
                self._starts.append(start)
                self._ends.append(end)

    def overlap(self, start: int, end: int) -> bool:
        """Whether text[start:end] shares a character with one of the spans."""
        at = bisect_right(self._ends, start)
        return at < len(self._ends) and self._starts[at] < end

    def add(self, start: int, end: int) -> None:
        """Take in a span that overlaps none."""
        at = bisect_right(self._starts, start)
        self._starts.insert(at, start)
        self._ends.insert(at, end)


@dataclass(slots=True)
class Zone:
    """One zone of an article that has text: its passages in order, and where its attributions stand."""

    article_id: str
    name: str
    text: str
    passages: list[Passage]
    cues: Spans = field(default_factory=Spans)
    spoken: Spans = field(default_factory=Spans)  # sources and contents

    def sentences(self) -> Iterator[Sentence]:
        """The sentences, as the passages count them: no pattern reaches over a sentence's end."""
        text = fold(self.text)
        for _, run in groupby(self.passages, key=attrgetter("sentence")):
            passages = list(run)
            yield read_sentence(text, passages[0].start, passages[-1].end)

    def passage_at(self, offset: int) -> Passage:
        """The passage that an offset stands in."""
        return self.passages[bisect_right(self.passages, offset, key=attrgetter("start")) - 1]


def longest(matches: list[Match]) -> list[Match]:
    """The matches that remain when of overlapping ones the longest wins, then the earliest, then the first listed."""
    taken, kept = Spans(), []
    for match in sorted(matches, key=lambda m: (m.start - m.end, m.start, m.number)):
        if not taken.overlap(match.start, match.end):
            taken.add(match.start, match.end)
            kept.append(match)
    return sorted(kept, key=attrgetter("start"))


def read_zones(
    articles: pd.DataFrame, passages: pd.DataFrame, attributions: pd.DataFrame | None = None
) -> Iterator[Zone]:
    """The zones with words, article by article; TableError names a zone that `passages` does not cover."""
    told = _passages(passages)
    said = {} if attributions is None else _attributions(attributions)
    columns = ["article_id", *tables.ZONE_COLUMN.values()]
    for article_id, *texts in articles[columns].itertuples(index=False, name=None):
        for name, text in zip(tables.ZONE_COLUMN, texts, strict=True):
            key = (article_id, name)
            if key in told:
                yield Zone(article_id, name, text, told[key], *said.get(key, ()))
            elif WORD.search(text):
                raise tables.TableError(
                    f"table passages: nothing about the {name} of article '{article_id}'; "
                    "give the passages that voices.code_voices made from these articles"
                )


def _passages(passages: pd.DataFrame) -> dict[tuple[str, str], list[Passage]]:
    columns = ["article_id", "zone", "start", "end", "sentence", "voice", "attribution_ids"]
    found: dict[tuple[str, str], list[Passage]] = {}
    for article_id, zone, *values in passages[columns].itertuples(index=False, name=None):
        found.setdefault((article_id, zone), []).append(Passage(*values))
    for run in found.values():
        run.sort(key=attrgetter("start"))
    return found


def _attributions(attributions: pd.DataFrame) -> dict[tuple[str, str], tuple[Spans, Spans]]:
    columns = ["article_id", "zone", "cue_start", "cue_end", "source_start", "source_end", "content_spans"]
    found: dict[tuple[str, str], tuple[list[Span], list[Span]]] = {}
    for article_id, zone, a, b, c, d, content in attributions[columns].itertuples(index=False, name=None):
        cues, spoken = found.setdefault((article_id, zone), ([], []))
        cues.append((a, b))
        spoken += [(c, d), *((start, end) for start, end in content)]
    return {key: (Spans(cues), Spans(spoken)) for key, (cues, spoken) in found.items()}
