"""Reading a measure's table: its rows by name, its unit and its numbers in words."""

from __future__ import annotations

import numpy as np
import pandas as pd

from framing.measures.formulas import FEWEST
from framing.tables import MEASURE_COLUMNS

ALL = "All articles"
NAMELESS = "(not given)"
INTERVALS = "Lines: 95\N{NO-BREAK SPACE}% intervals, sampling whole articles."
FEW = "Dots without lines: fewer than 5 articles, no interval."
NO_LINE = "Dots without lines: no interval, for the reason in the table's notes."

NOTHING = {
    "corrected": "nobody is quoted",
    "accuracy": "neither machine nor coder found anything",
    "source_shares": "nobody is quoted",
    "source_ratio": "neither of the two is quoted",
    "sentiment_by_voice": "no word has a sentiment score",
    "stance_keywords": "no keyword of the lexicon, or no such wording, occurs",
    "distinctive_terms": "no term stands in 5 articles",
    "coverage": "there are no articles",
    "outlet_differences": "no two outlets have anything to compare",
    "missing_sources": "no outlet lacks what others carry",
    "units_compared": "nobody is quoted",
    "cue_classes": "nobody is quoted",
    "trend": "no step of time has an estimate",
}
"""Measure -> why its table may hold nothing to draw."""

SOURCES = {
    "corrected": "validation.correct",
    "accuracy": "validation.Accuracy.rates",
    "units_compared": "source_shares",
}
"""Chart -> the function that makes its table, where it is not the measure of the chart's name."""

MEASURES = {
    "corrected": ("source_shares", "source_ratio"),
    "accuracy": ("precision", "recall", "same_type", "same_group", "same_source"),
    "sentiment_by_voice": ("polarity", "subjectivity", "words_scored"),
    "stance_keywords": ("stance_keywords", "wording_rates"),
    "missing_sources": ("missing_sources", "missing_quotations"),
    "units_compared": ("source_shares",),
}
"""Chart -> the measures its table may hold; any other chart draws the measure of its own name."""

ANY = "trend"
"""The chart that draws every measure."""


class ChartError(ValueError):
    """A table or a path does not suit the chart or its export: the message says what is wrong and gives the remedy."""


class ChartWarning(UserWarning):
    """A chart was drawn, but not all of it as it should be: the message says what and gives the remedy."""


def read(table: pd.DataFrame, function: str, *more: str) -> pd.DataFrame:
    """The table with a column `row`: the names of its `by` columns in one; ChartError when it is of another kind.

    function: the measure that returns such a table. more: columns that it has beside tables.MEASURE_COLUMNS.
    """
    remedy = f"give charts.{function}() the table that framing.{SOURCES.get(function, function)}() returns"
    if not isinstance(table, pd.DataFrame):
        raise ChartError(f"this is no table (but of type {type(table).__name__}): {remedy}")
    missing = [column for column in (*MEASURE_COLUMNS, *more) if column not in table.columns]
    if missing:
        raise ChartError(f"this table has no column '{missing[0]}': {remedy}")
    allowed = MEASURES.get(function, (function,))
    strange = [name for name in dict.fromkeys(table["measure"]) if name not in allowed and function != ANY]
    if strange:
        raise ChartError(f"this table holds the measure '{strange[0]}': {remedy}")
    if table["estimate"].isna().all():
        what = "no estimate" if len(table) else "no rows"
        raise ChartError(f"there is nothing to draw: {_nothing(table, function)} (the table has {what})")
    return table.assign(row=row_names(table, more))


def _nothing(table: pd.DataFrame, function: str) -> str:
    """Why the table holds nothing to draw; of a ratio, by the names of its two sides."""
    if function == "source_ratio" and len(table):
        over, _, under = table["category"].iloc[0].replace("_", " ").partition(" : ")
        return f"no {over} or {under} is quoted"
    return NOTHING[function]


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
    bare = data[expected & ~drawn]
    without = "" if bare.empty else FEW if (bare["articles"] < FEWEST).all() else NO_LINE
    return " ".join(sentence for sentence in (INTERVALS if drawn.any() else "", without) if sentence)


def named(data: pd.DataFrame) -> str:
    """ "Herald: ", where the only row of the table is not named on the chart; "" for one row of all articles."""
    return "" if compares(data) or data["row"].iloc[0] == ALL else f"{data['row'].iloc[0]}: "


def unit_of(data: pd.DataFrame) -> str:
    """The unit of counting in words: "quoted words"."""
    return ", ".join(dict.fromkeys(data["unit"].astype(str))).replace("_", " ")


def articles_in(data: pd.DataFrame) -> str:
    """The articles behind the table, those of each row counted once: "48 articles"."""
    return counted(data.groupby("row", sort=False)["articles"].max().sum(), "articles")


def counted(number: float, unit: str) -> str:
    """A count and its unit: "48 articles", "1 article", "1 quoted word"."""
    return f"{count(number)} {unit.removesuffix('s') if number == 1 else unit}"


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


def largest_first(data: pd.DataFrame, most: int = 8) -> pd.DataFrame:
    """The rows as they are, or where a listing does not name them all, those with the largest estimates first."""
    return data if len(data) <= most else data.sort_values("estimate", ascending=False, kind="stable")


def reach(data: pd.DataFrame, columns: tuple[str, ...] = ("estimate", "low", "high")) -> tuple[float, float]:
    """The smallest and largest number to be drawn; (0, 1) when there is none."""
    numbers = data[list(columns)].to_numpy(dtype=float)
    numbers = numbers[np.isfinite(numbers)]
    return (float(numbers.min()), float(numbers.max())) if numbers.size else (0.0, 1.0)
