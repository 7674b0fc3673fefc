"""What a file holds, told by its bytes and not by its name: lines of text, markup, or rows."""

from __future__ import annotations

import csv
import email
import email.policy
import re
import zipfile
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from framing.corpus.decode import MAX_PAGE_BYTES, TOO_LARGE, decode, is_markup, page_text
from framing.corpus.documents import docx_lines, rtf_lines
from framing.corpus.files import BROKEN, HTML_ENDINGS, File
from framing.corpus.importers import Format, recognise
from framing.corpus.problems import Refused
from framing.corpus.rows import Rows, csv_rows, delimiter, excel_rows, json_rows, parquet_rows

TEXT_ENDINGS = (".txt", ".text")
MAX_EXPORT = 100_000_000  # bytes
_ZIP, _RTF, _PARQUET = b"PK\x03\x04", b"{\\rtf", b"PAR1"
_JSON = re.compile(r'\{\s*"[^"\n]*"\s*:|\[\s*\{\s*"')
_MHTML = re.compile(rb"(?im)^content-type:\s*multipart/related")
_DIVIDE = "divide the export into smaller files"
_REMEDIES = {
    ".pdf": "save the text of the PDF as .txt",
    ".doc": "save it as .docx or as plain text (.txt)",
    ".odt": "save it as .docx or as plain text (.txt)",
    ".xls": "save it as .xlsx, or the sheet as CSV (UTF-8), with a column 'text'",
    ".ods": "save it as .xlsx, or the sheet as CSV (UTF-8), with a column 'text'",
    ".md": "give an article the ending .txt; anything else may stay",
    ".gz": "unpack it",
    ".7z": "unpack it",
    ".rar": "unpack it",
    ".tar": "unpack it",
}
_OTHERS = "give saved pages the ending .txt or .html, tables .csv, .xlsx, .jsonl or .parquet"

Content = Sequence[str] | str | Rows


@dataclass
class Opened:
    """A file that was looked into: its kind of content ("lines", "markup", "rows") and the form recognised in it.

    load: gives all of the content, and warnings about its encoding. Without a form it is a saved page, or a table.
    """

    kind: str
    form: Format | None
    load: Callable[[], tuple[Content, list[str]]]


def is_archive(file: File) -> bool:
    """Whether a file is a ZIP archive of files, not a document that is packed in one."""
    if file.data is not None or not _begins(file, _ZIP):
        return False
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            names = set(archive.namelist())
    except (*BROKEN, OSError):
        return True  # a broken archive: what opens it says so
    return not names & {"[Content_Types].xml", "mimetype"}


def is_web_archive(file: File) -> bool:
    """Whether a file is a web archive (WARC), packed or not."""
    if _begins(file, b"WARC/"):
        return True
    if not _begins(file, b"\x1f\x8b"):
        return False
    try:
        return zlib.decompressobj(wbits=31).decompress(file.head(10_000), 5) == b"WARC/"
    except (Refused, zlib.error):
        return False  # whoever reads it says why


def _begins(file: File, magic: bytes) -> bool:
    try:
        return file.head(len(magic)) == magic
    except Refused:
        return False  # whoever reads it says why


def open_file(file: File, charset: str = "") -> Opened:
    """Look into a file; Refused when nothing in it or in its name says that it could hold an article."""
    head = file.head()
    if head.startswith(_ZIP):
        return _package(file)
    if head.startswith(_RTF):
        lines = rtf_lines(file)
        return Opened("lines", recognise("lines", lines), lambda: (lines, []))
    if head.startswith(_PARQUET) or file.ending == ".parquet":
        return _rows(parquet_rows(file))
    sample = _sample(head, charset)
    if _MHTML.search(head[:2000]) and b"mime-version" in head[:2000].lower():
        return _mhtml(file)
    if is_markup(head) or file.ending in HTML_ENDINGS or sample.lstrip("\ufeff \r\n\t").startswith("<"):
        return _markup(file, head, sample, charset)
    if _JSON.match(sample.lstrip("\ufeff \r\n\t")):
        return _rows(json_rows(file))
    if file.ending in (".csv", ".tsv") or is_table(sample, file.ending):
        return _rows(csv_rows(file))
    if file.ending in (".json", ".jsonl", ".ndjson"):
        return _rows(json_rows(file))
    return _lines(file, sample)


