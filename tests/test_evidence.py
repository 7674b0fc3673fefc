"""The article with its voices: whole, in order, escaped, and readable with and without styles."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace

import pandas as pd
import pytest
from conftest import removed_rows
from hypothesis import given, settings
from hypothesis import strategies as st

from framing import charts, evidence, tables
from framing.charts import palette
from framing.coding import RunError, in_memory
from framing.evidence import looks, reader
from framing.text import count_words, paragraphs

STORY = (
    'The bridge fell. "Nobody knew," said Mayor Ana Reyl, adding that Tom Hask had told her that it was safe.\n\n'
    "Analysts disagreed."
)
SAFE = "it was safe"
INNER = (STORY.index(SAFE), STORY.index(SAFE) + len(SAFE))
OUTER = (STORY.index("that Tom"), INNER[0])
QUOTE = (STORY.index('"Nobody'), STORY.index(" said"))


def attribution(number, source, cue, spans, **more):
    """One attribution of article a-1 whose source and cue are found by their words."""
    start, cue_start = STORY.index(source), STORY.index(cue)
    row = dict.fromkeys(tables.ATTRIBUTIONS.columns, "") | {
        "article_id": "a-1",
        "attribution_id": number,
        "zone": "story",
        "source": source,
        "source_start": start,
        "source_end": start + len(source),
        "source_name": source,
        "source_id": source.lower(),
        "source_type": "government",
        "source_group": "official",
        "named": True,
        "former": False,
        "cue": cue,
        "cue_start": cue_start,
        "cue_end": cue_start + len(cue),
        "cue_class": "neutral",
        "content_spans": [list(span) for span in spans],
        "kind": "indirect",
        "tier": "core",
        "paragraph": 0,
        "words": 3.0,
        "quoted_words": 0.0,
        "rule": "cue_clause",
        "type_rule": "title: mayor",
    }
    return row | more


ATTRIBUTIONS = [
    attribution(1, "Ana Reyl", "said", [QUOTE]),
    attribution(2, "Ana Reyl", "adding", [(OUTER[0], INNER[1])]),
    attribution(3, "Tom Hask", "told", [INNER], source_type="think_tank", source_group="analyst"),
]
SPANS = [(*QUOTE, [1]), (*OUTER, [2]), (*INNER, [3, 2])]


def passage_rows(text, spans, zone="story"):
    """Passages that tile the text: the spans (start, end, attribution ids) and the outlet's voice between them."""
    cuts = sorted({0, len(text), *(cut for start, end, _ in spans for cut in (start, end))})
    for start, end in pairwise(cuts):
        ids = next((ids for first, last, ids in spans if first <= start and end <= last), [])
        voice = "source" if ids else "outlet"
        words = count_words(text[start:end])
        same = {"article_id": "a-1", "zone": zone, "start": start, "end": end, "sentence": 0}
        yield same | {"voice": voice, "attribution_ids": ids, "words": words}


def coding_of(text=STORY, spans=SPANS, attributions=ATTRIBUTIONS, passages=None, removed=None, **article):
    """A coding of one article a-1 with this story."""
    row = {"article_id": "a-1", "outlet": "Herald", "date": "2026-03-01", "title": "Bridge falls", "text": text}
    columns = dict.fromkeys(tables.ARTICLES.columns, "") | {"words": 22, "containment": 0.0, "warnings": []}
    found = {name: table.frame() for name, table in tables.TABLES.items()}
    found["articles"] = tables.ARTICLES.frame([columns | row | article])
    found["passages"] = tables.PASSAGES.frame(passage_rows(text, spans) if passages is None else passages)
    found["attributions"] = tables.ATTRIBUTIONS.frame(attributions)
    found["removed_lines"] = removed_rows(found["articles"]) if removed is None else tables.REMOVED_LINES.frame(removed)
    refusal = {"file": "empty.txt", "row": "", "reason": "the file is empty", "remedy": "save the page again"}
    run = {
        "refusals": [refusal],
        "counts": {},
        "outlets": [],
        "corpus_hash": "c0ffee" * 10,
        "versions": {},
        "options": {},
        "seed": None,
    }
    return in_memory(found, run)


