"""Charts, questioned through their artists: where the dots are, what the labels say, whether everything fits."""

from __future__ import annotations

from itertools import pairwise

import matplotlib as mpl
import matplotlib.dates
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.text import Annotation

from framing import charts, resources
from framing.charts import grid, palette, reading
from framing.charts.lettering import text_width, two_lines, wrap
from framing.tables import MEASURE_COLUMNS

NAN = float("nan")
COLUMN, DEFAULT = 3.35, 6.4
GROUPS = list(palette.groups())
CATEGORIES = [row["category"] for row in resources.rows("palette/categories.tsv") if row["category"].isupper()]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def table(rows, **same):
    """A measure's table: rows are mappings; what they leave out is filled with `same` and with nothing."""
    empty = {"estimate": NAN, "low": NAN, "high": NAN, "numerator": NAN, "denominator": NAN, "articles": 8, "note": ""}
    whole = [{**empty, **same, **row} for row in rows]
    by = [name for name in whole[0] if name not in MEASURE_COLUMNS]
    return pd.DataFrame(whole)[[*by, *MEASURE_COLUMNS]]


def shares(outlets=("Herald", "Beacon"), groups=("official", "analyst"), articles=8, broad=False):
    rows = []
    for n, outlet in enumerate(outlets):
        for m, group in enumerate([*groups, *(["state_media_broad"] if broad else [])]):
            share = 0.1 + 0.05 * ((n + m) % 5)
            limits = {"low": share - 0.05, "high": share + 0.1} if articles >= 5 else {}
            rows.append({"outlet": outlet, "category": group, "estimate": share, "numerator": 100 * share, **limits})
    return table(rows, measure="source_shares", unit="attributions", denominator=100.0, articles=articles)


def ratios(outlets=("Herald", "Beacon")):
    rows = [
        {"outlet": o, "estimate": 2.5, "low": 0.9, "high": 7.0, "numerator": 12.0, "denominator": 4.5} for o in outlets
    ]
    rows[-1] |= {"estimate": NAN, "low": NAN, "high": NAN, "numerator": 0.0, "denominator": 0.0}
    return table(rows, measure="source_ratio", category="official : analyst", unit="attributions")


def sentiments(outlets=("Herald", "Beacon")):
    values = {"outlet": (0.10, 0.05, 0.15), "source": (-0.20, -0.30, -0.10), "difference": (0.30, 0.20, 0.40)}
    rows = [
        {"outlet": o, "voice": v, "measure": m, "estimate": e, "low": low, "high": high, "denominator": 50.0}
        for m in ("polarity", "subjectivity")
        for v, (e, low, high) in values.items()
        for o in outlets
    ]
    return table(rows, category="textblob", unit="scored words")


def keywords(outlets=("Herald",), categories=("BLAME", "THREAT")):
    rows = [
        {"outlet": o, "voice": v, "category": c, "estimate": n + 1.0, "low": n + 0.5, "high": n + 2.0}
        for n, v in enumerate(("outlet", "source"))
        for o in outlets
        for c in categories
    ]
    return table(rows, measure="stance_keywords", unit="per 1,000 words", denominator=4000.0)


def days(outlets=("Herald", "Beacon"), dates=("", "2026-03-01", "2026-03-02")):
    rows = [
        {"outlet": o, "date": d, "category": c, "unit": c, "estimate": float((n + m) % 3 + 1) * size}
        for n, o in enumerate(outlets)
        for m, d in enumerate(dates)
        for c, size in (("articles", 1), ("words", 400))
    ]
    return table(rows, measure="coverage")


def terms(more=("declared", "hask dam"), less=("told", "said"), outlets=("Herald",), articles=8):
    """On each side z and estimate of the outermost term are 4, of the others 2; the threshold is 3."""
    scores = [4.0, *[2.0] * len(more)][: len(more)] + [*[-2.0] * len(less), -4.0][1 : len(less) + 1]
    rows = [
        {"outlet": o, "voice": "outlet", "category": t, "estimate": z, "low": z - 1, "high": z + 1, "numerator": 9.0}
        for o in outlets
        for t, z in zip([*more, *less], scores, strict=True)
    ]
    data = table(rows, measure="distinctive_terms", unit="words", denominator=1041.0, articles=articles)
    rest = {"numerator_rest": 5.0, "denominator_rest": 5100.0, "articles_rest": 34, "documents_rest": 2}
    return data.assign(documents=7, **rest, z=data["estimate"], threshold=3.0)


