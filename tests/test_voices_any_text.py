"""Any text at all gives a result: spans lie inside it, passages tile it, no quotation is in two voices."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from voice_cases import articles

from framing.tables import ZONE_COLUMN
from framing.text import count_words, paragraphs
from framing.voices import code_voices
from framing.voices.quotes import quotations

PHRASES = [
    "the mayor", "Kim", "Seoul", "said", "warned", "according to", "adding", "that", "was", "bridge", "who", "citing",
    "Reuters", "and", "not", "don't", "well-known", "it's", "“", "”", '"', "''", "``", "‘", "’", "'", "«", "»", "„",
    ",", ".", "?", "!", ":", "—", "–", "...", "(", ")", "\n", "\n\n", " ", "\t", "\u200f", "سلام", "שלום", "🙂", "é",
    "👩\u200d👧", "e\u0301", "\u0000", "\u0007", "\u2028", "\ufeff", "\ud7ff", "$", "5", "1,000",
]  # fmt: skip
newslike = st.lists(st.sampled_from(PHRASES), max_size=40).map(lambda words: " ".join(words))
glued = st.lists(st.sampled_from(PHRASES), max_size=40).map(lambda words: "".join(words))
anything = st.text(max_size=80)
few = settings(
    max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow], database=None
)
SPANS = ("source", "cue")


def check(rows: pd.DataFrame) -> None:
    """Everything that must hold of the tables of any articles."""
    found, passages = code_voices(rows)
    for article in rows.to_dict("records"):
        here = found[found["article_id"] == article["article_id"]]
        assert list(here["attribution_id"]) == list(range(1, len(here) + 1))
        for row in here.to_dict("records"):
            check_spans(row, article[ZONE_COLUMN[row["zone"]]])
        for zone, column in ZONE_COLUMN.items():
            tiles = passages[(passages["article_id"] == article["article_id"]) & (passages["zone"] == zone)]
            check_tiles(tiles, article[column])
            check_quotations(tiles, article[column])


def check_spans(row: dict, text: str) -> None:
    """Spans lie inside the text, hold the words they name, and contents neither overlap nor are empty."""
    for name in SPANS:
        start, end = row[f"{name}_start"], row[f"{name}_end"]
        assert (start, end) == (-1, -1) or 0 <= start < end <= len(text)
        assert row[name] == (text[start:end] if start >= 0 else "")
    edges = [edge for span in row["content_spans"] for edge in span]
    assert edges
    assert edges == sorted(edges)
    assert all(start < end for start, end in row["content_spans"])
    assert edges[0] >= 0
    assert edges[-1] <= len(text)
    assert row["quoted_words"] <= row["words"]


def check_tiles(tiles: pd.DataFrame, text: str) -> None:
    """Passages tile the zone without gap or overlap, and their words are the zone's."""
    if not text.strip():
        assert tiles.empty
        return
    assert [0, *tiles["end"]] == [*tiles["start"], len(text)]
    assert (tiles["start"] < tiles["end"]).all()
    assert list(tiles["voice"] == "source") == [bool(ids) for ids in tiles["attribution_ids"]]
    assert tiles["words"].sum() == count_words(text)


def check_quotations(tiles: pd.DataFrame, text: str) -> None:
    """No quotation in double marks is partly the outlet's and partly a source's."""
    for offset, end in paragraphs(text):
        for quote in quotations(text[offset:end]):
            over = (tiles["start"] < offset + quote.end) & (offset + quote.start < tiles["end"])
            assert quote.single or len(set(tiles.loc[over, "voice"])) == 1


@few
@given(newslike, glued)
@example('"', "“")
@example("", " \n\n ")
@example("\n" * 500, "“" * 300)
@example("The mayor said: “\n\n“\n\n”", "‏قال“ said Kim")
def test_news_in_fragments(first, second):
    check(articles(first, second))


@few
@given(anything, anything)
@example("🙂" * 50, "\u0000\u0001")
def test_any_characters(first, second):
    check(articles(first, second))


@few
@given(newslike)
def test_any_zone(text):
    check(articles(text, title=text, standfirst=text, caption=text))


def test_a_paragraph_of_a_megabyte():
    text = (
        "The mayor said the bridge was safe. " + "Nothing moved in the harbour for years and the water stood. " * 17_500
    )
    assert len(text) > 1_000_000
    check(articles(text))


@pytest.mark.parametrize("text", ["said " * 3_000, "“a” " * 500, "(" * 5_000, "said, " * 500 + "“no”"])
def test_tedious_paragraphs(text):
    check(articles(text))
