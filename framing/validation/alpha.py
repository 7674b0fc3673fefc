"""Krippendorff's alpha for nominal codes, from coincidences; numpy arrays, no tables.

alpha = 1 - (n - 1) (n - sum_c o_cc) / (n^2 - sum_c n_c^2): Krippendorff, K. (2019) Content Analysis, 4th ed.,
chapter 12.
"""

from __future__ import annotations

import numpy as np


def coincidences(codes: np.ndarray, categories: int) -> np.ndarray:
    """Coincidence matrices (units, categories, categories) of codes (units, coders), -1 where a code is missing.

    Every pair of values of a unit counts 1 / (values - 1); a unit with fewer than two values has only zeros.
    """
    counts = (codes[:, :, None] == np.arange(categories)).sum(axis=1)
    values = counts.sum(axis=1)
    pairs = counts[:, :, None] * counts[:, None, :] - counts[:, :, None] * np.eye(categories, dtype=int)
    return pairs / np.maximum(values - 1, 1)[:, None, None]


def alpha(matrices: np.ndarray) -> np.ndarray:
    """Alpha of coincidence matrices (..., categories, categories); NaN where all values are one code, or none."""
    totals = matrices.sum(axis=-1)
    n = totals.sum(axis=-1)
    expected = n**2 - (totals**2).sum(axis=-1)
    observed = n - np.trace(matrices, axis1=-2, axis2=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 1e-9 * np.maximum(n, 1) ** 2, 1 - (n - 1) * observed / expected, np.nan)


def agreement(matrices: np.ndarray) -> np.ndarray:
    """The share of pairs of values that agree, NaN without pairs."""
    n = matrices.sum(axis=(-2, -1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(n > 0, np.trace(matrices, axis1=-2, axis2=-1) / n, np.nan)


def bootstrap(matrices: np.ndarray, cluster: np.ndarray, replications: int, random: np.random.Generator) -> np.ndarray:
    """Alphas of `replications` samples of whole clusters, drawn with replacement; cluster: one number a unit."""
    categories = matrices.shape[-1]
    sums = np.zeros((cluster.max(initial=-1) + 1, categories, categories))
    np.add.at(sums, cluster, matrices)
    times = random.multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=replications)
    return alpha(np.tensordot(times, sums, axes=1))
