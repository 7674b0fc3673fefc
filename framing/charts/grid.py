"""Dots with intervals in rows and panels on one Axes: what most charts of the package are made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes

from framing.charts.lettering import plain, text_width, two_lines
from framing.charts.palette import Look
from framing.charts.sheet import AROUND, LINE, TIGHT, TIGHT_LINE, Sheet, height_of, width_of

GAP = 0.16
"""Space between two panels, as a share of a panel's width."""

HEADS = (0.7, 1.6, 2.3)
"""Rows left free above each row of panels for titles of no, one or two lines."""

PANEL_INCHES, NARROW_PANEL = 0.75, 0.55
"""The narrowest panel, and the narrowest of a chart that would be too high otherwise."""

LOWEST_LINE = 0.1
"""Inches of the lowest line for which heads are made higher."""

TICK_SPACE = 0.05
"""Inches between the labels of two panels' ticks at least."""

TITLE_SIZE, TITLE_SPACE = 7.5, 0.06
"""Points of a panel's title, and inches between the titles of two panels."""

WIDEST_ROW = 5
"""Panels side by side at most: beyond that, comparing down a column beats comparing along a row."""


@dataclass(frozen=True)
class Grid:
    """Panels side by side, `columns` of them in a row, all with the same rows and the same scale from `low` to `high`.

    panels, rows: ids. A single panel named "" is a chart without panels. head: rows left free above each row of panels.
    """

    panels: Sequence[str]
    rows: Sequence[str]
    low: float
    high: float
    columns: int
    head: float

    @property
    def bands(self) -> int:
        """Rows of panels."""
        return math.ceil(len(self.panels) / self.columns)

    @property
    def lines(self) -> float:
        """Lines of text that the grid is high."""
        return self.bands * (len(self.rows) + self.head)

    def origin(self, panel: str) -> float:
        """What to add to a value to get its x in the panel."""
        return (self.panels.index(panel) % self.columns) * (self.high - self.low) * (1 + GAP)

    def y(self, panel: str, row: str) -> float:
        """The height of a row in a panel; y grows downwards."""
        return (self.panels.index(panel) // self.columns) * (len(self.rows) + self.head) + self.rows.index(row)


def open_grid(
    ax: Axes | None, panels: Mapping[str, str], rows: Mapping[str, str], low: float, high: float
) -> tuple[Sheet, Grid]:
    """A sheet with the frame of a grid on it: scale, light lines, titles and row labels; as many columns as fit.

    panels: id -> title. rows: id -> label. low, high: the ends of the scale.
    """
    columns, inches = _columns(ax, len(panels), rows)
    room = inches / columns - TITLE_SPACE
    titles = {panel: two_lines(plain(title), room, TITLE_SIZE, "bold") for panel, title in panels.items()}
    head = HEADS[max(map(len, titles.values())) if any(panels) else 0]
    lines = math.ceil(len(panels) / columns) * (len(rows) + head) + 2
    head *= LINE / min(LINE, max(LOWEST_LINE, (height_of(ax) - AROUND) / lines))
    grid = Grid(list(panels), list(rows), low, high, columns, head)
    sheet = Sheet.on(ax, grid.lines + 2)
    _draw_scale(sheet.ax, grid, fitting_ticks(low, high, inches / (columns * (1 + GAP)), columns > 1))
    for panel, lines in titles.items():
        x, y = grid.origin(panel) + low, grid.y(panel, grid.rows[0]) - 0.75
        sheet.ax.text(x, y, "\n".join(lines), weight="bold", fontsize=TITLE_SIZE)
    firsts = grid.panels[:: grid.columns]
    sheet.label_rows([grid.y(p, r) for p in firsts for r in grid.rows], [*rows.values()] * grid.bands)
    return sheet, grid


def draw_dots(
    ax: Axes, places: Sequence[tuple[float, float]], table: pd.DataFrame, look: Look, size: float = 4.5
) -> None:
    """One series: each row's dot at x = origin + estimate and its y (places: origin, y), and its interval.

    A row without an estimate draws nothing, one without an interval only the dot. Each dot bears the label of the look
    and the id ("row-3") of its row in the table: the report makes a link of it.
    """
    for (origin, y), row in zip(places, table.itertuples(), strict=True):
        if pd.isna(row.estimate):
            continue
        if pd.notna(row.low) and pd.notna(row.high):
            ends = [origin + row.low, origin + row.high]
            ax.plot(ends, [y, y], color=look.colour, solid_capstyle="butt", zorder=2, label="_interval")
        dot = {"marker": look.marker, "markersize": size, "markerfacecolor": look.face, "markeredgewidth": 0.9}
        named = {"label": look.label, "gid": f"row-{row.Index}"}
        ax.plot([origin + row.estimate], [y], ls="none", color=look.colour, zorder=3, clip_on=False, **named, **dot)


def nice_ticks(low: float, high: float, most: int) -> list[float]:
    """Round values between `low` and `high`, about `most` of them and two at least, one of them 0 when 0 is between."""
    span = max(high - low, 1e-9)
    power = 10.0 ** math.floor(math.log10(span / most))
    steps = [s * power for s in (10, 5, 2.5, 2, 1, 0.5)]
    step = next(s for s in steps if s * most < span * 1.999 and high // s - -(-low // s) >= 1)
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(step * n, 10) for n in range(first, last + 1)]


def fitting_ticks(low: float, high: float, inches: float, beside: bool) -> list[float]:
    """Round values for a panel `inches` wide; fewer where labels would touch each other or the next panel's.

    beside: whether another panel stands at the right.
    """
    most = 2 if inches < 1.6 else 6
    chosen = [nice_ticks(low, high, n) for n in (most, 3, 4)]
    chosen = [ticks[::step] for step in (1, 2) for ticks in (chosen[0], chosen[0][:-1], *chosen[1:])]
    scale = inches / (high - low)

    def apart(ticks: list[float]) -> bool:
        halves = [text_width(tick_label(tick), rcParams["xtick.labelsize"]) / 2 + TICK_SPACE / 2 for tick in ticks]
        near = [(one * scale, other * scale) for one, other in pairwise(ticks)]
        after = (high - low) * (1 + GAP) * scale + ticks[0] * scale
        near += [(ticks[-1] * scale, after)] if beside else []
        sizes = [*pairwise(halves), (halves[-1], halves[0])]
        return all(b - a >= x + y for (a, b), (x, y) in zip(near, sizes, strict=False))

    return next((ticks for ticks in chosen if len(ticks) > 1 and apart(ticks)), chosen[0][:1])


def tick_label(tick: float) -> str:
    """A tick in words, with a true minus sign."""
    return f"{tick:g}".replace("-", "−")


def _columns(ax: Axes | None, panels: int, rows: Mapping[str, str]) -> tuple[int, float]:
    """How many panels stand side by side, and the inches that they share.

    As many as fit well; where the chart would be higher than a page or the slot of `ax`, as many as just fit.
    """
    beside = max(text_width(label, rcParams["ytick.labelsize"]) for label in rows.values())
    inches = width_of(ax) - beside - 0.2
    fit = min(WIDEST_ROW, max(1, int(inches // PANEL_INCHES)))
    needed = AROUND + (math.ceil(panels / fit) * (len(rows) + HEADS[2]) + 2) * (TIGHT_LINE if ax is None else LINE)
    if needed > height_of(ax):
        inches = width_of(ax) - beside * TIGHT - 0.15
        fit = max(fit, int(inches // NARROW_PANEL))
    return math.ceil(panels / math.ceil(panels / fit)), max(inches, NARROW_PANEL)


def _draw_scale(ax: Axes, grid: Grid, ticks: Sequence[float]) -> None:
    for panel in grid.panels:
        top, height = grid.y(panel, grid.rows[0]) - 0.6, len(grid.rows) + 0.2
        places = [grid.origin(panel) + tick for tick in ticks]
        ax.vlines(places, top, top + height, color="#DDDDDD", linewidth=0.5, zorder=0)
    origins = [grid.origin(panel) for panel in grid.panels[: grid.columns]]
    ax.set_xticks([o + t for o in origins for t in ticks], [tick_label(t) for _ in origins for t in ticks])
    width = grid.high - grid.low
    ax.set_xlim(grid.low - 0.03 * width, origins[-1] + grid.high + 0.03 * width)
    ax.set_ylim(grid.lines - grid.head - 0.3, 0.3 - grid.head)
