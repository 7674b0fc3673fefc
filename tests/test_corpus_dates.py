"""Dates as pages write them; what is ambiguous is no date."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.corpus.dates import offset, parse_date


@pytest.mark.parametrize(
    ("text", "date", "published"),
    [
        ("Tuesday 16 June 2020 09:12 BST", "2020-06-16", "2020-06-16T09:12:00+01:00"),
        ("2020-06-16T09:12:00+01:00", "2020-06-16", "2020-06-16T09:12:00+01:00"),
        ("2020-06-16T09:12:30.123Z", "2020-06-16", "2020-06-16T09:12:30+00:00"),
        ("2020-06-16 09:12:00 +0900", "2020-06-16", "2020-06-16T09:12:00+09:00"),
        ("MAY 13, 2019 / 7:20 AM GMT / UPDATED AN HOUR AGO", "2019-05-13", "2019-05-13T07:20:00+00:00"),
        ("Nov. 19, 2019 8:21 pm ET", "2019-11-19", "2019-11-19T20:21:00"),
        ("12:05 am, Dec 1, 2021", "2021-12-01", "2021-12-01T00:05:00"),
        ("5 March 2025, 6pm CET", "2025-03-05", "2025-03-05T18:00:00+01:00"),
        ("25. September 2018", "2018-09-25", "2018-09-25"),
        ("2 de agosto de 2019", "2019-08-02", "2019-08-02"),
        ("21/06/2014 Tony", "2014-06-21", "2014-06-21"),
        ("06/21/2014", "2014-06-21", "2014-06-21"),
        ("3.4.2025", "2025-04-03", "2025-04-03"),
        ("2019年11月20日", "2019-11-20", "2019-11-20"),
        ("20191120", "2019-11-20", "2019-11-20"),
        ("2025-03-04T25:99", "2025-03-04", "2025-03-04"),
    ],
)
def test_dates_are_read(text, date, published):
    found = parse_date(text)
    assert (found.date, found.published) == (date, published)


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "03/04/2020", "31 February 2020", "2020-13-01", "March 2020", "June 5", "Maybe 5 2020", "1 2 3"],
)
def test_what_is_no_certain_date_is_none(text):
    assert parse_date(text) is None


def test_a_zone_that_means_several_has_no_offset():
    assert [offset(z) for z in ("BST", "kst", "CST", "IST", "UTC+3", "+0530", "XYZ")] == [
        "+01:00",
        "+09:00",
        "",
        "",
        "+03:00",
        "+05:30",
        "",
    ]


@given(st.dates(min_value=__import__("datetime").date(1600, 1, 1), max_value=__import__("datetime").date(2100, 12, 31)))
def test_every_day_survives_two_ways_of_writing_it(day):
    assert parse_date(day.isoformat()).date == day.isoformat()
    assert parse_date(f"{day:%A} {day.day} {day:%B} {day.year}").date == day.isoformat()
