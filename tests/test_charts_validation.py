"""Charts of a validation, through their artists: raw above corrected, and what the machine gets right."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from framing import charts, tables
from framing.charts import ChartError


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def row(outlet: str, measure: str, category: str, **more: object) -> dict:
    blank = dict.fromkeys(tables.MEASURE_COLUMNS, "") | {"numerator": 5.0, "denominator": 10.0, "articles": 8}
    return {"outlet": outlet, **blank, "measure": measure, "category": category, "unit": "attributions", **more}


def corrected(measure: str = "source_shares", target: str = "the outlet's practice") -> pd.DataFrame:
    """Two outlets, two groups (or one ratio), raw and corrected."""
    categories = ["official", "analyst", "state_media_broad"] if measure == "source_shares" else ["official : analyst"]
    rows = [
        row(outlet, measure, category, estimate=estimate, low=estimate / 2, high=min(estimate * 1.5, 1.0))
        | {"estimator": estimator, "target": target, "labels": labels, "labels_needed": np.nan}
        for outlet, labels in (("Herald", 30), ("Post", 20))
        for category in categories
        for estimator, estimate in (("raw", 0.4), ("corrected", 0.5))
    ]
    return pd.DataFrame(rows)


def dots(ax) -> list:
    return [line for line in ax.lines if line.get_marker() not in ("None", "", None)]


def test_raw_stands_hollow_above_corrected_solid():
    ax = charts.corrected(corrected())
    found = dots(ax)
    assert len(found) == 8, "the overlapping group is left out"
    raw, solid = ([d for d in found if d.get_label() == name] for name in ("raw", "corrected"))
    assert {d.get_markerfacecolor() for d in raw} == {"white"}
    assert "white" not in {d.get_markerfacecolor() for d in solid}
    heights = {name: min(float(d.get_ydata()[0]) for d in group) for name, group in (("raw", raw), ("c", solid))}
    assert heights["raw"] < 0 < heights["c"], "y grows downwards"
    assert min(float(d.get_xdata()[0]) for d in raw) == 40
    assert [label.get_text() for label in ax.get_yticklabels()][:2] == ["Herald (30)", "Post (20)"]
    assert "50 labelled sentences" in ax.figure.get_supxlabel().replace("\n", " ")
    assert "Officials: Herald 40 (20 to 60) and 50 (25 to 75); Post" in charts.alt_text(ax).replace(
        "Official:", "Officials:"
    )


def test_ratios_stand_on_a_log_axis():
    ax = charts.corrected(corrected("source_ratio"))
    assert ax.get_xscale() == "log"
    assert [round(float(d.get_xdata()[0]), 1) for d in dots(ax)] == [0.4, 0.4, 0.5, 0.5]
    assert ax.get_xlabel() == "Officials : analysts (log scale)"


def test_the_footer_names_the_target_and_its_chance():
    of_these = charts.corrected(corrected(target="these articles")).figure.get_supxlabel().replace("\n", " ")
    assert "The intervals speak of these articles. Lines: 95\N{NO-BREAK SPACE}% intervals, from the draw of" in of_these
    practice = charts.corrected(corrected()).figure.get_supxlabel().replace("\n", " ")
    assert (
        "speak of the outlet's practice. Lines: 95\N{NO-BREAK SPACE}% intervals, sampling whole articles." in practice
    )


def test_it_draws_on_a_given_axes():
    _, ax = plt.subplots()
    assert charts.corrected(corrected(), ax=ax) is ax


def test_other_tables_are_refused_with_the_function_that_makes_the_right_one():
    both = pd.concat([corrected(), corrected("source_ratio")])
    with pytest.raises(ChartError, match="keep one measure, as in table"):
        charts.corrected(both)
    with pytest.raises(ChartError, match=r"give charts\.corrected\(\) the table that framing\.validation\.correct"):
        charts.corrected(corrected().drop(columns="estimator"))
    with pytest.raises(ChartError, match=r"framing\.validation\.Accuracy\.rates\(\)"):
        charts.accuracy(corrected())


def test_rates_have_a_panel_each_and_only_those_of_any_source():
    rows = [
        row(outlet, measure, category, estimate=0.9, low=0.8, high=0.95)
        for outlet in ("Herald", "Post")
        for measure, category in (("precision", "any source"), ("recall", "any source"), ("recall", "expert"))
    ]
    ax = charts.accuracy(pd.DataFrame(rows))
    assert len(dots(ax)) == 4
    assert [text.get_text() for text in ax.texts] == ["Precision", "Recall"]
    assert "Precision: Herald 90 (80 to 95), Post 90 (80 to 95)." in charts.alt_text(ax)
    alone = charts.accuracy(pd.DataFrame(rows[:1]).drop(columns="outlet"))
    assert [label.get_text() for label in alone.get_yticklabels()] == ["All articles"]
