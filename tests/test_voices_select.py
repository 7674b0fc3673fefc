"""Which candidates stand: likely ones, one a cue, cut where the next speaker begins."""

from __future__ import annotations

from dataclasses import replace

from voice_cases import rated

from framing.voices.records import Candidate
from framing.voices.select import ACCEPT, ACCEPT_SAID, select


def stand(text: str, **probabilities: float) -> list[tuple[str, str]]:
    """Lemma and content of what stands, every candidate unlikely but those of the lemmas given."""
    tree, found = rated(text)
    chances = {c.lemma: c for c in sorted(found, key=lambda c: c.probability)}
    likely = [copy(c, p) for lemma, p in probabilities.items() for c in [chances[lemma]]]
    return [(c.lemma, " / ".join(tree.text[a:b] for a, b in c.pieces)) for c in select(tree, likely)]


def copy(c: Candidate, probability: float) -> Candidate:
    """The candidate with lists of its own, as select cuts contents in place."""
    return replace(c, content=list(c.content), pieces=list(c.pieces), probability=probability)


def test_only_likely_candidates_stand():
    text = "The mayor praised the bridge."
    assert stand(text, praise=ACCEPT + 0.01) == [("praise", "the bridge")]
    assert stand(text, praise=ACCEPT - 0.01) == []


def test_a_subject_that_says_that_needs_less():
    text = "The mayor said that the bridge was safe."
    assert stand(text, say=ACCEPT_SAID + 0.01) == [("say", "that the bridge was safe")]
    assert stand(text, say=ACCEPT_SAID - 0.01) == []


def test_a_cue_attributes_once_by_its_likeliest_candidate():
    tree, found = rated("The bridge, she said, had been closed since May.")
    told = [copy(c, 0.4 if c.construction == "parenthesis in clause" else 0.3) for c in found if c.lemma == "say"]
    assert len(told) == 2
    assert [c.construction for c in select(tree, told)] == ["parenthesis in clause"]


def test_content_ends_where_its_speaker_goes_on():
    text = "The minister said he would resign and warned that others would follow."
    assert stand(text, say=0.9, warn=0.8) == [("say", "he would resign"), ("warn", "that others would follow")]


def test_content_ends_where_another_speaker_begins():
    text = "The mayor said the bridge would close, and the governor warned that ferries would be full."
    assert stand(text, say=0.9, warn=0.8) == [
        ("say", "the bridge would close"),
        ("warn", "that ferries would be full"),
    ]


def test_a_speaker_within_what_is_said_stays_within():
    text = "Keller said that Brandt told her the bridge would close."
    assert stand(text, say=0.9, tell=0.8) == [
        ("say", "that Brandt told her the bridge would close"),
        ("tell", "the bridge would close"),
    ]


def test_the_same_words_are_told_once_by_the_likelier_cue():
    tree, found = rated("The mayor said that the bridge was safe.")
    told = next(c for c in found if c.lemma == "say")
    rival = replace(copy(told, 0.6), cue=[0], lemma="rival")
    assert [c.lemma for c in select(tree, [copy(told, 0.5), rival])] == ["rival"]


def test_what_stands_is_in_the_order_of_the_text():
    text = "The mayor said that the bridge was safe. The governor warned that ferries would be full."
    assert [lemma for lemma, _ in stand(text, warn=0.9, say=0.8)] == ["say", "warn"]
