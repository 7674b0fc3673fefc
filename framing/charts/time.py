"""When the articles appeared."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes

from framing.charts import reading
from framing.charts.lettering import labels
from framing.charts.sheet import Sheet, styled

TALLEST = 0.8
"""Height of the tallest bar, in rows."""

DATE_INCHES = 0.85
"""Room for one date on the axis."""

STEPS = (1, 2, 3, 5, 7, 14, 28, 56, 91, 182, 365, 730, 1826, 3652, 10**6)
"""Days between two dates on the axis."""

FEWEST_DAYS = 4
"""Days that the axis covers at least, so that a bar looks like a day."""

BAR = "#555555"


@styled
def coverage(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Articles on each day: a row of bars for each outlet, all on one scale.

    table: what `framing.coverage` returns; its first category is drawn (articles; filter the table for words). Articles
    without a date are counted in the line below. ChartError for any other table or when nothing is dated.
    """
    data = reading.read(table, "coverage", "date", *(_steps(table)))
    data = data[data["category"] == data["category"].iloc[0]]
    data = data.groupby(["row", "date", "unit"], sort=False, as_index=False)["estimate"].sum() if _steps(data) else data
    dated = data[data["date"] != ""].assign(day=lambda d: dates.datestr2num(d["date"].tolist()))
    if dated.empty:
        raise reading.ChartError("no article has a date, so there is no time to draw along: add dates to the manifest")
    rows, most = list(dict.fromkeys(data["row"])), dated["estimate"].max()
    sheet = Sheet.on(ax, len(rows) * 1.5 + 3)
    _draw_bars(sheet.ax, dated, rows, TALLEST / max(most, 1))
    sums = dated.groupby("row", sort=False)["estimate"].sum()
    counts = [f"({reading.count(sums.get(row, 0))})" for row in rows]
    sheet.label_rows([n + 0.1 for n in range(len(rows))], labels(rows, sheet.inches, counts))
    date_axis(sheet.ax, dated["day"], sheet.inches)
    sheet.ax.set_ylim(len(rows) - 0.45, -0.6)
    unit, undated = reading.unit_of(data), data.loc[data["date"] == "", "estimate"].sum()
    footer = [
        f"n = {reading.counted(sums.sum(), unit)} with a date; in brackets, those of each row.",
        f"Tallest bar: {reading.count(most)}.",
        f"Not shown: {reading.count(undated)} without a date." if undated else "",
    ]
    return sheet.finish(footer, _alt(dated, unit))


def _steps(table: pd.DataFrame) -> list[str]:
    """The columns of steps since an event, which the days hold already: the bars of one day are one bar."""
    columns = table.columns if isinstance(table, pd.DataFrame) else []
    return [column for column in columns if str(column).endswith("_since_event")]


def _draw_bars(ax: Axes, dated: pd.DataFrame, rows: list[str], scale: float) -> None:
    for number, row in enumerate(rows):
        one = dated[(dated["row"] == row) & (dated["estimate"] > 0)]
        base = number + 0.4
        heights = -one["estimate"] * scale
        bars = ax.bar(one["day"], heights, bottom=base, width=0.8, color=BAR, linewidth=0, label=row)
        for bar, index in zip(bars, one.index, strict=True):
            bar.set_gid(f"row-{index}")
        ax.axhline(base, color="#CCCCCC", linewidth=0.5, zorder=0)


def date_axis(ax: Axes, days: pd.Series, inches: float) -> None:
    """An axis of days with as many dates on it as fit."""
    first, last = days.min(), days.max()
    fit = max(1, int(inches * 0.6 / DATE_INCHES))
    step = next(step for step in STEPS if step * fit > last - first)
    ticks = np.arange(first, last + 1, step)
    ax.set_xticks(ticks, [dates.num2date(tick).strftime("%Y-%m-%d") for tick in ticks])
    ax.set_xlim(first - 0.8, max(last, first + FEWEST_DAYS) + 0.8)


def _alt(dated: pd.DataFrame, unit: str) -> str:
    told = []
    for row, one in dated.groupby("row", sort=False):
        peak = one.loc[one["estimate"].idxmax()]
        told.append(
            f"{row} {reading.count(one['estimate'].sum())}, most on {peak['date']} ({reading.count(peak['estimate'])})"
        )
    first, last = dated["date"].min(), dated["date"].max()
    return f"Number of {unit} by day from {first} to {last}: {reading.listing(told, joint='; ')}."
