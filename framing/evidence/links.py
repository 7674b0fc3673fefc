"""From a number to the sentences behind it: the address, within the report, of the evidence for one row of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from itertools import takewhile
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from framing.charts import palette
from framing.measures.counting import BROAD, BROAD_LEAVES

SHOWS = {
    "source_shares": ("attributions", "source"),
    "source_ratio": ("attributions", "source"),
    "named_share": ("attributions", "source"),
    "prominence": ("attributions", "source"),
    "early_share": ("attributions", "source"),
    "cue_classes": ("attributions", "cue"),
    "polarity": ("sentiment", ""),
    "subjectivity": ("sentiment", ""),
    "words_scored": ("sentiment", ""),
    "stance_keywords": ("keywords", "category"),
    "wording_rates": ("wording", "category"),
    "coverage": ("articles", ""),
}
"""Measure -> what of the evidence it counts, and what a category of the measure is there."""

PERCENT = {"source_shares", "named_share", "early_share", "cue_classes", "words_scored"}
"""Measures that are shares: read as per cent."""

NONE = "-"
"""An outlet or a date that is not given, in an address."""

Facets = Iterator[tuple[str, str]]


def address(row: Mapping[str, Any]) -> str:
    """Where the sentences behind one row of a measure's table stand, "#sentences?show=..."; "" where nothing is.

    row: the `by` columns (outlet, date, week, voice; others have no address) and tables.MEASURE_COLUMNS.
    """
    cells = _cells(row)
    known = row.get("measure") in SHOWS and {"outlet", "date", "week", "voice"}.issuperset(cells)
    # a difference has no numerator: of 0 and 0, nothing stands behind it
    counted = row["estimate"] if known and pd.isna(row["numerator"]) else row.get("numerator")
    if not known or counted == 0 or pd.isna(row["estimate"]):
        return ""
    shows, holds = SHOWS[row["measure"]]
    facets = [] if shows == "articles" else [("show", shows)]
    for column, value in cells.items():
        facets += _of_cell(column, str(value))
    facets += _of_category(holds, row["category"])
    return f"#{'articles' if shows == 'articles' else 'sentences'}?{urlencode(facets)}"


def name(row: Mapping[str, Any]) -> str:
    """What one row of a measure's table says: "Herald, Officials: 43 % (29 to 58)"."""
    if "measure" not in row:
        return ""
    cells = [_voice(value) if column == "voice" else str(value) for column, value in _cells(row).items()]
    category = " : ".join(palette.group(part).label for part in str(row["category"]).split(" : "))
    told = f"{', '.join([*filter(None, cells), category])}: {number(row)}"
    return "".join(c if c.isprintable() else " " for c in told)  # XML has no place for control characters


def number(row: Mapping[str, Any], form: str = "") -> str:
    """The estimate of a row with its limits where it has them: "61 % (50 to 71)"; form: how a number that is no share
    is written (default: three digits).
    """
    if pd.isna(row["estimate"]):
        return "none"
    share = row["measure"] in PERCENT
    scale, form = (100, ".0f") if share else (1, form or ".3g")
    limits = "" if pd.isna(row["low"]) else f" ({row['low'] * scale:{form}} to {row['high'] * scale:{form}})"
    return f"{row['estimate'] * scale:{form}}{' %' if share else ''}{limits}"


def _cells(row: Mapping[str, Any]) -> dict[str, Any]:
    return dict(takewhile(lambda cell: cell[0] != "measure", row.items()))


def _voice(value: str) -> str:
    return palette.voices()[value].label if value in palette.voices() else str(value)


def _of_cell(column: str, value: str) -> Facets:
    if column == "voice":
        yield from [("voice", value)] if value in palette.voices() else []
    elif column == "outlet" or not value:
        yield "outlet" if column == "outlet" else "from", value or NONE
    else:
        first, last = (value, value) if column == "date" else _days_of(value)
        yield from (("from", first), ("to", last))


def _days_of(week: str) -> tuple[str, str]:
    """Monday and Sunday of an ISO week such as "2019-W20"."""
    year, _, number = week.partition("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _of_category(holds: str, category: str) -> Facets:
    if holds != "source":
        yield from [(holds, category)] if holds else []
        return
    for source in category.split(" : "):
        if source == BROAD:
            yield from (("type", leaf) for leaf in BROAD_LEAVES)
        elif source != "all":
            yield "group" if source in palette.groups() else "type", source
