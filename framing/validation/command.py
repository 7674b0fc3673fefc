"""The steps of `framing validate`: each writes its tables to a new folder and returns the lines to show."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from framing.coding import load, new_folder
from framing.validation import sheets
from framing.validation.accuracy import ANY, accuracy
from framing.validation.agreement import agreement
from framing.validation.sampling import sample


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
    """rates.csv, rates_all.csv, confusion.csv, pairs.csv and unplaced.csv (options: coding, hand_coding, key, out); a
    line for every rate that is not of a single source type.
    """
    found = accuracy(load(options.coding), options.hand_coding, options.key)
    rates, together = found.rates(), found.rates(by=None)
    files = {"rates": rates, "rates_all": together, "confusion": found.confusion().reset_index()}
    folder = _write(options.out, files | {"pairs": found.pairs, "unplaced": found.unplaced})
    general = pd.concat([together.assign(outlet="all outlets"), rates])
    general = general[general["category"] == ANY]
    lines = [f"{r.outlet}: {r.measure} {_number(r.estimate)}{_limits(r.low, r.high)}" for r in general.itertuples()]
    lines += [
        f"hand coding, row {r.row}: not in the text of {r.article_id}; {r.remedy}" for r in found.unplaced.itertuples()
    ]
    return [*lines, f"Tables: {folder}"]


def _write(folder: Path, tables: Mapping[str, pd.DataFrame]) -> Path:
    folder = new_folder(folder)
    for name, table in tables.items():
        sheets.write_csv(table, folder / f"{name}.csv")
    return folder


def _alpha_line(row: Mapping[str, Any]) -> str:
    alpha = f"alpha {_number(row['alpha'])}{_limits(row['low'], row['high'])}"
    note = f" ({row['note']})" if row["note"] else ""
    return f"{row['variable']}, {row['of']}: {alpha}, {_number(row['agreement'])} of {row['codes']} codes agree{note}"


def _number(value: float) -> str:
    return "unknown" if pd.isna(value) else f"{value:.2f}"


def _limits(low: float, high: float) -> str:
    return "" if pd.isna(low) else f" ({low:.2f} to {high:.2f})"
