"""Finding copies: hand-computed shares, whose copy is whose, and what two articles may share without being copies."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import framing
from framing.corpus.copies import find_copies
from framing.tables import ARTICLES
from framing.text import count_words

DATA = Path(__file__).parents[1] / "data"


def words(first: int, end: int) -> str:
    """The words w<first> to w<end - 1>: n words in a row are n - 4 shingles."""
    return " ".join(f"w{n}" for n in range(first, end))


def articles(**texts: str | tuple[str, str]) -> pd.DataFrame:
    """Articles by their ids, in the order given: a text, or a text and when it was published."""
    blank = dict.fromkeys(ARTICLES.columns, "") | {"containment": 0.0, "warnings": []}
    rows = []
    for name, given_text in texts.items():
        text, published = given_text if isinstance(given_text, tuple) else (given_text, "")
        row = {"article_id": name, "text": text, "published": published, "date": published[:10]}
        rows.append(blank | row | {"words": count_words(text)})
    return ARTICLES.frame(rows)


def copies(**texts: str | tuple[str, str]) -> dict[str, str]:
    found = find_copies(articles(**texts))
    return {a: b for a, b in zip(found["article_id"], found["copy_of"], strict=True) if b}


def containment(**texts: str | tuple[str, str]) -> dict[str, float]:
    found = find_copies(articles(**texts))
    return dict(zip(found["article_id"], found["containment"], strict=True))


def test_containment_is_the_share_of_shingles_that_stand_in_the_original() -> None:
    texts = {"a": words(0, 200), "b": words(0, 60) + " " + words(900, 940)}
    assert copies(**texts) == {"b": "a"}
    assert containment(**texts) == {"a": 0.0, "b": pytest.approx(56 / 96)}  # 60 of b's 100 words: 56 of its 96 shingles


def test_case_punctuation_and_line_ends_do_not_matter() -> None:
    text = words(0, 60)
    edited = text.upper().replace("W5 ", "W5,\n").replace(" W30", " — W30 (").replace("W50", "W50’s").replace("’s", "")
    assert containment(a=text + " more", b=edited)["b"] == 1.0


@pytest.mark.parametrize(("shared", "expected"), [(34, {"b": "a"}), (33, {})])
def test_thirty_per_cent_of_the_shorter_article_makes_a_copy(shared: int, expected: dict[str, str]) -> None:
    """b has 104 words, 100 shingles; 34 shared words are 30 of them, 33 are 29."""
    assert copies(a=words(0, 300), b=words(0, shared) + " " + words(900, 1004 - shared)) == expected


@pytest.mark.parametrize(("shared", "expected"), [(24, {"b": "a"}), (23, {})])
def test_a_few_words_are_too_few_to_tell(shared: int, expected: dict[str, str]) -> None:
    assert copies(a=words(0, 300), b=words(0, shared)) == expected


def test_an_article_that_shares_less_is_no_copy_but_says_how_much_it_shares() -> None:
    found = find_copies(articles(a=words(0, 300), b=words(0, 25) + " " + words(900, 979)))
    assert found["copy_of"].tolist() == ["", ""]
    assert found["containment"].tolist() == [0.0, 0.21]  # 21 of 100


QUOTED = {
    "curly": "“{}”",
    "straight": '"{}"',
    "angle": "«{}»",
    "single": "‘{}’",
    "two paragraphs": "“{}\n\n“and so on it went”",
}


@pytest.mark.parametrize("form", QUOTED.values(), ids=QUOTED)
def test_one_speech_quoted_by_two_outlets_does_not_make_a_copy(form: str) -> None:
    speech = words(0, 80)
    texts = {name: words(k, k + 60) + " " + form.format(speech) for name, k in (("a", 1000), ("b", 2000))}
    assert copies(**texts) == {}
    assert containment(**texts)["b"] > 0.5
    assert copies(**{name: text.translate(dict.fromkeys(map(ord, '“”"«»‘’'))) for name, text in texts.items()}) == {
        "b": "a"
    }


def test_apostrophes_open_no_quotation() -> None:
    text = words(0, 30) + " the men’s hands couldn’t ‘hold’ it " + words(30, 60)
    assert copies(a=text + " " + words(900, 1000), b=text) == {"b": "a"}


def test_a_statement_given_in_full_is_a_copy_of_itself() -> None:
    assert copies(a=words(0, 200), b=f"He said: “{words(0, 100)}”") == {"b": "a"}


def test_a_standing_line_makes_no_copies() -> None:
    """The note of 40 words is 36 of the brief's 86 shingles, and stands in longer articles that share nothing else."""
    note = words(5000, 5040)
    long = {f"long{n}": (words(1000 * n, 1000 * n + 400) + " " + note, f"2026-01-0{n}") for n in (1, 2, 3)}
    brief = (words(9000, 9050) + " " + note, "2026-01-09")
    assert copies(**long, brief=brief) == {}


