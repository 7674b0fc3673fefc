"""`framing validate`: its files, what it prints, and that mistakes carry no traceback."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from test_validation import write
from test_validation_accuracy import CODES, coded_by_hand, coding_of, sheet_of

from framing import cli, tables
from framing.coding import in_memory
from framing.validation.sampling import draw

RUN = {"finished": True, "corpus_hash": "abc", "counts": {}, "outlets": []}


@pytest.fixture
def run(tmp_path) -> Path:
    """The folder of a run of six articles."""
    coding = coding_of(6, outlets="A")
    empty = {name: table.frame() for name, table in tables.TABLES.items()}
    found = empty | {name: getattr(coding, name) for name in ("articles", "attributions", "passages")}
    return in_memory(found, RUN).save(tmp_path / "run")


def test_sample_says_what_was_drawn_from_where(run, tmp_path, capsys):
    pytest.importorskip("openpyxl", reason="openpyxl is not installed: no workbook is tested")
    out = tmp_path / "drawn"
    assert cli.main(["validate", "sample", str(run), "--n", "6", "--coders", "1", "--out", str(out)]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0] == "    2 of 6 sentences: A, official"
    assert shown[-2:] == [f"For the coders: {out / 'coders'}", f"Not for the coders: {out / 'key.csv'}"]
    assert len(pd.read_csv(out / "key.csv")) == 6


def test_agreement_prints_alphas_and_writes_disagreements(tmp_path, capsys):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    first = sheet_of(coding, key, CODES)
    second = first.replace("politician", "government")
    paths = [write(sheet, tmp_path / f"{name}.csv") for name, sheet in (("ann", first), ("bob", second))]
    out = tmp_path / "compared"
    arguments = ["validate", "agreement", *paths, "--key", write(key, tmp_path / "key.csv"), "--out", str(out)]
    assert cli.main(arguments) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("n_attributions, sample: alpha 1.00 (1.00 to 1.00), 1.00 of 48 codes agree")
    # the mayor's 6 codes differ twice: group official against politics, and its type
    assert shown[-1] == f"12 disagreements, each with its sentence: {out}"
    assert list(pd.read_csv(out / "disagreements.csv")["bob"].unique()) == ["government", "official"]


def test_accuracy_prints_rates_and_writes_tables(run, tmp_path, capsys):
    hand = tmp_path / "hand.csv"
    coded_by_hand(6).to_csv(hand, index=False)
    assert cli.main(["validate", "accuracy", str(run), str(hand), "--out", str(tmp_path / "out")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].startswith("all outlets: precision 1.00 (")
    assert "A: same_type 0.67 (" in "\n".join(shown)
    files = {path.name for path in (tmp_path / "out").iterdir()}
    assert files == {"rates.csv", "rates_all.csv", "confusion.csv", "pairs.csv", "unplaced.csv"}
    assert list(pd.read_csv(tmp_path / "out" / "unplaced.csv").columns) == ["article_id", "row", "content", "remedy"]


def test_accuracy_takes_a_sheet_with_its_key(run, tmp_path, capsys):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    sheet = write(sheet_of(coding, key, CODES), tmp_path / "ann.csv")
    arguments = ["validate", "accuracy", str(run), sheet, "--key", write(key, tmp_path / "key.csv")]
    assert cli.main([*arguments, "--out", str(tmp_path / "out")]) == 0
    assert "all outlets: recall 1.00" in capsys.readouterr().out


def test_mistakes_are_shown_without_a_traceback(run, tmp_path, capsys):
    hand = coded_by_hand(1).assign(kind="spoken")
    hand.to_csv(tmp_path / "hand.csv", index=False)
    arguments = ["validate", "accuracy", str(run), str(tmp_path / "hand.csv"), "--out", str(tmp_path / "out")]
    assert cli.main(arguments) == 1
    error = capsys.readouterr().err
    assert "hand.csv, row 2: kind: 'spoken' is no code" in error
    assert not (tmp_path / "out").exists()
