"""Sheets, keys and hand codings as people hand them in: every mistake is named by its file and row, none guessed."""

from __future__ import annotations

import datetime
import io

import pandas as pd
import pytest
from test_validation import change, coding_of, filled, mistakes, small, write
from test_validation_accuracy import coded_by_hand
from test_validation_accuracy import coding_of as coding_of_four

from framing import cli, validation
from framing.validation import SheetError, ValidationError, keys, reading, sheets
from framing.validation.problems import MADE_A_DATE, is_date
from framing.validation.sampling import draw


@pytest.fixture
def key() -> pd.DataFrame:
    return draw(small(), 24, seed=1)


def read(path, key: pd.DataFrame) -> pd.DataFrame:
    (sheet,) = reading.read_sheets([path], key).values()
    return sheet


def refused(path, key: pd.DataFrame) -> list[tuple[str, str, str]]:
    with pytest.raises(SheetError) as caught:
        reading.read_sheets([path], key)
    return list(caught.value.problems[["sheet", "row", "problem"]].itertuples(index=False, name=None))


def workbook(key: pd.DataFrame, path, **cells: object):
    """A filled workbook with these cells changed ("E3": a value), as a spreadsheet program would save it."""
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: no workbook is tested")
    from framing.validation import workbook as written

    written.write(filled(key), path)
    book = openpyxl.load_workbook(path)
    for place, value in cells.items():
        book["sheet"][place] = value
    book.save(path)
    return path


# --- spreadsheets make dates


@pytest.mark.parametrize("cell", ["12-May", "2026-05-12 00:00:00", "12/05/2026", "May-26", "5.12.", "1-2"])
def test_what_spreadsheets_make_dates_of(cell):
    assert is_date(cell.rstrip("."))


@pytest.mark.parametrize("cell", ["0", "3", "government", "May", "the mayor", "Mr May-Smith", "u0012", ""])
def test_what_is_no_date(cell):
    assert not is_date(cell)


def test_a_date_in_a_workbook_is_named_by_row_and_column(tmp_path, key):
    cells = {"E3": datetime.datetime(2026, 2, 1), "F4": datetime.datetime(2026, 5, 12), "G5": "12-May"}
    path = workbook(key, tmp_path / "ann.xlsx", **cells)
    assert refused(path, key) == [
        ("ann.xlsx", "3", "n_attributions: '2026-02-01 00:00:00' is no code"),
        ("ann.xlsx", "4", "source_1: '2026-05-12 00:00:00' is a date"),
        ("ann.xlsx", "5", "type_1: '12-May' is no code"),
    ]
    with pytest.raises(SheetError, match="has made a date of it"):
        reading.read_sheets([path], key)


def test_a_sentence_that_became_a_date_is_named(tmp_path):
    coding = coding_of([["12 May.", "The river rose."]] * 5, outlets="A")
    key = draw(coding, 10, seed=1)
    sheet = sheets.blank_sheet(coding, key).assign(n_attributions="0")
    row = sheet.index[sheet["sentence"] == "12 May."][0]
    found = mistakes(tmp_path, key, change(sheet, row + 2, "sentence", "12-May"))
    unit = sheet.loc[row, "unit"]
    assert found == [(str(row + 2), f"unit {unit} has another sentence than in the blank sheet", MADE_A_DATE)]


# --- other programs, other habits


def test_numbers_and_emptied_columns_of_a_workbook_are_no_mistake(tmp_path, key):
    path = workbook(key, tmp_path / "ann.xlsx", E3=1.0, P2=" ", Q9="")
    assert set(read(path, key)[sheets.COUNT]) == {"1"}


def test_a_cell_beyond_the_last_column_is_named(tmp_path, key):
    assert refused(workbook(key, tmp_path / "ann.xlsx", Q9="mine"), key) == [
        ("ann.xlsx", "", "not readable: row 9 has more cells than the header")
    ]


def test_a_column_that_a_coder_added_is_named(tmp_path, key):
    path = workbook(key, tmp_path / "ann.xlsx", P1="my thoughts", P4="hm")
    assert refused(path, key) == [("ann.xlsx", "1", "a strange column 'my thoughts'")]


