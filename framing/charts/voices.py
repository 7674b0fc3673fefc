"""In whose voice: sentiment and stance keywords, in the outlet's own words and in its sources'."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from framing.charts import palette, reading
from framing.charts.grid import Grid, draw_dots, open_grid
from framing.charts.lettering import labels
from framing.charts.sheet import styled, width_of

APART = {"outlet": -0.17, "source": 0.17}
"""Rows that the dot of each voice stands from the middle of its row, so that intervals do not cover each other."""

VOICES, DIFFERENCE = "voices", "difference"
KEYWORDS = "Keywords"


@styled
def sentiment_by_voice(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Sentiment of each outlet's own voice and of its sources', joined by a line, and their difference.

    Dots with 95 % intervals. table: what `framing.sentiment_by_voice` returns; its first measure is drawn (polarity;
    filter the table for subjectivity). ChartError for any other table.
    """
    data = _first_measure(reading.read(table, "sentiment_by_voice", "voice"))
    measure = data["measure"].iloc[0]
    panels = {VOICES: measure.capitalize(), DIFFERENCE: "Difference"}
    low, high = reading.reach(data)
    margin = 0.06 * max(high - low, 0.02)
    names = list(dict.fromkeys(data["row"]))
    rows = dict(zip(names, labels(names, width_of(ax)), strict=True))
    sheet, grid = open_grid(ax, panels, rows, min(low, 0) - margin, max(high, 0) + margin)
    _zero_line(sheet.ax, grid)
    _join(sheet.ax, grid, data)
    for voice, look in palette.voices().items():
        _draw_voice(sheet.ax, grid, data[data["voice"] == voice], VOICES, look, APART[voice])
    look = palette.Look(DIFFERENCE, "#222222", "#EEEEEE", "D", "◆")
    _draw_voice(sheet.ax, grid, data[data["voice"] == DIFFERENCE], DIFFERENCE, look, 0)
    sheet.ax.set_xlabel(f"Mean {measure} of scored words")
    sheet.key(palette.voices().values())
    return sheet.finish([_sentiment_footer(data), reading.interval_note(data)], _sentiment_alt(data, measure))


