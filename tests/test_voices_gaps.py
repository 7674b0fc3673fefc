"""Known gaps of the voices room, each with its reason: whoever closes one is told by its test to move it up."""

from __future__ import annotations

import pytest
from voice_cases import only


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


@pytest.mark.xfail(strict=True, reason="show is an act of speech in cues.tsv, evidence in the codebook")
def test_shown_evidence_is_evidence():
    assert only("The footage shows soldiers crossing the bridge.").kind == "evidence"
