"""Train the line model: python -m framing.corpus.train_lines GOLD_DIR  writes framing/resources/pages/line_model.json.

GOLD_DIR holds pages as JSON lines {"id", "url", "lines", "story"}: full.jsonl, column.jsonl, injected.jsonl. Appeals of
our own wording (resources/pages/appeals.txt) are planted into the pages besides, and pages are spaced out or closed up,
so that the model learns how chrome looks and not what one site says. `--folds` prints out-of-fold scores instead, folds
by site; `--unseen` leaves injected.jsonl out of the training, so that its wordings are new to the model.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlparse

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from framing.corpus.features import PageFeatures, page_features
from framing.corpus.lines import MODEL, choose, plain_sentences, scale, second_features, trees
from framing.corpus.shapes import join_lists

RESOURCES = Path(__file__).parents[1] / "resources"
KINDS = ("full", "column", "injected")
FOLDS = 5


@dataclass
class Page:
    """A labelled page: features, labels and weights of its lines with text."""

    kind: str
    site: str
    lines: list[str]
    story: list[int]
    features: PageFeatures | None = None
    first: np.ndarray | None = None

    def measure(self) -> Page:
        """The page with its features."""
        self.features = page_features(self.lines)
        return self

    @property
    def plain(self) -> np.ndarray:
        """Which lines are plain sentences."""
        return plain_sentences(self.texts)

    @property
    def texts(self) -> list[str]:
        """The lines with text."""
        return [self.lines[i].strip() for i in self.features.kept]

    @property
    def labels(self) -> np.ndarray:
        """1 for story, 0 for the rest."""
        return np.array([self.story[i] for i in self.features.kept])

    @property
    def weights(self) -> np.ndarray:
        """Pages weigh the same, lines by their words, as in the score; made pages weigh half."""
        weight = np.minimum(self.features.words, 80) + 3
        return weight / weight.sum() * (40 if self.kind in KINDS else 20)


def load(folder: Path) -> list[Page]:
    """The gold pages and the pages made from them."""
    pages = []
    for kind in KINDS:
        for line in (folder / f"{kind}.jsonl").read_text(encoding="utf-8").splitlines():
            page = json.loads(line)
            site = urlparse(page["url"]).netloc.removeprefix("www.")
            pages.append(Page(kind, site, page["lines"], page["story"]))
    rng = random.Random(7)
    columns = [p for p in pages if p.kind == "column" and any(p.story)]
    planted = [plant(p, rng) for p in columns for _ in range(2)]
    spaced = [respace(p, rng.random() < 0.5) for p in columns + planted[::2]]
    return [p.measure() for p in pages + planted + spaced]


def appeals() -> list[list[str]]:
    """The blocks of story-like chrome that we wrote."""
    text = (RESOURCES / "pages" / "appeals.txt").read_text(encoding="utf-8")
    return [block.split("\n") for block in text.strip().split("\n\n")]


def plant(page: Page, rng: random.Random) -> Page:
    """The page with appeals of ours before, inside and after its story."""
    lines, story = list(page.lines), list(page.story)
    inside = [i for i, s in enumerate(story) if s]
    spots = [inside[0], inside[-1] + 1, *rng.choices(inside, k=rng.choice([1, 2, 3]))] + [0] * (rng.random() < 0.4)
    name = rng.choice(["The ", "", ""]) + page.site.split(".")[0].title()
    for spot in sorted(spots, reverse=True):
        block = [x for _ in range(1 + (rng.random() < 0.3)) for x in rng.choice(appeals())]
        gap = [""] if rng.random() < 0.6 else []
        new = ["", *(part for x in block for part in (x.replace("{outlet}", name), *gap)), ""]
        lines[spot:spot], story[spot:spot] = new, [0] * len(new)
    return Page("planted", page.site, lines, story)


def respace(page: Page, wide: bool) -> Page:
    """The page with a blank line after every line, or with none."""
    pairs = [(x, s) for x, s in zip(page.lines, page.story, strict=True) if x.strip()]
    if wide:
        pairs = [part for pair in pairs for part in (pair, ("", 0))]
    return Page("spaced", page.site, [x for x, _ in pairs], [s for _, s in pairs])


def train(pages: list[Page]) -> dict:
    """The two steps, the second trained on out-of-fold views of the first."""
    labels, weights = (np.concatenate([getattr(p, k) for p in pages]) for k in ("labels", "weights"))
    for fit, held in folds(pages, 4):
        model = train_first(fit)
        for page in held:
            page.first = predict_first(model, page)
    numbers = np.vstack([second(p, p.first) for p in pages])
    forest = HistGradientBoostingClassifier(
        max_iter=80,
        learning_rate=0.1,
        max_leaf_nodes=10,
        min_samples_leaf=25,
        max_features=0.4,
        l2_regularization=2,
        max_bins=63,
        early_stopping=False,
        random_state=0,
    ).fit(numbers, labels, sample_weight=weights)
    flat = flatten(forest)
    assert np.allclose(trees(flat, numbers), forest.predict_proba(numbers)[:, 1], atol=1e-4)
    return {"first": train_first(pages), "second": flat}


def folds(pages: list[Page], n: int) -> list[tuple[list[Page], list[Page]]]:
    """Pages in n folds by site: (training pages, held-out pages)."""
    splits = GroupKFold(n, shuffle=True, random_state=1).split(pages, groups=[p.site for p in pages])
    return [([pages[i] for i in fit], [pages[i] for i in held]) for fit, held in splits]


def train_first(pages: list[Page]) -> dict:
    """The logistic regression of the first step."""
    numbers = np.vstack([p.features.numbers for p in pages])
    mean, spread = numbers.mean(axis=0), np.maximum(numbers.std(axis=0), 1e-6)
    labels, weights = (np.concatenate([getattr(p, k) for p in pages]) for k in ("labels", "weights"))
    found = LogisticRegression(C=0.03, max_iter=300).fit(scale(numbers, mean, spread), labels, sample_weight=weights)
    return {
        "mean": _short(mean),
        "scale": _short(spread),
        "coef": _short(found.coef_[0]),
        "intercept": float(found.intercept_[0]),
    }


def predict_first(model: dict, page: Page) -> np.ndarray:
    """The first step's probabilities for a page."""
    scaled = scale(page.features.numbers, np.array(model["mean"]), np.array(model["scale"]))
    return 1 / (1 + np.exp(-(scaled @ np.array(model["coef"]) + model["intercept"])))


