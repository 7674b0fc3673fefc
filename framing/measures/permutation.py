"""The studentised permutation test of whole articles (METHODS.md, "outlet difference")."""

from __future__ import annotations

import itertools
import math
from functools import lru_cache

import numpy as np
from scipy import stats

from framing.measures import formulas

EXACT = 20_000
"""Two groups that can be dealt in no more ways than this are tested with every one of them."""

BLOCKS = 50
"""A group of more units is permuted in this many blocks of units: still a permutation of whole articles, and fast."""

_TIE = 1e-9


def permutation_test(
    first: np.ndarray, second: np.ndarray, shared: tuple[np.ndarray, np.ndarray], *, permutations: int, seed: int
) -> np.ndarray:
    """Two-sided p of every category for abs(p1 - p2) / sqrt(v1 + v2), where p = sum x / sum n of a group.

    No variance is below `_least_variance`, which is the same rule for every deal; no p is below the one that so many
    independent attributions would have (chi-square with Yates's correction): few of them in few articles could
    otherwise decide a test by the lengths of the articles alone.

    first, second: the units of each group, (units, 1 + categories), n in the first column and x in the others, n > 0,
    in attributions or their equivalent. shared: likewise the units that stand in both groups (clusters of copies);
    these stay where they are. The units of first and second are dealt in every way when there are at most EXACT, in
    `permutations` random ways otherwise.
    """
    one, two = _blocks(first), _blocks(second)
    moved = np.hstack([_moments(one), _moments(two)])
    dealt = moved @ deals(len(one), len(two), permutations, seed)
    kept_first, kept_second = (_moments(units).sum(axis=1, keepdims=True) for units in shared)
    groups = dealt + kept_first, moved.sum(axis=1, keepdims=True) + kept_second - dealt
    statistic = _statistic(*groups)
    dealt_as_far = (statistic >= statistic[:, :1] * (1 - _TIE)).mean(axis=1)
    return np.maximum(dealt_as_far, _independent_p(groups[0][:, 0], groups[1][:, 0]))


def smallest_p(first: int, second: int, permutations: int, mirrored: bool = True) -> float:
    """The smallest p that the test of groups of so many units can reach.

    mirrored: groups of equal size give the same statistic when they change places (not when some units stay).
    """
    first, second = min(first, BLOCKS), min(second, BLOCKS)
    ways = math.comb(first + second, first)
    if ways > EXACT:
        return 1 / (permutations + 1)
    return min((2 if mirrored and first == second else 1) / ways, 1.0)


@lru_cache(maxsize=4)
def deals(first: int, second: int, permutations: int, seed: int) -> np.ndarray:
    """Ways to deal units to the first group: 0 and 1, (first + second, ways); column 0 is the way that they are."""
    total = first + second
    if math.comb(total, first) <= EXACT:
        chosen = np.array(list(itertools.combinations(range(total), first)), dtype=int).T
        ways = np.zeros((total, chosen.shape[1]))
        np.put_along_axis(ways, chosen, 1, axis=0)
        return ways
    ways = np.tile((np.arange(total) < first).astype(float), (permutations + 1, 1))
    ways[1:] = np.random.default_rng(seed).permuted(ways[1:], axis=1)
    return np.ascontiguousarray(ways.T)


def _blocks(units: np.ndarray) -> np.ndarray:
    """The units, or their sums in BLOCKS blocks of (nearly) equal numbers when they are more."""
    if len(units) <= BLOCKS:
        return units
    bounds = np.linspace(0, len(units), BLOCKS, endpoint=False).astype(int)
    return np.add.reduceat(units, bounds, axis=0)


def _moments(units: np.ndarray) -> np.ndarray:
    """Rows whose sums give a group's size, shares and variances: 1, n, n^2, then x, x^2, 2 x n of every category."""
    n, x = units[:, :1], units[:, 1:]
    return np.hstack([np.ones_like(n), n, n**2, x, x**2, 2 * x * n]).T


def _statistic(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """(p1 - p2)^2 / (v1 + v2), (categories, ways), from the groups' sums of moments, each v at least `_least_variance`.

    Without that floor a rare type that a group happens to lack has v = 0 there, and the test rejects a true null in up
    to 23 % of simulated corpora.
    """
    pooled = first[:, :1] + second[:, :1]
    (p1, v1), (p2, v2) = _share_and_variance(first), _share_and_variance(second)
    v1, v2 = np.maximum(v1, _least_variance(first, pooled)), np.maximum(v2, _least_variance(second, pooled))
    difference = p1 - p2
    return np.where(np.abs(difference) <= _TIE, 0.0, formulas.divide(difference**2, v1 + v2))


def _least_variance(sums: np.ndarray, pooled: np.ndarray) -> np.ndarray:
    """p (1 - p) (1 + rho (m - 1)) / n of every deal: m = sum n_a^2 / sum n_a; p and rho are those of both groups.

    rho, the correlation of two attributions of one article, comes from the design effect of the commonest category. It
    must not be taken anew from each deal: where the outlets differ in that category, mixed deals have a larger one,
    and up to 30 % of true nulls of the other categories were rejected.
    """
    p, v = _share_and_variance(pooled)
    units, n, nn = pooled[:3, 0]
    common = p[:, 0].argmax()
    excess = formulas.design_effect(p[common, 0], n, v[common, 0], units) - 1
    rho = np.clip(excess / (nn / n - 1), 0, 1) if nn > n else 0.0
    size, squares = sums[1], sums[2]
    return p * (1 - p) * ((1 + rho * (squares / size - 1)) / size)


def _independent_p(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    """Two-sided p of every category were all attributions independent (Yates 1934), from two groups' sums."""
    n1, n2, x1, x2 = first[1], second[1], *(sums[3:].reshape(3, -1)[0] for sums in (first, second))
    p, scale = (x1 + x2) / (n1 + n2), 1 / n1 + 1 / n2
    distance = np.maximum(np.abs(x1 / n1 - x2 / n2) - scale / 2, 0)
    z = np.where(distance > 0, formulas.divide(distance, np.sqrt(p * (1 - p) * scale)), 0.0)
    return 2 * stats.norm.sf(z)


def _share_and_variance(sums: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    units, n, nn = sums[:3]
    x, xx, xn = np.split(sums[3:], 3)
    p = x / n
    squares = np.maximum(xx - p * (xn - p * nn), 0)
    return p, squares * (units / np.maximum(units - 1, 1) / n**2)
