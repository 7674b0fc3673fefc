"""The tables of one run: read on demand, never changed, the same from memory and from a folder."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError

import pandas as pd
import pytest
from conftest import article_rows, removed_rows

from framing import coding, tables

RUN = {"finished": True, "outlets": [{"outlet": "Herald", "country": "XA"}], "counts": {"articles": 3}, "refusals": []}


@pytest.fixture
def found(fake_rooms):
    articles = article_rows(3)
    return coding.code_partition(articles, removed_rows(articles))


@pytest.fixture
def saved(found, tmp_path):
    return coding.in_memory(found, RUN).save(tmp_path / "run")


def test_a_partition_gives_every_table_of_the_contract(found):
    assert list(found) == list(tables.TABLES)
    assert all(list(found[name].columns) == list(table.columns) for name, table in tables.TABLES.items())
    assert list(found["attributions"]["article_id"]) == ["a-000", "a-001", "a-002"]


def test_a_room_that_breaks_the_contract_is_named(fake_rooms, monkeypatch):
    from framing import devices

    monkeypatch.setattr(devices, "wording", lambda *tables: pd.DataFrame({"article_id": ["a-000"]}))
    articles = article_rows(1)
    with pytest.raises(tables.TableError, match="table wording: column 'zone' is missing"):
        coding.code_partition(articles, removed_rows(articles))


@pytest.mark.parametrize("name", list(tables.TABLES))
def test_what_was_saved_is_loaded(found, saved, name):
    pd.testing.assert_frame_equal(getattr(coding.load(saved), name), found[name])


def test_the_run_and_the_outlets_are_loaded(saved):
    loaded = coding.load(saved)
    assert loaded.run == RUN
    assert loaded.outlets.to_dict("records") == RUN["outlets"]


def test_only_the_columns_asked_for_are_read():
    asked = []

    def read(name, columns):
        asked.append((name, columns))
        return article_rows(2)[columns]

    some = coding.Coding(read, RUN)
    assert list(some.table("articles", ["outlet", "article_id"]).columns) == ["outlet", "article_id"]
    some.table("articles", ["outlet", "date"])
    some.table("articles", ["date"])
    assert asked == [("articles", ["outlet", "article_id"]), ("articles", ["date"])]
    assert list(some.articles.columns) == list(tables.ARTICLES.columns)


def test_a_coding_cannot_be_changed(found):
    some = coding.in_memory(found, RUN)
    articles = some.articles
    articles.loc[0, "outlet"] = "changed"
    some.run["counts"]["articles"] = 99
    assert some.articles.loc[0, "outlet"] == "Courier"
    assert some.run["counts"]["articles"] == 3
    with pytest.raises(AttributeError):
        some.articles = article_rows(1)
    with pytest.raises(FrozenInstanceError):
        some.anything = 1


def test_lists_in_cells_are_handed_out_as_copies(found):
    found["sentiment"]["assessments"] = [[{"start": 0, "end": 4, "words": "grim", "polarity": -1.0}]] * 3
    some = coding.in_memory(found, RUN)
    some.attributions["content_spans"][0].append([0, 1])
    some.attributions["content_spans"][0][0][0] = 99
    some.sentiment["assessments"][0][0]["words"] = "changed"
    assert some.attributions["content_spans"][0] == [[17, 34]]
    assert some.sentiment["assessments"][0][0]["words"] == "grim"


def test_a_misspelt_table_or_column_is_answered_with_the_right_one(found):
    some = coding.in_memory(found, RUN)
    with pytest.raises(coding.RunError, match="did you mean 'passages'"):
        some.table("passage")
    with pytest.raises(coding.RunError, match="no column of articles 'titel'; did you mean 'title'"):
        some.table("articles", ["titel"])


def test_saving_twice_gives_the_same_bytes(found, saved, tmp_path):
    again = coding.load(saved).save(tmp_path / "again")
    files = sorted(p.relative_to(saved) for p in saved.rglob("*.*"))
    assert len(files) == len(tables.TABLES) + 1
    assert all((saved / f).read_bytes() == (again / f).read_bytes() for f in files)


def test_split_keeps_the_order_of_the_articles_and_every_row(monkeypatch):
    monkeypatch.setattr(coding, "PARTITION", 2)
    articles = article_rows(5)
    rows = removed_rows(articles).iloc[[4, 0, 3, 1, 2]]
    parts = coding.split(rows, articles["article_id"])
    assert [list(part["article_id"]) for part in parts] == [["a-000", "a-001"], ["a-002", "a-003"], ["a-004"]]
    assert [len(part) for part in coding.split(rows.iloc[:0], articles["article_id"])] == [0, 0, 0]


def test_an_empty_corpus_can_be_saved_and_loaded(tmp_path):
    empty = {name: table.frame() for name, table in tables.TABLES.items()}
    folder = coding.in_memory(empty, RUN).save(tmp_path / "run")
    assert all(len(coding.load(folder).table(name)) == 0 for name in tables.TABLES)


def test_a_folder_with_something_else_is_not_written_to(found, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(coding.RunError, match="holds something else; name a new or empty folder"):
        coding.in_memory(found, RUN).save(tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "no coded run"),
        ("{", "not readable as JSON"),
        (json.dumps(RUN | {"finished": False}), "start the command that began it again"),
    ],
)
def test_a_folder_without_a_whole_run_is_not_loaded(tmp_path, content, message):
    if content:
        (tmp_path / "run.json").write_text(content)
    with pytest.raises(coding.RunError, match=message):
        coding.load(tmp_path)


def test_a_missing_table_is_named(saved):
    (saved / "stance" / "part-00000.parquet").unlink()
    with pytest.raises(coding.RunError, match="stance: the table is missing"):
        _ = coding.load(saved).stance
