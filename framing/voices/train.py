"""Learn the weights of rank.py from hand-coded articles: `python -m framing.voices.train GOLD.jsonl`.

GOLD has one article a line: {"text", "attributions": [{"source", "cue", "content": [[start, end], ...], "speech"}]},
spans in characters of the text. Method: a conditional logit (McFadden 1974) over the candidates of a cue and "no
attribution", its likelihood that of any candidate that agrees with the coding, with a Gaussian prior on the weights.
The weights among neighbours are stacked (Wolpert 1992): learnt from probabilities of articles that were left out.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from framing import resources
from framing.text import WORD
from framing.voices.candidates import candidates
from framing.voices.features import features
from framing.voices.model import BATCH, parser
from framing.voices.rank import Weights, among, set_probabilities
from framing.voices.records import Candidate, Span
from framing.voices.tree import Tree
from framing.voices.zones import zones_of

PRIOR_VARIANCE = 0.15
RAREST = 6
"""A feature seen less often gets no weight."""
AGREES, AS_GOOD = 0.5, 0.05
"""Dice of the content from which a candidate agrees with the coding; how far it may lie below the cue's best."""
ATTITUDE_WEIGHT = 0.5
SMALLEST = 0.005
FOLDS = 20


@dataclass
class Cases:
    """Candidates as feature names, the number of their cue, whether they agree; each cue's weight and article."""

    features: list[list[str]]
    cue: np.ndarray
    good: np.ndarray
    weight: np.ndarray
    article: np.ndarray

    def of(self, articles: np.ndarray) -> Cases:
        """The cases of these articles."""
        chosen = np.isin(self.article, articles)
        rows = np.flatnonzero(chosen[self.cue])
        number = np.cumsum(chosen) - 1
        names = [self.features[i] for i in rows]
        return Cases(names, number[self.cue[rows]], self.good[rows], self.weight[chosen], self.article[chosen])


@dataclass
class Paragraph:
    """A paragraph's candidates, the names of their features, and how far each agrees with what attribution."""

    article: int
    tree: Tree
    found: list[Candidate]
    names: list[list[str]]
    agreed: list[tuple[float, bool]]


def words(text: str, spans: list[Span]) -> set[int]:
    """Positions of the words in these spans."""
    return {m.start() for a, b in spans for m in WORD.finditer(text, a, b)}


def agreement(text: str, found: tuple[set[int], set[int], set[int]], coded: dict[str, list[Span]]) -> float:
    """Dice of the contents, halved where the sources differ and cut where the cues do."""
    content, source, cue = (words(text, coded[part]) for part in ("content", "source", "cue"))
    common = len(found[0] & content)
    dice = 2 * common / (len(found[0]) + len(content)) if common else 0.0
    same_source = bool(found[1] & source) or not (found[1] or source)
    return dice * (1 if same_source else 0.5) * (1 if found[2] & cue else 0.8)


def read(articles: list[dict]) -> list[Paragraph]:
    """Every candidate of these articles beside what the coders said."""
    out = []
    for number, article in enumerate(articles):
        text = article["text"]
        blank = {"title": "", "standfirst": "", "caption": "", "text": text}
        paragraphs = zones_of(blank)["story"].paragraphs
        docs = parser().pipe((text[p.start : p.end] for p in paragraphs), batch_size=BATCH)
        for place, doc in zip(paragraphs, docs, strict=True):
            tree = Tree(doc, text[place.start : place.end])
            found = candidates(tree)
            agreed = [_agreed(article, tree, c, place.start) for c in found]
            out.append(Paragraph(number, tree, found, [features(tree, c) for c in found], agreed))
    return out


