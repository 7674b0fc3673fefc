"""Articles that come as rows with a column `text`: tables and DataFrames."""

from __future__ import annotations

import difflib
import re
from datetime import datetime, time

import ftfy.badness
import pandas as pd

from framing.corpus.dates import When, parse_date
from framing.corpus.draft import Draft
from framing.corpus.problems import Refusal, Refused
from framing.corpus.rows import Row, Rows

FIELDS = ("outlet", "title", "standfirst", "author", "byline", "url", "caption")
MAX_TEXT = 1_000_000  # characters: the parser's own limit
EXCEL_CELL = 32_767  # characters: a spreadsheet cuts off what is longer
# "1er mars", "1º de marzo"; "2022 Mar 09": dates as parse_date knows them, once tidied.
_ORDINAL, _YEAR_FIRST = re.compile(r"(?<=\d)(?:er|[ºª°])(?=\s)"), re.compile(r"^(\d{4}) ([^\W\d_]{3,}) (\d{1,2})\b")


def table_drafts(rows: Rows, name: str, stem: str) -> tuple[list[Draft], list[Refusal]]:
    """The articles of a table and its refused rows; name: the file in messages, stem: how missing ids begin."""
    if rows.rows or rows.columns:
        check_columns(rows.columns)
    refusals = [why.refusal(name, row) for row, why in rows.lost]
    drafts, refusals = rows_to_drafts(rows.rows, name, stem, refusals)
    for draft in drafts:
        draft.warnings[:0] = [f"{name}: {warning}" for warning in rows.warnings]
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
    if isinstance(record.get("text"), (list, dict)):
        raise Refused("the text is a list or an object, not a text", "join its parts into one text")
    text = value(record, "text")
    if not text.strip():
        raise Refused("the row has no text", "fill in the text, or delete the row")
    if any("\ud800" <= c <= "\udfff" for v in record.values() if isinstance(v, str) for c in v if c > "\ud7ff"):
        raise Refused("the row holds half characters (lone surrogates)", "write the row again as UTF-8")
    if len(text) > MAX_TEXT:
        raise Refused(f"the text has {len(text):,} characters", f"give articles of at most {MAX_TEXT:,} characters")
    draft = Draft(article_id=(value(record, "article_id") or value(record, "id")).strip() or default_id, text=text)
    draft.row_number = number
    draft.warnings += [f"{name}, row {number}: {warning}" for warning in _doubts(text)]
    for field in FIELDS:
        setattr(draft, field, value(record, field).strip())
    draft.byline = draft.byline or draft.author
    set_date(draft, value(record, "published") or value(record, "date"), f"{name}, row {number}")
    return draft


def _doubts(text: str) -> list[str]:
    """What speaks against a text that is taken as it stands."""
    found = []
    if len(text) == EXCEL_CELL:
        found.append(f"the text ends at {EXCEL_CELL:,} characters, where spreadsheets cut: it may not be whole")
    if ftfy.badness.is_bad(text):
        found.append("letters look wrong (mojibake): save the table again as UTF-8 from its source")
    return found


def set_date(draft: Draft, given: str, where: str) -> None:
    """Date and time from a given value; a value that is no date stays out, with a warning that names its place."""
    given = given.strip()
    found = find_date(given)
    if found:
        draft.date, draft.published = found.date, found.published
    elif given:
        draft.date = draft.published = ""
        draft.warnings.append(f"{where}: '{given[:40]}' is no certain date; write it as YYYY-MM-DD")


def find_date(text: str) -> When | None:
    """The date in a given value, also as databases write it ("2022 Mar 09", "1er mars 2020"); None without one."""
    return parse_date(_YEAR_FIRST.sub(r"\3 \2 \1", _ORDINAL.sub("", text.strip())))


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
