"""Charts along time, of two units and of cues, questioned through their artists."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.colors import to_rgb
from test_charts import close_figures, contrast, days, keywords, sentiments, shares, table  # noqa: F401

from framing import charts


def cues(rows=("official", "analyst")):
    return table(
        [
            {"source_group": r, "category": c, "estimate": e, "denominator": 20.0}
            for r in rows
            for c, e in (("commissive", 0.0), ("distancing", 0.25), ("forceful", 0.0), ("neutral", 0.75))
        ],
        measure="cue_classes",
        unit="attributions",
    )


def steps(outlets=("Herald", "Beacon"), moments=(-6.0, 0.0, 6.0)):
    return pd.concat([sentiments(outlets).assign(hours_since_event=m) for m in moments], ignore_index=True).pipe(
        lambda t: t[["outlet", "hours_since_event", *[c for c in t if c not in ("outlet", "hours_since_event")]]]
    )


def two_units(outlets=("Herald", "Beacon")):
    words = shares(outlets).assign(unit="words")
    words["estimate"] += 0.1
    return pd.concat([shares(outlets), words])


def labelled(ax, label):
    return [line for line in ax.lines if line.get_label() == label]


def test_the_heat_table_prints_each_share_and_is_darker_where_it_is_larger():
    ax = charts.cue_classes(cues())
    assert [text.get_text() for text in ax.texts if text.get_label() == "_share"] == ["0", "25", "0", "75"] * 2
    light = [to_rgb(patch.get_facecolor())[0] for patch in ax.patches[:4]]
    assert light[0] == light[2] == 1 > light[1] > light[3]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Officials (20)", "Analysts (20)"]
    assert "Officials: Neutral 75, Distancing 25" in charts.alt_text(ax)


def test_two_units_stand_apart_and_are_joined():
    ax = charts.units_compared(two_units())
    first, second = labelled(ax, "attributions"), labelled(ax, "words")
    assert len(first) == len(second) == len(labelled(ax, "_join")) == 4
    for one, other in zip(first, second, strict=True):
        assert other.get_xdata()[0] - one.get_xdata()[0] == pytest.approx(10)
        assert one.get_markerfacecolor() == "white" != other.get_markerfacecolor()


def test_one_unit_is_refused_with_the_remedy():
    with pytest.raises(charts.ChartError, match=r"counted in 1 unit.*pandas\.concat"):
        charts.units_compared(shares())


def test_a_trend_stands_at_its_steps_and_marks_the_event():
    ax = charts.trend(steps())
    dots = labelled(ax, "outlet's own voice")
    assert [line.get_xdata()[0] for line in dots] == pytest.approx([x - 0.72 for x in (-6, 0, 6)] * 2)
    assert len(labelled(ax, "_event")) == 1
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Herald", "Beacon"]
    assert ax.get_xlabel() == "Hours since the event"
    high, low = (line.get_ydata()[0] for line in (dots[0], labelled(ax, "sources' voice")[0]))
    assert high - low == pytest.approx(-0.3 / 0.45 * 0.8), "0.10 above −0.20, on a scale from −0.30 to 0.15"


def test_weeks_stand_at_their_mondays_and_what_has_no_week_is_counted():
    rows = shares(["2026-W09", "2026-W10", ""], groups=("official",)).rename(columns={"outlet": "week"})
    ax = charts.trend(rows)
    places = [line.get_xdata()[0] for line in labelled(ax, "estimate")]
    assert places[1] - places[0] == 7
    assert "Not shown: 8 articles without a place in time." in ax.figure._supxlabel.get_text().replace("\n", " ")


def test_a_table_without_time_is_refused_with_the_remedy():
    with pytest.raises(charts.ChartError, match=r"no column of time.*framing\.since"):
        charts.trend(shares())


def test_coverage_by_steps_is_drawn_by_day_in_one_row_for_each_outlet():
    stepped = days()
    stepped.insert(1, "hours_since_event", 6.0)
    ax, plain = charts.coverage(pd.concat([stepped, stepped.assign(hours_since_event=0.0)])), charts.coverage(days())
    assert len(ax.get_yticks()) == len(plain.get_yticks()) == 2
    assert "2026-03-01" in charts.alt_text(ax)


def test_the_story_wants_a_coding():
    with pytest.raises(charts.ChartError, match=r"this is no coding \(but of type DataFrame\)"):
        charts.voices_along_story(shares(), "a")


def test_the_voices_of_a_trend_are_told_apart_without_colour():
    ax = charts.trend(steps())
    outlet, source = (labelled(ax, label)[0] for label in ("outlet's own voice", "sources' voice"))
    assert outlet.get_marker() != source.get_marker()
    assert outlet.get_markerfacecolor() != source.get_markerfacecolor() == "white"
    assert {line.get_linestyle() for line in labelled(ax, "_join")} == {"-", "--"}


def test_dots_of_a_trend_are_smaller_where_there_are_many():
    sizes = [
        labelled(charts.trend(steps(["A"], [float(n) for n in range(many)])), "sources' voice")[0].get_markersize()
        for many in (3, 120)
    ]
    assert sizes[0] == 3.5 > sizes[1] >= 1.6


@pytest.mark.parametrize("share", [0.0, 0.3, 0.5, 0.7, 0.71, 0.72, 0.73, 1.0])
def test_numbers_of_the_heat_table_have_contrast_at_every_shade(share):
    ax = charts.cue_classes(cues(["official"]).assign(estimate=share))
    face, ink = ax.patches[0].get_facecolor(), ax.texts[0].get_color()
    assert contrast(face, ink) >= 4.5


def test_alt_text_of_a_trend_says_first_last_and_highest():
    alt = charts.alt_text(charts.trend(steps()))
    assert "Herald, outlet's own voice: 0.10 (0.05 to 0.15) at −6 and 0.10 (0.05 to 0.15) at 6, highest 0.10 at" in alt


def test_alt_text_of_many_outlets_says_what_each_voice_uses_most():
    many = keywords(["Herald", "Beacon"], ["BLAME", "THREAT", "FORCE"])
    many.loc[(many["category"] == "FORCE") & (many["voice"] == "outlet"), "estimate"] = 5.0
    many.loc[many["outlet"] == "Beacon", "estimate"] = 0.0
    alt = charts.alt_text(charts.stance_keywords(many))
    assert "Herald: outlet's own voice Force 5.0 (0.5 to 2.0) and Blame 1.0" in alt
    assert "Beacon: outlet's own voice none, sources' voice none." in alt
    alone = charts.alt_text(charts.stance_keywords(keywords()))
    assert "Blame: outlet's own voice 1.0 (0.5 to 2.0), sources' voice 2.0 (1.5 to 3.0); Threat:" in alone


def test_alt_text_that_cannot_name_all_outlets_names_the_largest_shares():
    outlets = [f"Outlet {n:02}" for n in range(12)]
    many = shares(outlets, groups=("official",))
    many["estimate"] = [n / 20 for n in range(12)]
    alt = charts.alt_text(charts.source_shares(many))
    assert "Officials: Outlet 11 55 (" in alt
    assert "Outlet 04 20 (" in alt
    assert "Outlet 03" not in alt
    assert "and 4 more (see the table)" in alt
