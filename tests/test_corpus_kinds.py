"""Pages that hold no whole article are refused with their kind, whatever their wording; articles never are."""

from __future__ import annotations

from pathlib import Path

import pytest

from framing.corpus.html import html_to_draft
from framing.corpus.kinds import check_kind
from framing.corpus.pages import text_to_draft
from framing.corpus.problems import Refused

# Written for this test, each kind in several wordings: "=== kind", then the page.
WHOLE = (Path(__file__).parent / "data" / "page_kinds.txt").read_text(encoding="utf-8")
PAGES = [tuple(page.strip().split("\n", 1)) for page in WHOLE.split("=== ") if page.strip()]
ARTICLE = next(page for kind, page in PAGES if kind == "an article")
NONE = [(kind, page) for kind, page in PAGES if kind != "an article"]


def as_html(page: str) -> str:
    """A page as sites build it: paragraphs, headings that are links, buttons."""
    blocks = ""
    for line in filter(None, page.split("\n")):
        tag = "p" if len(line) > 60 else "h2" if len(line) > 24 else "button"
        blocks += f"<h2><a href='#'>{line}</a></h2>" if tag == "h2" else f"<{tag}>{line}</{tag}>"
    return f"<html><body><nav><a href='/'>Home</a></nav><main>{blocks}</main></body></html>"


def test_there_are_several_wordings_of_each_kind():
    kinds = [kind for kind, _ in NONE]
    assert {kind: kinds.count(kind) for kind in kinds} == dict.fromkeys(kinds, 6)
    assert len(set(kinds)) == 6


@pytest.mark.parametrize(("kind", "page"), NONE)
def test_a_page_without_a_whole_article_is_refused_with_its_kind_and_a_remedy(kind, page):
    with pytest.raises(Refused) as refused:
        text_to_draft(page)
    assert refused.value.reason.startswith(kind)
    assert refused.value.remedy


@pytest.mark.parametrize(("kind", "page"), NONE)
def test_no_such_page_is_coded_from_html_either(kind, page):
    with pytest.raises(Refused):
        html_to_draft(as_html(page))


@pytest.mark.parametrize("kind", sorted({kind for kind, _ in NONE} - {"a consent wall"}))
def test_a_whole_article_is_read_whatever_stands_below_it(kind):
    other = next(page for k, page in NONE if k == kind)
    below = other.rsplit("\n\n", 1)[0] if kind == "a live blog" else other.split("in safely.")[-1]
    assert "My grandfather stood at that counter" in text_to_draft(f"{ARTICLE}\n\n{below}").text


OFFERS = [
    ["Subscribe to the Gazette for more stories like this one every week"],
    ["Get unlimited access to all our articles and coverage: subscribe from 2 crowns a week"],
    ["Read more", "Subscribe", "Log in", "Most read"],
    ["More from the harbour", "Members support our reporting. Register today", "Create account"],
]


@pytest.mark.parametrize("below", OFFERS)
def test_a_short_story_is_no_stub_for_an_offer_of_other_stories_below_it(below):
    story = ARTICLE.split("\n\n")[5:8]
    assert check_kind([*story, *below], [True] * len(story) + [False] * len(below)) == []


@pytest.mark.parametrize("below", [["Continue reading", "Log in", "See all plans"], ["Abonnieren und weiterlesen"]])
def test_a_short_story_is_a_stub_for_an_offer_to_read_it_on(below):
    story = ARTICLE.split("\n\n")[5:8]
    with pytest.raises(Refused, match="a paywall stub"):
        check_kind([*story, *below], [True] * len(story) + [False] * len(below))


def test_a_text_that_stops_in_mid_sentence_is_kept_with_a_warning():
    cut = f"{ARTICLE}\n\nThe board, which met twice in the past month to talk about this, …"
    assert any("cut short" in w for w in text_to_draft(cut).warnings)
    assert not any("cut short" in w for w in text_to_draft(ARTICLE).warnings)


def test_too_few_words_are_no_story():
    with pytest.raises(Refused, match="only 5 words of story"):
        check_kind(["Five words are no story."], [True])
