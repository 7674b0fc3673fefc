"""A validation in short, attached to a coding: what figures then say, and when they are no longer exploratory."""

from __future__ import annotations

import json

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from test_validation import write
from test_validation_accuracy import CODES, SENTENCES, coding_of, sheet_of

import framing
from framing import charts, cli, measures, tables, validation
from framing.charts.exporting import reporting_line, status_line
from framing.coding import Coding, in_memory
from framing.validation.sampling import draw

RUN = {"finished": True, "corpus_hash": "abc", "counts": {"articles": 6}, "outlets": [], "versions": {"code": "1"}}


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def coded(count: int = 6, **run: object) -> Coding:
    stand_in = coding_of(count, outlets="A")
    found = {name: table.frame() for name, table in tables.TABLES.items()}
    found |= {name: getattr(stand_in, name) for name in ("articles", "attributions", "passages")}
    return in_memory(found, RUN | run)


@pytest.fixture
def sheets_and_key(tmp_path) -> tuple[list[str], pd.DataFrame]:
    """Two coders of every sentence: the second has the mayor as government, as the machine has him."""
    coding = coded()
    key = draw(coding, 24, seed=3)
    other = CODES | {SENTENCES[0]: [("the mayor", "government", "indirect")]}
    paths = [write(sheet_of(coding, key, c), tmp_path / f"{name}.csv") for name, c in (("ann", CODES), ("bob", other))]
    return paths, key


def test_a_summary_by_hand(sheets_and_key):
    found = validation.summary(coded(), *sheets_and_key)
    assert json.loads(json.dumps(found)) == found
    assert (found["labels"], found["labels_by_outlet"], found["coders"]) == (24, {"A": 24}, ["ann", "bob"])
    assert (found["seed"], found["corpus_hash"], found["target"]) == (3, "abc", "the outlet's practice")
    assert found["precision"]["all outlets"]["estimate"] == found["recall"]["A"]["estimate"] == 1
    # of the 18 core attributions one coder has 12 as the machine has them, the other all 18
    assert found["same_type"]["A"]["estimate"] == pytest.approx(15 / 18)
    assert found["alpha"]["n_attributions"]["estimate"] == 1
    # types: 6 of 24 differ; n = 48: politician 6, government 6, unspecified, justice, citizen 12 each
    assert found["alpha"]["source_type"]["estimate"] == pytest.approx(
        1 - 47 * 12 / (48**2 - 2 * 36 - 3 * 144), abs=1e-6
    )
    official = next(row for row in found["estimates"] if row["category"] == "official")
    assert (official["outlet"], official["measure"]) == ("A", "source_shares")
    assert official["raw"]["estimate"] == pytest.approx(2 / 3)
    assert official["corrected"]["estimate"] == pytest.approx(0.5)


def test_one_coder_has_no_alpha(sheets_and_key):
    paths, key = sheets_and_key
    assert validation.summary(coded(), paths[0], key)["alpha"] == {}


def test_what_is_attached_is_reported_and_the_coding_is_not_changed(sheets_and_key):
    coding = coded()
    found = validation.summary(coding, *sheets_and_key)
    with_it = validation.attach(coding, found)
    assert measures.reporting(coding)["labels"] == 0
    line = measures.reporting(with_it)
    assert line["labels"] == 24
    assert line["alpha"] == found["alpha"]
    assert line["precision"] == found["precision"]
    assert line["estimates"] == found["estimates"]
    pd.testing.assert_frame_equal(measures.source_shares(with_it), measures.source_shares(coding))


def test_the_exploratory_mark_goes_with_labels_and_five_articles_and_stays_with_a_seed_of_a_lexicon(sheets_and_key):
    coding = coded()
    with_it = validation.attach(coding, validation.summary(coding, *sheets_and_key))
    reasons = {
        "none": measures.reporting(coding, ["source_shares"])["exploratory_because"],
        "labels": measures.reporting(with_it, ["source_shares"])["exploratory_because"],
        "stance": measures.reporting(with_it, ["stance_keywords"])["exploratory_because"],
        "all": measures.reporting(with_it)["exploratory_because"],
    }
    assert reasons["none"] == ["no hand-coded labels: how often the machine errs here is not known"]
    assert reasons["labels"] == []
    assert measures.reporting(with_it, ["source_shares"])["exploratory"] is False
    assert reasons["stance"] == reasons["all"] == ["the stance lexicon is an unvalidated seed"]


def test_with_few_articles_a_figure_stays_exploratory_whatever_the_labels(tmp_path):
    coding = coded(4)
    key = draw(coding, 16, seed=1)
    paths = [write(sheet_of(coding, key, CODES), tmp_path / "ann.csv")]
    with_it = validation.attach(coding, validation.summary(coding, paths, key))
    facts = measures.reporting(with_it, ["source_shares"])
    assert facts["exploratory_because"] == ["fewer than 5 articles: A"]
    assert status_line(facts).startswith("Exploratory: fewer than 5 articles: A. 16 labelled sentences: precision 1.00")


@pytest.mark.parametrize(("unvalidated", "reasons"), [(1, 1), (0, 0)])
def test_a_lexicon_of_ones_own_is_believed_when_its_status_says_so(unvalidated, reasons):
    coding = coded(options={"lexicon": "1f"}, lexicon_unvalidated=unvalidated)
    found = [r for r in measures.reporting(coding)["exploratory_because"] if "lexicon" in r]
    assert len(found) == reasons


