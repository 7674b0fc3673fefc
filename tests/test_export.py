"""The files of a figure: the same bytes twice, fonts inside, formulas harmless, and where it all comes from."""

from __future__ import annotations

import json
import re
from html import unescape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.image import imread
from PIL import Image
from test_charts import shares
from test_evidence import coding_of

import framing
from framing import charts, measures
from framing.charts import contents, gallery
from framing.charts.exporting import csv_text

SCREENSHOTS = Path(__file__).parents[1] / "out" / "screenshots"
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


def test_the_reporting_line_is_in_every_pictures_metadata(tmp_path):
    written = export(tmp_path / "shares")
    line = json.loads(written[4].read_text(encoding="utf-8"))["reporting_line"]
    with Image.open(written[0]) as image:
        assert line in image.info["Description"]
        assert image.info["dpi"] == pytest.approx((300, 300), abs=0.01)
    svg = written[1].read_text(encoding="utf-8")
    assert line in unescape(re.search("<dc:description>(.*?)</dc:description>", svg, re.DOTALL)[1])
    subject = re.search(rb"/Subject \((.*?)(?<!\\)\)", written[2].read_bytes(), re.DOTALL)[1]
    assert line in re.sub(rb"\\([()\\])", rb"\1", subject).decode("utf-16" if subject[:2] == b"\xfe\xff" else "ascii")


def test_a_name_with_characters_that_no_svg_may_hold_makes_a_whole_picture(tmp_path):
    written = export(tmp_path / "shares", shares(["Her\x0bald \0 \ufffe", "Beacon"]))
    words = " ".join(ElementTree.parse(written[1]).getroot().itertext())
    assert "Her ald" in words


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


OUTLETS = ['A/B\\\\: <script>alert("&\'")</script>', "HERALD", "Herald"]
"""Names that would be bad ones for files and pages."""


@pytest.fixture(scope="module")
def everything(tmp_path_factory):
    """Two folders with everything of three outlets of the sample, the table of contents, and the coding."""
    articles = framing.read(Path(__file__).parents[1] / "data/sample").articles
    names = dict(zip(sorted(set(articles["outlet"])), OUTLETS, strict=False))
    articles = articles.assign(outlet=articles["outlet"].map(names)).dropna(subset="outlet")
    coding = framing.code(articles[["article_id", "outlet", "date", "title", "text"]])
    folders = [tmp_path_factory.mktemp("all") / name for name in ("one", "two")]
    table, _ = [framing.export_all(coding, folder) for folder in folders]
    return folders, table, coding


def test_everything_is_exported_and_named_in_the_table_of_contents(everything):
    (folder, _), table, _ = everything
    named = " ".join(table["files"]).split()
    assert sorted([*named, contents.CONTENTS, contents.INDEX]) == sorted(path.name for path in folder.iterdir())
    assert ((table["files"] == "") == (table["missing"] != "")).all()
    assert (table[["heading", "call"]] != "").all(axis=None)
    assert list(pd.read_csv(folder / contents.CONTENTS)["name"]) == list(table["name"])


def test_every_measure_is_written_or_left_out_with_its_reason(everything):
    _, table, _ = everything
    helpers = {"MeasureError", "readable", "reporting", "reporting_checklist", "since"}
    called = set(re.findall(r"framing\.(\w+)\(", " ".join(table["call"])))
    assert called >= set(measures.__all__) - helpers
    assert list(table.loc[table["missing"] != "", "name"]) == list(contents.LEFT_OUT)
    assert table["missing"].str.startswith("left out: ").sum() == len(contents.LEFT_OUT)


def test_the_call_beside_a_figure_or_table_makes_it(everything):
    (folder, _), table, coding = everything
    counts = coding.attributions["article_id"].value_counts()
    known = {"framing": framing, "pandas": pd, "coding": coding, "article_id": counts.index[0]}
    outlets = iter(sorted(OUTLETS))
    for row in table[table["files"] != ""].itertuples():
        known["outlet"] = next(outlets) if row.name.startswith(contents.TERMS) else ""
        made = eval(row.call, known)
        if isinstance(made, pd.DataFrame):
            assert (folder / f"{row.name}.csv").read_text(encoding="utf-8") == csv_text(made), row.name
        else:
            assert charts.alt_text(made) == row.says, row.name
            plt.close(made.figure)


def test_no_sentence_of_an_article_is_in_a_table(everything):
    (folder, _), _, coding = everything
    words = measures.missing_sources(coding)["example"]
    longest = max(words, key=len)
    assert len(longest) > 60
    for path in folder.glob("*.csv"):
        assert longest not in path.read_text(encoding="utf-8"), path.name


def test_every_json_and_the_page_hold_what_to_report(everything):
    (folder, _), _, _ = everything
    for path in folder.glob("*.json"):
        assert json.loads(path.read_text(encoding="utf-8"))["reporting_line"].startswith("24 articles (24 without")
    assert "24 articles (24 without copies), 3 outlets" in (folder / contents.INDEX).read_text(encoding="utf-8")


