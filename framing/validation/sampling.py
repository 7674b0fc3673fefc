"""Drawing the sentences that coders read, and writing their blind sheets."""

from __future__ import annotations

import string
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.coding import new_folder
from framing.measures.design import take
from framing.validation import sheets, workbook
from framing.validation.keys import STRATUM
from framing.validation.problems import ValidationError
from framing.validation.units import units


def sample(coding: Any, n: int = 200, coders: int = 2, seed: int = 1, out: str | Path = "sheets") -> pd.DataFrame:
    """Draw n sentences and write blind sheets for the coders into the new folder `out`; returns the key.

    out/coders holds what coders get: coder-A.xlsx and coder-A.csv (the same sheet twice), ..., and instructions.txt
    with the codebook. out/key.csv stays with you: which article, outlet and stratum each unit is of, its probability
    `pi` of being drawn, and the seed. ValidationError when n does not reach every stratum, or an outlet is spelled in
    two ways. Method: METHODS.md, "Validation".
    """
    if not 1 <= coders <= len(string.ascii_uppercase):
        raise ValidationError(f"coders is {coders}; give a number from 1 to {len(string.ascii_uppercase)}")
    key = draw(coding, n, seed)
    folder = new_folder(out)
    sheet = sheets.blank_sheet(coding, key)
    (folder / "coders").mkdir()
    sheets.write_instructions(folder / "coders")
    for letter in string.ascii_uppercase[:coders]:
        path = folder / "coders" / f"coder-{letter}"
        sheets.write_csv(sheet, path.with_suffix(".csv"))
        workbook.write(sheet, path.with_suffix(".xlsx"))
    sheets.write_csv(key, folder / "key.csv")
    return key


def draw(coding: Any, n: int, seed: int) -> pd.DataFrame:
    """The key of a sample of n sentences (all of them when there are fewer), in the sheets' order.

    Columns: those of sheets.KEY_COLUMNS. n is shared evenly among the outlets, and in each evenly among its strata, as
    far as there are sentences; within outlet x stratum every sentence has the same probability pi.
    """
    every = units(coding).sort_values([*STRATUM, "article_id", "start"], kind="stable").reset_index(drop=True)
    if every.empty:
        raise ValidationError("the coding holds no sentence of a story; code a corpus first")
    check_outlets(take(coding, "articles", ["article_id", "outlet"]))
    sizes = every.groupby(STRATUM).size()
    drawn = allocate(sizes, n)
    random = np.random.default_rng(seed)
    chosen = [
        random.choice(rows, drawn[stratum], replace=False) for stratum, rows in every.groupby(STRATUM).indices.items()
    ]
    key = every.iloc[random.permutation(np.concatenate(chosen))].reset_index(drop=True)
    where = pd.MultiIndex.from_frame(key[STRATUM])
    key = key.assign(
        unit=[f"u{number:04d}" for number in range(1, len(key) + 1)],
        stratum_size=sizes.loc[where].to_numpy(),
        stratum_drawn=drawn.loc[where].to_numpy(),
        seed=seed,
        corpus_hash=coding.run.get("corpus_hash", ""),
    )
    return key.assign(pi=key["stratum_drawn"] / key["stratum_size"])[list(sheets.KEY_COLUMNS)]


def check_outlets(articles: pd.DataFrame) -> None:
    """ValidationError when two outlets (article_id, outlet) differ in capitals, spaces or a leading "the" only."""
    first = articles.drop_duplicates("outlet")
    plain = first["outlet"].str.casefold().str.split().str.join(" ").str.removeprefix("the ")
    alike = [rows for _, rows in first.groupby(plain, sort=False) if len(rows) > 1]
    if alike:
        told = "; ".join(
            " and ".join(f"'{row.outlet}' (of {row.article_id})" for row in rows.itertuples()) for rows in alike
        )
        raise ValidationError(
            f"two spellings of one outlet: {told}; give one name in manifest.csv, or name the other as an alias in "
            "outlets.csv, and code again"
        )


def allocate(sizes: pd.Series, n: int) -> pd.Series:
    """How many to draw from each (outlet, stratum) of these sizes; ValidationError when one would get none."""
    outlets = sizes.groupby(level="outlet", sort=False)
    per_outlet = even(outlets.sum(), n)
    given = np.concatenate([even(of, each) for (_, of), each in zip(outlets, per_outlet, strict=True)])
    if (given == 0).any():
        fewest = int(outlets.size().max() * len(outlets))
        raise ValidationError(
            f"n={n} does not reach each of the {len(sizes)} strata (outlet x what the machine found); "
            f"ask for {fewest} sentences or more"
        )
    return pd.Series(given, index=sizes.index)


def even(sizes: Sequence[int] | pd.Series, n: int) -> np.ndarray:
    """n shared as evenly as these sizes allow; what is left over goes to the first ones with room."""
    sizes = np.asarray(sizes)
    given = np.zeros(len(sizes), dtype=int)
    while (left := n - given.sum()) > 0 and (room := np.flatnonzero(given < sizes)).size:
        some = room[:left]
        given[some] = np.minimum(given[some] + max(left // room.size, 1), sizes[some])
    return given
