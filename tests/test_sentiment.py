"""TextBlob's sentiment of passages, the words behind it, and where they stand."""

from __future__ import annotations

import pytest
from device_cases import any_text, coded
from hypothesis import given, settings
from hypothesis import strategies as st
from textblob import TextBlob
from textblob.en import sentiment as analyzer

from framing import resources
from framing.devices import sentiment
from framing.devices.instruments import Score
from framing.devices.instruments.textblob import score
from framing.devices.patterns import parse

_SMALL_WORDS = [
    "a",
    "the",
    "not",
    "no",
    "very",
    "really",
    "never",
    "good",
    "bad",
    "terrible",
    "peace",
    "firmly",
    ",",
    ".",
    "!",
    "(",
    ")",
]


def test_a_passage_has_its_words_with_offsets_in_the_zone() -> None:
    text = "They met. It was not a very good day, he said: bad food."
    articles, _, passages = coded(text, contents="bad food")
    table = sentiment(articles, passages)
    assert table["start"].tolist() == passages["start"].tolist()
    assert table["instrument"].unique().tolist() == ["textblob"]
    quiet, outlet, source, _ = table.itertuples()
    assert (quiet.polarity, quiet.subjectivity, quiet.scored_words, quiet.assessments) == (0.0, 0.0, 0, [])
    # TextBlob: "good" .7 with the intensity of "very" 1.3, then * -.5 and 1/1.3 for the negation
    assert outlet.polarity == pytest.approx(0.7 / 1.3 * -0.5)
    assert [text[a["start"] : a["end"]] for a in outlet.assessments] == ["not a very good"]
    assert (outlet.assessments[0]["words"], outlet.scored_words) == ("not very good", 3)
    assert [(a["words"], text[a["start"] : a["end"]]) for a in source.assessments] == [("bad", "bad")]
    assert source.polarity == pytest.approx(-0.7)


@pytest.mark.parametrize("word", ["isn't", "isn’t", "ISN'T", "ISN’T"])
def test_a_contracted_not_negates(word: str) -> None:
    text = f"This {word} a bad idea"
    assert score(text).polarity == pytest.approx(0.35)
    assert score(text).assessments[0]["words"] == f"{word} bad"
    assert TextBlob(text).sentiment.polarity == pytest.approx(-0.7)  # the failure that we repair


@pytest.mark.parametrize(
    "text", ["Criminal Justice", "the parent firm", "South Korea", "New York", "the foreign minister", "Lee, 8) came"]
)
def test_names_and_fixed_phrases_are_no_feeling(text: str) -> None:
    assert score(text).polarity == 0.0


def test_only_the_phrase_is_masked() -> None:
    assert score("A criminal in Criminal Justice").assessments == [
        {"start": 2, "end": 10, "words": "criminal", "polarity": -0.4, "subjectivity": 0.55}
    ]


def test_every_fixed_phrase_masks_a_word_that_textblob_scores() -> None:
    for row in resources.rows("wording/fixed_phrases.tsv"):
        slots = parse(row["pattern"]).slots
        assert any(form in analyzer for slot in slots for form in slot), row["pattern"]
        text = " ".join(slot[0] for slot in slots if slot != ("~",))
        assert score(text) == Score() != score(text.split()[0] + " good"), text


def test_an_unknown_instrument_is_named() -> None:
    articles, _, passages = coded("Good.")
    with pytest.raises(ValueError, match="no sentiment instrument 'vadar'; use one of: textblob"):
        sentiment(articles, passages, instrument="vadar")


@settings(deadline=None)
@given(st.lists(st.sampled_from(_SMALL_WORDS), max_size=15).map(" ".join))
def test_apart_from_repairs_the_score_is_textblobs(text: str) -> None:
    ours, theirs = score(text), TextBlob(text).sentiment_assessments
    assert (ours.polarity, ours.subjectivity) == (theirs.polarity, theirs.subjectivity)
    assert [a["polarity"] for a in ours.assessments] == [a[1] for a in theirs.assessments]


@settings(deadline=None)
@given(any_text)
def test_any_text_gives_a_score_whose_words_lie_in_it(text: str) -> None:
    found = score(text)
    assert -1 <= found.polarity <= 1
    assert 0 <= found.subjectivity <= 1
    assert (found.scored_words == 0) == (found.assessments == [])
    for assessment in found.assessments:
        words = assessment["words"].split(" ")
        own = text[assessment["start"] : assessment["end"]]
        assert own.startswith(words[0])
        assert own.endswith(words[-1])
