"""Who is missing: the sources or quotations that others carry, and which outlets lack them."""

from __future__ import annotations

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes

from framing.charts import reading
from framing.charts.lettering import FOOTER_SIZE, LABEL_SHARE, LONGEST_LABEL, cut_labels, labels, text_width, wrap
from framing.charts.sheet import Sheet, styled

MOST = 20
"""Sources or quotations on one chart; the table has all."""

LEVEL = 0.05
QUOTED_SHARE = 0.45
"""The share of the chart's width that a quotation may take."""

COLUMN_INCHES = 0.125
"""The narrowest column: an upright name fits in it."""

FEWEST_INCHES = 0.6
"""What a name of a row may take at least."""

INK = "#222222"
WHAT = {"missing_sources": "sources", "missing_quotations": "quotations"}


@styled
def missing_sources(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The sources that most outlets carry but not all: a row for each, a column for each outlet that lacks any of them.

    A solid square: the outlet lacks it, more than by chance; a hollow one: it lacks it, which so few articles may do by
    chance; a dot: it carries it. table: what `framing.missing_sources` or `framing.missing_quotations` returns.
    ChartError for any other table.
    """
    data = reading.read(table, "missing_sources", "p_adjusted", "carried_by", "example_article", "example_attribution")
    what, outlets = WHAT[data["measure"].iloc[0]], list(dict.fromkeys(data["row"]))
    data["thing"] = data.groupby(["example_article", "example_attribution"]).ngroup()
    things = data.drop_duplicates("thing").sort_values(["numerator", "carried_by"], ascending=False, kind="stable")
    shown = things.head(MOST)
    sheet = Sheet.on(ax, len(shown) + 8)
    _draw(sheet.ax, data, list(shown["thing"]), outlets)
    names = _names(shown, what, sheet.inches, len(outlets))
    sheet.label_rows(range(len(shown)), names)
    _name_columns(sheet, outlets, max(text_width(name, rcParams["ytick.labelsize"]) for name in names))
    sheet.title(f"{what.capitalize()} that others carry, and which outlet lacks them")
    sheet.ax.spines["bottom"].set_visible(False)
    sheet.ax.set_xlim(-0.6, len(outlets) - 0.4)
    sheet.ax.set_ylim(len(shown) - 0.4, -0.6)
    return sheet.finish(_footer(data, what, len(things) - len(shown)), _alt(data, what, outlets))


def _name_columns(sheet: Sheet, outlets: list[str], beside: float) -> None:
    """The outlets above their columns, upright where one is too narrow; beside: inches that the row labels take."""
    names = labels(outlets, sheet.inches)
    room = (sheet.inches - beside - 0.2) / len(outlets) - 0.08
    lines = [wrap(name, room) for name in names]
    size = rcParams["xtick.labelsize"]
    fits = all(len(one) <= 2 and text_width(line, size) <= room for one in lines for line in one)
    sheet.ax.xaxis.tick_top()
    shown = ["\n".join(one) for one in lines] if fits else names
    sheet.ax.set_xticks(range(len(outlets)), shown, rotation=0 if fits else 90)
    if not fits:
        sheet.ax.tick_params(axis="x", labelsize=FOOTER_SIZE)
    sheet.ax.tick_params(axis="x", length=0)


def _names(shown: pd.DataFrame, what: str, inches: float, columns: int) -> list[str]:
    """The names of sources, or as much of quotations as there is room for, and the articles that carry them."""
    counts = [f"({reading.count(number)})" for number in shown["carried_by"]]
    longest = min(LONGEST_LABEL, inches * LABEL_SHARE) if what == "sources" else inches * QUOTED_SHARE
    beside = max(text_width(count, rcParams["ytick.labelsize"]) for count in counts) + 0.25
    room = max(min(longest, inches - beside - columns * COLUMN_INCHES), FEWEST_INCHES)
    if what == "sources":
        return cut_labels(shown["category"], room, counts)
    return cut_labels(shown["category"], room - 0.1, counts, quoted=True)


def _draw(ax: Axes, data: pd.DataFrame, shown: list[int], outlets: list[str]) -> None:
    lacking = data[data["thing"].isin(shown)]
    places = list(zip(map(outlets.index, lacking["row"]), map(shown.index, lacking["thing"]), strict=True))
    for (x, y), row in zip(places, lacking.itertuples(), strict=True):
        found = row.p_adjusted < LEVEL
        name = "lacks it, more than by chance" if found else "lacks it, may be chance"
        look = {"color": INK, "markersize": 6, "markerfacecolor": INK if found else "white"}
        ax.plot([x], [y], "s", label=name, gid=f"row-{row.Index}", **look)
    rest = sorted({(x, y) for x in range(len(outlets)) for y in range(len(shown))} - set(places))
    ax.plot([x for x, _ in rest], [y for _, y in rest], ".", markersize=2.5, color="#8A8A8A", label="carries it")


def _footer(data: pd.DataFrame, what: str, rest: int) -> list[str]:
    return [
        f"Squares: this outlet carries it in no article; hollow where so few articles may miss it by chance (p of "
        f"{LEVEL:g} or more after Benjamini-Hochberg, or fewer than {reading.FEWEST} articles). Dots: it carries it.",
        "In brackets: articles that carry it.",
        f"Not shown: {reading.count(rest)} more {what}, less widely carried." if rest else "",
    ]


def _alt(data: pd.DataFrame, what: str, outlets: list[str]) -> str:
    told = []
    for outlet in outlets:
        own = data[data["row"] == outlet]
        found = int((own["p_adjusted"] < LEVEL).sum())
        told.append(
            f"{outlet} lacks {len(own)}, {found} of them more than by chance, such as {own['category'].iloc[0]}"
        )
    return f"Which outlets lack {what} that others carry: {reading.listing(told, joint='; ')}."