def _package(file: File) -> Opened:
    with file.open() as stream, zipfile.ZipFile(stream) as package:
        names = set(package.namelist())
    if "word/document.xml" in names:
        lines = docx_lines(file)
        return Opened("lines", recognise("lines", lines), lambda: (lines, []))
    if "xl/workbook.xml" in names:
        return _rows(excel_rows(file))
    raise not_read(file)


def _sample(head: bytes, charset: str) -> str:
    """The beginning of a file as text; "" when it is none."""
    try:
        return decode(head, charset)[0].replace("\r\n", "\n").replace("\r", "\n")
    except Refused:
        return ""


def _rows(rows: Rows) -> Opened:
    return Opened("rows", recognise("rows", rows), lambda: (rows, []))


def is_table(sample: str, ending: str = "") -> bool:
    """Whether a text is a table, whatever its name: a header that we know, and rows of as many cells below."""
    lines = sample.lstrip("\ufeff").split("\n")
    mark = delimiter(lines[0], ending)
    if lines[0].count(mark) < 1 or len(lines[0]) > 5_000:
        return False
    try:
        header, *cells = csv.reader((line + "\n" for line in lines[:2_000]), delimiter=mark)
    except (csv.Error, ValueError):
        return False
    names = [name.strip() for name in header]
    known = "text" in names or recognise("rows", Rows(names, [])) is not None
    filled = [row for row in cells if row]
    return known and sum(len(row) == len(header) for row in filled) > 0.8 * len(filled) > 0


def _markup(file: File, head: bytes, sample: str, charset: str) -> Opened:
    form = recognise("markup", sample)
    page = is_markup(head) or file.ending in HTML_ENDINGS
    if form is None and not page:
        return _lines(file, sample)
    return Opened("markup", form, lambda: page_text(file.read(*_limit(form)), declared=True, charset=charset))


def _limit(form: Format | None) -> tuple[int, str, str]:
    """How many bytes a file may have, what it is, and what to do with a larger one."""
    return (MAX_EXPORT, "an export", _DIVIDE) if form else (MAX_PAGE_BYTES, "a saved page", TOO_LARGE)


def _mhtml(file: File) -> Opened:
    """The page in a "single file" that a browser saved, without its pictures."""
    message = email.message_from_bytes(file.read(MAX_EXPORT, "a saved page", TOO_LARGE), policy=email.policy.compat32)
    for part in message.walk():
        data = part.get_payload(decode=True) if part.get_content_type() == "text/html" else None
        if isinstance(data, bytes):
            found = page_text(data, declared=True, charset=part.get_content_charset() or "")
            return Opened("markup", None, lambda found=found: found)
    raise Refused("a web page in a single file (MHTML) without HTML in it", "save the page as HTML")


def _lines(file: File, sample: str) -> Opened:
    form = recognise("lines", sample.replace("\f", "\n").split("\n")) if sample else None
    if form is None and file.ending not in TEXT_ENDINGS:
        raise not_read(file)
    return Opened("lines", form, lambda: _text_lines(file.read(*_limit(form))))


def _text_lines(data: bytes) -> tuple[list[str], list[str]]:
    text, warnings = page_text(data)
    return text.replace("\f", "\n").split("\n"), warnings


def not_read(file: File) -> Refused:
    """The refusal of a file in which nothing was recognised."""
    reason = f"files ending in '{file.ending}' are not read" if file.ending else "a file without an ending"
    return Refused(reason, _REMEDIES.get(file.ending, _OTHERS))
