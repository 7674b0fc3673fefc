"""Shares and ratios corrected for what the machine gets wrong, by a labelled sample (METHODS.md, "Validation", 5)."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.measures import counting
from framing.measures.design import By, Design, design
from framing.measures.sources import STORY, occurring, ratio_rows, share_rows_of_sources
from framing.measures.tidy import add_note
from framing.validation.keys import read_key_of
from framing.validation.matching import pairs_of_units
from framing.validation.reading import read_sheets

TARGET = "the outlet's practice"
"""What the intervals speak of: the articles vary as those of another time would."""


def correct(
    coding: Any,
    sheets: Iterable[str | Path],
    key: pd.DataFrame | str | Path,
    by: By = "outlet",
    level: str = "group",
    tier: str = "core",
    ratio: tuple[str, str] = ("official", "analyst"),
    copies: str = "auto",
) -> pd.DataFrame:
    """Source shares and one source ratio as the machine counts them and as the filled sheets of a sample correct them.

    Returns the `by` columns and tables.MEASURE_COLUMNS, with `estimator` ("raw", "corrected"), `target` (what the
    intervals speak of) and `labels` (labelled sentences in the cell). In place of a sentence's machine count yhat
    stands yhat + (y - yhat) / pi where it was labelled, y being the mean of the coders; the formulas are those of
    `source_shares` and `source_ratio`, as are the other arguments. With few labels the corrected figure is free of the
    machine's bias but may be less certain than the raw one: read both. SheetError lists mistakes in the sheets;
    ValidationError when the key is of another corpus. Method: design-based supervised learning (Egami et al. 2023).
    """
    key = read_key_of(coding, key)
    filled = read_sheets(sheets, key).values()
    cells = design(coding, by, copies)
    raw = counting.count_sources(cells, coding, "attributions", tier, STORY)
    errors = [machine_errors(cells, pairs_of_units(coding, sheet, key), tier) for sheet in filled]
    counts = {"raw": raw, "corrected": raw - np.mean(errors, axis=0)}
    categories = occurring(np.abs(raw) + np.abs(counts["corrected"]), level)
    labels = cells.sums(cells.tally(cells.positions(key["article_id"]), 0, 1))[:, 0].astype(int)
    shown = []
    for both in zip(*(estimates(cells, counted, categories, level, ratio) for counted in counts.values()), strict=True):
        told = [table.assign(estimator=name, target=TARGET) for name, table in zip(counts, both, strict=True)]
        told = [table.assign(labels=np.repeat(labels, len(table) // max(len(labels), 1))) for table in told]
        shown.append(pd.concat(told).sort_index(kind="stable"))  # each raw row has its corrected one below it
    return pd.concat(shown, ignore_index=True)


def machine_errors(cells: Design, pairs: pd.DataFrame, tier: str) -> np.ndarray:
    """By how much the machine counts too many: (yhat - y) / pi of the pairs, added up to (units, source types)."""
    places, known = cells.positions(pairs["article_id"]), pd.Index(counting.names("type"))
    sides = []
    for who in ("machine", "hand"):
        codes = known.get_indexer(pairs[f"{who}_type"])
        asked = (pairs[f"{who}_tier"] == tier).to_numpy() | (tier == "all")
        sides.append(cells.tally(places, np.where(asked, codes, -1), len(known), pairs["weight"].to_numpy()))
    return sides[0] - sides[1]


def estimates(
    cells: Design, counts: np.ndarray, categories: list[str], level: str, ratio: tuple[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The shares and the ratio of counts (units, source types), which may be below 0 in single units.

    A category that is below 0 in a whole cell is 0 there, and its note says so; so is all of a cell without any.
    """
    n = _at_least_none(cells, counts.sum(axis=1, keepdims=True))
    gathered = counting.gather(counts, categories, level) * (n != 0)
    x = _at_least_none(cells, gathered)
    shares = share_rows_of_sources(cells, x, n, categories)
    leaves = counting.names("type")
    pair = [counts[:, [leaves.index(leaf) for leaf in held]].sum(axis=1) for held in counting.disjoint(*ratio)]
    both = np.column_stack(pair) * (n != 0)
    top, below = np.split(_at_least_none(cells, both), 2, axis=1)
    ratios = ratio_rows(cells, top, below, n[:, 0], f"{ratio[0]} : {ratio[1]}")
    negative = cells.sums(gathered) < 0, (cells.sums(both) < 0).any(axis=1)
    told = "corrected to below 0, shown as 0: too few labels"
    shares, ratios = (
        add_note(table, pd.Series(np.ravel(rows)), told) for table, rows in zip((shares, ratios), negative, strict=True)
    )
    return shares, ratios


def _at_least_none(cells: Design, counts: np.ndarray) -> np.ndarray:
    """Counts (units, k) with 0 throughout a cell whose sum is below 0."""
    return np.where((cells.sums(counts) < 0)[cells.cell], 0.0, counts)
