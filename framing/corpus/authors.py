"""Who wrote an HTML page, by its metadata and its printed byline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from framing.corpus import names
from framing.corpus.jsonld import named
from framing.corpus.marked import MarkedPage, clean, letters

_BY = re.compile(
    r"^(?:(?:posted|written|published)?.{0,30}\bby\s+|by(?=[A-Z])|von |por |par |author:?\s+)", re.IGNORECASE
)
_DATE_CLASS = re.compile(r"date|time|publish|posted", re.IGNORECASE)


def find_authors(page: MarkedPage, outlet: str) -> tuple[list[str], str, str]:
    """The persons that a page names as its writers, its byline as printed, and why there is no person ("" if there is).

    Metadata often name an editor or the account that uploaded a page: where the page prints a byline that shares no
    name with them, neither is certain.
    """
    printed = page.bylines[0] if page.bylines else ""
    readable = [b for b in page.bylines if _persons(b, outlet) or 0 < len(_BY.sub("", b).split()) <= 3]
    for given in _given(page):
        people = list(dict.fromkeys(p for g in given for p in _persons(g, outlet, marked=True)))
        if people and (not readable or _share_a_name(people, readable[0])):
            return people, printed or ", ".join(people), ""
        if people:
            doubt = f"the metadata name {people[0]}, the page prints '{printed[:60]}': author left empty"
            return [], printed, doubt
    first = next((p for b in page.bylines if (p := _persons(b, outlet))), [])
    return first, printed, "" if first else "no certain author on the page: author left empty; name it in manifest.csv"


def _given(page: MarkedPage) -> Iterator[list[str]]:
    """Names by each kind of metadata, the most telling first."""
    for article in page.articles:
        yield named(article.get("author"))
    yield [value for value in page.given("author") if not value.startswith(("http", "/"))]
    yield page.texts("//*[@itemprop='author']//*[@itemprop='name']") or page.texts("//*[@itemprop='author']")
    yield page.texts("//a[@rel='author']")


def _share_a_name(people: list[str], byline: str) -> bool:
    shown = byline.casefold()
    return any(person.casefold() in shown or person.split()[-1].casefold() in shown for person in people)


def _persons(given: str, outlet: str, marked: bool = False) -> list[str]:
    """The names in an author field, none when it is an address, the outlet itself or a body.

    marked: the metadata say that it is an author, so that small letters are a slip.
    """
    given = _BY.sub("", clean(given))
    if not given or "http" in given or "@" in given or letters(given) == letters(outlet):
        return []
    if marked and given != given.title() and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,2}", given):
        given = " ".join(w if w[0].isupper() or w in names.lists()["particles"] else w.title() for w in given.split())
    return names.persons(given)
