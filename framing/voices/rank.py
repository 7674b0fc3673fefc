"""How likely a candidate is an attribution: by itself, then among the other likely cues of its paragraph."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import repeat

from framing import resources
from framing.voices.features import content_kind, features
from framing.voices.neighbours import neighbour_features
from framing.voices.records import Candidate
from framing.voices.tree import Tree

Weights = dict[str, float]
HOPELESS = 0.05
"""Probability by itself up to which a cue is given up; below every threshold of select.py."""


@cache
def _weights() -> dict[str, Weights]:
    return json.loads(resources.path("cues/weights.json").read_text(encoding="utf-8"))["weights"]


def rate(tree: Tree, found: list[Candidate]) -> None:
    """Set each candidate's probability; method: stacked conditional logits (McFadden 1974; Wolpert 1992)."""
    alone = [features(tree, c) for c in found]
    set_probabilities(found, alone, _weights()["alone"])
    total: dict[int, float] = defaultdict(float)
    for c in found:
        total[c.cue[0]] += c.probability
    places = [i for i, c in enumerate(found) if total[c.cue[0]] > HOPELESS]
    left = [found[i] for i in places]
    set_probabilities(left, among(tree, left, [alone[i] for i in places]), _weights()["among"])


def among(tree: Tree, found: list[Candidate], alone: list[list[str]]) -> list[list[str]]:
    """The features of candidates by themselves (given) and beside their likely neighbours (their probabilities set)."""
    beside = neighbour_features(tree, found, [content_kind(tree, c) for c in found])
    return [own + more for own, more in zip(alone, beside, strict=True)]


def set_probabilities(found: list[Candidate], features: Iterable[list[str]], weights: Weights) -> None:
    """Set probabilities by a conditional logit over the candidates of one cue and "no attribution"."""
    odds = [math.exp(sum(map(weights.get, names, repeat(0.0)))) for names in features]
    total: dict[int, float] = defaultdict(lambda: 1.0)
    for c, odd in zip(found, odds, strict=True):
        total[c.cue[0]] += odd
    for c, odd in zip(found, odds, strict=True):
        c.probability = odd / total[c.cue[0]]
