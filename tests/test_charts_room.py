"""Every chart in every room: alone at the width of a column and of a page, and on the reader's own Axes."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
import test_charts as simple
from matplotlib.text import Text
from test_charts import CATEGORIES, GROUPS, close_figures, ratios, sentiments, shares, terms
from test_charts_more import cues, two_units
from test_charts_validation import row as validated
from test_evidence import ATTRIBUTIONS, coding_of
from test_measures import corpus

from framing import charts, measures
from framing.charts import room
from framing.charts.sheet import left_out
from framing.resources import leaf_groups

__all__ = ["close_figures"]

COLUMN = 8.5 / 2.54
NAMES = [
    "The State News Agency of the Republic of Norland",
    "The State News Agency of the Republic of Sudland",
    "A",
    "Süddeutsche Allgemeine Zeitung",
    "Wall Street & Harbour Journal",
    "Norland Times International Edition",
    "The Post-Intelligencer & Evening Standard",
    *(f"Gazette of the Province {n}" for n in range(13)),
]
DAYS = [str(day)[:10] for day in pd.date_range("2026-03-01", periods=60)]


def along(table: pd.DataFrame, name: str, moments: list) -> pd.DataFrame:
    parts = [table.drop(columns=[name], errors="ignore") for _ in moments]
    for part, moment in zip(parts, moments, strict=True):
        part.insert(0, name, moment)
    return pd.concat(parts, ignore_index=True)


def differences(outlets: list[str]) -> pd.DataFrame:
    says = [["government"] * (1 + n % 3) + ["expert"] * (n % 4) for n in range(len(outlets))]
    articles = [{"outlet": o, "says": said} for o, said in zip(outlets, says, strict=True) for _ in range(6)]
    return measures.outlet_differences(corpus(*articles), ["official"])


def missing(outlets: list[str]) -> pd.DataFrame:
    people = [
        {"source_key": f"p{n}", "source_name": f"President Person Longname {n}", "source_type": "academic"}
        for n in range(25)
    ]
    articles = [
        {"outlet": o, "says": [p for k, p in enumerate(people) if (k * 5 + n) % 7]}
        for n, o in enumerate(outlets)
        for _ in range(5)
    ]
    return measures.missing_sources(corpus(*articles))


def story(speakers: int):
    text = " ".join(f"w{n}" for n in range(2 * speakers))
    starts = [text.index(f"w{n}") for n in range(2 * speakers)]
    spans = [(start, start + len(f"w{n}"), [n // 2 + 1] if n % 2 else []) for n, start in enumerate(starts)]
    rows = [
        ATTRIBUTIONS[0] | {"attribution_id": n + 1, "source_id": f"s{n}", "source_name": name, "source_group": group}
        for n, (name, group) in enumerate(zip(NAMES * 2, GROUPS * 5, strict=False))
    ]
    return coding_of(text, spans, rows[:speakers])


def corrected(outlets: list[str], measure: str) -> pd.DataFrame:
    more = {"target": "the outlet's practice", "labels": 120, "labels_needed": np.nan, "low": 0.2, "high": 0.7}
    categories = GROUPS if measure == "source_shares" else ["official : analyst"]
    return pd.DataFrame(
        validated(o, measure, c, estimate=e, **more) | {"estimator": name}
        for o in outlets
        for c in categories
        for name, e in (("raw", 0.3), ("corrected", 0.5))
    )


def rates(outlets: list[str]) -> pd.DataFrame:
    kinds = ("precision", "recall", "same_type", "same_group", "same_source")
    return pd.DataFrame(
        validated(o, kind, "any source", estimate=0.9, low=0.7, high=0.95) for o in outlets for kind in kinds
    )


def cases(outlets: list[str], dates: list[str], speakers: int) -> dict:
    """Name -> the chart, its table and what else it takes."""
    steps = [6.0 * n for n in range(-3, len(dates) - 3)]
    quotes = [f"we will not be moved by threats, number {n} said" for n in range(25)]
    told = missing(outlets)
    return {
        "source_shares": (charts.source_shares, shares(outlets, GROUPS, broad=True)),
        "source_shares, one": (charts.source_shares, shares(outlets[:1], GROUPS, broad=True)),
        "source_shares, types": (charts.source_shares, shares(outlets[:4], list(leaf_groups()), broad=True)),
        "source_ratio": (charts.source_ratio, ratios(outlets)),
        "sentiment_by_voice": (charts.sentiment_by_voice, sentiments(outlets)),
        "stance_keywords": (charts.stance_keywords, simple.keywords(outlets, CATEGORIES)),
        "distinctive_terms": (
            charts.distinctive_terms,
            terms(NAMES[3:17], [*NAMES[:1], *CATEGORIES], NAMES[:1], 12345),
        ),
        "coverage": (charts.coverage, simple.days(outlets, ["", *dates])),
        "trend, days": (charts.trend, along(sentiments(outlets), "date", dates)),
        "trend, steps": (charts.trend, along(sentiments(outlets[:4]), "hours_since_event", steps)),
        "trend, groups": (charts.trend, along(shares(["x"], GROUPS).drop(columns="outlet"), "date", dates)),
        "units_compared": (charts.units_compared, two_units(outlets)),
        "cue_classes, groups": (charts.cue_classes, cues(GROUPS)),
        "cue_classes, outlets": (charts.cue_classes, cues(outlets)),
        "outlet_differences": (charts.outlet_differences, differences(outlets)),
        "missing_sources": (charts.missing_sources, told),
        "missing_quotations": (
            charts.missing_sources,
            told.assign(measure="missing_quotations", category=told["category"].map(lambda c: quotes[int(c[-2:])])),
        ),
        "voices_along_story": (charts.voices_along_story, story(speakers), "a-1"),
        "corrected": (charts.corrected, corrected(outlets, "source_shares")),
        "corrected, ratio": (charts.corrected, corrected(outlets, "source_ratio")),
        "accuracy": (charts.accuracy, rates(outlets)),
    }


MANY = cases(NAMES, DAYS, 30)
FEW = cases(NAMES[:4], DAYS[:7], 5)
every = pytest.mark.parametrize("name", MANY)


def draw(case: tuple, **more):
    chart, *given = case
    return chart(*given, **more)


def visible(figure) -> list[Text]:
    """Each text of the figure that is drawn, of the ticks only those within the axis."""
    figure.draw_without_rendering()
    ticks = {tick for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for tick in axis.get_ticklabels()}
    all_ticks = {
        text for ax in figure.axes for axis in (ax.xaxis, ax.yaxis) for text in axis.findobj(Text) if text != axis.label
    }
    shown = figure.findobj(lambda a: isinstance(a, Text) and a.get_visible() and a.get_text().strip())
    return [text for text in dict.fromkeys(shown) if text not in all_ticks or text in ticks]


def check(figure, within, smallest: float) -> None:
    """No text is smaller, leaves the box or covers another text, a dot or an interval by more than a point."""
    point = figure.dpi / 72
    texts = visible(figure)
    boxes = np.array([text.get_window_extent().extents for text in texts])
    assert min(text.get_fontsize() for text in texts) >= smallest
    for text, (x0, y0, x1, y1) in zip(texts, boxes, strict=True):
        inside = x0 > within.x0 - point and y0 > within.y0 - point and x1 < within.x1 + point and y1 < within.y1 + point
        assert inside, f"{text.get_text()!r} leaves the room"
    dots = [line for ax in figure.axes for line in ax.lines if line.get_marker() not in ("None", "")]
    names = [text.get_text() for text in texts]
    for others, labels, apart in (
        (boxes, names, np.triu(np.ones((len(boxes), len(boxes)), bool), 1)),
        (np.array([d.get_window_extent().extents for d in dots]).reshape(-1, 4), [d.get_label() for d in dots], True),
    ):
        shared = np.minimum(boxes[:, None, 2:], others[None, :, 2:]) - np.maximum(
            boxes[:, None, :2], others[None, :, :2]
        )
        found = np.argwhere((shared.min(axis=2) > 1.05 * point) & apart)
        assert not len(found), f"{names[found[0][0]]!r} covers {labels[found[0][1]]!r}"


# --- figures of its own ----------------------------------------------------------------------------------------------


@every
@pytest.mark.parametrize("inches", [COLUMN, 6.4], ids=["column", "page"])
def test_twenty_outlets_and_sixty_days_are_legible(name, inches):
    with plt.rc_context({"figure.figsize": (inches, 4)}):
        figure = draw(MANY[name]).figure
    assert figure.get_figwidth() == pytest.approx(inches)
    if (name, inches) != ("stance_keywords", COLUMN):  # 20 panels of 14 rows
        assert figure.get_figheight() <= 24.5 / 2.54, "higher than a page"
    check(figure, figure.bbox, smallest=7)


@every
def test_a_few_outlets_are_legible_at_the_width_of_a_column(name):
    with plt.rc_context({"figure.figsize": (COLUMN, 4)}):
        figure = draw(FEW[name]).figure
    check(figure, figure.bbox, smallest=7)


# --- the reader's own axes -------------------------------------------------------------------------------------------

FIGURES = {
    "column": lambda: plt.subplots(figsize=(COLUMN, 3), squeeze=False),
    "panels": lambda: plt.subplots(2, 3, figsize=(10, 6), squeeze=False),
    "tiny": lambda: plt.subplots(figsize=(5 / 2.54, 4 / 2.54), squeeze=False),
}
NO_ROOM = {
    "column": {"source_shares, types"},
    "panels": {"source_shares", "source_shares, types", "stance_keywords", "corrected"},
    "tiny": {
        *("source_shares", "source_shares, types", "stance_keywords", "corrected", "accuracy", "distinctive_terms"),
        *("missing_sources", "missing_quotations"),
    },
}


@every
@pytest.mark.parametrize("kind", FIGURES)
def test_a_chart_keeps_to_its_part_of_the_figure_or_says_the_size_it_takes(name, kind):
    figure, axes = FIGURES[kind]()
    ax = axes[0][-2 % axes.shape[1]]
    slot, before = room.slot_of(ax), [other.get_position().bounds for other in figure.axes if other is not ax]
    if name in NO_ROOM[kind]:
        with pytest.raises(charts.ChartError, match=r"which by itself takes 8\.5 × [\d.]+ cm"):
            draw(FEW[name], ax=ax)
        return
    assert draw(FEW[name], ax=ax) is ax
    assert before == [other.get_position().bounds for other in figure.axes if other is not ax]
    for other in [one for one in figure.axes if one is not ax]:
        other.remove()
    check(figure, slot, smallest=6)


@every
def test_the_size_that_a_chart_says_it_takes_is_enough(name):
    with plt.rc_context({"figure.figsize": (COLUMN, 4)}):
        size = draw(FEW[name]).figure.get_size_inches()
    figure, ax = plt.subplots(figsize=size)
    draw(FEW[name], ax=ax)
    check(figure, figure.bbox, smallest=6)


def test_two_charts_side_by_side_do_not_touch():
    figure, (left, right) = plt.subplots(1, 2, figsize=(8, 3))
    charts.source_ratio(ratios(NAMES[:4]), ax=left)
    charts.sentiment_by_voice(sentiments(NAMES[:4]), ax=right)
    check(figure, figure.bbox, smallest=6)


def test_in_a_layout_of_the_readers_own_matplotlib_keeps_placing_the_axes():
    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.5), layout="constrained")
    charts.source_ratio(ratios(NAMES[:4]), ax=left)
    charts.coverage(simple.days(NAMES[:4], DAYS[:7]), ax=right)
    check(figure, figure.bbox, smallest=6)
    assert left.get_position().y0 == pytest.approx(right.get_position().y0)


def test_a_footer_without_room_is_left_to_the_export():
    _, ax = plt.subplots(figsize=(5 / 2.54, 4 / 2.54))
    charts.cue_classes(cues(GROUPS), ax=ax)
    assert left_out(ax).startswith("Per cent of the attributions of each row")
    assert not [text for text in ax.texts if "Per cent" in text.get_text()]
    assert left_out(charts.cue_classes(cues(GROUPS))) == ""


def test_every_public_chart_is_tried():
    others = {"ChartError", "ChartWarning", "alt_text", "display", "export"}
    assert {case[0].__name__ for case in MANY.values()} == set(charts.__all__) - others
