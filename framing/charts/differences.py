"""Which outlets differ: every two of them in one square."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from framing.charts import palette, reading
from framing.charts.lettering import FOOTER_SIZE, labels, text_width
from framing.charts.sheet import Sheet, styled

LEVEL = 0.05
"""The adjusted p from which on a difference counts as found."""

LARGEST = 10
"""Points of the side of the largest square."""

FOUND, PLAIN, UNTESTED = "#222222", "#444444", "·"


@styled
def outlet_differences(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The difference between every two outlets in percentage points: row minus column, dark where the test found one.

    table: what `framing.outlet_differences` returns; its first category is drawn (filter the table for another), and
    outlets stand in the order of their shares. ChartError for any other table, or when further `by` columns leave
    several values.
    """
    data = reading.read(table, "outlet_differences", "other", "p_adjusted", "smallest_p_adjusted", "detectable")
    data = data[data["category"] == data["category"].iloc[0]]
    data, compared = _one_within(data)
    outlets = _in_order(data, compared)
    sheet = Sheet.on(ax, len(outlets) + 4)
    numbers = [str(number) for number in range(1, len(outlets) + 1)]
    names = labels([name or reading.NAMELESS for name in outlets], sheet.inches, [f" {number}" for number in numbers])
    sheet.label_rows(range(len(outlets)), names)
    beside = max(text_width(name, rcParams["ytick.labelsize"]) for name in names) + 0.2
    column = (sheet.inches - beside) / len(outlets)
    side = 0 if text_width("−100", FOOTER_SIZE) < column else min(column * 72 * 0.9, LARGEST)
    largest = data["estimate"].abs().max()
    for row in data.itertuples():
        _cell(sheet.ax, outlets, getattr(row, compared), row, side * (abs(row.estimate) / max(largest, 1e-9)) ** 0.5)
    step = next(n for n in (1, 2, 5, len(outlets)) if text_width("00", rcParams["xtick.labelsize"]) < n * column)
    sheet.ax.set_xticks(range(0, len(outlets), step), numbers[::step])
    sheet.ax.tick_params(axis="x", length=0)
    sheet.ax.set_xlim(-0.5, len(outlets) - 0.5)
    sheet.ax.set_ylim(len(outlets) - 0.5, -0.5)
    sheet.ax.spines["bottom"].set_visible(False)
    what = palette.group(data["category"].iloc[0]).label
    sheet.title(f"{what}: row minus column, percentage points of {reading.unit_of(data)}")
    return sheet.finish([*_footer(data), _squares(largest) if side else ""], _alt(data, compared, what))


def _one_within(data: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The table and the name of the column compared; ChartError when its other `by` columns have several values."""
    compared, *within = [c for c in data.columns[: list(data.columns).index("measure")] if c != "other"]
    for column in within:
        if len(data[column].unique()) > 1:
            raise reading.ChartError(f"the table compares within several values of '{column}': filter it for one")
    return data, compared


def _in_order(data: pd.DataFrame, compared: str) -> list[str]:
    """The outlets from the largest share to the smallest, as their differences tell; of equals by name."""
    ahead = pd.concat([data.set_index(compared)["estimate"], -data.set_index("other")["estimate"]])
    ahead = ahead.fillna(0).groupby(level=0).sum()
    return list(ahead.sort_index().sort_values(ascending=False, kind="stable").index)


def _squares(largest: float) -> str:
    most = reading.counted(round(largest * 100), "points")
    return f"Squares: the larger, the further the row is below the column; the largest: {most}."


def _cell(ax: Axes, outlets: list[str], one: str, row: tuple, side: float) -> None:
    """One pair, below the diagonal and so 0 or less: its number, or a square of `side` points where it has no room."""
    y, x = outlets.index(one), outlets.index(row.other)
    value = row.estimate * (1 if y > x else -1) * 100
    x, y = min(x, y), max(x, y)
    found, untested = row.p_adjusted < LEVEL, np.isnan(row.estimate) or np.isnan(row.p_adjusted)
    if side and not untested:
        look = {"color": FOUND if found else PLAIN, "markerfacecolor": FOUND if found else "white"}
        ax.plot([x], [y], "s", markersize=side, markeredgewidth=0.6, label="_difference", **look)
        return
    if found:
        ax.add_patch(Rectangle((x - 0.47, y - 0.47), 0.94, 0.94, color=FOUND, linewidth=0))
    text = UNTESTED if untested else reading.rounded(value, 0)
    look = {"color": "white", "weight": "bold"} if found else {"color": PLAIN}
    ax.text(
        x,
        y,
        text,
        ha="center",
        va="center_baseline",
        fontsize=FOOTER_SIZE,
        label="_difference",
        gid=f"row-{row.Index}",
        **look,
    )


def _footer(data: pd.DataFrame) -> list[str]:
    tested = data[data["p_adjusted"].notna()]
    few = f"{UNTESTED}: fewer than {reading.FEWEST} articles in one of the two, no test."
    if tested.empty:
        return ["Columns are numbered as the rows.", few]
    reach, detectable = tested["smallest_p_adjusted"].min(), tested["detectable"].median() * 100
    return [
        f"Columns are numbered as the rows. Filled: a difference at p < {LEVEL:g} ({tested['note'].iloc[0]}).",
        f"None could be found: the smallest p in reach is {reach:.2g}." if reach >= LEVEL else "",
        f"Half of the pairs could have shown differences of {detectable:.0f} points or less.",
        few if len(tested) < len(data) else "",
    ]


def _alt(data: pd.DataFrame, compared: str, what: str) -> str:
    found = data[data["p_adjusted"] < LEVEL].sort_values("estimate", key=abs, ascending=False, kind="stable")
    shown = found.assign(**{c: found[c] * 100 for c in ("estimate", "low", "high")})
    pairs = [f"{row[compared]} minus {row['other']} {reading.with_interval(row)}" for _, row in shown.iterrows()]
    told = f"{len(found)} of {reading.counted(len(data), 'pairs')} differ at p < {LEVEL:g} after adjustment"
    return (
        f"{what}, differences in percentage points of {reading.unit_of(data)}: {told}. {reading.listing(pairs)}".strip()
    )
