"""Who is missing: sources and quotations that others carry, by hand; the same quotation, by near match."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_measures import cell, corpus

from framing import measures, tables
from framing.measures import MeasureError
from framing.measures.quotations import quoted, same_quotations

ADA = {"source_key": "person: ada cole", "source_name": "Ada Cole", "source_type": "academic"}
BEN = {"source_key": "person: ben dorn", "source_name": "Ben Dorn", "source_type": "government"}
NOBODY = {"source_key": "", "source_name": "officials", "source_type": "government"}
SAID = "We will not leave this valley before the last house has been searched"


def articles(*plan: tuple[str, int, list[dict]]) -> list[dict]:
    """For each (outlet, number, what each says) so many articles."""
    return [{"outlet": outlet, "says": says} for outlet, count, says in plan for _ in range(count)]


def quoting(*plan: tuple[str, str], each: int = 5):
    """A coding of `each` articles for every (outlet, text); all between quotation marks is one attribution of Ada."""
    listed = []
    for outlet, text in plan:
        start, end = text.index("“"), text.rindex("”") + 1
        one = ADA | {"content_spans": [[start, end]], "quoted_words": float(len(text[start:end].split()))}
        listed += [{"outlet": outlet, "text": text, "says": [one]}] * each
    return corpus(*({**article} for article in listed))


def test_a_source_that_two_others_carry_is_missing_with_the_chance_of_that():
    coding = corpus(*articles(("A", 6, [BEN]), ("B", 2, [ADA]), ("B", 4, [BEN]), ("C", 6, [ADA, NOBODY])))
    table = measures.missing_sources(coding)
    assert list(table.columns[:11]) == ["outlet", *tables.MEASURE_COLUMNS]
    row = table.iloc[0]
    assert len(table) == 2  # Ada in A, Ben in C (A and B carry him); nobody is missed who has no name
    assert (row["outlet"], row["category"], row["numerator"], row["denominator"]) == ("A", "Ada Cole", 2, 2)
    assert (row["articles"], row["carried_by"], row["source_type"], row["unit"]) == (6, 8, "academic", "other outlets")
    # of 18 articles 8 hold her: none of A's 6 with the chance C(10, 6) / C(18, 6)
    assert row["p"] == pytest.approx(math.comb(10, 6) / math.comb(18, 6))
    assert list(table["p_adjusted"]) == pytest.approx([row["p"], 2 * table["p"].iloc[1]])  # Benjamini-Hochberg over 2
    assert np.isnan(row["low"])


def test_of_two_outlets_one_other_is_enough_and_of_more_the_user_says():
    two = corpus(*articles(("A", 5, [BEN]), ("B", 5, [ADA])))
    assert list(measures.missing_sources(two)["category"]) == ["Ada Cole", "Ben Dorn"]
    three = corpus(*articles(("A", 5, [BEN]), ("B", 5, [ADA]), ("C", 5, [])))
    assert measures.missing_sources(three).empty
    assert list(measures.missing_sources(three, at_least=1)["outlet"]) == ["A", "B", "C", "C"]


def test_of_few_articles_absence_says_nothing():
    table = measures.missing_sources(corpus(*articles(("A", 4, []), ("B", 5, [ADA]), ("C", 5, [ADA]))))
    row = cell(table, outlet="A")
    assert np.isnan([row["p"], row["p_adjusted"]]).all()
    assert row["note"] == "fewer than 5 articles: absence says nothing"


def test_copies_count_once_in_the_chance():
    wire = [{"outlet": o, "says": [ADA], "copy_of": "wire"} for o in "BC"]
    coding = corpus(*wire, *articles(("A", 5, []), ("B", 4, []), ("C", 4, [])))
    row = cell(measures.missing_sources(coding), outlet="A")
    assert row["carried_by"] == 2
    assert row["p"] == pytest.approx(1 - 5 / 14)  # one text of 14, and A ran 5 others


def test_by_any_column_and_none_lacks_anything_alone():
    coding = corpus(*articles(("A", 5, [BEN]), ("B", 5, [ADA]), ("C", 5, [ADA])))
    coding.outlets = pd.DataFrame({"outlet": list("ABC"), "control": ["state", "private", "private"]})
    assert list(measures.missing_sources(coding, by="control")["control"]) == ["private", "state"]
    assert measures.missing_sources(coding, by=None).empty
    assert measures.missing_sources(corpus()).empty
    with pytest.raises(MeasureError, match="did you mean 'outlet'"):
        measures.missing_sources(coding, by="outlets")


def test_namesakes_count_as_one_so_that_nobody_is_wrongly_missing():
    here, there = (ADA | {"country": country} for country in ("GB", "NZ"))
    assert measures.missing_sources(corpus(*articles(("A", 5, [here]), ("B", 5, [there]), ("C", 5, [there])))).empty


def test_the_example_is_where_the_source_says_most():
    short, long = ({**ADA, "words": w, "content_spans": [[0, e]]} for w, e in ((3.0, 5), (9.0, 9)))
    listed = [
        {"outlet": "B", "text": "short words", "says": [short]},
        {"outlet": "C", "text": "long text here", "says": [short, long]},
    ]
    row = measures.missing_sources(corpus(*listed, *articles(("A", 5, [])))).iloc[0]
    assert (row["example_article"], row["example_attribution"], row["example"]) == ("a001", 2, "long text")


def test_a_quotation_is_missing_where_no_article_has_it_in_any_version():
    coding = quoting(
        ("A", f"“{SAID},” said Ada Cole."),
        ("B", "She said: “We will not leave this valley before the last house is searched.”"),
        ("C", "“This is another matter, which nobody has asked about before.”"),
        ("D", "They “will not leave this valley before the last house”, Cole said."),
    )
    table = measures.missing_quotations(coding)
    assert list(table["outlet"]) == ["C"]
    row = table.iloc[0]
    assert (row["category"], row["source"], row["numerator"], row["carried_by"]) == (SAID, "Ada Cole", 3, 15)
    assert row["example"] == f"“{SAID},”"
    assert row["p"] == pytest.approx(1 / math.comb(20, 5))


def test_short_quotations_are_nobodys_in_particular():
    coding = quoting(
        ("A", "“Not at this time,” she said."), ("B", "“Not at this time!”"), ("C", "“Never, never ever.”")
    )
    assert measures.missing_quotations(coding).empty


def test_only_what_stands_between_marks_is_quoted():
    texts = pd.Series(
        ["He said it was “a forgery” and ‘not a good one’.", 'that "all is well" he added', "that it fell"]
    )
    spans = pd.Series([[[8, 47]], [[0, 18]], [[0, 12]]])
    assert quoted(texts, spans) == ["a forgery not a good one", "all is well", ""]


def test_the_same_quotation():
    longer = f"{SAID}. Nobody should doubt that, and nobody who was here does"
    found = same_quotations(
        [
            SAID,
            SAID.upper().replace(" ", ", "),
            longer,
            "Nobody should doubt that, and nobody who",
            "the last house was",
            "",
        ]
    )
    assert list(found) == [2, 2, 2, 2, -1, -1]
    # of 11 runs of three words 6 are 54 %, 7 are 64 %
    assert list(same_quotations([SAID, " ".join(SAID.split()[:8]) + " all of us are home now"])) == [0, 1]
    assert list(same_quotations([SAID, " ".join(SAID.split()[:9]) + " all of us are home"])) == [1, 1]


WORDS = st.lists(st.sampled_from("we they will not leave the valley house today all".split()), min_size=5, max_size=14)


@settings(max_examples=30, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=6))
def test_equal_quotations_are_the_same_and_the_first_of_a_group_is_its_own(listed):
    texts = [" ".join(words) for words in listed] * 2
    first = same_quotations(texts)
    assert (first[: len(listed)] == first[len(listed) :]).all()
    assert (first[first] == first).all()
