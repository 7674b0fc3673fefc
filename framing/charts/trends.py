"""Any measure along time: since an event, by day or by week."""

from __future__ import annotations

import numpy as np
import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes

from framing.charts import palette, reading
from framing.charts.grid import nice_ticks, tick_label
from framing.charts.lettering import FOOTER_SIZE, labels
from framing.charts.sheet import Sheet, styled
from framing.charts.time import date_axis

SINCE = "_since_event"
TIMES = ("date", "week")
BAND = 0.8
"""Height of a row's scale, in rows."""

LARGEST, SMALLEST = 3.5, 1.6
"""Points of a dot, where there is room for it and where there are many."""

WIDTH = 0.6
"""The share of the chart's width along which the time runs."""

SHARES = ("source_shares", "named_share", "cue_classes", "prominence")
"""Measures whose estimates are parts of 1, drawn in per cent."""


@styled
def trend(table: pd.DataFrame, ax: Axes | None = None) -> Axes:
    """Estimates along time with 95 % intervals, a row for each outlet or category, all rows on one scale.

    table: what a measure returns when one of its `by` is a step of time: "date", "week" or `framing.since(...)`. The
    voices of a measure by voice stand in one row, the outlet's solid, its sources' hollow. Its first measure is drawn;
    rows without a date are counted in the line below. ChartError for any other table.
    """
    data, time = _read(table)
    lost = data[data["x"].isna()]
    data = data.dropna(subset="x")
    if data["estimate"].isna().all():
        raise reading.ChartError("there is nothing to draw: no estimate has a place in time")
    rows, (low, high) = list(dict.fromkeys(data["row"])), _ends(data)
    sheet = Sheet.on(ax, len(rows) * 3.2 + 3.2)
    step = np.diff(np.unique(data["x"])).min(initial=np.inf)
    size = min(LARGEST, max(SMALLEST, 72 * sheet.inches * WIDTH / max(data["x"].nunique(), 1)))
    for (row, voice), series in data.groupby(["row", "voice"], sort=False):
        shift = {"outlet": -0.12, "source": 0.12}.get(voice, 0) * (step if np.isfinite(step) else 1)
        _line(sheet.ax, series, shift, rows.index(row) + BAND / 2, BAND / (high - low), low, _look(voice), size)
    _scales(sheet.ax, len(rows), low, high)
    sheet.label_rows(range(len(rows)), labels(rows, sheet.inches))
    _time_axis(sheet, data["x"], time)
    sheet.ax.set_ylim(len(rows) - 0.45, -0.6)
    voices = [_look(voice) for voice in dict.fromkeys(data["voice"]) if voice]
    sheet.key(voices)
    what = f"{palette.readable(data['measure'].iloc[0])}, {reading.unit_of(data)}{_per_cent(data)}."
    left_out = "" if lost.empty else f"Not shown: {reading.articles_in(lost)} without a place in time."
    return sheet.finish([what, reading.interval_note(data), left_out], _alt(data, time, what))


def _read(table: pd.DataFrame) -> tuple[pd.DataFrame, str]:
    """The first measure with columns x (its place in time), voice and row; and the name of the column of time."""
    columns = list(table.columns) if isinstance(table, pd.DataFrame) else []
    time = next((c for c in columns if str(c).endswith(SINCE) or c in TIMES), "")
    if not time:
        raise reading.ChartError(
            "this table has no column of time: measure it by one, as in by=['outlet', framing.since(EVENT)]"
        )
    data = reading.read(table, "trend", time, *(["voice"] if "voice" in columns else []))
    data = data[data["measure"] == data["measure"].iloc[0]]
    data = data.assign(x=_places(data[time]), voice=data["voice"] if "voice" in columns else "")
    data = data[data["voice"].isin(["", *palette.voices()])]
    if len(set(data["category"])) > 1:
        names = data["category"].map(lambda c: palette.group(c).label)
        data["row"] = np.where(data["row"] == reading.ALL, names, data["row"] + " · " + names)
    if data["measure"].iloc[0] in SHARES:
        data[["estimate", "low", "high"]] *= 100
    return data, time


def _places(moments: pd.Series) -> pd.Series:
    """Steps as they are, days and the Mondays of weeks as matplotlib's days; NaN for none."""
    if pd.api.types.is_numeric_dtype(moments):
        return moments.astype(float)
    weeks = bool(moments.str.contains("-W").any())
    form, days = ("%G-W%V-%u", moments + "-1") if weeks else ("%Y-%m-%d", moments)
    found = pd.to_datetime(days, format=form, errors="coerce")
    return found.map(lambda day: np.nan if pd.isna(day) else dates.date2num(day))


