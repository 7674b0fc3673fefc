"""Word documents and RTF as lines of text, read without macros, pictures or entities."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from lxml import etree
from striprtf.striprtf import rtf_to_text

from framing.corpus.files import BROKEN, File, check_sizes
from framing.corpus.problems import Refused

MAX_DOCUMENT = 100_000_000  # bytes
MAX_PART = 200_000_000  # bytes of one unpacked part
_SPLIT = "divide the export into smaller files"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BREAKS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


@contextmanager
def open_package(file: File) -> Iterator[zipfile.ZipFile]:
    """The ZIP archive that a Word or Excel file is; Refused when it is broken, too large, or declares entities."""
    data = file.read(MAX_DOCUMENT, "a document", _SPLIT)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            check_sizes(package, MAX_PART)
            for name in package.namelist():
                if name.endswith((".xml", ".rels")) and _declares(package.open(name).read(4096)):
                    raise Refused(f"its part {name[:80]} declares XML entities, as attacks do", "do not open it")
            yield package
    except BROKEN as error:
        raise Refused(f"a broken document ({error})", "export it again") from error


def _declares(head: bytes) -> bool:
    return b"<!DOCTYPE" in head.replace(b"\0", b"") or b"<!ENTITY" in head.replace(b"\0", b"")


def docx_lines(file: File) -> list[str]:
    """The paragraphs of a Word document, without tables, pictures and what was deleted in it."""
    with open_package(file) as package:
        xml = package.read("word/document.xml")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        tree = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Refused(f"a broken Word document ({error})", "export it again") from error
    paragraphs = (p for p in tree.iter(f"{_W}p") if next(p.iterancestors(f"{_W}tbl", f"{_W}p"), None) is None)
    return [line for p in paragraphs for line in "".join(_pieces(p)).split("\n")]


def _pieces(paragraph: etree._Element) -> Iterator[str]:
    for node in paragraph.iter(f"{_W}t", *_BREAKS):
        yield _BREAKS.get(node.tag) or node.text or ""


def rtf_lines(file: File) -> list[str]:
    """The paragraphs of an RTF document."""
    data = file.read(MAX_DOCUMENT, "a document", _SPLIT)
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")
    except Exception as error:  # striprtf raises whatever a broken control word makes it stumble over
        raise Refused(f"a broken RTF document ({error})", "export it again as DOCX") from error
    return text.split("\n")
