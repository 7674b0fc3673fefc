"""Articles that come as rows: CSV, TSV, JSONL and Parquet files and DataFrames with a column `text`."""

from __future__ import annotations

import csv
import difflib
import json
import sys
from collections.abc import Iterator
from datetime import datetime, time
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from framing.corpus.dates import parse_date
from framing.corpus.decode import cannot_open, decode
from framing.corpus.draft import Draft
from framing.corpus.problems import Refusal, Refused

FIELDS = ("outlet", "title", "standfirst", "author", "byline", "url", "caption")
COLUMNS = ("text", "article_id", "id", "date", "published", *FIELDS)
MAX_TEXT = 1_000_000  # characters: the parser's own limit
TABLE_ENDINGS = (".csv", ".tsv", ".jsonl", ".parquet")
Row = tuple[int, dict[str, object]]
Read = tuple[list[Row], list[Refusal], list[str]]
_ONE_OBJECT = "repair the line: one {...} a line"


def read_table(path: Path, name: str, stem: str) -> tuple[list[Draft], list[Refusal]]:
    """The articles of one table file and its refused rows; name: the file in messages, stem: how missing ids begin."""
    reader = {".csv": _csv, ".tsv": _csv, ".jsonl": _jsonl, ".parquet": _parquet}[path.suffix.lower()]
    try:
        rows, refusals, warnings = reader(path, name)
    except OSError as error:
        raise cannot_open(error) from error
    drafts, refusals = rows_to_drafts(rows, name, stem, refusals)
    for draft in drafts:
        draft.warnings[:0] = [f"{name}: {warning}" for warning in warnings]
    return drafts, refusals


def read_frame(data: pd.DataFrame, name: str = "DataFrame") -> tuple[list[Draft], list[Refusal]]:
    """The articles of a DataFrame and its refused rows."""
    check_columns([str(c) for c in data.columns])
    records = data.to_dict("records")
    return rows_to_drafts(list(enumerate(records, 1)), name, "row", [])


def check_columns(columns: list[str]) -> None:
    """Refused, with the nearest name, when there is no column `text`."""
    if "text" not in columns:
        wanted = ("text", "body", "content", "article", "story")
        lower = {c.strip().lower(): c for c in columns}
        near = [n for w in wanted for n in difflib.get_close_matches(w, lower, n=1, cutoff=0.7)]
        hint = f"rename the column '{lower[near[0]]}' to 'text'" if near else "name the column of the story 'text'"
        raise Refused(f"no column 'text' (columns: {', '.join(columns) or 'none'})", hint)


def rows_to_drafts(rows: list[Row], name: str, stem: str, refusals: list[Refusal]) -> tuple[list[Draft], list[Refusal]]:
    """Drafts of the rows that can be read; the others join the refusals."""
    drafts = []
    for number, record in rows:
        try:
            drafts.append(_draft(record, number, name, f"{stem}-{number}"))
        except Refused as refused:
            refusals.append(refused.refusal(name, str(number)))
    if not drafts and not refusals:
        raise Refused("the table has no rows", "fill it, or delete the file")
    return drafts, refusals


def _draft(record: dict[str, object], number: int, name: str, default_id: str) -> Draft:
    text = value(record, "text")
    if not text.strip():
        raise Refused("the row has no text", "fill in the text, or delete the row")
    if any("\ud800" <= c <= "\udfff" for v in record.values() if isinstance(v, str) for c in v if c > "\ud7ff"):
        raise Refused("the row holds half characters (lone surrogates)", "write the row again as UTF-8")
    if len(text) > MAX_TEXT:
        raise Refused(f"the text has {len(text):,} characters", f"give articles of at most {MAX_TEXT:,} characters")
    draft = Draft(article_id=(value(record, "article_id") or value(record, "id")).strip() or default_id, text=text)
    draft.row_number = number
    for field in FIELDS:
        setattr(draft, field, value(record, field).strip())
    draft.byline = draft.byline or draft.author
    set_date(draft, value(record, "published") or value(record, "date"), f"{name}, row {number}")
    return draft


def set_date(draft: Draft, given: str, where: str) -> None:
    """Date and time from a given value; a value that is no date stays out, with a warning that names its place."""
    given = given.strip()
    found = parse_date(given) if given else None
    if found:
        draft.date, draft.published = found.date, found.published
    elif given:
        draft.date = draft.published = ""
        draft.warnings.append(f"{where}: '{given[:40]}' is no certain date; write it as YYYY-MM-DD")


def value(record: dict[str, object], field: str) -> str:
    """The value of a cell as text: "" when it is absent, whole numbers without ".0", a day without a midnight."""
    found = record.get(field)
    if found is None or found is pd.NaT or found is pd.NA or (isinstance(found, float) and found != found):
        return ""
    if isinstance(found, float) and found.is_integer():
        return str(int(found))
    if isinstance(found, datetime) and found.tzinfo is None and found.time() == time():
        return str(found.date())
    return str(found)


def _csv(path: Path, name: str) -> Read:
    """Rows of a CSV or TSV: every cell is text, and line breaks inside quotation marks stay as they are."""
    text, warnings = decode(path.read_bytes())
    if not text.strip():
        raise Refused("the file is empty", "fill it, or delete the file")
    csv.field_size_limit(sys.maxsize)
    try:
        table = list(csv.reader(_lines(text), delimiter=_delimiter(text, path)))
    except csv.Error as error:
        raise Refused(f"broken CSV ({error})", "save the table again as CSV (UTF-8)") from error
    header = [c.strip() for c in table[0]]
    check_columns(header)
    rows, refusals = [], []
    for number, cells in enumerate(table[1:], 1):
        if len(cells) > len(header) and any(cells[len(header) :]):
            reason = f"{len(cells)} cells under {len(header)} columns"
            refusals.append(Refusal(name, str(number), reason, "put the text between quotation marks"))
        elif cells:
            rows.append((number, dict(zip(header, cells, strict=False))))
    return rows, refusals, warnings


def _lines(text: str) -> Iterator[str]:
    """Lines with their ends, broken at newlines only: a form feed or U+2028 inside a text ends no row."""
    start = 0
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def _delimiter(text: str, path: Path) -> str:
    """The tab of a TSV, else the comma or the semicolon that spreadsheets write in many countries, by the header."""
    header = text.split("\n", 1)[0]
    return "\t" if path.suffix.lower() == ".tsv" else max(",;\t", key=header.count)


def _jsonl(path: Path, name: str) -> Read:
    text, warnings = decode(path.read_bytes())
    rows, refusals = [], []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            refusals.append(Refusal(name, str(number), f"broken JSON ({error})", _ONE_OBJECT))
            continue
        if isinstance(record, dict):
            rows.append((number, record))
        else:
            refusals.append(Refusal(name, str(number), "not a JSON object", _ONE_OBJECT))
    if rows:
        check_columns(sorted({key for _, record in rows for key in record}))
    return rows, refusals, warnings


def _parquet(path: Path, name: str) -> Read:
    try:
        with pq.ParquetFile(path) as file:
            check_columns(file.schema_arrow.names)
            wanted = [c for c in COLUMNS if c in file.schema_arrow.names]
            records = file.read(columns=wanted).to_pylist()
    except pa.ArrowException as error:
        raise Refused("not a Parquet file", "write it again, or give it the ending that it has") from error
    return list(enumerate(records, 1)), [], []