def dots(ax, label):
    """(x, y) of the dots with this label."""
    return [(line.get_xdata()[0], line.get_ydata()[0]) for line in ax.lines if line.get_label() == label]


def intervals(ax):
    """(left, right, y) of every interval."""
    return [(*line.get_xdata(), line.get_ydata()[0]) for line in ax.lines if line.get_label() == "_interval"]


def title_of(ax, start):
    return next(text for text in ax.texts if text.get_text().startswith(start))


def footer(ax):
    """The line under the chart, its line breaks undone."""
    own = [text.get_text() for text in ax.texts if isinstance(text, Annotation)]
    text = ax.figure.get_supxlabel() or own[-1]
    return text.replace("\n", " ").replace("\N{NO-BREAK SPACE}", " ")


def row_labels(ax):
    return [label.get_text() for label in ax.get_yticklabels()]


# --- source shares ---------------------------------------------------------------------------------------------------


def test_each_share_stands_in_its_groups_panel_and_its_outlets_row():
    ax = charts.source_shares(shares())
    for label, values in (("Officials", [10, 15]), ("Analysts", [15, 20])):
        zero = title_of(ax, label).get_position()[0]
        assert [x - zero for x, _ in dots(ax, label)] == pytest.approx(values)
        assert [y for _, y in dots(ax, label)] == list(ax.get_yticks()[:2])
    assert row_labels(ax)[:2] == ["Herald (100)", "Beacon (100)"]


def test_intervals_reach_from_low_to_high():
    ax = charts.source_shares(shares())
    zero = title_of(ax, "Analysts").get_position()[0]
    assert sorted(intervals(ax))[2] == pytest.approx((zero + 10, zero + 25, 0))
    assert len(intervals(ax)) == 4


def test_the_broad_reading_of_state_media_is_hollow_and_beside_the_narrow_one():
    ax = charts.source_shares(shares(groups=("official", "state_media"), broad=True))
    broad = next(line for line in ax.lines if line.get_label() == "State media, broad")
    narrow = next(line for line in ax.lines if line.get_label() == "State media")
    assert (broad.get_markerfacecolor(), narrow.get_markerfacecolor()) == ("white", palette.group("state_media").colour)
    assert 0 < broad.get_ydata()[0] - narrow.get_ydata()[0] < 0.5
    assert "Hollow" in footer(ax)


def test_one_page_alone_shows_counts_and_no_interval():
    ax = charts.source_shares(shares(["Herald"], articles=1))
    assert intervals(ax) == []
    assert "Herald: n = " in footer(ax)
    assert "Dots without lines: fewer than 5 articles, no interval." in footer(ax)
    assert "1 article " in footer(ax)
    assert row_labels(ax) == ["Officials", "Analysts"]
    assert {"10", "15"} <= {text.get_text() for text in ax.texts}


def test_a_mixed_table_says_which_dots_have_no_interval():
    mixed = pd.concat([shares(["Herald"]), shares(["Beacon"], articles=3)], ignore_index=True)
    said = footer(charts.source_shares(mixed))
    assert "Lines: 95 % intervals" in said
    assert "Dots without lines: fewer than 5 articles, no interval." in said


def test_enough_articles_without_an_interval_are_not_said_to_be_few():
    data = shares()
    data[["low", "high"]] = NAN
    said = footer(charts.source_shares(data))
    assert "fewer than 5" not in said
    assert "Dots without lines: no interval, for the reason in the table's notes." in said


def test_a_row_without_estimate_keeps_its_place_but_has_no_dot():
    data = shares()
    data.loc[data["outlet"] == "Beacon", ["estimate", "low", "high"]] = NAN
    ax = charts.source_shares(data)
    assert len(dots(ax, "Officials")) == 1
    assert "Beacon (100)" in row_labels(ax)


def test_panels_come_in_the_order_of_the_table():
    ax = charts.source_shares(shares(groups=GROUPS))
    titles = [text.get_text().replace("\n", " ") for text in ax.texts if text.get_weight() == "bold"]
    assert titles == [look.label for look in palette.groups().values()]


def test_source_types_have_their_own_panel_in_the_colour_of_their_group():
    ax = charts.source_shares(shares(groups=("government", "think_tank")))
    dot = next(line for line in ax.lines if line.get_label() == "Think tank")
    assert title_of(ax, "Think tank")
    assert dot.get_color() == palette.group("analyst").colour


# --- the other charts ------------------------------------------------------------------------------------------------


