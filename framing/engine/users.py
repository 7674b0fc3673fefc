"""The user's own tables: who is who in her case, and what her outlets are."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from framing import resources
from framing.coding import RunError
from framing.corpus.companions import read_companion
from framing.corpus.problems import Refused

REQUIRED = {"actors": ("name", "source_type"), "outlets": ("outlet",)}


def users_table(name: str, given: pd.DataFrame | str | Path | None) -> pd.DataFrame | None:
    """The table `name` ("actors", "outlets") as text cells, from a DataFrame or a CSV file; None when there is none.

    actors need the columns name and source_type (a type of the codebook, or empty), outlets the column outlet. RunError
    lists every problem with its row and remedy.
    """
    if given is None:
        return None
    table = given.fillna("").astype(str) if isinstance(given, pd.DataFrame) else _read(Path(given))
    where = f"the table {name}" if isinstance(given, pd.DataFrame) else str(given)
    problems = list(_missing(name, table)) or list(_unknown_types(table))
    if problems:
        raise RunError("\n".join(f"{where}{problem}" for problem in problems))
    return table


def _read(path: Path) -> pd.DataFrame:
    try:
        table = read_companion(path)
    except Refused as refused:
        raise RunError(f"{path}: {refused.reason}; {refused.remedy}") from refused
    if table is None:
        raise RunError(f"{path}: there is no such file; check the path")
    return table


def _missing(name: str, table: pd.DataFrame) -> Iterator[str]:
    for column in REQUIRED[name]:
        if column not in table.columns:
            yield f": no column '{column}'; add it{_nearest(column, table.columns, 'or rename')}"


def _unknown_types(table: pd.DataFrame) -> Iterator[str]:
    """Rows of actors (outlets have no such column) whose type the codebook does not have; rows count from 1."""
    known = resources.leaf_groups()
    for number, leaf in enumerate(table.get("source_type", []), start=1):
        if leaf and leaf not in known:
            hint = _nearest(leaf, known, "did you mean") or f"; known: {', '.join(known)}"
            yield f", row {number}: no source type '{leaf}'{hint}"


def _nearest(word: str, known: Iterable[str], words: str) -> str:
    near = difflib.get_close_matches(word, [str(k) for k in known], n=1)
    return f"; {words} '{near[0]}'" if near else ""