@pytest.mark.parametrize(("encoding", "divider"), [("cp1252", ";"), ("cp1252", ","), ("utf-16", "\t"), ("utf-8", ";")])
def test_a_csv_in_another_encoding_with_another_divider_is_read_as_it_was_written(tmp_path, encoding, divider):
    coding = coding_of([["Müller’s “café” held; so it was, they said.", "The river rose – and fell."]] * 5, outlets="A")
    key = draw(coding, 10, seed=1)
    sheet = sheets.blank_sheet(coding, key).assign(n_attributions="0", note="naïve; “yes”")
    stream = io.StringIO()
    sheet.to_csv(stream, index=False, sep=divider)
    (tmp_path / "ann.csv").write_bytes(stream.getvalue().replace("\n", "\r\n").encode(encoding))
    found = read(tmp_path / "ann.csv", key)
    assert found[list(sheets.COLUMNS)].to_numpy().tolist() == sheet.to_numpy().tolist()


def test_a_csv_that_lost_its_letters_is_named_row_by_row(tmp_path):
    coding = coding_of([["Müller said it held.", "The river rose."]] * 5, outlets="A")
    key = draw(coding, 10, seed=1)
    text = sheets.blank_sheet(coding, key).assign(n_attributions="0").to_csv(index=False)
    (tmp_path / "ann.csv").write_bytes(text.encode("ascii", "replace"))
    found = refused(tmp_path / "ann.csv", key)
    rows = [str(n) for n, sentence in enumerate(key["text"], 2) if "ü" in sentence]
    assert [row for _, row, _ in found] == rows
    assert all("has another sentence than in the blank sheet" in problem for *_, problem in found)


def test_reordered_columns_of_a_workbook_are_named(tmp_path, key):
    cells = {"F1": "type_1", "G1": "source_1"}
    found = refused(workbook(key, tmp_path / "ann.xlsx", **cells), key)
    assert found[:2] == [
        ("ann.xlsx", "1", "the columns stand in another order"),
        ("ann.xlsx", "2", "type_1: 'the mayor' is no code"),
    ]


def test_trailing_spaces_are_named_and_not_cut_off(tmp_path, key):
    assert refused(workbook(key, tmp_path / "ann.xlsx", G3="government ", E4="1 "), key) == [
        ("ann.xlsx", "3", "type_1: 'government ' has spaces around it"),
        ("ann.xlsx", "4", "n_attributions: '1 ' has spaces around it"),
    ]


def test_a_glob_that_takes_both_files_of_a_coder_is_refused(tmp_path, key):
    paths = [write(filled(key), tmp_path / "ann.csv"), workbook(key, tmp_path / "ann.xlsx")]
    with pytest.raises(ValidationError, match=r"ann\.csv and ann\.xlsx would be one coder's; give one sheet a coder"):
        reading.read_sheets(paths, key)


def test_the_csv_files_of_the_coders_folder_are_sheets_and_nothing_else(tmp_path):
    validation.sample(small(), n=24, coders=2, out=tmp_path / "s")
    assert sorted(path.name for path in (tmp_path / "s" / "coders").glob("*.csv")) == ["coder-A.csv", "coder-B.csv"]
    told = (tmp_path / "s" / "coders" / "instructions.txt").read_text(encoding="utf-8")
    assert all(f"type: {code}\n" in told for code in sheets.type_codes())


# --- two spellings of an outlet


def test_two_spellings_of_an_outlet_are_refused_before_anything_is_drawn(tmp_path, capsys):
    coding = small()
    coding.articles["outlet"] = ["The Herald", "herald ", "Post", "Post", *["The Herald"] * 6]
    message = r"two spellings of one outlet: 'The Herald' \(of a00\) and 'herald ' \(of a01\); give one name"
    with pytest.raises(ValidationError, match=message):
        draw(coding, 24, seed=1)


def test_an_outlet_of_the_hand_coding_that_is_not_the_articles_is_named():
    hand = coded_by_hand(2).assign(outlet=["A", "A ", "A", "B", "B", "b"])
    with pytest.raises(SheetError) as caught:
        validation.accuracy(coding_of_four(2), hand)
    assert caught.value.problems[["row", "problem", "remedy"]].to_numpy().tolist() == [
        ["3", "outlet 'A ' is not the outlet of a0", "write 'A'"],
        ["7", "outlet 'b' is not the outlet of a1", "write 'B'"],
    ]
    right = validation.accuracy(coding_of_four(2), hand.assign(outlet=list("AAABBB")))
    assert len(right.pairs) == len(validation.accuracy(coding_of_four(2), coded_by_hand(2)).pairs)


