"""Measures along time: steps of hours and days since the event, weeks, coverage; and columns that nobody filled."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_measures import alike, cell, corpus

from framing import measures
from framing.measures import MeasureError, since


def published(*moments: str):
    """A coding of one article for each moment, each with one official."""
    return corpus(
        *[
            {"outlet": "Herald", "says": ["government"], "published": moment, "date": moment[:10], "words": 100}
            for moment in moments
        ]
    )


def steps(coding, time) -> dict:
    """Where each step begins (None: no place in time) -> the articles in it."""
    table = measures.source_shares(coding, by=time)
    return {None if np.isnan(at) else at: n for at, n in zip(table[time.name], table["articles"], strict=True)}


def test_hours_are_counted_between_time_zones():
    # 14:00+02:00 is 12:00 UTC: 11:59 UTC is before, 07:30-05:00 half an hour after, 18:00 UTC six hours after
    coding = published(
        "2026-03-02T11:59:00+00:00",
        "2026-03-02T07:30:00-05:00",
        "2026-03-02T18:00:00+00:00",
    )
    event = "2026-03-02T14:00+02:00"
    assert steps(coding, since(event, "hour")) == {-1: 1, 0: 1, 6: 1}
    assert steps(coding, since(event, "6 hours")) == {-6: 1, 0: 1, 6: 1}
    assert steps(coding, since(event, "2 days")) == {-2: 1, 0: 2}


def test_articles_without_a_place_in_time_are_counted_and_named():
    coding = published("2026-03-02T15:00:00+00:00", "2026-03-02", "2026-03-02T16:00:00", "")
    event = "2026-03-02T12:00Z"
    table = measures.source_shares(coding, by=since(event, "hour"))
    row = table[table["hours_since_event"].isna()].iloc[0]
    assert (row["articles"], row["numerator"]) == (3, 3)
    assert row["note"].startswith("no time of day with its zone: a001, a002, a003; fewer than 5 articles")
    assert steps(coding, since(event, "hour", zone="Europe/Berlin")) == {3: 2, None: 2}  # 16:00 there is 15:00 UTC


def test_more_than_five_without_a_time_are_named_in_part():
    table = measures.source_shares(published(*["2026-03-02"] * 7), by=since("2026-03-01T12:00Z"))
    assert table["note"].iloc[0] == "no time of day with its zone: a000, a001, a002, a003, a004 and 2 more"


def test_an_event_given_as_a_date_counts_calendar_dates():
    coding = published("2026-03-02T23:59:00-05:00", "2026-03-02", "2026-03-03", "2026-02-28", "")
    assert steps(coding, since("2026-03-02")) == {-2: 1, 0: 2, 1: 1, None: 1}
    table = measures.source_shares(coding, by=since("2026-03-02"))
    assert table["note"].iloc[-1].startswith("no date: a004; ")


def test_every_measure_goes_by_outlet_and_time():
    coding = published(*[f"2026-03-0{1 + n % 3}T10:00:00Z" for n in range(18)], "2026-03-02")
    time = since("2026-03-02T00:00Z")
    for name in ("source_shares", "source_ratio", "named_share", "cue_classes", "prominence", "diversity"):
        table = getattr(measures, name)(coding, by=["outlet", time])
        assert list(table.columns[:2]) == ["outlet", "days_since_event"], name
        assert list(table["days_since_event"].drop_duplicates())[:3] == [-1, 0, 1], name
        last = table[table["days_since_event"].isna()]
        assert last["note"].str.contains("no time of day with its zone: a018").all(), name


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2026-03-02T14:00", "hour"), "event '2026-03-02T14:00': give its moment with its time zone"),
        (("2026-03-02", "hour"), "event '2026-03-02': give its moment with its time zone"),
        (("on Monday",), "event 'on Monday': give its moment"),
        (("2026-03-02", "fortnight"), "no step of time 'fortnight'"),
        (("2026-03-02", "0 days"), "no step of time '0 days'"),
        (("2026-03-02T14:00", "hour", "Europe/Berln"), "no time zone 'Europe/Berln'; did you mean 'Europe/Berlin'"),
    ],
)
def test_what_is_no_event_step_or_zone_is_refused(arguments, message):
    with pytest.raises(MeasureError, match=message):
        since(*arguments)


def test_an_event_without_a_zone_is_in_the_zone_given():
    assert since("2026-03-02T14:00", "hour", "Asia/Seoul").event == since("2026-03-02T05:00Z", "hour").event


def test_coverage_along_steps_of_time_and_weeks():
    coding = published("2026-03-02T13:00:00Z", "2026-03-02T20:00:00Z", "2026-03-10T13:00:00Z", "2026-03-02")
    time = since("2026-03-02T12:00Z", "6 hours")
    table = measures.coverage(coding, along=time)
    articles = table[table["category"] == "articles"]
    assert list(articles[time.name])[:3] == [0, 6, 192]
    assert list(articles["estimate"]) == [1, 1, 1, 1]
    assert list(articles["note"]) == ["", "", "", "no time of day with its zone: a003"]
    weeks = measures.coverage(coding, along="week")
    assert dict(zip(weeks["week"], weeks["articles"], strict=True)) == {"2026-W10": 3, "2026-W11": 1}
    with pytest.raises(MeasureError, match="leave 'week' out of by"):
        measures.coverage(coding, by=["outlet", "week"], along="week")


def test_measuring_by_what_nobody_says_of_the_outlets_names_the_remedy():
    coding = corpus(*alike(5, "Herald", "expert"))
    with pytest.raises(MeasureError, match=r"nobody says the control of an outlet; put a column"):
        measures.source_shares(coding, by="control")
    coding.outlets = pd.DataFrame({"outlet": ["Herald"], "control": ["state"], "side": ["north"]})
    assert cell(measures.source_shares(coding, by=["control", "side"]), control="state", side="north")["numerator"] == 5


def test_differences_within_the_values_of_further_columns():
    says = [["government"], ["expert"]]
    articles = [
        {"outlet": outlet, "date": day, "says": says[n % 2 if outlet == "A" else 0]}
        for outlet in "AB"
        for day in ("2026-03-02", "2026-03-09")
        for n in range(5)
    ]
    table = measures.outlet_differences(corpus(*articles), ["official"], by=["outlet", "week"])
    assert [tuple(row) for row in table[["outlet", "other", "week"]].itertuples(index=False)] == [
        ("A", "B", "2026-W10"),
        ("A", "B", "2026-W11"),
    ]
    assert list(table["estimate"]) == pytest.approx([-0.4, -0.4])
    weeks = measures.outlet_differences(corpus(*articles), ["official"], by=["week", "outlet"])
    assert [tuple(row) for row in weeks[["week", "other", "outlet"]].itertuples(index=False)] == [
        ("2026-W10", "2026-W11", "A"),
        ("2026-W10", "2026-W11", "B"),
    ]
    with pytest.raises(MeasureError, match="name it in `by`"):
        measures.outlet_differences(corpus(*articles), by=None)
