"""Saved HTML pages: the story by trafilatura, title, author, date and outlet from what the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import trafilatura
from lxml import etree
from lxml import html as lxml_html

from framing.corpus.dates import parse_date
from framing.corpus.draft import Draft, Removed
from framing.corpus.kinds import check_kind
from framing.corpus.marked import letters
from framing.corpus.metadata import read_metadata
from framing.corpus.names import byline
from framing.corpus.problems import Refused
from framing.corpus.reasons import reason
from framing.corpus.roles import is_credit
from framing.text import count_words

_BLOCKS = frozenset(
    "address article aside blockquote body br button caption center dd details dialog div dl dt fieldset figcaption "
    "figure footer form h1 h2 h3 h4 h5 h6 header hr label legend li main nav ol option p pre section select summary "
    "table td th tr ul".split()
)
_SILENT = frozenset("script style noscript template svg head iframe object math canvas audio video".split())
NEXT_TO_NOTHING = 100
_SPACE = re.compile(r"\s+")


def html_to_draft(source: str) -> Draft:
    """The article of an HTML page: paragraphs joined by blank lines, all other blocks of the page in `removed`."""
    tree = parse(source)
    meta = read_metadata(tree)
    draft = Draft(warnings=meta.warnings)
    for name in ("outlet", "title", "standfirst", "author", "byline", "url", "date", "published"):
        setattr(draft, name, getattr(meta, name))
    blocks = list(page_blocks(tree))
    story = _without_head(story_paragraphs(source), draft, blocks)
    draft.text = "\n\n".join(story)
    zones = _zones(blocks, story, draft)
    draft.warnings[:0] = check_kind([b for b, _ in blocks], [zone == "story" for zone in zones])
    draft.caption = "\n".join(dict.fromkeys(b for (b, _), z in zip(blocks, zones, strict=True) if z == "caption"))
    at = {letters(block): n for n, (block, _) in reversed(list(enumerate(blocks)))}
    draft.places = [[at[key]] if (key := letters(paragraph)) in at else [] for paragraph in story]
    kept = [n for n, zone in enumerate(zones) if zone == "story"]
    for n, ((block, _), zone) in enumerate(zip(blocks, zones, strict=True)):
        if zone != "story":
            place = "before" if not kept or n < kept[0] else "after" if n > kept[-1] else "inside"
            draft.removed.append(Removed(n, zone, block, reason(zone, block, place)))
    return draft


def parse(source: str) -> lxml_html.HtmlElement:
    """The tree of an HTML page; Refused when it is none."""
    # lxml refuses text that declares an encoding of its own, so it gets bytes and is told theirs.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, no_network=True)
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("not an HTML page", "save the page again, or give plain text the ending .txt") from error
    return tree


def story_paragraphs(source: str) -> list[str]:
    """The paragraphs of the story: trafilatura in precision mode, without comments.

    Its precision mode now and then drops nearly everything; where next to nothing is left, its usual mode decides.
    """
    strict = _extract(source, precise=True)
    if count_words(" ".join(strict)) < NEXT_TO_NOTHING:
        usual = _extract(source, precise=False)
        if count_words(" ".join(usual)) > 3 * count_words(" ".join(strict)):
            return usual
    return strict


def _without_head(story: list[str], draft: Draft, blocks: list[tuple[str, bool]]) -> list[str]:
    """The story without headline, standfirst, byline and dateline above it, and without the captions inside it."""
    captions = {letters(text) for text, caption in blocks if caption}
    head = {letters(text) for text in (draft.title, draft.standfirst, draft.byline)}
    start = 0
    while start < len(story) and (letters(story[start]) in head or _rest(story[start], draft) != "chrome"):
        start += 1
    return [paragraph for paragraph in story[start:] if letters(paragraph) not in captions]


def _extract(source: str, precise: bool) -> list[str]:
    found = trafilatura.bare_extraction(source, favor_precision=precise, include_comments=False, with_metadata=False)
    text = (found.text if found is not None else "") or ""
    return [line.strip() for line in text.split("\n") if line.strip()]


def page_blocks(tree: lxml_html.HtmlElement) -> Iterator[tuple[str, bool]]:
    """The text of each block of the page in order, and whether it is the caption of a figure."""
    pieces: list[str] = []
    body = tree.find("body")
    for kind, value, caption in _walk(body if body is not None else tree, False):
        if kind == "text":
            pieces.append(value)
        elif text := _SPACE.sub(" ", "".join(pieces)).strip():
            yield text, caption
            pieces = []
        else:
            pieces = []


def _walk(root: lxml_html.HtmlElement, caption: bool) -> Iterator[tuple[str, str, bool]]:
    """Texts and breaks between blocks, without recursion: pages are nested more deeply than Python's stack."""
    captions = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else ""
        silent = tag in _SILENT or not tag
        block, is_caption = tag in _BLOCKS, tag == "figcaption"
        if event == "start":
            if block:
                yield "break", "", captions > 0
            captions += is_caption
            if not silent and node.text and not _hidden(node):
                yield "text", node.text, captions > 0
        else:
            if block:
                yield "break", "", captions > 0
            captions -= is_caption
            if node is not root and node.tail and not _hidden(node.getparent()):
                yield "text", node.tail, captions > 0
    yield "break", "", False


def _hidden(node: lxml_html.HtmlElement | None) -> bool:
    while node is not None:
        if not isinstance(node.tag, str) or node.tag in _SILENT:
            return True
        node = node.getparent()
    return False


def _zones(blocks: list[tuple[str, bool]], story: list[str], draft: Draft) -> list[str]:
    """The zone of each block: story where its words stand in the story, else by what the metadata and the page say."""
    whole = letters(" ".join(story))
    paragraphs = {letters(p) for p in story}
    labels = {letters(draft.title): "title", letters(draft.standfirst): "standfirst", letters(draft.byline): "byline"}
    labels.pop("", None)
    zones = []
    for text, caption in blocks:
        key = letters(text)
        inside = key in paragraphs or (len(key) > 30 and key in whole)
        if inside:
            zones.append("story")
        elif key in labels:
            zones.append(labels[key])
        elif caption and (len(text.split()) >= 4 or is_credit(text)):
            zones.append("caption")
        elif not key and paragraphs:
            zones.append("chrome")
        else:
            zones.append(_rest(text, draft))
    return zones


def _rest(text: str, draft: Draft) -> str:
    words = len(text.split())
    if draft.author and words <= 12 and draft.author.split(";")[0].casefold() in text.casefold():
        return "byline"
    if byline(text) and words <= 12:
        return "byline"
    when = parse_date(text) if words <= 14 else None
    return "dateline" if when and draft.date and when.date == draft.date else "chrome"