def _agreed(article: dict, tree: Tree, c: Candidate, offset: int) -> tuple[float, bool]:
    """How far the candidate agrees with the attribution nearest to it, and whether that one is speech."""
    parts = (c.pieces, *([(tree.start[i], tree.end[i]) for i in tokens] for tokens in (c.source, c.cue)))
    found = tuple(words(article["text"], [(a + offset, b + offset) for a, b in part]) for part in parts)
    rated = ((agreement(article["text"], found, g), g["speech"]) for g in article["attributions"])
    return max(rated, default=(0.0, True))


def cases(paragraphs: list[Paragraph]) -> Cases:
    """The candidates of these paragraphs."""
    cue, rates, weight, article = [], [], [], []
    for p in paragraphs:
        first, here = len(weight), {}
        for c, (rate, spoken) in zip(p.found, p.agreed, strict=True):
            number = here.setdefault(c.cue[0], first + len(here))
            if number == len(weight):
                weight.append(1.0)
                article.append(p.article)
            if rate >= AGREES and not spoken:
                weight[number] = ATTITUDE_WEIGHT
            cue.append(number)
            rates.append(rate)
    best = np.zeros(len(weight))
    np.maximum.at(best, cue, rates)
    good = (np.array(rates) >= AGREES) & (np.array(rates) >= best[cue] - AS_GOOD)
    return Cases(
        [names for p in paragraphs for names in p.names], np.array(cue), good, np.array(weight), np.array(article)
    )


def learn(paragraphs: list[Paragraph]) -> dict[str, Weights]:
    """The weights of a candidate by itself, and those among its neighbours."""
    alone = cases(paragraphs)
    count = paragraphs[-1].article + 1
    for fold in range(FOLDS):
        left_out = np.arange(fold, count, FOLDS)
        weights = fit(alone.of(np.setdiff1d(np.arange(count), left_out)))
        for p in paragraphs:
            if p.article % FOLDS == fold:
                set_probabilities(p.found, p.names, weights)
    beside = [replace(p, names=among(p.tree, p.found, p.names)) for p in paragraphs]
    return {"alone": fit(alone), "among": fit(cases(beside))}


def fit(data: Cases) -> Weights:
    """Weights by feature name."""
    seen = Counter(name for names in data.features for name in names)
    columns = {name: k for k, name in enumerate(sorted(n for n, times in seen.items() if times >= RAREST))}
    pairs = [(i, columns[n]) for i, names in enumerate(data.features) for n in set(names) if n in columns]
    rows, at = np.array(pairs).T
    x = csr_matrix((np.ones(len(pairs)), (rows, at)), shape=(len(data.features), len(columns)))
    cues = len(data.weight)
    some = np.bincount(data.cue, data.good, cues) > 0

    def loss(w: np.ndarray) -> tuple[float, np.ndarray]:
        odds = np.exp(np.clip(x @ w, -30, 30))
        total = 1.0 + np.bincount(data.cue, odds, cues)
        agreed = np.bincount(data.cue, odds * data.good, cues)
        likely = np.where(some, np.maximum(agreed, 1e-300), 1.0) / total
        share = np.where(some[data.cue], odds * data.good / np.maximum(agreed[data.cue], 1e-300), 0.0)
        slope = x.T @ ((odds / total[data.cue] - share) * data.weight[data.cue])
        return float(w @ w / (2 * PRIOR_VARIANCE) - data.weight @ np.log(likely)), slope + w / PRIOR_VARIANCE

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: round(float(w), 4) for name, w in zip(columns, found.x, strict=True) if abs(w) >= SMALLEST}


def main() -> None:
    """Write the weights learnt from a coded file to resources/cues/weights.json."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("gold", type=Path)
    gold = arguments.parse_args().gold
    learnt = learn(read([json.loads(line) for line in gold.open(encoding="utf-8")]))
    text = json.dumps({"articles": gold.name, "weights": learnt}, indent=0, sort_keys=True)
    resources.path("cues/weights.json").write_text(text + "\n", encoding="utf-8")
    print(*(f"{len(weights)} weights {name}" for name, weights in learnt.items()), sep=", ")


if __name__ == "__main__":
    main()
