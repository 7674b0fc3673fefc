"""Differences between outlets: the permutation test against slow and hand-made answers."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from scipy import stats
from test_measures import alike, cell, corpus

from framing import measures, tables
from framing.measures import MeasureError, permutation

NOTHING = (np.zeros((0, 2)), np.zeros((0, 2)))


def slowly(first, second, shared=NOTHING[0]):
    """p of one category by trying every way to deal, one after the other."""
    everything = np.vstack([first, second, shared, shared])
    pooled = everything[:, 1].sum() / everything[:, 0].sum()
    lengths = (everything[:, 0] ** 2).sum() / everything[:, 0].sum()

    def variance(units, p):
        n, x = units.T
        return len(n) / (len(n) - 1) * ((x - p * n) ** 2).sum() / n.sum() ** 2

    deff = variance(everything, pooled) * everything[:, 0].sum() / (pooled * (1 - pooled))
    rho = min(max((deff - 1) / (lengths - 1), 0), 1)

    def statistic(one, two):
        shares, error = [], 0.0
        for units in (np.vstack([one, shared]), np.vstack([two, shared])):
            n, x = units.T
            shares.append(x.sum() / n.sum())
            least = pooled * (1 - pooled) * (1 + rho * ((n**2).sum() / n.sum() - 1)) / n.sum()
            error += max(variance(units, shares[-1]), least)
        return 0.0 if shares[0] == shares[1] else abs(shares[0] - shares[1]) / error**0.5

    pool, observed, extreme, ways = np.vstack([first, second]), statistic(first, second), 0, 0
    for chosen in itertools.combinations(range(len(pool)), len(first)):
        rest = [i for i in range(len(pool)) if i not in chosen]
        extreme += statistic(pool[list(chosen)], pool[rest]) >= observed - 1e-9
        ways += 1
    table = [[units[:, 1].sum(), (units[:, 0] - units[:, 1]).sum()] for units in map(both(shared), (first, second))]
    return max(extreme / ways, stats.chi2_contingency(table, correction=True).pvalue)


def both(shared):
    return lambda units: np.vstack([units, shared])


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


LONG, SHORT = [10, 12, 12, 18, 11, 16, 12, 10], [8, 7, 9, 7, 9, 7, 8, 8]


def units(lengths, *types):
    return np.column_stack([lengths, *types]).astype(float)


def test_three_attributions_in_three_articles_of_eight_are_no_difference_from_none():
    """The dealing alone gives 2 C(13, 5) / C(16, 8) = .2: the three articles must all fall to one side."""
    few = [0, 1, 0, 1, 0, 0, 1, 0]
    first = units(LONG, few, [5, 6, 7, 6, 7, 8, 6, 3])  # the commonest type: half here, nearly all there
    second = units(SHORT, [0] * 8, [8, 7, 8, 7, 6, 7, 8, 8])
    p = permutation.permutation_test(first, second, (np.zeros((0, 3)),) * 2, permutations=4_999, seed=1)
    # Yates: (3/101 - (1/101 + 1/63) / 2) / sqrt(3/164 * 161/164 * (1/101 + 1/63)) = .7816, p = .434
    assert p[0] == pytest.approx(0.4344, abs=1e-4)
    assert p[1] == pytest.approx(2 / 12_870)
    moments = [permutation._moments(side) for side in (first, second)]
    ways = np.hstack(moments) @ permutation.deals(8, 8, 4_999, 1)
    statistic = permutation._statistic(ways, sum(side.sum(axis=1, keepdims=True) for side in moments) - ways)[0]
    assert (statistic >= statistic[0] - 1e-9).mean() == pytest.approx(0.2)


def test_one_attribution_is_no_difference_though_the_lengths_of_the_articles_are():
    first, second = units(LONG, [0] * 8), units(SHORT, [1, 0, 0, 0, 0, 0, 0, 0])
    assert permutation.permutation_test(first, second, NOTHING, permutations=499, seed=1)[0] > 0.8


def test_a_difference_in_words_counts_attributions_not_words():
    """A hundred words of one attribution are one: words weigh as size_of_one says."""
    articles = [
        {"outlet": o, "says": [{"source_type": t, "words": 100}]} for o, t in zip("AAAAAABBBBBB", TWELVE, strict=True)
    ]
    by_words, by_number = (measures.outlet_differences(corpus(*articles), unit=u) for u in ("words", "attributions"))
    assert by_words["p"].to_numpy() == pytest.approx(by_number["p"].to_numpy())


TWELVE = ["expert", "expert", *["government"] * 10]


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
