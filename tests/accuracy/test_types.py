"""Floors for source types and resolved names on gold spans: the mentions are given, so only this step is judged.

The labels were coded twice, machine-assisted, without human adjudication (gold/attribution/README.md): 22 articles of
PolNeAR, 8 international pages, 35 items written by hand. A floor is lowered only on purpose.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
from collections import Counter
from pathlib import Path
from types import ModuleType

import pytest

import framing
from framing.validation.accuracy import accuracy
from framing.voices.records import Found, Zone
from framing.voices.speakers import context, identify

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "attribution"
FLOORS = {
    "polnear_dev": ("33256f07c799df00", 0.93, 0.845, 0.95),
    "world_dev": ("517b4b9d2d81f2a4", 0.915, 0.84, 0.92),
    "synth_dev": ("2b1aebb903ae1ccf", 0.99, 0.99, 0.86),
}
"""File -> SHA-256 (its first 16 digits), type accuracy, type macro-F1, share of resolved names that agree."""

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
SAMPLE_FLOORS = {"same_type": 0.95, "same_source": 0.95}

pytestmark = pytest.mark.skipif(not GOLD.exists(), reason=f"the gold is not here: {GOLD}")


def tool(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"gold_{name}", GOLD / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(article: dict, types: dict[str, str]) -> dict:
    """The gold attributions of an article with our source type and name in place of the labels."""
    found = [
        Found(
            "story",
            [tuple(c) for c in a["content"]],
            tuple(a["source"][0]) if a["source"] else None,
            None,
            a["kind"],
            "core",
            "",
        )
        for a in article["attributions"]
    ]
    known = context().article(article.get("outlet") or "", article.get("date") or "")
    got = identify({"story": Zone("story", article["text"])}, found, known)
    coded = [
        {**a, "source_type": types[s.source_type], "source_name": s.source_name}
        for a, s in zip(article["attributions"], got, strict=True)
    ]
    return {"id": article["id"], "attributions": coded}


def confusion(pairs: Counter) -> str:
    """Rows: labels of the gold; columns: ours."""
    labels = sorted({label for pair in pairs for label in pair})
    lines = [" " * 14 + " ".join(f"{label[:8]:>8}" for label in labels)]
    lines += [f"{g:14}" + " ".join(f"{pairs[g, p] or '.':>8}" for p in labels) for g in labels]
    return "\n".join(lines)


@pytest.mark.parametrize("name", FLOORS)
def test_types_and_names_on_gold_spans(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    sha, accuracy, macro_f1, names = FLOORS[name]
    path = GOLD / f"{name}.jsonl"
    assert hashlib.sha256(path.read_bytes()).hexdigest().startswith(sha), (
        f"{path} changed: measure again, set the floors anew"
    )
    score, types = tool("score"), tool("from_tables").TYPES
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    articles = [a for a in articles if any(x.get("source_type") for x in a["attributions"])]
    coded = [predict(a, types) for a in articles]
    results = score.evaluate(articles, coded, speech_only=True)
    pairs = [(g, p) for _, found, _ in results for g, p, matched in found if matched]
    summary = score.summarise([r[0] for r in results], [t for r in results for t in r[1]])
    matched, named = summary["source_type"]["matched"], summary["source_name"]["matched"]
    with capsys.disabled():
        accurate = f"types {matched['accuracy']:.3f} macro-F1 {matched['macro_f1']:.3f} names {named:.3f}"
        print(f"\n{name}, gold spans: n={matched['n']} {accurate}")
        print(confusion(Counter(pairs)))
    assert matched["accuracy"] >= accuracy
    assert matched["macro_f1"] >= macro_f1
    assert named >= names


def test_types_and_sources_on_the_sample(capsys: pytest.CaptureFixture[str]) -> None:
    """The sample's people are invented, so that only its actors file and the text can tell who they are."""
    corpus = framing.read(SAMPLE)
    rates = accuracy(framing.code(corpus), SAMPLE / "hand_coding.csv").rates(by=None)
    same = rates[rates["measure"].isin(SAMPLE_FLOORS)].set_index("measure")["estimate"]
    with capsys.disabled():
        print(f"\nsample, end to end, of those found by both: {same.round(3).to_dict()}")
    assert all(same[measure] >= floor for measure, floor in SAMPLE_FLOORS.items())
