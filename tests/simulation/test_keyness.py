"""Distinctive terms where no group differs: how many pass, with and without copies; and are planted ones found?"""

from __future__ import annotations

import numpy as np
import pytest
from corpora import CORPORA
from scipy import sparse

from framing.measures.keyness import Keyness, Moments

RUNS = max(1, CORPORA // 100)
TERMS, COMMON = 1_500, 60
BURSTS = {"common": 6.0, "content": 0.15}
"""Shape of the gamma that spreads a term over articles: content words come in bursts, so that the plain score errs in
about 13 % of terms, as METHODS.md found in news text.
"""

MOST_COPIES = 3
PLANTED, TIMES = slice(COMMON, COMMON + 40, 10), 6
TWO_ERRORS = 2 * (0.05 * 0.95 / RUNS) ** 0.5

LEAST = 5
GROUPS = {"20 v 20 articles": (20, 20), "15 v 60": (15, 60), "60 v 60": (60, 60), "8 v 40": (8, 40)}
groups = pytest.mark.parametrize("sizes", GROUPS.values(), ids=list(GROUPS))


def bursty(rng: np.random.Generator, articles: int, times: np.ndarray | float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    """Counts (articles, terms) of articles of unequal length, all from one distribution; and their words.

    times: (articles, terms), how much more often than that a term is used.
    """
    frequency = 1 / (np.arange(TERMS) + 3.0)
    frequency *= 0.6 / frequency.sum()
    shape = np.where(np.arange(TERMS) < COMMON, BURSTS["common"], BURSTS["content"])
    length = 60 + rng.gamma(4, 120, articles)
    counts = rng.poisson(length[:, None] * frequency * times * rng.gamma(shape, 1 / shape, (articles, TERMS)))
    return counts.astype(float), np.maximum(length.round(), counts.sum(axis=1))


def keyness(counts: np.ndarray, words: np.ndarray, first: np.ndarray) -> tuple[Moments, np.ndarray, Keyness]:
    """The statistics of the terms in LEAST articles or more."""
    often = (counts > 0).sum(axis=0) >= LEAST
    moments = Moments(sparse.csr_array(counts[:, often]), words, 500)
    members = np.column_stack([first, ~first]).astype(float)
    return moments, members, moments.keyness(members)


def passing(z: np.ndarray) -> float:
    return float((np.abs(z[:, 0]) > 1.96).mean())


@groups
def test_where_nothing_differs_few_terms_pass(sizes):
    rng, found = np.random.default_rng(sum(sizes)), []
    for _ in range(RUNS):
        first = np.arange(sum(sizes)) < sizes[0]
        counts, words = bursty(rng, len(first))
        _, _, alone = keyness(counts, words, first)
        copied = np.repeat(np.arange(len(first)), rng.integers(1, MOST_COPIES + 1, len(first)))
        _, _, kept = keyness(counts[copied], words[copied], first[copied])
        found.append([passing(alone.z), passing(alone.delta / alone.plain), passing(kept.delta / kept.plain)])
    jackknife, plain, copies = np.mean(found, axis=0)
    print(f"|z| > 1.96: jackknife {jackknife:.1%}, plain {plain:.1%}, plain with copies {copies:.1%}")
    assert jackknife <= 0.06
    assert plain > 2 * jackknife
    assert copies > 1.2 * plain


@groups
def test_any_term_beyond_the_threshold_is_rare_where_nothing_differs(sizes):
    rng, first, found = np.random.default_rng(100 + sum(sizes)), np.arange(sum(sizes)) < sizes[0], []
    for _ in range(RUNS):
        moments, members, terms = keyness(*bursty(rng, len(first)), first)
        threshold = np.sort(moments.largest(members, 99, seed=1)[:, 0])[-5]
        found.append(np.abs(terms.z[:, 0]).max() > threshold)
    print(f"corpora with any term beyond the threshold: {np.mean(found):.1%}")
    assert np.mean(found) <= 0.05 + TWO_ERRORS


def test_planted_differences_are_found():
    rng, first, times = np.random.default_rng(7), np.arange(200) < 100, np.ones((200, TERMS))
    times[first, PLANTED] = TIMES
    beyond, foremost = [], []
    for _ in range(RUNS):
        counts, words = bursty(rng, 200, times)
        planted = np.zeros(TERMS, dtype=bool)
        planted[PLANTED] = True
        planted = planted[(counts > 0).sum(axis=0) >= LEAST]
        moments, members, terms = keyness(counts, words, first)
        threshold = np.sort(moments.largest(members, 99, seed=1)[:, 0])[-5]
        beyond.append((terms.z[planted, 0] > threshold).mean())
        foremost.append(planted[np.argsort(-terms.z[:, 0])[: planted.sum()]].mean())
    print(f"planted terms beyond the threshold: {np.mean(beyond):.0%}; among the foremost: {np.mean(foremost):.0%}")
    assert np.mean(foremost) > 0.7
    assert np.mean(beyond) > 0.4
