"""Stance lexicons: ours or a user's table of patterns, read, checked and explained."""

from __future__ import annotations

import csv
import difflib
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cache, cached_property
from pathlib import Path

import pandas as pd

from framing import resources
from framing.devices.patterns import Matcher, Pattern, PatternError, parse

OWN = "stance/lexicon.tsv"
DIRECTIONS = ("-1", "0", "1", "-1.0", "0.0", "1.0")
NEGATION = ("drop", "flip", "keep")
REQUIRED = ("id", "category", "pattern")
OPTIONAL = {
    "direction": "0",
    "negation": "drop",
    "opposite": "",
    "guard": "",
    "status": "",
    "definition": "",
    "known_false_positives": "",
}
_SHOWN = 10


class LexiconError(ValueError):
    """A lexicon that cannot be used: the message lists each problem with its file, row and remedy."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a lexicon; `id` is the column `term` of the table stance."""

    id: str
    category: str
    pattern: str
    direction: int
    negation: str
    opposite: str
    guard: str
    status: str
    definition: str
    known_false_positives: str


@dataclass(frozen=True)
class Lexicon:
    """A checked lexicon: its name (resource, path or "DataFrame"), its entries, and the SHA-256 of their content."""

    name: str
    entries: tuple[Entry, ...]
    patterns: tuple[Pattern, ...]

    @cached_property
    def matcher(self) -> Matcher:
        return Matcher(self.patterns)

    @cached_property
    def sha256(self) -> str:
        return hashlib.sha256("\n".join(map(repr, map(astuple, self.entries))).encode()).hexdigest()

    @property
    def categories(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(entry.category for entry in self.entries))

    def frame(self) -> pd.DataFrame:
        """The entries as a DataFrame, one row each."""
        return pd.DataFrame([astuple(e) for e in self.entries], columns=[f.name for f in fields(Entry)])


def load_lexicon(source: str | Path | pd.DataFrame | Lexicon | None = None) -> Lexicon:
    """A lexicon: ours (None), a CSV or TSV file (.tsv: tabs), or a DataFrame; a Lexicon comes back as it is.

    Columns id, category, pattern; as wanted direction (-1, 0, 1), negation (drop, flip, keep), opposite (the category
    that a flipped hit counts for), guard, status, definition, known_false_positives. Further columns may stand there
    and are not read. The format is told in framing/resources/stance/README.md. LexiconError lists every problem with
    its row and remedy.
    """
    if isinstance(source, Lexicon):
        return source
    return _own() if source is None else _checked(*_read(source))


@cache
def _own() -> Lexicon:
    return _checked(OWN, _read(resources.path(OWN))[1])


def _read(source: str | Path | pd.DataFrame) -> tuple[str, list[tuple[str, dict[str, str]]]]:
    """The name of the source, and its rows with what to call each ("line 2")."""
    if isinstance(source, pd.DataFrame):
        text = source.astype(object).where(source.notna(), "").astype(str)
        named = [(f"row {n}", row) for n, row in enumerate(text.to_dict("records"), start=1)]
        return "DataFrame", named or _nothing("DataFrame")
    path = Path(source)
    try:
        content = path.read_text(encoding="utf-8-sig")
        return str(path), _file_rows(path, content) or _nothing(str(path))
    except OSError as error:
        raise LexiconError(f"lexicon {path}: cannot be read ({error.strerror}); check the path") from error
    except UnicodeDecodeError as error:
        raise LexiconError(f"lexicon {path}: not UTF-8 at byte {error.start}; save it as UTF-8") from error
    except csv.Error as error:
        raise LexiconError(f"lexicon {path}: no table of cells ({error}); save it as CSV or TSV") from error


def _file_rows(path: Path, content: str) -> list[tuple[str, dict[str, str]]]:
    separator = "\t" if path.suffix == ".tsv" else ","
    reader = csv.DictReader(io.StringIO(content, newline=""), delimiter=separator)
    named = []
    for row in reader:
        where = f"line {reader.line_num}"
        if None in row or None in row.values():
            raise LexiconError(
                f"lexicon {path}, {where}: {_cells(row)} cells, the header has {len(reader.fieldnames or ())}; "
                "add or remove cells (quote a cell that holds the separator)"
            )
        named.append((where, row))
    return named


