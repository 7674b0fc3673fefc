"""The reasons for a speaker and a type, in words, from the columns of attributions."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from framing import resources, tables
from framing.coding import Coding, RunError, in_memory
from framing.evidence.explain import RESTS_ON, explain
from framing.voices import code_voices


def row(number: int, source: str, **more: object) -> dict[str, object]:
    empty = dict.fromkeys(tables.ATTRIBUTIONS.columns, "")
    numbers = {
        "source_start": 0,
        "source_end": 0,
        "cue_start": 0,
        "cue_end": 0,
        "paragraph": 0,
        "content_spans": [[0, 1]],
    }
    flags = {"named": True, "former": False, "words": 1.0, "quoted_words": 0.0}
    who = {
        "source_id": "s1",
        "source_name": "Odile Brandt",
        "source_type": "government",
        "source_kind": "individual",
        "type_rule": "individual: harbour minister -> government",
    }
    told = {"zone": "story", "kind": "direct", "tier": "core", "cue": "said", "cue_class": "neutral", "rule": "ccomp"}
    first = {"article_id": "a-1", "attribution_id": number, "source": source}
    return {**empty, **numbers, **flags, **who, **told, **first, **more}


def coding(*rows: dict[str, object]) -> Coding:
    return in_memory({"attributions": tables.ATTRIBUTIONS.frame(rows)}, {"counts": {}})


def test_it_says_who_speaks_and_how_else_it_is_called() -> None:
    told = explain(coding(row(1, "Harbour minister Odile Brandt"), row(2, "she")), "a-1", 2)
    assert 'The words "she" stand for Odile Brandt (s1, named individual, 2 attributions in this article).' in told
    assert 'It is also called "Harbour minister Odile Brandt".' in told


def test_it_says_the_type_its_rule_and_the_resource() -> None:
    told = explain(coding(row(1, "Odile Brandt")), "a-1", 1)
    assert "Government (Officials), by the rule [individual: harbour minister -> government]" in told
    assert "resources/sources/roles.csv" in told


@pytest.mark.parametrize(
    ("rule", "says"),
    [
        ("outlet registry: Xinhua -> state_media", "editorial_control state, dated 2023, basis State Media Monitor"),
        ("bodies/agencies: Congress -> legislator", "basis national legislature"),
        ("countries/metonyms: Pentagon -> military", "canonical US Department of Defense"),
    ],
)
def test_it_says_what_the_row_behind_a_type_rests_on(rule: str, says: str) -> None:
    assert says in explain(coding(row(1, "she", type_rule=rule)), "a-1", 1)


def test_a_row_that_only_the_user_has_is_not_looked_for_in_ours() -> None:
    told = explain(coding(row(1, "she", type_rule="outlet registry: My Paper -> news_media")), "a-1", 1)
    assert told.splitlines()[3].endswith("or your own outlets table.")


def test_it_says_the_cue_and_the_rule_of_the_attribution() -> None:
    assert 'the cue "said" (neutral), found by the rule [ccomp]' in explain(coding(row(1, "she")), "a-1", 1)


def test_country_side_former_and_conduit_stand_only_where_told() -> None:
    plain = explain(coding(row(1, "she")), "a-1", 1)
    full = explain(coding(row(1, "she", country="XA", side="north", former=True, via="Yonhap")), "a-1", 1)
    for line in ("Country: XA.", "Side: north.", "Former:", "Via: relayed by Yonhap."):
        assert line in full
        assert line not in plain


def test_it_says_in_how_many_articles_the_speaker_is_linked_or_that_it_is_left_apart() -> None:
    key = {"source_key": "person: odile brandt"}
    two = coding(row(1, "she", **key), row(1, "Ms Brandt", article_id="a-2", **key), row(2, "aides", source_id="s2"))
    assert "Across the corpus: [person: odile brandt], a source in 2 articles." in explain(two, "a-1", 1)
    assert "Across the corpus: left apart" in explain(two, "a-1", 2)


def test_no_speaker_is_said_plainly() -> None:
    nobody = {"source_id": "", "source_name": "", "source_type": "unspecified", "type_rule": "no source in the text"}
    assert "the text names no speaker here" in explain(coding(row(1, "", **nobody)), "a-1", 1)
    assert '"he" leads to nobody in the text' in explain(coding(row(1, "he", **nobody)), "a-1", 1)


@pytest.mark.parametrize(("article", "number", "says"), [("b", 1, "'b'"), ("a-1", 7, "attributions 1 to 1, none is 7")])
def test_an_unknown_attribution_is_named(article: str, number: int, says: str) -> None:
    with pytest.raises(RunError, match=says):
        explain(coding(row(1, "she")), article, number)


def test_every_rule_of_a_coded_article_is_explained() -> None:
    text = "Odile Brandt, the harbour minister, said it rained. She said it was wet. Analysts said it would stop."
    article = dict.fromkeys(tables.ARTICLES.columns, "") | {"article_id": "a-1", "text": text}
    attributions, _ = code_voices(pd.DataFrame([article]))
    coded = in_memory({"attributions": attributions}, {"counts": {}})
    told = [explain(coded, "a-1", number) for number in attributions["attribution_id"]]
    assert len(told) == 3
    assert [line.count("[") for line in told] == [3, 3, 2]
    assert 'The words "She" stand for Odile Brandt' in told[1]


def test_every_resource_named_exists() -> None:
    named = [file for _, what in RESTS_ON for file in re.findall(r"resources/([\w/]+\.(?:csv|tsv))", what)]
    assert len(named) > len(RESTS_ON) / 2
    assert all(resources.path(file).is_file() for file in named)
