"""Passages tile a zone: a stretch is of one sentence and told by one set of attributions, the innermost first."""

from __future__ import annotations

from voice_cases import articles, texts_of, zone

from framing.text import count_words
from framing.voices import code_voices
from framing.voices.passages import passages, sentences
from framing.voices.records import Zone

TEXT = "The bridge fell. It was old, the mayor said."


def test_a_zone_without_words_has_no_passages():
    assert passages(Zone("story", ""), []) == []


def test_sentences_without_a_speaker_are_the_outlets():
    tiles = passages(zone(TEXT), [])
    assert texts_of(tiles, TEXT) == ["The bridge fell. ", "It was old, the mayor said."]
    assert [(p.sentence, p.attributions, p.words) for p in tiles] == [(0, (), 3), (1, (), 6)]


def test_content_cuts_its_sentence():
    tiles = passages(zone(TEXT), [(1, [(17, 27)])])
    assert texts_of(tiles, TEXT) == ["The bridge fell. ", "It was old", ", the mayor said."]
    assert [(p.sentence, p.attributions, p.words) for p in tiles] == [(0, (), 3), (1, (1,), 3), (1, (), 3)]


def test_content_over_two_sentences_is_a_passage_in_each():
    tiles = passages(zone(TEXT), [(1, [(0, 27)])])
    assert [(p.sentence, p.attributions) for p in tiles] == [(0, (1,)), (1, (1,)), (1, ())]


def test_the_innermost_attribution_comes_first():
    tiles = passages(zone(TEXT), [(1, [(0, 27)]), (2, [(20, 27)])])
    assert [p.attributions for p in tiles] == [(1,), (1,), (2, 1), ()]


def test_shared_content_has_both_speakers():
    tiles = passages(zone(TEXT), [(1, [(0, 16)]), (2, [(0, 16)])])
    assert tiles[0].attributions == (1, 2)


def test_paragraphs_that_nobody_parsed_are_cut_at_their_punctuation():
    text = "The bridge fell. Nobody was near."
    unread = zone(text)
    assert [p.doc for p in unread.paragraphs] == [None]
    assert sentences(unread) == [0, 17]


def test_white_space_around_belongs_to_a_passage():
    text = "\n\n  The bridge fell.\n\n\nNobody was near.  \n"
    tiles = passages(zone(text), [])
    assert "".join(texts_of(tiles, text)) == text


def test_no_word_is_cut_by_a_voice():
    text = "said\t’ciwell-kn!🙂$(who’5ned"
    _, passages = code_voices(articles(text))
    assert passages["words"].sum() == count_words(text)