def test_the_ratio_is_on_a_log_axis_with_a_line_at_one():
    ax = charts.source_ratio(ratios())
    assert ax.get_xscale() == "log"
    assert dots(ax, "ratio") == [(2.5, 0)]
    assert intervals(ax) == [(0.9, 7.0, 0)]
    assert next(line for line in ax.lines if line.get_label() == "as many of both").get_xdata() == [1, 1]
    assert [text.get_text() for text in ax.texts][:2] == ["12 : 4", "0 : 0"]
    assert "Officials : analysts" in ax.get_xlabel()


def test_sentiment_shows_both_voices_their_joint_and_their_difference():
    ax = charts.sentiment_by_voice(sentiments())
    assert [x for x, _ in dots(ax, "outlet's own voice")] == [0.10, 0.10]
    assert [x for x, _ in dots(ax, "sources' voice")] == [-0.20, -0.20]
    assert sorted(next(line for line in ax.lines if line.get_label() == "_join").get_xdata()) == [-0.20, 0.10]
    zeros = sorted(line.get_xdata()[0] for line in ax.lines if line.get_label() == "_zero")
    assert [x - zeros[1] for x, _ in dots(ax, "difference")] == pytest.approx([0.30, 0.30])
    assert ax.get_xlabel() == "Mean polarity of scored words"
    assert "n = 100 scored words in the outlet's own voice, 100 in the sources' voice, 16 articles" in footer(ax)
    assert "textblob" in footer(ax)


def test_sentiment_of_two_instruments_is_refused():
    both = pd.concat([sentiments(), sentiments().assign(category="vader")], ignore_index=True)
    with pytest.raises(charts.ChartError, match="mixes sentiment instruments"):
        charts.sentiment_by_voice(both)


def test_sentiment_draws_the_measure_that_is_left_in_the_table():
    data = sentiments()
    ax = charts.sentiment_by_voice(data[data["measure"] == "subjectivity"])
    assert ax.get_xlabel() == "Mean subjectivity of scored words"


def test_the_voices_are_told_apart_without_colour():
    ax = charts.sentiment_by_voice(sentiments())
    outlet, source = (
        next(li for li in ax.lines if li.get_label() == k) for k in ("outlet's own voice", "sources' voice")
    )
    assert outlet.get_marker() != source.get_marker()
    assert outlet.get_markerfacecolor() != source.get_markerfacecolor()


def test_stance_has_a_row_for_each_category_and_a_dot_for_each_voice():
    ax = charts.stance_keywords(keywords(categories=CATEGORIES))
    assert len(CATEGORIES) == 14
    assert "De-escalation" in row_labels(ax)
    assert [x for x, _ in dots(ax, "outlet's own voice")] == [1.0] * 14
    assert [x for x, _ in dots(ax, "sources' voice")] == [2.0] * 14
    assert [round(y) for _, y in dots(ax, "sources' voice")] == list(range(14))
    assert "per 1,000 words" in ax.get_xlabel()


def test_stance_has_a_panel_for_each_of_several_outlets():
    ax = charts.stance_keywords(keywords(["Herald", "Beacon"]))
    zeros = [title_of(ax, outlet).get_position()[0] for outlet in ("Herald", "Beacon")]
    found = [x for x, _ in dots(ax, "outlet's own voice")]
    assert found == pytest.approx([zeros[0] + 1, zeros[0] + 1, zeros[1] + 1, zeros[1] + 1])


def test_coverage_draws_the_articles_of_each_day_and_counts_the_undated():
    ax = charts.coverage(days())
    bars = [(bar.get_x() + bar.get_width() / 2, -bar.get_height()) for bar in ax.patches]
    day = matplotlib.dates.datestr2num("2026-03-01")
    assert [x for x, _ in bars] == pytest.approx([day, day + 1, day, day + 1])
    heights = [h for _, h in bars]
    assert [h / max(heights) for h in heights] == pytest.approx([2 / 3, 1, 1, 1 / 3])
    assert row_labels(ax) == ["Herald (5)", "Beacon (4)"]
    assert "n = 9 articles with a date" in footer(ax)
    assert "Not shown: 3 without a date" in footer(ax)


def test_coverage_without_any_date_says_what_to_do():
    with pytest.raises(charts.ChartError, match="add dates"):
        charts.coverage(days(dates=[""]))


# --- every chart -----------------------------------------------------------------------------------------------------

