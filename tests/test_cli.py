"""The command: what it prints and where, its exit status, and that user errors carry no traceback."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from conftest import make_corpus

import framing
from framing import cli, coding

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
REFUSED = pd.DataFrame(
    [
        {"file": "empty.txt", "row": "", "reason": "the file is empty", "remedy": "save the page again"},
        {"file": "list.csv", "row": "7", "reason": "no text", "remedy": "fill the column text"},
    ]
)


@pytest.fixture
def reads(monkeypatch, fake_rooms):
    """Make `framing.read` return this corpus."""

    def give(corpus):
        monkeypatch.setattr(framing, "read", lambda path: corpus, raising=False)

    give(make_corpus(2))
    return give


def test_read_shows_what_was_kept_and_removed_and_writes_both(reads, tmp_path, capsys):
    assert cli.main(["read", "pages", "--out", str(tmp_path / "run")]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[:2] == ["a-000: kept 1 paragraphs, 10 words; removed 1 lines", "       1 chrome: menu"]
    assert shown[-1] == f"2 articles, 0 not read. Tables: {tmp_path / 'run'}"
    assert list(coding.read_parts(tmp_path / "run", "removed_lines", ["line", "text"])["text"]) == ["Subscribe"] * 2
    assert sorted(p.name for p in (tmp_path / "run").iterdir()) == ["articles", "removed_lines"]


def test_read_shows_warnings_under_their_article(reads, tmp_path, capsys):
    corpus = make_corpus(1)
    corpus.articles["warnings"] = [["no date found"]]
    reads(corpus)
    cli.main(["read", "pages", "--out", str(tmp_path / "run")])
    assert capsys.readouterr().out.splitlines()[2] == "    note no date found"


def test_code_writes_the_tables_and_counts_their_rows(reads, tmp_path, capsys):
    assert cli.main(["code", "pages", "--out", str(tmp_path / "run")]) == 0
    assert "       2 removed lines" in capsys.readouterr().out
    assert len(framing.load(tmp_path / "run").attributions) == 2


def test_instruments_are_chosen_by_name(reads, tmp_path, capsys):
    start = ["code", "pages", "--out"]
    assert cli.main([*start, str(tmp_path / "both"), "--instruments", "vader,textblob"]) == 0
    assert framing.load(tmp_path / "both").run["options"]["instruments"] == "vader, textblob"
    assert cli.main([*start, str(tmp_path / "none"), "--instruments", "vadr"]) == 1
    assert "no sentiment instrument 'vadr'; did you mean 'vader'?" in capsys.readouterr().err


def test_what_was_not_read_is_told_and_the_rest_goes_on(reads, tmp_path, capsys):
    reads(make_corpus(2, refusals=REFUSED))
    assert cli.main(["code", "pages", "--out", str(tmp_path / "run")]) == 0
    told = capsys.readouterr()
    assert "not read: empty.txt: the file is empty; save the page again" in told.err
    assert "not read: list.csv, row 7: no text; fill the column text" in told.err
    assert "not read" not in told.out
    assert framing.load(tmp_path / "run").run["refusals"] == REFUSED.to_dict("records")


def test_strict_makes_any_problem_fatal(reads, tmp_path, capsys):
    reads(make_corpus(2, refusals=REFUSED))
    assert cli.main(["code", "pages", "--strict", "--out", str(tmp_path / "run")]) == 1
    assert "--strict" in capsys.readouterr().err
    assert not (tmp_path / "run").exists()


@pytest.mark.parametrize(("arguments", "status"), [([], 0), (["--strict"], 1)])
def test_read_checks_the_users_tables_too(reads, tmp_path, capsys, arguments, status):
    actors = pd.DataFrame(
        [{"name": "", "source_type": "government"}, {"name": "Ada Stone", "source_type": "goverment"}]
    )
    reads(make_corpus(1, actors=actors, outlets=pd.DataFrame([{"outlet": "Herald", "country": "Denmark"}])))
    assert cli.main(["read", "pages", *arguments, "--out", str(tmp_path / "run")]) == status
    told = capsys.readouterr().err.splitlines()
    assert told[:3] == [
        "not usable: actors.csv, row 1: no name; fill it in, or delete the row",
        "not usable: actors.csv, row 2: no source type 'goverment'; did you mean 'government'?",
        "not usable: outlets.csv, row 1: no country 'Denmark'; write DK",
    ]
    assert told[3:] == ["error: something could not be read or used (--strict)"] * status


@pytest.mark.parametrize(
    ("command", "line"),
    [
        ("read", "stopped"),
        ("code", "stopped; the same command goes on where it stopped"),
        ("report", "stopped; the same command goes on where it stopped"),
    ],
)
def test_ctrl_c_is_one_line_and_status_130(monkeypatch, tmp_path, capsys, command, line):
    def stop(path):
        raise KeyboardInterrupt

    monkeypatch.setattr(framing, "read", stop, raising=False)
    assert cli.main([command, "pages", "--out", str(tmp_path / "run")]) == 130
    assert capsys.readouterr().err == f"{line}\n"


@pytest.mark.parametrize("command", ["read", "code", "report"])
@pytest.mark.parametrize("inside", ["", "results", "deep/er"])
def test_results_among_the_articles_are_refused_at_once(reads, tmp_path, capsys, command, inside):
    pages, out = tmp_path / "pages", tmp_path / "pages" / inside
    pages.mkdir()
    assert cli.main([command, str(pages), "--out", str(out)]) == 1
    assert capsys.readouterr().err == (
        f"error: {out}: lies in {pages}, where the next run would read it; name a folder outside {pages}\n"
    )
    assert list(pages.iterdir()) == []


@pytest.mark.parametrize("command", ["read", "code", "report"])
def test_nothing_to_code_is_status_1(reads, tmp_path, capsys, command):
    reads(make_corpus(0, refusals=REFUSED))
    assert cli.main([command, "pages", "--out", str(tmp_path / "run")]) == 1
    assert "no article was found" in capsys.readouterr().err


@pytest.mark.parametrize("command", ["read", "code", "report"])
def test_a_folder_with_something_else_is_refused_without_a_traceback(reads, tmp_path, capsys, command):
    (tmp_path / "thesis.docx").write_text("mine")
    assert cli.main([command, "pages", "--out", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"error: {tmp_path}: holds something else")
    assert "Traceback" not in told
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.docx"]


def test_a_missing_folder_is_told_without_a_traceback(tmp_path, capsys):
    assert cli.main(["code", str(tmp_path / "nowhere"), "--out", str(tmp_path / "run")]) == 1
    assert "nowhere" in capsys.readouterr().err


def test_the_module_is_the_command():
    shown = subprocess.run([sys.executable, "-m", "framing", "--version"], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == framing.__version__


def test_a_defect_keeps_its_traceback(monkeypatch, tmp_path):
    monkeypatch.setattr(framing, "read", lambda path: 1 / 0, raising=False)
    with pytest.raises(ZeroDivisionError):
        cli.main(["code", "pages", "--out", str(tmp_path / "run")])


def test_report_writes_every_figure_with_its_table_and_provenance(reads, tmp_path, capsys):
    from framing import report

    corpus = make_corpus(2)
    corpus.articles["date"] = ["2026-03-01", "2026-03-04"]
    reads(corpus)
    out = tmp_path / "report"
    assert cli.main(["report", "pages", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert f"Tables: {out / 'tables'}" in told.out
    assert "2 articles by 2 outlets, 2026-03-01 to 2026-03-04; 20 words." in told.out
    assert "  Herald: Officials 100 %; n = 1" in told.out
    missing = set(re.findall(r"not made: (\w+):", told.err))
    assert missing == {"missing_sources", "wording_rates", "distinctive_terms"}  # so few words
    written = {path.name for path in (out / "figures").iterdir()}
    assert written == {f"{n}.{e}" for n in set(report.FIGURES) - missing for e in ("png", "svg", "pdf", "csv", "json")}
    assert "<html" in (out / "report.html").read_text(encoding="utf-8")
    facts = json.loads((out / "figures" / "source_shares.json").read_text(encoding="utf-8"))
    assert facts["reporting"]["corpus_hash"] == framing.load(out / "tables").run["corpus_hash"]


def test_a_figure_that_cannot_be_drawn_is_told_and_the_others_are_drawn(reads, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("framing.report.FIGURES", ("coverage", "source_shares"))
    corpus = make_corpus(2)
    corpus.articles["date"] = ""
    reads(corpus)
    assert cli.main(["report", "pages", "--out", str(tmp_path / "report")]) == 0
    assert "not made: coverage: no article has a date" in capsys.readouterr().err
    assert (tmp_path / "report" / "figures" / "source_shares.png").exists()


def test_a_report_can_be_made_again_in_its_folder(reads, tmp_path, fake_rooms, monkeypatch):
    monkeypatch.setattr("framing.report.FIGURES", ("source_shares",))
    arguments = ["report", "pages", "--out", str(tmp_path / "report")]
    assert [cli.main(arguments), cli.main(arguments)] == [0, 0]
    assert len(fake_rooms.coded) == 1


def test_one_page_alone_is_counted_without_intervals(tmp_path, capsys):
    page = sorted(SAMPLE.glob("*.txt"))[0]
    assert cli.main(["report", str(page), "--out", str(tmp_path / "report")]) == 0
    shares = pd.read_csv(tmp_path / "report" / "figures" / "source_shares.csv")
    assert shares["numerator"].sum() > 0
    assert shares[["low", "high"]].isna().all().all()
    assert "1 article by 1 outlet" in capsys.readouterr().out


def test_code_says_which_date_is_none(tmp_path, capsys):
    table = tmp_path / "in" / "d.csv"
    table.parent.mkdir()
    table.write_text("id,text,date\n1,The minister said that the bridge was closed.,2020-13-45\n", encoding="utf-8")
    assert cli.main(["code", str(table.parent), "--out", str(tmp_path / "out")]) == 0
    assert "note: d.csv, row 1: '2020-13-45' is no certain date" in capsys.readouterr().err


def test_figures_draws_everything_of_a_coding_and_says_what_is_not_made(reads, tmp_path, capsys):
    cli.main(["code", "pages", "--out", str(tmp_path / "run")])
    capsys.readouterr()
    arguments = ["figures", str(tmp_path / "run"), "--out", str(tmp_path / "all")]
    assert cli.main(arguments) == 0
    told = capsys.readouterr()
    made = len(pd.read_csv(tmp_path / "all" / "contents.csv")["files"].dropna())
    assert told.out == f"{made} figures and tables, to open in a browser: {tmp_path / 'all' / 'index.html'}\n"
    assert "not made: distinctive_terms" in told.err
    assert "missing_quotations" not in told.err
    assert cli.main(arguments) == 1, "the folder holds something"
