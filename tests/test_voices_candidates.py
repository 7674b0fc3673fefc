"""Who may be speaking: every construction is proposed with its source, cue and content, whatever its probability."""

from __future__ import annotations

import pytest
from voice_cases import rated


def proposed(text: str) -> dict[str, tuple[str, str, list[str]]]:
    """Source, cue and contents by construction and lemma."""
    tree, found = rated(text)
    return {
        f"{c.construction}: {c.lemma}": (
            " ".join(tree.lower[i] for i in c.source),
            " ".join(tree.lower[i] for i in c.cue),
            [tree.text[a:b] for a, b in c.pieces],
        )
        for c in found
    }


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (
            "The mayor said that the bridge would reopen.",
            "ccomp: say",
            ("the mayor", "said", ["that the bridge would reopen"]),
        ),
        (
            "The ferry never stops, said the captain.",
            "ccomp before: say",
            ("the captain", "said", ["The ferry never stops"]),
        ),
        (
            "The bridge, she said, had been closed since May.",
            "parenthesis in clause: say",
            ("she", "said", ["The bridge", "had been closed since May"]),
        ),
        (
            "As the mayor said, the trip was a waste of time.",
            "as in clause: say",
            ("the mayor", "said", ["the trip was a waste of time"]),
        ),
        ("The union called for a strike.", "prep for: call", ("the union", "called for", ["a strike"])),
        (
            "The minister urged companies to save power.",
            "dobj+: urge",
            ("the minister", "urged", ["companies to save power"]),
        ),
        (
            "The minister threatened to close the tunnel.",
            "xcomp: threaten",
            ("the minister", "threatened", ["to close the tunnel"]),
        ),
        (
            "The minister’s claim that the enemy had fired first was false.",
            "noun acl: claim",
            ("the minister ’s", "claim", ["that the enemy had fired first"]),
        ),
        (
            "Their message was that the river had risen.",
            "noun is: message",
            ("their", "message was", ["that the river had risen"]),
        ),
        (
            "The bridge was closed according to the ministry.",
            "according to: accord",
            ("the ministry", "according to", ["The bridge was closed"]),
        ),
    ],
)
def test_a_construction_is_proposed(text, name, expected):
    assert proposed(text)[name] == expected


@pytest.mark.parametrize(
    ("text", "contents"),
    [
        ("According to the ministry, the bridge was built in 1931.", ["the bridge was built in 1931"]),
        ("The bridge, according to the ministry, was built in 1931.", ["The bridge", "was built in 1931"]),
        ("The bridge was built in 1931, according to the ministry.", ["The bridge was built in 1931"]),
    ],
    ids=["front", "middle", "end"],
)
def test_according_to_stands_anywhere(text, contents):
    assert proposed(text)["according to: accord"][::2] == ("the ministry", contents)


def test_quotations_around_a_cue_are_one_content():
    found = proposed("“We are ready,” said Anna Keller, “and we have waited for ten years.”")
    assert found["quote around: say"] == (
        "anna keller", "said", ["We are ready", "and we have waited for ten years"],
    )  # fmt: skip


def test_content_grows_to_the_quotation_it_touches_and_those_that_go_on():
    found = proposed("The mayor said the bridge was “safe. It will stand.” “It has stood for years.”")
    assert found["ccomp: say"][2] == ["the bridge was “safe. It will stand.” “It has stood for years"]


def test_no_cue_is_looked_for_in_a_long_quotation():
    text = "“The minister said that the tunnel would close and the mayor told us to wait,” Anna Keller said."
    assert {source for source, _, _ in proposed(text).values()} == {"anna keller"}


def test_a_cue_in_quotation_marks_of_a_few_words_may_still_speak():
    assert proposed("The mayor “said nothing” that night.")


def test_the_verb_of_a_relay_is_no_cue_of_its_own():
    found = proposed("Yonhap quoted the ministry as saying that the talks had failed.")
    assert not any(name.endswith("quote") for name in found)
    assert found["ccomp: say"] == ("the ministry", "saying", ["that the talks had failed"])


def test_no_two_candidates_are_the_same():
    _, found = rated("The mayor said: “We go,” and the governor said: “We stay.”")
    keys = [(c.cue[0], c.source[:1], tuple(c.pieces)) for c in found]
    assert len(keys) == len({str(key) for key in keys})


def test_candidates_of_one_cue_share_less_than_certainty():
    _, found = rated("The minister said the budget was late, adding that talks would go on.")
    by_cue: dict[int, float] = {}
    for c in found:
        assert 0 < c.probability < 1
        by_cue[c.cue[0]] = by_cue.get(c.cue[0], 0) + c.probability
    assert all(total < 1 for total in by_cue.values())
