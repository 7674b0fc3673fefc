"""The steps of `framing validate`: each writes its tables to a new folder and returns the lines to show."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding import load, new_folder
from framing.validation import sheets
from framing.validation.accuracy import ANY, Accuracy, accuracy
from framing.validation.agreement import agreement
from framing.validation.sampling import sample
from framing.validation.summary import TOGETHER

FOREMOST = 3
"""Shares of each outlet that are shown on screen; the table has all."""


def draw_sample(options: Namespace) -> list[str]:
    """Blind sheets and their key (options: coding, n, coders, seed, out); the lines say what was drawn from where."""
    key = sample(load(options.coding), options.n, options.coders, options.seed, options.out)
    strata = key.drop_duplicates(["outlet", "stratum"]).sort_values(["outlet", "stratum"])
    lines = [f"{r.stratum_drawn:5} of {r.stratum_size} sentences: {r.outlet}, {r.stratum}" for r in strata.itertuples()]
    return [*lines, f"For the coders: {options.out / 'coders'}", f"Not for the coders: {options.out / 'key.csv'}"]


def compare_coders(options: Namespace) -> list[str]:
    """alphas.csv and disagreements.csv (options: sheets, key, out); a line for every alpha."""
    found = agreement(options.sheets, options.key)
    folder = _write(options.out, {"alphas": found.alphas, "disagreements": found.disagreements})
    lines = [_alpha_line(row) for row in found.alphas.to_dict("records")]
    return [*lines, f"{len(found.disagreements)} disagreements, each with its sentence: {folder}"]


def compare_machine(options: Namespace) -> list[str]:
    """rates.csv, rates_all.csv, confusion.csv (all outlets, then each), pairs.csv and unplaced.csv (options: coding,
    hand_coding, key, out); a line for every rate that is not of a single source type.
    """
    found = accuracy(load(options.coding), options.hand_coding, options.key)
    rates, together = found.rates(), found.rates(by=None)
    files = {"rates": rates, "rates_all": together, "confusion": _confusion(found)}
    folder = _write(options.out, files | {"pairs": found.pairs, "unplaced": found.unplaced})
    general = pd.concat([together.assign(outlet=TOGETHER), rates])
    general = general[general["category"] == ANY]
    lines = [f"{r.outlet}: {r.measure} {_number(r.estimate)}{_limits(r.low, r.high)}" for r in general.itertuples()]
    lines += [
        f"hand coding, row {r.row}: not in the text of {r.article_id}; {r.remedy}" for r in found.unplaced.itertuples()
    ]
    return [*lines, f"Tables: {folder}"]


def corrected_lines(table: pd.DataFrame) -> list[str]:
    """Of what `correct` returned, a line for the ratio and the largest shares of each cell: raw and corrected."""
    by = table.columns[0]
    raw, corrected = (table[table["estimator"] == name].reset_index(drop=True) for name in ("raw", "corrected"))
    ranked = raw[~raw["note"].str.contains("overlaps")].sort_values("numerator", ascending=False, kind="stable")
    shown = ranked.groupby([by, "measure"]).head(FOREMOST).sort_values([by, "measure"], kind="stable").index
    lines = [_corrected_line(raw.loc[n], corrected.loc[n], by) for n in shown]
    return [*lines, f"The intervals speak of {table['target'].iloc[0]}."]


def _confusion(found: Accuracy) -> pd.DataFrame:
    """The confusion matrix of all outlets, then of each, in one table: outlet, hand, a column for each machine code."""
    together = found.confusion()
    outlets = [(name, found.confusion(name)) for name in sorted(found.articles["outlet"].unique())]
    blocks = [
        matrix.rename_axis(columns=None).reset_index().assign(outlet=name)
        for name, matrix in [(TOGETHER, together), *outlets]
        if len(matrix)
    ]
    return pd.concat(blocks).fillna(0.0)[["outlet", "hand", *together.columns]] if blocks else pd.DataFrame()


def _write(folder: Path, tables: Mapping[str, pd.DataFrame]) -> Path:
    folder = new_folder(folder)
    for name, table in tables.items():
        sheets.write_csv(table, folder / f"{name}.csv")
    return folder


def _alpha_line(row: Mapping[str, Any]) -> str:
    alpha = f"alpha {_number(row['alpha'])}{_limits(row['low'], row['high'])}"
    note = f" ({row['note']})" if row["note"] else ""
    return f"{row['variable']}, {row['of']}: {alpha}, {_number(row['agreement'])} of {row['codes']} codes agree{note}"


def _corrected_line(raw: pd.Series, corrected: pd.Series, by: str) -> str:
    told = [
        f"{row['estimator']} {_number(row['estimate'])}{_limits(row['low'], row['high'])}" for row in (raw, corrected)
    ]
    labels, needed = corrected["labels"], corrected["labels_needed"]
    if pd.isna(needed):
        which = "no bias of the machine beyond chance"
    elif needed <= labels:
        which = f"corrected is the better ({labels} labels, {needed:.0f} needed)"
    else:
        which = f"raw may be the better ({labels} labels, {needed:.0f} needed)"
    return f"{raw[by]}: {raw['category']} {', '.join(told)}; {which}"


def _number(value: float) -> str:
    return "unknown" if pd.isna(value) else f"{value:.2f}"


def _limits(low: float, high: float) -> str:
    return "" if pd.isna(low) else f" ({low:.2f} to {high:.2f})"
