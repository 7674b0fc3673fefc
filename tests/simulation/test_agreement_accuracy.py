"""Do the intervals of alpha, precision and recall hold? 200 double-coded sentences an outlet, in 5 to 40 articles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from corpora import CLUSTERING, CORPORA
from test_correction import MACHINE, NONE, SPEAKING, TRUE, TWO_ERRORS, TYPES, draw, sentences

from framing.validation import alpha
from framing.validation.accuracy import ANY, Accuracy
from framing.validation.agreement import interval

UNITS, ERRS, SPREAD, REPLICATIONS = 200, 0.12, 10, 400
"""Double-coded sentences of a corpus; how often a coder errs, varying between articles as Beta with that precision."""


def codes(rng: np.random.Generator, articles: int, units: int) -> tuple[np.ndarray, np.ndarray]:
    """The codes of two coders (units, 2) and the article of each unit."""
    article = rng.integers(0, articles, units)
    mixture = rng.gamma(TRUE * (1 / CLUSTERING - 1), size=(articles, NONE)) + 1e-12
    limits = np.cumsum(mixture / mixture.sum(axis=1, keepdims=True), axis=1)[article]
    truth = (rng.random((units, 1)) > limits).sum(axis=1)
    hard = rng.beta(ERRS * SPREAD, (1 - ERRS) * SPREAD, articles)[article]
    wrong = rng.random((units, 2)) < hard[:, None]
    other = (truth[:, None] + rng.integers(1, NONE, (units, 2))) % NONE
    return np.where(wrong, other, truth[:, None]), article


@pytest.mark.parametrize("articles", [5, 10, 20, 40])
def test_intervals_of_alpha_hold(articles):
    rng = np.random.default_rng(articles)
    truth = float(alpha.alpha(alpha.coincidences(codes(rng, 20_000, 100_000)[0], NONE).sum(axis=0)))
    found = []
    for _ in range(CORPORA):
        coded, article = codes(rng, articles, UNITS)
        _, cluster = np.unique(article, return_inverse=True)
        found.append(interval(alpha.coincidences(coded, NONE), cluster, REPLICATIONS, rng)[:2])
    low, high = np.array(found).T
    covered = ((low <= truth) & (truth <= high)).mean()
    print(round(truth, 3), round(float(covered), 3), "width", np.round(np.mean(high - low), 3))
    assert 0.92 - TWO_ERRORS <= covered <= 0.99 + TWO_ERRORS


@pytest.mark.parametrize("articles", [5, 10, 20, 40])
def test_intervals_of_precision_and_recall_hold(articles):
    rng = np.random.default_rng(200 + articles)
    truth, found = sentences(rng, articles)
    labels = draw(rng, truth, found, articles)
    position, place = labels.position, labels.place
    names = np.array([*TYPES, ""])
    hand, machine = names[truth[position, place]], names[found[position, place]]
    pairs = pd.DataFrame(
        {
            "article_id": position,
            "machine_type": machine,
            "hand_type": hand,
            "machine_tier": "core",
            "hand_tier": "core",
            "same_source": True,
            "weight": labels.size / labels.drawn,
        }
    )
    pairs = pairs[(hand != "") | (machine != "")].reset_index(drop=True)
    listed = np.arange(CORPORA * articles)
    told = pd.DataFrame({"article_id": listed, "outlet": listed // articles, "copy_of": "", "words": 1, "date": ""})
    told["copy_of"] = told["copy_of"].astype(object)
    told["article_id"] = told["article_id"].astype(str)
    pairs["article_id"] = pairs["article_id"].astype(str)
    rates = Accuracy(pairs, pd.DataFrame(), told, pd.DataFrame()).rates()
    joint = np.append(SPEAKING * TRUE, 1 - SPEAKING)[:, None] * MACHINE
    both = joint[:NONE, :NONE].sum()
    aims = {
        ("precision", ANY): both / joint[:, :NONE].sum(),
        ("recall", ANY): both / joint[:NONE].sum(),
        ("same_type", ANY): np.trace(joint[:NONE, :NONE]) / both,
        ("recall", "expert"): joint[1, 1] / joint[1].sum(),
    }
    covered = []
    for (measure, category), aim in aims.items():
        rows = rates[(rates["measure"] == measure) & (rates["category"] == category)].dropna(subset="low")
        covered.append(((rows["low"] <= aim) & (aim <= rows["high"])).mean())
        print(measure, category, round(float(aim), 3), round(float(covered[-1]), 3), len(rows))
    assert min(covered) >= 0.92 - TWO_ERRORS
    assert max(covered) <= 0.99 + TWO_ERRORS
