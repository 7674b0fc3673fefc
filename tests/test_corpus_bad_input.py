"""Bad input: attacks, torn and huge files, wrong encodings; all good files are read, each bad one listed."""

from __future__ import annotations

import io
import os
import stat
import zipfile
from datetime import date, timedelta
from pathlib import Path

import export_cases as cases
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import framing
from framing.corpus import Corpus, files

LAUGHS = '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/passwd">]>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one good page, to which a test adds its trouble."""
    (tmp_path / "good.txt").write_text(cases.TEXT, encoding="utf-8")
    return tmp_path


def refused(folder: Path, file: str) -> str:
    """Reason of the one refusal of a file, beside which the good page is read."""
    corpus = framing.read(folder)
    assert "good" in list(corpus.articles["article_id"])
    rows = corpus.refusals[corpus.refusals["file"] == file]
    assert len(rows) == 1, corpus.refusals.to_string()
    assert rows["remedy"].iloc[0]
    return rows["reason"].iloc[0]


# ---- archives


def test_a_zip_bomb_is_refused_unread(folder):
    (folder / "bomb.zip").write_bytes(cases.packed({"a.html": cases.PAGE, "bomb.txt": b"0" * 20_000_000}))
    assert refused(folder, "bomb.zip") == "'bomb.txt' unpacks to more than 200 times its size, as bombs do"


@pytest.mark.parametrize(
    ("limit", "value", "words"),
    [("MAX_MEMBERS", 1, "2 members are more than the limit of 1"), ("MAX_UNPACKED", 100, "more than the limit of 100")],
)
def test_an_archive_beyond_a_limit_is_refused_with_the_limit(folder, monkeypatch, limit, value, words):
    monkeypatch.setattr(files, limit, value)
    (folder / "large.zip").write_bytes(cases.packed({"a.html": cases.PAGE, "b.html": cases.PAGE}))
    assert words in refused(folder, "large.zip")


@pytest.mark.parametrize("name", ["../evil.html", "/evil.html", "a/../../evil.html", "C:\\evil.html", "..\\evil.html"])
def test_a_name_that_leads_out_of_the_archive_is_refused_and_nothing_written(folder, name):
    (folder / "in").mkdir()
    (folder / "in" / "evil.zip").write_bytes(cases.packed({name: cases.PAGE, "fine.html": cases.PAGE}))
    before = sorted(folder.rglob("*"))
    corpus = framing.read(folder)
    assert list(corpus.articles["article_id"]) == ["good", "in/evil.zip/fine"]
    assert "leads out of the archive" in corpus.refusals["reason"][0]
    assert sorted(folder.rglob("*")) == before


