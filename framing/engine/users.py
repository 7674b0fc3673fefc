"""The user's own tables: who is who in her case, what her outlets are, what things are called."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd

from framing import resources
from framing.coding import RunError
from framing.corpus.companions import read_companion
from framing.corpus.corpus import Corpus
from framing.corpus.files import File
from framing.corpus.problems import Refused
from framing.devices.finders import variants

REQUIRED = {"actors": ("name", "source_type"), "outlets": ("outlet",), "variants": variants.COLUMNS}
NAME = {"actors": "name", "outlets": "outlet"}
"""The column that says who a row is about."""

CONTROL = ("independent", "private", "public", "public_independent", "party", "state", "unknown")
"""Who controls an outlet: it decides whether the outlet is state, public or other media."""

TYPING_ERROR = 0.85
"""How like a usual kind of outlet a kind of the user's own is when it is most likely that kind misspelt."""

OWN_COUNTRY = re.compile("X[A-Z]")
"""Codes that ISO 3166-1 leaves to users."""


def users_table(
    name: str, given: pd.DataFrame | str | Path | None, of_corpus: pd.DataFrame | None = None
) -> pd.DataFrame | None:
    """The table `name` ("actors", "outlets", "variants") as text cells: the given one (a DataFrame or a CSV file), else
    the one found with the corpus; None when there is none.

    actors need the columns name and source_type (a type of the codebook, or empty), outlets the column outlet,
    variants the columns concept, variant and pattern. RunError lists every problem with its file, row and remedy.
    """
    given = of_corpus if given is None else given
    if given is None:
        return None
    is_frame = isinstance(given, pd.DataFrame)
    table = _stripped(given if is_frame else _read(Path(given)))
    where = f"{name}.csv" if given is of_corpus else f"the table {name}" if is_frame else str(given)
    if found := problems(name, table, where):
        raise RunError("\n".join(found))
    return table


def faults(corpus: Corpus) -> list[str]:
    """What keeps the tables found with the corpus from being used, as `problems`."""
    given = {"actors": corpus.actors, "outlets": corpus.outlets, "variants": corpus.variants}
    return [p for name, table in given.items() if table is not None for p in problems(name, table, f"{name}.csv")]


def problems(name: str, table: pd.DataFrame, where: str) -> list[str]:
    """What keeps the table `name` from being used, a line each: where it stands (rows count from 1), and the remedy."""
    missing = list(_missing(name, table))
    if missing:
        return [f"{where}: {problem}" for problem in missing]
    rows = _stripped(table).to_dict("records")
    if name == "variants":
        found = list(variants.problems(rows))
    else:
        found = [problem for check in (_unnamed, _unknown_cells, _twice) for problem in check(NAME[name], rows)]
    return [f"{where}, row {row}: {problem}" for row, problem in sorted(found, key=lambda one: one[0])]


Rows = list[dict[str, str]]
Problems = Iterator[tuple[int, str]]


def _read(path: Path) -> pd.DataFrame:
    try:
        table = read_companion(File(path) if path.is_file() else None)
    except Refused as refused:
        raise RunError(f"{path}: {refused.reason}; {refused.remedy}") from refused
    if table is None:
        raise RunError(f"{path}: there is no such file; check the path")
    return table


def _stripped(table: pd.DataFrame) -> pd.DataFrame:
    return table.fillna("").astype(str).map(str.strip)


def _missing(name: str, table: pd.DataFrame) -> Iterator[str]:
    for column in table.columns[table.columns.duplicated()]:
        yield f"two columns '{column}'; rename one"
    for column in REQUIRED[name]:
        if column not in table.columns:
            near = difflib.get_close_matches(column, map(str, table.columns), n=1)
            yield f"no column '{column}'; add it" + (f", or rename '{near[0]}'" if near else "")


def _unnamed(column: str, rows: Rows) -> Problems:
    for number, row in enumerate(rows, start=1):
        if not any(letter.isalnum() for letter in row[column]):
            yield number, f"no {column}; fill it in, or delete the row"


def _unknown_cells(column: str, rows: Rows) -> Problems:
    """Types, countries and kinds of control that nobody knows, and kinds of outlet that are likely misspelt."""
    types, kinds = resources.leaf_groups(), {row["kind"] for row in resources.rows("outlets/outlets.tsv")}
    for number, row in enumerate(rows, start=1):
        leaf, control, kind, country = (row.get(c, "") for c in ("source_type", "control", "kind", "country"))
        if leaf and leaf not in types:
            yield number, f"no source type '{leaf}'; {_did_you_mean(leaf, types)}"
        if control and control not in CONTROL:
            yield number, f"no control '{control}'; {_did_you_mean(control, CONTROL)}"
        if kind not in kinds and (near := difflib.get_close_matches(kind, kinds, 1, TYPING_ERROR)):
            yield number, f"no kind '{kind}'; did you mean '{near[0]}'?"
        if country and not OWN_COUNTRY.fullmatch(country) and country not in _countries():
            yield number, f"no country '{country}'; {_country_remedy(country)}"


def _twice(column: str, rows: Rows) -> Problems:
    """A second row for one name, and an alias that belongs to somebody else."""
    owners: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        if row[column] and owners.setdefault(row[column], number) != number:
            yield number, f"'{row[column]}' stands in row {owners[row[column]]} too; make them one row"
    for number, row in enumerate(rows, start=1):
        for alias in filter(None, map(str.strip, row.get("aliases", "").split(";"))):
            owner = owners.setdefault(alias, number)
            if rows[owner - 1][column] != row[column]:
                yield number, f"'{alias}' stands in row {owner} too; take it out of one of the two"


def _did_you_mean(word: str, known: Iterable[str]) -> str:
    near = difflib.get_close_matches(word.lower(), known, n=1)
    return f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"


def _countries() -> set[str]:
    return {row["iso2"] for row in resources.rows("countries/countries.tsv")}


def _country_remedy(word: str) -> str:
    for row in resources.rows("countries/countries.tsv"):
        names = (row["iso2"], row["name"], *row["other_names"].split(";"))
        if word.lower() in (name.lower() for name in names):
            return f"write {row['iso2']}"
    return "write its ISO code of two capital letters (DK), XA to XZ for a country of your own, or nothing"
