"""The blind sheet of stance keywords and the precision that is read from it."""

from __future__ import annotations

import pandas as pd
import pytest
from test_contexts import LEXICON, many

from framing import validation

DEFINED = LEXICON.assign(definition="announces harm")


def filled(folder, answers: dict[str, str], **changes: object):
    """The sheet in the folder with these answers by the words of the hit, then changed."""
    sheet = pd.read_csv(folder / "sheet.csv", dtype=str, keep_default_na=False)
    sheet = sheet.assign(right=sheet["keyword"].map(answers).fillna("")).assign(**changes)
    sheet.to_csv(folder / "filled.csv", index=False)
    return folder / "filled.csv"


@pytest.fixture
def drawn(tmp_path):
    coding = many(*["A threat. The regime threatens."] * 20)
    return tmp_path / "out", validation.sample_keywords(coding, n=15, lexicon=DEFINED, out=tmp_path / "out")


def test_n_hits_of_every_category_are_drawn_blind(drawn) -> None:
    folder, key = drawn
    assert key["category"].value_counts().to_dict() == {"THREAT": 15, "LABEL": 15}
    assert key[["article_id", "start"]].duplicated().sum() == 0
    sheet = pd.read_csv(folder / "sheet.csv", dtype=str, keep_default_na=False)
    assert list(sheet.columns) == ["hit", "category", "meaning", "before", "keyword", "after", "right", "note"]
    assert set(sheet["right"]) == {""}
    assert set(sheet["meaning"]) == {"announces harm"}
    assert sheet["category"].tolist() != sorted(sheet["category"])  # mixed, so that none is read in a row
    assert "yes or no" in (folder / "instructions.txt").read_text(encoding="utf-8")


def test_the_same_seed_draws_the_same_hits(drawn, tmp_path) -> None:
    again = validation.sample_keywords(
        many(*["A threat. The regime threatens."] * 20), n=15, lexicon=DEFINED, out=tmp_path / "again"
    )
    pd.testing.assert_frame_equal(drawn[1], again)


def test_precision_by_hand(drawn) -> None:
    folder, key = drawn
    path = filled(folder, {"threat": "yes", "threatens": "no", "regime": "Yes"})
    table = validation.keyword_precision(path, folder / "key.csv")
    pd.testing.assert_frame_equal(table, validation.keyword_precision(path, key))
    label = table[(table["level"] == "category") & (table["category"] == "LABEL")].iloc[0]
    # 15 of 15: Wilson lower limit 15 / (15 + 1.96^2) = .796
    assert (label.read, label.right, label.verdict) == (15, 15, "keep")
    assert (label.low, label.high) == pytest.approx((15 / (15 + 1.959964**2), 1.0), abs=1e-6)
    threat = table[(table["level"] == "pattern") & (table["term"] == "t1")].iloc[0]
    assert (threat.read, threat.right) == (15, int((key["keyword"] == "threat").sum()))
    assert threat.verdict in ("read more", "mend or drop")


def test_a_pattern_that_is_mostly_wrong_goes(drawn) -> None:
    folder, key = drawn
    table = validation.keyword_precision(filled(folder, dict.fromkeys(["threat", "threatens", "regime"], "no")), key)
    assert set(table["verdict"]) == {"mend or drop"}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"right": "maybe"}, "right: 'maybe' is no code"),
        ({"right": ""}, "row 2: right is empty; choose one of: yes, no"),
        ({"hit": "h0001"}, "hit 'h0001' stands there twice"),
        ({"hit": "x"}, "hit 'x' is not in the key"),
    ],
)
def test_mistakes_in_a_sheet_are_listed(drawn, change, message) -> None:
    folder, key = drawn
    with pytest.raises(validation.SheetError, match=message):
        validation.keyword_precision(
            filled(folder, {"threat": "yes", "threatens": "no", "regime": "yes"}, **change), key
        )


def test_a_row_that_is_missing_and_another_key_are_told(drawn, tmp_path) -> None:
    folder, key = drawn
    path = filled(folder, {"threat": "yes", "threatens": "no", "regime": "yes"})
    pd.read_csv(path, dtype=str).iloc[1:].to_csv(path, index=False)
    with pytest.raises(validation.SheetError, match=r"the row of hit h0001 is missing"):
        validation.keyword_precision(path, key)
    with pytest.raises(validation.SheetError, match=r"give the key\.csv that sample_keywords wrote"):
        validation.keyword_precision(path, path)


def test_a_coding_without_hits_cannot_be_drawn_from(tmp_path) -> None:
    with pytest.raises(validation.ValidationError, match="no stance keyword"):
        validation.sample_keywords(many("A plain day."), out=tmp_path / "out")
