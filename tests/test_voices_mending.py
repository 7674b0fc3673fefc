"""Slips of the parser that would lose a speaker: who speaks is found all the same."""

from __future__ import annotations

import pytest
from voice_cases import only, tree, voices

SILENT = "a senior official who asked not to be named"


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The army had crossed the river, state news agency ORVO reported.", "state news agency ORVO", "crossed"),
        ("“There was no warning at all,” state news agency ORVO told us.", "state news agency ORVO", "no warning"),
        (f"Three people were killed in the fire, {SILENT} said on Monday.", SILENT, "Three people were killed"),
        (f"The talks have failed, {SILENT} reported.", SILENT, "The talks have failed"),
        (f"“There was no warning at all,” {SILENT} told reporters.", SILENT, "no warning at all"),
        (f"{SILENT.capitalize()} announced three people were killed.", SILENT.capitalize(), "people were killed"),
    ],
)
def test_the_speaker_and_what_is_said_are_found(text, source, content):
    found = only(text)
    assert found.source == source
    assert content in " ".join(found.contents)


def test_a_mended_title_is_the_subject_and_its_name_an_apposition():
    mended = tree("Three people were killed in the fire, state news agency TASS said on Monday.")
    said, agency, name = (mended.lower.index(word) for word in ("said", "agency", "tass"))
    assert [(mended.head[i], mended.dep[i]) for i in (said, agency, name)] == [
        (said, "ROOT"),
        (said, "nsubj"),
        (agency, "appos"),
    ]
    killed = mended.lower.index("killed")
    assert (mended.head[killed], mended.dep[killed]) == (said, "ccomp")
    assert (mended.left[said], mended.right[agency]) == (0, name)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("He repeated the story Kennedy told about his father.", "told"),  # a story is nobody's title
        ("They met the families of soldiers who were killed and wounded there.", "killed"),
    ],
)
def test_a_clause_that_is_one_stays_one(text, word):
    parsed = tree(text)
    assert parsed.dep[parsed.lower.index(word)] == "relcl"


def test_a_citing_agency_is_the_conduit():
    found = voices("Troops had taken the village, state news agency TASS reported, citing the Defence Ministry.")
    assert [(f.source, f.row["via"]) for f in found] == [("the Defence Ministry", "TASS")]


def test_an_agency_that_no_list_knows_is_a_conduit_by_its_title():
    found = voices("Troops had taken the village, state news agency ORVO reported, citing the Defence Ministry.")
    assert [(f.source, f.row["via"]) for f in found] == [("the Defence Ministry", "ORVO")]
