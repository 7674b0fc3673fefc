"""What an HTML page says of itself: title, authors, date, outlet and address from JSON-LD, meta elements and marked-up text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlparse

from htmldate import find_date
from lxml import html as lxml_html

from framing.corpus import names
from framing.corpus.dates import When, parse_date
from framing.corpus.jsonld import is_article, named, things

_SEPARATOR = re.compile(r"\s+[|\-–—·•»:]+\s+|\s*[|»]\s*")
_SPACE = re.compile(r"\s+")
_BYLINE_CLASS = re.compile(r"(?<![a-z])(?:byline|author|contributor)(?:s|[-_]?names?)?(?![a-z])", re.IGNORECASE)
_BY = re.compile(
    r"^(?:(?:posted|written|published)?.{0,30}\bby\s+|by(?=[A-Z])|von |por |par |author:?\s+)", re.IGNORECASE
)
_DATE_CLASS = re.compile(r"date|time|publish|posted", re.IGNORECASE)
_URL_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d\d)[/-](\d\d)(?:/|$|-)")


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
    page = _Page(tree)
    outlet = page.outlet()
    found = Metadata(title=page.title(outlet), outlet=outlet, url=page.url(), standfirst=page.standfirst())
    people, found.byline, doubt = page.authors(outlet)
    found.author = "; ".join(people)
    found.warnings += [doubt] if doubt else []
    when = page.when()
    if when:
        found.date, found.published = when.date, when.published
    for value, name in ((found.title, "headline"), (found.date, "date"), (outlet, "outlet")):
        if not value:
            found.warnings.append(f"no certain {name} on the page: left empty; name it in manifest.csv")
    return found


class _Page:
    def __init__(self, tree: lxml_html.HtmlElement) -> None:
        self.tree = tree
        self.meta: dict[str, list[str]] = {}
        for node in tree.iter("meta"):
            key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            if key and (node.get("content") or "").strip():
                self.meta.setdefault(key, []).append(clean(node.get("content")))
        self.things = list(things(tree))
        self.article = next((t for t in self.things if is_article(t) and t.get("headline")), {})

    def first(self, *keys: str) -> str:
        return next((v for k in keys for v in self.meta.get(k, []) if v), "")

    def texts(self, path: str) -> list[str]:
        return [
            t for node in self.tree.xpath(path) if (t := clean(node.text_content() if hasattr(node, "tag") else node))
        ]

    def outlet(self) -> str:
        """The publisher of the article, or the name of the site."""
        publisher = next((t["publisher"] for t in self.things if is_article(t) and t.get("publisher")), None)
        site = self.first("og:site_name", "application-name", "dc.publisher")
        name = clean(next(iter(named(publisher)), "") or site)
        return "" if name.startswith(("http", "@")) or len(name) > 60 else name

    def title(self, outlet: str) -> str:
        """The visible headline (h1) when the metadata say the same; else theirs, without the name of the site."""
        given = [_unsite(clean(t), outlet, self.host()) for t in self._given_titles()]
        heads = [_unsite(t, outlet, self.host()) for t in self.texts("//h1") if len(t.split()) <= 60]
        for head in heads:
            if any(_same(head, t) for t in given):
                return head
        return next((t for t in given if t), heads[0] if len(heads) == 1 else "")

    def _given_titles(self) -> list[str]:
        headline = self.article.get("headline")
        page = self.texts("//head/title") or self.texts("//title")
        given = [
            self.first("og:title"),
            self.first("twitter:title"),
            headline if isinstance(headline, str) else "",
            *page[:1],
        ]
        return [t for t in given if t]

    def host(self) -> str:
        return urlparse(self.url()).netloc.removeprefix("www.")

    def url(self) -> str:
        links = [n.get("href") or "" for n in self.tree.xpath("//link[@rel='canonical']")]
        return next((u for u in [*links, self.first("og:url")] if u.startswith("http")), "")

    def standfirst(self) -> str:
        """The description, when the page shows the same words to its reader."""
        given = self.first("og:description", "description", "twitter:description")
        if len(given.split()) < 5:
            return ""
        key = names_key(given)
        shown = self.texts(
            "//body//*[self::p or self::h2 or self::h3 or self::div or self::span][not(*[self::p or self::div])]"
        )
        return next((t for t in shown if names_key(t) == key), "")

    # -- authors --------------------------------------------------------------------------------------------------

    def authors(self, outlet: str) -> tuple[list[str], str, str]:
        """The persons that the page names as writers, its byline as printed, and why there is no person.

        Metadata often name an editor or the account that uploaded a page: where the page prints a byline that shares no
        name with them, neither is certain.
        """
        bylines = [b for b in self._bylines() if 1 < len(b) < 200]
        printed = next(iter(bylines), "")
        read = [b for b in bylines if persons(b, outlet) or 0 < len(_BY.sub("", b).split()) <= 3]
        for given in self._given_authors():
            people = list(dict.fromkeys(p for g in given for p in persons(g, outlet, marked=True)))
            if people and (not read or _share_a_name(people, bylines)):
                return people, printed or ", ".join(people), ""
            if people:
                return (
                    [],
                    printed,
                    f"the metadata name {people[0]}, the page prints '{printed[:60]}': author left empty",
                )
        first = next((p for b in bylines if (p := persons(b, outlet))), [])
        return first, printed, "" if first else "no certain author on the page: left empty; name it in manifest.csv"

    def _given_authors(self) -> Iterator[list[str]]:
        for thing in self.things:
            if is_article(thing) and thing.get("author"):
                yield named(thing["author"])
        for key in (
            "author",
            "article:author",
            "byl",
            "parsely-author",
            "dc.creator",
            "dcterms.creator",
            "sailthru.author",
        ):
            yield [v for v in self.meta.get(key, []) if not v.startswith(("http", "/"))]
        yield self.texts("//*[@itemprop='author']//*[@itemprop='name']") or self.texts("//*[@itemprop='author']")
        yield self.texts("//a[@rel='author']")

    def _bylines(self) -> list[str]:
        found = []
        for node in self.tree.xpath("//body//*[@class or @data-testid or @id]"):
            label = " ".join(filter(None, (node.get("class"), node.get("data-testid"), node.get("id"))))
            if _BYLINE_CLASS.search(label) and node.tag not in ("img", "body", "script", "style", "section", "aside"):
                text = clean(" ".join(node.itertext()))
                if 0 < len(text) <= 200:
                    found.append(text)
        return found[:8]

    # -- date -----------------------------------------------------------------------------------------------------

    def when(self) -> When | None:
        """The date of publication that the metadata give, else htmldate's strict search of the marked-up page.

        The day in the page's address wins over a neighbouring one: metadata in UTC are a day late for evening stories.
        """
        found = next((w for given in self._given_dates() if (w := parse_date(given))), None)
        if found is None:
            day = find_date(self.tree, original_date=True, extensive_search=False)
            found = parse_date(day) if day else None
        address = _URL_DAY.search(self.url())
        day = parse_date("-".join(address.groups())) if address else None
        if found and day and abs(date.fromisoformat(day.date) - date.fromisoformat(found.date)) == timedelta(days=1):
            return When(day.date, found.published)
        return found

    def _given_dates(self) -> Iterator[str]:
        for thing in self.things:
            if is_article(thing) and isinstance(thing.get("datePublished"), str):
                yield thing["datePublished"]
        keys = (
            "article:published_time og:article:published_time datepublished article:published published_time pubdate "
        )
        keys += "publish-date publishdate parsely-pub-date sailthru.date dc.date.issued dcterms.created dc.date dcterms.date "
        for key in (
            keys + "date article.published cxenseparse:recs:publishtime originalpublicationdate og:pubdate ptime"
        ).split():
            yield from self.meta.get(key, [])
        for node in self.tree.xpath("//*[@itemprop='datePublished']"):
            yield node.get("datetime") or node.get("content") or clean(node.text_content())
        for node in self.tree.xpath("//time[@datetime]"):
            if "updated" not in (node.get("class") or "") or "published" in (node.get("class") or ""):
                yield node.get("datetime")
        for node in self.tree.xpath("//body//*[@class or @id]"):
            if _DATE_CLASS.search(f"{node.get('class') or ''} {node.get('id') or ''}"):
                text = clean(" ".join(node.itertext()))
                if len(text) <= 60:
                    yield text
        yield from (t for t in self._bylines() if len(t) < 120)


def _share_a_name(people: list[str], bylines: list[str]) -> bool:
    shown = " ".join(bylines).casefold()
    return any(person.casefold() in shown or person.split()[-1].casefold() in shown for person in people)


def persons(given: str, outlet: str, marked: bool = False) -> list[str]:
    """The names in an author field, none when it is an address, the outlet itself or a body.

    marked: the metadata say that it is an author, so that small letters are a slip.
    """
    given = _BY.sub("", clean(given))
    if not given or "http" in given or "@" in given or names_key(given) == names_key(outlet):
        return []
    if marked and given != given.title() and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,2}", given):
        given = " ".join(w if w[0].isupper() or w in names.lists()["particles"] else w.title() for w in given.split())
    return names.persons(given)


def names_key(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def clean(text: str | None) -> str:
    return _SPACE.sub(
        " ", lxml_html.fromstring(f"<i>{text}</i>").text_content() if "&" in (text or "") else text or ""
    ).strip()


def _same(a: str, b: str) -> bool:
    x, y = names_key(a), names_key(b)
    return bool(x) and (x == y or (min(len(x), len(y)) > 15 and (x in y or y in x)))


def _unsite(title: str, outlet: str, host: str) -> str:
    """A title without the name of the site at its end or beginning."""
    site = {
        names_key(outlet),
        names_key(outlet.removeprefix("The ")),
        names_key(host),
        names_key(host.rsplit(".", 1)[0]),
    } - {""}
    title = max(title.split(" | "), key=len)
    for match in reversed(list(_SEPARATOR.finditer(title))):
        head, tail = title[: match.start()], title[match.end() :]
        if any(names_key(tail) == s or (len(s) > 3 and s in names_key(tail) and len(tail.split()) <= 5) for s in site):
            return _unsite(head, outlet, host)
        if names_key(head) in site:
            return tail
    return title
