"""An article taken apart for reading: paragraphs, stretches in one voice, and the words that carry the attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing import tables, text
from framing.charts import palette
from framing.charts.story import no_article

if TYPE_CHECKING:
    from framing.coding import Coding

CUE, SOURCE = 1, 2
LONGEST_CONTENT = 240
"""Characters of an attribution's content in the table."""


@dataclass(frozen=True)
class Piece:
    """Text without a border inside: all of it in or out of a cue and of a source mention."""

    text: str
    cue: bool
    source: bool


@dataclass(frozen=True)
class Stretch:
    """Text in one voice: group is the innermost speaker's ("" in the outlet's voice), begins the speakers new here."""

    group: str
    begins: Sequence[Speaker]
    pieces: Sequence[Piece]


@dataclass(frozen=True)
class Speaker:
    """One attribution for a reader: who speaks, and why the machine says so."""

    number: int
    zone: str
    name: str
    group: str
    group_label: str
    sign: str
    source_type: str
    cue: str
    cue_class: str
    kind: str
    tier: str
    words: float
    content: str
    why: str

    @property
    def who(self) -> str:
        """The name and the group, once when they are the same ("Analysts")."""
        return self.name if self.name.lower() == self.group_label.lower() else f"{self.name}, {self.group_label}"


@dataclass(frozen=True)
class Article:
    """One article for a reader: row, zones as paragraphs of stretches, attributions, removed lines, words by voice."""

    row: dict[str, Any]
    zones: dict[str, list[list[Stretch]]]
    speakers: dict[int, Speaker]
    removed: list[dict[str, Any]]
    words: dict[str, int]

    @property
    def groups(self) -> list[palette.Look]:
        """The looks of the groups that speak in it."""
        present = {speaker.group for speaker in self.speakers.values()}
        return [look for group, look in palette.groups().items() if group in present]


TABLES = ("articles", "attributions", "passages", "removed_lines")


def read_article(coding: Coding, article_id: str) -> Article:
    """The article with its voices; RunError for an unknown id, with the nearest known one."""
    known = coding.table("articles", ["article_id"])["article_id"]
    if article_id not in set(known):
        raise no_article(article_id, known)
    found = {name: coding.table(name) for name in TABLES}
    return _assemble(**{name: rows[rows["article_id"] == article_id] for name, rows in found.items()})


def _assemble(
    articles: pd.DataFrame, attributions: pd.DataFrame, passages: pd.DataFrame, removed_lines: pd.DataFrame
) -> Article:
    """The rows of one article in each table, put together."""
    row = articles.iloc[0].to_dict()
    passages = passages.sort_values("start")
    texts = {zone: row[column] for zone, column in tables.ZONE_COLUMN.items()}
    speakers = {row.attribution_id: _speaker(row, texts[row.zone]) for row in attributions.itertuples()}

    def read_zone(zone: str) -> list[list[Stretch]]:
        own = passages[passages["zone"] == zone]
        return list(paragraphs_in(texts[zone], own, marks_in(attributions, zone, texts[zone]), speakers))

    words = passages[passages["zone"] == "story"].groupby("voice")["words"].sum()
    return Article(
        row=row,
        zones={zone: read_zone(zone) for zone in texts},
        speakers=speakers,
        removed=removed_lines.to_dict("records"),
        words={voice: int(words.get(voice, 0)) for voice in palette.voices()},
    )


def _speaker(row: Any, zone_text: str) -> Speaker:
    look = palette.group(row.source_group)
    content = " … ".join(zone_text[start:end].strip() for start, end in row.content_spans)
    rules = [f"type: {row.type_rule}" if row.type_rule else "", f"found by: {row.rule}" if row.rule else ""]
    return Speaker(
        number=row.attribution_id,
        zone=row.zone,
        name=row.source_name or row.source or "nobody named",
        group=row.source_group,
        group_label=look.label,
        sign=look.sign,
        source_type=palette.readable(row.source_type),
        cue=row.cue,
        cue_class=row.cue_class,
        kind=row.kind,
        tier=row.tier,
        words=row.words,
        content=content if len(content) <= LONGEST_CONTENT else f"{content[: LONGEST_CONTENT - 1]}…",
        why="; ".join(rule for rule in rules if rule),
    )


def marks_in(attributions: pd.DataFrame, zone: str, zone_text: str) -> bytearray:
    """For every character of the zone, whether it is in a cue and in a source mention."""
    marks = bytearray(len(zone_text))
    for row in attributions[attributions["zone"] == zone].itertuples():
        for bit, start, end in ((CUE, row.cue_start, row.cue_end), (SOURCE, row.source_start, row.source_end)):
            for place in range(max(start, 0), min(end, len(marks))):
                marks[place] |= bit
    return marks


def paragraphs_in(
    zone_text: str, passages: pd.DataFrame, marks: bytearray, speakers: dict[int, Speaker]
) -> Iterator[list[Stretch]]:
    """The paragraphs of a zone as stretches; text that no passage covers is in the outlet's voice."""
    heard: set[int] = set()
    spans = list(zip(passages["start"], passages["end"], passages["attribution_ids"], strict=True))
    for first, last in text.paragraphs(zone_text):
        stretches = []
        for start, end, ids in _runs(spans, first, last):
            new = [number for number in dict.fromkeys(reversed(ids)) if number not in heard]
            heard.update(new)
            group = speakers[ids[0]].group if ids else ""
            pieces = list(_pieces(zone_text, marks, start, end))
            stretches.append(Stretch(group, [speakers[number] for number in new], pieces))
        yield stretches


def _runs(spans: list[tuple[int, int, list[int]]], first: int, last: int) -> Iterator[tuple[int, int, list[int]]]:
    """From `first` to `last` without a gap: the parts of spans in between, and what no span covers without ids."""
    place = first
    for start, end, ids in spans:
        if end <= place or start >= last:
            continue
        if start > place:
            yield place, start, []
        yield max(start, place), min(end, last), ids
        place = min(end, last)
    if place < last:
        yield place, last, []


def _pieces(zone_text: str, marks: bytearray, start: int, end: int) -> Iterator[Piece]:
    while start < end:
        stop = start + 1
        while stop < end and marks[stop] == marks[start]:
            stop += 1
        yield Piece(zone_text[start:stop], bool(marks[start] & CUE), bool(marks[start] & SOURCE))
        start = stop
