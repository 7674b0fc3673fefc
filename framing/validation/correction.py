"""Shares and ratios corrected for what the machine gets wrong, by a labelled sample (METHODS.md, "Validation", 5)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.measures import counting, formulas
from framing.measures.design import By, Design, choose, design
from framing.measures.sources import STORY, occurring, ratio_rows, share_rows_of_sources
from framing.measures.tidy import add_note
from framing.validation.keys import read_key_of
from framing.validation.labels import Labels, labels_of
from framing.validation.reading import read_sheets

PRACTICE, ARTICLES = TARGETS = ("the outlet's practice", "these articles")
"""What the intervals speak of: other articles would vary as these do; or these articles, with all their sentences."""


def correct(
    coding: Any,
    sheets: str | Path | Iterable[str | Path],
    key: pd.DataFrame | str | Path,
    by: By = "outlet",
    level: str = "group",
    tier: str = "core",
    ratio: tuple[str, str] = ("official", "analyst"),
    copies: str = "auto",
    target: str = PRACTICE,
) -> pd.DataFrame:
    """Source shares and one source ratio as the machine counts them and as the filled sheets of a sample correct them.

    Returns the `by` columns and tables.MEASURE_COLUMNS, with `estimator` ("raw", "corrected"), `target`, `labels`
    (labelled sentences in the cell) and `labels_needed`: from so many on the corrected figure has the smaller error;
    with fewer the machine's bias may cost less than the labels' chance. NaN: the labels show no bias beyond chance.
    In place of a sentence's machine count yhat stands yhat + (y - yhat) / pi where it was labelled, y being the mean of
    the coders; the formulas are those of `source_shares` and `source_ratio`, as are the other arguments.

    target: "the outlet's practice" (article-level intervals, as of the raw figure), or "these articles" (the variance
    of the draw of sentences, stratified, with finite correction; the raw count then has no interval, for it is a full
    count with all the machine's errors). SheetError lists mistakes in the sheets; ValidationError when the key is of
    another corpus. Method: design-based supervised learning (Egami et al. 2023).
    """
    choose(target, TARGETS, "target")
    key = read_key_of(coding, key)
    cells = design(coding, by, copies)
    labels = labels_of(cells, coding, read_sheets(sheets, key).values(), key, tier)
    raw = counting.count_sources(cells, coding, "attributions", tier, STORY)
    categories = occurring(np.abs(raw) + np.abs(raw + labels.correction(cells)), level)
    return pd.concat(both_estimates(cells, raw, labels, categories, level, ratio, target), ignore_index=True)


def both_estimates(
    cells: Design,
    raw: np.ndarray,
    labels: Labels,
    categories: list[str],
    level: str,
    ratio: tuple[str, str],
    target: str,
) -> list[pd.DataFrame]:
    """The shares and the ratio as `correct` returns them, from the machine's counts (units, source types)."""
    corrected = raw + labels.correction(cells)
    found = zip(
        estimates(cells, raw, categories, level, ratio),
        estimates(cells, corrected, categories, level, ratio),
        variances(cells, labels, corrected, categories, level, ratio),
        strict=True,
    )
    return [_both(cells, labels, before, after, parts, target) for before, after, parts in found]


def estimates(
    cells: Design, counts: np.ndarray, categories: list[str], level: str, ratio: tuple[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The shares and the ratio of counts (units, source types), which may be below 0 in single units.

    A category that is below 0 in a whole cell is 0 there, and its note says so; so is all of a cell without any.
    """
    x, n = _shown(cells, counts, categories, level)
    shares = share_rows_of_sources(cells, x, n, categories)
    both = _sides(counts, ratio)
    top, below = np.split(_at_least_none(cells, both), 2, axis=1)
    ratios = ratio_rows(cells, top, below, n[:, 0], f"{ratio[0]} : {ratio[1]}")
    negative = cells.sums(counting.gather(counts, categories, level)) < 0, (cells.sums(both) < 0).any(axis=1)
    told = "corrected to below 0, shown as 0: too few labels"
    shares, ratios = (
        add_note(table, pd.Series(np.ravel(rows)), told) for table, rows in zip((shares, ratios), negative, strict=True)
    )
    return shares, ratios


def variances(
    cells: Design, labels: Labels, counts: np.ndarray, categories: list[str], level: str, ratio: tuple[str, str]
) -> tuple[tuple[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]:
    """Of the shares and of the logarithm of the ratio: the two parts of `Labels.variance`.

    counts: corrected. Linearised: a share by (x - p n) / N, the logarithm by x / (X + .5) - y / (Y + .5).
    """
    x, n = _shown(cells, counts, categories, level)
    own = labels.cell(cells)
    share, total = formulas.divide(cells.sums(x), cells.sums(n)), cells.sums(n)
    errors, whole = counting.gather(labels.errors, categories, level), labels.errors.sum(axis=1, keepdims=True)
    values = np.where(own[:, None] >= 0, formulas.divide(errors - share[own] * whole, total[own]), 0.0)
    of_one = np.nan_to_num(formulas.divide(share * (1 - share), total**2))
    parts = labels.variance(cells, np.nan_to_num(values), of_one)
    sums = np.maximum(cells.sums(_sides(counts, ratio)), 0) + 0.5
    top, below = (_sides(labels.errors, ratio) / sums[own]).T
    logs = np.where(own >= 0, top - below, 0.0)[:, None]
    return parts, labels.variance(cells, logs, (1 / sums**2).sum(axis=1, keepdims=True))


def labels_needed(bias: np.ndarray, parts: tuple[np.ndarray, np.ndarray], labels: np.ndarray) -> np.ndarray:
    """From how many labels on the corrected figure has the smaller error, its variance the machine's squared bias.

    bias: corrected less raw, which holds the chance of the draw: its variance is taken off the square. NaN where
    nothing is left of it.
    """
    falling, finite = parts
    square = bias**2 - (falling - finite)
    return np.where(square > 0, np.ceil(formulas.divide(falling * labels, square + finite)), np.nan)


def _both(
    cells: Design,
    labels: Labels,
    raw: pd.DataFrame,
    corrected: pd.DataFrame,
    parts: tuple[np.ndarray, np.ndarray],
    target: str,
) -> pd.DataFrame:
    """Each raw row with its corrected one below it."""
    count = labels.count(cells)[:, None]
    before, after = (table["estimate"].to_numpy().reshape(parts[0].shape) for table in (raw, corrected))
    bias = np.log(after / before) if (raw["measure"] == "source_ratio").any() else after - before
    needed = labels_needed(bias, parts, count)
    if target == ARTICLES:
        raw = raw.assign(low=np.nan, high=np.nan)
        raw = add_note(raw, raw["estimate"].notna(), "a full count, with the machine's errors: no interval")
        corrected = _of_these_articles(corrected, parts, labels, cells)
    told = [
        table.assign(
            estimator=name,
            target=target,
            labels=np.broadcast_to(count, needed.shape).ravel(),
            labels_needed=needed.ravel(),
        )
        for name, table in (("raw", raw), ("corrected", corrected))
    ]
    return pd.concat(told).sort_index(kind="stable")


def _of_these_articles(
    table: pd.DataFrame, parts: tuple[np.ndarray, np.ndarray], labels: Labels, cells: Design
) -> pd.DataFrame:
    """The corrected rows with limits from the draw of sentences alone, where the article-level formula gives any."""
    variance = np.maximum(parts[0] - parts[1], 0)
    estimate, top, total = (
        table[name].to_numpy().reshape(variance.shape) for name in ("estimate", "numerator", "denominator")
    )
    freedom = (labels.count(cells) - labels.strata(cells) + 1)[:, None]
    if (table["measure"] == "source_ratio").any():
        factor = np.exp(formulas.t_quantile(freedom) * np.sqrt(variance))
        limits = estimate / factor, estimate * factor
    else:
        deff = np.nan_to_num(formulas.divide(variance * total, estimate * (1 - estimate)))
        deff = np.maximum(deff, np.take_along_axis(deff, top.argmax(axis=1)[:, None], axis=1))
        limits = formulas.share_interval(estimate, total, deff, freedom)
    whole = ~labels.sampled(cells)[:, None]
    bare = table["low"].isna().to_numpy().reshape(variance.shape)
    low, high = (np.where(bare, np.nan, np.where(whole, estimate, limit)).ravel() for limit in limits)
    return table.assign(low=low, high=high)


def _shown(cells: Design, counts: np.ndarray, categories: list[str], level: str) -> tuple[np.ndarray, np.ndarray]:
    """Counts (units, categories), none below 0 in a whole cell, and their sum (units, 1)."""
    x = _at_least_none(cells, counting.gather(counts, categories, level))
    return x, x[:, [category != counting.BROAD for category in categories]].sum(axis=1, keepdims=True)


def _sides(counts: np.ndarray, ratio: tuple[str, str]) -> np.ndarray:
    """Counts of the two sides of a ratio: (rows, 2)."""
    leaves = counting.names("type")
    held = [[leaves.index(leaf) for leaf in side] for side in counting.disjoint(*ratio)]
    return np.column_stack([counts[:, columns].sum(axis=1) for columns in held])


def _at_least_none(cells: Design, counts: np.ndarray) -> np.ndarray:
    """Counts (units, k) with 0 throughout a cell whose sum is below 0."""
    return np.where((cells.sums(counts) < 0)[cells.cell], 0.0, counts)
