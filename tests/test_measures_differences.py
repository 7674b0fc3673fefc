"""Differences between outlets: the permutation test against slow and hand-made answers."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from test_measures import alike, cell, corpus

from framing import measures, tables
from framing.measures import MeasureError, permutation

NOTHING = (np.zeros((0, 2)), np.zeros((0, 2)))


def slowly(first, second, shared=NOTHING[0]):
    """p of one category by trying every way to deal, one after the other."""

    def statistic(one, two):
        everything = np.vstack([one, two, shared, shared]).sum(axis=0)
        pooled = everything[1] / everything[0]
        shares, variance = [], 0.0
        for units in (one, two):
            n, x = np.vstack([units, shared]).T
            p, total = x.sum() / n.sum(), n.sum()
            v = len(n) / (len(n) - 1) * ((x - p * n) ** 2).sum() / total**2
            deff = total / len(n) if p == 1 else max(1, v * total / (p * (1 - p))) if p else 1
            shares.append(p)
            variance += max(v, deff * pooled * (1 - pooled) / total)
        return 0.0 if shares[0] == shares[1] else abs(shares[0] - shares[1]) / variance**0.5

    pool, observed, extreme, ways = np.vstack([first, second]), statistic(first, second), 0, 0
    for chosen in itertools.combinations(range(len(pool)), len(first)):
        rest = [i for i in range(len(pool)) if i not in chosen]
        extreme += statistic(pool[list(chosen)], pool[rest]) >= observed - 1e-9
        ways += 1
    return extreme / ways


def random_units(seed, count):
    rng = np.random.default_rng(seed)
    n = rng.integers(1, 9, count)
    return np.column_stack([n, rng.binomial(n, 0.4)]).astype(float)


@pytest.mark.parametrize(("one", "two"), [(5, 5), (5, 6), (4, 7)])
def test_exact_p_is_that_of_every_deal(one, two):
    first, second = random_units(one, one), random_units(two + 20, two)
    fast = permutation.permutation_test(first, second, NOTHING, permutations=99, seed=1)
    assert fast == pytest.approx([slowly(first, second)])


def test_random_deals_come_near_the_exact_p(monkeypatch):
    first, second = random_units(1, 6), random_units(22, 6)
    exact = permutation.permutation_test(first, second, NOTHING, permutations=1, seed=3)
    monkeypatch.setattr(permutation, "EXACT", 1)
    drawn = permutation.permutation_test(first, second, NOTHING, permutations=1_998, seed=3)
    assert drawn == pytest.approx(exact, abs=0.04)


def test_clusters_in_both_outlets_stay_where_they_are():
    first, second, shared = random_units(15, 5), random_units(26, 5), random_units(4, 6)
    p = permutation.permutation_test(first, second, (shared, shared), permutations=99, seed=1)
    assert p == pytest.approx([slowly(first, second, shared)])
    assert p != pytest.approx([slowly(first, second)])


def test_smallest_p_as_in_the_methods():
    assert permutation.smallest_p(6, 6, 4_999) == pytest.approx(0.002, abs=2e-4)
    assert 15 * permutation.smallest_p(6, 6, 4_999) == pytest.approx(0.03, abs=3e-3)
    assert permutation.smallest_p(5, 6, 4_999) == 1 / 462
    assert permutation.smallest_p(40, 40, 4_999) == 1 / 5_000


def test_large_groups_are_permuted_in_blocks_that_keep_every_article():
    units = random_units(7, 2_003)
    blocks = permutation._blocks(units)
    assert len(blocks) == permutation.BLOCKS
    assert (blocks.sum(axis=0) == units.sum(axis=0)).all()


def test_opposite_outlets_differ_as_much_as_six_articles_can_show():
    coding = corpus(
        *[{"outlet": "Herald", "says": ["government"] * 3 + ["expert"] * (n % 2)} for n in range(6)],
        *[{"outlet": "Courier", "says": ["expert"] * 3 + ["government"] * (n % 2)} for n in range(6)],
    )
    table = measures.outlet_differences(coding, ["official"])
    assert list(table.columns[:12]) == ["outlet", "other", *tables.MEASURE_COLUMNS]
    row = table.iloc[0]
    assert (row["outlet"], row["other"], row["estimate"]) == ("Courier", "Herald", pytest.approx(-0.714286, abs=1e-6))
    assert row["p"] == row["smallest_p"] == pytest.approx(2 / 924)
    assert row["low"] < row["estimate"] < row["high"] < 0
    assert row["note"] == "permutation of whole articles; Holm over 1 tests"
    assert 0 < row["detectable"] < 1


def test_declared_families_are_adjusted_by_holm_and_scans_by_benjamini_hochberg():
    rng = np.random.default_rng(2)
    articles = [
        {"outlet": outlet, "says": list(rng.choice(["government", "expert", "citizen"], 5))}
        for outlet in "ABC"
        for _ in range(5)
    ]
    declared = measures.outlet_differences(corpus(*articles), ["official", "academic", "think_tank", "expert"])
    assert len(declared) == 3 * 4
    assert (declared["p_adjusted"] >= declared["p"]).all()
    assert declared["note"].str.endswith("Holm over 12 tests").all()
    scan = measures.outlet_differences(corpus(*articles))
    assert set(scan["category"]) == {"official", "analyst", "society"}
    assert scan["note"].str.endswith("Benjamini-Hochberg over 9 tests").all()
    assert scan["smallest_p_adjusted"].iloc[0] == pytest.approx(9 * 2 / 252)


def test_few_articles_are_not_tested():
    table = measures.outlet_differences(corpus(*alike(4, "Herald", "expert"), *alike(9, "Courier", "citizen")))
    assert table["p"].isna().all()
    assert table["low"].isna().all()
    assert (table["note"] == "fewer than 5 articles with attributions in one of the two: no test").all()


def test_outlets_with_the_same_copies_do_not_differ():
    wire = [
        {"outlet": outlet, "says": ["government"] * (1 + n % 3) + ["expert"], "copy_of": f"wire{n}"}
        for outlet in ("Herald", "Courier")
        for n in range(6)
    ]
    row = cell(measures.outlet_differences(corpus(*wire), ["official"]), outlet="Courier")
    assert (row.estimate, row.p, row.smallest_p) == (0, 1, 1)


def test_one_outlet_has_nobody_to_differ_from_and_unknown_names_are_refused():
    coding = corpus(*alike(6, "Herald", "expert"))
    assert measures.outlet_differences(coding).empty
    with pytest.raises(MeasureError, match="did you mean 'analyst'"):
        measures.outlet_differences(coding, ["analysts"])


def test_the_same_seed_gives_the_same_p():
    articles = [{"outlet": o, "says": s} for o in "AB" for s in (["expert"], ["government"], ["citizen"]) * 4]
    once, twice = (measures.outlet_differences(corpus(*articles), permutations=99, seed=5) for _ in range(2))
    assert once.equals(twice)
