"""Sentiment of passages by each instrument, the words behind it, and where they stand."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from device_cases import any_text, coded
from hypothesis import given, settings
from hypothesis import strategies as st
from textblob import TextBlob
from textblob.en import sentiment as analyzer
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from framing import resources
from framing.devices import InstrumentError, instrument_names, sentiment
from framing.devices.instruments import INSTRUMENTS, Score
from framing.devices.patterns import parse
from framing.devices.sentiment import score

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


def test_textblobs_negation_from_afar_is_missed_and_the_words_show_it() -> None:
    near, far = score("This isn't a bad idea"), score("This isn't such a bad idea")
    assert [near.polarity > 0, far.polarity > 0] == [True, False]
    assert [near.assessments[0]["words"], far.assessments[-1]["words"]] == ["isn't bad", "bad"]


@pytest.mark.parametrize("word", ["isn't", "isn’t", "wasn't", "never was"])
def test_vader_negates_over_three_words(word: str) -> None:
    found = score(f"This {word} a bad idea", "vader")
    assert found.polarity > 0
    assert found.assessments == [
        {"start": 5, "end": 11 + len(word), "words": f"{word.split()[0]} bad", "polarity": -2.5 / 4 * -0.74}
        | {"subjectivity": 0.0}
    ]


def test_vader_has_the_valence_of_each_word_and_no_subjectivity() -> None:
    text = "A “very good” day—a terrible night."
    found = score(text, "vader")
    # the word list: good 1.9, terrible -2.1; "very" adds .293; compound s / sqrt(s^2 + 15)
    valences = [1.9 + 0.293, -2.1]
    assert [a["polarity"] * 4 for a in found.assessments] == pytest.approx(valences)
    assert found.polarity == pytest.approx(sum(valences) / (sum(valences) ** 2 + 15) ** 0.5, abs=1e-4)
    assert [text[a["start"] : a["end"]] for a in found.assessments] == ["very good", "terrible"]
    assert (found.scored_words, found.subjectivity) == (3, 0.0)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*_SMALL_WORDS, "GOOD", "but", "least", "kind", "of"]), max_size=15).map(" ".join))
def test_without_phrases_and_emoticons_the_score_is_vaders(text: str) -> None:
    assert score(text, "vader").polarity == SentimentIntensityAnalyzer().polarity_scores(text)["compound"]


def test_several_instruments_give_a_row_each_and_the_share_of_words_scored() -> None:
    articles, _, passages = coded("A good fine day.")
    table = sentiment(articles, passages, ["vader", "textblob"])
    assert table["instrument"].tolist() == ["vader", "textblob"]
    assert table["coverage"].tolist() == [0.5, 0.5]
    assert table["polarity"].tolist() == [score("A good fine day.", name).polarity for name in ("vader", "textblob")]


def test_an_instrument_is_one_module_and_one_line(monkeypatch) -> None:
    loud = ModuleType("loud")
    loud.score = lambda text: Score(1.0, 0.0, text.count("!"))
    monkeypatch.setitem(sys.modules, "loud", loud)
    monkeypatch.setitem(INSTRUMENTS, "loud", "loud")
    articles, _, passages = coded("Stop!")
    table = sentiment(articles, passages, ["loud", "vader"])
    assert table[["instrument", "polarity", "coverage"]].iloc[0].tolist() == ["loud", 1.0, 1.0]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@pytest.mark.parametrize(
    "text",
    [
        *("Criminal Justice", "the parent firm", "South Korea", "New York", "the foreign minister", "Lee, 8) came"),
        *("the United Nations Security Council", "the Labour Party", "as well"),
    ],
)
def test_names_and_fixed_phrases_are_no_feeling(text: str, instrument: str) -> None:
    assert score(text, instrument).polarity == 0.0


def test_only_the_phrase_is_masked() -> None:
    assert score("A criminal in Criminal Justice").assessments == [
        {"start": 2, "end": 10, "words": "criminal", "polarity": -0.4, "subjectivity": 0.55}
    ]


def test_every_fixed_phrase_masks_a_word_that_an_instrument_scores() -> None:
    vader = SentimentIntensityAnalyzer().lexicon
    for row in resources.rows("sentiment/fixed_phrases.tsv"):
        slots = parse(row["pattern"]).slots
        assert any(form in analyzer or form in vader for slot in slots for form in slot), row["pattern"]
        text = " ".join(slot[0] for slot in slots if slot != ("~",))
        assert all(score(text, name) == Score() != score(text + " good", name) for name in INSTRUMENTS), text


def test_an_unknown_instrument_is_named() -> None:
    articles, _, passages = coded("Good.")
    with pytest.raises(InstrumentError, match=r"no sentiment instrument 'vadar'; did you mean 'vader'\?"):
        sentiment(articles, passages, "vadar")
    with pytest.raises(InstrumentError, match="no sentiment instrument 'x'; use one of: textblob, vader"):
        instrument_names(["textblob", "x"])
    with pytest.raises(InstrumentError, match="use one of"):
        instrument_names([])


@settings(deadline=None)
@given(st.lists(st.sampled_from(_SMALL_WORDS), max_size=15).map(" ".join))
def test_apart_from_repairs_the_score_is_textblobs(text: str) -> None:
    ours, theirs = score(text), TextBlob(text).sentiment_assessments
    assert (ours.polarity, ours.subjectivity) == (theirs.polarity, theirs.subjectivity)
    assert [a["polarity"] for a in ours.assessments] == [a[1] for a in theirs.assessments]


@pytest.mark.parametrize("instrument", INSTRUMENTS)
@settings(deadline=None)
@given(text=any_text)
def test_any_text_gives_a_score_whose_words_lie_in_it(instrument: str, text: str) -> None:
    found = score(text, instrument)
    assert -1 <= found.polarity <= 1
    assert 0 <= found.subjectivity <= 1
    assert (found.scored_words == 0) == (found.assessments == [])
    for assessment in found.assessments:
        words = assessment["words"].split(" ")
        own = text[assessment["start"] : assessment["end"]]
        assert own.startswith(words[0])
        assert own.endswith(words[-1])