LONG = ["The State News Agency of the Republic of Norland", "A", *(f"Outlet number {n}" for n in range(18))]
MANY_DAYS = [str(day)[:10] for day in pd.date_range("2026-03-01", periods=60)]
TYPES = list(resources.leaf_groups())
EVERY = {
    "source_shares": (charts.source_shares, shares(LONG, GROUPS, broad=True)),
    "source_shares, one": (charts.source_shares, shares(LONG[:1], GROUPS, broad=True)),
    "source_shares, types": (charts.source_shares, shares(LONG[:3], TYPES, broad=True)),
    "source_ratio": (charts.source_ratio, ratios(LONG)),
    "sentiment_by_voice": (charts.sentiment_by_voice, sentiments(LONG)),
    "stance_keywords": (charts.stance_keywords, keywords(LONG[:6], CATEGORIES)),
    "distinctive_terms": (charts.distinctive_terms, terms(LONG[2:17], [*LONG[:1], *CATEGORIES], LONG[:1], 12345)),
    "coverage": (charts.coverage, days(LONG, MANY_DAYS)),
}
every_chart = pytest.mark.parametrize(("chart", "data"), EVERY.values(), ids=EVERY)


@every_chart
def test_a_chart_draws_on_the_axes_it_is_given_and_only_there(chart, data):
    before = dict(mpl.rcParams)
    figure, (left, right) = plt.subplots(1, 2, figsize=(13, 13))
    assert chart(data, ax=left) is left
    assert left.lines or left.patches
    assert not right.has_data()
    assert figure.get_supxlabel() == ""
    assert "articles" in footer(left)
    assert dict(mpl.rcParams) == before


@every_chart
def test_a_chart_leaves_its_table_as_it_was(chart, data):
    before = data.copy()
    chart(data)
    pd.testing.assert_frame_equal(data, before)


@every_chart
def test_alt_text_and_footer_name_unit_and_n(chart, data):
    ax = chart(data)
    assert data["unit"].iloc[0] in charts.alt_text(ax) + ax.get_xlabel()
    assert len(charts.alt_text(ax)) > 60
    assert "n = " in footer(ax) or "counted in" in footer(ax)


def test_alt_text_holds_the_numbers():
    alt = charts.alt_text(charts.source_shares(shares()))
    assert "Officials: Herald 10 (5 to 20), Beacon 15 (10 to 25)." in alt
    assert charts.alt_text(plt.figure().add_subplot()) == ""


@every_chart
def test_a_table_of_another_kind_or_without_rows_is_refused(chart, data):
    with pytest.raises(charts.ChartError, match="no column 'estimate'"):
        chart(data.drop(columns="estimate"))
    with pytest.raises(charts.ChartError, match="no rows"):
        chart(data.iloc[:0])


@pytest.mark.parametrize(
    ("chart", "wrong", "message"),
    [
        (charts.source_ratio, shares(), "holds the measure 'source_shares'.*framing.source_ratio"),
        (charts.source_shares, ratios(), "holds the measure 'source_ratio'.*framing.source_shares"),
        (charts.stance_keywords, sentiments(), "holds the measure 'polarity'.*framing.stance_keywords"),
        (charts.sentiment_by_voice, keywords(), "holds the measure 'stance_keywords'.*framing.sentiment_by_voice"),
        (charts.source_shares, object(), r"no table \(but of type object\).*framing.source_shares"),
    ],
)
def test_the_table_of_another_measure_is_refused_in_words(chart, wrong, message):
    with pytest.raises(charts.ChartError, match=message):
        chart(wrong)


def test_the_share_of_words_scored_is_not_drawn_as_a_tone():
    data = sentiments().assign(measure="words_scored")
    with pytest.raises(charts.ChartError, match="keep polarity or subjectivity"):
        charts.sentiment_by_voice(data)


@pytest.mark.parametrize(
    ("chart", "nothing", "message"),
    [
        (charts.source_ratio, ratios().assign(estimate=NAN), "no official or analyst is quoted"),
        (charts.source_shares, shares().iloc[:0], "nobody is quoted"),
        (charts.stance_keywords, keywords().iloc[:0], "no keyword of the lexicon, or no such wording, occurs"),
        (charts.sentiment_by_voice, sentiments().assign(estimate=NAN), "no word has a sentiment score"),
    ],
)
def test_a_corpus_without_anything_to_draw_is_told_why(chart, nothing, message):
    with pytest.raises(charts.ChartError, match=f"nothing to draw: {message}"):
        chart(nothing)


def test_footers_of_one_page_name_the_outlet_and_count_in_the_singular():
    one = keywords()
    one["articles"] = 1
    said = footer(charts.stance_keywords(one))
    assert said.startswith("Herald: n = 4,000 words")
    assert "1 article." in said
    assert "Keywords measure vocabulary, not stance." in said
    single = days(["Herald"], ["2026-03-01"])
    assert "n = 1 article with a date" in footer(charts.coverage(single))


