"""The attributions of a zone: sentence by sentence, signatures and labels, and what runs on over paragraphs."""

from __future__ import annotations

import pytest
from voice_cases import only, outlet_words, voices


@pytest.mark.parametrize(
    ("text", "source", "cue", "contents"),
    [
        ('"The bridge is closed for good," said Kim.', "Kim", "said", ['"The bridge is closed for good,"']),
        (
            "The mayor said the bridge would be “safe for ever” after the repair.",
            "The mayor",
            "said",
            ["the bridge would be “safe for ever” after the repair"],
        ),
        ("The ferry never stops, she said.", "she", "said", ["The ferry never stops"]),
        ("“What happened?” the mayor asked.", "the mayor", "asked", ["“What happened?”"]),
        (
            "According to the ministry, the bridge was built in 1931.",
            "the ministry",
            "According to",
            ["the bridge was built in 1931"],
        ),
        (
            "The bridge, she said, had been closed since May.",
            "she",
            "said",
            ["The bridge", "had been closed since May"],
        ),
        (
            '"We are ready. We have waited," the mayor said, "for years."',
            "the mayor",
            "said",
            ['"We are ready. We have waited,"', '"for years."'],
        ),
        (
            "“We are ready,” Anna Keller said. “We have waited for ten years.”",
            "Anna Keller",
            "said",
            ["“We are ready,”", "“We have waited for ten years.”"],
        ),
        (
            "The driver told reporters: “We came early and nobody was there.",
            "The driver",
            "told",
            ["“We came early and nobody was there."],
        ),
        (
            "The driver said: ''We came early and nobody was there.''",
            "The driver",
            "said",
            ["''We came early and nobody was there.''"],
        ),
        (
            "The driver said: 'We came early and nobody was there.'",
            "The driver",
            "said",
            ["'We came early and nobody was there.'"],
        ),
        (
            "The ministry has a plan that officials say will save the river.",
            "officials",
            "say",
            ["will save the river"],
        ),
        (
            "“The minister said that the tunnel would close and the mayor told us to wait,” Anna Keller said.",
            "Anna Keller",
            "said",
            ["“The minister said that the tunnel would close and the mayor told us to wait,”"],
        ),
    ],
    ids=[
        "inverted", "mixed", "clause before", "question", "according to", "parenthesis", "split", "two sentences",
        "unclosed", "two single marks", "single marks", "relative clause", "no cue inside",
    ],
)  # fmt: skip
def test_one_speaker_says_one_thing(text, source, cue, contents):
    assert only(text).told == (source, cue, contents)


def test_a_quotation_whose_mark_is_turned_the_wrong_way_is_attributed():
    assert only("The driver told reporters: ”We came early and nobody was there.”").contents == [
        "”We came early and nobody was there.”"
    ]


def test_an_inherited_subject_speaks_again():
    first, second = voices("The minister said the budget was late, adding that talks would go on.")
    assert first.told == ("The minister", "said", ["the budget was late"])
    assert second.told == ("The minister", "adding", ["that talks would go on"])


@pytest.mark.parametrize(
    "text",
    [
        "The “temporary” bridge is still standing.",
        "The so-called “people’s bridge” was built in 1931.",
        "The bridge fell. The town was silent.",
    ],
)
def test_scare_quotes_and_narration_have_no_speaker(text):
    assert voices(text) == []


def test_a_quotation_goes_on_in_the_next_paragraph():
    found = only("“The pillars are old,” the engineer wrote.\n\n“They will fall.”")
    assert found.contents == ["“The pillars are old,”", "“They will fall.”"]
    assert (found.paragraph, found.words, found.quoted_words) == (0, 7.0, 7.0)


def test_an_unclosed_quotation_goes_on_in_the_next_paragraph():
    found = only("“We came early,” the driver said. “We saw smoke.\n\n“Nobody was there.”")
    assert found.contents == ["“We came early,”", "“We saw smoke.", "“Nobody was there.”"]


def test_narration_between_ends_a_quotation():
    found = only("“The pillars are old,” the engineer wrote.\n\nThe town waits.\n\n“They will fall.”")
    assert found.contents == ["“The pillars are old,”"]


def test_a_paragraph_of_quotation_alone_goes_on_with_who_spoke_last():
    said, quoted = voices("The mayor said the road was unsafe.\n\n“We warned them. Nobody came.”")
    assert (said.told, said.kind) == (("The mayor", "said", ["the road was unsafe"]), "indirect")
    assert quoted.told == ("The mayor", "", ["“We warned them. Nobody came.”"])
    assert (quoted.rule, quoted.kind) == ("next paragraph", "direct")


@pytest.mark.parametrize("heading", ["“Unsafe at any speed”", "“Unsafe” is a strong word. The road is old."])
def test_a_quoted_heading_is_nobodys_speech(heading):
    assert only(f"The mayor said the road was unsafe.\n\n{heading}").contents == ["the road was unsafe"]


