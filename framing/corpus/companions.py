"""The tables that a user may put beside her pages: manifest.csv, actors.csv, outlets.csv, variants.csv, ..."""

from __future__ import annotations

import csv
import io
from collections.abc import Set
from pathlib import Path

import pandas as pd

from framing.corpus.decode import MAX_PAGE_BYTES, decode
from framing.corpus.draft import Draft
from framing.corpus.files import File
from framing.corpus.problems import Refusal, Refused
from framing.corpus.tables_in import set_date

MANIFEST = "manifest.csv"
COMPANIONS = frozenset({MANIFEST, "actors.csv", "outlets.csv", "variants.csv", "hand_coding.csv"})
ALONG = ("actors", "outlets", "variants")
"""Those that go along with the articles, unchanged: NAME.csv is the corpus's `NAME`."""

FIELDS = ("outlet", "title", "author", "url")
_COLUMNS = frozenset({"file", "date", *FIELDS})
Manifest = dict[Path, tuple[str, dict[str, str]]]


def read_companion(file: File | None) -> pd.DataFrame | None:
    """A companion table as text cells ("" where empty), None without such a file; Refused when it is no table."""
    if file is None:
        return None
    text, _ = decode(_bytes(file))
    try:
        table = pd.read_csv(io.StringIO(text), dtype=str, keep_default_na=False, skipinitialspace=True)
    except (pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise Refused(f"not a CSV table ({error})", "save it again as CSV (UTF-8)") from error
    return table.rename(columns=str.strip).astype(object)


def known_outlets(outlets: pd.DataFrame | None) -> dict[str, str]:
    """The user's outlets by name and by each alias (separated by semicolons)."""
    if outlets is None or "outlet" not in outlets.columns:
        return {}
    known = {}
    for row in outlets.to_dict("records"):
        for name in [row["outlet"], *str(row.get("aliases", "")).split(";")]:
            if name.strip() and row["outlet"].strip():
                known.setdefault(name.strip(), row["outlet"].strip())
    return known


def _bytes(file: File) -> bytes:
    return file.read(MAX_PAGE_BYTES, "a table beside the pages", "divide the folder")


def read_manifest(file: File, name: str, known: Set[Path]) -> tuple[Manifest, list[Refusal]]:
    """What a manifest says of the files beside it, by path, and its rows that are of no use.

    Columns: file (relative to the manifest), and any of outlet, date, title, author, url; an empty cell says nothing.
    known: the files that are read; another one on disk may be named as well.
    """
    text, _ = decode(_bytes(file))
    table = list(csv.DictReader(io.StringIO(text), skipinitialspace=True))
    rows = [{(k or "").strip(): (v or "").strip() for k, v in row.items() if isinstance(v, str)} for row in table]
    if rows and "file" not in rows[0]:
        raise Refused(f"no column 'file' (columns: {', '.join(rows[0])})", "name the column of the file names 'file'")
    found: Manifest = {}
    refusals = []
    for number, row in enumerate(rows, 1):
        target = (file.place.parent / row.get("file", "")).resolve()
        if not row.get("file") or not (target in known or target.is_file()):
            reason = f"there is no file '{row.get('file', '')}'"
            refusals.append(
                Refusal(name, str(number), reason, "correct the name in the column 'file', or delete the row")
            )
        elif target in found:
            refusals.append(
                Refusal(name, str(number), f"a second row for '{row['file']}'", "delete one of the two rows")
            )
        else:
            found[target] = (f"{name}, row {number}", {k: v for k, v in row.items() if k in _COLUMNS and v})
    return found, refusals


def apply(draft: Draft, where: str, row: dict[str, str]) -> None:
    """Put a manifest's values in the place of the page's, and drop the warnings that they answer."""
    for field in FIELDS:
        if row.get(field):
            setattr(draft, field, row[field])
            _answer(draft, field)
    if row.get("author"):
        draft.byline = draft.byline or row["author"]
    if row.get("date"):
        before = draft.date, draft.published
        set_date(draft, row["date"], where)
        if not draft.date:
            draft.date, draft.published = before
            return
        _answer(draft, "date")
        if draft.date == before[0] and draft.published == draft.date:
            draft.published = before[1]  # the page knows the hour as well


def _answer(draft: Draft, field: str) -> None:
    draft.warnings = [w for w in draft.warnings if f"{field} left empty" not in w]
