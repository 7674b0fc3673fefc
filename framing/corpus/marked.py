"""What is marked up on an HTML page: its meta elements, its JSON-LD, and texts by their place."""

from __future__ import annotations

import json
import re
from functools import cache, cached_property
from html import unescape

from lxml import html as lxml_html

from framing.corpus.jsonld import is_article, named, things
from framing.corpus.names import byline
from framing.resources import path

_SPACE = re.compile(r"\s+")
_BYLINE_CLASS = re.compile(
    r"(?<![a-z])(?:byline|author|contributor|(?:writt?en|wrote|posted)[-_]?by)(?:s|[-_]?names?)?(?![a-z])",
    re.IGNORECASE,
)
# Names in these are of those who comment and of the writers of other pages.
_OTHERS = re.compile(
    r"(?<![a-z])(?:(?:recent)?comments?|respond|related|recommend(?:ed|ations?)?|recent|popular|trending|teasers?|sidebar)(?![a-z])",
    re.IGNORECASE,
)
_LINES = "//body//*[not(*[self::p or self::div or self::ul or self::section or self::article])]"
_PARAGRAPH = 200  # characters from which a text is one of the story's
_NO_BYLINE = frozenset({"img", "body", "script", "style", "section", "aside"})
BYLINE_LENGTH = 200


@cache
def meta_keys(field: str) -> tuple[str, ...]:
    """The meta elements that may hold a field, best first (resources/pages/meta_keys.json)."""
    return tuple(json.loads(path("pages/meta_keys.json").read_text(encoding="utf-8"))[field].split())


class MarkedPage:
    """A parsed page: meta (contents by name), articles (objects of its JSON-LD), bylines as printed and marked up."""

    def __init__(self, tree: lxml_html.HtmlElement) -> None:
        self.tree = tree
        self.meta: dict[str, list[str]] = {}
        for node in tree.iter("meta"):
            key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            if key and clean(node.get("content")):
                self.meta.setdefault(key, []).append(clean(node.get("content")))
        objects = list(things(tree))
        self._known = {str(thing["@id"]): thing for thing in objects if "@id" in thing and "name" in thing}
        self.articles = [thing for thing in objects if is_article(thing)]
        self._around_headline = {node for h1 in tree.iter("h1") for node in h1.iterancestors()}
        self.bylines = self._bylines()

    def given(self, field: str) -> list[str]:
        """Every value that meta elements give for a field, best first."""
        return [value for key in meta_keys(field) for value in self.meta.get(key, [])]

    def texts(self, query: str) -> list[str]:
        """The texts of the elements that an XPath query finds."""
        return [text for node in self.tree.xpath(query) if (text := text_of(node))]

    def named(self, given: object) -> list[str]:
        """The names in an author or publisher of the page's JSON-LD."""
        return named(given, self._known)

    @cached_property
    def signed(self) -> list[str]:
        """Short lines above the first long paragraph that begin with "By", whatever their markup."""
        found: list[str] = []
        for node in self.tree.xpath(_LINES):
            length = sum(map(len, node.itertext())) if node.tag not in _NO_BYLINE else 0
            if node.tag == "p" and length > _PARAGRAPH:
                break
            if (
                3 < length < BYLINE_LENGTH
                and byline(text := text_of(node).lstrip(" -–—•*|"))
                and not self._others(node)
            ):
                found.append(text)
        return found

    def _others(self, node: lxml_html.HtmlElement) -> bool:
        """Whether an element belongs to comments, a form or links to other pages; what holds the headline does not."""
        for outer in (node, *node.iterancestors()):
            if outer in self._around_headline or outer.tag == "body":
                return False
            if outer.tag in ("form", "label") or _OTHERS.search(_label(outer)):
                return True
        return False

    def _bylines(self) -> list[str]:
        found = []
        for node in self.tree.xpath("//body//*[@class or @data-testid or @id]"):
            if _BYLINE_CLASS.search(_label(node)) and node.tag not in _NO_BYLINE and not self._others(node):
                text = text_of(node)
                found += [text] if 1 < len(text) < BYLINE_LENGTH else []
        return found[:8]


def _label(node: lxml_html.HtmlElement) -> str:
    return " ".join(filter(None, map(node.get, ("class", "data-testid", "id"))))


def text_of(node: lxml_html.HtmlElement) -> str:
    """The text of an element in one line."""
    return clean(" ".join(node.itertext()))


def clean(text: str | None) -> str:
    """Text in one line, entities resolved (metadata are often escaped twice)."""
    return _SPACE.sub(" ", unescape(text or "")).strip()


def letters(text: str) -> str:
    """Letters and digits only, in small letters: what two spellings of a title or name share."""
    return "".join(c for c in text.casefold() if c.isalnum())
