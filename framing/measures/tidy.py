"""From arrays (cells, categories) to the one tidy table that every measure returns."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from framing import tables
from framing.measures import formulas
from framing.measures.design import Design

SCORE_DEFF = 0.2
"""The smallest design effect of a mean of scores; that of scores spread evenly between 0 and 1 is a third."""


def tidy(keys: pd.DataFrame, categories: Sequence[str], **columns: object) -> pd.DataFrame:
    """One row for each cell and category: the columns of keys, then tables.MEASURE_COLUMNS.

    columns: each of the other measure columns, as a value or an array that broadcasts to (cells, categories).
    """
    shape = (len(keys), len(categories))
    result = keys.loc[keys.index.repeat(shape[1])].reset_index(drop=True)
    columns = {"category": np.array(categories, dtype=object), **columns}
    for name in tables.MEASURE_COLUMNS:
        values = np.broadcast_to(columns[name], shape).ravel()
        result[name] = values.astype(str) if name in ("measure", "category", "unit", "note") else values
    return result


def share_rows(
    design: Design, x: np.ndarray, n: np.ndarray, categories: Sequence[str], *, measure: str, unit: str, per: int = 1
) -> pd.DataFrame:
    """Shares x / n of every cell with their Wilson limits (METHODS.md, "share").

    x: (units, categories). n: (units, categories), or (units, 1) where all categories have one denominator. per: 1,000
    gives rates per 1,000.
    """
    top, total, units = design.sums(x), design.sums(n), design.independent(n)
    share, low, high = share_limits(design, x, n)
    return tidy(
        design.keys,
        categories,
        measure=measure,
        estimate=share * per,
        low=low * per,
        high=high * per,
        numerator=top,
        denominator=total,
        articles=design.articles[:, None],
        unit=unit,
        note=notes(design, total == 0, units),
    )


def score_rows(design: Design, s: np.ndarray, w: np.ndarray, categories: Sequence[str], **labels: str) -> pd.DataFrame:
    """Means s / w of scores between 0 and 1 (s their sum, w their number) with Wilson limits, as of a share.

    Scores vary less than yes and no: their design effect is below 1, but taken for SCORE_DEFF at least, since a few
    articles may agree by chance. (In simulation t limits held the mean of skewed scores in .84 of corpora of 5
    articles.) s, w: (units, categories). labels: measure and unit.
    """
    total, units = design.sums(w), design.independent(w)
    mean, errors = mean_and_errors(design, s, w)
    deff = formulas.divide(design.variance(errors, units) * total, mean * (1 - mean))
    low, high = formulas.share_interval(mean, total, np.fmax(deff, SCORE_DEFF), units)
    return tidy(
        design.keys,
        categories,
        estimate=mean,
        low=low,
        high=high,
        numerator=design.sums(s),
        denominator=total,
        articles=design.articles[:, None],
        note=notes(design, total == 0, units),
        **labels,
    )


def share_limits(design: Design, x: np.ndarray, n: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Share, low and high of every cell and category, arrays (cells, categories)."""
    total, units = design.sums(n), design.independent(n)
    share = formulas.divide(design.sums(x), total)
    return share, *formulas.share_interval(share, total, share_deff(design, x, n), units)


def share_deff(design: Design, x: np.ndarray, n: np.ndarray) -> np.ndarray:
    """The design effect of every share: its own or that of the cell's commonest category, whichever is larger.

    The commonest one's is brought to the category's own sizes m = sum n_a^2 / sum n_a: 1 + (deff - 1) (m - 1) / (its
    m - 1). Where all categories have one denominator, it is the same for all.
    """
    top, total, units = design.sums(x), design.sums(n), design.independent(n)
    share = formulas.divide(top, total)
    errors = (x - np.nan_to_num(share)[design.cell] * n) / np.maximum(total, np.finfo(float).tiny)[design.cell]
    deff = formulas.design_effect(share, total, design.variance(errors, units), units)
    if not top.size:
        return deff
    sizes = np.broadcast_to(np.nan_to_num(formulas.divide(design.sums(n**2), total)), top.shape) - 1
    common = top.argmax(axis=1)[:, None]
    ratio = np.nan_to_num(formulas.divide(sizes, np.take_along_axis(sizes, common, axis=1)), nan=1.0)
    return np.maximum(deff, 1 + (np.take_along_axis(deff, common, axis=1) - 1) * np.maximum(ratio, 0))


def mean_rows(
    design: Design,
    s: np.ndarray,
    w: np.ndarray,
    categories: Sequence[str],
    *,
    bounds: tuple[float, float],
    **labels: str,
) -> pd.DataFrame:
    """Means s / w of every cell (s the sum of the values, w their number or weight) with article-level t limits.

    s, w: (units, categories). bounds: the limits stay within them. labels: measure and unit.
    """
    total, units = design.sums(w), design.independent(w)
    mean, errors = mean_and_errors(design, s, w)
    variance = design.variance(errors, units)
    low, high = formulas.mean_interval(mean, variance, units)
    return tidy(
        design.keys,
        categories,
        estimate=mean,
        low=np.clip(low, *bounds),
        high=np.clip(high, *bounds),
        numerator=design.sums(s),
        denominator=total,
        articles=design.articles[:, None],
        note=notes(design, total == 0, units, same=variance == 0),
        **labels,
    )


def mean_and_errors(design: Design, s: np.ndarray, w: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Means (cells, k) and each unit's linearised error (units, k): (s - mean w) / W, 0 in an empty cell."""
    total = design.sums(w)
    mean = formulas.divide(design.sums(s), total)
    return mean, (s - np.nan_to_num(mean)[design.cell] * w) / np.where(total == 0, 1, total)[design.cell]


def notes(
    design: Design,
    empty: np.ndarray,
    units: np.ndarray,
    nothing: str = "nothing to count",
    same: np.ndarray | bool = False,
) -> np.ndarray:
    """What a reader must know of each row: no estimate, no interval, or an interval that rests on fewer articles.

    empty, units, same (no article differs from another): (cells, categories) or (cells, 1).
    """
    articles = np.broadcast_to(design.articles[:, None], units.shape)
    resting = np.char.add(np.char.add("interval from ", units.astype(str)), np.char.add(" of ", articles.astype(str)))
    said = np.select(
        [empty, articles < formulas.FEWEST, units < formulas.FEWEST, same, units < articles],
        [
            f"{nothing}: no estimate",
            f"fewer than {formulas.FEWEST} articles: counts only, no interval",
            f"fewer than {formulas.FEWEST} independent articles hold any: counts only, no interval",
            "every article has the same value: no interval",
            np.char.add(resting, " articles (the others hold none or are copies)"),
        ],
        default="",
    )
    return joined(np.broadcast_to(design.remarks, len(design.keys))[:, None], said)


def joined(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Two notes as one, with a semicolon between where both say something."""
    first, second = np.broadcast_arrays(first, second)
    between = np.where((first != "") & (second != ""), "; ", "")
    return np.char.add(np.char.add(first, between), second)


def add_note(table: pd.DataFrame, rows: pd.Series, note: str) -> pd.DataFrame:
    """The table with `note` put before whatever the chosen rows' notes say."""
    return table.assign(note=np.where(rows, joined(np.array(note), table["note"].to_numpy(dtype=str)), table["note"]))