def test_links_nested_archives_and_passwords_are_refused(folder):
    link = zipfile.ZipInfo("link.html")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    locked = zipfile.ZipInfo("locked.html")
    with zipfile.ZipFile(folder / "odd.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("inner.zip", cases.packed({"a.html": cases.PAGE}))
        archive.writestr("fine.html", cases.PAGE)
        archive.writestr(locked, cases.PAGE)
    data = (folder / "odd.zip").read_bytes()
    place = data.rindex(b"locked.html") - 46 + 8  # the flags of its entry in the directory
    (folder / "odd.zip").write_bytes(data[:place] + b"\x01\x00" + data[place + 2 :])
    corpus = framing.read(folder)
    assert list(corpus.articles["article_id"]) == ["good", "odd.zip/fine"]
    reasons = dict(zip(corpus.refusals["file"], corpus.refusals["reason"], strict=True))
    assert reasons == {
        "odd.zip/link.html": "a link, not a file",
        "odd.zip/inner.zip": "an archive inside an archive",
        "odd.zip/locked.html": "protected by a password",
    }


def test_a_torn_archive_is_refused(folder):
    data = cases.packed({"a.html": cases.PAGE})
    (folder / "torn.zip").write_bytes(data[: len(data) // 2])
    assert "broken ZIP archive" in refused(folder, "torn.zip")


def test_a_torn_member_is_refused_and_the_others_read(folder):
    data = bytearray(cases.packed({"a.html": cases.PAGE, "b.html": cases.PAGE.replace("fire", "flood")}))
    data[60:90] = bytes(30)
    (folder / "torn.zip").write_bytes(data)
    assert "broken" in refused(folder, "torn.zip/a.html")
    assert "torn.zip/b" in list(framing.read(folder).articles["article_id"])


@pytest.mark.parametrize("name", ["laughs.docx", "laughs.xlsx"])
def test_xml_entities_are_refused(folder, name):
    if name.endswith("docx"):
        content = cases.docx(["&b;&c;"], extra=LAUGHS)
    else:
        parts = {"[Content_Types].xml": "<Types/>", "xl/workbook.xml": f"<?xml version='1.0'?>{LAUGHS}<workbook/>"}
        content = cases.packed(parts)
    (folder / name).write_bytes(content)
    assert "declares XML entities" in refused(folder, name)


# ---- sizes


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("huge.txt", "10,000,000 for a saved page"),
        ("huge.html", "10,000,000 for a saved page"),
        ("huge.csv", "500,000,000 for a table"),
        ("huge.jsonl", "500,000,000 for a table"),
    ],
)
def test_two_gigabytes_are_refused_unread_with_the_limit(folder, name, limit):
    (folder / name).touch()
    os.truncate(folder / name, 2_147_483_648)  # takes no room on the disk
    assert refused(folder, name) == f"2,147,483,648 bytes are more than the limit of {limit}"


def test_a_large_export_is_refused_with_its_own_limit(folder, monkeypatch):
    monkeypatch.setattr("framing.corpus.opening.MAX_EXPORT", 500)
    (folder / "lexis.txt").write_text(cases.LEXIS, encoding="utf-8")
    assert "more than the limit of 500 for an export" in refused(folder, "lexis.txt")


# ---- encodings


def read_one(folder: Path, name: str, data: bytes) -> pd.Series:
    (folder / name).write_bytes(data)
    return framing.read(folder).articles.set_index("article_id").loc[name.partition(".")[0]]


def test_windows_quotation_marks_inside_utf_8_are_kept(folder):
    data = cases.TEXT.replace("Ilse", "Élise").encode()
    data += b"\n\nThe boat is \x93old\x94 and isn\x92t safe \x96 she said.\n"
    article = read_one(folder, "mixed.txt", data)
    assert "The boat is “old” and isn’t safe – she said." in article["text"]
    assert any("mixed encodings: 4 characters" in w for w in article["warnings"])


@pytest.mark.parametrize("wrong", ["cp1252", "latin-1"])
def test_mojibake_is_put_right_with_a_warning(folder, wrong):
    whole = cases.TEXT.replace("Ilse", "Élise")
    article = read_one(folder, "mojibake.txt", whole.encode().decode(wrong, "replace").encode())
    assert "Élise Torp" in article["text"]
    assert any("mojibake" in w for w in article["warnings"])


def test_mojibake_in_a_table_is_told_and_left(folder):
    text = "She said â€œnoâ€\x9d to the cafÃ© owner."
    article = read_one(folder, "t.csv", f'id,text\nt,"{text}"\n'.encode())
    assert article["text"] == text
    assert article["warnings"][0].startswith("t.csv, row 1: letters look wrong")


def test_good_letters_are_no_mojibake(folder):
    text = f"{cases.TEXT}\n\nÂngela Ávila e Žofie Šťastná disseram “não” à mãe do café; 5 € — naïve façade, he said."
    article = read_one(folder, "fine.txt", text.encode())
    assert article["text"].endswith("he said.")
    assert "mojibake" not in " ".join(article["warnings"])


def test_a_few_zero_bytes_are_left_out(folder):
    article = read_one(folder, "nul.txt", cases.TEXT.encode().replace(b"Brindle", b"Brin\0dle", 1))
    assert article["text"] == cases.TEXT
    assert any("1 zero bytes" in w for w in article["warnings"])


def test_a_text_that_a_spreadsheet_has_cut_is_doubted(folder):
    article = read_one(folder, "t.csv", f"id,text\nt,{'word ' * 6553}wo\n".encode())
    assert "spreadsheets cut" in article["warnings"][0]


# ---- doubles and dates


def test_the_same_article_under_two_ids_is_a_copy(folder):
    rows = [{"id": i, "text": cases.TEXT, "outlet": "Post", "date": "2020-01-01"} for i in ("b", "a")]
    articles = framing.read(pd.DataFrame(rows)).articles.set_index("article_id")
    assert articles["copy_of"].to_dict() == {"a": "", "b": "a"}
    assert articles["containment"]["b"] == 1.0


@pytest.mark.parametrize(
    "given",
    [
        *("1 March 2020", "March 1, 2020", "Mar 1st, 2020", "Sun, 01 Mar 2020 10:00:00 GMT", "2020 Mar 01"),
        *("1. März 2020", "Sonntag, 1. März 2020", "1er mars 2020", "dimanche 1 mars 2020", "le 1er mars 2020"),
        *("1 de marzo de 2020", "1º de marzo de 2020", "domingo 1 marzo 2020", "1 marzo 2020"),
        *("domenica 1º marzo 2020", "2020-03-01", "2020/03/01", "01.03.2020", "20200301", "2020-03-01T10:00:00Z"),
    ],
)
def test_dates_in_five_languages(given):
    assert framing.read(pd.DataFrame({"text": ["One."], "date": [given]})).articles["date"][0] == "2020-03-01"


def test_a_date_to_come_is_doubted():
    soon, far = str(date.today()), str(date.today() + timedelta(days=3))
    articles = framing.read(pd.DataFrame({"text": ["One.", "Two."], "date": [soon, far]})).articles
    assert articles["warnings"][0] == []
    assert articles["warnings"][1] == [f"DataFrame, row 2: the date {far} is yet to come; correct it where it is given"]


# ---- many files, and broken ones of every kind

WHOLE = {
    "nexis.docx": cases.docx(cases.NEXIS_UNI),
    "nexis.rtf": cases.rtf(cases.NEXIS_UNI),
    "lexis.txt": cases.LEXIS.encode(),
    "factiva.html": cases.FACTIVA_INDEXED.encode(),
    "ordered.html": cases.FACTIVA_ORDERED.encode(),
    "factiva.rtf": cases.rtf(cases.FACTIVA),
    "proquest.txt": cases.PROQUEST.encode(),
    "proquest.ris": cases.PROQUEST_RIS.encode(),
    "zotero.csv": cases.ZOTERO_CSV.encode(),
    "zotero.bib": cases.ZOTERO_BIBTEX.encode(),
    "crawl.warc": cases.warc({"https://skell.example/1": ("text/html", cases.PAGE.encode())}),
    "all.zip": cases.packed({"a.html": cases.PAGE, "b.docx": cases.docx(cases.NEXIS_UNI)}),
    "t.csv": b'id,text,outlet\na,"One, two.",Post\nb,Three.,Post\n',
    "t.jsonl": b'{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n',
    "list.json": b'{"articles": [{"id": "a", "text": "One.", "title": "T"}]}',
}


def _binary_tables() -> dict[str, bytes]:
    data, excel, parquet = pd.DataFrame({"id": ["a"], "text": ["One."]}), io.BytesIO(), io.BytesIO()
    data.to_excel(excel, index=False)
    data.to_parquet(parquet)
    return {"t.xlsx": excel.getvalue(), "t.parquet": parquet.getvalue()}


WHOLE |= _binary_tables()


MAGIC = [b"", b"PK\x03\x04", b"{\\rtf1", b"PAR1", b"WARC/1.0\r\n", b"\x1f\x8b", b"TY  - NEWS\n", b"{", b"<"]


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file of some form of which pieces were cut out, doubled, or overwritten."""
    name = draw(st.sampled_from(sorted(WHOLE)))
    data = WHOLE[name]
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(data)))
        end = draw(st.integers(start, min(len(data), start + 200)))
        other = draw(st.one_of(st.binary(max_size=20), st.just(data[start:end] * 2), st.just(b"")))
        data = data[:start] + other + data[end:]
    return draw(st.sampled_from([name, f"{name}.txt", "x.html", "x"])), data


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(file=mutated())
def test_a_mutated_file_is_read_or_refused(tmp_path_factory, file):
    folder = tmp_path_factory.mktemp("mutated")
    (folder / file[0]).write_bytes(file[1])
    corpus = framing.read(folder)
    check(corpus)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    head=st.sampled_from(MAGIC),
    data=st.one_of(st.binary(max_size=300), st.text(max_size=300).map(lambda t: t.encode("utf-8", "surrogatepass"))),
    name=st.sampled_from(["x.txt", "x.html", "x.csv", "x.json", "x.docx", "x.warc.gz", "x.zip", "x.parquet", "x"]),
)
def test_any_bytes_are_read_or_refused(tmp_path_factory, head, data, name):
    folder = tmp_path_factory.mktemp("any")
    (folder / name).write_bytes(head + data)
    check(framing.read(folder))


def check(corpus: Corpus) -> None:
    """Something was read or refused, and nothing by an error that no reader expected."""
    assert len(corpus) + len(corpus.refusals)
    assert not [r for r in corpus.refusals["reason"] if r.startswith("the reader failed")]
    assert all(corpus.refusals["remedy"])


def test_a_page_that_breaks_a_parser_does_not_stop_its_web_archive(tmp_path, monkeypatch):
    whole = framing.corpus.html.html_to_draft

    def breaks(source: str) -> object:
        if "breaks" in source:
            raise RecursionError("too deep")
        return whole(source)

    monkeypatch.setattr("framing.corpus.html.html_to_draft", breaks)
    pages = {"https://skell.example/1": cases.PAGE.replace("fire", "breaks"), "https://skell.example/2": cases.PAGE}
    archive = cases.warc({url: ("text/html", page.encode()) for url, page in pages.items()})
    (tmp_path / "crawl.warc").write_bytes(archive)
    corpus = framing.read(tmp_path)
    assert list(corpus.articles["url"]) == ["https://skell.example/2"]
    reason = "https://skell.example/1: the reader failed (RecursionError: too deep)"
    assert corpus.refusals[["row", "reason"]].to_numpy().tolist() == [["record 1", reason]]


def test_of_many_files_the_good_are_read_and_each_broken_one_is_listed(tmp_path):
    whole = {name: data for name, data in WHOLE.items() if name not in ("zotero.csv", "zotero.bib")}
    broken = 0
    for number in range(200):
        name = sorted(whole)[number % len(whole)]
        data = whole[name]
        if number % 20 == 7:
            data, broken = bytes(range(256)) * 3, broken + 1
        (tmp_path / f"{number}-{name}").write_bytes(data)
    corpus = framing.read(tmp_path)
    whole_files = corpus.refusals[corpus.refusals["row"] == ""]["file"]
    assert broken == 10
    assert {int(file.split("-")[0]) for file in whole_files} == set(range(7, 200, 20))