@styled
def stance_keywords(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Keywords of each category, or wordings of each kind, per 1,000 words of the outlet's voice and of its sources'.

    Dots with 95 % intervals, a row for each category, a panel for each outlet where there are several. table: what
    `framing.stance_keywords` or `framing.measures.wording_rates` returns. ChartError for any other table.
    """
    data = reading.read(table, "stance_keywords", "voice")
    panels = {row: row for row in data["row"]} if reading.compares(data) else {"": ""}
    rows = {category: palette.readable(category) for category in data["category"]}
    sheet, grid = open_grid(ax, panels, rows, 0, max(reading.reach(data)[1], 1) * 1.05)
    for voice, look in palette.voices().items():
        one = data[data["voice"] == voice]
        places = [
            (grid.origin(panel), grid.y(panel, category) + APART[voice])
            for panel, category in zip(one["row"] if any(panels) else [""] * len(one), one["category"], strict=True)
        ]
        draw_dots(sheet.ax, places, one, look, 4)
    sheet.ax.set_xlabel(f"{_counted(data)} {reading.unit_of(data)} of the voice")
    sheet.key(palette.voices().values())
    return sheet.finish([_stance_footer(data), reading.interval_note(data)], _stance_alt(data))


def _first_measure(data: pd.DataFrame) -> pd.DataFrame:
    means = data[data["measure"] != "words_scored"]
    if len(means["category"].unique()) > 1:
        raise reading.ChartError("this table mixes sentiment instruments, whose scales differ: keep one category in it")
    if means.empty:
        raise reading.ChartError("this table holds only the share of words scored: keep polarity or subjectivity in it")
    return means[means["measure"] == means["measure"].iloc[0]]


def _draw_voice(ax: Axes, grid: Grid, rows: pd.DataFrame, panel: str, look: palette.Look, below: float) -> None:
    draw_dots(ax, [(grid.origin(panel), grid.y(panel, row) + below) for row in rows["row"]], rows, look)


def _join(ax: Axes, grid: Grid, data: pd.DataFrame) -> None:
    for row, pair in data[data["voice"].isin(APART)].dropna(subset="estimate").groupby("row", sort=False):
        if len(pair) == 2:
            y = [grid.y(VOICES, row) + APART[voice] for voice in pair["voice"]]
            ax.plot(grid.origin(VOICES) + pair["estimate"], y, color="#9A9A9A", linewidth=0.8, zorder=1, label="_join")


def _zero_line(ax: Axes, grid: Grid) -> None:
    for panel in grid.panels:
        x, y = grid.origin(panel), grid.y(panel, grid.rows[0])
        ends = [y - 0.6, y + len(grid.rows) - 0.4]
        ax.plot([x, x], ends, color="#767676", linewidth=0.8, linestyle=(0, (4, 3)), zorder=1, label="_zero")


def _voice_words(data: pd.DataFrame, unit: str) -> str:
    """The n of each voice, that of each row counted once: the denominators."""
    n = data.groupby(["voice", "row"], sort=False)["denominator"].max().groupby("voice", sort=False).sum()
    told = [f"{reading.count(n.get(voice, 0))} in the {look.label}" for voice, look in palette.voices().items()]
    return f"n = {told[0].replace(' in', f' {unit} in', 1)}, {told[1]}, {reading.articles_in(data)}."


def _sentiment_footer(data: pd.DataFrame) -> str:
    instrument = ", ".join(dict.fromkeys(data["category"]))
    return f"{_voice_words(data, reading.unit_of(data))} Difference: outlet minus sources. Instrument: {instrument}."


def _counted(data: pd.DataFrame) -> str:
    return KEYWORDS if data["measure"].iloc[0] == "stance_keywords" else "Wordings"


def _stance_footer(data: pd.DataFrame) -> str:
    caveat = " Keywords measure vocabulary, not stance." if _counted(data) == KEYWORDS else ""
    return f"{reading.named(data)}{_voice_words(data, 'words')}{caveat}"


def _sentiment_alt(data: pd.DataFrame, measure: str) -> str:
    told = []
    for row, one in data.groupby("row", sort=False):
        by_voice = one.set_index("voice")
        names = {voice: look.label for voice, look in palette.voices().items()} | {DIFFERENCE: DIFFERENCE}
        values = [f"{names[v]} {reading.with_interval(by_voice.loc[v], 2)}" for v in names if v in by_voice.index]
        told.append(f"{row}: {', '.join(values)}")
    return f"Mean {measure} by voice. {reading.listing(told, joint='; ')}. {reading.interval_note(data)}"


def _stance_alt(data: pd.DataFrame) -> str:
    what = f"{_counted(data)} {reading.unit_of(data)} by voice"
    if reading.compares(data):
        told = [f"{row}: {_most(one)}" for row, one in data.groupby("row", sort=False)]
        what = f"{what}, the most frequent of each outlet"
    else:
        told = [f"{palette.readable(c)}: {_by_voice(one)}" for c, one in data.groupby("category", sort=False)]
    return f"{what}. {reading.listing(told, 14, '; ')}. {reading.interval_note(data)}"


def _by_voice(data: pd.DataFrame) -> str:
    rates = data.set_index("voice")
    looks = {voice: look.label for voice, look in palette.voices().items() if voice in rates.index}
    return ", ".join(f"{name} {reading.with_interval(rates.loc[voice], 1)}" for voice, name in looks.items())


def _most(data: pd.DataFrame) -> str:
    """The two categories that each voice uses most, in words."""
    told = []
    for voice, look in palette.voices().items():
        used = data[(data["voice"] == voice) & (data["estimate"] > 0)]
        top = used.sort_values("estimate", ascending=False, kind="stable").head(2)
        values = [f"{palette.readable(row['category'])} {reading.with_interval(row, 1)}" for _, row in top.iterrows()]
        told.append(f"{look.label} {' and '.join(values) or 'none'}")
    return ", ".join(told)
