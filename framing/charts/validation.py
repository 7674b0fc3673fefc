"""How far to trust the figures: raw against corrected estimates, and what the machine gets right."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from framing.charts import palette, reading
from framing.charts.grid import Grid, draw_dots, open_grid
from framing.charts.lettering import labels
from framing.charts.palette import Look
from framing.charts.sheet import Sheet, styled, width_of
from framing.charts.sources import BROAD, log_axis, sides
from framing.validation.accuracy import ANY
from framing.validation.correction import ARTICLES

APART = 0.17
"""Rows that the raw dot stands above the middle of its row, and the corrected one below it."""

ESTIMATORS = {"raw": -APART, "corrected": APART}
HOW = "Hollow, above: as the machine counts. Solid, below: corrected by hand-coded sentences."
OF_ARTICLES = "Lines: 95\N{NO-BREAK SPACE}% intervals, from the draw of sentences."
_PLAIN = Look("", "#222222", "#EEEEEE", "o", "●")


@styled
def corrected(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Raw (hollow) and corrected (solid) estimates with 95 % intervals, below each other in the row of each outlet.

    table: the rows of one measure of what `validation.correct` returns: source_shares in a panel for each group, or
    source_ratio on a log axis. The overlapping state_media_broad is left out. ChartError for any other table.
    """
    data = reading.read(table, "corrected", "estimator", "labels", "target")
    data = data[~data["category"].str.endswith(BROAD)].reset_index(drop=True)
    if len(set(data["measure"])) > 1:
        raise reading.ChartError(
            "this table holds shares and a ratio: keep one measure, as in table[table['measure'] == 'source_shares']"
        )
    is_ratio = data["measure"].iloc[0] == "source_ratio"
    sheet = _ratios(data, ax) if is_ratio else _shares(data, ax)
    labelled = reading.counted(data.groupby("row", sort=False)["labels"].max().sum(), "labelled sentences")
    target = data["target"].iloc[0]
    lines = OF_ARTICLES if target == ARTICLES else reading.interval_note(data)
    footer = [HOW, f"{labelled}, those of each row in brackets.", f"The intervals speak of {target}.", lines]
    return sheet.finish(footer, _alt(data, 2 if is_ratio else 0))


def _shares(data: pd.DataFrame, ax: Axes | None) -> Sheet:
    data[["estimate", "low", "high"]] *= 100
    panels = {group: palette.group(group).label for group in data["category"]}
    sheet, grid = open_grid(ax, panels, _rows(data, width_of(ax)), 0, min(100.0, max(reading.reach(data)[1], 5) * 1.05))
    for (category, estimator), series in data.groupby(["category", "estimator"], sort=False):
        _dots(sheet.ax, grid, category, series, _look(palette.group(category), estimator), ESTIMATORS[estimator])
    sheet.ax.set_xlabel(f"Share of {reading.unit_of(data)} (%)")
    return sheet


def _ratios(data: pd.DataFrame, ax: Axes | None) -> Sheet:
    rows = _rows(data, width_of(ax))
    sheet = Sheet.on(ax, len(rows) * 1.4 + 4)
    log_axis(sheet.ax, *reading.reach(data))
    for estimator, series in data.groupby("estimator", sort=False):
        places = [(0, list(rows).index(row) + ESTIMATORS[estimator]) for row in series["row"]]
        draw_dots(sheet.ax, places, series, _look(_PLAIN, estimator), 5)
    sheet.label_rows(range(len(rows)), rows.values())
    sheet.ax.set_ylim(len(rows) - 0.4, -0.7)
    over, under = sides(data)
    sheet.ax.set_xlabel(f"{over} : {under.lower()} (log scale)")
    return sheet


def _rows(data: pd.DataFrame, inches: float) -> dict[str, str]:
    n = data.groupby("row", sort=False)["labels"].max()
    return dict(zip(n.index, labels(n.index, inches, [f"({reading.count(one)})" for one in n]), strict=True))


def _look(look: Look, estimator: str) -> Look:
    return replace(look, filled=estimator == "corrected", label=estimator)


def _dots(ax: Axes, grid: Grid, panel: str, series: pd.DataFrame, look: Look, lower: float) -> None:
    draw_dots(ax, [(grid.origin(panel), grid.y(panel, row) + lower) for row in series["row"]], series, look, 4)


def _alt(data: pd.DataFrame, digits: int) -> str:
    told = [f"Raw and corrected {'ratios' if digits else 'shares in per cent'}, by {reading.unit_of(data)}."]
    for category, rows in data.groupby("category", sort=False):
        of_row = (group.set_index("estimator") for _, group in rows.groupby("row", sort=False))
        values = [
            f"{of['row'].iloc[0]} {' and '.join(reading.with_interval(of.loc[name], digits) for name in ESTIMATORS)}"
            for of in of_row
        ]
        told.append(f"{palette.group(category).label}: {reading.listing(values, joint='; ')}.")
    return " ".join([*told, reading.interval_note(data)])


@styled
def accuracy(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Precision, recall and the like as dots with 95 % intervals: a panel for each, a row for each outlet.

    table: what `Accuracy.rates` returns; only its rows on any source are drawn. ChartError for any other table.
    """
    data = reading.read(table, "accuracy")
    data = data[data["category"] == ANY].reset_index(drop=True)
    data[["estimate", "low", "high"]] *= 100
    panels = {name: palette.readable(name) for name in data["measure"]}
    names = list(dict.fromkeys(data["row"]))
    rows = dict(zip(names, labels(names, width_of(ax)), strict=True))
    sheet, grid = open_grid(ax, panels, rows, min(90.0, reading.reach(data)[0] // 10 * 10), 100.0)
    for measure, series in data.groupby("measure", sort=False):
        _dots(sheet.ax, grid, measure, series, _PLAIN, 0)
    sheet.ax.set_xlabel("Right (%)")
    told = []
    for measure, series in data.groupby("measure", sort=False):
        values = [f"{row['row']} {reading.with_interval(row)}" for _, row in series.iterrows()]
        told.append(f"{panels[measure]}: {reading.listing(values)}.")
    what = "How often the machine is right, in per cent."
    note = "Precision: of what the machine found; recall: of what the coders found; same: of what both found."
    return sheet.finish([note, reading.interval_note(data)], " ".join([what, *told, reading.interval_note(data)]))
