"""read(): folders, manifests, companion files and bad input; every refusal names the file and the remedy."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

import framing
from framing.corpus import Corpus, CorpusError
from framing.corpus import decode as decoding

DATA = Path(__file__).parent / "data" / "corpus"
STORY = (
    "The ferry company in Brindle cancelled its crossings on Monday after a fire in the engine room, it said.\n\n"
    "Nobody was hurt, managing director Ilse Torp told reporters. She said that repairs would last until April.\n\n"
    "The islands' council said that 1,400 people depended on the crossing and asked the government for a boat.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good page, to which a test adds its trouble."""
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def refused(corpus: Corpus, file: str) -> tuple[str, str, str]:
    """Row, reason and remedy of the one refusal of a file."""
    rows = corpus.refusals[corpus.refusals["file"] == file]
    assert len(rows) == 1, corpus.refusals.to_string()
    return tuple(rows.iloc[0][["row", "reason", "remedy"]])


def ids(corpus: Corpus) -> list[str]:
    return list(corpus.articles["article_id"])


def test_pages_are_read_recursively_in_sorted_order_by_their_path(folder):
    (folder / "b" / "c").mkdir(parents=True)
    (folder / "b" / "c" / "deep.text").write_text(STORY, encoding="utf-8")
    shutil.copy(DATA / "bridge.html", folder / "b" / "page.v2.html")
    (folder / ".hidden.txt").write_text(STORY, encoding="utf-8")
    corpus = framing.read(folder)
    assert ids(corpus) == ["good", "b/page.v2", "b/c/deep"]
    assert len(corpus) == 3
    assert corpus.refusals.empty


def test_the_same_folder_gives_the_same_tables(folder):
    shutil.copy(DATA / "bridge.html", folder)
    shutil.copy(DATA / "harbour.txt", folder)
    first, second = framing.read(folder), framing.read(str(folder))
    pd.testing.assert_frame_equal(first.articles, second.articles)
    pd.testing.assert_frame_equal(first.removed_lines, second.removed_lines)


def test_of_a_page_saved_twice_the_html_is_read_and_the_text_listed(folder):
    shutil.copy(DATA / "bridge.html", folder / "good.html")
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    assert corpus.articles["outlet"][0] == "Kelmar Gazette"
    _, reason, remedy = refused(corpus, "good.txt")
    assert "good.html" in reason
    assert "rename" in remedy


def test_the_parts_that_a_browser_saves_beside_a_page_are_no_articles(folder):
    shutil.copy(DATA / "bridge.html", folder)
    (folder / "bridge_files").mkdir()
    shutil.copy(DATA / "bridge.html", folder / "bridge_files" / "frame.html")
    corpus = framing.read(folder)
    assert ids(corpus) == ["bridge", "good"]
    assert "parts of a saved page" in refused(corpus, "bridge_files")[1]


@pytest.mark.parametrize("name", ["notes.md", "scan.pdf", "photo.png", "sheet.xlsx", "letter.docx", "NOEND"])
def test_other_files_are_listed_with_what_to_do(folder, name):
    (folder / name).write_bytes(b"%PDF-1.4 anything")
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    row, reason, remedy = refused(corpus, name)
    assert row == ""
    assert ("not read" in reason) or ("without an ending" in reason)
    assert remedy


# ---- bad input


def test_a_missing_folder_stops_the_run(tmp_path):
    with pytest.raises(CorpusError, match=r"nowhere: there is no such file or folder"):
        framing.read(tmp_path / "nowhere")


def test_an_empty_folder_stops_the_run(tmp_path):
    with pytest.raises(CorpusError, match="holds no article"):
        framing.read(tmp_path)


