"""Keywords in context, the report on a lexicon, proposals for it: on stories small enough to read."""

from __future__ import annotations

from types import SimpleNamespace

import pandas as pd
import pytest
from device_cases import coded, corpus

from framing import measures, tables
from framing.devices import load_lexicon, stance, wording
from framing.evidence import show_contexts
from framing.measures import MeasureError

STORY = "The regime fell. It was a threat, <she> said. Nobody saw no threat & all."
VARIANT = {"concept": "end", "variant": "fall", "pattern": "fell"}
LEXICON = pd.DataFrame(
    {
        "id": ["t1", "r1", "x1"],
        "category": ["THREAT", "LABEL", "LABEL"],
        "pattern": ["threat*", "regime", "never"],
        "negation": ["keep", "drop", "drop"],
        "known_false_positives": ["weather", "", ""],
    }
)


class Coded(SimpleNamespace):
    """Tables as a coding hands them out."""

    def table(self, name: str, columns: list[str]) -> pd.DataFrame:
        return getattr(self, name)[columns]


@pytest.fixture
def coding() -> Coded:
    articles, attributions, passages = coded(STORY, cues="said", contents="It was a threat, ", source="<she>")
    articles = articles.assign(outlet="Herald", date="2026-03-01")
    attributions = attributions.assign(attribution_id=1, source_group="official", source="<she>", tier="core")
    hits = stance(articles, attributions, passages, LEXICON)
    run = {"options": {"lexicon": load_lexicon(LEXICON).sha256}}
    named = {"articles": articles, "attributions": attributions, "passages": passages, "stance": hits, "run": run}
    worded = wording(articles, attributions, passages, pd.DataFrame([VARIANT]))
    return Coded(**named, wording=worded, removed_lines=tables.REMOVED_LINES.frame())


def test_a_category_in_context(coding) -> None:
    table = measures.keywords_in_context(coding, "THREAT", width=14)
    assert table["voice"].tolist() == ["source", "outlet"]
    first = table.iloc[0]
    assert (first.left, first.keyword, first.right) == ("It was a ", "threat", ", <she> said.")
    assert (first.outlet, first.date, first.source_name, first.source_group) == (
        "Herald", "2026-03-01", "<she>", "official",
    )  # fmt: skip
    assert table.iloc[1].left == "Nobody saw no "
    assert table.iloc[1].source_name == ""
    for row in table.itertuples():
        assert STORY[row.start - len(row.left) : row.end + len(row.right)] == row.left + row.keyword + row.right


@pytest.mark.parametrize(
    ("options", "keywords"),
    [
        ({}, ["regime", "threat", "threat"]),
        ({"category": "r1"}, ["regime"]),
        ({"category": "end: fall"}, ["fell"]),
        ({"voice": "source"}, ["threat"]),
        ({"category": ["LABEL", "end: fall"]}, ["regime", "fell"]),
        ({"pattern": "was|saw ~ threat"}, ["was a threat", "saw no threat"]),
        ({"pattern": "said"}, ["said"]),
        ({"zones": "title"}, []),
    ],
)
def test_what_is_shown_can_be_chosen(coding, options, keywords) -> None:
    assert measures.keywords_in_context(coding, **options)["keyword"].tolist() == keywords


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"category": "THREATS"}, "with a hit 'THREATS'; did you mean 'THREAT'"),
        ({"voice": "sources"}, "did you mean 'source'"),
        ({"pattern": "~ war"}, "~ without a word on both sides"),
    ],
)
def test_a_wrong_choice_is_told(coding, options, message) -> None:
    with pytest.raises(MeasureError, match=message):
        measures.keywords_in_context(coding, **options)


def test_the_view_marks_the_voices_and_escapes_the_text(coding) -> None:
    view = show_contexts(coding, measures.keywords_in_context(coding, width=20))
    html = view._repr_html_()
    assert "<script" not in html
    assert "<she>" not in html
    assert "&lt;she&gt;" in html
    assert html.count("<details") == 2  # a fold for each category
    assert html.count(">threat</mark>") == 1  # the source's; the outlet's own is not marked
    assert "Officials" in html
    assert str(view).splitlines()[0] == "LABEL"
    assert "[threat]" in str(view)


def test_a_view_without_hits_says_so(coding) -> None:
    assert "No hit" in show_contexts(coding, measures.keywords_in_context(coding, zones="title"))._repr_html_()


def test_a_long_category_is_cut_and_says_how_many_more(coding) -> None:
    many = pd.concat([measures.keywords_in_context(coding, "THREAT")] * 60, ignore_index=True)
    html = show_contexts(coding, many)._repr_html_()
    assert "THREAT</b>: 120 in context" in html
    assert "and 20 more in the table" in html


def test_the_report_counts_every_pattern_also_those_without_a_hit(coding) -> None:
    report = measures.lexicon_report(coding, LEXICON).set_index("term")
    assert report.index.tolist() == ["t1", "r1", "x1"]
    counts = ["hits", "negated", "articles", "outlets", "outlet_voice", "source_voice"]
    assert report[counts].to_numpy().tolist() == [[2, 1, 1, 1, 1, 1], [1, 0, 1, 1, 1, 0], [0] * 6]
    assert report["forms"].tolist() == ["threat", "regime", ""]
    assert [len(found) for found in report["examples"]] == [2, 1, 0]
    assert "[regime]" in report.loc["r1", "examples"][0]
    assert report.loc["t1", "known_false_positives"] == "weather"


def test_a_report_on_another_lexicon_is_refused(coding) -> None:
    with pytest.raises(MeasureError, match="another lexicon"):
        measures.lexicon_report(coding)


def many(*texts: str) -> Coded:
    """A coding of these stories, each an article, with hits of "threat*" (THREAT)."""
    articles, attributions, passages = corpus(list(texts))
    hits = stance(articles, attributions, passages, LEXICON)
    return Coded(articles=articles, attributions=attributions, passages=passages, stance=hits)


def test_words_beside_the_hits_are_proposed_and_nothing_is_added() -> None:
    beside = "A grim threat of missiles came from Borland. The plain day was grim and plain and plain. It rained."
    coding = many(*[beside] * 4, "Rain and plain talk of missiles.")
    before = load_lexicon(LEXICON).sha256
    table = measures.expand_lexicon(coding, "THREAT").set_index("word")
    # "grim" is as common elsewhere, "threat" is the hit, "Borland" a name, "plain" and "rain" stand elsewhere
    assert table.index.tolist() == ["came", "missiles", "grim"]
    assert table.loc["missiles", ["seeded", "unseeded", "articles"]].tolist() == [4, 1, 4]
    assert table["z"].is_monotonic_decreasing
    assert (table["log_odds"] > 0).all()
    assert load_lexicon(LEXICON).sha256 == before


def test_a_proposal_needs_three_articles() -> None:
    coding = many("A threat of missiles.", "A threat of missiles.", "A threat of rain.", "A plain day of rain.")
    assert measures.expand_lexicon(coding, "THREAT")["word"].tolist() == []


def test_an_unknown_category_to_expand_is_told() -> None:
    with pytest.raises(MeasureError, match="did you mean 'THREAT'"):
        measures.expand_lexicon(many("A threat."), "THREATS")
