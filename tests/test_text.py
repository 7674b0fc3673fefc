"""Words and paragraphs, counted by hand."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing.text import count_words, paragraphs


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        (" \n ... -- ", 0),
        ("The mayor said so.", 4),
        ("It wasn't the mayor's well-known bridge.", 6),
        ("It wasn’t", 2),
        ("3,500 people in 2026", 5),  # a thousands comma ends a word, as a full stop does
        ("the rock'n'roll-", 2),
        ("Ōsaka und Zürich", 3),
    ],
)
def test_words(text, words):
    assert count_words(text) == words


A, B, C = "a" * 60, "b" * 55, "c" * 20
"""Two lines as long as a column is wide, and the short last one."""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("\n \n", []),
        ("one line", ["one line"]),
        ("first\nsecond\n", ["first", "second"]),
        ("first\n \t\nsecond\n\n\n\nthird", ["first", "second", "third"]),
        (f"{A}\n{B}\n{C}", [f"{A}\n{B}\n{C}"]),  # cut at a column
        (f"{A}\n{B}\n{C}\n\n{C}", [f"{A}\n{B}\n{C}", C]),
        (f"{A}\n{C}\n{B}", [A, C, B]),  # a short line inside: these are paragraphs
        (f"{A}\n{B}", [A, B]),  # one full line is no sign of a column
    ],
)
def test_paragraphs(text, expected):
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@given(st.text(alphabet="ab .\n\t"))
def test_paragraphs_are_in_order_and_lose_no_word(text):
    spans = paragraphs(text)
    assert all(start < end for start, end in spans)
    assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert "".join("".join(text[start:end].split()) for start, end in spans) == "".join(text.split())
