"""What is marked up on an HTML page: its meta elements, its JSON-LD, and texts by their place."""

from __future__ import annotations

import json
import re
from functools import cache
from html import unescape

from lxml import html as lxml_html

from framing.corpus.jsonld import is_article, things
from framing.resources import path

_SPACE = re.compile(r"\s+")
_BYLINE_CLASS = re.compile(r"(?<![a-z])(?:byline|author|contributor)(?:s|[-_]?names?)?(?![a-z])", re.IGNORECASE)
_NO_BYLINE = frozenset({"img", "body", "script", "style", "section", "aside"})
BYLINE_LENGTH = 200


@cache
def meta_keys(field: str) -> tuple[str, ...]:
    """The meta elements that may hold a field, best first (resources/pages/meta_keys.json)."""
    return tuple(json.loads(path("pages/meta_keys.json").read_text(encoding="utf-8"))[field].split())


class MarkedPage:
    """A parsed page: meta (contents by name), articles (objects of its JSON-LD), bylines as printed."""

    def __init__(self, tree: lxml_html.HtmlElement) -> None:
        self.tree = tree
        self.meta: dict[str, list[str]] = {}
        for node in tree.iter("meta"):
            key = (node.get("property") or node.get("name") or node.get("itemprop") or "").strip().lower()
            if key and clean(node.get("content")):
                self.meta.setdefault(key, []).append(clean(node.get("content")))
        self.articles = [thing for thing in things(tree) if is_article(thing)]
        self.bylines = self._bylines()

    def given(self, field: str) -> list[str]:
        """Every value that meta elements give for a field, best first."""
        return [value for key in meta_keys(field) for value in self.meta.get(key, [])]

    def texts(self, query: str) -> list[str]:
        """The texts of the elements that an XPath query finds."""
        return [text for node in self.tree.xpath(query) if (text := text_of(node))]

    def _bylines(self) -> list[str]:
        found = []
        for node in self.tree.xpath("//body//*[@class or @data-testid or @id]"):
            label = " ".join(filter(None, map(node.get, ("class", "data-testid", "id"))))
            if _BYLINE_CLASS.search(label) and node.tag not in _NO_BYLINE:
                text = text_of(node)
                found += [text] if 1 < len(text) < BYLINE_LENGTH else []
        return found[:8]


def text_of(node: lxml_html.HtmlElement) -> str:
    """The text of an element in one line."""
    return clean(" ".join(node.itertext()))


def clean(text: str | None) -> str:
    """Text in one line, entities resolved (metadata are often escaped twice)."""
    return _SPACE.sub(" ", unescape(text or "")).strip()


def letters(text: str) -> str:
    """Letters and digits only, in small letters: what two spellings of a title or name share."""
    return "".join(c for c in text.casefold() if c.isalnum())
