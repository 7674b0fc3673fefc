"""Web archives (WARC): the pages among their records, read one after the other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord

from framing.corpus.decode import MAX_PAGE_BYTES, TOO_LARGE
from framing.corpus.files import BROKEN, File
from framing.corpus.problems import Refused

_PAGES = ("text/html", "application/xhtml+xml")


@dataclass(frozen=True)
class Page:
    """A page of a web archive: the number of its record, its address, its bytes and the encoding its server named."""

    number: int
    url: str
    data: bytes
    charset: str


def read(file: File) -> Iterator[Page | tuple[int, Refused] | Refused]:
    """The pages, with the number of the record those that cannot be read, and last what else the archive holds."""
    others: Counter[str] = Counter()
    number = pages = 0
    try:
        with file.open() as stream:
            for number, record in enumerate(ArchiveIterator(stream), 1):
                kind = _kind(record)
                if kind in _PAGES:
                    pages += 1
                    yield _page(record, number)
                elif kind:
                    others[kind] += 1
    except (*BROKEN, ArchiveLoadFailed, OSError, AttributeError, TypeError, AssertionError) as error:
        yield Refused(f"the web archive breaks off after record {number} ({error})", "fetch or copy it again")
    if not pages and not others:
        yield Refused("a web archive without a page", "fetch it again")
    if others:
        named = ", ".join(f"{count:,} {kind}" for kind, count in others.most_common(3))
        more = ", ..." if len(others) > 3 else ""
        yield Refused(f"records that are no pages: {named}{more}", "nothing to do: its pages are read")


def _kind(record: ArcWarcRecord) -> str:
    """The kind of content of a record, its status where that is not 200; "" for what speaks of the archive itself."""
    if record.rec_type not in ("response", "resource") or not (record.http_headers or record.rec_type == "resource"):
        return ""
    headers = record.http_headers or record.rec_headers
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    kind = (headers.get_header("Content-Type") or "unknown").split(";")[0].strip().lower()
    return kind if status == "200" else f"status {status}"


def _page(record: ArcWarcRecord, number: int) -> Page | tuple[int, Refused]:
    data = record.content_stream().read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        return number, Refused(f"more than the limit of {MAX_PAGE_BYTES:,} bytes for a saved page", TOO_LARGE)
    headers = record.http_headers or record.rec_headers
    charset = (headers.get_header("Content-Type") or "").lower().partition("charset=")[2].split(";")[0].strip(" \"'")
    return Page(number, record.rec_headers.get_header("WARC-Target-URI") or "", data, charset)
