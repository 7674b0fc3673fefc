"""The text of a file, whatever its encoding, or a refusal that says what to do."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

import ftfy
import ftfy.badness

from framing.corpus.files import File
from framing.corpus.problems import Refused

MAX_PAGE_BYTES = 10_000_000
TOO_LARGE = "save the article itself; give many articles as one CSV, JSONL or Parquet table"
MAX_LINES = 20_000
MAX_LINE = 100_000  # no paragraph of a saved page is that long; features and the parser would drown in one
_CHARSET = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w\-]+)""", re.IGNORECASE)
_MARKUP = re.compile(
    rb"[\xef\xbb\xbf\xff\xfe\s]*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.I | re.S
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def page_text(data: bytes, declared: bool = False, charset: str = "") -> tuple[str, list[str]]:
    """The text of a saved page and warnings about its encoding; Refused when it is no text page.

    declared: trust the encoding that an HTML page names for itself; charset: the one that its server named.
    """
    if not data.strip():
        raise Refused("the file is empty", "save the page again, or delete the file")
    text, warnings = decode(data, charset or (_charset(data) if declared else ""))
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    if not text.strip():
        raise Refused("the file holds white space only", "save the page again, or delete the file")
    text, repaired = repair(text)
    return text, warnings + repaired


def repair(text: str) -> tuple[str, list[str]]:
    """A text with its letters as they were before a wrong encoding ("â€œ" for "“"), and a warning."""
    if not ftfy.badness.is_bad(text):
        return text, []
    lines = [ftfy.fix_encoding(line) if ftfy.badness.is_bad(line) else line for line in text.split("\n")]
    changed = sum(a != b for a, b in zip(lines, text.split("\n"), strict=True))
    warning = f"letters saved in a wrong encoding (mojibake) were put right in {changed} lines"
    return "\n".join(lines), [warning] if changed else []


def check_lines(lines: list[str]) -> None:
    """Refused when a text has too many lines, or too long ones, for a page."""
    if len(lines) > MAX_LINES:
        raise Refused(f"{len(lines):,} lines are too many for a page", "give many articles as a table, one a row")
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            remedy = "save the article itself as text, one paragraph a line"
            raise Refused(f"line {number} has {len(line):,} characters", remedy)


def is_markup(data: bytes) -> bool:
    """Whether bytes begin like an HTML page."""
    return _MARKUP.match(data[:1000].replace(b"\0", b"")) is not None


def read_bytes(path: Path) -> bytes:
    """The bytes of a saved page or a small table; Refused when it cannot be opened or is far too large."""
    return File(path).read(MAX_PAGE_BYTES, "a saved page", TOO_LARGE)


def decode(data: bytes, charset: str = "") -> tuple[str, list[str]]:
    """Bytes as text and warnings: by byte order mark, as UTF-8, by declared charset, as UTF-16, else as cp1252."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), []
            except UnicodeDecodeError as error:
                raise Refused(f"broken {encoding.upper()}: {error.reason}", "save the file again as UTF-8") from error
    if b"\x00" in data:
        return _without_zeros(data, charset) if data.count(0) <= max(3, len(data) // 500) else (_without_mark(data), [])
    for encoding in filter(None, ("utf-8", charset)):
        try:
            return data.decode(encoding), []
        except (UnicodeDecodeError, LookupError):
            continue
    return _fallback(data)


def _binary() -> Refused:
    return Refused("a binary file, not text", "give the page as .txt or .html; convert a PDF to text first")


def _without_zeros(data: bytes, charset: str) -> tuple[str, list[str]]:
    """A text into which a few zero bytes have strayed; with other control characters it is none."""
    text, warnings = decode(data.replace(b"\x00", b""), charset)
    if _CONTROL.search(text):
        raise _binary()
    return text, [*warnings, f"{data.count(0)} zero bytes (NUL) were left out"]


def _without_mark(data: bytes) -> str:
    """UTF-16 without a byte order mark, told by the zero bytes of its ASCII characters; anything else is binary."""
    for start, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = data[start::2].count(0)
        if zeros > 0.3 * len(data) / 2 and data[1 - start :: 2].count(0) == 0 and len(data) % 2 == 0:
            text = data.decode(encoding, errors="replace")
            if "\ufffd" not in text and not _CONTROL.search(text):
                return text
    raise _binary()


def _fallback(data: bytes) -> tuple[str, list[str]]:
    """Mostly valid UTF-8 keeps its good characters, its other bytes are cp1252; else all is, if it looks like text."""
    patched = data.decode("utf-8", errors="replace")
    broken = patched.count("\ufffd")
    foreign = sum(c > "\x7f" for c in patched) - broken
    if 4 * foreign >= broken:  # by chance Windows letters hardly ever make one of UTF-8
        warning = f"mixed encodings: {broken} characters are not UTF-8 and were read as Windows-1252"
        return data.decode("utf-8", errors=_MIXED), [f"{warning}; save the file again as UTF-8"]
    text = data.decode("cp1252", errors="replace")
    odd = len(_CONTROL.findall(text)) + text.count("\ufffd")
    odd += 2 * max(0, sum(c > "\x7f" for c in text) - len(text) // 4)
    if odd > len(text) // 1000:
        raise Refused("neither UTF-8 nor another known text encoding", "save the file again as UTF-8 text")
    return text, ["not UTF-8, read as Windows-1252; save the file again as UTF-8 if letters look wrong"]


def _as_windows(error: UnicodeError) -> tuple[str, int]:
    """A lone byte that is not UTF-8 as its Windows-1252 letter; a torn UTF-8 letter stays \ufffd."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    torn = error.object[error.start : error.end]
    return torn.decode("cp1252", errors="replace") if len(torn) == 1 else "\ufffd", error.end


_MIXED = "framing-mixed"
codecs.register_error(_MIXED, _as_windows)


def _charset(data: bytes) -> str:
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii") if found else ""
