"""What an HTML page says of itself: title, authors, date, outlet and address."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlparse

from htmldate import find_date
from lxml import html as lxml_html

from framing.corpus.authors import find_authors
from framing.corpus.dates import When, parse_date
from framing.corpus.marked import MarkedPage, letters, text_of
from framing.corpus.words import content_words

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»]\s*")
_DATE_CLASS = re.compile(r"date|time|publish|posted", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|$|-)")
_SHOWN = "//body//*[self::p or self::h2 or self::h3 or self::div or self::span][not(*[self::p or self::div])]"


@dataclass
class Metadata:
    """The metadata of a page; "" where the page gives none for certain."""

    title: str = ""
    standfirst: str = ""
    author: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    date: str = ""
    published: str = ""
    warnings: list[str] = field(default_factory=list)


def read_metadata(tree: lxml_html.HtmlElement) -> Metadata:
    """The metadata of a parsed page."""
    page = MarkedPage(tree)
    url, outlet = _url(page), _outlet(page)
    found = Metadata(title=_title(page, outlet, url), outlet=outlet, url=url, standfirst=_standfirst(page))
    people, found.byline, doubt = find_authors(page, outlet, url)
    found.author = "; ".join(people)
    found.warnings += [doubt] if doubt else []
    when = _when(page, url)
    if when:
        found.date, found.published = when.date, when.published
    for value, name in ((found.title, "title"), (found.date, "date"), (outlet, "outlet")):
        if not value:
            found.warnings.append(f"no certain {name} on the page: {name} left empty; name it in manifest.csv")
    return found


def _url(page: MarkedPage) -> str:
    links = [node.get("href") or "" for node in page.tree.xpath("//link[@rel='canonical']")]
    return next((u for u in [*links, *page.meta.get("og:url", [])] if u.startswith("http")), "")


def _outlet(page: MarkedPage) -> str:
    """The publisher of the article, or the name of the site."""
    publishers = [name for article in page.articles for name in page.named(article.get("publisher"))]
    name = next(iter([*publishers, *page.given("outlet")]), "")
    return "" if name.startswith(("http", "@")) or len(name) > 60 else name


def _standfirst(page: MarkedPage) -> str:
    """The description, when the page shows the same words to its reader."""
    given = {letters(text) for text in page.given("standfirst") if len(text.split()) >= 5}
    return next((text for text in page.texts(_SHOWN) if letters(text) in given), "") if given else ""


def _title(page: MarkedPage, outlet: str, url: str) -> str:
    """The visible headline (h1) that the metadata confirm; else theirs, without the name of the site.

    The metadata give one written for searches and shares as well: an only h1 that shares two words and a quarter of
    its own with it is the headline that the page prints.
    """
    host = urlparse(url).netloc.removeprefix("www.")
    headlines = [a["headline"] for a in page.articles if isinstance(a.get("headline"), str)]
    given = [_unsite(title, outlet, host) for title in [*page.given("title"), *headlines[:1]]]
    # Only the title of the window strings sections together.
    windows = (page.texts("//head/title") or page.texts("//title"))[:1]
    given += [_unsite(max(title.split(" | "), key=len), outlet, host) for title in windows]
    printed = [text for text in page.texts("//h1") if len(text.split()) <= 60]
    heads = [_unsite(max(text.split(" | "), key=len), outlet, host) for text in dict.fromkeys(printed)]
    for title in given:
        for head in heads:
            if _same(head, title):
                return head
    only = heads[0] if len(heads) == 1 else ""
    title = next(filter(None, given), "")
    return only if not title or _alike(only, title) else title


def _alike(head: str, title: str) -> bool:
    shared, words = content_words(head) & content_words(title), content_words(head)
    return len(head.split()) >= 3 and len(shared) >= 2 and len(shared) * 4 >= len(words)


def _when(page: MarkedPage, url: str) -> When | None:
    """The date of publication that the metadata give, else htmldate's strict search of the marked-up page.

    The day in the page's address wins over a neighbouring one: metadata in UTC are a day late for evening stories.
    """
    found = next((w for given in _given_dates(page) if (w := parse_date(given))), None)
    if found is None:
        day = find_date(page.tree, original_date=True, extensive_search=False)
        found = parse_date(day) if day else None
    address = _URL_DAY.search(url)
    day = parse_date("-".join(address.groups())) if address else None
    if found and day and abs(date.fromisoformat(day.date) - date.fromisoformat(found.date)) == timedelta(days=1):
        return When(day.date, found.published)
    return found


def _given_dates(page: MarkedPage) -> Iterator[str]:
    """Dates by each kind of markup, the most telling first."""
    yield from (a["datePublished"] for a in page.articles if isinstance(a.get("datePublished"), str))
    yield from page.given("date")
    for node in page.tree.xpath("//*[@itemprop='datePublished']"):
        yield node.get("datetime") or node.get("content") or text_of(node)
    for node in page.tree.xpath("//time[@datetime]"):
        kind = node.get("class") or ""
        if "updated" not in kind or "published" in kind:
            yield node.get("datetime")
    for node in page.tree.xpath("//body//*[@class or @id]"):
        if _DATE_CLASS.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
            text = text_of(node)
            if len(text) <= 60:
                yield text
    yield from (text for text in page.bylines if len(text) < 120)


def _same(a: str, b: str) -> bool:
    x, y = letters(a), letters(b)
    return bool(x) and (x == y or (min(len(x), len(y)) > 15 and (x in y or y in x)))


def _unsite(title: str, outlet: str, host: str) -> str:
    """A title without the name of the site at its end or beginning."""
    site = {
        letters(outlet),
        letters(outlet.removeprefix("The ")),
        letters(host),
        letters(host.rsplit(".", 1)[0]),
    } - {""}
    for match in reversed(list(_SEPARATOR.finditer(title))):
        head, tail = title[: match.start()], title[match.end() :]
        if any(letters(tail) == s or (len(s) > 3 and s in letters(tail) and len(tail.split()) <= 5) for s in site):
            return _unsite(head, outlet, host)
        if letters(head) in site:
            return tail
    return title
