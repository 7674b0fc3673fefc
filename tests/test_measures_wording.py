"""Rates of wording and classes of cues, on corpora small enough to count by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from test_measures import cell, corpus, rows
from test_measures_voices import voiced

from framing import measures, tables
from framing.measures import MeasureError
from framing.measures.examples import commonest


def worded(*hits: dict, articles: int = 6):
    """A coding of articles alike, 100 words of the outlet and 50 of a source, with these hits in each."""
    coding = voiced(articles)
    blank = {"zone": "story", "kind": "hedge", "term": "may", "voice": "outlet"}
    listed = [
        blank | hit | {"article_id": article_id, "start": start}
        for article_id in coding.articles["article_id"]
        for start, hit in enumerate(hits)
    ]
    coding.wording = rows(tables.WORDING, listed)
    return coding


def test_wording_rates_by_kind_and_voice_with_examples():
    table = measures.wording_rates(
        worded({}, {"term": "could"}, {"term": "May"}, {"kind": "scare_quote", "term": "So", "voice": "source"})
    )
    assert list(table.columns) == ["outlet", "voice", *tables.MEASURE_COLUMNS, "examples"]
    hedge, quote = cell(table, voice="outlet", category="hedge"), cell(table, voice="source", category="scare_quote")
    assert (hedge.estimate, hedge.numerator, hedge.denominator, hedge.examples) == (30, 18, 600, "may (12), could (6)")
    assert (quote.estimate, quote.examples) == (20, "so (6)")
    assert cell(table, voice="source", category="hedge")[["numerator", "examples"]].tolist() == [0, ""]


def test_wording_in_headlines_counts_unless_only_the_story_is_asked_for():
    coding = worded({"zone": "title"}, {"zone": "caption", "term": "might"})
    assert cell(measures.wording_rates(coding), voice="outlet").examples == "may (6)"
    assert measures.wording_rates(coding, zones="story").empty


def test_examples_are_those_of_their_cell():
    coding = worded({})
    coding.wording.loc[coding.wording.index[:2], "term"] = ["could", "might"]
    coding.articles["outlet"] = ["Courier"] * 2 + ["Herald"] * 4
    table = measures.wording_rates(coding)
    assert cell(table, outlet="Courier", voice="outlet").examples == "could (1), might (1)"
    assert cell(table, outlet="Herald", voice="outlet").examples == "may (4)"


def test_the_three_commonest_texts_are_shown_and_those_that_do_not_count_are_not():
    texts = pd.Series(["b", "a", "c", "d", "b", "z"])
    assert commonest(texts, [np.array([0, 0, 0, 0, 0, -1])], (2,)).tolist() == ["b (2), a (1), c (1)", ""]


CUES = [
    {"cue_class": "neutral", "cue": "said", "side": "North", "source_type": "government"},
    {"cue_class": "neutral", "cue": "Says", "side": "North", "source_type": "government"},
    {"cue_class": "distancing", "cue": "claimed", "side": "South", "source_type": "expert"},
    {"cue_class": "", "cue": "", "side": "", "source_type": "expert"},
]


def cued(**fields: object):
    return corpus(*[{"outlet": "Herald", "says": [one | fields for one in CUES]} for _ in range(5)])


def test_cue_classes_of_all_speakers():
    table = measures.cue_classes(cued())
    assert list(table.columns) == ["outlet", *tables.MEASURE_COLUMNS, "examples"]
    assert table[["category", "estimate", "examples"]].to_numpy().tolist() == [
        ["distancing", 0.25, "claimed (5)"],
        ["neutral", 0.5, "said (5), says (5)"],
        ["none", 0.25, ""],
    ]


def test_cue_classes_of_each_side():
    table = measures.cue_classes(cued(), of="side")
    assert list(table.columns[:3]) == ["outlet", "side", "measure"]
    shares = table.set_index(["side", "category"])["estimate"]
    assert shares["North"].to_dict() == {"distancing": 0, "neutral": 1, "none": 0}
    assert shares["South"].to_dict() == {"distancing": 1, "neutral": 0, "none": 0}
    assert shares[""].to_dict() == {"distancing": 0, "neutral": 0, "none": 1}
    assert set(table["denominator"]) == {5, 10}


def test_cue_classes_of_articles_in_which_nobody_is_quoted_are_an_empty_table():
    table = measures.cue_classes(corpus({"outlet": "Herald"}), of="side")
    assert list(table.columns) == ["outlet", "side", *tables.MEASURE_COLUMNS, "examples"]
    assert table.empty


def test_each_verb_in_dictionary_form():
    table = measures.cue_classes(cued(), by=None, of="source_type", level="verb")
    official = table[table["source_type"] == "government"].set_index("category")
    assert official["estimate"].to_dict() == {"claim": 0, "none": 0, "say": 1}
    assert official.loc["say", "examples"] == "said (5), says (5)"


def test_cues_have_the_interval_of_a_share():
    says = [[CUES[0]], [CUES[0], CUES[2]], [CUES[2]], [CUES[0]], [CUES[0], CUES[0]]]
    coding = corpus(*[{"outlet": "Herald", "says": one} for one in says])
    neutral = cell(measures.cue_classes(coding), category="neutral")
    north = cell(measures.cue_classes(coding, of="side"), side="North", category="neutral")
    assert 0 < neutral.low < neutral.estimate == 5 / 7 < neutral.high < 1
    assert (north.estimate, north.articles, north.note) == (
        *(1, 5),
        "fewer than 5 independent articles hold any: counts only, no interval",
    )


def test_unknown_speakers_and_levels_are_refused():
    with pytest.raises(MeasureError, match="no column of speakers 'sides'; did you mean 'side'"):
        measures.cue_classes(cued(), of="sides")
    with pytest.raises(MeasureError, match="no level of cues 'verbs'; did you mean 'verb'"):
        measures.cue_classes(cued(), level="verbs")
