"""Rows with a text: taken verbatim, ids and dates checked, refused rows named."""

from __future__ import annotations

import csv
import json

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import framing
from framing.corpus import CorpusError

NASTY = '  Two "quoted" lines,\r\nwith\ttabs;\n\n\n“curly” \u2028 and \x0c a form feed, é. \n'


def refusals(corpus) -> list[tuple[str, str, str]]:
    return [tuple(r) for r in corpus.refusals[["file", "row", "reason"]].itertuples(index=False)]


@pytest.mark.parametrize("ending", ["csv", "tsv", "jsonl", "parquet"])
def test_the_text_of_a_row_is_not_changed_by_a_character(tmp_path, ending):
    rows = [{"id": "a", "text": NASTY, "outlet": "Post"}, {"id": "b", "text": "Plain.", "outlet": ""}]
    path = tmp_path / f"t.{ending}"
    if ending == "parquet":
        pd.DataFrame(rows).to_parquet(path)
    elif ending == "jsonl":
        path.write_bytes("\n".join(json.dumps(r) for r in rows).encode())
    else:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, ["id", "text", "outlet"], delimiter="," if ending == "csv" else "\t")
            writer.writeheader()
            writer.writerows(rows)
    corpus = framing.read(path)
    assert list(corpus.articles["text"]) == [NASTY, "Plain."]
    assert list(corpus.articles["article_id"]) == ["a", "b"]
    assert corpus.removed_lines.empty


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=texts)
def test_any_text_survives_a_data_frame_and_json_lines(tmp_path, text):
    path = tmp_path / "t.jsonl"
    path.write_text(json.dumps({"text": text}), encoding="utf-8")
    assert framing.read(path).articles["text"][0] == text
    assert framing.read(pd.DataFrame({"text": [text]})).articles["text"][0] == text


def test_fields_are_taken_and_missing_ids_made_of_file_and_row(tmp_path):
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "t.csv").write_text(
        "text;outlet;date;title;standfirst;author;url\n"
        "One two three.;Post;2025-03-04;T;S;Oda Kest;https://a.example\n"
        "Four.;;;;;;\n",
        encoding="utf-8",
    )
    articles = framing.read(tmp_path).articles
    first = articles.iloc[0]
    assert list(articles["article_id"]) == ["sub/t-1", "sub/t-2"]
    assert tuple(first[["outlet", "date", "title", "standfirst", "author", "byline", "url", "words"]]) == (
        "Post",
        "2025-03-04",
        "T",
        "S",
        "Oda Kest",
        "Oda Kest",
        "https://a.example",
        3,
    )


def test_a_data_frame_may_hold_numbers_gaps_and_timestamps():
    data = pd.DataFrame(
        {
            "id": [7.0, 8.0, None],
            "text": ["One.", "Two.", "Three."],
            "date": [pd.Timestamp("2025-03-04"), pd.NaT, pd.Timestamp("2025-03-04 06:30", tz="Etc/GMT-1")],
            "outlet": [None, float("nan"), "Post"],
        }
    )
    articles = framing.read(data).articles
    assert list(articles["article_id"]) == ["7", "8", "row-3"]
    assert list(articles["date"]) == ["2025-03-04", "", "2025-03-04"]
    assert list(articles["published"]) == ["2025-03-04", "", "2025-03-04T06:30:00+01:00"]
    assert list(articles["outlet"]) == ["", "", "Post"]


@pytest.mark.parametrize(
    ("header", "hint"),
    [("id,Text", "rename the column 'Text'"), ("id,body", "rename the column 'body'"), ("id,x", "name the column")],
)
def test_a_table_without_text_is_refused_with_the_nearest_column(tmp_path, header, hint):
    (tmp_path / "t.csv").write_text(f"{header}\n1,Hello.\n", encoding="utf-8")
    corpus = framing.read(tmp_path)
    assert len(corpus) == 0
    assert corpus.refusals["reason"][0] == f"no column 'text' (columns: {header.replace(',', ', ')})"
    assert hint in corpus.refusals["remedy"][0]


