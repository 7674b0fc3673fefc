"""Corrected shares and ratios against answers counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_validation_accuracy import CODES, MACHINE, SENTENCES, coding_of, sheet_of

from framing import measures, tables, validation
from framing.validation import sheets
from framing.validation.sampling import draw


def value(table: pd.DataFrame, category: str, estimator: str, column: str = "estimate") -> float:
    found = table[(table["category"] == category) & (table["estimator"] == estimator)]
    assert len(found) == 1, table
    return found.iloc[0][column]


def filled(folder, coding, key, **coders):
    """The coders' filled sheets as files."""
    for name, codes in coders.items():
        sheets.write_csv(sheet_of(coding, key, codes), folder / f"{name}.csv")
    return [folder / f"{name}.csv" for name in coders]


def test_where_every_sentence_is_labelled_the_corrected_figures_are_the_coders(tmp_path):
    # Core, an article: the machine has mayor and police official, residents society; the coder has the mayor politics.
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    paths = filled(tmp_path, coding, key, ann=CODES)
    table = validation.correct(coding, paths, key, ratio=("official", "society"))
    assert list(table.columns) == ["outlet", *tables.MEASURE_COLUMNS, "estimator", "target", "labels"]
    assert list(table["estimator"]) == ["raw", "corrected"] * 4
    for category, raw, corrected in (("official", 2, 1), ("politics", 0, 1), ("society", 1, 1)):
        assert value(table, category, "raw") == pytest.approx(raw / 3)
        assert value(table, category, "corrected") == pytest.approx(corrected / 3)
    assert value(table, "official : society", "raw") == pytest.approx(12.5 / 6.5)
    assert value(table, "official : society", "corrected") == pytest.approx(1)
    assert set(table["target"]) == {"the outlet's practice"}
    assert set(table["labels"]) == {24}


def test_the_raw_rows_are_those_of_the_measures(tmp_path):
    press = [row | {"source_type": "public_media", "source_group": "media"} for row in MACHINE[:1]]
    coding = coding_of(12, [*press, *MACHINE[1:]])
    key = draw(coding, 12, seed=1)
    table = validation.correct(coding, filled(tmp_path, coding, key, ann=CODES), key, level="type")
    raw = table[table["estimator"] == "raw"][["outlet", *tables.MEASURE_COLUMNS]]
    alone = pd.concat([measures.source_shares(coding, level="type"), measures.source_ratio(coding)])
    both = raw.merge(alone, on=["outlet", "measure", "category", "unit", "note"], suffixes=("", "_alone"))
    assert len(both) == len(alone)
    for column in ("estimate", "low", "high", "numerator"):
        assert both[column].to_numpy() == pytest.approx(both[f"{column}_alone"].to_numpy(), nan_ok=True)


def test_a_sample_corrects_by_the_inverse_of_its_probabilities(tmp_path):
    # 8 articles, all tiers: each label of the 16 sentences of stratum official stands for 4, of `other` and `quiet`
    # for 2. The army (machine: business) is nobody's, the river somebody's unspecified.
    coding = coding_of(8, [MACHINE[n] for n in (0, 2, 1, 3)], outlets="A")
    key = draw(coding, 12, seed=1)
    mayors = int((key["text"] == SENTENCES[0]).sum())
    assert 0 < mayors < 3
    paths = filled(tmp_path, coding, key, ann=CODES)
    table = validation.correct(coding, paths, key, level="type", tier="all")
    counts = {"government": 8 - 4 * mayors, "politician": 4 * mayors, "justice": 8, "citizen": 8, "business": 0}
    for category, count in (counts | {"unspecified": 8}).items():
        assert value(table, category, "corrected", "numerator") == count
        assert value(table, category, "corrected") == pytest.approx(count / 32)
    errors = _errors_by_hand(coding, key)
    share = 4 * mayors / 32
    variance = 8 / 7 * ((errors["politician"] - share * errors["all"]) ** 2).sum() / 32**2
    deff = variance * 32 / (share * (1 - share))
    row = table[(table["category"] == "politician") & (table["estimator"] == "corrected")].iloc[0]
    z2, n = 1.959964**2, 32 / deff * (1.959964 / 2.364624) ** 2  # t of 7 degrees of freedom
    half = (z2 * (share * (1 - share) / n + z2 / (4 * n * n))) ** 0.5 / (1 + z2 / n)
    middle = (share + z2 / (2 * n)) / (1 + z2 / n)
    assert (row["low"], row["high"]) == pytest.approx((max(middle - half, 0), middle + half), abs=1e-4)


def _errors_by_hand(coding, key):
    """Corrected counts of each article: politicians, and attributions of all types."""
    drawn = {text: key[key["text"] == text].groupby("article_id").size() for text in SENTENCES}
    per = pd.DataFrame(drawn, index=coding.articles["article_id"]).fillna(0).to_numpy()
    return {"politician": 4 * per[:, 0], "all": 4 + 2 * per[:, 1] - 2 * per[:, 3]}


def test_two_coders_count_half_each(tmp_path):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    other = CODES | {SENTENCES[0]: [("the mayor", "government", "indirect")]}
    table = validation.correct(coding, filled(tmp_path, coding, key, ann=CODES, bob=other), key)
    assert value(table, "official", "corrected") == pytest.approx(1.5 / 3)
    assert value(table, "politics", "corrected") == pytest.approx(0.5 / 3)


def test_a_count_below_0_is_shown_as_0_and_said(tmp_path):
    coding = coding_of(8, [MACHINE[n] for n in (0, 2, 1, 3)], outlets="A")
    seeds = (draw(coding, 12, seed) for seed in range(50))
    key = next(key for key in seeds if (key["text"] == SENTENCES[0]).sum() > 2)
    table = validation.correct(coding, filled(tmp_path, coding, key, ann=CODES), key, level="type")
    assert value(table, "government", "corrected") == 0
    assert value(table, "government", "corrected", "note").startswith("corrected to below 0, shown as 0")
    assert value(table, "government", "raw", "note") == ""
    assert np.isfinite(value(table, "government", "corrected", "high"))


def test_a_key_of_another_corpus_is_refused(tmp_path):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    paths = filled(tmp_path, coding, key, ann=CODES)
    with pytest.raises(validation.ValidationError, match="drawn from another corpus"):
        validation.correct(coding, paths, key.assign(corpus_hash="other"))
