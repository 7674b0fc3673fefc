"""Factiva as HTML, in both displays: fields with their codes in a table, or fields in a fixed order."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from framing.corpus.html import parse
from framing.corpus.importers import factiva_text
from framing.corpus.importers.base import Item, Parts

_ARTICLE = re.compile(r"""<div[^>]+class\s*=\s*["']?(?:[\w-]+ )*article [a-z]{2}Article\b""")


def recognise(markup: str) -> bool:
    """A block of the class "article enArticle" with coded fields or an accession number."""
    return _ARTICLE.search(markup) is not None and (
        re.search(r"<b>\s*(?:HD|PD|WC)\s*</b>", markup) is not None
        or re.search(r"\w+ [A-Z][A-Z0-9]{3,9}\d{8}\w{5,}", markup) is not None
    )


def read(markup: str) -> Iterator[Item]:
    """The articles of both displays."""
    for node in parse(markup).iter("div"):
        classes = (node.get("class") or "").split()
        if "article" in classes and any(re.fullmatch(r"[a-z]{2}Article", c) for c in classes):
            rows = _rows(node)
            yield _coded(rows) if rows else _ordered(node)


def _text(node: lxml_html.HtmlElement) -> str:
    return " ".join("".join(str(piece) for piece in node.itertext()).split())


def _rows(article: lxml_html.HtmlElement) -> list[tuple[str, list[str]]]:
    """Code and paragraphs of each field of the indexed display."""
    rows = []
    for row in article.iter("tr"):
        cells = [cell for cell in row if cell.tag == "td"]
        if len(cells) == 2 and re.fullmatch(r"[A-Z]{2,3}", code := _text(cells[0])):
            paragraphs = [_text(p) for p in cells[1].iter("p")] or [_text(cells[1])]
            rows.append((code, paragraphs))
    return rows


def _coded(rows: list[tuple[str, list[str]]]) -> Item:
    lines = [f"{code} {text}" if code not in ("LP", "TD") else text for code, texts in rows for text in texts]
    codes = [code for code, texts in rows for _ in texts]
    parts, given = Parts(lines), {code: " ".join(texts) for code, texts in reversed(rows)}
    for number, code in enumerate(codes):
        if code in ("LP", "TD"):
            parts.story.append([number])
        else:
            zone = {"HD": "title", "BY": "byline", "PD": "dateline", "ET": "dateline"}.get(code, "chrome")
            parts.mark([number], zone, "a field of the export" if zone == "chrome" else "")
    when = f"{given.get('PD', '')} {given.get('ET', '')}"
    return parts.draft(given.get("SN", ""), when, given.get("HD", ""), given.get("BY", ""))


def _ordered(article: lxml_html.HtmlElement) -> Item:
    """The second display, whose blocks stand in the order of the text export."""
    blocks = [node for node in article.iter("div", "p") if node.find(".//div") is None and node.find(".//p") is None]
    lines = [text for node in blocks if (text := _text(node))]
    headline = next((_text(n) for n in article.iter("span", "div") if _is_headline(n)), "")
    author = next((_text(n) for n in article.iter("div") if "author" in (n.get("class") or "").split()), "")
    end = next((n for n, line in enumerate(lines) if factiva_text.ends(line)), len(lines))
    return factiva_text.document(lines, 0, end, headline, author)


def _is_headline(node: etree._Element) -> bool:
    return re.search(r"\b[a-z]{2}Headline\b", node.get("class") or "") is not None or node.get("id") == "hd"
