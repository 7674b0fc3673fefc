"""Dots with intervals in rows and panels on one Axes: what most charts of the package are made of."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd
from matplotlib import rcParams
from matplotlib.axes import Axes

from framing.charts.palette import Look
from framing.charts.sheet import FOOTER_SIZE, Sheet, plain, text_width, width_of, wrap

GAP = 0.16
"""Space between two panels, as a share of a panel's width."""

HEADS = (0.7, 1.6, 2.3)
"""Rows left free above each row of panels for titles of no, one or two lines."""

PANEL_INCHES = 0.75
"""The narrowest panel: a title in two lines and the labels of three ticks fit on it."""

TICK_SPACE = 0.05
"""Inches between the labels of two panels' ticks at least."""

BOLD = 0.85
"""How much narrower than the panel a title must measure: it is measured plain, at the size of a footer."""

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
    room = width_of(ax) - max(text_width(label, rcParams["ytick.labelsize"]) for label in rows.values()) - 0.2
    fit = min(WIDEST_ROW, max(1, int(room // PANEL_INCHES)))
    columns = math.ceil(len(panels) / math.ceil(len(panels) / fit))
    panel_inches = max(room, PANEL_INCHES) / (columns * (1 + GAP))
    titles = {panel: two_lines(plain(title), panel_inches * BOLD) for panel, title in panels.items()}
    grid = Grid(
        list(panels), list(rows), low, high, columns, HEADS[max(map(len, titles.values())) if any(panels) else 0]
    )
    sheet = Sheet.on(ax, grid.lines + 2)
    _draw_scale(sheet.ax, grid, fitting_ticks(low, high, panel_inches, columns > 1))
    for panel, lines in titles.items():
        x, y = grid.origin(panel) + low, grid.y(panel, grid.rows[0]) - 0.75
        sheet.ax.text(x, y, "\n".join(lines), weight="bold", fontsize=7.5)
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
    """Round values for a panel `inches` wide; the last is left out where it would touch the next panel's first.

    beside: whether another panel stands at the right.
    """
    ticks = nice_ticks(low, high, 2 if inches < 1.6 else 6)
    scale = inches / (high - low)
    gap = (high - ticks[-1] + ticks[0] - low) * scale + inches * GAP
    half_labels = sum(text_width(tick_label(t), rcParams["xtick.labelsize"]) for t in (ticks[0], ticks[-1])) / 2
    return ticks[:-1] if beside and len(ticks) > 2 and gap < half_labels + TICK_SPACE else ticks


def tick_label(tick: float) -> str:
    """A tick in words, with a true minus sign."""
    return f"{tick:g}".replace("-", "−")


def two_lines(text: str, inches: float) -> list[str]:
    """The text in one or two lines of at most `inches`, cut off with an ellipsis where it must be."""
    first, *rest = wrap(text, inches)
    return [_cut(line, inches) for line in (first, " ".join(rest)) if line]


def _cut(line: str, inches: float) -> str:
    if text_width(line, FOOTER_SIZE) <= inches:
        return line
    ends = (n for n in range(len(line) - 1, 0, -1) if text_width(f"{line[:n]}…", FOOTER_SIZE) <= inches)
    return f"{line[: next(ends, 1)].rstrip()}…"


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