def second(page: Page, first: np.ndarray) -> np.ndarray:
    """What the second step sees of a page."""
    return second_features(first, page.features.words, page.features.numbers[:, : page.features.own])


def flatten(forest: HistGradientBoostingClassifier) -> dict:
    """The trees of a fitted forest as flat lists, children numbered over the whole forest."""
    flat = {key: [] for key in ("roots", "feature", "threshold", "left", "right", "value")}
    for (tree,) in forest._predictors:
        start = len(flat["feature"])
        flat["roots"].append(start)
        for node in tree.nodes:
            leaf = bool(node["is_leaf"])
            flat["feature"].append(-1 if leaf else int(node["feature_idx"]))
            flat["threshold"].append(0 if leaf else float(node["num_threshold"]))
            flat["left"].append(0 if leaf else start + int(node["left"]))
            flat["right"].append(0 if leaf else start + int(node["right"]))
            flat["value"].append(_short([node["value"]])[0] if leaf else 0)
    return flat | {"baseline": float(forest._baseline_prediction.ravel()[0])}


def _short(numbers) -> list[float]:
    return [float(f"{x:.6g}") for x in numbers]


def evaluate(pages: list[Page], unseen: bool, rounds: int = FOLDS) -> dict[str, tuple[int, float, float]]:
    """Out-of-fold scores by kind of page: pages, mean page F1 in words, share of pages that lose over a tenth.

    rounds: how many of the folds are held out in turn; unseen: train without injected.jsonl.
    """
    scores: dict[str, list[tuple[float, bool]]] = {}
    for fit, held in folds(pages, FOLDS)[:rounds]:
        model = train([p for p in fit if not (unseen and p.kind == "injected")])
        for page in held:
            probability = trees(model["second"], second(page, predict_first(model["first"], page)))
            chosen = choose(probability, page.features.words, page.plain)
            chosen = join_lists(chosen, probability, page.texts)
            scores.setdefault(page.kind, []).append(f1(page, chosen))
    return {kind: (len(found), *map(float, np.mean(found, axis=0))) for kind, found in scores.items()}


def f1(page: Page, chosen: np.ndarray) -> tuple[float, bool]:
    """F1 of the story in words, and whether more than a tenth of the story is lost."""
    words = np.array([len(re.findall(r"\w+", page.lines[i])) for i in page.features.kept])
    hit, extra = words[chosen & (page.labels == 1)].sum(), words[chosen & (page.labels == 0)].sum()
    missed = words[~chosen & (page.labels == 1)].sum()
    return 2 * hit / max(1, 2 * hit + extra + missed), bool(missed > 0.1 * (hit + missed))


def main() -> None:
    """Train and write the model, or print out-of-fold scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--folds", action="store_true")
    parser.add_argument("--unseen", action="store_true")
    options = parser.parse_args()
    pages = load(options.gold)
    if options.folds:
        for kind, (count, mean, lost) in evaluate(pages, options.unseen).items():
            print(f"{kind:<9} pages {count:>3}  F1pp {mean:.3f}  lost {lost:.3f}")
        return
    sums = {f"{k}.jsonl": hashlib.sha256((options.gold / f"{k}.jsonl").read_bytes()).hexdigest() for k in KINDS}
    model = {"trained_on": sums, "features": pages[0].features.names} | train(pages)
    (RESOURCES / MODEL).write_text(json.dumps(model) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
