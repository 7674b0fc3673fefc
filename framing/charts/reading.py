"""Reading a measure's table: its rows by name, its unit and its numbers in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.tables import MEASURE_COLUMNS

ALL = "All articles"
NAMELESS = "(not given)"
INTERVALS = "Lines: 95\N{NO-BREAK SPACE}% intervals, sampling whole articles."
COUNTS_ONLY = "Counts only: no interval below 5 articles."
SOME_COUNTS_ONLY = "Dots without a line: counts only, no interval below 5 articles."


class ChartError(ValueError):
    """A table or a path does not suit the chart or its export: the message says what is wrong and gives the remedy."""


def read(table: pd.DataFrame, function: str, *more: str) -> pd.DataFrame:
    """The table with a column `row`: the names of its `by` columns in one; ChartError when it is of another kind.

    function: the measure that returns such a table. more: columns that it has beside tables.MEASURE_COLUMNS.
    """
    missing = [column for column in (*MEASURE_COLUMNS, *more) if column not in table.columns]
    if missing:
        raise ChartError(f"this table has no column '{missing[0]}': give the table that framing.{function}() returns")
    if table.empty:
        raise ChartError(
            f"the table has no rows, so there is nothing to draw: check what framing.{function}() was given"
        )
    return table.assign(row=row_names(table, more))


def row_names(table: pd.DataFrame, without: tuple[str, ...]) -> pd.Series:
    """What each row is about, from the columns before `measure` but `without`: "Herald", or "Herald · 2026-W09"."""
    by = [column for column in table.columns[: list(table.columns).index("measure")] if column not in without]
    if not by:
        return pd.Series(ALL, index=table.index)
    return table[by].astype(str).replace("", NAMELESS).agg(" · ".join, axis=1)


def compares(data: pd.DataFrame) -> bool:
    """Whether the table compares anything, such as two outlets."""
    return len(set(data["row"])) > 1


def totals(data: pd.DataFrame) -> pd.Series:
    """Row name -> its denominator: the n of that row."""
    return data.groupby("row", sort=False)["denominator"].max()


def interval_note(data: pd.DataFrame) -> str:
    """The sentence of the footer that says which intervals are drawn."""
    drawn = data["low"].notna() & data["high"].notna()
    expected = data["estimate"].notna()
    if not drawn.any():
        return COUNTS_ONLY
    return INTERVALS if drawn[expected].all() else f"{INTERVALS} {SOME_COUNTS_ONLY}"


def unit_of(data: pd.DataFrame) -> str:
    """The unit of counting in words: "quoted words"."""
    return ", ".join(dict.fromkeys(data["unit"].astype(str))).replace("_", " ")


def articles_in(data: pd.DataFrame) -> str:
    """The articles behind the table, those of each row counted once: "48 articles"."""
    number = int(data.groupby("row", sort=False)["articles"].max().sum())
    return f"{number:,} article{'' if number == 1 else 's'}"


def count(number: float) -> str:
    """A count with thousands marked: "12,400"; "0" for none."""
    return "0" if pd.isna(number) else f"{number:,.0f}"


def rounded(number: float, digits: int) -> str:
    """A number in words, with a true minus sign and without a negative zero: "−0.06"."""
    return f"{round(number, digits) + 0.0:.{digits}f}".replace("-", "−")


def with_interval(row: pd.Series, digits: int = 0) -> str:
    """An estimate in words: "42 (30 to 55)", or "42" without an interval, or "no estimate"."""
    if pd.isna(row["estimate"]):
        return "no estimate"
    figures = [rounded(row[c], digits) for c in ("estimate", "low", "high") if not pd.isna(row[c])]
    return figures[0] if len(figures) < 3 else f"{figures[0]} ({figures[1]} to {figures[2]})"


def listing(rows: list[str], most: int = 8, joint: str = ", ") -> str:
    """Rows in words, the first `most` of them: "A 3, B 4 and 2 more (see the table)"."""
    rest = len(rows) - most
    return joint.join(rows[:most]) + (f" and {rest} more (see the table)" if rest > 0 else "")


def reach(data: pd.DataFrame, columns: tuple[str, ...] = ("estimate", "low", "high")) -> tuple[float, float]:
    """The smallest and largest number to be drawn; (0, 1) when there is none."""
    numbers = data[list(columns)].to_numpy(dtype=float)
    numbers = numbers[np.isfinite(numbers)]
    return (float(numbers.min()), float(numbers.max())) if numbers.size else (0.0, 1.0)
