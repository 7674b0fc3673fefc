"""A tidy table as a reader wants it: a row for each outlet, a column for each category, estimates with their limits."""

from __future__ import annotations

import pandas as pd

SHARES = frozenset({"source_shares", "cue_classes", "named_share", "early_share", "words_scored", "outlet_differences"})
"""Measures whose estimates are shown in per cent."""

NOT_GIVEN = "(not given)"


def readable(table: pd.DataFrame, digits: int | None = None) -> pd.DataFrame:
    """Any measure's table with its `by` columns (and `voice` and the like) as rows and its categories as columns.

    A cell is "53 % (34 to 71)", "1.25 (0.80 to 1.95)", "53 % (no interval)" where the table has no limits (its note
    says why), or "" where it has no estimate. digits: after the point; None gives 0 in per cent and 2 otherwise. A
    table of several measures has columns (measure, category). The order of rows and categories is kept.
    """
    keys = list(table.columns[: list(table.columns).index("measure")])
    columns = ["measure", "category"] if len(table["measure"].unique()) > 1 else ["category"]
    listed = table[[*keys, *columns]].astype(object)
    listed = listed.where(listed.notna() & (listed != ""), NOT_GIVEN)
    if not keys:
        keys, listed["articles"] = ["articles"], "all"
    cells = [_cell(*row, digits) for row in table[["measure", "estimate", "low", "high"]].itertuples(index=False)]
    return listed.assign(cell=cells).pivot_table("cell", keys, columns, aggfunc="first", sort=False, fill_value="")


def _cell(measure: str, estimate: float, low: float, high: float, digits: int | None) -> str:
    if pd.isna(estimate):
        return ""
    scale, sign, usual = (100, " %", 0) if measure in SHARES else (1, "", 2)
    shown, *limits = (f"{number * scale:z.{usual if digits is None else digits}f}" for number in (estimate, low, high))
    return f"{shown}{sign} " + ("(no interval)" if pd.isna(low) else f"({' to '.join(limits)})")
