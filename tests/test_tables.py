"""The contract between rooms: what passes the door, and what is said of what does not."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from framing import tables

STANCE = {
    "article_id": "a",
    "zone": "story",
    "start": 3,
    "end": 9,
    "term": "threat",
    "text": "threat",
    "category": "blame",
    "direction": -1,
    "negated": False,
    "voice": "outlet",
    "attribution_ids": [],
}


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=list(tables.TABLES))
def test_no_rows_make_an_empty_table_with_every_column(table):
    frame = table.frame()
    assert list(frame.columns) == list(table.columns)
    assert len(frame) == 0
    assert set(table.key) <= set(table.columns)


@pytest.mark.parametrize("table", tables.TABLES.values(), ids=list(tables.TABLES))
def test_a_checked_table_passes_again(table):
    pd.testing.assert_frame_equal(table.check(table.frame()), table.frame())


def test_columns_come_in_contract_order_and_others_go():
    data = pd.DataFrame([{**STANCE, "note": "mine"}])[["note", *reversed(STANCE)]]
    assert list(tables.STANCE.check(data).columns) == list(tables.STANCE.columns)


def test_types_are_those_of_the_contract():
    frame = tables.STANCE.frame([STANCE | {"start": 3.0, "attribution_ids": [2, 1]}])
    assert frame["start"].dtype == "int64"
    assert frame["negated"].dtype == bool
    assert frame.loc[0, "attribution_ids"] == [2, 1]


def test_a_missing_column_is_named_with_the_nearest_one():
    data = pd.DataFrame([STANCE]).rename(columns={"category": "categorie"})
    with pytest.raises(tables.TableError, match=r"stance: column 'category' is missing; did you mean .* 'categorie'"):
        tables.STANCE.check(data)


def test_a_wrong_type_names_the_column():
    with pytest.raises(tables.TableError, match=r"table stance: .*start"):
        tables.STANCE.frame([STANCE | {"start": "three"}])


def test_two_rows_with_one_key_are_refused():
    with pytest.raises(tables.TableError, match=r"two rows have the key .*'threat'"):
        tables.STANCE.frame([STANCE, STANCE | {"end": 12}])


def test_nested_lists_are_python_lists():
    arrow = pa.table({"content_spans": pa.array([[[0, 4], [6, 9]], []], type=tables.SPANS)})
    assert tables.from_arrow(arrow)["content_spans"].tolist() == [[[0, 4], [6, 9]], []]


def test_every_zone_has_its_column_of_articles():
    assert set(tables.ZONE_COLUMN) == set(tables.ZONES)
    assert set(tables.ZONE_COLUMN.values()) <= set(tables.ARTICLES.columns)
