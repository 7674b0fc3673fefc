"""Which terms set one outlet apart from the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.ticker import NullLocator

from framing.charts import palette, reading
from framing.charts.grid import TICK_SPACE, draw_dots
from framing.charts.lettering import cut_labels, labels, text_width
from framing.charts.sheet import Sheet, styled

EACH = 10
"""Terms drawn on each side."""

APART = 1.0
"""Rows left free between the terms used more and those used less."""

NARROWEST = np.log(4)
"""How far the axis reaches to both sides of 1 at least; intervals are cut at its ends."""

TICKS = ((1, 2, 4, 10, 25, 100), (1, 3, 10, 30, 100), (1, 4, 25, 100), (1, 10, 100, 1000), (1, 100))
"""Ticks of the axis, those of a wide chart first."""

TERM_SHARE = 0.4
"""The share of the chart's width that a term may take."""

COLUMNS = (("documents", "articles", 28), ("documents_rest", "articles_rest", 58))
"""What stands at the right: the number of each row, that of all articles, and points from the axis to its end."""

LOOK = palette.Look("beyond the threshold", "#222222", "#EEEEEE", "o", "●")
WITHIN = palette.Look("within the threshold", "#222222", "#EEEEEE", "o", "○", filled=False)


@styled
def distinctive_terms(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """The terms that one outlet uses more, and those that it uses less, than the rest: dots with 95 % intervals.

    Up to 10 on each side, those with the largest z; solid where z is beyond the family-wise threshold. At the right
    stands in how many articles of the outlet and of the rest a term occurs. table: what `framing.distinctive_terms`
    returns, one outlet's rows of it; of several outlets ChartError asks to choose one.
    """
    data = reading.read(table, "distinctive_terms", "voice", "documents", "documents_rest", "z", "threshold")
    if reading.compares(data):
        by = data.columns[0]
        remedy = f"table[table[{by!r}] == {data[by].iloc[0]!r}]"
        raise reading.ChartError(f"this table holds {data['row'].nunique()} groups: keep one of them, as {remedy}")
    more, less = data[data["estimate"] > 0].head(EACH), data[data["estimate"] < 0].tail(EACH)
    data = pd.concat([more, less])
    places = np.arange(len(data)) + APART * (data["estimate"] < 0)
    sheet = Sheet.on(ax, len(data) + 5 + APART)
    names = cut_labels(data["category"], sheet.inches * TERM_SHARE)
    room = sheet.inches - max(text_width(name, rcParams["ytick.labelsize"]) for name in names) - COLUMNS[-1][2] / 72
    edge = _log_axis(sheet.ax, data, room - 0.3)
    for look, rows in ((LOOK, _beyond(data)), (WITHIN, ~_beyond(data))):
        cut = data[rows].assign(**data.loc[rows, ["low", "high"]].clip(-edge, edge))
        draw_dots(sheet.ax, [(0, y) for y in places[rows]], cut, look)
    sheet.label_rows(places, names)
    sheet.ax.set_ylim(places.iloc[-1] + 0.7, -1.9)
    _articles(sheet.ax, data, places)
    sheet.title(f"more often in {labels(data['row'].head(1), sheet.inches)[0]} ▸")
    sheet.ax.set_xlabel("Times as often as in the rest (log scale)")
    return sheet.finish(_footer(data, edge), _alt(data))


def _beyond(data: pd.DataFrame) -> pd.Series:
    """Whether a term is beyond the family-wise threshold; none is where there is none."""
    return data["z"].abs() > data["threshold"]


def _log_axis(ax: Axes, data: pd.DataFrame, inches: float) -> float:
    """An axis of log-odds, named in times; the number where it ends on both sides."""
    edge = max(1.25 * float(data["estimate"].abs().max()), NARROWEST)
    ticks = next((t for t in map(_ticks, TICKS) if _fit(t, inches / (2 * edge))), _ticks(TICKS[-1]))
    ticks = {tick: text for tick, text in ticks.items() if abs(tick) < edge}
    ax.set_xticks(list(ticks), list(ticks.values()))
    ax.xaxis.set_minor_locator(NullLocator())
    ax.set_xlim(-edge, edge)
    ax.grid(visible=True, axis="x", color="#DDDDDD", linewidth=0.5)
    ax.axvline(0, color="#767676", linewidth=0.8, linestyle=(0, (4, 3)), zorder=1, label="as often")
    return edge


def _ticks(times: Sequence[int]) -> dict[float, str]:
    """The log of each number of times and of its inverse, with its label."""
    more = {float(np.log(n)): f"{n}" for n in times}
    return dict(sorted((more | {float(-np.log(n)): f"1/{n}" for n in times if n > 1}).items()))


def _fit(ticks: Mapping[float, str], scale: float) -> bool:
    """Whether labels next to each other stay apart; scale: inches a unit."""
    size = rcParams["xtick.labelsize"]
    near = pairwise([(tick * scale, text_width(text, size) / 2) for tick, text in ticks.items()])
    return all(right - left > half + other + TICK_SPACE for (left, half), (right, other) in near)


def _articles(ax: Axes, data: pd.DataFrame, places: pd.Series) -> None:
    """In how many articles each term stands, in two columns at the right."""
    for column, of, points in COLUMNS:
        texts = [f"of {reading.count(data[of].iloc[0])}", *map(reading.count, data[column])]
        for y, text in zip([-1, *places], texts, strict=True):
            place = {"xy": (1, y), "xycoords": ax.get_yaxis_transform(), "xytext": (points, 0)}
            ax.annotate(text, **place, textcoords="offset points", ha="right", va="center_baseline", fontsize=7.5)


def _footer(data: pd.DataFrame, edge: float) -> list[str]:
    one = data.iloc[0]
    here, rest = (
        f"{reading.count(one[f'denominator{of}'])} words in {reading.counted(one[f'articles{of}'], 'articles')}"
        for of in ("", "_rest")
    )
    beyond = f"Solid: beyond the family-wise threshold (abs(z) > {one['threshold']:.2f})."
    cut = (data[["low", "high"]].abs() > edge).any(axis=None)
    voice = _voice(data)
    return [
        f"{voice[0].upper()}{voice[1:]}; n = {here}, {rest} of the rest.",
        "At the right: articles with the term, here and in the rest.",
        beyond if pd.notna(one["threshold"]) else "",
        reading.interval_note(data),
        "Lines are cut at the ends of the axis." if cut else "",
    ]


def _voice(data: pd.DataFrame) -> str:
    voice = data["voice"].iloc[0]
    return palette.voices()[voice].label if voice in palette.voices() else "all voices"


def _alt(data: pd.DataFrame) -> str:
    told = [f"Terms that set {data['row'].iloc[0]} apart from the rest, in words of the {_voice(data)}."]
    for more, rows in data.groupby(data["estimate"] > 0, sort=False):
        listed = [
            f"{row.category} (in {reading.counted(row.documents, 'articles')}, in the rest {row.documents_rest}"
            f"{', beyond the threshold' if beyond else ''})"
            for row, beyond in zip(rows.itertuples(), _beyond(rows), strict=True)
        ]
        told.append(f"{'More' if more else 'Less'} often: {reading.listing(listed, EACH)}.")
    return " ".join(told)
