"""The charts of distinctive terms and of wording: what is drawn, which dots are solid, what stands beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_charts import close_figures, dots, footer, intervals, keywords, row_labels, terms

from framing import charts

__all__ = ["close_figures"]


def texts(ax):
    return [text.get_text() for text in ax.texts]


def test_solid_dots_are_beyond_the_threshold_and_rows_keep_the_order_of_the_table():
    ax = charts.distinctive_terms(terms(("declared", "hask dam"), ("told", "said")))
    assert row_labels(ax) == ["declared", "hask dam", "told", "said"]
    assert dots(ax, "beyond the threshold") == [(4, 0), (-4, 4)]
    assert dots(ax, "within the threshold") == [(2, 1), (-2, 3)]
    faces = {line.get_label(): line.get_markerfacecolor() for line in ax.lines if line.get_marker() == "o"}
    assert faces["within the threshold"] == "white" != faces["beyond the threshold"]


def test_intervals_are_cut_at_the_ends_of_the_axis():
    data = terms()
    data.loc[0, "high"] = 90.0
    ax = charts.distinctive_terms(data)
    left, right = ax.get_xlim()
    assert left == -right
    assert sorted(intervals(ax), key=lambda i: i[2])[0] == (3, right, 0)
    assert "Lines are cut at the ends of the axis." in footer(ax)


def test_the_axis_counts_in_times():
    ax = charts.distinctive_terms(terms())
    named = {label.get_text(): tick for tick, label in zip(ax.get_xticks(), ax.get_xticklabels(), strict=True)}
    assert named["10"] == pytest.approx(np.log(10)) == -named["1/10"]
    assert named["1"] == 0


def test_document_frequencies_stand_at_the_right_with_the_number_of_articles():
    shown = texts(charts.distinctive_terms(terms()))
    assert shown[:5] == ["of 8", "7", "7", "7", "7"]
    assert shown[5:] == ["of 34", "2", "2", "2", "2"]


def test_ten_terms_of_each_side_are_drawn():
    data = terms([f"more{n}" for n in range(14)], [f"less{n}" for n in range(12)])
    data["estimate"] = data["z"] = np.linspace(4, -4, 26)
    labels = row_labels(charts.distinctive_terms(data))
    assert labels == [f"more{n}" for n in range(10)] + [f"less{n}" for n in range(2, 12)]


def test_one_side_alone_is_drawn():
    assert row_labels(charts.distinctive_terms(terms(less=()))) == ["declared", "hask dam"]


def test_several_groups_are_refused_with_the_way_to_choose_one():
    with pytest.raises(charts.ChartError, match=r"2 groups: keep one .* table\[table\['outlet'\] == 'Herald'\]"):
        charts.distinctive_terms(terms(outlets=("Herald", "Beacon")))


def test_few_articles_are_drawn_hollow_and_without_threshold():
    data = terms(articles=3).assign(z=float("nan"), threshold=float("nan"), low=float("nan"), high=float("nan"))
    ax = charts.distinctive_terms(data)
    assert not dots(ax, "beyond the threshold")
    assert "threshold" not in footer(ax)
    assert "fewer than 5 articles" in footer(ax)


def test_alt_text_says_which_terms_and_in_how_many_articles():
    alt = charts.alt_text(charts.distinctive_terms(terms(less=())))
    assert "Terms that set Herald apart from the rest, in words of the outlet's own voice." in alt
    assert "More often: declared (in 7 articles, in the rest 2, beyond the threshold), hask dam (in 7" in alt
    assert "Less often" not in alt


def test_all_voices_are_named_as_such():
    data = pd.DataFrame(terms()).assign(voice="all")
    assert footer(charts.distinctive_terms(data)).startswith("All voices; n = 1,041 words in 8 articles, 5,100")


def test_rates_of_wording_are_not_called_keywords():
    data = keywords(categories=("agentless_passive", "the flood: disaster")).assign(measure="wording_rates")
    ax = charts.stance_keywords(data)
    assert row_labels(ax) == ["Passives without agent", "The flood: disaster"]
    assert "eyword" not in ax.get_xlabel() + footer(ax) + charts.alt_text(ax)
    assert "Keywords measure vocabulary" in footer(charts.stance_keywords(keywords()))
