"""Who gets to speak: shares of source groups, and the ratio of two of them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from framing.charts import palette, reading
from framing.charts.grid import Grid, draw_dots, open_grid
from framing.charts.lettering import labels
from framing.charts.sheet import Sheet, styled, width_of

BROAD = "_broad"
"""Ending of a category that overlaps others: drawn hollow beside the narrow one, whose name lacks the ending."""

BELOW = 0.3
"""Rows that the hollow dot stands below the solid one."""


@styled
def source_shares(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The share of each source group, as dots with 95 % intervals: a panel for each group, a row for each outlet.

    table: what `framing.source_shares` returns. With a single row (one outlet, one article) the groups are the rows,
    and their counts stand at the right. The overlapping state_media_broad stands hollow below state_media. ChartError
    for any other table.
    """
    data = reading.read(table, "source_shares")
    shown = ["estimate", "low", "high"]
    data[shown] *= 100
    data["group"] = data["category"].str.removesuffix(BROAD)
    groups = {group: palette.group(group).label for group in data["group"]}
    panels, rows = (groups, _with_n(data, width_of(ax))) if reading.compares(data) else ({"": ""}, groups)
    sheet, grid = open_grid(ax, panels, rows, 0, min(100.0, max(reading.reach(data)[1], 5) * 1.05))
    _draw_groups(sheet.ax, grid, data)
    for row in data[data["category"] == data["group"]].itertuples() if panels == {"": ""} else ():
        _count(sheet.ax, grid.y("", row.group), reading.count(row.numerator))
    sheet.ax.set_xlabel(f"Share of {reading.unit_of(data)} (%)")
    return sheet.finish(_share_footer(data), _share_alt(data, groups))


@styled
def source_ratio(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The ratio of two source groups on a log axis, as dots with 95 % intervals: a row for each outlet, a line at 1.

    table: what `framing.source_ratio` returns. The two counts stand at the right; a row of 0 : 0 has no dot. ChartError
    for any other table.
    """
    data = reading.read(table, "source_ratio")
    rows = list(dict.fromkeys(data["row"]))
    sheet = Sheet.on(ax, len(rows) * 1.15 + 3.5)
    log_axis(sheet.ax, *reading.reach(data))
    draw_dots(sheet.ax, [(0, rows.index(row)) for row in data["row"]], data, replace(_PLAIN, label="ratio"), 5)
    sheet.label_rows(range(len(rows)), labels(rows, sheet.inches))
    sheet.ax.set_ylim(len(rows) - 0.4, -0.7)
    for row in data.itertuples():
        _count(sheet.ax, rows.index(row.row), f"{reading.count(row.numerator)} : {reading.count(row.denominator)}")
    over, under = sides(data)
    sheet.ax.set_xlabel(f"{over} : {under.lower()} (log scale)")
    footer = f"At the right: {reading.unit_of(data)} counted in {reading.articles_in(data)}."
    return sheet.finish([footer, reading.interval_note(data)], _ratio_alt(data, over, under))


_PLAIN = palette.Look("", "#222222", "#EEEEEE", "o", "●")


def _with_n(data: pd.DataFrame, inches: float) -> dict[str, str]:
    n = reading.totals(data)
    return dict(zip(n.index, labels(n.index, inches, [f"({reading.count(one)})" for one in n]), strict=True))


def _draw_groups(ax: Axes, grid: Grid, data: pd.DataFrame) -> None:
    for category, series in data.groupby("category", sort=False):
        group = category.removesuffix(BROAD)
        look = palette.group(group)
        if category != group:
            look = replace(look, filled=False, label=f"{look.label}, broad")
        cells = [(group, row) if any(grid.panels) else ("", group) for row in series["row"]]
        places = [(grid.origin(panel), grid.y(panel, row) + BELOW * (category != group)) for panel, row in cells]
        draw_dots(ax, places, series, look, 4.5 if category == group else 3.6)


def _count(ax: Axes, y: float, text: str) -> None:
    ax.text(1.02, y, text, transform=ax.get_yaxis_transform(), va="center_baseline", fontsize=7.5)


def _share_footer(data: pd.DataFrame) -> list[str]:
    n = reading.counted(reading.totals(data).sum(), reading.unit_of(data))
    total = f"{reading.named(data)}n = {n} in {reading.articles_in(data)}"
    broad = "Hollow: state media with publicly owned media, which overlaps another group."
    return [
        f"{total} ({'n of each row in brackets' if reading.compares(data) else 'counts at the right'}).",
        reading.interval_note(data),
        broad if (data["category"] != data["group"]).any() else "",
    ]


def _share_alt(data: pd.DataFrame, groups: dict[str, str]) -> str:
    told = [f"Share of {reading.unit_of(data)} by source group in per cent."]
    for group, name in groups.items():
        rows = reading.largest_first(data[data["category"] == group])
        values = [f"{row['row']} {reading.with_interval(row)}" for _, row in rows.iterrows()]
        told.append(f"{name}: {reading.listing(values)}.")
    return " ".join([*told, reading.interval_note(data)])


def log_axis(ax: Axes, low: float, high: float) -> None:
    """Make the x axis one of ratios: logarithmic, with round ticks and a line at 1."""
    ax.set_xscale("log")
    ax.set_xlim(min(low, 0.5) / 1.15, max(high, 2) * 1.15)
    ax.axvline(1, color="#767676", linewidth=0.8, linestyle=(0, (4, 3)), zorder=1, label="as many of both")
    left, right = ax.get_xlim()
    steps = (1, 2, 5) if right / left < 60 else (1, 3) if right / left < 1000 else (1,)
    ticks = [step * 10.0**n for n in range(-6, 7) for step in steps]
    ticks = [tick for tick in ticks if left <= tick <= right]
    ax.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    ax.xaxis.set_minor_locator(NullLocator())
    ax.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.5)
    ax.set_axisbelow(True)


def sides(data: pd.DataFrame) -> tuple[str, str]:
    """The labels of the two groups of a ratio's table."""
    over, _, under = data["category"].iloc[0].partition(":")
    return palette.group(over.strip()).label, palette.group(under.strip()).label


def _ratio_alt(data: pd.DataFrame, over: str, under: str) -> str:
    values = [
        f"{row['row']} {reading.with_interval(row, 2)} from {reading.count(row['numerator'])} to "
        f"{reading.count(row['denominator'])}"
        for _, row in reading.largest_first(data).iterrows()
    ]
    what = f"Ratio of {over} to {under}, counted in {reading.unit_of(data)}, on a log axis with a line at 1:"
    return f"{what} {reading.listing(values, joint='; ')}. {reading.interval_note(data)}"
