"""Hedges, evidentials and claim quotes."""

from __future__ import annotations

import pytest
from device_cases import any_texts, coded, corpus
from hypothesis import given, settings

from framing import resources
from framing.devices import wording
from framing.devices.patterns import parse


def found(text: str, **told: str) -> list[tuple[str, str]]:
    table = wording(*coded(text, **told))
    return list(zip(table["kind"], table["term"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may rain in May, Theresa May said.", [("hedge", "may")]),
        ("The office appears to  have been hit.", [("hedge", "appears to")]),
        ("Reportedly the might of the army might fail.", [("hedge", "reportedly"), ("hedge", "might")]),
        ("As soon as possible; a possible strike.", [("hedge", "possible")]),
        ("It is widely believed that he left.", [("evidential", "it is widely believed that")]),
        ("It emerged that she is said to have left.", [("evidential", "it emerged"), ("evidential", "is said to")]),
        ("She left the room.", []),
    ],
)
def test_phrases_that_keep_a_distance(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The North 'blows up' an office.", ["blows up"]),
        ("The North ‘blows up’ an office.", ["blows up"]),
        ("A “limited war” begins.", ["limited war"]),
        ('A "limited war" begins.', ["limited war"]),
        ("It 'isn't over' for them.", ["isn't over"]),
        ("The ministers' talks and the workers' rights.", []),
        ("It was six o'clock in Kim's office.", []),
        ("They sang 'The Long Road' twice.", []),
        (
            "They saw “one two three four five six” and “one two three four five six seven”.",
            ["one two three four five six"],
        ),
        ('An open " mark\nand another " here.', []),
        ("The “” and “!” are no words.", []),
    ],
)
def test_short_quotations_of_nobody_are_claim_quotes(text: str, expected: list[str]) -> None:
    assert [term for kind, term in found(text) if kind == "claim_quote"] == expected


def test_a_headline_may_have_capitals_in_its_claim_quotes() -> None:
    table = wording(*coded("", title="North 'Blows Up' Office"))
    assert table[["zone", "start", "end", "kind", "term"]].to_numpy().tolist() == [
        ["title", 7, 15, "claim_quote", "Blows Up"]
    ]


def test_quoted_speech_and_nicknames_are_no_claim_quotes() -> None:
    assert found("It is 'deeply wrong', he said.", cues="said", contents="'deeply wrong'") == []
    assert (
        found("Jim 'big hand' Roe said it was late.", cues="said", source="Jim 'big hand' Roe", contents="it was late")
        == []
    )


def test_phrases_have_the_voice_they_stand_in_and_never_touch_a_cue() -> None:
    text = "It is understood that he may go. It might be so."
    table = wording(*coded(text, cues="It is understood", contents="that he may go"))
    assert table[["term", "voice"]].to_numpy().tolist() == [["may", "source"], ["might", "outlet"]]
    assert table["attribution_ids"].tolist() == [[1], []]


def test_every_term_can_be_hit() -> None:
    rows = resources.rows("wording/terms.tsv")
    patterns = [parse(row["pattern"], row["guard"]) for row in rows]
    texts = [" ".join(slot[0] for slot in pattern.slots if slot != ("~",)) for pattern in patterns]
    table = wording(*corpus(texts))
    hit = set(zip(table["article_id"], table["kind"], table["term"], strict=True))
    assert [text for n, text in enumerate(texts) if (str(n), rows[n]["kind"], text) not in hit] == []


@settings(max_examples=25, deadline=None)
@given(any_texts)
def test_any_text_gives_terms_that_lie_in_it(texts: list[str]) -> None:
    for hit in wording(*corpus(texts)).itertuples():
        own = texts[int(hit.article_id)][hit.start : hit.end]
        assert hit.term == (own if hit.kind == "claim_quote" else " ".join(own.lower().split())) != ""
