"""Sources across articles: who is linked, who is left apart, whatever the partitions."""

from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from test_measures import corpus

import framing
from framing import measures, tables

NOTHING = {"source_type": "citizen", "type_rule": tables.NOTHING_SAID}
ADA = {"source_key": "person: ada cole", "source_name": "Ada Cole", "source_type": "academic", "country": "GB"}


def linked(*says: dict) -> list[str]:
    """The linked_id of each source, every one in an article of its own."""
    return list(measures.linked_sources(corpus(*({"says": [one]} for one in says)))["linked_id"])


def test_one_key_links_and_an_empty_one_does_not():
    state = {"source_key": "state: KR", "source_name": "South Korea", "source_type": "government"}
    nobody = {"source_key": "", "source_name": "spokesman", "source_type": "government"}
    assert linked(state, nobody, state, nobody) == ["state: KR", "", "state: KR", ""]


def test_an_article_that_is_silent_on_country_and_capacity_links():
    assert linked(ADA, ADA | NOTHING | {"country": ""}) == ["person: ada cole"] * 2


def test_namesakes_of_two_countries_are_parted_and_a_doubtful_third_is_left_apart():
    found = linked(ADA, ADA | {"country": "NZ"}, ADA | {"country": ""}, ADA)
    assert found == ["person: ada cole (GB)", "person: ada cole (NZ)", "", "person: ada cole (GB)"]


def test_a_private_person_is_not_the_office_holder_of_her_name():
    resident = ADA | {"source_type": "citizen", "type_rule": "individual: resident -> citizen"}
    found = linked(ADA, resident, ADA | NOTHING, ADA | {"source_type": "legislator"})
    assert found == ["person: ada cole (public)", "person: ada cole (private)", "", "person: ada cole (public)"]


def test_rows_of_a_file_are_one_whatever_an_article_says_of_them():
    actor = ADA | {"source_key": "actor: Ada Cole"}
    assert linked(actor, actor | {"country": "NZ"}) == ["actor: Ada Cole"] * 2


def test_the_name_is_the_one_most_articles_use_then_the_longest():
    long, short = ADA | {"source_name": "Ada M. Cole"}, ADA
    assert set(measures.linked_sources(corpus({"says": [long, long]}, {"says": [short]}))["linked_name"]) == {
        "Ada M. Cole"
    }
    table = measures.linked_sources(corpus({"says": [long, long]}, {"says": [short]}, {"says": [short]}))
    assert set(table["linked_name"]) == {"Ada Cole"}


@settings(deadline=None, max_examples=20)
@given(st.permutations(range(6)))
def test_links_do_not_depend_on_the_order_of_the_articles(order):
    says = [ADA, ADA | {"country": "NZ"}, ADA | {"country": ""}, ADA | NOTHING, {"source_type": "expert"}, ADA]
    straight = linked(*says)
    assert linked(*(says[n] for n in order)) == [straight[n] for n in order]


def test_coded_articles_link_by_full_name_and_leave_surnames_apart():
    texts = {
        "a": "Mara Quill, the finance minister of Norway, said the tax would stay.",
        "b": 'Finance Minister Mara J. Quill spoke in Oslo.\n\n"It stays," Ms. Quill said.',
        "c": "Ms. Quill said that the tax would go.",
    }
    frame = pd.DataFrame({"article_id": list(texts), "outlet": "x", "text": list(texts.values())})
    table = framing.linked_sources(framing.code(framing.read(frame)))
    assert table.groupby("article_id")["linked_id"].first().to_dict() == {
        "a": "person: mara quill",
        "b": "person: mara quill",
        "c": "",
    }
