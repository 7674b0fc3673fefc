"""Do the intervals hold? Their coverage over simulated corpora of 5 to 40 articles an outlet, at a nominal .95."""

from __future__ import annotations

import numpy as np
import pytest
from corpora import CORPORA, MANY, TYPES, WORDS_OF_ONE, attributions, cells, within, words

from framing.measures import formulas, variety
from framing.measures.sources import ratio_variance
from framing.measures.tidy import mean_rows, score_rows, share_limits
from framing.measures.voices import VOICES, _difference, _Hits

LEAST, MOST = 0.92, 0.99
ALWAYS = 1.0
"""Where a handful of observations is all there is, honest limits are so wide that they hold nearly always."""

articles_each = pytest.mark.parametrize("articles", [5, 10, 20, 40])
LABELS = {"measure": "polarity", "unit": "scored words"}


def holds(covered: np.ndarray, least: float = LEAST, most: float = MOST) -> None:
    print(np.round(covered, 3))
    two_errors = [2 * (limit * (1 - limit) / CORPORA) ** 0.5 for limit in (least, most)]  # what chance alone may do
    covered = np.atleast_1d(covered)
    told = covered[~np.isnan(covered)]
    assert len(told)
    assert (told >= least - two_errors[0]).all(), covered
    assert (told <= most + two_errors[1]).all(), covered


@articles_each
def test_shares_of_common_and_rare_types(articles):
    x = attributions(np.random.default_rng(articles), CORPORA * articles)
    _, low, high = share_limits(cells(CORPORA, articles), x, x.sum(axis=1, keepdims=True))
    holds(within(low, TYPES, high))


@articles_each
def test_shares_of_words(articles):
    rng = np.random.default_rng(100 + articles)
    w = words(rng, attributions(rng, CORPORA * articles))
    _, low, high = share_limits(cells(CORPORA, articles), w, w.sum(axis=1, keepdims=True))
    holds(within(low, TYPES, high))


@articles_each
def test_differences_of_two_outlets(articles):
    """Two wide limits make a wider one: for rare types these hold nearly always."""
    rng, design = np.random.default_rng(600 + articles), cells(CORPORA, articles)
    sides = [attributions(rng, CORPORA * articles, length) for length in (8, 20)]
    limits = [share_limits(design, x, x.sum(axis=1, keepdims=True)) for x in sides]
    low, high = formulas.difference_interval(*limits)
    holds(within(low, 0.0, high), most=ALWAYS)


@articles_each
@pytest.mark.parametrize("unit", ["attributions", "words"])
def test_ratios_of_common_and_rare_types(articles, unit):
    rng, design = np.random.default_rng(200 + articles), cells(CORPORA, articles)
    x = attributions(rng, CORPORA * articles)
    if unit == "words":
        x = words(rng, x) / WORDS_OF_ONE  # as source_ratio does
    covered = []
    for one, other in ((0, 1), (0, 2), (1, 3), (2, 4)):
        top, below = x[:, [one]], x[:, [other]]
        variance, units = ratio_variance(design, top, below, x.sum(axis=1)), design.independent(x.sum(axis=1)[:, None])
        _, low, high = formulas.ratio_interval(design.sums(top), design.sums(below), variance, units)
        covered.append(within(low, TYPES[one] / TYPES[other], high)[0])
    holds(np.array(covered))


@articles_each
def test_sentiment_of_each_voice_and_their_difference(articles):
    rng, design = np.random.default_rng(300 + articles), cells(CORPORA, articles)
    shape, mean = (CORPORA * articles, 2), np.array([0.05, -0.05])
    scored = rng.poisson([25, 12], shape) * (rng.random(shape) > 0.05).astype(float)
    tone = mean + rng.normal(0, 0.1, (shape[0], 1)) + rng.normal(0, 0.1, shape)
    sums = scored * tone + np.sqrt(scored) * rng.normal(0, 0.35, shape)
    table = mean_rows(design, sums, scored, VOICES, bounds=(-1, 1), **LABELS)
    low, high = (table[limit].to_numpy().reshape(-1, 2) for limit in ("low", "high"))
    holds(within(low, mean, high))
    difference = _difference(design, sums, scored, 2, LABELS)
    holds(within(difference["low"].to_numpy(), 0.1, difference["high"].to_numpy()))


