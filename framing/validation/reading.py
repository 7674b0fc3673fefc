"""Sheets as they come back: read, checked against the key, and refused with every mistake named."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from framing.corpus.decode import decode, read_bytes
from framing.corpus.problems import Refused
from framing.validation import sheets, workbook
from framing.validation.problems import MADE_A_DATE, Problem, SheetError, ValidationError, code_problem, is_date

Row = tuple[int, dict[str, str]]
"""A row's number in the spreadsheet and its cells by column."""

_COUNTS = tuple(str(number) for number in range(sheets.SLOTS + 1))


def read_sheets(paths: Iterable[str | Path], key: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Filled sheets (CSV or XLSX) by the coder's name, the file's name without its ending, in the order of the key.

    Each has sheets.COLUMNS, all text, and unit as its index. SheetError lists every mistake in every sheet.
    """
    files = [Path(path) for path in ([paths] if isinstance(paths, str | Path) else paths)]
    names = Counter(path.stem for path in files)
    twice = [path.name for path in files if names[path.stem] > 1]
    if twice:
        raise ValidationError(f"{' and '.join(twice)} would be one coder's; give one sheet a coder, named after her")
    problems: list[Problem] = []
    found = {path.stem: _read(path, key, problems) for path in files}
    if problems:
        raise SheetError(problems)
    return found


def read_rows(path: Path, columns: Sequence[str], problems: list[Problem], optional: Sequence[str] = ()) -> list[Row]:
    """The rows of a table that has these columns in this order; the first row's number is 2. Mistakes join problems."""
    try:
        header, rows = read_cells(path)
    except SheetError as error:
        problems += [Problem(*row) for row in error.problems.itertuples(index=False)]
        return []
    missing = [column for column in columns if column not in header and column not in optional]
    strange = [column for column in header if column not in columns]
    problems += [Problem(path.name, "1", f"no column '{c}'", "restore the column with this name") for c in missing]
    problems += [Problem(path.name, "1", f"a strange column '{c}'", "delete it, or restore its name") for c in strange]
    if missing or strange:
        return []
    if header != [column for column in columns if column in header]:
        remedy = f"restore the order: {', '.join(columns)}"
        problems.append(Problem(path.name, "1", "the columns stand in another order", remedy))
    return rows


def _read(path: Path, key: pd.DataFrame, problems: list[Problem]) -> pd.DataFrame:
    before = len(problems)
    rows = read_rows(path, sheets.COLUMNS, problems)
    if rows or len(problems) == before:
        texts = dict(zip(key["unit"], key["text"].map(sheets.neutral), strict=True))
        problems += [Problem(path.name, *found) for found in _unit_mistakes(rows, texts)]
        problems += [Problem(path.name, str(n), *found) for n, cells in rows for found in code_mistakes(cells)]
    if len(problems) > before:
        return pd.DataFrame()
    table = pd.DataFrame([cells for _, cells in rows], columns=list(sheets.COLUMNS)).set_index("unit", drop=False)
    return table.loc[key["unit"]]


def _unit_mistakes(rows: list[Row], texts: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Units that are strange, twice there, not there, or stand beside another sentence than theirs."""
    seen: dict[str, int] = {}
    for number, cells in rows:
        unit = cells["unit"]
        if unit not in texts:
            yield str(number), f"the key has no unit '{unit}'", "restore the unit's name as it was in the blank sheet"
        elif unit in seen:
            yield str(number), f"unit {unit} stands already in row {seen[unit]}", "delete one of the two rows"
        elif cells["sentence"] != texts[unit]:
            remedy = MADE_A_DATE if is_date(cells["sentence"]) else "copy the sentence from it"
            yield str(number), f"unit {unit} has another sentence than in the blank sheet", remedy
        seen.setdefault(unit, number)
    for number, unit in enumerate(texts, 2):
        if unit not in seen:
            yield "", f"the row of unit {unit} is missing", f"copy row {number} of the blank sheet and code it"


def code_mistakes(cells: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is wrong with the codes of one row of a sheet, and the remedies."""
    found = code_problem(cells[sheets.COUNT], sheets.COUNT, _COUNTS)
    if found:
        yield found
        return
    number = int(cells[sheets.COUNT])
    for slot in range(1, sheets.SLOTS + 1):
        for name, codes in (("type", sheets.type_codes()), ("kind", sheets.kind_codes())):
            column = f"{name}_{slot}"
            found = code_problem(cells[column], column, codes) if slot <= number else None
            if found:
                yield found
        filled = [c for c in (f"{name}_{slot}" for name in ("source", "type", "kind")) if cells[c].strip()]
        if is_date(cells[f"source_{slot}"]):
            yield f"source_{slot}: '{cells[f'source_{slot}']}' is a date", MADE_A_DATE
        if slot > number and filled:
            yield f"{filled[0]} is filled, but {sheets.COUNT} is {number}", f"empty it, or correct {sheets.COUNT}"


def read_cells(path: Path) -> tuple[list[str], list[Row]]:
    """The header and the rows that hold anything; SheetError when the file is no table."""
    try:
        lines = workbook.read(path) if path.suffix.lower() == ".xlsx" else _csv(path)
        header = list(lines[0]) if lines else []
        while header and not header[-1].strip():
            header.pop()  # spreadsheets keep columns that once held something
        if len(set(header)) < len(header):
            raise ValueError("two columns have one name")
        long = [n for n, line in enumerate(lines, 1) if any(cell.strip() for cell in line[len(header) :])]
        if long:
            raise ValueError(f"row {long[0]} has more cells than the header")
    except Refused as refused:
        raise SheetError([Problem(path.name, "", refused.reason, refused.remedy)]) from refused
    except (ValueError, csv.Error) as error:
        remedy = "save it again as CSV (UTF-8) or XLSX"
        raise SheetError([Problem(path.name, "", f"not readable: {error}", remedy)]) from error
    rows = [(n, line + [""] * (len(header) - len(line))) for n, line in enumerate(lines[1:], 2) if any(line)]
    return header, [(n, dict(zip(header, line, strict=False))) for n, line in rows]


def _csv(path: Path) -> list[list[str]]:
    """Rows of a CSV file; its first line shows whether commas, semicolons or tabs divide the cells."""
    text, _ = decode(read_bytes(path))
    first = text.split("\n", 1)[0]
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count), strict=True))
