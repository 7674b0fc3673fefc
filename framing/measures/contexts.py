"""Keywords in context (KWIC): the words around every hit, and whose voice they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from framing import tables
from framing.devices.patterns import Matcher, PatternError, parse
from framing.devices.zones import longest, read_zones
from framing.measures.design import design, take, zone_names
from framing.measures.errors import MeasureError, choose
from framing.measures.voices import STORY, VOICES

WIDTH = 60
"""Characters on either side of a keyword."""

_HIT = ["article_id", "zone", "start", "end", "category", "term", "voice", "attribution_ids"]
COLUMNS = (
    "article_id outlet date zone start end category term voice source_name source_group left keyword right".split()
)


def keywords_in_context(
    coding: Any,
    category: str | Iterable[str] | None = None,
    *,
    pattern: str | None = None,
    voice: str | None = None,
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
    width: int = WIDTH,
) -> pd.DataFrame:
    """Every hit of a stance category or kind of wording with the words around it, article by article.

    category: one or several categories of the coding's stance table, ids of its patterns, or kinds of its wording table
    ("hedge"); None for all stance keywords. pattern: any words instead, in the syntax of a lexicon ("blame*", "broke ~
    promise", a distinctive term); category and term are then the pattern itself.
    voice: only "outlet" or "source". One row a hit: article_id, outlet, date, zone, start, end, category, term, voice,
    source_name and source_group (the innermost speaker's; "" in the outlet's voice), left, keyword, right (at most
    `width` characters, cut at a word). `framing.show_contexts` shows them. MeasureError for an unknown name, or a
    pattern that cannot be read.
    """
    zones, cells = zone_names(zones), design(coding, None, copies)
    hits = _named_hits(coding, category) if pattern is None else _pattern_hits(coding, pattern)
    kept = hits["zone"].isin(zones) & (cells.positions(hits["article_id"]) >= 0)
    if voice is not None:
        kept &= hits["voice"] == choose(voice, VOICES, "voice")
    return in_context(coding, hits[kept], width)


def in_context(coding: Any, hits: pd.DataFrame, width: int = WIDTH) -> pd.DataFrame:
    """These hits (article_id, zone, start, end, category, term, voice, attribution_ids) as `keywords_in_context`."""
    articles = take(coding, "articles", ["article_id", "outlet", "date", *tables.ZONE_COLUMN.values()])
    told = articles.set_index("article_id").to_dict("index")
    said = take(coding, "attributions", ["article_id", "attribution_id", "source_name", "source", "source_group"])
    speakers = {(row[0], row[1]): (row[2] or row[3], row[4]) for row in said.itertuples(index=False, name=None)}
    rows = []
    for article_id, zone, start, end, *named, ids in hits[_HIT].itertuples(index=False, name=None):
        article = told[article_id]
        name, group = speakers[article_id, ids[0]] if ids else ("", "")
        window = _window(article[tables.ZONE_COLUMN[zone]], start, end, width)
        where = (article_id, article["outlet"], article["date"], zone, start, end)
        rows.append((*where, *named, name, group, *window))
    return pd.DataFrame(rows, columns=COLUMNS)


def _window(text: str, start: int, end: int, width: int) -> tuple[str, str, str]:
    """What stands left of text[start:end], itself, and right of it, on one line and as long as in the text."""
    first, last = max(start - width, 0), min(end + width, len(text))
    left, right = text[first:start], text[end:last]
    if first and not text[first - 1].isspace():
        left = left[_first_space(left) :]
    if last < len(text) and not text[last].isspace():
        right = right[: len(right) - _first_space(right[::-1])]
    return tuple(
        "".join(" " if c.isspace() else c for c in part) for part in (left.lstrip(), text[start:end], right.rstrip())
    )


def _first_space(text: str) -> int:
    """The number of characters before the first space; 0 without one."""
    return next((n for n, c in enumerate(text) if c.isspace()), 0)


def _named_hits(coding: Any, wanted: str | Iterable[str] | None) -> pd.DataFrame:
    hits = take(coding, "stance", _HIT)
    if wanted is None:
        return hits
    names = {wanted} if isinstance(wanted, str) else set(wanted)
    if not names <= {*hits["category"], *hits["term"]}:
        wording = [name.replace("category", "kind") for name in _HIT]
        hits = pd.concat([hits, take(coding, "wording", wording).rename(columns={"kind": "category"})])
    known = sorted({*hits["category"], *hits["term"]})
    for name in names:
        choose(name, known, "stance category, pattern or kind of wording with a hit")
    return hits[hits["category"].isin(names) | hits["term"].isin(names)]


def _pattern_hits(coding: Any, pattern: str) -> pd.DataFrame:
    try:
        matcher = Matcher([parse(pattern)])
    except PatternError as error:
        raise MeasureError(str(error)) from error
    return pd.DataFrame(_find(coding, pattern, matcher), columns=_HIT)


def _find(coding: Any, pattern: str, matcher: Matcher) -> Iterator[tuple[object, ...]]:
    articles = take(coding, "articles", ["article_id", *tables.ZONE_COLUMN.values()])
    passages = take(coding, "passages", list(tables.PASSAGES.columns))
    for zone in read_zones(articles, passages):
        for sentence in zone.sentences():
            for hit in longest(list(sentence.matches(matcher))):
                at = zone.passage_at(hit.start)
                where = (zone.article_id, zone.name, hit.start, hit.end)
                yield *where, pattern, pattern, at.voice, at.attribution_ids
