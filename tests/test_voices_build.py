"""What an attribution is: its kind and tier, whole quotations, glosses left out, coordinated speakers, its channel."""

from __future__ import annotations

import pytest
from voice_cases import only, outlet_words, tree, voices

from framing.voices.build import contiguous, kind_of, whole_quotations


@pytest.mark.parametrize(
    ("text", "kind", "tier"),
    [
        ('"The bridge will reopen in spring," the mayor said.', "direct", "core"),
        ("The mayor said the bridge would be “safe for ever” after the repair.", "mixed", "core"),
        ("The mayor said that the bridge would reopen in spring.", "indirect", "core"),
        ("The bridge was built in 1931, according to the ministry.", "indirect", "core"),
        ("The minister threatened to close the tunnel.", "speech_act", "extended"),
        ("The union called for a strike.", "speech_act", "extended"),
        ("The engineer called the plan “a trap”.", "mixed", "core"),
    ],
)
def test_kind_and_tier(text, kind, tier):
    found = only(text)
    assert (found.kind, found.tier) == (kind, tier)


def test_kinds_are_shares_of_quoted_words():
    parsed = tree("“One two three.” Four five six.")
    assert kind_of(parsed, [(0, 16)]) == "direct"
    assert kind_of(parsed, [(0, 22)]) == "mixed"
    assert kind_of(parsed, [(17, 31)]) == "indirect"


def test_spans_grow_to_whole_quotations_and_merge():
    parsed = tree("He said “one two” and “three” then.")
    assert whole_quotations(parsed, [(9, 12), (18, 26), (30, 34)]) == [(8, 17), (18, 29), (30, 34)]
    assert whole_quotations(parsed, [(9, 12), (14, 26)]) == [(8, 29)]


def test_a_span_is_the_first_run_of_words():
    parsed = tree("The old, tall mayor of the town spoke.")
    assert parsed.text[slice(*contiguous(parsed, [0, 1, 3, 4, 6, 7]))] == "The old, tall mayor"
    assert contiguous(parsed, [2]) is None


def test_coordinated_names_are_a_source_each_and_share_the_words():
    first, second = voices("China and Russia said the talks had failed.")
    assert [first.source, second.source] == ["China", "Russia"]
    assert first.contents == second.contents == ["the talks had failed"]
    assert first.words == second.words == 2.0


def test_quoted_words_are_shared_as_well():
    first, second = voices("China and Russia said: “The talks failed.”")
    assert (first.words, first.quoted_words) == (second.words, second.quoted_words) == (1.5, 1.5)


def test_names_inside_a_phrase_are_not_coordinated_speakers():
    assert only("Officials from China and Russia said the talks had failed.").words == 4.0


@pytest.mark.parametrize(
    ("text", "contents", "gloss"),
    [
        (
            "The minister said the tunnel, which was built in 1998, would close in June.",
            ["the tunnel", "would close in June"],
            ", which was built in 1998,",
        ),
        (
            "Seoul said it fired the rocket, ostensibly to test a new engine.",
            ["it fired the rocket"],
            ", ostensibly to test a new engine.",
        ),
    ],
)
def test_a_narrators_gloss_is_in_the_outlets_voice(text, contents, gloss):
    assert only(text).contents == contents
    assert gloss in outlet_words(text)


def test_a_quoted_clause_is_no_gloss():
    text = "The minister said “the tunnel, which was built in 1998, will close”."
    assert only(text).contents == ["“the tunnel, which was built in 1998, will close”"]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("In a statement, the mayor said the bridge was safe.", "statement"),
        ("The captain told a news conference the ferry had stopped.", "briefing"),
        ("The captain said in an interview that the ferry had stopped.", "interview"),
        ("The captain wrote on Twitter that the ferry had stopped.", "social_media"),
        ("The captain said that an interview had been cancelled.", "unspecified"),
    ],
)
def test_the_channel_is_named_beside_the_content(text, channel):
    assert only(text).channel == channel
