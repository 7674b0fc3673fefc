"""Does the test of two outlets keep its word? False positives at .05 where outlets are truly alike, and power."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import CORPORA, TYPES, attributions

from framing.measures.permutation import permutation_test

NOTHING = (np.zeros((0, 6)), np.zeros((0, 6)))
LEAST, MOST = 0.02, 0.07
COMMON, MOST_OF_RARE = TYPES >= 0.1, 0.08
"""Types of 5 % and less err a little more often where one outlet has more but shorter articles."""

TWO_ERRORS = 2 * (0.05 * 0.95 / CORPORA) ** 0.5
OUTLETS = {
    "6 v 6 articles": ((6, 12), (6, 12)),
    "10 v 10": ((10, 12), (10, 12)),
    "6 v 18 articles, 20 v 6 attributions each": ((6, 20), (18, 6)),
    "8 v 24 articles, 6 v 20 attributions each": ((8, 6), (24, 20)),
}


def rejections(first: tuple[int, int], second: tuple[int, int], tilt: float = 0.0) -> np.ndarray:
    """Share of corpora with p at most .05, by type; tilt moves that share of type 0 to type 1 in the first outlet."""
    rng, found = np.random.default_rng(first[0]), []
    for _ in range(CORPORA):
        units = []
        for (articles, length), moved in ((first, tilt), (second, 0.0)):
            x = attributions(rng, articles, length)
            move = rng.binomial(x[:, 0].astype(int), moved)
            x[:, 0], x[:, 1] = x[:, 0] - move, x[:, 1] + move
            units.append(np.hstack([x.sum(axis=1, keepdims=True), x]))
        found.append(permutation_test(*units, NOTHING, permutations=499, seed=1) <= 0.05)
    return np.mean(found, axis=0)


@pytest.mark.parametrize(("first", "second"), OUTLETS.values(), ids=list(OUTLETS))
def test_outlets_that_are_alike_rarely_differ(first, second):
    rejected = rejections(first, second)
    print(np.round(rejected, 3))
    assert (rejected >= LEAST - TWO_ERRORS).all(), rejected
    assert (rejected[COMMON] <= MOST + TWO_ERRORS).all(), rejected
    assert (rejected[~COMMON] <= MOST_OF_RARE + TWO_ERRORS).all(), rejected


def test_outlets_that_differ_are_told_apart():
    assert rejections((20, 12), (20, 12), tilt=0.6)[0] > 0.8
