"""The key of a sample: which sentence each unit is, and how likely it was drawn; checked against the coding."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from framing.measures.design import take
from framing.validation import sheets
from framing.validation.problems import Problem, SheetError, ValidationError
from framing.validation.reading import read_cells
from framing.validation.units import one_line

STRATUM = ["outlet", "stratum"]
_NUMBERS = {"sentence": int, "start": int, "end": int, "pi": float, "stratum_size": int, "stratum_drawn": int}
_NUMBERS |= {"seed": int}
_RESTORE = "restore the key.csv that `sample` wrote"


def read_key(key: pd.DataFrame | str | Path) -> pd.DataFrame:
    """The key of a sample, as `sample` returned it or from its key.csv; SheetError lists what is wrong in it."""
    name, table = ("key", key) if isinstance(key, pd.DataFrame) else (Path(key).name, _from_file(Path(key)))
    problems = [Problem(name, *found) for found in _mistakes(table)]
    if problems:
        raise SheetError(problems)
    return table.astype(_NUMBERS)


def read_key_of(coding: Any, key: pd.DataFrame | str | Path) -> pd.DataFrame:
    """The key of a sample of this coding; ValidationError when it was drawn from another corpus or was changed."""
    name, key = "key" if isinstance(key, pd.DataFrame) else Path(key).name, read_key(key)
    if set(key["corpus_hash"]) != {coding.run.get("corpus_hash", "")}:
        raise ValidationError("the key was drawn from another corpus; give the coding that the sample is of")
    articles = take(coding, "articles", ["article_id", "outlet", "text"]).set_index("article_id")
    problems = [
        Problem(name, str(n), *found) for n, row in enumerate(key.itertuples(), 2) for found in _other(row, articles)
    ]
    if problems:
        raise SheetError(problems)
    return key


def _from_file(path: Path) -> pd.DataFrame:
    header, rows = read_cells(path)
    return pd.DataFrame([cells for _, cells in rows], columns=header)


def _mistakes(key: pd.DataFrame) -> Iterator[tuple[str, str, str]]:
    """Columns that are missing, numbers that are none, and probabilities that the rows do not bear out."""
    missing = [column for column in sheets.KEY_COLUMNS if column not in key.columns]
    if missing:
        yield "1", f"no column '{missing[0]}'", _RESTORE
        return
    bad = [(n, column) for column in _NUMBERS for n in _no_numbers(key[column])]
    yield from ((str(n + 2), f"{column}: '{key[column].iloc[n]}' is no number", _RESTORE) for n, column in bad)
    if bad:
        return
    for n in key["unit"][key["unit"].duplicated()].index:
        yield str(n + 2), f"unit {key['unit'][n]} stands there twice", _RESTORE
    for (outlet, stratum), rows in key.astype(_NUMBERS).groupby(STRATUM, sort=False):
        drawn, size = (rows[f"stratum_{what}"].iloc[0] for what in ("drawn", "size"))
        first = str(key.index.get_loc(rows.index[0]) + 2)
        if len(rows) != drawn:
            yield first, f"{len(rows)} rows of {outlet}, {stratum}, though {drawn} were drawn", _RESTORE
        elif (abs(rows["pi"] - drawn / size) > 1e-6).any():
            yield first, f"pi of {outlet}, {stratum} is not {drawn} / {size}", _RESTORE


def _no_numbers(column: pd.Series) -> list[int]:
    whole = column.name != "pi"
    numbers = pd.to_numeric(column, errors="coerce")
    wrong = numbers.isna() | (numbers != numbers.round()) if whole else numbers.isna()
    return [n for n, is_wrong in enumerate(wrong) if is_wrong]


def _other(row: Any, articles: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """What of a row of the key is otherwise in the coding."""
    if row.article_id not in articles.index:
        yield f"the coding has no article '{row.article_id}'", _RESTORE
        return
    outlet, text = articles.loc[row.article_id]
    if row.outlet not in (outlet, sheets.neutral(outlet)):
        yield f"outlet '{row.outlet}' is not the outlet of {row.article_id}", f"write '{outlet}'"
    sentence = one_line(text[row.start : row.end])
    if row.text not in (sentence, sheets.neutral(sentence)):
        yield f"text is not that of {row.article_id}, characters {row.start} to {row.end}", _RESTORE
