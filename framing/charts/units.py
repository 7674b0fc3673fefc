"""What the unit of counting does: the same shares counted in two units."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes

from framing.charts import palette, reading
from framing.charts.grid import Grid, draw_dots, open_grid
from framing.charts.lettering import labels
from framing.charts.sheet import styled, width_of
from framing.charts.sources import BROAD

APART = (-0.17, 0.17)
"""Rows that the dot of the first and of the second unit stand from the middle of their row."""


@styled
def units_compared(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The share of each source group in two units of counting, joined by a line: a panel for each group, a row for each
    outlet.

    table: two tables of `framing.source_shares` in different units, put together by pandas.concat. The first unit
    is hollow, the second solid; both with 95 % intervals. state_media_broad is left out. ChartError for another table.
    """
    data = reading.read(table, "units_compared")
    data = data[~data["category"].str.endswith(BROAD)]
    units = list(dict.fromkeys(data["unit"]))
    if len(units) != 2:
        raise reading.ChartError(
            f"this table is counted in {len(units)} unit(s), not 2: put two together, as in pandas.concat(["
            "framing.source_shares(coding, unit=u) for u in ('attributions', 'words')])"
        )
    data[["estimate", "low", "high"]] *= 100
    panels = {group: palette.group(group).label for group in data["category"]}
    names = list(dict.fromkeys(data["row"]))
    rows = dict(zip(names, labels(names, width_of(ax)), strict=True))
    sheet, grid = open_grid(ax, panels, rows, 0, min(100.0, max(reading.reach(data)[1], 5) * 1.05))
    _join(sheet.ax, grid, data, units)
    for number, unit in enumerate(units):
        for category, series in data[data["unit"] == unit].groupby("category", sort=False):
            look = replace(palette.group(category), filled=number == 1, label=str(unit))
            places = [(grid.origin(category), grid.y(category, row) + APART[number]) for row in series["row"]]
            draw_dots(sheet.ax, places, series, look, 4)
    sheet.ax.set_xlabel("Share (%)")
    key = f"Hollow, above: share of {_words(units[0])}. Solid, below: share of {_words(units[1])}."
    counts = [
        reading.counted(one["denominator"].groupby(one["row"]).max().sum(), _words(unit))
        for unit, one in data.groupby("unit", sort=False)
    ]
    return sheet.finish([key, f"n = {', '.join(counts)}.", reading.interval_note(data)], _alt(data, units))


def _words(unit: str) -> str:
    return unit.replace("_", " ")


def _join(ax: Axes, grid: Grid, data: pd.DataFrame, units: list[str]) -> None:
    both = data.pivot_table("estimate", ["category", "row"], "unit", sort=False).dropna()
    for (category, row), pair in both.iterrows():
        y = [grid.y(category, row) + below for below in APART]
        x = grid.origin(category) + pair[units]
        ax.plot(x, y, color="#9A9A9A", linewidth=0.8, zorder=1, label="_join")


def _alt(data: pd.DataFrame, units: list[str]) -> str:
    both = data.pivot_table("estimate", ["category", "row"], "unit", sort=False).dropna()
    both = both.assign(apart=(both[units[1]] - both[units[0]]).abs()).sort_values("apart", ascending=False)
    told = [
        f"{row}, {palette.group(group).label} {' and '.join(reading.rounded(pair[unit], 0) for unit in units)}"
        for (group, row), pair in both.iterrows()
    ]
    what = f"Shares in per cent of {_words(units[0])} and of {_words(units[1])}, the furthest apart first."
    return f"{what} {reading.listing(told, 10, '; ')}. {reading.interval_note(data)}".strip()
