"""Are corrected shares and ratios free of the machine's bias, and do their intervals hold? 200 labels an outlet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest
from corpora import CLUSTERING, CORPORA, cells, within

from framing.measures import counting
from framing.measures.design import Design
from framing.validation import correction
from framing.validation.labels import Labels

TYPES = ("government", "expert", "citizen", "business", "academic")
TRUE = np.array([0.48, 0.27, 0.18, 0.05, 0.02])
STRATA = np.array([0, 1, 2, 2, 2, 3])
"""Of what the machine found: official, analyst (the expert), other, nothing."""

RATIO = ("government", "expert")
SENTENCES, SPEAKING, LABELS = 30, 0.4, 200
NONE = len(TYPES)
MACHINE = np.array(
    [
        [0.80, 0.02, 0.02, 0.01, 0.00, 0.15],
        [0.14, 0.65, 0.05, 0.00, 0.01, 0.15],
        [0.05, 0.05, 0.63, 0.02, 0.00, 0.25],
        [0.05, 0.01, 0.10, 0.64, 0.00, 0.20],
        [0.05, 0.20, 0.00, 0.00, 0.55, 0.20],
        [0.030, 0.010, 0.007, 0.002, 0.001, 0.950],
    ]
)
"""What the machine finds (columns; the last: nothing) where there is what the row says."""

TWO_ERRORS = 2 * (0.95 * 0.05 / CORPORA) ** 0.5


@dataclass(frozen=True, eq=False)
class Drawn(Labels):
    """Labels that know the place of each sentence in its article."""

    place: np.ndarray


def sentences(rng: np.random.Generator, articles: int) -> tuple[np.ndarray, np.ndarray]:
    """What each sentence holds and what the machine finds in it: (CORPORA * articles, SENTENCES), NONE for nothing."""
    mixture = rng.gamma(TRUE * (1 / CLUSTERING - 1), size=(CORPORA * articles, NONE)) + 1e-12
    speech = SPEAKING * mixture / mixture.sum(axis=1, keepdims=True)
    truth = (rng.random((len(speech), SENTENCES, 1)) > np.cumsum(speech, axis=1)[:, None]).sum(axis=2)
    found = (rng.random((*truth.shape, 1)) > np.cumsum(MACHINE, axis=1)[truth][..., :NONE]).sum(axis=2)
    return truth, found


def draw(rng: np.random.Generator, truth: np.ndarray, found: np.ndarray, articles: int, labels: int = LABELS) -> Drawn:
    """Labels of that many sentences a corpus, evenly from the strata of what the machine found."""
    strata = STRATA[found].reshape(CORPORA, articles * SENTENCES)
    chance, chosen = rng.random(strata.shape), np.zeros(strata.shape, dtype=bool)
    sizes, drawn = (np.ones(strata.shape) for _ in range(2))
    for stratum in range(STRATA.max() + 1):
        inside = strata == stratum
        size = inside.sum(axis=1, keepdims=True)
        take = np.minimum(size, labels // (STRATA.max() + 1))
        rank = np.argsort(np.argsort(np.where(inside, chance, 2.0), axis=1), axis=1)
        chosen |= inside & (rank < take)
        sizes, drawn = np.where(inside, size, sizes), np.where(inside, take, drawn)
    corpus, place = np.nonzero(chosen)
    position = corpus * articles + place // SENTENCES
    known = [*(counting.names("type").index(name) for name in TYPES), -1]
    errors = np.zeros((len(corpus), len(counting.names("type")) + 1))
    rows = np.arange(len(corpus))
    for codes, sign in ((truth, 1), (found, -1)):
        np.add.at(errors, (rows, np.take(known, codes[position, place % SENTENCES])), sign)
    stratum = corpus * (STRATA.max() + 1) + strata[chosen]
    return Drawn(errors[:, :-1], position, stratum, sizes[chosen], drawn[chosen], place % SENTENCES)


def by_article(values: np.ndarray) -> np.ndarray:
    """Sentences added up to (articles, source types of the codebook)."""
    counts = np.zeros((len(values), len(counting.names("type"))))
    for number, name in enumerate(TYPES):
        counts[:, counting.names("type").index(name)] = (values == number).sum(axis=1)
    return counts


def figures(
    design: Design, raw: np.ndarray, labels: Labels, target: str = correction.PRACTICE
) -> dict[tuple[str, str], np.ndarray]:
    """(estimator, column) -> (CORPORA, types and the ratio)."""
    shares, ratios = correction.both_estimates(design, raw, labels, list(TYPES), "type", RATIO, target)
    found = {}
    for estimator in ("raw", "corrected"):
        for column in ("estimate", "low", "high", "labels_needed"):
            parts = [
                t.loc[t["estimator"] == estimator, column].to_numpy().reshape(CORPORA, -1) for t in (shares, ratios)
            ]
            found[estimator, column] = np.hstack(parts)
    return found


def holds(covered: np.ndarray) -> None:
    print(np.round(covered, 3))
    assert covered.min() >= 0.92 - TWO_ERRORS, covered
    assert covered.max() <= 0.99 + TWO_ERRORS, covered


@pytest.mark.parametrize("articles", [5, 10, 20, 40])
def test_corrected_figures_are_free_of_the_machines_bias_and_their_intervals_hold(articles):
    rng, design = np.random.default_rng(articles), cells(CORPORA, articles)
    truth, found = sentences(rng, articles)
    shown = figures(design, by_article(found), draw(rng, truth, found, articles))
    aim = np.append(TRUE, TRUE[0] / TRUE[1])
    bias = {name: np.log(shown[name, "estimate"][:, -1]).mean() - np.log(aim[-1]) for name in ("raw", "corrected")}
    off = shown["corrected", "estimate"][:, :-1].mean(axis=0) - TRUE
    print(bias, np.round(off, 4))
    assert bias["raw"] > 0.1
    assert abs(bias["corrected"]) <= 0.05
    assert (np.abs(off) <= 0.01).all()
    holds(within(shown["corrected", "low"], aim, shown["corrected", "high"]))


@pytest.mark.parametrize("articles", [10, 20, 40])
def test_intervals_that_speak_of_these_articles_hold(articles):
    rng, design = np.random.default_rng(100 + articles), cells(CORPORA, articles)
    truth, found = sentences(rng, articles)
    shown = figures(design, by_article(found), draw(rng, truth, found, articles), correction.ARTICLES)
    counts = by_article(truth)
    sums = design.sums(counts)[:, [counting.names("type").index(name) for name in TYPES]]
    aim = np.column_stack([sums / sums.sum(axis=1, keepdims=True), (sums[:, 0] + 0.5) / (sums[:, 1] + 0.5)])
    assert np.isnan(shown["raw", "low"]).all()
    holds(within(shown["corrected", "low"], aim, shown["corrected", "high"]))


def test_with_as_many_labels_as_are_said_to_be_needed_both_figures_err_alike():
    articles, column = 40, len(TYPES)  # the ratio
    rng, design = np.random.default_rng(7), cells(CORPORA, articles)
    truth, found = sentences(rng, articles)
    raw, counts = by_article(found), by_article(truth)
    first = figures(design, raw, draw(rng, truth, found, articles, 400))
    needed = np.nanmedian(first["corrected", "labels_needed"][:, column])
    shown = figures(design, raw, draw(rng, truth, found, articles, int(needed)))
    sums = design.sums(counts)[:, [counting.names("type").index(name) for name in TYPES]] + 0.5
    aim = np.log(sums[:, 0] / sums[:, 1])
    error = {
        name: np.sqrt(((np.log(shown[name, "estimate"][:, column]) - aim) ** 2).mean()) for name in ("raw", "corrected")
    }
    print(needed, error)
    assert 0.75 < error["corrected"] / error["raw"] < 1.33
