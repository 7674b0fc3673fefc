"""The Guardian's Open Platform: JSON with the text of each article in its fields."""

from __future__ import annotations

from collections.abc import Iterator

from framing.corpus.html import parse
from framing.corpus.importers.base import Item, article, no_text
from framing.corpus.rows import Rows

_OUTLET = "The Guardian"


def recognise(rows: Rows) -> bool:
    """Results with the names of that interface."""
    return {"webTitle", "webUrl", "webPublicationDate"} <= set(rows.columns)


def read(rows: Rows) -> Iterator[Item]:
    """One item a result; without its field bodyText (or body, with markup) it has no text."""
    for _, result in rows.rows:
        given = result.get("fields")
        fields = {k: str(v) for k, v in given.items()} if isinstance(given, dict) else {}
        plain = fields.get("bodyText", "")
        paragraphs = plain.split("\n") if plain else _paragraphs(fields.get("body", ""))
        text = "\n\n".join(p.strip() for p in paragraphs if p.strip())
        if (why := no_text(text)) is not None:
            yield why
            continue
        title = fields.get("headline") or str(result["webTitle"])
        when, url = str(result.get("webPublicationDate", "")), str(result.get("webUrl", ""))
        yield article(text, _OUTLET, when, title, fields.get("byline", ""), url=url)


def _paragraphs(markup: str) -> list[str]:
    if not markup.strip():
        return []
    return [" ".join("".join(map(str, p.itertext())).split()) for p in parse(markup).iter("p")]
