"""How many kinds of sources speak, and how evenly."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing.measures import counting, formulas
from framing.measures.design import By, MeasureError, choose, design
from framing.measures.tidy import notes, tidy

INDICES = ("gini_simpson", "effective_number", "richness")
COUNTED = ("attributions", "sources")


def diversity(
    coding: Any,
    by: By = "outlet",
    unit: str = "attributions",
    level: str = "type",
    tier: str = "core",
    zones: str | Iterable[str] = ("story",),
    copies: str = "auto",
) -> pd.DataFrame:
    """Diversity of source types (level "type") or groups ("group"), in three categories.

    "gini_simpson": the probability that two attributions from different articles differ; "effective_number":
    exp(entropy), Chao & Shen 2003; "richness": Chao1, an estimate of how many there are with those not yet seen (Chao
    1984, bias-corrected). numerator: kinds seen; denominator: attributions or sources. unit: "attributions" or
    "sources". Interval: jackknife over articles with t. Other arguments and errors as `source_shares`.
    """
    if unit in ("words", "quoted_words"):
        raise MeasureError(f"diversity counts attributions or sources, not {unit.replace('_', ' ')}")
    choose(unit, COUNTED, "unit")
    cells = design(coding, by, copies)
    x = counting.count_sources(cells, coding, unit, tier, zones)
    x = counting.gather(x, counting.names(level), level)
    total, units = cells.sums(x), cells.independent(x.sum(axis=1, keepdims=True))
    pairs = np.column_stack([(x**2).sum(axis=1), x.sum(axis=1) ** 2])
    all_pairs = cells.sums(pairs)
    whole = indices(total, all_pairs)
    without = indices(total[cells.cell] - x, all_pairs[cells.cell] - pairs)
    holds = (x.sum(axis=1) > 0)[:, None]
    centre = formulas.divide(cells.sums(np.where(holds, without, 0)), units)
    spread = cells.sums(np.where(holds, without - centre[cells.cell], 0) ** 2) * (units - 1) / np.maximum(units, 1)
    low, high = formulas.mean_interval(whole, spread, units)
    seen = (total > 0).sum(axis=1, keepdims=True)
    return tidy(
        cells.keys,
        INDICES,
        measure="diversity",
        estimate=whole,
        low=np.maximum(low, np.hstack([seen * 0, np.minimum(seen, 1), seen])),
        high=np.minimum(high, [1, np.inf, np.inf]),
        numerator=seen,
        denominator=total.sum(axis=1, keepdims=True),
        articles=cells.articles[:, None],
        unit=unit,
        note=notes(cells, np.isnan(whole), units),
    )


def indices(counts: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """The three indices of each row of counts (rows, kinds).

    pairs: (rows, 2), over the row's articles the sums of sum_k c_ak^2 and of n_a^2: the pairs inside one article.
    """
    return np.column_stack([gini_simpson(counts, pairs), effective_number(counts), chao1(counts)])


def gini_simpson(counts: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """1 - (sum_k c_k^2 - sum_a sum_k c_ak^2) / (N^2 - sum_a n_a^2), over pairs from different articles (METHODS.md)."""
    same = (counts**2).sum(axis=1) - pairs[:, 0]
    return 1 - formulas.divide(same, counts.sum(axis=1) ** 2 - pairs[:, 1])


def effective_number(counts: np.ndarray) -> np.ndarray:
    """exp of the entropy, corrected for kinds not yet seen (Chao & Shen 2003, Environmental and Ecological Statistics
    10).
    """
    total = counts.sum(axis=1, keepdims=True)
    once = (counts == 1).sum(axis=1, keepdims=True)
    seen = 1 - formulas.divide(np.where(once == total, total - 1, once), total)  # never a coverage of 0
    p = seen * formulas.divide(counts, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(counts > 0, -p * np.log(p) / -np.expm1(total * np.log1p(-p)), 0.0)
    return np.where(total[:, 0] > 0, np.exp(terms.sum(axis=1)), np.nan)


def chao1(counts: np.ndarray) -> np.ndarray:
    """Kinds seen + f1 (f1 - 1) / (2 (f2 + 1)), f1 kinds seen once and f2 twice; NaN where nothing is counted."""
    once, twice = (counts == 1).sum(axis=1), (counts == 2).sum(axis=1)
    seen = (counts > 0).sum(axis=1)
    return np.where(seen > 0, seen + once * (once - 1) / (2 * (twice + 1)), np.nan)