def test_another_speaker_of_the_next_paragraph_keeps_her_words():
    first, second = voices("“The pillars are old,” the engineer wrote.\n\n“They will fall,” the mayor replied.")
    assert first.contents == ["“The pillars are old,”"]
    assert second.told == ("the mayor", "replied", ["“They will fall,”"])


def test_a_colon_at_a_paragraphs_end_introduces_the_next():
    found = only("The engineer wrote:\n\n“The pillars are old.”\n\nThe town waits.")
    assert found.told == ("The engineer", "wrote", ["“The pillars are old.”"])
    assert (found.rule, found.kind) == ("next paragraph", "direct")


@pytest.mark.parametrize("dash", ["-", "–", "—"])
def test_a_quotation_is_signed_after_a_dash(dash):
    found = only(f"“The river gives and the river takes.” {dash} Anna Keller")
    assert found.told == ("Anna Keller", "", ["“The river gives and the river takes.”"])
    assert (found.rule, found.cue_start, found.kind) == ("signature", -1, "direct")


def test_a_headline_labels_its_speaker():
    found, *_ = voices("Seoul was silent. Seoul waits.", title="Seoul: office destroyed by fire")
    assert found.told == ("Seoul", ":", ["office destroyed by fire"])
    assert (found.zone, found.rule, found.tier) == ("title", "label", "extended")


def test_a_kicker_is_no_speaker():
    assert voices("A page about the river. Nothing else.", title="Live: office destroyed by fire") == []


def test_a_transcript_labels_its_speakers():
    text = "KELLER: The bridge will stand.\n\nBRANDT: It will fall.\n\nKELLER: It never will, BRANDT."
    assert [(f.source, f.contents, f.tier) for f in voices(text)] == [
        ("KELLER", ["The bridge will stand."], "core"),
        ("BRANDT", ["It will fall."], "core"),
        ("KELLER", ["It never will, BRANDT."], "core"),
    ]


def test_every_zone_is_read_and_only_the_story_is_core():
    said = "The mayor said the bridge was safe."
    found = voices(said, title=said, standfirst=said, caption=said)
    assert [(f.zone, f.tier) for f in found] == [
        ("title", "extended"),
        ("standfirst", "extended"),
        ("caption", "extended"),
        ("story", "core"),
    ]


def test_narration_between_quotations_of_the_next_paragraph_is_the_outlets():
    text = "“The pillars are old,” the engineer wrote.\n\n“They will fall.” The town was silent. “Soon.”"
    assert "The town was silent." in outlet_words(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "The mayor said in a statement that the bridge was safe.",
            ("The mayor", "said", ["that the bridge was safe"]),
        ),
        (
            "The state news agency TASS reported that the talks had failed.",
            ("The state news agency TASS", "reported", ["that the talks had failed"]),
        ),
        (
            "It was reported that the bridge had closed.",
            ("", "reported", ["that the bridge had closed"]),
        ),
        (
            "“We came early.\n\n“Nobody was there,” the driver said.",
            ("the driver", "said", ["“We came early.", "“Nobody was there,”"]),
        ),
    ],
)
def test_what_the_parser_hides_is_found(text, told):
    assert only(text).told == told


def test_shown_evidence_is_evidence():
    assert only("The footage shows soldiers crossing the bridge.").kind == "evidence"


def test_nested_speech_in_the_narrators_words_is_two_attributions():
    outer, inner = voices("Keller said that Brandt told her the bridge would close.")
    assert outer.told == ("Keller", "said", ["that Brandt told her the bridge would close"])
    assert inner.told == ("Brandt", "told", ["the bridge would close"])


def test_a_pronoun_in_a_relative_clause_speaks():
    told = [
        found.told for found in voices("The ministry promised to end the smuggling, which it said would stop in May.")
    ]
    assert ("it", "said", ["would stop in May"]) in told


def test_who_was_quoted_by_an_agency_has_it_as_conduit():
    found = only("“We are ready,” Dmitry Peskov was quoted as saying by TASS.")
    assert found.told == ("Dmitry Peskov", "saying", ["“We are ready,”"])
    assert found.via == "TASS"


def test_what_a_relative_clause_calls_something_is_its_speakers():
    found = only("The plan, which Ankara called “a joke”, was adopted.")
    assert found.told == ("Ankara", "called", ["which", "“a joke”"])


def test_the_document_where_words_were_read_is_their_conduit():
    found = only("“The water is safe for every child again,” she told settlers, according to a statement.")
    assert found.told == ("she", "told", ["“The water is safe for every child again,”"])
    assert found.via == "statement"


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Talks to resume within days, says African Union", "African Union"),
        ("Border to stay closed, ministry says", "ministry"),
        ("Talks ‘close to collapse’, Ankara warns", "Ankara"),
    ],
)
def test_a_headline_that_ends_in_its_speaker(title, source):
    found = only("The day was long.", title=title)
    assert (found.source, found.zone, found.tier) == (source, "title", "extended")
