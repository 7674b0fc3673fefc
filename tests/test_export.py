"""The files of a figure: the same bytes twice, fonts inside, formulas harmless, and where it all comes from."""

from __future__ import annotations

import json
import re
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.image import imread
from PIL import Image
from test_charts import shares
from test_evidence import coding_of

import framing
from framing import charts
from framing.charts import gallery

ENDINGS = [".png", ".svg", ".pdf", ".csv", ".json"]


@pytest.fixture(autouse=True)
def close_figures():
    yield
    plt.close("all")


def export(path, table=None):
    table = shares() if table is None else table
    return framing.export(charts.source_shares(table), path, table=table, coding=coding_of())


def test_five_files_come_back_in_a_new_folder(tmp_path):
    written = export(tmp_path / "new" / "figures" / "shares.v1")
    assert [path.name for path in written] == [f"shares.v1{ending}" for ending in ENDINGS]
    assert sorted(path.parent.iterdir() for path in written[:1])
    assert all(path.stat().st_size > 100 for path in written)


def test_drawn_and_written_twice_the_bytes_are_the_same(tmp_path):
    first, second = export(tmp_path / "one" / "shares"), export(tmp_path / "two" / "shares")
    for one, two in zip(first, second, strict=True):
        assert one.read_bytes() == two.read_bytes(), one.suffix


def test_the_png_has_300_dots_an_inch_and_the_alt_text(tmp_path):
    table = shares()
    ax = charts.source_shares(table)
    png = charts.export(ax, tmp_path / "shares", table=table, coding=coding_of())[0]
    width, height = ax.figure.get_size_inches()
    high, wide = imread(png).shape[:2]
    assert wide == round(width * 300)
    assert 0.1 < high / 300 - height < 0.3, "one line below the figure: its status"
    with Image.open(png) as image:
        assert charts.alt_text(ax) in image.info["Description"]
        assert "Exploratory" in image.info["Description"]
        assert "Software" not in image.info


def test_the_pdf_embeds_its_fonts_as_outlines_that_editors_read(tmp_path):
    pdf = export(tmp_path / "shares")[2].read_bytes()
    assert b"/FontFile2" in pdf
    assert b"/Type3" not in pdf
    assert b"CreationDate" not in pdf


def test_the_svg_names_no_date(tmp_path):
    svg = export(tmp_path / "shares")[1].read_text(encoding="utf-8")
    assert "<title>shares</title>" in svg
    assert "dc:date" not in svg


@pytest.mark.parametrize("inches", [3.35, 6.4])
def test_the_picture_says_below_itself_that_it_is_exploratory_and_by_which_version(tmp_path, monkeypatch, inches):
    table, said = shares(), []
    with plt.rc_context({"figure.figsize": (inches, 4)}):
        ax = charts.source_shares(table)
    save = type(ax.figure).savefig

    def seen(figure, *args, **more):
        figure.canvas.draw()
        box = figure.texts[-1].get_window_extent()
        assert box.y1 <= figure.bbox.y0
        assert box.x1 <= figure.bbox.x1
        said.append(figure.texts[-1].get_text().replace("\n", " "))
        return save(figure, *args, **more)

    monkeypatch.setattr(type(ax.figure), "savefig", seen)
    charts.export(ax, tmp_path / "shares", table=table, coding=coding_of())
    line = f"Exploratory, not validated on this corpus. framing {framing.__version__}, corpus c0ffeec0ffee."
    assert said == [line] * 3
    assert json.loads((tmp_path / "shares.json").read_text(encoding="utf-8"))["status"] == line
    assert line not in [text.get_text().replace("\n", " ") for text in ax.figure.texts]


