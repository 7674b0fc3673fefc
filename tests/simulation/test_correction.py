"""Are corrected shares and ratios free of the machine's bias, and do their intervals hold? 200 labels an outlet."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import CLUSTERING, CORPORA, cells, within

from framing.measures import counting
from framing.validation.correction import estimates

TYPES = ("government", "expert", "citizen")
TRUE = np.array([0.5, 0.3, 0.2])
SENTENCES, SPEAKING, LABELS = 30, 0.4, 200
NONE = len(TYPES)
MACHINE = np.array(
    [[0.80, 0.02, 0.03, 0.15], [0.15, 0.65, 0.05, 0.15], [0.05, 0.05, 0.65, 0.25], [0.03, 0.01, 0.01, 0.95]]
)
"""What the machine finds (columns; the last: nothing) where there is what the row says."""


def sentences(rng: np.random.Generator, articles: int) -> tuple[np.ndarray, np.ndarray]:
    """What each sentence holds and what the machine finds in it: (CORPORA * articles, SENTENCES), NONE for nothing."""
    mixture = rng.gamma(TRUE * (1 / CLUSTERING - 1), size=(CORPORA * articles, NONE)) + 1e-12
    speech = SPEAKING * mixture / mixture.sum(axis=1, keepdims=True)
    limits = np.cumsum(speech, axis=1)[:, None]
    truth = (rng.random((len(speech), SENTENCES, 1)) > limits).sum(axis=2)
    found = (rng.random((*truth.shape, 1)) > np.cumsum(MACHINE, axis=1)[truth][..., :NONE]).sum(axis=2)
    return truth, found


def weights(rng: np.random.Generator, found: np.ndarray, articles: int) -> np.ndarray:
    """1 / pi of the sentences drawn, 0 of the others: LABELS a corpus, evenly from what the machine found."""
    strata = found.reshape(CORPORA, articles * SENTENCES)
    drawn = np.zeros(strata.shape)
    for stratum in range(NONE + 1):
        inside = strata == stratum
        chance = np.where(inside, rng.random(strata.shape), 2.0)
        size = inside.sum(axis=1)
        take = np.minimum(size, LABELS // (NONE + 1))
        last = np.take_along_axis(np.sort(chance, axis=1), np.maximum(take - 1, 0)[:, None], axis=1)
        drawn += np.where(inside & (chance <= last), (size / np.maximum(take, 1))[:, None], 0)
    return drawn.reshape(found.shape)


def by_article(values: np.ndarray, weight: np.ndarray | float = 1.0) -> np.ndarray:
    """Sentences added up to (articles, source types of the codebook)."""
    known = counting.names("type")
    counts = np.zeros((len(values), len(known)))
    for number, name in enumerate(TYPES):
        counts[:, known.index(name)] = ((values == number) * weight).sum(axis=1)
    return counts


@pytest.mark.parametrize("articles", [10, 20, 40])
def test_corrected_figures_are_free_of_the_machines_bias(articles):
    rng, design = np.random.default_rng(articles), cells(CORPORA, articles)
    truth, found = sentences(rng, articles)
    weight = weights(rng, found, articles)
    raw = by_article(found)
    corrected = raw + by_article(truth, weight) - by_article(found, weight)
    bias = []
    for counts in (raw, corrected):
        shares, ratios = estimates(design, counts, list(TYPES), "type", ("official", "analyst"))
        bias.append(np.log(ratios["estimate"]).mean() - np.log(TRUE[0] / TRUE[1]))
    limits = [shares[name].to_numpy().reshape(CORPORA, -1) for name in ("estimate", "low", "high")]
    off = limits[0].mean(axis=0) - TRUE
    covered = [*within(limits[1], TRUE, limits[2]), within(ratios["low"], TRUE[0] / TRUE[1], ratios["high"])]
    print(np.round(bias, 3), np.round(off, 4), np.round(covered, 3))
    assert bias[0] > 0.1
    assert abs(bias[1]) <= 0.05
    assert (np.abs(off) <= 0.01).all()
    two_errors = 2 * (0.95 * 0.05 / CORPORA) ** 0.5
    assert min(covered) >= 0.92 - two_errors, covered
    assert max(covered) <= 0.99 + two_errors, covered