VOID = {"meta", "img", "input"}


class Page(HTMLParser):
    """The tags, attributes and text of a page; the text of small labels apart from the rest."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.open = [], [], []
        self.paragraphs, self.labels, self.inside = [], [], {}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        self.attributes += attributes
        if tag not in VOID:
            self.open.append(tag)
        if tag == "p":
            self.paragraphs.append("")
        if tag == "small":
            self.labels.append("")

    def handle_endtag(self, tag):
        assert self.open.pop() == tag, f"</{tag}> closes nothing"

    def handle_data(self, text):
        for tag in set(self.open):
            self.inside[tag] = self.inside.get(tag, "") + text
        if "small" in self.open:
            self.labels[-1] += text
        elif "p" in self.open:
            self.paragraphs[-1] += text


def test_the_whole_story_is_there_paragraph_by_paragraph():
    page = Page(evidence.article_html(coding_of(), "a-1"))
    assert [p.replace("  ", " ").strip() for p in page.paragraphs[1:3]] == STORY.split("\n\n")


def test_sources_words_are_marked_and_labelled_by_speaker_the_nested_one_too():
    page = Page(evidence.article_html(coding_of(), "a-1"))
    assert page.inside["mark"] == STORY[slice(*QUOTE)] + STORY[slice(*OUTER)] + SAFE
    assert page.labels == ["[1 ● Ana Reyl, Officials]", "[2 ● Ana Reyl, Officials]", "[3 ✚ Tom Hask, Analysts]"]


def test_marks_have_the_colour_of_the_innermost_speakers_group():
    styles = [value for name, value in Page(evidence.article_html(coding_of(), "a-1")).attributes if name == "style"]
    marked = [style for style in styles if "border-bottom:2px" in style]
    colours = [palette.group(group).colour for group in ("official", "official", "analyst")]
    assert [colour in style for colour, style in zip(colours, marked, strict=True)] == [True] * 3


def test_cues_are_underlined_and_mentions_bold_inside_passages_too():
    page = Page(evidence.article_html(coding_of(), "a-1"))
    assert page.inside["em"].startswith("saidaddingtold")
    assert page.inside["b"].startswith("Ana ReylTom Hask")


def test_the_reason_stands_in_the_label_and_in_the_table():
    page = Page(evidence.article_html(coding_of(), "a-1"))
    titles = [value for name, value in page.attributes if name == "title"]
    assert titles[0] == "Government. type: title: mayor; found by: cue_clause"
    assert page.inside["table"].count("found by: cue_clause") == 3
    assert "3 attributions, and why" in page.inside["summary"]
    assert "1 lines of the page" in page.inside["summary"]
    assert "Subscribe" in page.inside["li"]


def test_text_without_passages_is_the_outlets_voice():
    page = Page(evidence.article_html(coding_of(passages=[]), "a-1"))
    assert "mark" not in page.tags
    assert page.paragraphs[2] == "Analysts disagreed."


HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'>&amp;</p></div></details></mark>"


def test_hostile_text_stays_text_everywhere():
    rows = [
        ATTRIBUTIONS[0]
        | dict.fromkeys(("source_name", "source_type", "type_rule", "rule", "cue", "cue_class"), HOSTILE)
    ]
    removed = [{"article_id": "a-1", "line": 0, "zone": HOSTILE, "text": HOSTILE, "reason": HOSTILE}]
    fields = dict.fromkeys(("outlet", "date", "title", "standfirst", "caption", "author"), HOSTILE)
    coding = coding_of(HOSTILE, [(3, 20, [1])], rows, removed=removed, warnings=[HOSTILE], **fields)
    for html in (evidence.article_html(coding, "a-1"), evidence.coding_html(coding)):
        page = Page(html)
        assert not {"script", "img", "iframe", "style", "link", "a"} & set(page.tags)
        assert {name for name, _ in page.attributes} <= {"style", "title", "scope"}
        assert page.open == []
        assert HOSTILE in page.inside["div"]


def test_a_word_of_a_megabyte_is_shown_once_and_may_be_broken():
    word = "x" * 1_000_000
    html = evidence.article_html(coding_of(word, [(0, len(word), [1])], ATTRIBUTIONS[:1]), "a-1")
    assert Page(html).paragraphs[1].endswith(word)
    assert len(html) < 1_100_000
    assert "overflow-wrap" in html


def test_an_unknown_article_names_the_nearest():
    for ask in (evidence.article_html, evidence.show, charts.voices_along_story):
        with pytest.raises(RunError, match=r"no article 'a-2'; did you mean 'a-1'\?"):
            ask(coding_of(), "a-2")


def test_the_view_is_html_in_a_notebook_and_brackets_in_a_console():
    view = evidence.show(coding_of(), "a-1")
    assert view._repr_html_() == evidence.article_html(coding_of(), "a-1")
    assert repr(view).startswith("Bridge falls\n\nHerald · 2026-03-01 · a-1\n\nThe bridge fell. [Ana Reyl, Officials:")
    assert "[Ana Reyl, Officials: that Tom Hask had told her that ][Tom Hask, Analysts: it was safe]" in repr(view)


def test_an_article_without_story_title_or_sources_is_shown_as_such():
    coding = coding_of("", [], [], removed=[], title="")
    page = Page(evidence.article_html(coding, "a-1"))
    assert "a-1" in page.inside["h3"]
    assert "table" not in page.tags
    with pytest.raises(charts.ChartError, match="no story"):
        charts.voices_along_story(coding, "a-1")


def test_a_coding_at_a_glance_counts_outlets_groups_and_problems():
    rows = [*ATTRIBUTIONS, attribution(4, "Analysts", "disagreed", [], tier="extended", source_group="analyst")]
    text = " ".join(
        Page(evidence.coding_html(coding_of(attributions=rows, warnings=["no date"]))).inside["div"].split()
    )
    assert "Coding of 1 article, 2026-03-01: 3 attributions (tier core) and 1 further (extended)." in text
    assert "● Officials 2, ✚ Analysts 1." in text
    assert text.index("1 problem") < text.index("empty.txt: ") < text.index("1 note") < text.index("a-1: no date")
    assert "empty.txt: the file is empty" in text
    assert "a-1: no date" in text


def test_the_coding_shows_itself_by_this_room():
    coding = coding_of()
    assert coding._repr_html_() == evidence.coding_html(coding)
    assert coding.show("a-1")._repr_html_() == evidence.article_html(coding, "a-1")


def test_a_style_sheet_has_the_colours_of_every_group_on_light_and_on_dark():
    light, dark = looks.style_sheet().split("@media screen")
    for group, look in palette.groups().items():
        assert f".voice-{group}{{background:{look.colour}" in light
        assert f".voice-{group}{{background:{look.dark_colour}" in dark


@st.composite
def texts_with_spans(draw):
    """A text and spans in it that do not cross."""
    text = draw(st.text(alphabet=st.sampled_from(list('ab .\n"<&é')), min_size=1, max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    pairs = [(a, b) for a, b in pairwise(cuts) if draw(st.booleans())]
    return text, [(start, end, [1]) for start, end in pairs]


@settings(deadline=None)
@given(texts_with_spans())
def test_pieces_put_together_are_the_paragraphs(given_text):
    text, spans = given_text
    row = ATTRIBUTIONS[0] | {"source_start": 2, "source_end": 5, "cue_start": 4, "cue_end": 9}
    marks = reader.marks_in(pd.DataFrame([row]), "story", text)
    speakers = {1: SimpleNamespace(group="official")}
    found = list(reader.paragraphs_in(text, pd.DataFrame(passage_rows(text, spans)), marks, speakers))
    shown = ["".join(p.text for stretch in stretches for p in stretch.pieces) for stretches in found]
    assert shown == [text[start:end] for start, end in paragraphs(text)]
    covered = "".join(text[start:end] for start, end, _ in spans)
    marked = "".join(p.text for ss in found for s in ss if s.group for p in s.pieces)
    assert "".join(marked.split()) == "".join(covered.split())
    cue = "".join(p.text for ss in found for s in ss for p in s.pieces if p.cue)
    assert "".join(cue.split()) == "".join(text[4:9].split())


# --- voices along the story ------------------------------------------------------------------------------------------


def test_the_story_chart_has_a_lane_for_the_outlet_and_each_source():
    ax = charts.voices_along_story(coding_of(), "a-1")
    assert [label.get_text() for label in ax.get_yticklabels()] == ["Outlet's own voice", "Ana Reyl ●", "Tom Hask ✚"]
    words = {}
    for band in ax.patches:
        words.setdefault(band.get_label(), []).append((band.get_x(), band.get_x() + band.get_width()))
    assert words["Ana Reyl"] == [(3, 5), (10, 17), (17, 20)]
    assert words["Tom Hask"] == [(17, 20)]
    assert sum(end - start for start, end in words["Outlet's own voice"]) == 22 - 12
    assert charts.alt_text(ax).endswith(
        "of its 22 words and where each begins: Outlet's own voice 10 from word 1, "
        "Ana Reyl 12 from word 4, Tom Hask 3 from word 18."
    )


def test_many_sources_share_the_last_lane():
    text = " ".join(f"w{n}" for n in range(40))
    starts = [text.index(f"w{n}") for n in range(40)]
    rows = [
        ATTRIBUTIONS[0] | {"attribution_id": n + 1, "source_id": f"s{n}", "source_name": f"S{n}"} for n in range(40)
    ]
    spans = [(start, start + 2, [n + 1]) for n, start in enumerate(starts)]
    labels = charts.voices_along_story(coding_of(text, spans, rows), "a-1").get_yticklabels()
    assert len(labels) == 26
    assert labels[-1].get_text().startswith("Further sources")


# --- in a notebook ---------------------------------------------------------------------------------------------------

KEPT = set("b br details div em h3 i li mark p small summary table tbody td th thead tr ul".split())
"""Of the elements that viewers of notebooks keep when they clean HTML, those that we use."""


def test_viewers_keep_every_element_and_without_styles_the_signs_remain():
    for html in (evidence.article_html(coding_of(), "a-1"), evidence.coding_html(coding_of())):
        assert set(Page(html).tags) <= KEPT
    bare = Page(re.sub(r' (style|title)="[^"]*"', "", evidence.article_html(coding_of(), "a-1")))
    assert bare.labels[0] == "[1 ● Ana Reyl, Officials]"
    assert {"mark", "b", "em"} <= set(bare.tags)


def test_the_article_survives_an_export_of_the_notebook():
    nbformat, nbconvert = (
        pytest.importorskip(name, reason="needs '.[notebooks]'") for name in ("nbformat", "nbconvert")
    )
    html = evidence.article_html(coding_of(), "a-1")
    shown = nbformat.v4.new_output("display_data", {"text/html": html})
    cell = nbformat.v4.new_code_cell("coding.show('a-1')", outputs=[shown])
    page, _ = nbconvert.HTMLExporter().from_notebook_node(nbformat.v4.new_notebook(cells=[cell]))
    styles = set(re.findall(r'style="[^"]*"', html))
    assert len(styles) > 8
    assert styles <= set(re.findall(r'style="[^"]*"', page))
    assert page.count("<mark ") == html.count("<mark ") > 2
