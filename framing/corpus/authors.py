"""Who wrote an HTML page, by its metadata and its printed byline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlparse

from framing.corpus import names
from framing.corpus.marked import MarkedPage, clean, letters
from framing.corpus.words import word_classes

# "Edited by", "Reviewed by" and "Photo by" name no writer and so are not among these.
_BY = re.compile(
    r"^(?:(?:(?:posted|written|published|reported|words|story|text|article|analysis|review|opinion|column)\b.{0,30}?\s)?"
    r"(?:by:?\s+|by(?=[A-Z]))|von |por |par |(?:about the )?author:?\s+(?:[-–—] )?)",
    re.IGNORECASE,
)
_ONE_WORD = re.compile(r"[^\W\d_][^\W\d_A-Z]{1,14}")


def find_authors(page: MarkedPage, outlet: str, url: str = "") -> tuple[list[str], str, str]:
    """The persons that a page names as its writers, its byline as printed, and why there is no person ("" if there is).

    Metadata often name an editor or the account that uploaded a page: where the page prints bylines that share no name
    with them, neither is certain. A byline on a line of its own counts for a page whose markup names nobody.
    """
    site = frozenset({letters(outlet), letters(urlparse(url).netloc.removeprefix("www.").split(".")[0])} - {""})
    printed = page.bylines[0] if page.bylines else ""
    people = _marked(page, site)
    readable = [b for b in page.bylines if _persons(b, site) or _one_word(_BY.sub("", b), site)]
    if people:
        # Below "By ..." an author box may stand that names somebody else; without it the first element may be any.
        telling = readable[:1] if readable and _BY.match(readable[0]) else readable
        if not readable or any(_share_a_name(people, b) for b in telling):
            return people, printed or ", ".join(people), ""
        doubt = f"the metadata name {people[0]}, the page prints '{readable[0][:60]}': author left empty"
        return [], printed, doubt
    for bylines in (page.bylines, page.signed):
        found = [(named, b) for b in bylines if (named := _persons(b, site))]
        if found and all(_share_a_name(found[0][0], b) for _, b in found):
            return found[0][0], printed or found[0][1], ""
    return [], printed, "no certain author on the page: author left empty; name it in manifest.csv"


def _marked(page: MarkedPage, site: frozenset[str]) -> list[str]:
    """The persons that the metadata name, by the most telling kind; by a kind that names more if all are printed."""
    kinds = [list(dict.fromkeys(p for g in given for p in _persons(g, site, marked=True))) for given in _given(page)]
    kinds = [people for people in kinds if people]
    if not kinds:
        words = (_one_word(g, site) for given in _given(page) for g in given)
        return next(([w] for w in words if w and any(_BY.sub("", b) == w for b in page.bylines)), [])
    # Where the page prints more names than the first kind has, another kind or the byline itself has them all.
    printed = [people for people in kinds if any(all(p in b for p in people) for b in page.bylines)]
    printed += [_persons(b, site) for b in page.bylines if _BY.match(b)]
    return max([kinds[0], *(people for people in printed if set(people) > set(kinds[0]))], key=len)


def _given(page: MarkedPage) -> Iterator[list[str]]:
    """Names by each kind of metadata, the most telling first."""
    for article in page.articles:
        yield page.named(article.get("author"))
    yield [value for value in page.given("author") if not value.startswith(("http", "/"))]
    yield page.texts("//*[@itemprop='author']//*[@itemprop='name']") or page.texts("//*[@itemprop='author']")
    yield page.texts("//a[@rel='author']")


def _share_a_name(people: list[str], byline: str) -> bool:
    shown = byline.casefold()
    whole = letters(byline)  # a styled letter may stand apart from its word
    return any(letters(person) in whole or person.split()[-1].casefold() in shown for person in people)


def _one_word(given: str, site: frozenset[str]) -> str:
    """A name of one word ("Kay"), "" when it is the site's, a body's or a role's."""
    classes = word_classes()
    others = names.lists()["bodies"] | names.lists()["roles"] | classes["social"] | classes["navigation"]
    known = letters(given) in site or given.lower() in others
    return given if _ONE_WORD.fullmatch(given) and given[0].isupper() and not known else ""


def _persons(given: str, site: frozenset[str], marked: bool = False) -> list[str]:
    """The names in an author field, none when it is an address, the outlet itself or a body.

    marked: the metadata say that it is an author, so that small letters are a slip.
    """
    given = _BY.sub("", clean(given))
    if not given or "http" in given or "@" in given[:1]:
        return []
    if marked and given != given.title() and re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+){1,2}", given):
        given = " ".join(w if w[0].isupper() or w in names.lists()["particles"] else w.title() for w in given.split())
    found = names.persons(given)
    return [] if any(_is_site(person, site) for person in found) else found


def _is_site(name: str, site: frozenset[str]) -> bool:
    """Whether a name is the site's or begins with it ("Kelmar Gazette Kitchens"); a person's own site may bear hers."""
    begun = [s for s in site if len(s) > 3 and letters(name).startswith(s)]
    return bool(begun) and (letters(name) not in site or not names.known_first_name(name))
