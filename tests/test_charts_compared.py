"""The charts of differences and of who is missing, through their artists."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from test_measures import corpus

from framing import charts, measures
from framing.charts import ChartError

ADA = {"source_key": "person: ada cole", "source_name": "Ada Cole", "source_type": "academic"}
BEN = {"source_key": "person: ben dorn", "source_name": "Ben Dorn", "source_type": "government"}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


@pytest.fixture(scope="module")
def differences() -> pd.DataFrame:
    """A only officials, C hardly any, B between; D has 2 articles."""
    says = {"A": ["government"] * 3, "B": ["government", "expert"], "C": ["expert"] * 3, "D": ["expert"]}
    articles = [
        {"outlet": o, "says": says[o]} for o, count in zip("ABCD", (8, 8, 8, 2), strict=True) for _ in range(count)
    ]
    return measures.outlet_differences(corpus(*articles), ["official"])


def cells(ax) -> dict[tuple[int, int], tuple[str, str]]:
    """(column, row) -> the text and its colour."""
    found = [t for t in ax.texts if t.get_label() == "_difference"]
    return {tuple(int(v) for v in t.get_position()): (t.get_text(), t.get_color()) for t in found}


def test_differences_are_row_minus_column_and_dark_where_found(differences):
    ax = charts.outlet_differences(differences)
    assert [t.get_text() for t in ax.get_yticklabels()] == ["A  1", "B  2", "C  3", "D  4"]
    shown = cells(ax)
    assert shown[(0, 1)] == ("−50", "white")
    assert shown[(0, 2)] == ("−100", "white")
    assert {place for place, (text, _) in shown.items() if text == "·"} == {(0, 3), (1, 3), (2, 3)}
    assert len(shown) == 6  # each pair once
    assert len(ax.patches) == sum(colour == "white" for _, colour in shown.values())
    footer = " ".join(ax.figure._supxlabel.get_text().split())
    assert "Holm over 3 tests" in footer
    assert "fewer than 5 articles in one of the two, no test" in footer
    assert "A minus C 100" in charts.alt_text(ax)


def test_differences_say_when_no_test_could_have_found_any(differences):
    ax = charts.outlet_differences(differences.assign(smallest_p_adjusted=0.19, p_adjusted=0.6))
    assert "the smallest p in reach is 0.19" in " ".join(ax.figure._supxlabel.get_text().split())
    assert not ax.patches


def test_differences_within_one_week_are_drawn_and_within_several_refused(differences):
    several = pd.concat([differences.assign(week=w) for w in ("2026-W09", "2026-W10")])
    several = several[["outlet", "other", "week", *differences.columns[2:]]]
    assert cells(charts.outlet_differences(several[several["week"] == "2026-W10"]))[(0, 1)][0] == "−50"
    with pytest.raises(ChartError, match="several values of 'week': filter it for one"):
        charts.outlet_differences(several)


def test_differences_of_one_outlet_are_nothing_to_draw():
    with pytest.raises(ChartError, match="no two outlets have anything to compare"):
        charts.outlet_differences(measures.outlet_differences(corpus({"outlet": "A", "says": ["expert"]})))


def missing(**counts: int) -> pd.DataFrame:
    """A lacks Ada, C lacks Ben; so many articles each."""
    says = {"A": [BEN], "B": [ADA, BEN], "C": [ADA], "D": [ADA, BEN]}
    return measures.missing_sources(
        corpus(*[{"outlet": o, "says": says[o]} for o, n in counts.items() for _ in range(n)])
    )


def points(ax) -> dict[str, set[tuple[int, int]]]:
    """Legend name -> (column, row) of its markers."""
    found: dict[str, set[tuple[int, int]]] = {}
    for line in ax.lines:
        found.setdefault(line.get_label(), set()).update(map(tuple, np.column_stack(line.get_data()).tolist()))
    return found


def test_who_is_missing_where_and_whether_by_chance():
    ax = charts.missing_sources(missing(A=12, B=12, C=4, D=12))
    assert [t.get_text() for t in ax.get_xticklabels()] == ["A", "C"]
    assert [t.get_text() for t in ax.get_yticklabels()] == ["Ben Dorn (36)", "Ada Cole (28)"]
    assert points(ax) == {
        "lacks it, more than by chance": {(0, 1)},
        "lacks it, may be chance": {(1, 0)},  # C has 4 articles
        "carries it": {(0, 0), (1, 1)},
    }
    assert charts.alt_text(ax).endswith(
        "A lacks 1, 1 of them more than by chance, such as Ada Cole; C lacks 1, 0 of them more than by chance, such as "
        "Ben Dorn."
    )


def test_two_sources_of_one_name_are_two_rows():
    table = missing(A=6, B=6, C=6, D=6).assign(category="Ada Cole")
    assert len(charts.missing_sources(table).get_yticklabels()) == 2


def test_only_the_most_widely_carried_are_drawn_and_the_rest_counted():
    others = [{**ADA, "source_key": f"person: {n}", "source_name": f"P {n}"} for n in range(25)]
    articles = [{"outlet": o, "says": others if o != "A" else []} for o in "ABC" for _ in range(5)]
    ax = charts.missing_sources(measures.missing_sources(corpus(*articles)))
    assert len(ax.get_yticklabels()) == 20
    assert "Not shown: 5 more sources" in " ".join(ax.figure._supxlabel.get_text().split())


def test_many_outlets_have_their_names_upright():
    articles = [{"outlet": f"Gazette of {n}", "says": [] if n < 15 else [ADA]} for n in range(20) for _ in range(5)]
    ax = charts.missing_sources(measures.missing_sources(corpus(*articles)))
    assert {t.get_rotation() for t in ax.get_xticklabels()} == {90}


def test_nobody_missing_is_nothing_to_draw():
    with pytest.raises(ChartError, match="no outlet lacks what others carry"):
        charts.missing_sources(missing(B=5, D=5))


def test_without_room_for_numbers_differences_are_squares_by_size(differences):
    with plt.rc_context({"figure.figsize": (1.3, 4)}):
        ax = charts.outlet_differences(differences)
    squares = {
        (line.get_xdata()[0], line.get_ydata()[0]): (line.get_markersize(), line.get_markerfacecolor())
        for line in ax.lines
    }
    assert set(squares) == {(0, 1), (0, 2), (1, 2)}
    assert squares[(0, 2)][0] ** 2 == pytest.approx(2 * squares[(0, 1)][0] ** 2), "100 points and 50: the area"
    assert {face for _, face in squares.values()} == {"#222222"}, "all three were found"
    assert "the largest: 100 points" in " ".join(ax.figure._supxlabel.get_text().split())
    plain = differences.assign(p_adjusted=differences["p_adjusted"] * 0 + 0.6)
    with plt.rc_context({"figure.figsize": (1.3, 4)}):
        hollow = charts.outlet_differences(plain)
    assert {line.get_markerfacecolor() for line in hollow.lines} == {"white"}
