"""The way of a validation: drawing sentences, blind sheets, what comes back, and agreement of the coders."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from framing import tables, validation
from framing.validation import SheetError, ValidationError, alpha, keys, reading, sheets
from framing.validation.sampling import allocate, draw, even
from framing.validation.units import units

BLANK = {tables.TEXT: "", tables.WHOLE: 0, tables.REAL: 0.0, tables.FLAG: False}
SAID = "The mayor said it held."
CUE = "She was asked to say more."
QUIET = "The river rose."
FOUND = "Experts called it safe."


@dataclass
class StandIn:
    """What validation reads of a coding."""

    articles: pd.DataFrame
    attributions: pd.DataFrame
    passages: pd.DataFrame
    outlets: pd.DataFrame = field(default_factory=pd.DataFrame)
    run: dict = field(default_factory=lambda: {"corpus_hash": "abc"})


def rows(table: tables.Table, values: list[dict]) -> pd.DataFrame:
    blank = {name: BLANK.get(kind, []) for name, kind in table.columns.items()}
    return table.frame(blank | row for row in values)


def coding_of(articles: list[list[str]], outlets: str = "AB") -> StandIn:
    """Articles of these sentences, one a paragraph; the machine finds the speakers of SAID and FOUND."""
    listed, said, passages = [], [], []
    for number, sentences in enumerate(articles):
        article = {"article_id": f"a{number:02d}"}
        text = "\n\n".join(sentences)
        listed.append(article | {"outlet": outlets[number % len(outlets)], "text": text})
        start = 0
        for place, sentence in enumerate(sentences):
            end = min(start + len(sentence) + 2, len(text))
            passages.append(article | {"zone": "story", "start": start, "end": end, "sentence": place})
            if sentence in (SAID, FOUND):
                who = ("The mayor", "government", "official") if sentence == SAID else ("Experts", "expert", "analyst")
                cue = start + len(who[0]) + 1
                said.append(
                    article
                    | dict(zip(("source", "source_type", "source_group"), who, strict=True))
                    | {"attribution_id": place + 1, "zone": "story", "kind": "indirect", "tier": "core"}
                    | {"cue_start": cue, "content_spans": [[cue + 5, start + len(sentence)]]}
                )
            start = end
    tabled = (tables.ARTICLES, listed), (tables.ATTRIBUTIONS, said), (tables.PASSAGES, passages)
    return StandIn(*(rows(*pair) for pair in tabled))


def small() -> StandIn:
    return coding_of([[SAID, CUE, QUIET, QUIET, FOUND]] * 10)


def filled(key: pd.DataFrame, **codes: str) -> pd.DataFrame:
    """The sheet of a key where every sentence holds one attribution with these codes."""
    sheet = sheets.blank_sheet(small(), key)
    return sheet.assign(n_attributions="1", source_1="the mayor", type_1="government", kind_1="indirect").assign(
        **codes
    )


def write(sheet: pd.DataFrame, path) -> str:
    sheets.write_csv(sheet, path)
    return str(path)


# --- drawing


def test_a_sentence_is_of_the_stratum_of_its_first_source_else_of_its_words():
    found = units(coding_of([[SAID, CUE, QUIET, FOUND]]))
    assert list(found["stratum"]) == ["official", "cue-like", "quiet", "analyst"]
    assert list(found["text"]) == [SAID, CUE, QUIET, FOUND]


def test_a_line_without_a_word_is_no_unit():
    assert list(units(coding_of([[SAID, "* * *", QUIET]]))["text"]) == [SAID, QUIET]


@pytest.mark.parametrize(
    ("sizes", "n", "drawn"),
    [
        ([10, 10, 10], 9, [3, 3, 3]),
        ([10, 10, 10], 11, [4, 4, 3]),
        ([1, 10, 10], 9, [1, 4, 4]),  # what the first cannot give the others do
        ([2, 3], 100, [2, 3]),
    ],
)
def test_an_even_share_by_hand(sizes, n, drawn):
    assert list(even(sizes, n)) == drawn


@given(st.lists(st.integers(1, 40), min_size=1, max_size=12), st.integers(0, 300))
def test_an_even_share_uses_n_up_and_takes_no_more_than_there_is(sizes, n):
    drawn = even(sizes, n)
    assert drawn.sum() == min(n, sum(sizes))
    assert (drawn <= sizes).all()
    room = drawn < np.array(sizes)
    assert not room.any() or drawn.max() - drawn[room].min() <= 1


def test_too_few_sentences_for_the_strata_are_refused_with_the_number_that_would_do():
    sizes = pd.Series([5, 5, 5, 5], pd.MultiIndex.from_product([["A", "B"], ["other", "quiet"]], names=["outlet", "s"]))
    with pytest.raises(ValidationError, match=r"n=3 does not reach.*ask for 4 sentences or more"):
        allocate(sizes, 3)
    assert list(allocate(sizes, 4)) == [1, 1, 1, 1]


def test_pi_is_the_part_of_the_stratum_that_is_drawn():
    key = draw(small(), 24, seed=1)
    # two outlets of 25 sentences: 12 each, so 3 of each stratum: of 5 official, 5 analyst, 5 cue-like, 10 quiet
    assert key.groupby("stratum")["pi"].first().to_dict() == {
        "analyst": 0.6,
        "cue-like": 0.6,
        "official": 0.6,
        "quiet": 0.3,
    }
    assert (1 / key["pi"]).sum() == pytest.approx(50)
    assert key["unit"].is_unique
    assert not key.duplicated(["article_id", "start"]).any()


def test_the_same_seed_draws_the_same_and_another_draws_others():
    first, again, other = (draw(small(), 24, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    places = [set(zip(key["article_id"], key["start"], strict=True)) for key in (first, other)]
    assert places[0] != places[1]


# --- sheets


def test_a_blind_sheet_shows_the_sentence_with_a_paragraph_on_either_side_and_nothing_of_the_machine():
    key = draw(small(), 50, seed=1)
    sheet = sheets.blank_sheet(small(), key)
    assert list(sheet.columns) == list(sheets.COLUMNS)
    cue = sheet[sheet["sentence"] == CUE].iloc[0]
    assert (cue["before"], cue["after"]) == (SAID, QUIET)
    assert sheet[sheet["sentence"] == SAID]["before"].eq("").all()
    assert (sheet[[*sheets.CODE_COLUMNS, "note"]] == "").all(axis=None)


def test_text_that_a_spreadsheet_would_run_is_neutralised_and_still_known_when_it_comes_back(tmp_path):
    coding = coding_of([["=1+1 said the board.", QUIET]] * 5, outlets="A")
    key = draw(coding, 10, seed=1)
    sheet = sheets.blank_sheet(coding, key).assign(n_attributions="0")
    assert "'=1+1 said the board." in set(sheet["sentence"])
    found = reading.read_sheets([write(sheet, tmp_path / "one.csv")], key)
    assert len(found["one"]) == 10


def test_the_codebook_page_has_every_code():
    page = sheets.codebook()
    assert tuple(page.loc[page["variable"] == "type", "code"]) == sheets.type_codes()
    assert tuple(page.loc[page["variable"] == "kind", "code"]) == sheets.kind_codes()


def test_a_sample_on_disk_keeps_the_key_from_the_coders(tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: no workbook is tested")
    key = validation.sample(small(), n=24, coders=2, seed=4, out=tmp_path / "one")
    validation.sample(small(), n=24, coders=2, seed=4, out=tmp_path / "two")
    files = {p.relative_to(tmp_path / "one").as_posix(): p.read_bytes() for p in (tmp_path / "one").rglob("*.*")}
    assert set(files) == {"key.csv", *(f"coders/coder-{c}.{e}" for c in "AB" for e in ("csv", "xlsx"))} | {
        "coders/instructions.txt",
    }
    assert files == {
        p.relative_to(tmp_path / "two").as_posix(): p.read_bytes() for p in (tmp_path / "two").rglob("*.*")
    }
    pd.testing.assert_frame_equal(keys.read_key(tmp_path / "one" / "key.csv"), key, check_dtype=False)
    book = openpyxl.load_workbook(tmp_path / "one" / "coders" / "coder-A.xlsx")
    assert book.sheetnames == ["instructions", "codebook", "sheet"]
    rules = {str(rule.sqref).split()[0]: rule.formula1 for rule in book["sheet"].data_validations.dataValidation}
    assert rules == {"E2:E25": '"0,1,2,3"', "G2:G25": "codebook!$B$2:$B$20", "H2:H25": "codebook!$B$21:$B$25"}
    assert book["codebook"]["B20"].value == sheets.type_codes()[-1]
    assert [book["codebook"][f"B{n}"].value for n in (21, 25)] == [sheets.kind_codes()[0], sheets.kind_codes()[-1]]


def test_a_workbook_that_comes_back_is_read_as_its_csv_is(tmp_path):
    openpyxl = pytest.importorskip("openpyxl", reason="openpyxl is not installed: no workbook is tested")
    key = validation.sample(small(), n=24, coders=1, out=tmp_path / "s")
    book = openpyxl.load_workbook(tmp_path / "s" / "coders" / "coder-A.xlsx")
    for row in range(2, 26):
        book["sheet"].cell(row, 5, 0)
    book.save(tmp_path / "back.xlsx")
    found = reading.read_sheets([tmp_path / "back.xlsx"], key)["back"]
    expected = sheets.blank_sheet(small(), key).assign(n_attributions="0")
    assert found.to_numpy().tolist() == expected.to_numpy().tolist()


def test_a_folder_that_holds_something_is_not_written_to(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(ValueError, match="holds something else"):
        validation.sample(small(), n=24, out=tmp_path)


# --- what comes back


def mistakes(tmp_path, key: pd.DataFrame, sheet: pd.DataFrame) -> list[tuple[str, str, str]]:
    """(row, problem, remedy) of a sheet that is refused."""
    with pytest.raises(SheetError) as caught:
        reading.read_sheets([write(sheet, tmp_path / "ann.csv")], key)
    assert set(caught.value.problems["sheet"]) == {"ann.csv"}
    for row in caught.value.problems.itertuples():
        assert row.problem in str(caught.value)
    return list(caught.value.problems[["row", "problem", "remedy"]].itertuples(index=False, name=None))


@pytest.fixture
def key() -> pd.DataFrame:
    return draw(small(), 24, seed=1)


def change(sheet: pd.DataFrame, row: int, column: str, value: str) -> pd.DataFrame:
    """The sheet with another value in a row, counted as a spreadsheet does."""
    sheet = sheet.copy()
    sheet.loc[row - 2, column] = value
    return sheet


@pytest.mark.parametrize(
    ("column", "value", "problem", "remedy"),
    [
        ("type_1", "goverment", "type_1: 'goverment' is no code", "did you mean 'government'?"),
        ("type_1", "Government", "type_1: 'Government' is no code", "did you mean 'government'?"),
        ("type_1", "government ", "type_1: 'government ' has spaces around it", "write 'government'"),
        ("kind_1", "", "kind_1 is empty", "choose one of: direct, mixed, indirect, speech_act, evidence"),
        ("n_attributions", "", "n_attributions is empty", "choose one of: 0, 1, 2, 3"),
        ("n_attributions", "4", "n_attributions: '4' is no code", "choose one of: 0, 1, 2, 3"),
        ("type_2", "expert", "type_2 is filled, but n_attributions is 1", "empty it, or correct n_attributions"),
        ("unit", "u9", "the key has no unit 'u9'", "restore the unit's name as it was in the blank sheet"),
        ("sentence", "Else.", "unit u0004 has another sentence than in the blank sheet", "copy the sentence from it"),
    ],
)
def test_a_wrong_cell_is_named_by_its_row_with_a_remedy(tmp_path, key, column, value, problem, remedy):
    found = mistakes(tmp_path, key, change(filled(key), 5, column, value))
    assert ("5", problem, remedy) in found
    assert len(found) == (2 if column == "unit" else 1)


def test_two_attributions_need_two_types_and_kinds(tmp_path, key):
    found = mistakes(tmp_path, key, change(filled(key), 5, "n_attributions", "2"))
    assert [problem for _, problem, _ in found] == ["type_2 is empty", "kind_2 is empty"]


def test_missing_and_double_rows_are_named(tmp_path, key):
    sheet = filled(key)
    sheet.loc[3] = sheet.loc[2]
    assert mistakes(tmp_path, key, sheet) == [
        ("5", "unit u0003 stands already in row 4", "delete one of the two rows"),
        ("", "the row of unit u0004 is missing", "copy row 5 of the blank sheet and code it"),
    ]


def test_columns_in_another_order_without_a_name_or_too_many_are_named(tmp_path, key):
    sheet = filled(key)
    turned = sheet[["note", *sheets.COLUMNS[:-1]]]
    assert [m[:2] for m in mistakes(tmp_path, key, turned)] == [("1", "the columns stand in another order")]
    assert [m[:2] for m in mistakes(tmp_path, key, sheet.rename(columns={"type_1": "typ"}))] == [
        ("1", "no column 'type_1'"),
        ("1", "a strange column 'typ'"),
    ]


def test_all_mistakes_of_all_sheets_come_at_once(tmp_path, key):
    paths = [
        write(change(filled(key), 3, "type_1", "x"), tmp_path / "ann.csv"),
        write(change(filled(key), 7, "kind_1", "y"), tmp_path / "bob.csv"),
    ]
    with pytest.raises(SheetError, match="2 mistakes") as caught:
        reading.read_sheets(paths, key)
    assert list(zip(caught.value.problems["sheet"], caught.value.problems["row"], strict=True)) == [
        ("ann.csv", "3"),
        ("bob.csv", "7"),
    ]


def test_rows_in_another_order_and_semicolons_are_no_mistake(tmp_path, key):
    sheet = filled(key).iloc[::-1]
    stream = io.StringIO()
    sheet.to_csv(stream, index=False, sep=";", quoting=csv.QUOTE_ALL)
    (tmp_path / "ann.csv").write_text(stream.getvalue(), encoding="utf-8")
    assert list(reading.read_sheets([tmp_path / "ann.csv"], key)["ann"]["unit"]) == list(key["unit"])


def test_what_is_no_table_is_a_mistake_too(tmp_path, key):
    (tmp_path / "ann.csv").write_text('unit,"before\nx', encoding="utf-8")
    with pytest.raises(SheetError, match=r"ann\.csv: not readable"):
        reading.read_sheets([tmp_path / "ann.csv"], key)
    with pytest.raises(SheetError, match=r"bob\.csv"):
        reading.read_sheets([tmp_path / "bob.csv"], key)


# --- agreement


def test_alpha_of_two_coders_by_hand():
    # Ten units, two coders. Coincidences: o00 = 10 (five units of 0-0), o01 = o10 = 4, o11 = 2; n0 = 14, n1 = 6.
    # alpha = 1 - 19 * 8 / (400 - 196 - 36) = 1 - 152/168 = 2/21
    codes = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]]).T
    matrices = alpha.coincidences(codes, 2)
    assert matrices.sum(axis=0).tolist() == [[10, 4], [4, 2]]
    assert alpha.alpha(matrices.sum(axis=0)) == pytest.approx(2 / 21)
    assert alpha.agreement(matrices.sum(axis=0)) == pytest.approx(0.6)


def test_alpha_of_four_coders_with_missing_codes_by_hand():
    # Krippendorff's example of 12 units, four coders: n = 40 pairable values (unit 12 has one value only); the
    # coincidences' diagonal is 7 + 10 + 8 + 4 + 3 = 32, totals 9, 13, 10, 5, 3.
    # alpha = 1 - 39 * 8 / (1600 - 384) = 1 - 312/1216 = .743
    matrix = """1 2 3 3 2 1 4 1 2 . . .
                1 2 3 3 2 2 4 1 2 5 . 3
                . 3 3 3 2 3 4 2 2 5 1 .
                1 2 3 3 2 4 4 1 2 5 1 ."""
    codes = np.array([[-1 if c == "." else int(c) - 1 for c in line.split()] for line in matrix.splitlines()]).T
    total = alpha.coincidences(codes, 5).sum(axis=0)
    assert np.diag(total) == pytest.approx([7, 10, 8, 4, 3])
    assert total.sum(axis=1) == pytest.approx([9, 13, 10, 5, 3])
    assert alpha.alpha(total) == pytest.approx(1 - 312 / 1216)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30))
def test_alpha_is_at_most_1_and_does_not_ask_who_is_first_or_what_codes_are_called(pairs):
    codes = np.array(pairs)
    one = alpha.alpha(alpha.coincidences(codes, 4).sum(axis=0))
    other = alpha.alpha(alpha.coincidences(3 - codes[:, ::-1], 4).sum(axis=0))
    assert np.isnan(one) == (len(set(codes.ravel())) == 1)
    assert np.isnan(one) or one <= 1 + 1e-12
    np.testing.assert_allclose(one, other)


def test_agreement_of_coders_who_differ_in_one_type_in_four(tmp_path):
    key = draw(small(), 50, seed=1)  # every sentence: pi = 1
    first = filled(key)
    first["type_1"] = np.where(np.arange(50) % 2, "government", "expert")
    second = first.copy()
    second.loc[[1, 3], "type_1"] = "military"  # the same group, another type
    found = validation.agreement([write(first, tmp_path / "ann.csv"), write(second, tmp_path / "bob.csv")], key)
    table = found.alphas.set_index(["variable", "of"])
    # 50 units: 25 expert-expert, 23 government-government, 2 government-military.
    # n = 100: expert 50, government 48, military 2; observed disagreement 4; alpha = 1 - 99 * 4 / (10000 - 4808)
    assert table.loc[("source_type", "sample"), "alpha"] == pytest.approx(1 - 396 / 5192)
    assert table.loc[("source_type", "sample"), "agreement"] == pytest.approx(0.96)
    assert table.loc[("source_type", "sample"), ["codes", "articles"]].tolist() == [100, 10]
    assert table.loc[("source_group", "sample"), "alpha"] == 1
    assert np.isnan(table.loc[("kind", "sample"), "alpha"])
    assert table.loc[("kind", "sample"), "note"] == "all codes are the same: no alpha"
    pd.testing.assert_series_equal(
        table.loc[("source_type", "sample"), ["alpha", "agreement"]],
        table.loc[("source_type", "corpus"), ["alpha", "agreement"]],
        check_names=False,
    )
    row = table.loc[("source_type", "sample")]
    assert row["low"] <= row["alpha"] <= row["high"] <= 1
    assert list(found.disagreements.columns) == "variable unit slot ann bob article_id sentence".split()
    assert found.disagreements[["unit", "ann", "bob"]].to_numpy().tolist() == [
        ["u0002", "government", "military"],
        ["u0004", "government", "military"],
    ]
    assert list(found.disagreements["sentence"]) == list(key["text"].iloc[[1, 3]])


def test_agreement_for_the_corpus_weights_by_what_a_unit_stands_for(tmp_path):
    key = draw(small(), 24, seed=1)  # quiet: 6 units of weight 10/3; the other 18 of weight 5/3
    first = filled(key)
    first["n_attributions"] = "0"
    first[["source_1", "type_1", "kind_1"]] = ""
    second = first.copy()
    quiet = (key["stratum"] == "quiet").to_numpy()
    for column, code in (("n_attributions", "1"), ("type_1", "expert"), ("kind_1", "direct")):
        second.loc[quiet, column] = code
    found = validation.agreement([write(first, tmp_path / "ann.csv"), write(second, tmp_path / "bob.csv")], key)
    shares = found.alphas.set_index(["variable", "of"])["agreement"]
    assert shares["n_attributions", "sample"] == pytest.approx(18 / 24)
    assert shares["n_attributions", "corpus"] == pytest.approx(30 / 50)
    assert found.alphas.set_index(["variable", "of"])["codes"]["source_type", "sample"] == 0
    assert set(found.disagreements["variable"]) == {"n_attributions"}


def test_agreement_needs_two_sheets_of_two_names(tmp_path, key):
    path = write(filled(key), tmp_path / "ann.csv")
    with pytest.raises(ValidationError, match="two coders or more"):
        validation.agreement([path], key)
    with pytest.raises(ValidationError, match=r"ann\.csv and ann\.csv would be one coder's"):
        validation.agreement([path, path], key)


def test_agreement_in_fewer_than_five_articles_has_no_interval(tmp_path):
    coding = coding_of([[SAID, CUE, QUIET]] * 4)
    key = draw(coding, 12, seed=1)
    sheet = sheets.blank_sheet(coding, key).assign(n_attributions="0")
    other = sheet.copy()
    other.loc[0, ["n_attributions", "type_1", "kind_1"]] = ["1", "expert", "direct"]
    found = validation.agreement([write(sheet, tmp_path / "a.csv"), write(other, tmp_path / "b.csv")], key)
    row = found.alphas.iloc[0]
    assert row["note"] == "fewer than 5 articles: no interval"
    assert np.isnan(row["low"])
    assert row["articles"] == 4
