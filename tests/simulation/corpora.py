"""Simulated corpora with a known truth: articles of unequal length in which the types of sources cluster."""

from __future__ import annotations

import os

import numpy as np
import pandas as pd

from framing.measures.design import Design

CORPORA = int(os.environ.get("FRAMING_SIMULATIONS", "1000"))
"""Corpora simulated for each number of articles; the long run: FRAMING_SIMULATIONS=10000 pytest tests/simulation."""

TYPES = np.array([0.50, 0.28, 0.15, 0.05, 0.02])
"""True shares of the types of sources."""

MANY = np.array([0.25, 0.18, 0.12, 0.10, 0.08, 0.06, 0.05, 0.04, 0.03, 0.03, 0.02, 0.015, 0.01, 0.008, 0.005, 0.002])
"""True shares of as many types as the codebook's finer level has in a large corpus."""

CLUSTERING = 0.12
"""Correlation of two attributions of one article: chi-square on attributions then rejects a quarter of true nulls."""

LENGTH = 12
"""Attributions of an article, on average."""


def cells(corpora: int, articles: int) -> Design:
    """A design in which every corpus is one cell of so many articles."""
    count = corpora * articles
    return Design(
        keys=pd.DataFrame({"corpus": np.arange(corpora)}),
        article_ids=pd.Index(np.arange(count)),
        unit=np.arange(count),
        cell=np.repeat(np.arange(corpora), articles),
        cluster=np.arange(count),
    )


def attributions(
    rng: np.random.Generator, articles: int, length: float = LENGTH, types: np.ndarray = TYPES
) -> np.ndarray:
    """Attributions by type, (articles, types): lengths negative binomial (at least 1), types Dirichlet-multinomial."""
    sizes = 1 + rng.negative_binomial(3, 3 / (3 + length - 1), articles)
    mixture = rng.gamma(types * (1 / CLUSTERING - 1), size=(articles, len(types))) + 1e-12
    return rng.multinomial(sizes, mixture / mixture.sum(axis=1, keepdims=True)).astype(float)


def words(rng: np.random.Generator, counts: np.ndarray) -> np.ndarray:
    """Words of that many attributions, each gamma with shape 2 and mean 20."""
    return np.where(counts > 0, rng.gamma(2 * np.maximum(counts, 1e-9), 10.0), 0.0)


WORDS_OF_ONE = 30.0
"""sum s^2 / sum s over attributions of such lengths s: mean + variance / mean."""


def within(low: np.ndarray, truth: np.ndarray | float, high: np.ndarray) -> np.ndarray:
    """The share of corpora whose limits enclose the truth, for every column; corpora without limits do not count.

    NaN for a column with limits in fewer than a tenth of the corpora: too few to tell.
    """
    inside = np.where(np.isnan(low), np.nan, (low <= truth) & (truth <= high))
    counted = (~np.isnan(inside)).sum(axis=0)
    return np.where(counted < CORPORA / 10, np.nan, np.nansum(inside, axis=0) / np.maximum(counted, 1))