def test_a_chart_of_voices_refuses_a_table_without_voices():
    with pytest.raises(charts.ChartError, match=r"no column 'voice'.*framing.sentiment_by_voice"):
        charts.sentiment_by_voice(shares())


def test_dollars_line_breaks_and_absent_names_are_plain_text():
    ax = charts.source_shares(shares(["$x^2$ Cash", "Two\nlines", ""]))
    ax.figure.canvas.draw()
    assert row_labels(ax)[:3] == [r"\$x^2\$ Cash (100)", "Two lines (100)", "(not given) (100)"]


def test_a_measure_without_by_and_one_by_two_columns_name_their_rows():
    assert set(reading.read(shares().drop(columns="outlet"), "source_shares")["row"]) == {"All articles"}
    by_two = shares()
    by_two.insert(1, "week", "2026-W09")
    assert set(reading.read(by_two, "source_shares")["row"]) == {"Herald · 2026-W09", "Beacon · 2026-W09"}


def test_display_gives_the_alt_text_to_the_notebook_and_closes_the_figure(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", lambda figure, metadata: shown.append((figure, metadata)))
    ax = charts.source_ratio(ratios())
    charts.display(ax)
    assert shown == [(ax.figure, {"image/png": {"alt": charts.alt_text(ax)}})]
    assert plt.get_fignums() == []


# --- palette and helpers ---------------------------------------------------------------------------------------------


def luminance(colour):
    rgb = np.array(mpl.colors.to_rgb(colour))
    return float(np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4) @ [0.2126, 0.7152, 0.0722])


def contrast(one, other):
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", [*palette.groups().values(), *palette.voices().values()], ids=lambda look: look.label)
def test_every_colour_has_contrast_on_white_and_on_dark(look):
    assert contrast(look.colour, "white") >= 3
    assert contrast(look.dark_colour, "#1E1E1E") >= 3


def test_groups_differ_by_colour_marker_and_sign():
    looks = list(palette.groups().values())
    for feature in ("label", "colour", "dark_colour", "marker", "sign"):
        assert len({getattr(look, feature) for look in looks}) == len(looks)


def test_the_palette_knows_exactly_the_groups_of_the_codebook():
    assert list(dict.fromkeys(resources.leaf_groups().values())) == GROUPS


@pytest.mark.parametrize(
    ("low", "high", "most", "ticks"),
    [
        (0, 80, 2, [0, 50]),
        (0, 1, 5, [0, 0.25, 0.5, 0.75, 1]),
        (-0.19, 0.16, 2, [-0.1, 0, 0.1]),
        (0, 7, 6, [0, 2, 4, 6]),
    ],
)
def test_ticks_are_round_and_within_the_scale(low, high, most, ticks):
    assert grid.nice_ticks(low, high, most) == pytest.approx(ticks)


@pytest.mark.parametrize("inches", [COLUMN, DEFAULT])
@pytest.mark.parametrize("top", [0.05, 0.2, 0.45, 0.5, 0.7, 0.95, 1.0])
def test_ticks_of_neighbouring_panels_stand_apart_at_every_range(top, inches):
    data = shares(groups=GROUPS)
    data["estimate"] = data["high"] = top
    with mpl.rc_context({"figure.figsize": (inches, 4)}):
        ax = charts.source_shares(data)
    ax.figure.canvas.draw()
    boxes = sorted((t.get_window_extent() for t in ax.get_xticklabels()), key=lambda box: box.x0)
    assert len(boxes) > 2
    assert all(one.x1 + 1 < other.x0 for one, other in pairwise(boxes))


@pytest.mark.parametrize("title", ["Intergovernmentalists", "One two three four five six", "Short"])
def test_a_title_fits_its_panel_in_two_lines(title):
    lines = two_lines(title, 0.6, 7, "normal")
    assert 1 <= len(lines) <= 2
    assert all(text_width(line, 7) <= 0.6 for line in lines)
    assert lines == ["Short"] or lines[-1].endswith("…")


def test_a_footer_breaks_between_words_and_fits():
    lines = wrap("Lines of a footer that is longer than the paper is wide", 1.2)
    assert " ".join(lines) == "Lines of a footer that is longer than the paper is wide"
    assert len(lines) > 1
    assert all(text_width(line, 7) <= 1.2 for line in lines)
