"""Names in any script: fonts tried in turn, one warning for what none has, labels cut to their room."""

from __future__ import annotations

import warnings

import matplotlib.pyplot as plt
import pytest
from matplotlib import ft2font
from test_charts import close_figures, ratios, row_labels, shares
from test_evidence import coding_of

from framing import charts, resources
from framing.charts import exporting, fonts
from framing.charts.lettering import cut, labels, plain, text_width

__all__ = ["close_figures"]

AIN = "\N{LATIN LETTER AIN}"
"""A letter that DejaVu Serif has, and DejaVu Sans lacks; both come with matplotlib."""


@pytest.fixture
def bare(monkeypatch):
    """An environment with no font but matplotlib's own sans."""
    monkeypatch.setattr(fonts, "families", lambda: (fonts.FIRST,))
    monkeypatch.setattr(fonts, "_look_again", lambda: False)


@pytest.fixture
def serif(monkeypatch):
    """An environment with one more font."""
    monkeypatch.setattr(fonts, "families", lambda: (fonts.FIRST, "DejaVu Serif"))


def test_one_warning_names_the_characters_the_scripts_and_the_remedy(bare):
    with pytest.warns(charts.ChartWarning) as said:
        ax = charts.source_ratio(ratios(["朝日新聞", "한겨레", "朝 A"]))
    assert [str(one.message) for one in said] == [
        "no installed font has 朝日新聞한겨레 (CJK, Hangul); □ stands for them. "
        "Install a font that has them, such as Debian's fonts-noto-cjk"
    ]
    assert said[0].filename == __file__
    assert row_labels(ax) == ["□□□□", "□□□", "□ A"]
    assert "朝日新聞 2.50" in charts.alt_text(ax)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax.figure.canvas.draw()


def test_names_that_the_first_font_has_are_drawn_without_a_word(bare):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = charts.source_ratio(ratios(["Ведомости", "Το Βήμα", "Süddeutsche"]))
        ax.figure.canvas.draw()
    assert row_labels(ax) == ["Ведомости", "Το Βήμα", "Süddeutsche"]


def test_a_character_of_no_known_script_has_the_remedy_of_all_fonts(bare):
    with pytest.warns(charts.ChartWarning, match=r"\(Latin\).*Debian's fonts-noto$"):
        charts.source_ratio(ratios([AIN, "B"]))


@pytest.mark.parametrize("given", [False, True], ids=["own figure", "given axes"])
def test_a_further_font_is_used_where_the_first_lacks_a_character(serif, given):
    ax = plt.subplots()[1] if given else None
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        ax = charts.source_ratio(ratios([f"Herald {AIN}", "B"]), ax=ax)
        ax.figure.canvas.draw()
    assert row_labels(ax)[0] == f"Herald {AIN}"
    assert ax.get_yticklabels()[0].get_fontfamily() == [fonts.FIRST, "DejaVu Serif"]


def test_the_pdf_embeds_the_further_font_too_and_the_bytes_are_the_same(serif, tmp_path):
    table = shares([f"Herald {AIN}", "B"])
    written = [
        charts.export(charts.source_shares(table), tmp_path / name / "shares", table=table, coding=coding_of())
        for name in ("one", "two")
    ]
    pdf = written[0][2].read_bytes()
    assert b"DejaVuSerif" in pdf
    assert b"DejaVuSans" in pdf
    assert b"/FontFile2" in pdf
    assert b"/Type3" not in pdf
    assert [file.read_bytes() for file in written[0]] == [file.read_bytes() for file in written[1]]


def test_a_figure_that_was_shown_before_gives_the_same_bytes():
    ax = charts.source_ratio(ratios(["Herald", "Beacon"]))
    first = exporting.svg(ax)
    ax.figure.canvas.draw()
    assert exporting.svg(ax) == first == exporting.svg(charts.source_ratio(ratios(["Herald", "Beacon"])))


def test_a_matplotlib_that_does_not_shape_letters_is_told_of(monkeypatch):
    monkeypatch.setattr(ft2font, "__libraqm_version__", "", raising=False)
    with pytest.warns(
        charts.ChartWarning, match="matplotlib before 3.11 draws Arabic, Hebrew letter by letter"
    ) as said:
        charts.source_ratio(ratios(["العربية", "הארץ"]))
    assert len(said) == 1


def test_only_joiners_are_kept_of_invisible_characters():
    assert plain("a\u200db\u200e\u00adc\ufe0f") == "a\u200dbc"


def test_every_script_has_its_fonts_and_its_package():
    rows = resources.rows("palette/fonts.tsv")
    assert len({row["script"] for row in rows}) == len(rows)
    for row in rows:
        assert row["shaped"] in ("yes", "no")
        assert row["package"].startswith("fonts-")
        assert all(family == family.strip() != "" for family in row["families"].split("; "))


# --- labels ----------------------------------------------------------------------------------------------------------


def test_names_that_begin_alike_are_cut_in_the_middle():
    with plt.rc_context({"ytick.labelsize": 8}):
        found = labels(["The State News Agency of Norland", "The State News Agency of Sudland", "Beacon"], 3.35, "123")
    assert found[0].endswith("orland 1")
    assert found[1].endswith("udland 2")
    assert found[0].startswith("The")
    assert found[2] == "Beacon 3"


def test_a_name_that_is_cut_fits_its_room():
    for name in ("The State News Agency of Norland", "W" * 40, "i" * 200):
        for tail in (0, 0.5):
            shown = cut(name, 1.0, 8, tail=tail)
            assert "…" in shown
            assert 0.85 < text_width(shown, 8) <= 1.0
    assert cut("Beacon", 1.0, 8) == "Beacon"
    assert cut("Beacon", 0.01, 8) == "B…"