# --- the key


def key_mistakes(path, coding) -> list[tuple[str, str]]:
    with pytest.raises(SheetError) as caught:
        keys.read_key_of(coding, path)
    assert set(caught.value.problems["sheet"]) == {"key.csv"}
    return list(caught.value.problems[["row", "problem"]].itertuples(index=False, name=None))


def test_a_key_that_was_changed_is_named_row_by_row(tmp_path, key):
    changed = key.astype(object)
    changed.loc[3, "outlet"] = "Tribune"
    changed.loc[5, "article_id"] = "12-May"
    changed.loc[6, "text"] = "Something else."
    # the outlet of row 5 takes it out of its stratum: what is drawn and what stands there differ as well
    size = key.loc[3, ["stratum_drawn", "stratum_size"]].tolist()
    changed.loc[3, ["stratum_drawn", "stratum_size", "pi"]] = [1, 1, 1.0]
    rows = key.index[(key["outlet"] == key.loc[3, "outlet"]) & (key["stratum"] == key.loc[3, "stratum"])]
    changed.loc[rows.drop(3), ["stratum_drawn", "pi"]] = [size[0] - 1, (size[0] - 1) / size[1]]
    path = write(changed, tmp_path / "key.csv")
    assert key_mistakes(path, small()) == [
        ("5", f"outlet 'Tribune' is not the outlet of {key.loc[3, 'article_id']}"),
        ("7", "the coding has no article '12-May'"),
        (
            "8",
            f"text is not that of {key.loc[6, 'article_id']}, characters {key.loc[6, 'start']} to {key.loc[6, 'end']}",
        ),
    ]


def test_a_key_with_a_row_or_a_probability_less_is_named(tmp_path, key):
    (found,) = key_mistakes(write(key.drop(index=0), tmp_path / "key.csv"), small())
    assert found[1] == f"2 rows of {key.loc[0, 'outlet']}, {key.loc[0, 'stratum']}, though 3 were drawn"
    changed = key.assign(pi=key["pi"].where(key.index != 2, 0.9))
    (found,) = key_mistakes(write(changed, tmp_path / "key.csv"), small())
    assert found[1].startswith(f"pi of {key.loc[2, 'outlet']}, {key.loc[2, 'stratum']} is not 3 / ")


def test_a_number_of_the_key_that_is_none_is_named(tmp_path, key):
    changed = key.astype(object)
    changed.loc[4, "start"] = "12-May"
    assert key_mistakes(write(changed, tmp_path / "key.csv"), small()) == [("6", "start: '12-May' is no number")]
    assert key_mistakes(write(key.drop(columns="pi"), tmp_path / "key.csv"), small()) == [("1", "no column 'pi'")]


def test_a_key_whose_unit_stands_twice_is_named(tmp_path, key):
    (first, *_) = key_mistakes(write(key.assign(unit=["u0001", *key["unit"][:-1]]), tmp_path / "key.csv"), small())
    assert first == ("3", "unit u0001 stands there twice")


def test_a_key_comes_back_as_it_was_drawn(tmp_path, key):
    pd.testing.assert_frame_equal(keys.read_key_of(small(), write(key, tmp_path / "key.csv")), key, check_dtype=False)


def test_the_command_shows_mistakes_of_two_sheets_at_once(tmp_path, key, capsys):
    paths = [
        write(change(filled(key), 3, "type_1", "x"), tmp_path / "ann.csv"),
        workbook(key, tmp_path / "bob.xlsx", H7="y"),
    ]
    arguments = ["validate", "agreement", *map(str, paths), "--key", write(key, tmp_path / "key.csv")]
    assert cli.main([*arguments, "--out", str(tmp_path / "out")]) == 1
    error = capsys.readouterr().err
    assert "ann.csv, row 3: type_1: 'x' is no code" in error
    assert "bob.xlsx, row 7: kind_1: 'y' is no code" in error
    assert not (tmp_path / "out").exists()
