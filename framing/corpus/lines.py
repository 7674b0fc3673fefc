"""Which lines of a saved page are its story: a small learnt model over what lines and their neighbours look like."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache

import numpy as np

from framing.corpus.context import shift, window
from framing.corpus.features import is_sentence, page_features
from framing.corpus.shapes import join_lists
from framing.corpus.words import pushing
from framing.resources import path

MODEL = "pages/line_model.json"
_NEAR = (-5, -4, -3, -2, -1, 1, 2, 3, 4, 5)
_SPANS = ((2, 2), (5, 5), (10, 10), (0, 4), (4, 0), (0, 12), (12, 0))


def story_lines(lines: Sequence[str]) -> list[bool]:
    """True for the lines of a page's text that are its story; blank lines never are.

    Two steps: a logistic regression reads each line with its neighbours; boosted trees then read each line with the
    first step's view of the page around it. `choose` and `join_lists` say which lines are kept.
    """
    kept, first, own, words = _first(list(lines))
    story = [False] * len(lines)
    if not kept:
        return story
    texts = [lines[i].strip() for i in kept]
    probability = trees(_model()["second"], second_features(first, words, own))
    chosen = join_lists(choose(probability, words, plain_sentences(texts)), probability, texts)
    for i, taken in zip(kept, chosen, strict=True):
        story[i] = bool(taken)
    return story


@cache
def _model() -> dict:
    return json.loads(path(MODEL).read_text(encoding="utf-8"))


def _first(lines: list[str]) -> tuple[list[int], np.ndarray, np.ndarray, np.ndarray]:
    page = page_features(lines)
    model = _model()["first"]
    scaled = scale(page.numbers, np.array(model["mean"]), np.array(model["scale"])) if page.kept else page.numbers
    first = 1 / (1 + np.exp(-(scaled @ np.array(model["coef"]) + model["intercept"]))) if page.kept else np.empty(0)
    return page.kept, first, page.numbers[:, : page.own], page.words


def scale(numbers: np.ndarray, mean: np.ndarray, spread: np.ndarray) -> np.ndarray:
    """Standardised features, an outlier being no more than four deviations away."""
    return np.clip((numbers - mean) / spread, -4, 4)


def second_features(first: np.ndarray, words: np.ndarray, own: np.ndarray) -> np.ndarray:
    """What the second step sees of a line: the first step's probabilities around it, then the line's own features."""
    mass = first * words
    before, after = np.maximum.accumulate(first), np.maximum.accumulate(first[::-1])[::-1]
    columns = [first, *(shift(first, by, 0.0) for by in _NEAR), *(window(first, *span) for span in _SPANS)]
    columns += [np.cumsum(mass) / max(1.0, mass.sum()), before, np.minimum(before, after), after]
    columns += [np.full(len(first), first.mean()), np.full(len(first), np.log1p(mass.sum()))]
    return np.column_stack([*columns, own])


def trees(model: dict, numbers: np.ndarray) -> np.ndarray:
    """Probabilities of a forest of boosted trees kept as flat lists (feature -1: a leaf)."""
    feature, left, right = (np.array(model[key]) for key in ("feature", "left", "right"))
    threshold, value = np.array(model["threshold"]), np.array(model["value"])
    at = np.tile(np.array(model["roots"]), (len(numbers), 1))
    rows = np.arange(len(numbers))[:, None]
    while (inner := feature[at] >= 0).any():
        low = numbers[rows, np.maximum(feature[at], 0)] <= threshold[at]
        at = np.where(inner, np.where(low, left[at], right[at]), at)
    return 1 / (1 + np.exp(-(value[at].sum(axis=1) + model["baseline"])))


def choose(probability: np.ndarray, words: np.ndarray, plain: np.ndarray) -> np.ndarray:
    """The lines whose choice maximises the page's expected F1 (Lewis 1995), each line weighing its words.

    Probabilities are raised to a power below one, as a lost paragraph does more harm than a kept caption; and a plain
    sentence (one that is long and sells nothing) next to the story belongs to it unless the model is sure that it
    does not.
    """
    eager = probability**EAGERNESS
    order = np.argsort(-eager, kind="stable")
    hit, size = np.cumsum((eager * words)[order]), np.cumsum(words[order])
    chosen = np.zeros(len(probability), dtype=bool)
    chosen[order[: int(np.argmax(2 * hit / np.maximum(1e-9, size + hit[-1]))) + 1]] = True
    chosen &= probability > FLOOR
    joins = plain & (probability > UNSURE)
    for lines in (range(1, len(chosen)), range(len(chosen) - 2, -1, -1)):
        for i in lines:
            chosen[i] |= joins[i] and chosen[i - lines.step]
    return chosen


def plain_sentences(lines: Sequence[str]) -> np.ndarray:
    """Which lines are long sentences with hardly a word of selling or steering."""
    return np.array([is_sentence(line) and pushing(line) < 0.1 for line in lines], dtype=bool)


EAGERNESS = 0.75
FLOOR, UNSURE = 0.15, 0.03
