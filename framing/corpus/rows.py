"""The rows of tables, whatever they are kept in: CSV, TSV, JSON, JSON lines, Excel, Parquet."""

from __future__ import annotations

import csv
import json
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import zip_longest

import pyarrow as pa
import pyarrow.parquet as pq

from framing.corpus.decode import decode
from framing.corpus.documents import open_package
from framing.corpus.files import File
from framing.corpus.problems import Refused

MAX_TABLE = 500_000_000  # bytes
COLUMNS = (
    *("text", "article_id", "id", "date", "published"),
    *("outlet", "title", "standfirst", "author", "byline", "url", "caption"),
)
Row = tuple[int, dict[str, object]]
_ONE_OBJECT = "repair the line: one {...} a line"
_DIVIDE = "divide it into smaller tables"


@dataclass
class Rows:
    """The rows of a table under the numbers by which a user counts them, and what of the table cannot be read."""

    columns: list[str]
    rows: list[Row]
    warnings: list[str] = field(default_factory=list)
    lost: list[tuple[str, Refused]] = field(default_factory=list)  # row, why


def csv_rows(file: File) -> Rows:
    """Rows of a CSV or TSV: every cell is text, and line breaks inside quotation marks stay as they are."""
    text, warned = decode(file.read(MAX_TABLE, "a table", _DIVIDE))
    if not text.strip():
        raise Refused("the file is empty", "fill it, or delete the file")
    usual = csv.field_size_limit(sys.maxsize)  # one for the whole process, so it is put back
    try:
        table = list(csv.reader(_lines(text), delimiter=delimiter(text, file.ending)))
    except csv.Error as error:
        raise Refused(f"broken CSV ({error})", "save the table again as CSV (UTF-8)") from error
    finally:
        csv.field_size_limit(usual)
    header = [c.strip() for c in table[0]]
    found = Rows(header, [], warned)
    for number, cells in enumerate(table[1:], 1):
        if len(cells) > len(header) and any(cells[len(header) :]):
            reason = f"{len(cells)} cells under {len(header)} columns"
            found.lost.append((str(number), Refused(reason, "put the text between quotation marks")))
        elif cells:
            found.rows.append((number, dict(zip(header, cells, strict=False))))
    return found


def delimiter(text: str, ending: str = "") -> str:
    """The tab of a TSV, else the comma or the semicolon that spreadsheets write in many countries, by the header."""
    return "\t" if ending == ".tsv" else max(",;\t", key=text.split("\n", 1)[0].count)


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, broken at newlines only: a form feed or U+2028 inside a text ends no row."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def json_rows(file: File) -> Rows:
    """The objects of a JSON file: one a line, or the list in it, wherever it stands, or the one object that it is."""
    text, warned = decode(file.read(MAX_TABLE, "a table", _DIVIDE))
    try:
        objects = [(n, o) for n, o in enumerate(_listed(json.loads(text)), 1)]
        lost = []
    except (ValueError, RecursionError) as error:
        if file.ending == ".json" and "\n" in text and not _is_object(text.split("\n", 1)[0]):
            raise Refused(f"broken JSON ({error})", "export it again, or give a table as CSV") from error
        objects, lost = _json_lines(text)
    found = Rows([], [], warned, lost)
    for number, record in objects:
        if isinstance(record, dict):
            found.rows.append((number, record))
        else:
            found.lost.append((str(number), Refused("not a JSON object", _ONE_OBJECT)))
    found.columns = list(dict.fromkeys(key for _, record in found.rows for key in record))
    return found


def _is_object(line: str) -> bool:
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _json_lines(text: str) -> tuple[list[tuple[int, object]], list[tuple[str, Refused]]]:
    objects, lost = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                objects.append((number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                lost.append((str(number), Refused(f"broken JSON ({error})", _ONE_OBJECT)))
    return objects, lost


def _listed(whole: object, depth: int = 2) -> list[object]:
    """The list of objects in a JSON value: itself, or below its keys ({"articles": [...]})."""
    if isinstance(whole, list):
        return whole
    if isinstance(whole, dict) and "text" not in whole and depth:
        for inner in whole.values():
            if isinstance(inner, list) and inner and all(isinstance(i, dict) for i in inner):
                return inner
            if isinstance(inner, dict) and (found := _listed(inner, depth - 1)) != [inner]:
                return found
    return [whole]


def parquet_rows(file: File) -> Rows:
    """Rows of a Parquet file with a column text; of any other its columns alone."""
    try:
        with file.open() as stream, pq.ParquetFile(stream) as parquet:
            names = parquet.schema_arrow.names
            wanted = [c for c in COLUMNS if c in names] if "text" in names else []
            if parquet.metadata.num_rows and sum(_sizes(parquet, wanted)) > MAX_TABLE:
                raise Refused(f"its texts are more than the limit of {MAX_TABLE:,} bytes for a table", _DIVIDE)
            records = parquet.read(columns=wanted).to_pylist() if wanted else []
    except (pa.ArrowException, OSError) as error:
        raise Refused("not a Parquet file", "write it again, or give it the ending that it has") from error
    return Rows(names, list(enumerate(records, 1)))


def _sizes(parquet: pq.ParquetFile, wanted: list[str]) -> Iterator[int]:
    """Uncompressed bytes of each piece of the wanted columns."""
    for group in range(parquet.metadata.num_row_groups):
        columns = parquet.metadata.row_group(group)
        for number in range(columns.num_columns):
            column = columns.column(number)
            if column.path_in_schema.split(".")[0] in wanted:
                yield column.total_uncompressed_size


def excel_rows(file: File) -> Rows:
    """Rows of the first sheet of an Excel workbook that has a column text, else of its first sheet."""
    from openpyxl import load_workbook

    with open_package(file) as package:
        stream = package.fp
        try:
            with warnings.catch_warnings(action="ignore"):  # styles and validations that openpyxl does not know
                book = load_workbook(stream, read_only=True, data_only=True)
                sheets = [(s.title, [list(r) for r in s.iter_rows(values_only=True)]) for s in book.worksheets]
        except Exception as error:  # openpyxl raises whatever a broken part makes it stumble over
            raise Refused(f"a broken Excel workbook ({error})", "save it again, or save the sheet as CSV") from error
    filled = [(title, _sheet(cells)) for title, cells in sheets if any(c is not None for row in cells for c in row)]
    if not filled:
        raise Refused("the workbook is empty", "fill it, or delete the file")
    chosen = next((pair for pair in filled if "text" in pair[1].columns), filled[0])
    others = [title for title, rows in filled if rows is not chosen[1]]
    because = f"only the sheet '{chosen[0]}' is read", "save a sheet with articles as a file of its own"
    chosen[1].lost += [(f"sheet '{title}'", Refused(*because)) for title in others]
    return chosen[1]


def _sheet(cells: list[list[object]]) -> Rows:
    header, *rest = [row for row in enumerate(cells) if any(c is not None for c in row[1])]
    names = ["" if name is None else str(name).strip() for name in header[1]]
    rows = [(n - header[0], {k: v for k, v in zip_longest(names, row, fillvalue="") if k}) for n, row in rest]
    return Rows([n for n in names if n], rows)