def test_a_text_that_everybody_runs_is_no_standing_line() -> None:
    runs = {f"b{n:02d}": words(0, 60 + n) for n in range(60)}
    assert copies(a=words(0, 300), **runs) == dict.fromkeys(runs, "a")


@pytest.mark.parametrize(
    ("a", "b", "copy"),
    [
        ("2026-05-02", "2026-05-01", "a"),  # the earlier day first
        ("", "2026-05-01", "a"),  # without a date last
        ("2026-05-01T10:00:00", "2026-05-01T09:59:00", "a"),  # the earlier hour first
        ("2026-05-01T10:00:00+02:00", "2026-05-01T09:00:00+00:00", "b"),  # 8:00 and 9:00 in Greenwich
        ("2026-05-01", "2026-05-01T23:00:00", "a"),  # a day is over when it is over
        ("2026-05-01Tlater", "2026-05-02T01:00:00", "b"),  # no time: the day
    ],
)
def test_the_copy_points_to_what_was_published_earlier(a: str, b: str, copy: str) -> None:
    """a is the longer one, which alone would make it the original."""
    text = words(0, 100)
    assert copies(a=(text + " end", a), b=(text, b)) == ({"a": "b"} if copy == "a" else {"b": "a"})


def test_of_one_day_the_longer_is_the_original_and_of_one_length_the_first_id() -> None:
    text = words(0, 100)
    assert copies(a=(text, "2026-05-01"), b=(text + " end", "2026-05-01")) == {"a": "b"}
    assert copies(b=text, a=text) == {"b": "a"}


def test_chains_point_to_the_first_and_are_measured_against_it() -> None:
    """c copies only what b added: it belongs to the cluster of a, of which it has 16 of its 96 shingles."""
    a = (words(0, 100), "2026-05-01")
    b = (words(50, 200), "2026-05-02")
    c = (words(80, 180), "2026-05-03")
    assert copies(a=a, b=b, c=c) == {"b": "a", "c": "a"}
    assert containment(a=a, b=b, c=c) == {"a": 0.0, "b": pytest.approx(46 / 146), "c": pytest.approx(16 / 96)}


def test_a_round_up_does_not_make_its_parts_copies_of_one_another() -> None:
    a, b = (words(0, 100), "2026-05-01"), (words(500, 580), "2026-05-01")
    assert copies(a=a, b=b, c=(f"{a[0]} {b[0]}", "2026-05-02")) == {"c": "a"}


def test_no_text_copies_nothing_and_no_articles_are_no_error() -> None:
    assert copies(a="", b="", c="four words of text", d="four words of text") == {}
    assert find_copies(articles()).equals(articles())


def test_everything_else_stays_as_it_was() -> None:
    given_table = articles(b=words(0, 90), a=words(0, 95)).set_axis([7, 3])
    before = given_table.copy(deep=True)
    found = find_copies(given_table)
    pd.testing.assert_frame_equal(given_table, before)
    rest = [c for c in before if c not in ("copy_of", "containment")]
    pd.testing.assert_frame_equal(found[rest], before[rest])
    pd.testing.assert_frame_equal(ARTICLES.check(found).set_axis(found.index), found)
    assert found["copy_of"].to_dict() == {7: "a", 3: ""}


PIECES = st.lists(st.integers(0, 9), min_size=1, max_size=5)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(PIECES, st.sampled_from(["", "2026-05-01", "2026-05-02"])), min_size=1, max_size=8), st.data()
)
def test_copies_point_to_firsts_whatever_the_order_of_the_rows(made: list[tuple[list[int], str]], data) -> None:
    texts = {f"a{n}": (" ".join(words(100 * k, 100 * k + 40) for k in ks), day) for n, (ks, day) in enumerate(made)}
    table = find_copies(articles(**texts))
    firsts = set(table.loc[table["copy_of"] == "", "article_id"])
    assert set(table["copy_of"]) - {""} <= firsts
    assert table["containment"].between(0, 1).all()
    shuffled = data.draw(st.permutations(list(texts.items())))
    other = find_copies(articles(**dict(shuffled))).sort_values("article_id", ignore_index=True)
    pd.testing.assert_frame_equal(other, table)


def documented() -> dict[str, str]:
    """The planted copies of the sample, from its datasheet."""
    section = (DATA / "DATASHEET.md").read_text(encoding="utf-8").split("## Wire copies")[1].split("\n## ")[0]
    return dict(re.findall(r"^\| (sample-\d+) \| (sample-\d+) \|", section, re.MULTILINE))


def test_in_the_sample_exactly_the_planted_copies_are_found() -> None:
    found = find_copies(framing.read(DATA / "sample").articles)
    pairs = {a: b for a, b in zip(found["article_id"], found["copy_of"], strict=True) if b}
    assert len(pairs) == 6
    assert pairs == documented()
    assert found.loc[found["copy_of"] != "", "containment"].min() > 0.9
    assert found.loc[found["copy_of"] == "", "containment"].max() < 0.15