def test_the_line_below_a_figure_names_labels_precision_recall_and_alpha(sheets_and_key, tmp_path):
    coding = coded()
    with_it = validation.attach(coding, validation.summary(coding, *sheets_and_key))
    shares = measures.source_shares(with_it)
    written = framing.export(charts.source_shares(shares), tmp_path / "shares", table=shares, coding=with_it)
    facts = json.loads(written[-1].read_text(encoding="utf-8"))
    assert facts["status"].startswith("24 labelled sentences: precision 1.00 (")
    assert "Krippendorff's alpha of types 0.69 (" in facts["status"]
    assert "Exploratory" not in facts["status"] + facts["reporting_line"]
    assert "24 labelled sentences: precision 1.00" in facts["reporting_line"]
    assert facts["reporting"]["labels_by_outlet"] == {"A": 24}
    assert "labelled" not in reporting_line(measures.reporting(coding))


def checklist(coding, capsys) -> dict[str, tuple[str, str]]:
    """Question -> (its line, what is missing)."""
    framing.reporting_checklist(coding)
    lines = capsys.readouterr().out.splitlines()
    missing = {n: line.removeprefix("    missing: ") for n, line in enumerate(lines) if line.startswith("    missing")}
    asked = {line[4:].split("?")[0]: (line, missing.get(n + 1, "")) for n, line in enumerate(lines) if line[0] == "["}
    assert all((line[1] == " ") == bool(lack) for line, lack in asked.values())
    open_ones = sum(bool(lack) for _, lack in asked.values())
    assert lines[-1] == f"{len(asked) - open_ones} of {len(asked)} answered."
    return asked


def test_the_checklist_says_what_is_missing_before_a_validation_and_answers_after(sheets_and_key, capsys):
    coding = coded()
    before = checklist(coding, capsys)
    draw_them = "draw and code sentences: `framing validate sample`, then `framing validate correct`"
    for question in ("How many hand-coded labels", "Do coders agree", "How often does the machine err"):
        assert before[question] == (f"[ ] {question}?: unknown", draw_them)
    after = checklist(validation.attach(coding, validation.summary(coding, *sheets_and_key)), capsys)
    assert after["How many hand-coded labels"][0].endswith("24 sentences by 2 coders (A 24)")
    assert "source_type 0.69" in after["Do coders agree"][0]
    assert after["Do coders agree"][1] == "below 0.8, discuss the codebook: source_type, source_group"
    assert after["How often does the machine err (precision)"][0].endswith("all outlets 1.00, A 1.00")
    assert after["Are figures exploratory"] == ("[x] Are figures exploratory?: no", "")
    assert after["And those of stance keywords"][1] == "the stance lexicon is an unvalidated seed"
    assert before["Is the date known"][1] == "a0, a1, a2, a3, a4 and others: give the date in manifest.csv"


def test_a_validation_of_another_corpus_or_machine_is_refused(sheets_and_key):
    found = validation.summary(coded(), *sheets_and_key)
    with pytest.raises(validation.ValidationError, match="of another corpus"):
        validation.attach(coded(corpus_hash="other"), found)
    with pytest.raises(
        validation.ValidationError, match=r"another state of the machine \(code\); run `framing validate"
    ):
        validation.attach(coded(versions={"code": "2"}), found)
    with pytest.raises(validation.ValidationError, match=r"another state of the machine \(actors\)"):
        validation.attach(coded(options={"actors": "x"}), found)


def test_a_file_that_is_no_validation_is_refused(tmp_path):
    for text, message in (("{", "not readable"), ("{}", "no validation; give the validation.json")):
        (tmp_path / "v.json").write_text(text)
        with pytest.raises(validation.ValidationError, match=message):
            validation.attach(coded(), tmp_path / "v.json")


def test_the_command_corrects_draws_and_writes_what_reports_take(sheets_and_key, tmp_path, capsys):
    paths, key = sheets_and_key
    run = coded().save(tmp_path / "run")
    arguments = ["validate", "correct", str(run), *paths, "--key", write(key, tmp_path / "key.csv")]
    assert cli.main([*arguments, "--ratio", "official", "society", "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("A: official : society raw 1.92 (")
    assert "corrected 1.46 (" in shown[0]
    assert shown[1].startswith("A: official raw 0.67 (")
    assert "corrected is the better (24 labels, " in shown[1]
    assert shown[-2] == "The intervals speak of the outlet's practice."
    endings = [".csv", ".json", ".pdf", ".png", ".svg"]
    names = [f"corrected_{name}{ending}" for name in ("ratio", "shares") for ending in endings]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [*names, "validation.json"]
    attached = validation.attach(coded(), tmp_path / "out" / "validation.json")
    assert measures.reporting(attached)["labels"] == 24
    table = pd.read_csv(tmp_path / "out" / "corrected_shares.csv")
    assert set(table["estimator"]) == {"raw", "corrected"}


def test_the_command_names_its_target(sheets_and_key, tmp_path, capsys):
    paths, key = sheets_and_key
    run = coded().save(tmp_path / "run")
    arguments = ["validate", "correct", str(run), *paths, "--key", write(key, tmp_path / "key.csv")]
    assert cli.main([*arguments, "--target", "these articles", "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[-2] == "The intervals speak of these articles."
    assert "raw 0.67, corrected 0.50 (0.50 to 0.50)" in shown[1]
