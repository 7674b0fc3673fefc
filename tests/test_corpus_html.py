"""Saved HTML pages: the story, what the page says of itself, and the blocks that were removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import html as lxml_html

from framing.corpus.html import html_to_draft, page_blocks, story_paragraphs
from framing.corpus.metadata import read_metadata

BRIDGE = (Path(__file__).parent / "data" / "corpus" / "bridge.html").read_text(encoding="utf-8")

SITE_OF = "<meta property='og:site_name' content='{}'>"
SITE = SITE_OF.format("Skell Times")


def meta(head: str = "", body: str = ""):
    return read_metadata(lxml_html.document_fromstring(f"<html><head>{head}</head><body>{body}</body></html>"))


def test_the_story_is_the_five_paragraphs():
    draft = html_to_draft(BRIDGE)
    paragraphs = draft.text.split("\n\n")
    assert len(paragraphs) == 5
    assert paragraphs[0].startswith("A storm that crossed")
    assert paragraphs[-1].endswith("rebuilt from the ground.")


def test_the_page_says_who_wrote_what_when():
    draft = html_to_draft(BRIDGE)
    assert draft.title == "Storm damages old bridge in Kelmar"
    assert draft.standfirst.startswith("Engineers closed the crossing")
    assert (draft.author, draft.byline) == ("Runa Vell; Jory Haff", "By Runa Vell and Jory Haff")
    assert (draft.date, draft.published) == ("2025-03-05", "2025-03-05T06:30:00+01:00")
    assert (draft.outlet, draft.url) == (
        "Kelmar Gazette",
        "https://gazette.example/2025/03/05/storm-damages-old-bridge",
    )
    assert draft.caption == "The bridge on Wednesday morning. Photograph: Tam Rook"
    assert draft.warnings == []


def test_removed_blocks_have_zones_and_numbers_in_page_order():
    removed = html_to_draft(BRIDGE).removed
    zones = {r.text: r.zone for r in removed}
    assert [r.line for r in removed] == sorted({r.line for r in removed})
    assert zones["Storm damages old bridge in Kelmar"] == "title"
    assert zones["By Runa Vell and Jory Haff"] == "byline"
    assert zones["5 March 2025, 6.30am"] == "dateline"
    assert zones["Sign up and get our best stories by email every day."] == "chrome"
    assert next(z for t, z in zones.items() if t.startswith("mo77")) == "chrome"


def test_story_and_removed_blocks_together_are_the_page():
    draft = html_to_draft(BRIDGE)
    blocks = [text for text, _ in page_blocks(lxml_html.document_fromstring(BRIDGE))]
    gone = {r.line for r in draft.removed}
    assert [b for n, b in enumerate(blocks) if n not in gone] == draft.text.split("\n\n")


def test_next_to_nothing_in_precision_mode_is_read_in_the_usual_mode(monkeypatch):
    answers = {True: ["Two words."], False: ["word " * 50, "more " * 30]}
    monkeypatch.setattr("framing.corpus.html._extract", lambda source, precise: answers[precise])
    assert story_paragraphs("") == answers[False]
    answers[False] = ["Two more words."]
    assert story_paragraphs("") == answers[True]


def test_blocks_are_texts_between_block_elements_without_scripts():
    page = "<body>One <b>two</b><br>three<script>no()</script><div>four<p>five</p>six</div><!-- no --></body>"
    blocks = [text for text, _ in page_blocks(lxml_html.document_fromstring(page))]
    assert blocks == ["One two", "three", "four", "five", "six"]


def test_deep_nesting_is_read():
    page = "<div>" * 3000 + "deep" + "</div>" * 3000
    parser = lxml_html.HTMLParser(huge_tree=True)
    assert [t for t, _ in page_blocks(lxml_html.document_fromstring(page, parser=parser))] in ([], ["deep"])


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        (
            "<title>Rain at last - Skell Times</title><meta property='og:site_name' content='Skell Times'>",
            "",
            "Rain at last",
        ),
        ("<title>Rain at last | Weather | Skell Times</title>", "<h1>Rain at last</h1>", "Rain at last"),
        ("<meta property='og:title' content='Rain &amp;amp; wind'>", "", "Rain & wind"),
        ("", "<h1>Rain at last</h1>", "Rain at last"),
        ("", "<h1>One</h1><h1>Two</h1>", ""),
        ("<meta property='og:title' content='Rain at last | What to do'>", "", "Rain at last | What to do"),
        (
            "<meta property='og:title' content='Rain at last: what to do'>",
            "<h1>At last there is rain</h1>",
            "At last there is rain",
        ),
        ("<meta property='og:title' content='Rain at last'>", "<h1>News and views of Kelmar</h1>", "Rain at last"),
        (
            "<meta property='og:title' content='Rain at last'><title>Skell: Rain at last</title>",
            "<h1>Skell</h1><h1>Rain at last</h1>",
            "Rain at last",
        ),
    ],
)
def test_titles_come_without_the_name_of_the_site(head, body, title):
    assert meta(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        ("<meta name='author' content='Oda Kest'>", "", "Oda Kest"),
        ("<meta name='author' content='oda kest'>", "", "Oda Kest"),
        ("<meta name='author' content='https://skell.example/kest'>", "", ""),
        (f"<meta name='author' content='Skell Times'>{SITE}", "", ""),
        ("<meta name='author' content='Web Desk'>", "", ""),
        ("", "<p class='byline'>By Oda Kest and Bo Sund</p>", "Oda Kest; Bo Sund"),
        ("<meta name='author' content='Tam Rook'>", "<p class='byline'>By Oda Kest</p>", ""),
        ("<meta name='author' content='Oda Kest'>", "<p class='byline'>By Oda Kest, Brindle</p>", "Oda Kest"),
        # more names than the metadata have
        (
            "<meta name='author' content='Oda Kest'>",
            "<p class='byline'>By Oda Kest and Bo Sund</p>",
            "Oda Kest; Bo Sund",
        ),
        ("<meta name='author' content='Oda Kest, Reuters'>", "", "Oda Kest"),
        ("<meta name='author' content='Oda Kest USA TODAY'>", "", "Oda Kest"),
        # a name of one word needs two witnesses
        ("<meta name='author' content='Kay'>", "<p class='byline'>By Kay</p>", "Kay"),
        ("<meta name='author' content='Kay'>", "", ""),
        ("<meta name='author' content='Twitter'>", "<p class='byline'>Twitter</p>", ""),
        # whoever comments, edits or wrote another page
        ("", "<div class='comments'><p class='author'>Oda Kest</p></div>", ""),
        ("<meta name='author' content='Oda Kest'>", "<form><p class='author'>Bo Sund</p></form>", "Oda Kest"),
        ("<meta name='author' content='Edited by Oda Kest'>", "", ""),
        ("", "<p class='author'>Oda Kest</p><p class='author'>Bo Sund</p>", ""),
        # no markup but a line of its own above the story
        ("", "<h4>By Oda Kest | 3 May 2025</h4>", "Oda Kest"),
        ("", f"<p>{'Rain fell. ' * 30}</p><p>By Oda Kest</p>", ""),
        ("", "<p><em>--- by Oda Kest</em></p>", "Oda Kest"),
        # the site itself, unless it bears a person's name
        (SITE_OF.format("Skell Sun"), "<p>Written by Skell Sun on 3 May 2025</p>", ""),
        (SITE_OF.format("Skell Sun"), "<p class='byline'>By Skell Sun Kitchens</p>", ""),
        (SITE_OF.format("Anna Kest"), "<p class='byline'>By Anna Kest</p>", "Anna Kest"),
        # a styled letter
        ("<meta name='author' content='Oda Kest'>", "<p class='byline'>Oda Kes<i>t</i></p>", "Oda Kest"),
    ],
)
def test_an_author_is_a_person_on_whom_page_and_metadata_agree(head, body, author):
    found = meta(head, body)
    assert found.author == author
    assert bool(author) != any("author left empty" in w for w in found.warnings)


def test_an_author_may_be_an_object_elsewhere_in_the_json_ld():
    writer = '{"@type": "Person", "@id": "#a", "name": "Oda Kest"}'
    graph = f'{{"@graph": [{{"@type": "Article", "author": {{"@id": "#a"}}}}, {writer}]}}'
    assert meta(f"<script type='application/ld+json'>{graph}</script>").author == "Oda Kest"


@pytest.mark.parametrize(
    ("head", "body", "date"),
    [
        ("<meta property='article:published_time' content='2025-03-05T06:30:00Z'>", "", "2025-03-05"),
        ("", "<time datetime='2025-03-05'>today</time>", "2025-03-05"),
        (
            "",
            "<time class='updated' datetime='2025-03-09'>later</time><span class='date'>5 March 2025</span>",
            "2025-03-05",
        ),
        (
            "<link rel='canonical' href='https://a.example/2025/03/04/x'>"
            "<meta property='article:published_time' content='2025-03-05T01:30:00Z'>",
            "",
            "2025-03-04",
        ),
        ("", "<p>No date at all.</p>", ""),
    ],
)
def test_the_date_is_that_of_publication(head, body, date):
    assert meta(head, body).date == date


def test_broken_json_ld_is_passed_over():
    head = "<script type='application/ld+json'>{broken</script><script type='application/ld+json'>[[1], null]</script>"
    assert meta(head).author == ""
