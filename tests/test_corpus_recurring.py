"""What recurs over the pages of an outlet is chrome; what its stories share with each other is not."""

from __future__ import annotations

import pytest

import framing
from framing.corpus.draft import Draft
from framing.corpus.recurring import drop_recurring

STORIES = [
    """The harbour board voted late on Tuesday to close the old fish market, ending a dispute of almost six years.

Board members said the building would need repairs worth nine million crowns before traders could be let back in.

Traders outside the council house said that rents in the new hall were twice as high as those they had paid.""",
    """Three weeks of rain have cost farmers in the upper valley most of their first cut of hay, their union reports.

Some are already buying in feed for the winter, although prices have climbed by a third since the middle of May.

The minister of agriculture has promised help for those who keep cattle, but no sum has been named so far.""",
    """A steam engine from 1908 led more than two hundred old tractors through the streets of Holm on Sunday.

The parade was the largest that the village has seen, and the queue for sausages reached as far as the church.

Its organisers want to invite drivers from abroad next year and are looking for meadows to put up their tents.""",
]
APPEAL = "Facts cost money: for the price of one cup of coffee a month you keep our reporters on the road."
NOTICE = "Opinions in letters to this column need not be shared by those who run the company that owns the paper."
QUOTE = "“Nobody foresaw that a whole generation would simply walk away,” said the bishop of Ostrand."


def drafts(*texts: str, outlet: str = "Kelmar Gazette") -> list[Draft]:
    return [
        Draft(f"page-{n}", text, outlet, places=[[2 * i] for i in range(text.count("\n\n") + 1)])
        for n, text in enumerate(texts)
    ]


def with_line(line: str, *stories: str) -> list[str]:
    return [f"{line}\n\n{story}" if n % 2 else f"{story}\n\n{line}" for n, story in enumerate(stories)]


@pytest.mark.parametrize("line", [APPEAL, "More from the Gazette", "Follow us here."])
def test_a_line_that_recurs_in_different_stories_is_removed_and_listed(line):
    pages = drafts(*with_line(line, *STORIES))
    drop_recurring(pages)
    assert [page.text for page in pages] == STORIES
    assert [(r.line, r.zone, r.text) for page in pages for r in page.removed] == [
        (6, "chrome", line),
        (0, "chrome", line),
        (6, "chrome", line),
    ]
    assert {r.reason for page in pages for r in page.removed} == {
        "recurs in 3 stories of the outlet and belongs to none"
    }


@pytest.mark.parametrize("line", [QUOTE, "The police would not comment."])
def test_a_quotation_or_a_plain_sentence_stays_wherever_it_recurs(line):
    pages = drafts(*with_line(line, *STORIES))
    drop_recurring(pages)
    assert all(line in page.text and page.removed == [] for page in pages)


def test_a_plain_sentence_is_chrome_only_in_many_stories():
    other = [" ".join(f"{word}{n}" for word in story.split()) for n, story in enumerate(STORIES * 2)]
    for count, left in ((4, True), (5, False)):
        pages = drafts(*with_line(NOTICE, *STORIES, *other[:count]))
        drop_recurring(pages)
        assert {NOTICE in page.text for page in pages} == {left}


def test_two_stories_are_too_few():
    pages = drafts(*with_line(APPEAL, *STORIES[:2]))
    drop_recurring(pages)
    assert all(APPEAL in page.text for page in pages)


def test_pages_of_other_outlets_do_not_count():
    pages = drafts(*with_line(APPEAL, *STORIES))
    pages[2].outlet = "Valley Times"
    drop_recurring(pages)
    assert all(APPEAL in page.text for page in pages)


def test_without_an_outlet_pages_of_one_host_or_folder_belong_together():
    pages = drafts(*with_line(APPEAL, *STORIES), outlet="")
    pages += drafts(*with_line(APPEAL, *STORIES[:2]), outlet="")
    for page in pages[3:]:
        page.url = "https://www.kelmar.example/a"
    drop_recurring(pages)
    assert [APPEAL in page.text for page in pages] == [False, False, False, True, True]


def test_copies_of_one_wire_story_stay_whole_and_count_once():
    wire = f"{APPEAL}\n\n{STORIES[0]}\n\n{QUOTE}"
    edited = f"{APPEAL}\n\n{STORIES[0]}\n\nThe vote was the last before the summer recess."
    pages = drafts(wire, edited, wire, STORIES[1])
    drop_recurring(pages)
    assert [page.text for page in pages] == [wire, edited, wire, STORIES[1]]


def test_background_that_an_outlet_repeats_in_each_story_on_a_matter_stays():
    background = (
        "The fish market in Kelmar was closed by the harbour board after a dispute about repairs to the building."
    )
    later = [
        f"{lead}\n\nThe board of the harbour has to decide on the building and on repairs.\n\n{rest}"
        for lead, rest in (
            ("Traders of the Kelmar market go to court.", "A judge will hear them about the dispute in June."),
            ("Fish will be sold in a tent from Monday.", "The market moves there while the hall is closed."),
            ("Architects have drawn a library for Kelmar.", "It would fill the market, closed since a dispute."),
        )
    ]
    pages = drafts(*with_line(background, *later))
    drop_recurring(pages)
    assert all(background in page.text for page in pages)


def test_a_page_of_little_else_and_rows_of_tables_are_left_alone():
    bare = f"{APPEAL}\n\nNo news today."
    pages = drafts(*with_line(APPEAL, *STORIES), bare)
    rows = [Draft(f"row-{n}", text, "Kelmar Gazette") for n, text in enumerate(with_line(NOTICE, *STORIES))]
    drop_recurring([*pages, *rows])
    assert pages[3].text == bare
    assert all(NOTICE in row.text for row in rows)


@pytest.mark.parametrize("ending", ["txt", "html"])
def test_saved_pages_lose_what_recurs_and_keep_every_line_in_one_place(tmp_path, ending):
    line = "We thank everyone in Kelmar who has trusted this family paper with announcements for a hundred years."
    for n, story in enumerate(STORIES):
        before, after = story.rsplit("\n\n", 1)
        page = f"{before}\n\n{line}\n\n{after}"
        if ending == "html":
            page = (
                "<html><body><article>"
                + "".join(f"<p>{p}</p>" for p in page.split("\n\n"))
                + "</article></body></html>"
            )
        (tmp_path / f"{n}.{ending}").write_text(page, encoding="utf-8")
    corpus = framing.read(tmp_path)
    assert not corpus.articles["text"].str.contains("family paper").any()
    removed = corpus.removed_lines.query("text == @line")
    assert list(removed["article_id"]) == ["0", "1", "2"]
    assert set(removed["zone"]) == {"chrome"}