@articles_each
def test_keyword_rates_of_common_and_rare_categories(articles):
    rng, shape = np.random.default_rng(400 + articles), (CORPORA * articles, 3)
    rates = np.array([0.5, 2, 5]) / 1000
    size = rng.gamma(4, 75, (shape[0], 1)).round() + 1
    hits = rng.poisson(size * rates * rng.gamma(1, 1, shape)).astype(float)
    _, low, high = share_limits(cells(CORPORA, articles), hits, size)
    holds(within(low, rates, high), most=ALWAYS if articles < 10 else MOST)


@articles_each
def test_differences_of_keyword_rates_between_voices(articles):
    """An article on the matter uses its words in both voices: the two rates hang together."""
    rng, shape = np.random.default_rng(900 + articles), (CORPORA * articles, 3)
    rates = np.array([0.5, 2, 5]) / 1000
    matter = rng.gamma(2, 0.5, shape)
    counts = []
    for mean in (75, 40):
        size = rng.gamma(4, mean, (shape[0], 1)).round() + 1
        counts.append((rng.poisson(size * rates * matter).astype(float), size))
    hits = _Hits(cells(CORPORA, articles), ["a", "b", "c"], counts)
    table = hits.differences("stance_keywords")
    low, high = (table[limit].to_numpy().reshape(-1, 3) for limit in ("low", "high"))
    holds(within(low, 0, high), most=ALWAYS)


@articles_each
@pytest.mark.parametrize("types", [TYPES, MANY / MANY.sum()], ids=["5 types", "16 types"])
def test_diversity(articles, types):
    x = attributions(np.random.default_rng(500 + articles), CORPORA * articles, types=types)
    _, low, high, _ = variety.jackknife(cells(CORPORA, articles), x)
    truth = np.array([1 - (types**2).sum(), np.exp(-(types * np.log(types)).sum())])
    holds(within(low[:, :2], truth, high[:, :2]))


@articles_each
def test_prominence_and_early_share_of_common_and_rare_types(articles):
    """Each type speaks in some articles, for the first time anywhere in them; early is a yes or no of every article."""
    rng, design = np.random.default_rng(700 + articles), cells(CORPORA, articles)
    shape, speaking, early = (CORPORA * articles, 4), np.array([1, 0.9, 0.6, 0.3]), np.array([0.7, 0.4, 0.1, 0.02])
    speaks = (rng.random(shape) < speaking).astype(float)
    paragraphs = rng.integers(4, 30, (shape[0], 1))
    rank = np.minimum(rng.geometric([0.4, 0.25, 0.15, 0.1], shape), paragraphs)
    score = speaks * (1 - (rank - 1) / (paragraphs - 1))
    means = score_rows(design, score, speaks, ["a", "b", "c", "d"], measure="prominence", unit="articles")
    low, high = (means[limit].to_numpy().reshape(-1, 4) for limit in ("low", "high"))
    truth = _mean_score(rng, np.array([0.4, 0.25, 0.15, 0.1]))
    most = ALWAYS if articles < 10 else MOST
    holds(within(low, truth, high), most=most)
    _, low, high = share_limits(design, (rng.random(shape) < early).astype(float), np.ones((shape[0], 1)))
    holds(within(low, early, high), most=most)


def _mean_score(rng: np.random.Generator, chance: np.ndarray) -> np.ndarray:
    """The true mean of the scores above, by many draws."""
    paragraphs = rng.integers(4, 30, (400_000, 1))
    rank = np.minimum(rng.geometric(chance, (400_000, len(chance))), paragraphs)
    return (1 - (rank - 1) / (paragraphs - 1)).mean(axis=0)


@articles_each
def test_named_shares_of_common_and_rare_types(articles):
    """Every type has a denominator of its own; whether it is named hangs together within an article."""
    rng, design = np.random.default_rng(800 + articles), cells(CORPORA, articles)
    n = attributions(rng, CORPORA * articles)[:, :4]
    truth = np.array([0.8, 0.5, 0.3, 0.2])
    chance = rng.beta(truth * 3, (1 - truth) * 3, n.shape)
    _, low, high = share_limits(design, rng.binomial(n.astype(int), chance).astype(float), n)
    holds(within(low, truth, high), most=ALWAYS if articles <= 10 else MOST)