def test_a_data_frame_without_text_is_an_error():
    with pytest.raises(CorpusError, match=r"DataFrame: no column 'text'.*rename the column 'content' to 'text'"):
        framing.read(pd.DataFrame({"content": ["x"]}))


def test_a_nonsense_date_is_a_warning_that_names_file_and_row(tmp_path):
    (tmp_path / "t.csv").write_text("text,date\nOne.,2025-03-04\nTwo.,someday\nThree.,03/04/2025\n", encoding="utf-8")
    articles = framing.read(tmp_path).articles
    assert list(articles["date"]) == ["2025-03-04", "", ""]
    assert list(articles["warnings"]) == [
        [],
        ["t.csv, row 2: 'someday' is no certain date; write it as YYYY-MM-DD"],
        ["t.csv, row 3: '03/04/2025' is no certain date; write it as YYYY-MM-DD"],
    ]


def test_bad_rows_are_listed_and_the_others_read(tmp_path):
    huge = "word " * 200_001
    (tmp_path / "t.csv").write_text(
        f'id,text\n1,Good.\n2,\n,\n3,unquoted, comma\n1,Twice.\n4,"{huge}"\n5,Last.\n', encoding="utf-8"
    )
    corpus = framing.read(tmp_path)
    assert list(corpus.articles["article_id"]) == ["1", "5"]
    assert sorted(refusals(corpus)) == [
        ("t.csv", "2", "the row has no text"),
        ("t.csv", "3", "the row has no text"),
        ("t.csv", "4", "3 cells under 2 columns"),
        ("t.csv", "5", "the id '1' is already that of t.csv, row 1"),
        ("t.csv", "6", "the text has 1,000,005 characters"),
    ]
    assert (corpus.refusals["remedy"] != "").all()


def test_one_broken_line_of_json_is_refused(tmp_path):
    lines = ['{"text": "One."}', '{"text": "Tw', "", '"Three."', '{"text": "\\ud800 half"}', '{"text": "Five."}']
    lines += ['{"text": ["Six.", "Seven."]}']
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    corpus = framing.read(tmp_path)
    assert list(corpus.articles["article_id"]) == ["t-1", "t-6"]
    assert [row for _, row, _ in refusals(corpus)] == ["2", "4", "5", "7"]
    assert "broken JSON" in corpus.refusals["reason"][0]
    assert "half characters" in corpus.refusals["reason"][2]
    assert "a list" in corpus.refusals["reason"][3]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("t.parquet", b"PAR1 is not enough", "not a Parquet file"),
        ("t.csv", b"", "the file is empty"),
        ("t.csv", b"text\n", "the table has no rows"),
        ("t.csv", b"a,text\rb,c\r", "broken CSV"),
        ("t.jsonl", b"\n\n", "the table has no rows"),
        ("t.tsv", b"\x00\x01\x02\xff" * 50, "a binary file, not text"),
    ],
)
def test_a_table_that_is_none_is_refused(tmp_path, name, content, reason):
    (tmp_path / name).write_bytes(content)
    corpus = framing.read(tmp_path)
    assert len(corpus) == 0
    assert corpus.refusals["file"][0] == name
    assert corpus.refusals["reason"][0].startswith(reason)


def test_a_table_in_windows_letters_is_read_with_a_warning(tmp_path):
    (tmp_path / "t.csv").write_bytes("id,text\n1,Café in Kelmar.\n".encode("cp1252"))
    article = framing.read(tmp_path).articles.iloc[0]
    assert article["text"] == "Café in Kelmar."
    assert article["warnings"][0].startswith("t.csv: not UTF-8")


def test_long_cells_are_read_without_changing_the_limit_for_others(tmp_path):
    path = tmp_path / "articles.csv"
    path.write_text('article_id,text\na1,"' + "The bridge is shut. " * 10_000 + '"\n', encoding="utf-8")
    before = csv.field_size_limit()
    assert len(framing.read(path).articles["text"][0]) > before
    assert csv.field_size_limit() == before
