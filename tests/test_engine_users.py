"""The user's own tables: every problem is told with its file, row and remedy before the work begins."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import make_corpus

from framing import coding, engine
from framing.corpus.companions import read_companion
from framing.corpus.files import File
from framing.engine.users import problems, users_table

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
ACTORS = pd.DataFrame([{"name": "Ada Stone", "source_type": "government"}])
OUTLETS = pd.DataFrame([{"outlet": "Herald", "country": "XA", "kind": "newspaper", "control": "private"}])


def actors(*rows: dict[str, str]) -> pd.DataFrame:
    blank = dict.fromkeys(("name", "aliases", "source_type", "country", "side"), "")
    return pd.DataFrame([blank | row for row in rows])


@pytest.mark.parametrize("name", ["actors", "outlets", "variants"])
def test_the_tables_of_the_sample_are_without_fault(name):
    assert problems(name, read_companion(File(SAMPLE / f"{name}.csv")), name) == []


@pytest.mark.parametrize(
    ("table", "message"),
    [
        (ACTORS.rename(columns={"name": "names"}), "the table actors: no column 'name'; add it, or rename 'names'"),
        (ACTORS.set_axis(["name", "name"], axis=1), "the table actors: two columns 'name'; rename one"),
        (
            ACTORS.assign(source_type="goverment"),
            "the table actors, row 1: no source type 'goverment'; did you mean 'government'?",
        ),
    ],
)
def test_a_users_table_that_cannot_be_used_is_told_before_the_work(fake_rooms, table, message):
    with pytest.raises(coding.RunError) as told:
        engine.code(make_corpus(1), actors=table)
    assert str(told.value).splitlines()[0] == message
    assert fake_rooms.coded == []


def test_a_missing_file_is_told(tmp_path):
    with pytest.raises(coding.RunError, match=r"nobody\.csv: there is no such file; check the path"):
        users_table("actors", tmp_path / "nobody.csv")


def test_a_table_found_with_the_corpus_is_named_by_its_file(fake_rooms):
    corpus = make_corpus(1, actors=actors({"aliases": "x", "source_type": "government"}))
    with pytest.raises(coding.RunError, match=r"^actors\.csv, row 1: no name; fill it in, or delete the row$"):
        engine.code(corpus)


def test_an_alias_without_a_name_ends_in_one_line(tmp_path):
    """Through the command, with the real rooms: this was a traceback."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.csv").write_text("text\nThe mayor said that the bridge was shut.\n")
    (tmp_path / "in" / "actors.csv").write_text("name,aliases,source_type,country,side\n,x,government,,\n")
    command = [sys.executable, "-m", "framing", "code", tmp_path / "in", "--out", tmp_path / "out"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False)
    assert shown.returncode == 1
    assert shown.stderr == "error: actors.csv, row 1: no name; fill it in, or delete the row\n"


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"name": "—"}, "no name; fill it in, or delete the row"),
        ({"source_type": "wizard"}, "no source type 'wizard'; known: government, military"),
        ({"country": "Denmark"}, "no country 'Denmark'; write DK"),
        ({"country": "dk"}, "no country 'dk'; write DK"),
        ({"country": "UK"}, "no country 'UK'; write GB"),
        ({"country": "Narnia"}, "no country 'Narnia'; write its ISO code"),
        ({"country": "AX "}, None),
        ({"country": "XZ"}, None),
        ({"source_type": "", "country": ""}, None),
    ],
)
def test_an_actors_cells_are_those_of_the_codebook(cells, problem):
    found = problems("actors", actors({"name": "Ada Stone"} | cells), "who.csv")
    assert len(found) == (problem is not None)
    assert all(line.startswith(f"who.csv, row 1: {problem}") for line in found)


@pytest.mark.parametrize(
    ("cells", "problem"),
    [
        ({"control": "State"}, "no control 'State'; did you mean 'state'?"),
        ({"control": "goverment"}, "no control 'goverment'; known: independent, private"),
        ({"kind": "tabliod"}, "no kind 'tabliod'; did you mean 'tabloid'?"),
        ({"country": "Chile"}, "no country 'Chile'; write CL"),
        ({"outlet": ""}, "no outlet; fill it in, or delete the row"),
        ({"kind": "parish_newsletter"}, None),  # kinds are the user's own groups
        ({"kind": "", "control": ""}, None),
    ],
)
def test_an_outlets_cells_are_known_ones(cells, problem):
    found = problems("outlets", OUTLETS.assign(**cells), "outlets.csv")
    assert len(found) == (problem is not None)
    assert all(line.startswith(f"outlets.csv, row 1: {problem}") for line in found)


def test_a_name_stands_once_and_an_alias_belongs_to_one():
    table = actors(
        {"name": "Ada Stone", "aliases": "the mayor;Ada Stone; Mayor Stone", "source_type": "government"},
        {"name": "Ivo Rook", "aliases": "the mayor", "source_type": "politician"},
        {"name": "Ada Stone", "source_type": "academic"},
        {"name": "Stone Ltd", "aliases": "Ivo Rook"},
    )
    assert problems("actors", table, "actors.csv") == [
        "actors.csv, row 2: 'the mayor' stands in row 1 too; take it out of one of the two",
        "actors.csv, row 3: 'Ada Stone' stands in row 1 too; make them one row",
        "actors.csv, row 4: 'Ivo Rook' stands in row 2 too; take it out of one of the two",
    ]


def test_an_outlet_stands_once():
    found = problems("outlets", pd.concat([OUTLETS, OUTLETS]), "outlets.csv")
    assert found == ["outlets.csv, row 2: 'Herald' stands in row 1 too; make them one row"]


def test_variants_are_checked_row_by_row():
    patterns = ["regime", "the gov!"]
    table = pd.DataFrame({"concept": ["rulers"] * 2, "variant": ["regime", ""], "pattern": patterns})
    assert problems("variants", table, "variants.csv") == [
        "variants.csv, row 2: no variant; fill it in, or delete the row",
        "variants.csv, row 2: 'gov!' in 'gov!' is not one word; write letters, digits, inner hyphens or apostrophes, "
        "a * only at the end, alternatives as a|b without spaces, and a ~ with spaces around it",
    ]
    assert problems("variants", table.drop(columns="pattern").assign(patterns=""), "variants.csv") == [
        "variants.csv: no column 'pattern'; add it, or rename 'patterns'"
    ]