def _cells(row: Mapping[str | None, object]) -> int:
    extra = row.get(None)
    return sum(v is not None for k, v in row.items() if k is not None) + (len(extra) if isinstance(extra, list) else 0)


def _nothing(name: str) -> list[tuple[str, dict[str, str]]]:
    raise LexiconError(f"lexicon {name}: no rows; write a header with {', '.join(REQUIRED)} and a row for each pattern")


def _checked(name: str, rows: list[tuple[str, dict[str, str]]]) -> Lexicon:
    _raise(name, list(_column_problems([str(column).strip() for column in rows[0][1]])))
    cells = [(where, {str(k).strip(): v.strip() for k, v in row.items()}) for where, row in rows]
    known = [(where, {c: row.get(c) or OPTIONAL.get(c, "") for c in (*REQUIRED, *OPTIONAL)}) for where, row in cells]
    categories = list(dict.fromkeys(row["category"] for _, row in known))
    _raise(name, [f"{where}: {text}" for where, row in known for text in _row_problems(row, categories)])
    _raise(name, list(_repeated_ids(known)))
    entries = tuple(Entry(**{**row, "direction": int(float(row["direction"]))}) for _, row in known)
    return Lexicon(name, entries, tuple(parse(entry.pattern, entry.guard) for entry in entries))


def _repeated_ids(rows: list[tuple[str, dict[str, str]]]) -> Iterator[str]:
    first: dict[str, str] = {}
    for where, row in rows:
        if first.setdefault(row["id"], where) != where:
            yield f"{where}: the id '{row['id']}' stands already in {first[row['id']]}; give each row its own id"


def _column_problems(columns: list[str]) -> Iterator[str]:
    known = [*REQUIRED, *OPTIONAL]
    free = [c for c in known if c not in columns]
    for column in columns:
        if column not in known and (near := _near(column, free)):
            yield f"the column '{column}' is not known; did you mean '{near}'? Rename it"
    for column in REQUIRED:
        if column not in columns:
            yield (
                f"the column '{column}' is missing; add it (the header has: {', '.join(columns)}; "
                "cells are separated by commas, in a .tsv file by tabs)"
            )


def _row_problems(row: Mapping[str, str], categories: list[str]) -> Iterator[str]:
    for column in ("id", "category"):
        if not row[column]:
            yield f"the {column} is empty; fill it in"
    try:
        parse(row["pattern"], row["guard"])
    except PatternError as error:
        yield str(error)
    if row["direction"] not in DIRECTIONS:
        yield f"the direction '{row['direction']}' is not -1, 0 or 1; write one of them"
    if row["negation"] not in NEGATION:
        yield f"the negation '{row['negation']}' is not known{_hint(row['negation'], NEGATION)}"
    if row["negation"] == "flip" and not row["opposite"]:
        yield "negation is flip, but opposite is empty; name the category that a negated hit counts for"
    if row["opposite"] and row["opposite"] not in categories:
        yield f"the opposite '{row['opposite']}' is no category of this lexicon{_hint(row['opposite'], categories)}"


def _near(word: str, names: Iterable[str]) -> str:
    """The name that a word was probably meant to be (misspelt, cut short or with a prefix), or ""."""
    folded = {name.casefold(): name for name in names}
    word = word.casefold()
    found = difflib.get_close_matches(word, folded, n=1, cutoff=0.7)
    found += [name for name in folded if len(word) > 2 and (name.startswith(word) or word.endswith(name))]
    return folded[found[0]] if found else ""


def _hint(word: str, names: Iterable[str]) -> str:
    near = _near(word, names)
    return f"; did you mean '{near}'?" if near else f"; write one of {', '.join(names)}"


def _raise(name: str, problems: list[str]) -> None:
    if problems:
        more = [f"and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
        lines = [f"lexicon {name}: {p}" if p.startswith("the column") else f"lexicon {name}, {p}" for p in problems]
        raise LexiconError("\n".join(lines[:_SHOWN] + more))
