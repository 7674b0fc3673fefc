"""Who says what, against people's coding: floors over the development files, which are only partly shipped."""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from functools import cache
from importlib import util
from pathlib import Path
from types import ModuleType

import pytest

import framing
from framing.voices import code_voices

from .gold import floors, path_of

DATA = Path(__file__).parents[1] / "data"
FILES = [file for file in floors() if "attribution/" in file or file == "synth_dev.jsonl"]
CASES = [(file, measure) for file in FILES for measure in floors()[file]]
Summary = dict[str, dict]


@cache
def _program(name: str) -> ModuleType:
    """A program of tests/data (score, from_tables), the same that scores the peers."""
    spec = util.spec_from_file_location(name, DATA / f"{name}.py")
    module = util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def predictions(path: Path) -> list[dict]:
    """What `framing code` finds in a gold file, in the scorer's format; every article of the file must be read."""
    corpus = framing.read(path)
    assert corpus.refusals.empty, corpus.refusals.to_string()
    rows, _ = code_voices(corpus.articles, actors=corpus.actors, outlets=corpus.outlets)
    found, unknown = defaultdict(list), Counter()
    for row in rows[rows["zone"] == "story"].itertuples():
        found[row.article_id].append(_program("from_tables").attribution(row, unknown))
    assert not unknown, f"source types outside the codebook: {dict(unknown)}"
    return [{"id": i, "attributions": found[i]} for i in corpus.articles["article_id"]]


@cache
def summaries(path: Path) -> tuple[Summary, Summary]:
    """The scorer's summary over speech alone, and over all that the gold file has."""
    score, found = _program("score"), predictions(path)
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert {g["id"] for g in gold} == {p["id"] for p in found}
    results = [score.evaluate(gold, found, speech_only=speech) for speech in (True, False)]
    speech, everything = (
        score.summarise([c for c, _, _ in result], [t for _, types, _ in result for t in types]) for result in results
    )
    return speech, everything


def measured(speech: Summary, everything: Summary) -> dict[str, float]:
    """The headline numbers in %, under their names in floors.tsv."""
    kinds = speech["by_kind"]
    types, name = speech.get("source_type"), speech.get("source_name")
    who = (
        {
            "type_of_found": types["matched"]["accuracy"],
            "type_macro_f1_of_found": types["matched"]["macro_f1"],
            "type_end_to_end": types["end_to_end"]["accuracy"],
            "name_end_to_end": name["end_to_end"],
        }
        if types
        else {}
    )
    return {
        name: 100 * value
        for name, value in {
            "attribution_f1": speech["attribution"]["f1"],
            "content_exact_f1": speech["content"]["exact"]["f1"],
            "content_soft_f1": speech["content"]["soft"]["f1"],
            "direct_speaker": speech["direct_speaker_acc"]["end_to_end"],
            "indirect_recall": kinds["indirect"]["attribution_r"],
            "attribution_f1_all": everything["attribution"]["f1"],
            **who,
        }.items()
    }


@pytest.mark.parametrize(("file", "measure"), CASES, ids=[f"{Path(f).stem}-{m}" for f, m in CASES])
def test_attribution_reaches_its_floor(file: str, measure: str, record_property) -> None:
    speech, everything = summaries(path_of(file))
    reached, floor = measured(speech, everything)[measure], floors()[file][measure]
    record_property(measure, reached)
    print(f"{Path(file).stem}: {measure} {reached:.2f} (floor {floor})")
    if measure == "attribution_f1":
        print(_program("score").line(speech))
    assert reached >= floor


def test_every_floor_is_of_a_measure_that_is_taken() -> None:
    for file in FILES:  # a file without labels of types has no floors of them
        assert set(floors()[file]) == set(measured(*summaries(path_of(file)))), file
