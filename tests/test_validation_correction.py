"""Corrected shares and ratios against answers counted by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from test_validation_accuracy import CODES, MACHINE, SENTENCES, coding_of, sheet_of

from framing import measures, tables, validation
from framing.measures.counting import names
from framing.measures.design import design
from framing.validation import sheets
from framing.validation.correction import labels_needed
from framing.validation.labels import labels_of
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
    assert list(table.columns) == ["outlet", *tables.MEASURE_COLUMNS, "estimator", "target", "labels", "labels_needed"]
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


def test_the_variance_of_the_draw_by_hand(tmp_path):
    # 8 articles, all tiers. Stratum official: 16 sentences (mayor; police and residents), 4 labelled; of these the
    # mayors err (a politician for the government). N^2 s^2 / n = 256 s^2 / 4, N s^2 = 16 s^2, s^2 of 4 zeros and ones;
    # and half an error in each stratum, of value p (1 - p) / N^2 squared, divided by n.
    coding = coding_of(8, [MACHINE[n] for n in (0, 2, 1, 3)], outlets="A")
    key = draw(coding, 12, seed=1)
    mayors = int((key["text"] == SENTENCES[0]).sum())
    cells = design(coding)
    labels = labels_of(cells, coding, [sheet_of(coding, key, CODES).set_index("unit", drop=False)], key, "all")
    places = [names("type").index(leaf) for leaf in ("politician", "government", "business")]
    assert labels.errors[:, places].sum(axis=0).tolist() == [mayors, -mayors, -4]
    assert (labels.count(cells), labels.strata(cells), labels.sampled(cells)) == ([12], [3], [True])
    corrected = labels.correction(cells)
    assert corrected[:, places].sum(axis=0).tolist() == [4 * mayors, -4 * mayors, -8]
    spread = mayors * (1 - mayors / 4) / 3
    falling, finite = labels.variance(cells, labels.errors[:, places[:1]], np.array([[0.0]]))
    assert (falling[0, 0], finite[0, 0]) == pytest.approx((256 * spread / 4, 16 * spread))
    half = (256 / 4 / 8 + 64 / 4 / 8 + 64 / 4 / 8, 16 / 8 + 8 / 8 + 8 / 8)  # one / (2 n) in place of s^2
    falling, finite = labels.variance(cells, labels.errors[:, places[:1]] * 0, np.array([[1.0]]))
    assert (falling[0, 0], finite[0, 0]) == pytest.approx(half)


@pytest.mark.parametrize(
    ("bias", "falling", "finite", "needed"),
    [
        (0.5, 0.05, 0.01, 23),  # .05 * 100 / (.25 - .04 + .01) = 22.7
        (0.19, 0.05, 0.01, np.nan),  # .0361 - .04: none is left
        (0.0, 0.0, 0.0, np.nan),
        (0.25, 0.06, 0.0, 2400),  # .06 * 100 / .0025
    ],
)
def test_the_labels_needed_by_hand(bias, falling, finite, needed):
    falling, finite = (np.array([[value]]) for value in (falling, finite))
    found = labels_needed(np.array([[bias]]), (falling, finite), np.array([[100]]))
    assert found[0, 0] == pytest.approx(needed, nan_ok=True)


def test_of_these_articles_all_labelled_the_corrected_figure_is_certain_and_the_raw_one_has_no_interval(tmp_path):
    coding = coding_of(6, outlets="A")
    key = draw(coding, 24, seed=1)
    paths = filled(tmp_path, coding, key, ann=CODES)
    table = validation.correct(coding, paths, key, target="these articles", ratio=("official", "society"))
    raw, corrected = (table[table["estimator"] == name] for name in ("raw", "corrected"))
    assert (corrected["low"] == corrected["estimate"]).all()
    assert (corrected["high"] == corrected["estimate"]).all()
    assert raw["low"].isna().all()
    assert raw["note"].str.startswith("a full count, with the machine's errors: no interval").all()
    assert set(table["target"]) == {"these articles"}


def test_of_these_articles_the_interval_is_that_of_the_draw(tmp_path):
    coding = coding_of(8, [MACHINE[n] for n in (0, 2, 1, 3)], outlets="A")
    key = draw(coding, 12, seed=1)
    paths = filled(tmp_path, coding, key, ann=CODES)
    table = validation.correct(
        coding, paths, key, level="type", tier="all", target="these articles", ratio=("justice", "citizen")
    )
    # no label errs in police or residents, so only half an error in each stratum is left: of a value of 1 / 8.5^2 each
    variance = 2 / 8.5**2 * (256 / 4 / 8 * (1 - 4 / 16) + 2 * 64 / 4 / 8 * (1 - 4 / 8))
    row = table[(table["category"] == "justice : citizen") & (table["estimator"] == "corrected")].iloc[0]
    assert row["estimate"] == 1
    assert row["high"] == pytest.approx(np.exp(stats.t.ppf(0.975, 9) * variance**0.5))
    assert row["low"] == pytest.approx(1 / row["high"])
    with pytest.raises(ValueError, match="no target 'practice'"):
        validation.correct(coding, paths, key, target="practice")


def test_shares_sum_to_1_where_a_category_falls_below_0(tmp_path):
    coding = coding_of(8, [MACHINE[n] for n in (0, 2, 1, 3)], outlets="A")
    seeds = (draw(coding, 12, seed) for seed in range(50))
    key = next(key for key in seeds if (key["text"] == SENTENCES[0]).sum() > 2)
    table = validation.correct(coding, filled(tmp_path, coding, key, ann=CODES), key, level="type", tier="all")
    corrected = table[(table["estimator"] == "corrected") & (table["measure"] == "source_shares")]
    assert corrected["estimate"].sum() == pytest.approx(1)
    assert corrected["estimate"].between(0, 1).all()