@pytest.mark.parametrize("content", [b"", b"  \n\n \t", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(folder, content):
    (folder / "empty.txt").write_bytes(content)
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    assert "empty" in refused(corpus, "empty.txt")[1] or "white space" in refused(corpus, "empty.txt")[1]


def test_a_binary_file_called_txt_is_refused(folder):
    (folder / "photo.txt").write_bytes(bytes(range(256)) * 40)
    assert "binary" in refused(framing.read(folder), "photo.txt")[1]


def test_windows_letters_are_read_with_a_warning(folder):
    (folder / "old.txt").write_bytes(STORY.replace("Ilse", "Élise").encode("cp1252"))
    corpus = framing.read(folder)
    old = corpus.articles.set_index("article_id").loc["old"]
    assert "Élise Torp" in old["text"]
    assert any(w.startswith("old.txt: not UTF-8") for w in old["warnings"])


def test_a_few_broken_bytes_do_not_spoil_good_letters(folder):
    text = STORY.replace("Ilse", "Élise “Lise”").encode() + b"\nThe end \xff of it was late, they said.\n"
    (folder / "torn.txt").write_bytes(text)
    torn = framing.read(folder).articles.set_index("article_id").loc["torn"]
    assert "Élise “Lise” Torp" in torn["text"]
    assert any("mixed encodings: 1 characters" in w for w in torn["warnings"])


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_utf_16_is_read(folder, encoding):
    (folder / "wide.txt").write_bytes(STORY.encode(encoding))
    corpus = framing.read(folder)
    texts = corpus.articles.set_index("article_id")["text"]
    assert texts["wide"] == texts["good"]
    assert texts["wide"].startswith("The ferry")


def test_nonsense_in_no_encoding_is_refused(folder):
    (folder / "noise.txt").write_bytes(bytes([0x81, 0x8D, 0x41, 0x20]) * 500)
    assert "encoding" in refused(framing.read(folder), "noise.txt")[1]


def test_a_line_of_50_megabytes_is_refused_unread(folder, monkeypatch):
    with (folder / "huge.txt").open("wb") as file:
        file.write(b"word " * 10_000_000)
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    _, reason, remedy = refused(corpus, "huge.txt")
    assert "50,000,000 bytes" in reason
    assert "CSV" in remedy


def test_a_very_long_line_is_refused_by_its_number(folder):
    (folder / "long.txt").write_text("Title\n\n" + "word " * 30_000, encoding="utf-8")
    assert refused(framing.read(folder), "long.txt")[1] == "line 3 has 150,000 characters"


def test_a_file_of_very_many_lines_is_no_page(folder):
    (folder / "log.txt").write_text("one line\n" * 20_001, encoding="utf-8")
    assert refused(framing.read(folder), "log.txt")[1] == "20,002 lines are too many for a page"


@pytest.mark.parametrize("name", ["menu.txt", "menu.html"])
def test_a_page_with_no_story_is_refused(folder, name):
    items = ["Home", "News", "Sport", "Weather", "Sign in", "Contact us", "Privacy policy"]
    page = "\n".join(items)
    if name.endswith("html"):
        page = f"<html><body><ul>{''.join(f'<li>{i}</li>' for i in items)}</ul></body></html>"
    (folder / name).write_text(page, encoding="utf-8")
    _, reason, remedy = refused(framing.read(folder), name)
    assert "story" in reason
    assert "save the whole article" in remedy


def test_an_unreadable_file_is_refused(folder, monkeypatch):
    (folder / "locked.txt").write_text(STORY, encoding="utf-8")
    (folder / "locked.csv").write_text("text\nHello there.\n", encoding="utf-8")
    opened = Path.open

    def denied(path: Path, *arguments: object, **options: object) -> object:
        if path.name.startswith("locked"):  # root may read everything, so the system's answer is played
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", denied)
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    for name in ("locked.txt", "locked.csv"):
        assert refused(corpus, name)[1:] == (
            "permission to read the file is denied",
            "change its permissions (chmod u+r)",
        )


def test_a_page_that_breaks_a_parser_does_not_stop_the_folder(folder, monkeypatch):
    shutil.copy(DATA / "bridge.html", folder)

    def broken(source: str) -> None:
        raise RecursionError("too deep")

    monkeypatch.setattr("framing.corpus.html.html_to_draft", broken)
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    assert "RecursionError" in refused(corpus, "bridge.html")[1]


def test_duplicate_ids_keep_the_first(folder):
    (folder / "more.csv").write_text('article_id,text\ngood,"Another text."\nx,"A third."\n', encoding="utf-8")
    corpus = framing.read(folder)
    assert ids(corpus) == ["good", "x"]
    row, reason, _ = refused(corpus, "more.csv")
    assert row == "1"
    assert reason == "the id 'good' is already that of good.txt"


# ---- manifest and companions


def write_manifest(folder: Path, *rows: str) -> None:
    (folder / "manifest.csv").write_text("\n".join(["file,outlet,date,title,author,url", *rows]), encoding="utf-8")


def test_a_manifest_fills_and_overrides(folder):
    shutil.copy(DATA / "bridge.html", folder)
    write_manifest(
        folder,
        "good.txt,The Skell Times,2025-03-03,Ferries stop,Bo Sund,https://skell.example/1",
        "bridge.html,,2025-03-05,,,",
    )
    rows = framing.read(folder).articles.set_index("article_id")
    good, bridge = rows.loc["good"], rows.loc["bridge"]
    assert tuple(good[["outlet", "date", "title", "author", "url"]]) == (
        "The Skell Times",
        "2025-03-03",
        "Ferries stop",
        "Bo Sund",
        "https://skell.example/1",
    )
    assert not [w for w in good["warnings"] if "no certain" in w]
    assert (bridge["outlet"], bridge["author"]) == ("Kelmar Gazette", "Runa Vell; Jory Haff")
    assert bridge["published"] == "2025-03-05T06:30:00+01:00"  # the page knows the hour of that day


def test_a_bad_date_in_a_manifest_leaves_the_pages_own(folder):
    shutil.copy(DATA / "bridge.html", folder)
    write_manifest(folder, "bridge.html,,31 February 2025,,,")
    bridge = framing.read(folder).articles.set_index("article_id").loc["bridge"]
    assert bridge["date"] == "2025-03-05"
    assert any("manifest.csv, row 1: '31 February 2025' is no certain date" in w for w in bridge["warnings"])


def test_rows_of_a_manifest_that_lead_nowhere_are_listed(folder):
    write_manifest(folder, "goood.txt,Times,,,,", "good.txt,Times,,,,", "good.txt,Post,,,,")
    corpus = framing.read(folder)
    assert corpus.articles["outlet"][0] == "Times"
    reasons = list(corpus.refusals["reason"])
    assert reasons == ["there is no file 'goood.txt'", "a second row for 'good.txt'"]
    assert list(corpus.refusals["row"]) == ["1", "3"]


def test_a_manifest_without_the_column_file_is_refused(folder):
    (folder / "manifest.csv").write_text("name,outlet\ngood.txt,Times\n", encoding="utf-8")
    assert "no column 'file'" in refused(framing.read(folder), "manifest.csv")[1]


def test_manifests_lie_in_subfolders_or_are_given(folder):
    (folder / "sub").mkdir()
    shutil.copy(DATA / "harbour.txt", folder / "sub" / "a.txt")
    (folder / "sub" / "manifest.csv").write_text("file,outlet\na.txt,Harbour Post\n", encoding="utf-8")
    assert list(framing.read(folder).articles["outlet"]) == ["", "Harbour Post"]
    given = folder / "given.csv"
    given.write_text("file,outlet\ngood.txt,Skell Times\n", encoding="utf-8")
    assert framing.read(folder / "good.txt", manifest=given).articles["outlet"][0] == "Skell Times"
    with pytest.raises(CorpusError, match="no such manifest"):
        framing.read(folder, manifest=folder / "none.csv")


def test_companion_files_go_along_and_are_no_articles(folder):
    (folder / "actors.csv").write_text("name,country\nIlse Torp,\n", encoding="utf-8")
    (folder / "outlets.csv").write_text("outlet,aliases\nThe Skell Times,Skell Times;Times\n", encoding="utf-8")
    (folder / "variants.csv").write_text("concept,variant,pattern\ngate,sluice,sluice*\n", encoding="utf-8")
    (folder / "hand_coding.csv").write_text("article_id,text\ngood,x\n", encoding="utf-8")
    (folder / "good.txt").write_text(f"Skell Times\n\nMenu\n\n{STORY}", encoding="utf-8")
    corpus = framing.read(folder)
    assert ids(corpus) == ["good"]
    assert corpus.actors.to_dict("records") == [{"name": "Ilse Torp", "country": ""}]
    assert corpus.outlets.loc[0, "aliases"] == "Skell Times;Times"
    assert corpus.variants["pattern"].tolist() == ["sluice*"]
    assert corpus.articles["outlet"][0] == "The Skell Times"  # its masthead is one of the user's aliases


def test_without_companions_there_are_none(folder):
    corpus = framing.read(folder)
    assert corpus.actors is None
    assert corpus.outlets is corpus.variants is None


# ---- the corpus itself


def test_a_corpus_is_saved_as_one_folder_a_table(folder, tmp_path):
    corpus = framing.read(DATA)
    corpus.save(tmp_path / "out")
    for name in ("articles", "removed_lines"):
        saved = pd.read_parquet(tmp_path / "out" / name / "part-00000.parquet")
        assert len(saved) == len(getattr(corpus, name))


def test_a_corpus_shows_itself_escaped(folder):
    (folder / "<b>.md").write_text("x", encoding="utf-8")
    corpus = framing.read(folder)
    assert "1 articles" in repr(corpus)
    shown = corpus._repr_html_()
    assert "&lt;b&gt;.md" in shown
    assert "<b>.md" not in shown


def test_long_work_shows_its_progress_and_short_work_is_quiet(folder, capsys):
    framing.read(folder)
    assert capsys.readouterr().err == ""
    for n in range(50):
        (folder / f"note-{n}.md").write_text("x", encoding="utf-8")
    framing.read(folder)
    assert "reading" in capsys.readouterr().err


def test_decode_trusts_the_charset_that_a_page_declares():
    data = '<meta charset="iso-8859-2"><p>Łódź</p>'.encode("iso-8859-2")
    assert decoding.decode(data, "iso-8859-2")[0].endswith("<p>Łódź</p>")


def _page_html(title: str) -> str:
    story = "".join(
        f"<p>The council of the town said on day {n} that the bridge would stay closed.</p>" for n in range(9)
    )
    body = f"<body><article><h1>{title}</h1>{story}</article></body>"
    return f"<!DOCTYPE html><html><head><title>{title}</title></head>{body}</html>"


def test_a_page_is_read_when_its_twin_with_another_ending_is_broken(tmp_path):
    (tmp_path / "good.html").write_bytes(b"\x00\x01\x02" * 400)
    (tmp_path / "good.txt").write_text(
        "The bridge is closed\n\n" + "The council said that the bridge was closed. " * 12
    )
    corpus = framing.read(tmp_path)
    assert list(corpus.articles["article_id"]) == ["good"]
    assert list(corpus.refusals["file"]) == ["good.html"]


def test_html_saved_under_a_text_ending_is_read_as_html(tmp_path):
    (tmp_path / "page.txt").write_text(_page_html("The bridge stays closed for a year"))
    article = framing.read(tmp_path).articles.iloc[0]
    assert article["title"] == "The bridge stays closed for a year"
    assert "<" not in article["text"]
