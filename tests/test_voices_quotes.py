"""Quotation marks of every style pair within a paragraph, however badly they are set."""

from __future__ import annotations

import pytest

from framing.voices.quotes import quotations


def quoted(text: str) -> list[str]:
    return [text[q.start : q.end] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('She said "yes" and "no".', ['"yes"', '"no"']),
        ("“One.” “Two.”", ["“One.”", "“Two.”"]),
        ("He wrote ''all is lost'' on the wall", ["''all is lost''"]),
        ("He wrote ``all is lost'' on the wall", ["``all is lost''"]),
        ("She said «never» twice", ["«never»"]),
        ("“We go”, she said, “now”", ["“We go”", "“now”"]),
    ],
    ids=["straight", "curly", "two single marks", "grave accents", "guillemets", "in two pieces"],
)
def test_double_marks_pair_in_every_style(text, expected):
    assert quoted(text) == expected


def test_an_unclosed_quotation_runs_to_the_end_of_the_words():
    assert quoted("She said: “We waited for ten years.  ") == ["“We waited for ten years."]


def test_a_mark_turned_the_wrong_way_still_opens():
    assert quoted("She said: ”We waited,” and left.") == ["”We waited,”"]


def test_a_second_opening_mark_does_not_close_the_first():
    assert quoted("He said “we saw “nobody” there") == ["“we saw “nobody”"]


def test_a_straight_mark_that_can_only_open_does_not_close():
    assert quoted('She said: "We waited. He said "nothing here') == ['"We waited. He said "nothing here']


@pytest.mark.parametrize(
    "text", ['A 12" pipe and a 6" pipe', '"', "“ ”", "“”", "", "rock ’n’ roll", "the workers' union"]
)
def test_what_is_no_quotation_is_none(text):
    assert quoted(text) == []


def test_single_marks_quote_and_apostrophes_do_not():
    assert quoted("The workers' union said 'we go' and didn't.") == ["'we go'"]
    assert quoted("‘We go,’ she said, ‘now.’") == ["‘We go,’", "‘now.’"]


def test_a_plurals_apostrophe_does_not_close_a_single_quotation():
    assert quoted("The sign read 'the workers' union' in red") == ["'the workers' union'"]


def test_single_marks_inside_double_ones_are_no_quotation_of_their_own():
    assert quoted("He said: “The ‘old’ bridge.”") == ["“The ‘old’ bridge.”"]


def test_quotations_say_whether_their_marks_are_single_and_come_in_order():
    assert [(q.start, q.single) for q in quotations("He wrote 'so' and \"no\"")] == [(9, True), (18, False)]
