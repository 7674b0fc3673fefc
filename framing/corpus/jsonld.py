"""What a page says of itself in JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from lxml import html as lxml_html

_ARTICLE = re.compile(r"Article$|^BlogPosting$|^Report$|^WebPage$|^Recipe$|^LiveBlogPosting$")


def things(tree: lxml_html.HtmlElement) -> Iterator[dict]:
    """Every object of the page's JSON-LD, the nested ones of a graph included."""
    for node in tree.xpath("//script[@type='application/ld+json']"):
        try:
            stack = [json.loads((node.text or "").strip().rstrip(";"), strict=False)]
        except (ValueError, RecursionError):
            continue
        while stack:
            item = stack.pop(0)
            if isinstance(item, list):
                stack = [*item, *stack]
            elif isinstance(item, dict):
                yield item
                stack += [
                    v for k, v in item.items() if k in ("@graph", "mainEntity", "mainEntityOfPage", "liveBlogUpdate")
                ]


def is_article(thing: dict) -> bool:
    """Whether an object of the JSON-LD is an article or its page."""
    kinds = thing.get("@type")
    return any(isinstance(k, str) and _ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def named(given: object, known: Mapping[str, dict] = MappingProxyType({})) -> list[str]:
    """The names in a JSON-LD author or publisher, whatever shape it has; known: objects that it may refer to by @id."""
    if isinstance(given, str):
        return [given]
    if isinstance(given, list):
        return [n for item in given for n in named(item, known)]
    if not isinstance(given, dict):
        return []
    return named(given.get("name") or known.get(str(given.get("@id")), {}).get("name"))
