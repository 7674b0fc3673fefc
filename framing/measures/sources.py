"""Who gets to speak: shares and ratios of source groups, named sources, prominence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing import text
from framing.measures import counting, formulas
from framing.measures.design import By, Design, design, take
from framing.measures.errors import choose
from framing.measures.tidy import add_note, notes, score_rows, share_rows, tidy

STORY = ("story",)
UNIT_WORDS = {"quoted_words": "quoted words"}
EARLY = 3
"""Paragraphs that count as the top of a story, with the headline."""


def source_shares(
    coding: Any,
    by: By = "outlet",
    unit: str = "attributions",
    level: str = "group",
    tier: str = "core",
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
) -> pd.DataFrame:
    """The share of each source group (level "group") or source type ("type") in what is attributed.

    unit: "attributions", "sources" (a source counts once an article), "words" or "quoted_words" of the content. tier:
    "core", "extended" or "all". copies: "auto", "collapse" or "keep" (see `design.design`). Returns the `by` columns
    and tables.MEASURE_COLUMNS; estimate is numerator / denominator, low and high are 95 % limits. Categories come in
    codebook order; one that never occurs in the corpus is left out. The extra row `state_media_broad` overlaps the
    others. MeasureError for an unknown name. Interval: Wilson with an article-level design effect (METHODS.md,
    "share").
    """
    cells = design(coding, by, copies)
    counts = counting.count_sources(cells, coding, unit, tier, zones)
    categories = occurring(counts, level)
    x, n = counting.gather(counts, categories, level), counts.sum(axis=1, keepdims=True)
    return share_rows_of_sources(cells, x, n, categories, UNIT_WORDS.get(unit, unit))


def share_rows_of_sources(
    cells: Design, x: np.ndarray, n: np.ndarray, categories: list[str], unit: str = "attributions"
) -> pd.DataFrame:
    """The rows of `source_shares` from counts: x (units, categories), n (units, 1)."""
    table = share_rows(cells, x, n, categories, measure="source_shares", unit=unit)
    broad = table["category"] == counting.BROAD
    return add_note(table, broad, "state media and public media together: overlaps other rows")


def source_ratio(
    coding: Any,
    numerator: str = "official",
    denominator: str = "analyst",
    by: By = "outlet",
    unit: str = "attributions",
    tier: str = "core",
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
) -> pd.DataFrame:
    """How many times one source group or type occurs for each occurrence of another: (X + .5) / (Y + .5).

    Columns numerator and denominator hold X and Y; the category is "X : Y" by name. No estimate where both are 0. In
    words the half is half an attribution (its words weighted by themselves): half a word would make rare types certain.
    Arguments and errors as `source_shares`; two that overlap are refused. Interval: linearised log-ratio at article
    level, exponentiated (METHODS.md, "log-ratio").
    """
    pair = counting.disjoint(numerator, denominator)
    cells = design(coding, by, copies)
    counts = counting.count_sources(cells, coding, unit, tier, zones)
    leaves = counting.names("type")
    x, y = (counts[:, [leaves.index(leaf) for leaf in held]].sum(axis=1, keepdims=True) for held in pair)
    one, sizes = counting.size_of_one(cells, coding, unit, tier, zones), counts.sum(axis=1)
    return ratio_rows(cells, x, y, sizes, f"{numerator} : {denominator}", UNIT_WORDS.get(unit, unit), one)


def ratio_rows(
    cells: Design,
    x: np.ndarray,
    y: np.ndarray,
    sizes: np.ndarray,
    category: str,
    unit: str = "attributions",
    one: float = 1.0,
) -> pd.DataFrame:
    """One row a cell: the ratio of x to y, each (units, 1), with its limits; `one` is what one attribution counts."""
    units = cells.independent(sizes[:, None])
    variance = ratio_variance(cells, x / one, y / one, sizes)
    ratio, low, high = formulas.ratio_interval(cells.sums(x) / one, cells.sums(y) / one, variance, units)
    return tidy(
        cells.keys,
        [category],
        measure="source_ratio",
        estimate=ratio,
        low=low,
        high=high,
        numerator=cells.sums(x),
        denominator=cells.sums(y),
        articles=cells.articles[:, None],
        unit=unit,
        note=notes(cells, np.isnan(ratio), units, "neither occurs"),
    )


def ratio_variance(cells: Design, x: np.ndarray, y: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Variance (cells, 1) of ln((X + .5) / (Y + .5)), linearised over the units that hold anything (sizes not 0)."""
    units = cells.independent(sizes[:, None])
    half = 0.5 / np.maximum(units, 1)[cells.cell]
    errors = (x + half) / (cells.sums(x) + 0.5)[cells.cell] - (y + half) / (cells.sums(y) + 0.5)[cells.cell]
    return cells.variance(errors * (sizes != 0)[:, None], units)


