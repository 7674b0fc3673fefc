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
    "outlet_differences": ("attributions", "source"),
    "diversity": ("attributions", ""),
    "missing_sources": ("attributions", "name"),
    "cue_classes": ("attributions", "cue"),
    "polarity": ("sentiment", ""),
    "subjectivity": ("sentiment", ""),
    "words_scored": ("sentiment", ""),
    "stance_keywords": ("keywords", "category"),
    "wording_rates": ("wording", "category"),
    "distinctive_terms": ("passages", "term"),
    "coverage": ("articles", ""),
}
"""Measure -> what of the evidence it counts, and what a category of the measure is there."""

COLUMNS = {"outlet", "other", "date", "week", "voice", "source_group"}
"""The `by` columns of which the page knows the sentences."""

PERCENT = {"source_shares", "named_share", "early_share", "cue_classes", "words_scored", "outlet_differences"}
"""Measures that are shares: read as per cent."""

NONE = "-"
"""An outlet or a date that is not given, in an address."""

Facets = Iterator[tuple[str, str]]


def address(row: Mapping[str, Any]) -> str:
    """Where the sentences behind one row of a measure's table stand, "#sentences?show=..."; "" where nothing is.

    row: the `by` columns (COLUMNS; others have no address) and tables.MEASURE_COLUMNS, or a passage, whose address is
    its place in the article.
    """
    if {"article_id", "zone", "start"}.issubset(row):
        place = {"id": row["article_id"], "at": f"{row['zone']} {row['start']}"}
        return f"#article?{urlencode(place)}"
    cells = _cells(row)
    known = row.get("measure") in SHOWS and COLUMNS.issuperset(cells)
    # a difference has no numerator: of 0 and 0, nothing stands behind it
    counted = row["estimate"] if known and pd.isna(row["numerator"]) else row.get("numerator")
    if not known or counted == 0 or pd.isna(row["estimate"]):
        return ""
    shows, holds = SHOWS[row["measure"]]
    facets = [] if shows == "articles" else [("show", shows)]
    if holds == "name":  # who is missing here stands in the others
        cells = {}
    for column, value in cells.items():
        facets += _of_cell(column, str(value))
    facets += _of_category(holds, row["category"])
    return f"#{'articles' if shows == 'articles' else 'sentences'}?{urlencode(facets)}"


def name(row: Mapping[str, Any]) -> str:
    """What one row of a measure's table says: "Herald, Officials: 43 % (29 to 58)"; who speaks in a passage."""
    if "measure" not in row:
        told = f"{row.get('said_by') or _voice(row['voice'])}: {row['words']} words" if "voice" in row else ""
    else:
        told = f"{', '.join([*filter(None, _names(row)), _category(row)])}: {_says(row)}"
    return "".join(c if c.isprintable() else " " for c in told)  # XML has no place for control characters


def _names(row: Mapping[str, Any]) -> list[str]:
    cells = dict(_cells(row))
    if "other" in cells:
        cells |= {"outlet": f"{cells['outlet']} minus {cells.pop('other')}"}
    looks = {"voice": _voice, "source_group": lambda value: palette.group(value).label}
    return [looks.get(column, str)(value) for column, value in cells.items()]


def _category(row: Mapping[str, Any]) -> str:
    if SHOWS.get(row["measure"], ("", ""))[1] in ("term", "name"):
        return str(row["category"])
    return " : ".join(palette.group(part).label for part in str(row["category"]).split(" : "))


def _says(row: Mapping[str, Any]) -> str:
    """The number of a row in words; of a term or a missing source what it is counted in."""
    if row["measure"] == "distinctive_terms":
        return f"in {row['documents']} of {row['articles']} articles, in {row['documents_rest']} of the rest"
    if row["measure"] == "missing_sources":
        return f"missing here, in {row['carried_by']} articles of others"
    return number(row)


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
    elif column == "source_group":
        yield "group", value
    elif column in ("outlet", "other") or not value:
        yield "outlet" if column in ("outlet", "other") else "from", value or NONE
    else:
        first, last = (value, value) if column == "date" else _days_of(value)
        yield from (("from", first), ("to", last))


def _days_of(week: str) -> tuple[str, str]:
    """Monday and Sunday of an ISO week such as "2019-W20"."""
    year, _, number = week.partition("-W")
    monday = date.fromisocalendar(int(year), int(number), 1)
    return monday.isoformat(), (monday + timedelta(days=6)).isoformat()


def _of_category(holds: str, category: str) -> Facets:
    if holds == "term":
        yield "words", f'"{category}"'
    elif holds == "name":
        yield from (("source", f'"{category}"'), ("all", "1"))
    elif holds != "source":
        yield from [(holds, category)] if holds else []
    if holds != "source":
        return
    for source in category.split(" : "):
        if source == BROAD:
            yield from (("type", leaf) for leaf in BROAD_LEAVES)
        elif source != "all":
            yield "group" if source in palette.groups() else "type", source
