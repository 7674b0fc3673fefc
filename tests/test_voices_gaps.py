"""Known gaps of the voices room, each with its reason: whoever closes one is told by its test to move it up."""

from __future__ import annotations

import pytest
from voice_cases import articles, only, outlet_words, voices

from framing.text import count_words
from framing.voices import code_voices


def gap(reason: str, *case: object) -> object:
    """A case that fails today for this reason."""
    return pytest.param(*case, marks=pytest.mark.xfail(strict=True, reason=reason))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        gap(
            "the parser hangs the clause on statement, and no candidate starts at 'that'",
            "The mayor said in a statement that the bridge was safe.",
            ("The mayor", "said", ["that the bridge was safe"]),
        ),
        gap(
            "a medium is known by its head word alone, so 'news agency' is none",
            "The talks had failed, the news agency reported, citing the ministry.",
            ("the ministry", "citing", ["The talks had failed"]),
        ),
        gap(
            "the second of two subjects is left out of the mention",
            "The state news agency TASS reported that the talks had failed.",
            ("The state news agency TASS", "reported", ["that the talks had failed"]),
        ),
        gap(
            "the it of 'it was reported' is taken as content",
            "It was reported that the bridge had closed.",
            ("", "reported", ["that the bridge had closed"]),
        ),
        gap(
            "a quotation left open is not joined to its end in the next paragraph when only that has a cue",
            "“We came early.\n\n“Nobody was there,” the driver said.",
            ("the driver", "said", ["“We came early.", "“Nobody was there,”"]),
        ),
    ],
)
def test_one_speaker_says_one_thing(text, told):
    assert only(text).told == told


@pytest.mark.xfail(
    strict=True, reason="relayed() may leave an attribution without content: find() then raises ValueError"
)
def test_a_medium_that_only_cites_gives_a_result():
    assert all(found.contents for found in voices("Reuters warned citing officials."))


@pytest.mark.xfail(strict=True, reason="the run from the first to the last mark takes the narrator's sentence in")
def test_narration_between_quotations_of_the_next_paragraph_is_the_outlets():
    text = "“The pillars are old,” the engineer wrote.\n\n“They will fall.” The town was silent. “Soon.”"
    assert "The town was silent." in outlet_words(text)


@pytest.mark.xfail(strict=True, reason="show is an act of speech in cues.tsv, evidence in the codebook")
def test_shown_evidence_is_evidence():
    assert only("The footage shows soldiers crossing the bridge.").kind == "evidence"


@pytest.mark.xfail(strict=True, reason="content may begin or end within a word (before ’s, n’t or a hyphen)")
def test_no_word_is_cut_by_a_voice():
    text = "said\t’ciwell-kn!🙂$(who’5ned"
    _, passages = code_voices(articles(text))
    assert passages["words"].sum() == count_words(text)
