"""Who does a verb: the subject, the agent, the antecedent, the neighbour of a quotation, or the subject inherited."""

from __future__ import annotations

import pytest
from voice_cases import tree

from framing.voices.subjects import principal, speaker


def asked(text: str, verb: str) -> tuple[str, str]:
    """The speaker of a verb and how it was found."""
    parsed = tree(text)
    source, how = speaker(parsed, parsed.lower.index(verb))
    return " ".join(parsed.lower[i] for i in source), how


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The mayor said that the bridge was safe.", "said", ("the mayor", "own")),
        ("The plan was praised by the mayor.", "praised", ("the mayor", "agent")),
        ("The plan was praised.", "praised", ("the plan", "passive")),
        (
            "The minister said the budget was late, adding that talks would go on.",
            "adding",
            ("the minister", "inherited"),
        ),
        ("The union met on Monday and called for a strike.", "called", ("the union", "inherited")),
        ("The mayor, who said the bridge was safe, left.", "said", ("the mayor , who ,", "own")),
        ("“The bridge is closed for good,” said Kim.", "said", ("kim", "own")),
        ("“The bridge is closed for good,” the old captain said.", "said", ("the old captain", "own")),
    ],
)
def test_the_speaker_of_a_verb(text, verb, expected):
    assert asked(text, verb) == expected


def test_a_pronoun_inside_a_relative_clause_speaks():
    assert asked("The firm has a plan which it said would save the river.", "said") == ("it", "own")


def test_a_relay_has_a_principal_and_a_conduit():
    for text, verb in [
        ("Reuters quoted the ministry as saying that the talks had failed.", "saying"),
        ("The ministry, quoted by Reuters, said the talks had failed.", "said"),
    ]:
        parsed = tree(text)
        v = parsed.lower.index(verb)
        source, conduit = principal(parsed, v, speaker(parsed, v)[0])
        assert " ".join(parsed.lower[i] for i in source).rstrip(" ,").lower() == "the ministry"
        assert [parsed.lower[i] for i in conduit] == ["reuters"]


def test_who_is_quoted_without_a_conduit_has_none():
    parsed = tree("The ministry was quoted as saying that the talks had failed.")
    source, conduit = principal(parsed, parsed.lower.index("saying"), [])
    assert ([parsed.lower[i] for i in source], conduit) == (["the", "ministry"], [])
