"""The report's promises: it announces only what it wrote, and says in words what it did not make."""

from __future__ import annotations

import pandas as pd
import pytest

from framing import cli

QUIET = "The bridge fell on Monday.\n\nIt had stood for ninety years. The river was high after a week of rain.\n"


@pytest.fixture
def reported(tmp_path, capsys):
    """Run `framing report` on articles where nobody is quoted; what it printed."""
    rows = [{"outlet": "Herald", "title": f"Bridge falls {n}", "text": f"{QUIET} It was day {n}."} for n in range(2)]
    pd.DataFrame(rows).to_csv(tmp_path / "articles.csv", index=False)
    inputs, out = tmp_path / "articles.csv", tmp_path.parent / f"{tmp_path.name}-out"

    def run():
        assert cli.main(["report", str(inputs), "--out", str(out)]) == 0
        return capsys.readouterr(), out

    return run


def test_too_many_articles_leave_their_texts_out_of_the_page(reported, monkeypatch):
    monkeypatch.setattr("framing.report.FIGURES", ())
    monkeypatch.setattr("framing.report.MOST_ARTICLES", 1)
    told, out = reported()
    assert "not made: the texts in report.html: 2 articles are too many" in told.err
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "It was day 1." not in page
    assert "2 articles by 1 outlet" in page


def test_a_stale_page_goes_before_the_new_one_is_made(reported, monkeypatch):
    monkeypatch.setattr("framing.report.FIGURES", ())
    _, out = reported()
    (out / "report.html").write_text("of an earlier start", encoding="utf-8")

    def stopped(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("framing.report.drawn", stopped)
    with pytest.raises(AssertionError):
        reported()
    assert not (out / "report.html").exists()


def test_a_corpus_without_sources_is_told_so_and_gets_its_page(reported, monkeypatch):
    monkeypatch.setattr("framing.report.FIGURES", ("source_shares", "source_ratio"))
    told, out = reported()
    assert "not made: source_shares: there is nothing to draw: nobody is quoted" in told.err
    assert "not made: source_ratio: there is nothing to draw: no official or analyst is quoted" in told.err
    assert f"in a browser: {out / 'report.html'}" in told.out
    assert (out / "report.html").exists()