def _ends(data: pd.DataFrame) -> tuple[float, float]:
    low, high = reading.reach(data)
    return (min(low, 0.0), max(high, 0.0)) if max(high, 0) > min(low, 0) else (0.0, 1.0)


def _look(voice: str) -> palette.Look:
    return palette.voices().get(voice) or palette.Look("estimate", "#222222", "#EEEEEE", "o", "●")


def _line(
    ax: Axes, series: pd.DataFrame, shift: float, base: float, scale: float, low: float, look: palette.Look, size: float
) -> None:
    """Dots with upright intervals, joined; y grows downwards."""
    series = series.sort_values("x", kind="stable")
    x, y = series["x"] + shift, base - (series["estimate"] - low) * scale
    ax.plot(x, y, "-" if look.filled else "--", color=look.colour, linewidth=0.7, alpha=0.6, zorder=2, label="_join")
    drawn = series["low"].notna() & series["high"].notna()
    ends = [base - (series.loc[drawn, end] - low) * scale for end in ("low", "high")]
    ax.vlines(x[drawn], *ends, color=look.colour, linewidth=size / LARGEST, zorder=2, label="_interval")
    for index, place, height in zip(series.index, x, y, strict=True):
        if not np.isnan(height):
            dot = {
                "marker": look.marker,
                "markerfacecolor": look.face,
                "markersize": size,
                "markeredgewidth": 0.24 * size,
            }
            ax.plot([place], [height], color=look.colour, zorder=3, gid=f"row-{index}", label=look.label, **dot)


def _scales(ax: Axes, rows: int, low: float, high: float) -> None:
    """Light lines at round values in each row, their numbers at the right."""
    for row in range(rows):
        for tick in nice_ticks(low, high, 2):
            y = row + BAND / 2 - (tick - low) / (high - low) * BAND
            ax.axhline(y, color="#BBBBBB" if tick == 0 else "#E4E4E4", linewidth=0.6, zorder=0)
            at = {"xycoords": ("axes fraction", "data"), "textcoords": "offset points", "annotation_clip": False}
            ax.annotate(tick_label(tick), (1, y), (2, 0), va="center", fontsize=FOOTER_SIZE, **at)


def _time_axis(sheet: Sheet, x: pd.Series, time: str) -> None:
    if not time.endswith(SINCE):
        date_axis(sheet.ax, x, sheet.inches)
        return
    first, last = float(x.min()), float(x.max())
    margin = max(last - first, 1) * 0.06
    sheet.ax.set_xlim(first - margin, last + margin)
    ticks = [t for t in nice_ticks(first, max(last, first + 1), max(2, int(sheet.inches))) if first <= t <= last]
    sheet.ax.set_xticks(ticks, [tick_label(tick) for tick in ticks])
    sheet.ax.set_xlabel(f"{time.removesuffix(SINCE).capitalize()} since the event")
    if first < 0 <= last:
        sheet.ax.axvline(0, color="#767676", linewidth=0.8, linestyle=(0, (4, 3)), zorder=1, label="_event")


def _per_cent(data: pd.DataFrame) -> str:
    return " (%)" if data["measure"].iloc[0] in SHARES else ""


def _alt(data: pd.DataFrame, time: str, what: str) -> str:
    told = []
    for (row, voice), one in data.dropna(subset="estimate").groupby(["row", "voice"], sort=False):
        first, last = one.loc[one["x"].idxmin()], one.loc[one["x"].idxmax()]
        top = one.loc[one["estimate"].idxmax()]
        digits = 0 if _per_cent(data) else 2
        whose = f", {_look(voice).label}" if voice else ""
        told.append(
            f"{row}{whose}: {reading.with_interval(first, digits)} at {_moment(first[time])} and "
            f"{reading.with_interval(last, digits)} at {_moment(last[time])}, highest "
            f"{reading.rounded(top['estimate'], digits)} at {_moment(top[time])}"
        )
    along = f"Along {time.replace('_', ' ')}, first, last and highest."
    return f"{what} {along} {reading.listing(told, joint='; ')}. {reading.interval_note(data)}"


def _moment(value: object) -> str:
    return tick_label(value) if isinstance(value, float) else str(value)
