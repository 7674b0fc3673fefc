"""An article taken apart for reading: paragraphs, stretches in one voice, and the words that carry the attribution."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
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


@dataclass(frozen=True)
class Article:
    """One article for a reader: its row, its zones as paragraphs of stretches, its attributions and removed lines."""

    row: dict[str, Any]
    zones: dict[str, list[list[Stretch]]]
    speakers: dict[int, Speaker]
    removed: list[dict[str, Any]]
    words: dict[str, int] = field(default_factory=dict)

    @property
    def groups(self) -> list[palette.Look]:
        """The looks of the groups that speak in it."""
        present = {speaker.group for speaker in self.speakers.values()}
        return [look for group, look in palette.groups().items() if group in present]


def read_article(coding: Coding, article_id: str) -> Article:
    """The article with its voices; RunError for an unknown id, with the nearest known one."""
    found = {
        name: _rows(coding, name, article_id) for name in ("articles", "attributions", "passages", "removed_lines")
    }
    if found["articles"].empty:
        raise no_article(article_id, coding.table("articles", ["article_id"])["article_id"])
    row = found["articles"].iloc[0].to_dict()
    zones = {zone: row[column] for zone, column in tables.ZONE_COLUMN.items()}
    attributions, passages = found["attributions"], found["passages"].sort_values("start")
    speakers = {row.attribution_id: _speaker(row, zones[row.zone]) for row in attributions.itertuples()}
    story = passages[passages["zone"] == "story"]
    return Article(
        row,
        {
            zone: list(
                _paragraphs(content, passages[passages["zone"] == zone], _marks(attributions, zone, content), speakers)
            )
            for zone, content in zones.items()
        },
        speakers,
        found["removed_lines"].to_dict("records"),
        {voice: int(story.loc[story["voice"] == voice, "words"].sum()) for voice in palette.voices()},
    )


def _rows(coding: Coding, name: str, article_id: str) -> pd.DataFrame:
    rows = coding.table(name)
    return rows[rows["article_id"] == article_id]


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


def _marks(attributions: pd.DataFrame, zone: str, zone_text: str) -> bytearray:
    """For every character of the zone, whether it is in a cue and in a source mention."""
    marks = bytearray(len(zone_text))
    for row in attributions[attributions["zone"] == zone].itertuples():
        for bit, start, end in ((CUE, row.cue_start, row.cue_end), (SOURCE, row.source_start, row.source_end)):
            for place in range(max(start, 0), min(end, len(marks))):
                marks[place] |= bit
    return marks


def _paragraphs(
    zone_text: str, passages: pd.DataFrame, marks: bytearray, speakers: dict[int, Speaker]
) -> Iterator[list[Stretch]]:
    """The paragraphs of a zone as stretches; text that no passage covers is in the outlet's voice."""
    heard: set[int] = set()
    spans = list(zip(passages["start"], passages["end"], passages["attribution_ids"], strict=True))
    at = 0
    for first, last in text.paragraphs(zone_text):
        stretches, place = [], first
        while place < last:
            while at < len(spans) and spans[at][1] <= place:
                at += 1
            start, end, ids = spans[at] if at < len(spans) else (last, last, [])
            if place < start:
                end, ids = start, []
            new = [number for number in dict.fromkeys(reversed(ids)) if number not in heard]
            heard.update(new)
            group = speakers[ids[0]].group if ids else ""
            pieces = list(_pieces(zone_text, marks, place, min(end, last)))
            stretches.append(Stretch(group, [speakers[number] for number in new], pieces))
            place = min(end, last)
        yield stretches


def _pieces(zone_text: str, marks: bytearray, start: int, end: int) -> Iterator[Piece]:
    while start < end:
        stop = start + 1
        while stop < end and marks[stop] == marks[start]:
            stop += 1
        yield Piece(zone_text[start:stop], bool(marks[start] & CUE), bool(marks[start] & SOURCE))
        start = stop