class Links(HTMLParser):
    """What a page links to and shows, and its elements."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.links, self.text = set(), [], ""
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [unquote(value) for name, value in attributes if name in ("href", "src")]

    def handle_data(self, data):
        self.text += data


def test_the_page_leads_to_every_file_and_takes_no_name_for_markup(everything):
    (folder, _), table, _ = everything
    page = Links((folder / contents.INDEX).read_text(encoding="utf-8"))
    files = {link for link in page.links if not link.startswith("#")}
    assert files == {path.name for path in folder.iterdir()} - {contents.INDEX}
    assert {link[1:] for link in page.links if link.startswith("#")} >= set(table.loc[table["files"] != "", "name"])
    assert "script" not in page.tags
    assert all(f"The words that set an outlet apart: {outlet}" in page.text for outlet in OUTLETS)


@pytest.mark.parametrize(("look", "width"), [("light", 1200), ("dark", 360)])
def test_the_page_opens_from_a_folder_with_its_pictures_and_without_barriers(chromium, everything, look, width):
    page = chromium.new_page(color_scheme=look, viewport={"width": width, "height": 900})
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((everything[0][0] / contents.INDEX).as_uri())
    assert page.evaluate("[...document.images].length > 10 && [...document.images].every((i) => i.naturalWidth > 100)")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert [address for address in asked if not address.startswith("file:")] == []
    script = pytest.importorskip("axe_playwright_python").__path__[0]
    page.evaluate((Path(script) / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate("axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] })")
    assert [(broken["id"], broken["nodes"][0]["html"]) for broken in found["violations"]] == []
    assert len(found["passes"]) > 5
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"all-figures-{look}.png", full_page=True)
    page.close()


def test_everything_twice_is_the_same_bytes(everything):
    (one, two), _, _ = everything
    assert all(path.read_bytes() == (two / path.name).read_bytes() for path in one.iterdir())


def test_the_figures_of_outlets_have_names_that_differ_by_more_than_case(everything):
    _, table, _ = everything
    terms = list(table.loc[table["name"].str.startswith(contents.TERMS), "name"])
    first, *heralds = (name.removeprefix(f"{contents.TERMS}_") for name in terms)
    assert first == "a-b-script-alert-script"
    assert len(set(heralds)) == 2
    assert all(re.fullmatch("herald-[0-9a-f]{6}", name) for name in heralds)


@pytest.mark.parametrize(
    ("outlet", "slug"),
    [
        ("The Ansel Courier", "the-ansel-courier"),
        ("新华社 日报", "新华社-日报"),
        ("दैनिक जागरण", "दैनिक-जागरण"),
        ("Cafe\u0301", "café"),
        ("../../etc/passwd", "etc-passwd"),
        ("C:\\CON", "c-con"),
        ("", ""),
        ("?!", ""),
        ("A" * 39 + " B" + "C" * 200, "a" * 39 + "-"),
    ],
)
def test_an_outlets_name_becomes_a_safe_part_of_a_files(outlet, slug):
    assert contents._slug(outlet) == slug


@given(st.text(max_size=300))
def test_no_outlets_name_makes_a_file_that_cannot_be_written(outlet):
    slug = contents._slug(outlet)
    assert not set(slug) & set('/\\:*?"<>|. \0')
    assert len(f"{contents.TERMS}_{slug}-123456.json".encode()) < 255


def test_what_cannot_be_drawn_is_listed_with_its_reason(tmp_path, monkeypatch, everything):
    monkeypatch.setattr(contents, "FIGURES", {"coverage": gallery.FIGURES["coverage"], "<b>": _undrawable})
    monkeypatch.setattr(contents, "TABLES", ())
    monkeypatch.setattr(contents, "LEFT_OUT", {})
    monkeypatch.setattr(measures, "distinctive_terms", _unmeasurable)
    table = framing.export_all(everything[2], tmp_path / "new")
    assert list(table["missing"]) == ["", "nothing <to> draw", "two groups are needed"]
    page = Links((tmp_path / "new" / contents.INDEX).read_text(encoding="utf-8"))
    assert "<b>: nothing <to> draw." in re.sub(r"\s+", " ", page.text)


def test_articles_in_which_nobody_is_quoted_are_no_error(tmp_path):
    table = framing.export_all(coding_of("The bridge fell.", [], []), tmp_path / "new").set_index("name")
    assert table.loc["cue_classes", "missing"] == "there is nothing to draw: nobody is quoted (the table has no rows)"
    assert table.loc["linked_sources", "says"] == "A table of 0 rows."
    assert set(table.loc[list(contents.TABLES), "missing"]) == {""}


def test_an_outlet_without_terms_does_not_keep_the_others_from_theirs(tmp_path, monkeypatch, everything):
    coding = everything[2]
    found = measures.distinctive_terms(coding)
    monkeypatch.setattr(measures, "distinctive_terms", lambda _: found[found["outlet"] != "HERALD"])
    monkeypatch.setattr(contents, "FIGURES", {})
    monkeypatch.setattr(contents, "TABLES", ())
    table = framing.export_all(coding, tmp_path / "new").head(3)
    assert list(table["files"] != "") == [True, False, True]
    assert "nothing to draw" in table["missing"].iloc[1]


def _undrawable(_):
    raise charts.ChartError("nothing <to> draw")


def _unmeasurable(_):
    raise measures.MeasureError("two groups are needed")
