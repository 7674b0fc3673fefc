"""Wording: phrases that keep a distance, quotation marks, passives and the user's variants."""

from __future__ import annotations

import pandas as pd
import pytest
from device_cases import any_texts, coded, corpus
from hypothesis import given, settings

from framing import resources
from framing.devices import wording
from framing.devices.finders import variants
from framing.devices.patterns import parse
from framing.devices.wording import QUOTED


def found(text: str, **told: str) -> list[tuple[str, str]]:
    table = wording(*coded(text, **told))
    return list(zip(table["kind"], table["term"], strict=True))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It may rain in May, Theresa May said.", [("hedge", "may")]),
        ("The office appears to  have gone.", [("evidential", "appears to")]),
        ("Reportedly the might of the army might fail.", [("evidential", "reportedly"), ("hedge", "might")]),
        ("As soon as possible; a possible strike.", [("hedge", "possible")]),
        ("It is widely believed that he left.", [("evidential", "it is widely believed that")]),
        ("It emerged that she is said to have left.", [("evidential", "it emerged"), ("evidential", "is said to")]),
        ("The so-called report and the self-styled king.", [("so_called", "so-called"), ("so_called", "self-styled")]),
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
def test_short_quotations_of_nobody_are_scare_quotes(text: str, expected: list[str]) -> None:
    assert [term for kind, term in found(text) if kind == "scare_quote"] == expected


def test_a_headline_may_have_capitals_in_its_claim_quotes() -> None:
    table = wording(*coded("", title="North 'Blows Up' Office"))
    assert table[["zone", "start", "end", "kind", "term"]].to_numpy().tolist() == [
        ["title", 7, 15, "claim_quote", "Blows Up"]
    ]


def test_quoted_speech_and_nicknames_are_no_scare_quotes() -> None:
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


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The office was blown up on Tuesday.", [("agentless_passive", "was blown up")]),
        ("The office was blown up on Tuesday by the North.", [("agent_passive", "was blown up")]),
        ("Two had been then quietly killed there.", [("agentless_passive", "been then quietly killed")]),
        ("She was killed by noon, and he", [("agentless_passive", "was killed")]),
        ("He was shot by 2020.", [("agentless_passive", "was shot")]),
        ("He was shot by 12 men.", [("agent_passive", "was shot")]),
        ("They got arrested by mistaking the door.", [("agentless_passive", "got arrested")]),
        ("He was killed, and she was seen by police.", [("agentless_passive", "was killed")]),
        ("She was killed when a shell fell by the house.", [("agentless_passive", "was killed")]),
        ("It was struck by rain, and the army was shelling the town.", []),
        ("The army destroyed the office; it was large.", []),
        ("He was killed. By the river stood a man.", [("agentless_passive", "was killed")]),
        ("The men were", []),
    ],
)  # fmt: skip
def test_passives_with_and_without_an_agent(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


# --- the user's variants ---------------------------------------------------------------------------------------------

OWN = pd.DataFrame(
    {
        "concept": ["rulers", "rulers", "gates"],
        "variant": ["regime", "government", "opened"],
        "pattern": ["regime*", "the government;leadership", "open|opened"],
        "guard": ["", "not before of", ""],
        "event": ["", "no", "yes"],
    }
)


def own(text: str, table: pd.DataFrame = OWN) -> list[tuple[str, str]]:
    hits = wording(*coded(text), variants=table)
    return list(zip(hits["kind"], hits["term"], strict=True))


def test_variants_are_found_by_concept_and_name() -> None:
    text = "The regime, or the government, is no leadership. The government of Drusk fell."
    assert own(text) == [
        ("rulers: regime", "regime"),
        ("rulers: government", "the government"),
        ("rulers: government", "leadership"),
    ]


def test_the_words_for_an_event_make_passives_too() -> None:
    text = "The gates were opened at once. They open at six."
    expected = [("agentless_passive", "were opened"), ("gates: opened", "opened"), ("gates: opened", "open")]
    assert own(text) == expected
    assert own(text, OWN.drop(columns=["guard", "event"])) == expected[1:]


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ({"concept": ""}, "no concept; fill it in, or delete the row"),
        ({"pattern": ""}, "no pattern; fill it in, or delete the row"),
        ({"pattern": "reg!me"}, "'reg!me' in 'reg!me' is not one word"),
        ({"pattern": "regime;"}, "the pattern is empty"),
        ({"guard": "beside x"}, "the guard 'beside x' is not known"),
        ({"event": "maybe"}, "event is 'maybe'; write yes, no or nothing"),
        ({"pattern": "Junta;leadership"}, "the pattern 'leadership' stands in row 1 too; keep it in one of the two"),
    ],
)
def test_a_variant_that_cannot_be_used_is_told_with_its_remedy(row: dict[str, str], problem: str) -> None:
    good = {"concept": "rulers", "variant": "leadership", "pattern": "leadership", "guard": "", "event": ""}
    [(number, told)] = list(variants.problems([good, good | {"pattern": "junta"} | row]))
    assert number == 2
    assert told.startswith(problem)


@settings(max_examples=25, deadline=None)
@given(any_texts)
def test_any_text_gives_terms_that_lie_in_it(texts: list[str]) -> None:
    for hit in wording(*corpus(texts)).itertuples():
        own = texts[int(hit.article_id)][hit.start : hit.end]
        assert hit.term == (own if hit.kind in QUOTED else " ".join(own.lower().split())) != ""
