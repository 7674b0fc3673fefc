"""Does the test of two outlets keep its word? False positives at .05 where outlets are truly alike, and power."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import CORPORA, WORDS_OF_ONE, attributions, words

from framing.measures import permutation

TYPES = np.array([0.50, 0.28, 0.15, 0.045, 0.02, 0.005])
NOTHING = (np.zeros((0, 7)), np.zeros((0, 7)))
LEAST, MOST = 0.02, 0.07
COMMON = TYPES >= 0.1
"""Of rarer types there is often too little for any p of .05: they may err less often than LEAST."""

OTHERWISE = np.array([0.03, 0.75, 0.15, 0.045, 0.02, 0.005])
"""Another outlet's types: the two commonest differ, the others are alike."""

TWO_ERRORS = 2 * (0.05 * 0.95 / CORPORA) ** 0.5
OUTLETS = {
    "6 v 6 articles": ((6, 12), (6, 12)),
    "10 v 10": ((10, 12), (10, 12)),
    "8 v 8 articles, 13 v 8 attributions each": ((8, 13), (8, 8)),
    "6 v 18 articles, 20 v 6 attributions each": ((6, 20), (18, 6)),
    "8 v 24 articles, 6 v 20 attributions each": ((8, 6), (24, 20)),
}
outlets = pytest.mark.parametrize(("first", "second"), OUTLETS.values(), ids=list(OUTLETS))


@pytest.fixture(autouse=True)
def few_deals(monkeypatch):
    """8 v 8 articles are dealt in random ways too: all 12,870 would take minutes."""
    monkeypatch.setattr(permutation, "EXACT", 1_000)


def rejections(
    first: tuple[int, int], second: tuple[int, int], types: np.ndarray = TYPES, unit: str = "attributions"
) -> np.ndarray:
    """Share of corpora with p at most .05, by type; types are those of the second outlet."""
    rng, found = np.random.default_rng(first[0]), []
    for _ in range(CORPORA):
        units = []
        for (articles, length), shares in ((first, TYPES), (second, types)):
            x = attributions(rng, articles, length, shares)
            x = words(rng, x) / WORDS_OF_ONE if unit == "words" else x
            units.append(np.hstack([x.sum(axis=1, keepdims=True), x]))
        found.append(permutation.permutation_test(*units, NOTHING, permutations=499, seed=1) <= 0.05)
    print(np.round(np.mean(found, axis=0), 3))
    return np.mean(found, axis=0)


@outlets
def test_outlets_that_are_alike_rarely_differ(first, second):
    rejected = rejections(first, second)
    assert (rejected[COMMON] >= LEAST - TWO_ERRORS).all(), rejected
    assert (rejected <= MOST + TWO_ERRORS).all(), rejected


def test_outlets_that_are_alike_rarely_differ_in_words():
    rejected = rejections((8, 6), (24, 20), unit="words")
    assert (rejected[COMMON] >= LEAST - TWO_ERRORS).all(), rejected
    assert (rejected <= MOST + TWO_ERRORS).all(), rejected


@outlets
def test_other_types_rarely_differ_where_the_commonest_does(first, second):
    """The variance of a deal must not depend on how it mixes the outlets' commonest types."""
    rejected = rejections(first, second, OTHERWISE)
    assert (rejected[2:] <= MOST + TWO_ERRORS).all(), rejected
    assert (rejected[:2] > 0.8).all(), rejected
