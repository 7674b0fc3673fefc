"""The cue lexicon: the lemma behind a form, its class, the channel that words name."""

from __future__ import annotations

import pytest

from framing.voices.cues import channel, cue_class, lexicon, noun_lemma, verb_lemma


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("said", "say"),
        ("told", "tell"),
        ("warned", "warn"),
        ("urging", "urge"),
        ("denies", "deny"),
        ("denied", "deny"),
        ("admitted", "admit"),
        ("quoting", "quote"),
        ("wrote", "write"),
    ],
)
def test_the_lemma_behind_a_form(form, lemma):
    assert verb_lemma(form) == lemma


def test_the_singular_behind_a_noun():
    assert [noun_lemma(n) for n in ("claims", "speeches", "warning", "bridges")] == [
        "claim", "speech", "warning", "bridge",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "neutral"),
        ("According to", "neutral"),
        ("confirmed", "factive"),
        ("warned of", "forceful"),
        ("vowed", "commissive"),
        ("urged", "directive"),
        ("claims", "distancing"),
        ("", "neutral"),
        ("danced", "neutral"),
    ],
)
def test_a_cue_has_the_codebooks_class(cue, expected):
    assert cue_class(cue) == expected


def test_every_cue_is_of_a_class_and_an_act_of_the_codebook():
    cues = [*lexicon("verb").values(), *lexicon("noun").values()]
    classes = {"neutral", "factive", "forceful", "commissive", "directive", "distancing"}
    assert {c.cue_class for c in cues} == classes
    assert {c.act for c in cues} == {"speech", "attitude", "evidence"}


def test_the_first_telling_word_names_the_channel():
    assert channel("she said in an interview after the briefing".split()) == "interview"
    assert channel("she said so".split()) == "unspecified"
