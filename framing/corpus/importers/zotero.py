"""Zotero's CSV and CSL JSON: descriptions of articles whose snapshots are files beside it."""

from __future__ import annotations

from collections.abc import Iterator

from framing.corpus.importers.base import Entry, Item
from framing.corpus.importers.ris import turn
from framing.corpus.rows import Rows

_FIELDS = {"title": "Title", "outlet": "Publication Title", "date": "Date", "url": "Url"}


def recognise_csv(rows: Rows) -> bool:
    """The columns of Zotero's own CSV, and no text."""
    return {"Key", "Item Type", "Title", "Publication Title"} <= set(rows.columns) and "text" not in rows.columns


def read_csv(rows: Rows) -> Iterator[Item]:
    """One item a row."""
    for _, row in rows.rows:
        record = {key: str(value or "") for key, value in row.items()}
        files = tuple(name.strip() for name in record.get("File Attachments", "").split(";") if name.strip())
        files = tuple(sorted(files, key=lambda name: not name.lower().endswith((".html", ".htm"))))
        authors = "; ".join(turn(name) for name in record.get("Author", "").split(";") if name.strip())
        fields = {ours: record.get(theirs, "") for ours, theirs in _FIELDS.items()}
        yield Entry(files, {**fields, "author": authors})


def recognise_csl(rows: Rows) -> bool:
    """Items as citation processors know them, which hold no text and name no file."""
    return {"id", "type", "title"} <= set(rows.columns) and bool({"issued", "container-title"} & set(rows.columns))


def read_csl(rows: Rows) -> Iterator[Item]:
    """One item an entry."""
    for _, row in rows.rows:
        people = row.get("author")
        named = [p for p in people if isinstance(p, dict)] if isinstance(people, list) else []
        authors = [" ".join(str(p[k]) for k in ("given", "family", "literal") if p.get(k)) for p in named]
        fields = {"title": row.get("title"), "outlet": row.get("container-title"), "url": row.get("URL")}
        known = {name: str(value or "") for name, value in fields.items()}
        yield Entry((), {**known, "date": _issued(row.get("issued")), "author": "; ".join(authors)})


def _issued(issued: object) -> str:
    """ "2019-07-01" of {"date-parts": [[2019, 7, 1]]}, or what is written instead."""
    if not isinstance(issued, dict):
        return ""
    parts = issued.get("date-parts")
    if isinstance(parts, list) and parts and isinstance(parts[0], list):
        return "-".join(str(part).zfill(2) for part in parts[0])
    return str(issued.get("raw") or issued.get("literal") or "")
