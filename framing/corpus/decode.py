"""The text of a file, whatever its encoding, or a refusal that says what to do."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from framing.corpus.problems import Refused

MAX_PAGE_BYTES = 10_000_000
MAX_LINES = 20_000
MAX_LINE = 100_000  # no paragraph of a saved page is that long; features and the parser would drown in one
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\xff\xfe\s]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def read_page(path: Path, declared: bool = False) -> tuple[str, list[str]]:
    """The text of a saved page and warnings about its encoding; Refused when it is no text page.

    declared: trust the encoding that an HTML page names for itself.
    """
    data = read_bytes(path)
    if not data.strip():
        raise Refused("the file is empty", "save the page again, or delete the file")
    text, warnings = decode(data, _charset(data) if declared else "")
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise Refused("the file holds white space only", "save the page again, or delete the file")
    if not declared:
        _check_lines(text.split("\n"))
    return text, warnings


def _check_lines(lines: list[str]) -> None:
    if len(lines) > MAX_LINES:
        raise Refused(f"{len(lines):,} lines are too many for a page", "give many articles as a table, one a row")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            remedy = "save the article itself as text, one paragraph a line"
            raise Refused(f"line {number} has {len(line):,} characters", remedy)


def is_markup(path: Path) -> bool:
    """Whether a file begins like an HTML page, whatever its name says."""
    with path.open("rb") as file:
        return _MARKUP.match(file.read(1000).replace(b"\0", b"")) is not None


def read_bytes(path: Path) -> bytes:
    """The bytes of a saved page; Refused when it cannot be opened or is far too large for a page."""
    try:
        size = path.stat().st_size
        if size > MAX_PAGE_BYTES:
            reason = f"{size:,} bytes are too many for a saved page" + _longest(path)
            raise Refused(reason, "save the article itself; give many articles as one CSV, JSONL or Parquet table")
        return path.read_bytes()
    except OSError as error:
        raise cannot_open(error) from error


def cannot_open(error: OSError) -> Refused:
    """The refusal of a file that the system does not let us read."""
    if isinstance(error, PermissionError):
        return Refused("permission to read the file is denied", "change its permissions (chmod u+r)")
    return Refused(f"the file cannot be opened ({error.strerror or error})", "check the disk or copy it again")


def _longest(path: Path) -> str:
    with path.open("rb") as file:
        first = file.readline(MAX_PAGE_BYTES)
    return f" (its first line has {len(first):,} or more)" if len(first) > MAX_LINE else ""


def decode(data: bytes, charset: str = "") -> tuple[str, list[str]]:
    """Bytes as text and warnings: by byte order mark, as UTF-8, by declared charset, as UTF-16, else as cp1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise Refused(f"broken {encoding.upper()}: {error.reason}", "save the file again as UTF-8") from error
    if b"\x00" in data:
        return _without_mark(data), []
    for encoding in filter(None, ("utf-8", charset)):
        try:
            return data.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            continue
    return _fallback(data)


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark, told by the zero bytes of its ASCII characters; anything else is binary."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[start::2].count(0)
        if zeros > 0.3 * len(data) / 2 and data[1 - start :: 2].count(0) == 0 and len(data) % 2 == 0:
            text = data.decode(encoding, errors="replace")
            if "\ufffd" not in text and not _CONTROL.search(text):
                return text
    raise Refused("a binary file, not text", "give the page as .txt or .html; convert a PDF or Word file to text first")


def _fallback(data: bytes) -> tuple[str, list[str]]:
    """Mostly valid UTF-8 keeps its good characters; else cp1252 when that looks like text."""
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    foreign = sum(c > "\x7f" for c in patched) - broken
    if foreign > broken:
        return patched, [f"broken UTF-8: {broken} characters replaced by \ufffd; save the file again as UTF-8"]
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        text = ""
    odd = len(_CONTROL.findall(text)) + 2 * max(0, sum(c > "\x7f" for c in text) - len(text) // 4)
    if not text or odd > len(text) // 1000:
        raise Refused("neither UTF-8 nor another known text encoding", "save the file again as UTF-8 text")
    return text, ["not UTF-8, read as Windows-1252; save the file again as UTF-8 if letters look wrong"]


def _charset(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else ""
