"""Voices: who says what in an article, and in whose voice each stretch of it is told."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd
from threadpoolctl import threadpool_limits

from framing import tables
from framing.text import count_words
from framing.voices.cues import cue_class
from framing.voices.find import find
from framing.voices.model import BATCH, ModelError, parser
from framing.voices.passages import passages
from framing.voices.records import Found, Source, Zone
from framing.voices.speakers import Context, context, identify
from framing.voices.zones import read_zones

__all__ = ["ModelError", "code_article", "code_voices"]

Row = dict[str, object]


@threadpool_limits.wrap(limits=1)  # threads cost more than they save in small products
def code_voices(
    articles: pd.DataFrame, actors: pd.DataFrame | None = None, outlets: pd.DataFrame | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The tables attributions and passages of these articles.

    actors (name, aliases, source_type, country, side) and outlets (outlet, country, kind, control) are the user's own
    tables; they come before ours. ModelError when the parser's model is not installed.
    """
    known = context(_records(actors), _records(outlets))
    rows: list[Row] = []
    tiles: list[Row] = []
    columns = list(dict.fromkeys(["article_id", "outlet", "date", *tables.ZONE_COLUMN.values()]))
    records = articles[columns].to_dict("records")
    for article, zones in zip(records, read_zones(parser(), records, BATCH), strict=True):
        found, told = code_article(zones, known.article(article["outlet"], article["date"]))
        rows += [{"article_id": article["article_id"], **row} for row in found]
        tiles += [{"article_id": article["article_id"], **row} for row in told]
    return tables.ATTRIBUTIONS.frame(rows), tables.PASSAGES.frame(tiles)


def code_article(zones: dict[str, Zone], known: Context) -> tuple[list[Row], list[Row]]:
    """Rows of attributions and passages of one article, without its article_id."""
    story = zones["story"].text if "story" in zones else ""
    found = [f for name in tables.ZONES if name in zones for f in find(zones[name], story)]
    sources = identify(zones, found, known)
    shared = _shared(found)
    rows = [_row(n, f, s, zones[f.zone], shared[n - 1]) for n, (f, s) in enumerate(zip(found, sources, strict=True), 1)]
    return rows, list(_tiles(zones, rows))


def _records(frame: pd.DataFrame | None) -> list[dict[str, str]]:
    return [] if frame is None else frame.fillna("").astype(str).to_dict("records")


def _shared(found: list[Found]) -> list[int]:
    """For each attribution how many have the very same content."""
    keys = [(f.zone, tuple(f.content)) for f in found]
    return [keys.count(key) for key in keys]


def _row(number: int, f: Found, source: Source, zone: Zone, shared: int) -> Row:
    start, end = f.source or (-1, -1)
    cue_start, cue_end = f.cue or (-1, -1)
    cue = zone.text[cue_start:cue_end] if f.cue else ""
    extended = f.zone != "story"
    return {
        "attribution_id": number,
        "zone": f.zone,
        "source": zone.text[start:end] if f.source else "",
        "source_start": start,
        "source_end": end,
        **{name: getattr(source, name) for name in Source.__dataclass_fields__},
        "channel": f.channel,
        "cue": cue,
        "cue_start": cue_start,
        "cue_end": cue_end,
        "cue_class": cue_class(cue),
        "content_spans": [list(span) for span in f.content],
        "kind": f.kind,
        "tier": "extended" if extended else f.tier,
        "paragraph": zone.paragraph_at(f.content[0][0]),
        "words": sum(count_words(zone.text[a:b]) for a, b in f.content) / shared,
        "quoted_words": f.quoted_words / shared,
        "rule": f.rule,
    }


def _tiles(zones: dict[str, Zone], rows: list[Row]) -> Iterator[Row]:
    for name, zone in zones.items():
        core = [(r["attribution_id"], r["content_spans"]) for r in rows if r["zone"] == name and r["tier"] == "core"]
        for p in passages(zone, core):
            yield {
                "zone": name,
                "start": p.start,
                "end": p.end,
                "sentence": p.sentence,
                "voice": "source" if p.attributions else "outlet",
                "attribution_ids": list(p.attributions),
                "words": p.words,
            }
