"""The formulas of METHODS.md, each against numbers worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.measures import formulas

ONE = np.array([1.0])


def test_t_has_one_degree_of_freedom_less_than_articles_and_none_below_five():
    assert formulas.t_quantile(np.array([5, 10, 40])) == pytest.approx([2.776445, 2.262157, 2.022691], abs=1e-6)
    assert np.isnan(formulas.t_quantile(np.array([0, 1, 4]))).all()


@pytest.mark.parametrize(
    ("share", "variance", "expected"),
    [
        (0.5, 0.05, 12.0),  # .05 * 60 / .25
        (0.5, 0.001, 1.0),  # .24 is less than independent counts have
        (0.0, 0.0, 1.0),  # nothing to tell clustering by
        (1.0, 0.0, 10.0),  # 60 / 6: every article one observation
    ],
)
def test_design_effect(share, variance, expected):
    found = formulas.design_effect(share * ONE, 60 * ONE, variance * ONE, 6 * ONE)
    assert found == pytest.approx([expected])


def test_share_interval_is_wilsons_when_articles_abound():
    # 20 of 100: Wilson 1927 gives .1334 to .2888
    low, high = formulas.share_interval(0.2 * ONE, 100 * ONE, ONE, 10**7 * ONE)
    assert (low[0], high[0]) == pytest.approx((0.1334, 0.2888), abs=1e-4)


def test_share_interval_of_nothing_seen():
    # p = 0: the upper limit is c / (1 + c) with c = t^2 deff / N = 2.776445^2 * 2 / 60 = .256955
    low, high = formulas.share_interval(0 * ONE, 60 * ONE, 2 * ONE, 5 * ONE)
    assert low[0] == 0
    assert high[0] == pytest.approx(0.256955 / 1.256955, abs=1e-5)


@given(st.floats(0, 1), st.integers(1, 10_000), st.floats(1, 50), st.integers(5, 500))
def test_share_limits_enclose_the_share_and_mirror_each_other(share, total, deff, articles):
    low, high = formulas.share_interval(share * ONE, total * ONE, deff * ONE, articles * ONE)
    low_of_rest, high_of_rest = formulas.share_interval((1 - share) * ONE, total * ONE, deff * ONE, articles * ONE)
    assert 0 <= low[0] <= share + 1e-12
    assert share - 1e-12 <= high[0] <= 1
    assert (1 - high_of_rest[0], 1 - low_of_rest[0]) == pytest.approx((low[0], high[0]), abs=1e-9)


def test_ratio_interval_has_at_least_the_variance_of_independent_counts():
    # X = 8, Y = 5: 1/8.5 + 1/5.5 = .299465; t(4) = 2.776445; factor exp(2.776445 * .547234) = 4.569326
    ratio, low, high = formulas.ratio_interval(8 * ONE, 5 * ONE, 0.1 * ONE, 5 * ONE)
    assert ratio[0] == pytest.approx(8.5 / 5.5)
    assert (low[0], high[0]) == pytest.approx((1.545455 / 4.569326, 1.545455 * 4.569326), rel=1e-6)


def test_mean_interval():
    low, high = formulas.mean_interval(0.1 * ONE, 0.0004 * ONE, 10 * ONE)
    assert (low[0], high[0]) == pytest.approx((0.1 - 2.262157 * 0.02, 0.1 + 2.262157 * 0.02), abs=1e-6)


def test_difference_interval_combines_the_limits_of_both():
    # Newcombe 1998, example (a), method 10: 56/70 and 48/80 give .0524 to .3339
    first = (0.8 * ONE, 0.69178 * ONE, 0.87694 * ONE)
    second = (0.6 * ONE, 0.49041 * ONE, 0.70033 * ONE)
    low, high = formulas.difference_interval(first, second)
    assert (low[0], high[0]) == pytest.approx((0.0524, 0.3339), abs=2e-4)


def test_holm_and_benjamini_hochberg_leave_out_what_was_not_tested():
    p = np.array([0.01, np.nan, 0.04, 0.03])
    np.testing.assert_allclose(formulas.holm(p), [0.03, np.nan, 0.06, 0.06])
    np.testing.assert_allclose(formulas.benjamini_hochberg(p), [0.03, np.nan, 0.04, 0.04])
    assert formulas.holm(np.array([0.6, 0.9])).max() == 1


def test_gini_simpson_compares_attributions_of_different_articles():
    # articles (2, 0) and (1, 1): of 4 pairs across the two articles 2 differ
    counts, pairs = np.array([[3.0, 1.0]]), np.array([[4.0 + 2.0, 4.0 + 4.0]])
    assert formulas.gini_simpson(counts, pairs) == pytest.approx([0.5])


def test_effective_number_by_hand():
    # counts 2, 1: coverage 2/3; p .4444, .2222; terms .360413/.828532 and .334239/.529492; exp(1.066247)
    assert formulas.effective_number(np.array([[2.0, 1.0]])) == pytest.approx([2.90446], abs=1e-4)
    assert formulas.effective_number(np.array([[7.0, 0.0]])) == pytest.approx([1.0])


def test_chao1_by_hand():
    assert formulas.chao1(np.array([[5.0, 1.0, 1.0, 2.0, 0.0]])) == pytest.approx([4 + 2 / 4])
    assert np.isnan(formulas.chao1(np.zeros((1, 3)))).all()


def test_chance_of_none_by_hand():
    # 18 articles, 8 of them hold it, 6 are drawn: C(10, 6) / C(18, 6) = 210 / 18,564; 11 drawn must hold one
    assert formulas.chance_of_none(18, np.array([8, 8]), np.array([6, 11])) == pytest.approx([210 / 18_564, 0])


def test_a_difference_of_correlated_shares_by_hand():
    # .5 (.4 to .7) and .3 (.2 to .4), correlation .5: below sqrt(.01 + .01 - .01), above sqrt(.04 + .01 - .02)
    one, two = (tuple(np.array([v]) for v in share) for share in ((0.5, 0.4, 0.7), (0.3, 0.2, 0.4)))
    low, high = formulas.difference_interval(one, two, 0.5)
    assert (low[0], high[0]) == pytest.approx((0.2 - 0.1, 0.2 + 0.03**0.5))
    low, high = formulas.difference_interval(one, two)
    assert (low[0], high[0]) == pytest.approx((0.2 - 0.02**0.5, 0.2 + 0.05**0.5))
