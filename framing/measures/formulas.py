"""The formulas of METHODS.md: totals in, numbers out; numpy arrays, no tables."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

Z = float(stats.norm.ppf(0.975))
FEWEST = 5
"""Independent articles below which there is no interval, only counts."""


def t_quantile(articles: np.ndarray) -> np.ndarray:
    """The .975 quantile of Student's t with articles - 1 degrees of freedom; NaN below FEWEST articles."""
    articles = np.asarray(articles)
    return np.where(articles < FEWEST, np.nan, stats.t.ppf(0.975, np.maximum(articles - 1, 1)))


def divide(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """above / below, NaN where below is 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(np.asarray(below) == 0, np.nan, np.divide(above, below))


def design_effect(share: np.ndarray, total: np.ndarray, variance: np.ndarray, articles: np.ndarray) -> np.ndarray:
    """How many times the variance of independent counts the share has, 1 at least.

    A share of 0 says nothing about clustering: 1 (the commonest category speaks for it). A share of 1 leaves nothing to
    estimate it from: total / articles, which counts every article as one observation.
    """
    binomial = share * (1 - share)
    own = np.where(binomial > 0, divide(variance * total, binomial), 1.0)
    return np.maximum(np.where(share >= 1, divide(total, articles), own), 1.0)


def share_interval(
    share: np.ndarray, total: np.ndarray, deff: np.ndarray, articles: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Wilson limits of a share with n_eff = total / deff * (1.96 / t)^2 observations."""
    effective = divide(total, deff) * (Z / t_quantile(articles)) ** 2
    centre = share + divide(Z**2 / 2, effective)
    half = Z * np.sqrt(np.maximum(divide(share * (1 - share), effective) + divide(Z**2 / 4, effective**2), 0))
    scale = 1 + divide(Z**2, effective)
    low = np.where(share == 0, centre * 0, (centre - half) / scale)
    high = np.where(share == 1, centre * 0 + 1, (centre + half) / scale)
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def ratio_interval(
    x: np.ndarray, y: np.ndarray, variance: np.ndarray, articles: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """(x + .5) / (y + .5) and its limits, by the logarithm; variance is that of the linearised log-ratio.

    The variance is at least that of two independent counts. No estimate where x and y are both 0.
    """
    ratio = np.where((x == 0) & (y == 0), np.nan, (x + 0.5) / (y + 0.5))
    error = np.sqrt(np.maximum(variance, 1 / (x + 0.5) + 1 / (y + 0.5)))
    factor = np.exp(t_quantile(articles) * error)
    return ratio, ratio / factor, ratio * factor


def mean_interval(mean: np.ndarray, variance: np.ndarray, articles: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """mean -+ t times the standard error; NaN without any variance, for articles that agree by chance prove nothing."""
    half = np.where(variance == 0, np.nan, t_quantile(articles) * np.sqrt(variance))
    return mean - half, mean + half


def difference_interval(
    first: tuple[np.ndarray, np.ndarray, np.ndarray],
    second: tuple[np.ndarray, np.ndarray, np.ndarray],
    correlation: np.ndarray | float = 0.0,
) -> tuple[np.ndarray, np.ndarray]:
    """Limits of a difference of two shares, each given as (share, low, high), from the same articles or from others.

    Newcombe 1998 (Statistics in Medicine 17: 873-890 and 2635-2650), method 10: the shares' own limits are combined;
    correlation: that of their errors over articles.
    """
    (p1, low1, high1), (p2, low2, high2) = first, second
    below, above = (
        np.sqrt(np.maximum(a**2 + b**2 - 2 * correlation * a * b, 0))
        for a, b in ((p1 - low1, high2 - p2), (high1 - p1, p2 - low2))
    )
    return p1 - p2 - below, p1 - p2 + above


def gini_simpson(counts: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """1 - (sum_k c_k^2 - sum_a sum_k c_ak^2) / (N^2 - sum_a n_a^2), over pairs from different articles (METHODS.md)."""
    same = (counts**2).sum(axis=1) - pairs[:, 0]
    return 1 - divide(same, counts.sum(axis=1) ** 2 - pairs[:, 1])


def effective_number(counts: np.ndarray) -> np.ndarray:
    """exp of the entropy, corrected for kinds not yet seen (Chao & Shen 2003, Environmental and Ecological Statistics
    10).
    """
    total = counts.sum(axis=1, keepdims=True)
    once = (counts == 1).sum(axis=1, keepdims=True)
    seen = 1 - divide(np.where(once == total, total - 1, once), total)  # never a coverage of 0
    p = seen * divide(counts, total)
    with np.errstate(divide="ignore", invalid="ignore"):
        terms = np.where(counts > 0, -p * np.log(p) / -np.expm1(total * np.log1p(-p)), 0.0)
    return np.where(total[:, 0] > 0, np.exp(terms.sum(axis=1)), np.nan)


def chao1(counts: np.ndarray) -> np.ndarray:
    """Kinds seen + f1 (f1 - 1) / (2 (f2 + 1)), f1 kinds seen once and f2 twice; NaN where nothing is counted."""
    once, twice = (counts == 1).sum(axis=1), (counts == 2).sum(axis=1)
    seen = (counts > 0).sum(axis=1)
    return np.where(seen > 0, seen + once * (once - 1) / (2 * (twice + 1)), np.nan)


def chance_of_none(population: int, holding: np.ndarray, drawn: np.ndarray) -> np.ndarray:
    """The chance that none of `drawn` articles, of a population in which `holding` hold something, holds it:
    C(population - holding, drawn) / C(population, drawn), the hypergeometric probability of 0.
    """
    rest = population - holding - drawn
    logs = [
        special.gammaln(np.maximum(n, 0) + 1.0) for n in (population - holding, population - drawn, rest, population)
    ]
    return np.where(rest < 0, 0.0, np.exp(logs[0] + logs[1] - logs[2] - logs[3]))


def holm(p: np.ndarray) -> np.ndarray:
    """p adjusted for a declared family of tests (Holm 1979); NaN are no tests and stay NaN."""
    return _step(p, lambda m, rank: m - rank + 1, np.maximum.accumulate)


def benjamini_hochberg(p: np.ndarray) -> np.ndarray:
    """p adjusted for a scan: the false discovery rate (Benjamini & Hochberg 1995); NaN are no tests and stay NaN."""
    return _step(p, lambda m, rank: m / rank, lambda a: np.minimum.accumulate(a[::-1])[::-1])


def _step(p: np.ndarray, weight: object, monotone: object) -> np.ndarray:
    tested = np.flatnonzero(~np.isnan(p))
    order = tested[np.argsort(p[tested], kind="stable")]
    adjusted = np.full(len(p), np.nan)
    adjusted[order] = np.minimum(monotone(p[order] * weight(len(order), np.arange(1, len(order) + 1))), 1.0)
    return adjusted
