"""Zones as they are read: every paragraph kept, parsed only where somebody may speak."""

from __future__ import annotations

import pytest
from voice_cases import articles, zone

from framing.voices.model import parser
from framing.voices.zones import LONGEST, may_speak, read_zones, zones_of


@pytest.mark.parametrize(
    "text", ["She said so.", "“Yes.”", "Seoul: fire", "According to her, no.", "the claim", "― Keller"]
)
def test_a_mark_of_speech_or_a_cue_may_speak(text):
    assert may_speak(text)


@pytest.mark.parametrize("text", ["", "The bridge fell into the river.", "42", "🙂"])
def test_plain_narration_may_not(text):
    assert not may_speak(text)


def test_only_paragraphs_where_somebody_may_speak_are_parsed():
    read = zone("The bridge fell into the river.\n\nThe mayor said it was old.")
    assert [p.doc is not None for p in read.paragraphs] == [False, True]
    assert [read.text[p.start : p.end] for p in read.paragraphs if p.doc] == [
        p.doc.text for p in read.paragraphs if p.doc
    ]


def test_a_character_knows_its_paragraph():
    read = zone("One.\n\nTwo.")
    assert [read.paragraph_at(c) for c in (0, 3, 4, 6)] == [0, 0, -1, 1]


def test_blank_zones_are_left_out():
    (row,) = articles("A story.", title=" \n ", caption="A caption").to_dict("records")
    assert list(zones_of(row)) == ["caption", "story"]


def test_documents_come_back_to_their_own_articles():
    rows = articles("The mayor said so.", "The bridge fell.", "The captain said no.").to_dict("records")
    read = list(read_zones(parser(), rows, batch=2))
    assert [z["story"].paragraphs[0].doc and z["story"].paragraphs[0].doc.text for z in read] == [
        "The mayor said so.", None, "The captain said no.",
    ]  # fmt: skip


def test_a_paragraph_too_long_for_the_parser_is_cut_at_white_space():
    text = "The mayor said so. " * (LONGEST // 10)
    (row,) = articles(text).to_dict("records")
    spans = [(p.start, p.end) for p in zones_of(row)["story"].paragraphs]
    assert len(spans) == 2
    assert all(end - start <= LONGEST for start, end in spans)
    assert spans[0][1] == spans[1][0]
    assert text[spans[0][1] - 1] == " "