def test_the_csv_is_the_table_and_runs_nothing(tmp_path):
    table = shares(["=1+1", "+a", "-b", "@c", "\tx", "Herald"])
    table["estimate"] = -table["estimate"]
    path = export(tmp_path / "shares", table)[3]
    read = pd.read_csv(path)
    assert list(read["outlet"].drop_duplicates()) == ["'=1+1", "'+a", "'-b", "'@c", "'\tx", "Herald"]
    assert list(read["estimate"]) == list(table["estimate"])
    assert list(read.columns) == list(table.columns)
    assert b"\r" not in path.read_bytes()
    assert table["outlet"].iloc[0] == "=1+1"


def test_the_json_says_where_the_figure_comes_from(tmp_path):
    facts = json.loads(export(tmp_path / "shares")[4].read_text(encoding="utf-8"))
    assert facts["figure"] == "shares"
    assert facts["alt"].startswith("Share of attributions")
    assert (facts["measures"], facts["unit"], facts["rows"]) == (["source_shares"], "attributions", 4)
    assert facts["reporting"]["corpus_hash"] == "c0ffee" * 10
    assert facts["reporting"]["exploratory"] is True
    assert facts["drawn_with"]["framing"] == framing.__version__
    assert re.search(
        r"^1 article \(1 without copies\), 1 outlet, 3 attributions \(tier core; 0 extended\), .* Unit: attributions\. "
        r".* Corpus c0ffeec0ffee\.",
        facts["reporting_line"],
    )
    assert "timings" not in json.dumps(facts)


def test_a_figure_of_the_users_own_is_not_cut_off(tmp_path):
    table = shares(["A very long name of an outlet", "Beacon"])
    figure, ax = plt.subplots(figsize=(3, 2))
    charts.source_shares(table, ax=ax)
    png = charts.export(ax, tmp_path / "own", table=table, coding=coding_of())[0]
    assert imread(png).shape[1] > 3 * 300
    assert figure.get_layout_engine() is None


def test_a_path_that_cannot_be_a_figure_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    for path, message in (
        (tmp_path, r"is a folder; name the figure in it"),
        (tmp_path / "shares.png", r"leave out the ending '\.png'"),
        (tmp_path / "file" / "shares", r"cannot be written"),
    ):
        with pytest.raises(charts.ChartError, match=message):
            export(path)


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """Two folders with everything of the sample, and the table of contents."""
    coding = framing.code(framing.read(Path(__file__).parents[1] / "data/sample"))
    folders = [tmp_path_factory.mktemp("all") / name for name in ("one", "two")]
    contents, _ = [framing.export_all(coding, folder) for folder in folders]
    return folders, contents, coding


def test_everything_is_exported_and_named_in_the_table_of_contents(everything):
    (folder, _), contents, _ = everything
    named = " ".join(contents["files"]).split()
    assert sorted([*named, gallery.CONTENTS, gallery.INDEX]) == sorted(path.name for path in folder.iterdir())
    assert list(contents["name"]) == [*gallery.FIGURES, *gallery.TABLES]
    assert ((contents["files"] == "") == (contents["missing"] != "")).all()
    page = (folder / gallery.INDEX).read_text(encoding="utf-8")
    assert all(f'href="{name}"' in page for name in named)


def test_everything_twice_is_the_same_bytes(everything):
    (one, two), _, _ = everything
    assert all(path.read_bytes() == (two / path.name).read_bytes() for path in one.iterdir())


def test_what_cannot_be_drawn_is_listed_with_its_reason(tmp_path, monkeypatch, everything):
    monkeypatch.setattr(gallery, "FIGURES", {"coverage": gallery.FIGURES["coverage"], "<b>": _undrawable})
    monkeypatch.setattr(gallery, "TABLES", ())
    contents = framing.export_all(everything[2], tmp_path / "new")
    assert list(contents["missing"]) == ["", "nothing <to> draw"]
    assert "Not made: nothing &lt;to&gt; draw" in (tmp_path / "new" / gallery.INDEX).read_text(encoding="utf-8")


def _undrawable(_):
    raise charts.ChartError("nothing <to> draw")