def named_share(
    coding: Any,
    by: By = "outlet",
    level: str = "group",
    tier: str = "core",
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
) -> pd.DataFrame:
    """The share of attributions whose source is named in the article: of all ("all"), and of each group or type.

    numerator counts the named attributions of the category, denominator all of the category. Columns, arguments,
    errors and interval as `source_shares`.
    """
    cells = design(coding, by, copies)
    attributions = counting.rows(coding, ["source_type", "named"], tier, zones)
    places, codes = cells.positions(attributions["article_id"]), counting.leaf_codes(attributions)
    width = len(counting.names("type"))
    n, x = (cells.tally(places, codes, width, w) for w in (None, attributions["named"].to_numpy()))
    categories = occurring(n, level)
    x, n = (np.hstack([c.sum(axis=1, keepdims=True), counting.gather(c, categories, level)]) for c in (x, n))
    return share_rows(cells, x, n, ["all", *categories], measure="named_share", unit="attributions")


def prominence(
    coding: Any, by: By = "outlet", level: str = "group", tier: str = "core", copies: str = "auto"
) -> pd.DataFrame:
    """How early in the story each source group or type first speaks.

    Measure "prominence": mean over the articles where it speaks of 1 - (rank of its first paragraph - 1) /
    (paragraphs - 1), so 1 is the first paragraph and 0 the last (Wilson limits, as of a share: `tidy.score_rows`).
    Measure "early_share": the share of articles where it speaks in the headline (tier as written, all headline
    attributions) or the first three paragraphs (Wilson). Columns, arguments and errors as `source_shares`.
    """
    cells = design(coding, by, copies)
    rank, headline = _first_paragraphs(cells, coding, tier)
    leaves_early = (rank <= EARLY) | headline
    categories = occurring(np.isfinite(rank) | headline, level)
    held = [counting.members()[c] if level == "group" or c == counting.BROAD else (c,) for c in categories]
    columns = [[counting.names("type").index(leaf) for leaf in leaves] for leaves in held]
    first = np.stack([rank[:, c].min(axis=1) for c in columns], axis=1) if columns else rank[:, :0]
    early = np.stack([leaves_early[:, c].any(axis=1) for c in columns], axis=1) if columns else leaves_early[:, :0]
    speaks = np.isfinite(first)
    score = np.where(speaks, 1 - (np.where(speaks, first, 1) - 1) / np.maximum(_paragraphs(cells, coding) - 1, 1), 0)
    s, w, x, n = (_by_unit(cells, values) for values in (score, speaks, early, np.ones((len(early), 1))))
    mean = score_rows(cells, s, w, categories, measure="prominence", unit="articles")
    return pd.concat(
        [mean, share_rows(cells, x, n, categories, measure="early_share", unit="articles")], ignore_index=True
    )


def occurring(counts: np.ndarray, level: str) -> list[str]:
    """The categories that occur anywhere, both readings of state media when either does (counts: columns of types)."""
    names = [*counting.names(choose(level, counting.LEVELS, "level")), counting.BROAD]
    seen = counting.gather(counts, names, level).any(axis=0)
    return [name for name, occurs in zip(names, seen, strict=True) if occurs or (name == "state_media" and seen[-1])]


def _first_paragraphs(cells: Design, coding: Any, tier: str) -> tuple[np.ndarray, np.ndarray]:
    """Of each article and source type: rank of the first paragraph where it speaks (inf: nowhere); in the headline or
    not.
    """
    shape = (len(cells.article_ids), len(counting.names("type")))
    rank, headline = np.full(shape, np.inf), np.zeros(shape, dtype=bool)
    story = counting.rows(coding, ["source_type", "paragraph"], tier, "story")
    title = counting.rows(coding, ["source_type"], "all", "title")
    places, codes = cells.positions(story["article_id"]), counting.leaf_codes(story)
    number = story["paragraph"].to_numpy(dtype=float)
    kept = (places >= 0) & (number >= 0)
    np.minimum.at(rank, (places[kept], codes[kept]), number[kept] + 1)
    places, codes = cells.positions(title["article_id"]), counting.leaf_codes(title)
    headline[places[places >= 0], codes[places >= 0]] = True
    return rank, headline


def _paragraphs(cells: Design, coding: Any) -> np.ndarray:
    """Paragraphs of each article's story, as a column."""
    articles = take(coding, "articles", ["article_id", "text"])
    count = articles["text"].map(lambda story: len(text.paragraphs(story))).to_numpy()
    return count[pd.Index(articles["article_id"]).get_indexer(cells.article_ids)][:, None]


def _by_unit(cells: Design, values: np.ndarray) -> np.ndarray:
    """Values of articles (articles, k) added up to units of variance."""
    width = values.shape[1]
    places = np.repeat(np.arange(len(values)), width)
    return cells.tally(places, np.tile(np.arange(width), len(values)), width, values.ravel())
