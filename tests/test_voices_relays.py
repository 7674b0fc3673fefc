"""Relayed speech belongs to its principal; the medium that carried it is the conduit."""

from __future__ import annotations

import pytest
from voice_cases import only, tree, voices

from framing.voices.relays import is_medium


@pytest.mark.parametrize(
    ("source", "medium"),
    [
        ("Reuters", True),
        ("the Yonhap news agency", True),
        ("a newspaper", True),
        ("the ministry", False),
        ("Anna Keller", False),
    ],
)
def test_a_medium_is_an_outlet_or_a_noun_for_one(source, medium):
    parsed = tree(source)
    assert is_medium(parsed, list(range(len(parsed)))) is medium


def test_a_medium_that_cites_hands_its_report_to_the_source():
    found = only("The talks had failed, Yonhap reported, citing the ministry.")
    assert found.told == ("the ministry", "citing", ["The talks had failed"])
    assert (found.via, found.rule, found.tier) == ("Yonhap", "ccomp before/relayed", "core")


def test_a_medium_that_quotes_is_the_conduit():
    found = only("Yonhap quoted the ministry as saying that the talks had failed.")
    assert found.told == ("the ministry", "saying", ["that the talks had failed"])
    assert found.via == "Yonhap"


def test_a_speaker_quoted_by_a_medium_stays_the_source():
    found = only("Anna Keller, quoted by Reuters, said the talks had failed.")
    assert found.told == ("Anna Keller", "said", ["the talks had failed"])
    assert found.via == "Reuters"


def test_a_medium_that_reports_by_itself_is_the_source():
    found = only("The talks had failed, Yonhap reported on Monday.")
    assert (found.source, found.via) == ("Yonhap", "")


def test_only_a_medium_hands_over():
    first, *_ = voices("The talks had failed, the minister said, citing the weather.")
    assert (first.source, first.via) == ("the minister", "")


def test_a_medium_that_only_cites_gives_a_result():
    assert all(found.contents for found in voices("Reuters warned citing officials."))


def test_an_agency_named_by_a_phrase_is_a_conduit_too():
    text = "The talks had failed, the news agency reported, citing the ministry."
    assert only(text).told == ("the ministry", "citing", ["The talks had failed"])
