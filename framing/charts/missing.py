"""Who is missing: the sources or quotations that others carry, and which outlets lack them."""

from __future__ import annotations

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes

from framing.charts import reading
from framing.charts.sheet import Sheet, label, plain, styled, text_width, wrap

MOST = 20
"""Sources or quotations on one chart; the table has all."""

LEVEL = 0.05
QUOTED_CHARACTERS = 6.5
"""Characters of a quotation for each inch of the chart's width."""

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
    labels = [_label(row, what, sheet.inches) for row in shown.itertuples()]
    sheet.label_rows(range(len(shown)), labels)
    _name_columns(sheet, outlets, max(text_width(one, rcParams["ytick.labelsize"]) for one in labels))
    sheet.ax.set_title(f"{what.capitalize()} that others carry, and which outlet lacks them", loc="left")
    sheet.ax.spines["bottom"].set_visible(False)
    sheet.ax.set_xlim(-0.6, len(outlets) - 0.4)
    sheet.ax.set_ylim(len(shown) - 0.4, -0.6)
    return sheet.finish(_footer(data, what, len(things) - len(shown)), _alt(data, what, outlets))


def _name_columns(sheet: Sheet, outlets: list[str], beside: float) -> None:
    """The outlets above their columns, upright where one is too narrow; beside: inches that the row labels take."""
    names = [label(outlet, sheet.inches) for outlet in outlets]
    room = (sheet.inches - beside - 0.2) / len(outlets) - 0.08
    lines = [wrap(name, room) for name in names]
    size = rcParams["xtick.labelsize"]
    fits = all(len(one) <= 2 and text_width(line, size) <= room for one in lines for line in one)
    sheet.ax.xaxis.tick_top()
    shown = ["\n".join(one) for one in lines] if fits else names
    sheet.ax.set_xticks(range(len(outlets)), shown, rotation=0 if fits else 90)
    sheet.ax.tick_params(axis="x", length=0)


def _label(row: tuple, what: str, inches: float) -> str:
    """The name of a source, or as much of a quotation as there is room for, and the articles that carry it."""
    count = f"({reading.count(row.carried_by)})"
    if what == "sources":
        return label(row.category, inches, count)
    words, longest = plain(row.category), int(inches * QUOTED_CHARACTERS)
    return f"“{words if len(words) <= longest else words[:longest].rstrip() + '…'}” {count}"


def _draw(ax: Axes, data: pd.DataFrame, shown: list[int], outlets: list[str]) -> None:
    lacking = data[data["thing"].isin(shown)]
    places = list(zip(map(outlets.index, lacking["row"]), map(shown.index, lacking["thing"]), strict=True))
    found = dict(zip(places, lacking["p_adjusted"] < LEVEL, strict=True))
    everywhere = [(x, y) for x in range(len(outlets)) for y in range(len(shown))]
    for name, wanted, look in (
        ("lacks it, more than by chance", True, {"marker": "s", "markersize": 6, "color": INK}),
        ("lacks it, may be chance", False, {"marker": "s", "markersize": 6, "color": INK, "markerfacecolor": "white"}),
        ("carries it", None, {"marker": ".", "markersize": 2.5, "color": "#8A8A8A"}),
    ):
        chosen = [place for place in everywhere if found.get(place) == wanted]
        ax.plot([x for x, _ in chosen], [y for _, y in chosen], ls="none", label=name, **look)


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
        told.append(f"{outlet} lacks {len(own)}, such as {own['category'].iloc[0]}")
    return f"Which outlets lack {what} that others carry: {reading.listing(told, joint='; ')}."
