"""Which outlets differ: every pair of them tested by permutation of whole articles."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats
from threadpoolctl import threadpool_limits

from framing.measures import counting, formulas, permutation
from framing.measures.design import By, Design, by_columns, design
from framing.measures.errors import MeasureError, choose
from framing.measures.sources import STORY, UNIT_WORDS
from framing.measures.tidy import share_deff, share_limits, tidy

POWER = 0.8


def outlet_differences(
    coding: Any,
    categories: Sequence[str] | None = None,
    by: By = "outlet",
    unit: str = "attributions",
    level: str = "group",
    tier: str = "core",
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
    permutations: int = 4_999,
    seed: int = 1,
) -> pd.DataFrame:
    """Differences between the source shares of every two outlets (or values of another column `by`), each tested.

    by: the column compared; of several columns the first, within the values of the others. categories: the groups or
    types declared beforehand, one family of tests, adjusted by Holm; None scans all of `level`, adjusted by
    Benjamini-Hochberg. Returns the column compared, "other", the other `by` columns, tables.MEASURE_COLUMNS and p,
    p_adjusted, smallest_p (what these articles could reach at best), smallest_p_adjusted, detectable (the smallest
    difference found with power .8 by a single test at .05). estimate: share of the first minus share of "other"; low,
    high:
    Newcombe's limits; numerator, denominator: counts of both together. Fewer than 5 articles in either: no test.
    Method: studentised permutation of whole articles; a cluster of copies is one unit, and stays where it is when it
    stands in both. No p is below that of a chi-square test with Yates's correction on attributions (words: divided by
    `counting.size_of_one`), which binds where few attributions of a category are all that there is.
    """
    cells = design(coding, by, copies)
    pairs, keys = _pairs(cells.keys, list(by_columns(by)))
    counts = counting.count_sources(cells, coding, unit, tier, zones)
    for name in categories or ():
        choose(name, counting.members(), "source group or type")
    names = list(dict.fromkeys([*(categories or ()), *counting.names(level)]))
    x, n = counting.gather(counts, names, level), counts.sum(axis=1, keepdims=True)
    wanted = x.any(axis=0) if categories is None else np.isin(names, categories)
    one = counting.size_of_one(cells, coding, unit, tier, zones)
    with threadpool_limits(1):  # many small products: threads would cost three times what they save
        p, smallest = _tests(cells, x / one, n / one, pairs, permutations, seed)
    table = _estimates(cells, x, n, pairs, keys, names, UNIT_WORDS.get(unit, unit)).assign(p=p.ravel())
    table = table.assign(smallest_p=np.repeat(smallest, len(names)))
    return _adjusted(table[np.tile(wanted, len(pairs))].reset_index(drop=True), scan=categories is None)


def _pairs(keys: pd.DataFrame, columns: Sequence[str]) -> tuple[np.ndarray, pd.DataFrame]:
    """Every two cells that differ in the first of the columns alone, (pairs, 2), and the key columns of the pairs."""
    if not columns:
        raise MeasureError("differences are between outlets, or the values of another column: name it in `by`")
    compared, *within = columns
    groups = keys.groupby(within, dropna=False, sort=True).indices.values() if within else [np.arange(len(keys))]
    found = [pair for members in groups for pair in itertools.combinations(members, 2)]
    pairs = np.array(found, dtype=int).reshape(-1, 2)
    one, two = (keys.iloc[side].reset_index(drop=True) for side in pairs.T)
    return pairs, pd.concat([one[[compared]], two[compared].rename("other"), one[within]], axis=1)


def _tests(
    cells: Design, x: np.ndarray, n: np.ndarray, pairs: np.ndarray, permutations: int, seed: int
) -> tuple[np.ndarray, np.ndarray]:
    """p (pairs, categories) and the smallest p (pairs) in reach; NaN below FEWEST independent articles."""
    counts, there = np.hstack([n, x]), np.zeros(int(cells.cluster.max(initial=-1)) + 1, dtype=bool)
    members = [np.flatnonzero((cells.cell == cell) & (n[:, 0] > 0)) for cell in range(len(cells.keys))]
    p, smallest = np.full((len(pairs), x.shape[1]), np.nan), np.full(len(pairs), np.nan)
    for row, pair in enumerate(pairs):
        units = [members[cell] for cell in pair]
        if min(map(len, units)) < formulas.FEWEST:
            continue
        stay = [_in_both(there, *(cells.cluster[own] for own in sides)) for sides in (units, units[::-1])]
        first, second = (counts[own[~kept]] for own, kept in zip(units, stay, strict=True))
        shared = tuple(counts[own[kept]] for own, kept in zip(units, stay, strict=True))
        p[row] = permutation.permutation_test(first, second, shared, permutations=permutations, seed=seed)
        mirrored = not stay[0].any()
        smallest[row] = permutation.smallest_p(len(first), len(second), permutations, mirrored=mirrored)
    return p, smallest


def _in_both(there: np.ndarray, own: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Which of one outlet's clusters the other has too; `there` is False for every cluster, before and after."""
    there[others] = True
    found = there[own]
    there[others] = False
    return found


def _estimates(
    cells: Design, x: np.ndarray, n: np.ndarray, pairs: np.ndarray, keys: pd.DataFrame, names: Sequence[str], unit: str
) -> pd.DataFrame:
    """The differences of every pair with their limits, and the smallest that could have been detected."""
    one, two = pairs.T
    top, total, units = cells.sums(x), cells.sums(n), cells.independent(n)
    limits = share_limits(cells, x, n)
    low, high = formulas.difference_interval([side[one] for side in limits], [side[two] for side in limits])
    fewest = np.minimum(units[one], units[two])
    pooled = formulas.divide(top[one] + top[two], total[one] + total[two])
    per_share = formulas.divide(share_deff(cells, x, n), total)
    error = np.sqrt(pooled * (1 - pooled) * (per_share[one] + per_share[two]))
    power = stats.t.ppf(POWER, np.maximum(fewest - 1, 1))
    few = f"fewer than {formulas.FEWEST} articles with {unit} in one of the two: no test"
    table = tidy(
        keys,
        names,
        measure="outlet_differences",
        estimate=limits[0][one] - limits[0][two],
        low=low,
        high=high,
        numerator=top[one] + top[two],
        denominator=total[one] + total[two],
        articles=(cells.articles[one] + cells.articles[two])[:, None],
        unit=unit,
        note=np.where(fewest < formulas.FEWEST, few, ""),
    )
    return table.assign(detectable=((formulas.t_quantile(fewest) + power) * error).ravel())


def _adjusted(table: pd.DataFrame, *, scan: bool) -> pd.DataFrame:
    """The table with p and smallest_p also adjusted for the number of tests, and the method in the note."""
    tests = int(table["p"].notna().sum())
    name = "Benjamini-Hochberg" if scan else "Holm"
    adjust = formulas.benjamini_hochberg if scan else formulas.holm
    method = f"permutation of whole articles; {name} over {tests} tests"
    table["note"] = table["note"].where(table["note"] != "", method)
    table["p_adjusted"] = adjust(table["p"].to_numpy())
    table["smallest_p_adjusted"] = np.minimum(table["smallest_p"] * tests, 1)
    tested = ["p", "p_adjusted", "smallest_p", "smallest_p_adjusted", "detectable"]
    return table[[*table.columns.drop(tested), *tested]]
