"""With which verbs sources are cited: a heat table of sources and classes of cues."""

from __future__ import annotations

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from framing.charts import palette, reading
from framing.charts.lettering import FOOTER_SIZE, labels, text_width
from framing.charts.sheet import Sheet, styled

SHADE = 0.75
"""How dark a share of 100 % is, from white (0) to black (1)."""

DARK = 0.54
"""The shade from which on the number stands in white: either way its contrast is 4.5 to 1 at least."""


@styled
def cue_classes(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The share of each class of cues in per cent, the darker the larger: a row for each source group or outlet.

    table: what `framing.cue_classes` returns, such as of `framing.cue_classes(coding, by=[], of="source_group")`. A row
    that cites nothing stays empty. ChartError for any other table.
    """
    data = reading.read(table, "cue_classes")
    rows, classes = list(dict.fromkeys(data["row"])), list(dict.fromkeys(data["category"]))
    sheet = Sheet.on(ax, len(rows) * 1.25 + 4)
    for row in data.dropna(subset="estimate").itertuples():
        _cell(sheet.ax, classes.index(row.category), rows.index(row.row), row)
    n = reading.totals(data)
    names = labels(map(_readable, rows), sheet.inches, [f"({reading.count(n[row])})" for row in rows])
    sheet.label_rows(range(len(rows)), names)
    columns = [palette.readable(name) for name in classes]
    room = sheet.inches - max(text_width(name, rcParams["ytick.labelsize"]) for name in names) - 0.2
    fits = max(text_width(name, FOOTER_SIZE) for name in columns) + 0.04 < room / len(columns)
    sheet.ax.set_xticks(range(len(classes)), columns, rotation=0 if fits else 90)
    sheet.ax.tick_params(axis="x", length=0, top=False, labeltop=True, labelbottom=False, labelsize=FOOTER_SIZE)
    sheet.ax.set_xlim(-0.5, len(classes) - 0.5)
    sheet.ax.set_ylim(len(rows) - 0.5, -0.5)
    sheet.ax.spines["bottom"].set_visible(False)
    unit = reading.unit_of(data)
    footer = f"Per cent of the {unit} of each row, whose number stands in brackets; empty: none to count."
    return sheet.finish([footer, f"From {reading.articles_in(data)}." if len(rows) == 1 else ""], _alt(data, unit))


def _cell(ax: Axes, x: int, y: int, row: tuple) -> None:
    shade = row.estimate * SHADE
    ax.add_patch(
        Rectangle((x - 0.48, y - 0.46), 0.96, 0.92, facecolor=str(1 - shade), edgecolor="#CCCCCC", linewidth=0.4)
    ).set_gid(f"row-{row.Index}")
    colour = "white" if shade > DARK else "black"
    value = reading.rounded(row.estimate * 100, 0)
    ax.text(x, y, value, ha="center", va="center_baseline", fontsize=FOOTER_SIZE, color=colour, label="_share")


def _readable(row: str) -> str:
    """The name of a row, its source group in words: "Herald · State media"."""
    parts = row.split(" · ")
    return " · ".join([*parts[:-1], palette.group(parts[-1]).label if parts[-1] in palette.groups() else parts[-1]])


def _alt(data: pd.DataFrame, unit: str) -> str:
    told = []
    for row, one in data.dropna(subset="estimate").groupby("row", sort=False):
        top = one.sort_values("estimate", ascending=False, kind="stable").head(2)
        values = [f"{palette.readable(r.category)} {reading.rounded(r.estimate * 100, 0)}" for r in top.itertuples()]
        told.append(f"{_readable(row)}: {', '.join(values)}")
    return f"Classes of cues in per cent of {unit}, the two largest of each row. {reading.listing(told, 10, '; ')}."
