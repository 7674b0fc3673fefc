"""Every form in which articles come other than pages and tables of our own: one line each, tried in this order."""

from __future__ import annotations

from collections.abc import Sequence

from framing.corpus.importers import (
    bibtex,
    factiva_html,
    factiva_text,
    guardian,
    lexis,
    nexis_uni,
    no_text,
    proquest,
    ris,
    zotero,
)
from framing.corpus.importers.base import Entry, Format
from framing.corpus.rows import Rows

FORMATS = (
    Format("Nexis Uni", "lines", nexis_uni.recognise, nexis_uni.read),
    Format("LexisNexis", "lines", lexis.recognise, lexis.read),
    Format("Factiva", "lines", factiva_text.recognise, factiva_text.read),
    Format("Factiva HTML", "markup", factiva_html.recognise, factiva_html.read),
    Format("ProQuest", "lines", proquest.recognise, proquest.read),
    Format("ProQuest HTML", "markup", proquest.recognise_markup, proquest.read_markup),
    Format("RIS", "lines", ris.recognise, ris.read),
    Format("BibTeX", "lines", bibtex.recognise, bibtex.read),
    Format("Zotero CSV", "rows", zotero.recognise_csv, zotero.read_csv),
    Format("Guardian JSON", "rows", guardian.recognise, guardian.read),
    Format(
        "Media Cloud",
        "rows",
        no_text.has("media_name", "publish_date", "url"),
        no_text.refuse("a list of stories by Media Cloud"),
    ),
    Format("GDELT", "rows", no_text.has("url", "title", "seendate"), no_text.refuse("a list of articles by GDELT")),
    Format("GDELT", "rows", no_text.has("URL", "MobileURL", "Title"), no_text.refuse("a list of articles by GDELT")),
    Format("GDELT GAL", "rows", no_text.has("url", "outletName", "date"), no_text.refuse("an article list by GDELT")),
    Format("GDELT dump", "rows", no_text.is_gdelt_dump, no_text.refuse("a GDELT file", "codes and addresses")),
    Format(
        "NewsAPI",
        "rows",
        no_text.has("source", "url", "publishedAt", "content"),
        no_text.refuse("a result of NewsAPI", "the first 200 characters of each article"),
    ),
    Format(
        "ProQuest table",
        "rows",
        no_text.has("Title", "StoreId", "DocumentURL"),
        no_text.refuse("a table by ProQuest", "descriptions"),
    ),
    Format("CSL JSON", "rows", zotero.recognise_csl, zotero.read_csl),
)


def recognise(kind: str, content: Sequence[str] | str | Rows) -> Format | None:
    """The form of a content of a kind ("lines", "markup", "rows"), by what stands in it; None when there is none."""
    return next((f for f in FORMATS if f.content == kind and f.recognise(content)), None)


__all__ = ["FORMATS", "Entry", "Format", "recognise"]
