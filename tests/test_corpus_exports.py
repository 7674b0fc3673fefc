"""Exports of news databases: known by their content, divided into articles, freed of what the database adds."""

from __future__ import annotations

import base64
import json

import export_cases as cases
import pandas as pd
import pytest

import framing
from framing.corpus import Corpus

FERRY = ("The Skell Times", "Ferries stop after fire", cases.TEXT)


def read(tmp_path, name: str, content: str | bytes) -> Corpus:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return framing.read(tmp_path)


def told(corpus: Corpus, row: int, *columns: str) -> tuple:
    return tuple(corpus.articles.iloc[row][list(columns)])


def reasons(corpus: Corpus) -> list[str]:
    return list(corpus.refusals["reason"])


def removed(corpus: Corpus, article: str, zone: str) -> list[str]:
    lines = corpus.removed_lines
    return list(lines[(lines["article_id"] == article) & (lines["zone"] == zone)]["text"])


@pytest.mark.parametrize("name", ["files.docx", "files.DOC", "export", "files.txt"])
def test_nexis_uni_in_word_under_any_name(tmp_path, name):
    corpus = read(tmp_path, name, cases.docx(cases.NEXIS_UNI))
    assert list(corpus.articles["article_id"]) == [f"{name.split('.')[0]}-1", f"{name.split('.')[0]}-2"]
    assert told(corpus, 0, "outlet", "title", "text") == FERRY
    assert told(corpus, 0, "date", "published") == ("2019-07-01", "2019-07-01T09:20:00+00:00")
    assert told(corpus, 0, "author", "byline", "standfirst", "caption") == (
        "Runa Vell; Bo Sund",
        "Runa Vell, Bo Sund",
        "Islands cut off until April",
        "A ferry at the quay. Picture: Mette Ro",
    )
    assert told(corpus, 1, "outlet", "date", "text") == ("Kelmar Gazette", "2002-11-05", "\n\n".join(cases.OTHER))
    assert reasons(corpus) == ["the database could not show the text"]
    assert corpus.refusals["row"][0] == "article 3"
    assert corpus.files.to_dict("records") == [{"file": name, "form": "Nexis Uni", "articles": 2}]
    assert "Nexis Uni (1 files, 2 articles)" in corpus._repr_html_()
    assert list(corpus.articles["warnings"]) == [[], []]


@pytest.mark.parametrize("build", [cases.rtf, lambda lines: "\n".join(lines).encode()], ids=["rtf", "text"])
def test_nexis_uni_in_other_containers_gives_the_same(tmp_path, build):
    corpus = read(tmp_path, "files.txt", build(cases.NEXIS_UNI))
    assert told(corpus, 0, "outlet", "title", "text") == FERRY
    assert told(corpus, 0, "date", "author") == ("2019-07-01", "Runa Vell; Bo Sund")
    assert len(corpus) == 2


def test_nothing_of_an_export_is_dropped_silently(tmp_path):
    corpus = read(tmp_path, "files.docx", cases.docx(cases.NEXIS_UNI[:-7]))
    first = "files-1"
    assert removed(corpus, first, "title") == ["Ferries stop after fire"]
    assert removed(corpus, first, "caption") == ["A ferry at the quay. Picture: Mette Ro"]
    chrome = removed(corpus, first, "chrome")
    assert "Job Number: 79564983" in chrome
    assert "Copyright 2019 Skell Newspapers Ltd All Rights Reserved" in chrome
    assert f"Load-Date:{cases.NBSP}July 1, 2019" in chrome
    given = [line for line in cases.NEXIS_UNI[:-7] if line.strip()]
    kept = "\n\n".join(corpus.articles["text"]).split("\n\n")
    assert sorted(given) == sorted([*kept, *corpus.removed_lines["text"]])


def test_a_nexis_document_with_nothing_but_head_and_text(tmp_path):
    lines = [*FERRY[1::-1], "1er juillet 2019 lundi", "Copyright 2019 Skell. Tous droits r\u00e9serv\u00e9s"]
    lines += ["Longueur : 55 mots", "", *cases.PARAGRAPHS, "Fin du document"]
    corpus = read(tmp_path, "one.docx", cases.docx(lines))
    assert told(corpus, 0, "outlet", "title", "text") == FERRY
    assert told(corpus, 0, "article_id", "date") == ("one", "2019-07-01")


@pytest.mark.parametrize("name", ["lexis.TXT", "lexis.dat"])
def test_lexis_text_with_hard_wraps(tmp_path, name):
    corpus = read(tmp_path, name, cases.LEXIS)
    assert told(corpus, 0, "outlet", "date", "text") == ("The Skell Times", "2010-01-11", cases.TEXT)
    assert corpus.articles["title"][0].endswith("of the old boat had seen coming")
    assert told(corpus, 0, "author", "url", "caption") == (
        "Runa Vell; Bo Sund",
        "http://skell.example/1",
        "PHOTO: A ferry at the quay. (PHOTOGRAPH BY METTE RO)",
    )
    assert told(corpus, 1, "outlet", "title", "date") == ("Kelmar Gazette", "Rye harvest begins early", "2010-01-12")
    assert corpus.articles["text"][1] == "\n\n".join([*cases.OTHER, "HAFF: We will see."])
    assert corpus.refusals.empty


def test_lexis_text_in_german(tmp_path):
    corpus = read(tmp_path, "lexis.txt", cases.LEXIS_GERMAN.encode("cp1252"))
    assert told(corpus, 0, "article_id", "outlet", "title", "date", "author", "text") == (
        "lexis",
        "Kelmarer Bote",
        "Die F\u00e4hre f\u00e4hrt nicht",
        "2010-01-11",
        "Runa Vell",
        cases.TEXT,
    )


@pytest.mark.parametrize("build", [cases.rtf, cases.docx, lambda lines: "\n".join(lines).encode()])
def test_factiva_as_text(tmp_path, build):
    corpus = read(tmp_path, "factiva.txt", build(cases.FACTIVA))
    assert told(corpus, 0, "outlet", "title", "text") == FERRY
    assert told(corpus, 0, "published", "author") == ("1993-01-09T09:20:00", "Runa Vell")
    assert told(corpus, 1, "outlet", "title", "date", "text") == (
        "Kelmar Gazette",
        "Rye harvest begins early",
        "1993-01-10",
        "\n\n".join(cases.OTHER),
    )


@pytest.mark.parametrize("markup", [cases.FACTIVA_INDEXED, cases.FACTIVA_ORDERED], ids=["indexed", "ordered"])
@pytest.mark.parametrize("name", ["factiva.html", "factiva.txt"])
def test_factiva_html_in_both_displays(tmp_path, markup, name):
    corpus = read(tmp_path, name, markup)
    assert told(corpus, 0, "article_id", "outlet", "title", "text") == ("factiva", *FERRY)
    assert told(corpus, 0, "date", "author") == ("1993-01-09", "Runa Vell")
    assert "Copyright 1993 Skell Newspapers Ltd." in " ".join(removed(corpus, "factiva", "chrome"))


@pytest.mark.parametrize("export", [cases.PROQUEST, cases.PROQUEST_HTML], ids=["text", "html"])
def test_proquest(tmp_path, export):
    corpus = read(tmp_path, "proquest.txt", export)
    assert told(corpus, 0, "outlet", "title") == FERRY[:2]
    assert corpus.articles["text"][0].split("\n\n") == [*cases.PARAGRAPHS[:2], cases.LABELLED, cases.PARAGRAPHS[2]]
    assert told(corpus, 0, "date", "author", "url") == ("2010-05-08", "Runa Vell", "http://p.example/1")
    assert (len(corpus), reasons(corpus)) == (1, ["the record has no full text"])


def test_proquest_ris_is_read_where_it_holds_the_text(tmp_path):
    corpus = read(tmp_path, "export.bin", cases.PROQUEST_RIS)
    assert told(corpus, 0, "outlet", "title", "text") == FERRY
    assert told(corpus, 0, "date", "author", "url") == ("2022-03-09", "Runa Vell; Bo Sund", "http://p.example/1")
    assert "field N2" in corpus.articles["warnings"][0][0]
    assert reasons(corpus) == ["the article is described, but its text is not there"]


@pytest.mark.parametrize(
    ("name", "export", "place"),
    [
        ("My library.ris", cases.ZOTERO_RIS, "files/12/ferries.html"),
        ("My library.txt", cases.ZOTERO_BIBTEX, "files/12/ferries.html"),
        ("My library.csv", cases.ZOTERO_CSV, "storage/12/ferries.html"),
        ("My library.json", cases.ZOTERO_CSL, "storage/12/ferries.html"),
    ],
)
def test_zotero_describes_the_snapshots_beside_it(tmp_path, name, export, place):
    (tmp_path / place).parent.mkdir(parents=True)
    (tmp_path / place).write_text(cases.PAGE, encoding="utf-8")
    corpus = read(tmp_path, name, export)
    assert told(corpus, 0, "article_id", "outlet", "date", "title", "url") == (
        place.removesuffix(".html"),
        "The Skell Times",
        "2019-07-01",
        "Ferries stop after fire",
        "https://skell.example/1",
    )
    assert corpus.articles["author"][0].startswith("Runa Vell")
    assert [r for r in reasons(corpus) if "described" in r] == (
        ["the article is described, but its file 'files/13/rye.pdf' is not there or was not read"]
        if name.endswith("ris")
        else []
    )


def test_single_pages_in_word_rtf_and_mhtml_are_pages(tmp_path):
    mhtml = (
        'From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; type="text/html"; boundary="b"'
        "\r\n\r\n--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        f"{base64.b64encode(cases.PAGE.encode()).decode()}\r\n--b\r\nContent-Type: image/png\r\n\r\nx\r\n--b--\r\n"
    )
    (tmp_path / "a.docx").write_bytes(cases.docx(["Ferries stop after fire", "", *cases.PARAGRAPHS]))
    (tmp_path / "b.rtf").write_bytes(cases.rtf(["Ferries stop after fire", "", *cases.PARAGRAPHS]))
    corpus = read(tmp_path, "c.mhtml", mhtml)
    assert list(corpus.articles["article_id"]) == ["a", "b", "c"]
    assert all(cases.PARAGRAPHS[1] in text for text in corpus.articles["text"])
    assert corpus.articles["title"][2] == "Ferries stop after fire"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("URL,MobileURL,Date,Title\nu,,20200616,T\n", "GDELT"),
        ("id,language,media_name,media_url,publish_date,title,url\n1,en,P,u,2020-01-01,T,u\n", "Media Cloud"),
        (json.dumps({"articles": [{"url": "u", "title": "T", "seendate": "20200616T091500Z"}]}), "GDELT"),
        ('{"date": "d", "url": "u", "title": "T", "lang": "en", "outletName": "P"}\n' * 2, "GDELT"),
        (("20200616091500-1\t" * 26 + "x\n") * 2, "GDELT"),
        (
            json.dumps({"status": "ok", "articles": [
                {"source": {"id": None}, "title": "T", "url": "u", "publishedAt": "d", "content": "x [+99 chars]"}
            ]}),
            "NewsAPI",
        ),
        (json.dumps([{"id": "x", "type": "article-newspaper", "title": "T", "issued": {}}]), "described"),
    ],
    ids=["doc", "mediacloud", "gdelt", "gal", "gkg", "newsapi", "csl"],
)  # fmt: skip
@pytest.mark.parametrize("name", ["list.json", "list.csv", "list.txt"])
def test_lists_without_texts_are_refused_with_what_to_do(tmp_path, content, words, name):
    corpus = read(tmp_path, name, content)
    assert len(corpus) == 0
    assert words in reasons(corpus)[0]
    assert "text" in corpus.refusals["remedy"][0]


def test_a_list_to_which_texts_were_added_is_a_table(tmp_path):
    rows = [{"url": "u", "title": "T", "seendate": "20200616T091500Z", "text": cases.TEXT, "outlet": "Post"}]
    assert list(read(tmp_path, "list.json", json.dumps({"articles": rows})).articles["text"]) == [cases.TEXT]


def test_the_guardians_json(tmp_path):
    results = [
        {
            "webTitle": "Ferries stop after fire | World",
            "webUrl": "https://guardian.example/1",
            "webPublicationDate": "2019-07-01T09:20:00Z",
            "fields": {"headline": "Ferries stop after fire", "bodyText": cases.TEXT, "byline": "Runa Vell"},
        }
    ]
    corpus = read(tmp_path, "guardian.json", json.dumps({"response": {"status": "ok", "results": results}}))
    assert told(corpus, 0, "outlet", "title", "author", "date") == ("The Guardian", FERRY[1], "Runa Vell", "2019-07-01")
    assert corpus.articles["text"][0] == cases.TEXT


@pytest.mark.parametrize("name", ["crawl.warc.gz", "crawl.bin"])
def test_pages_of_a_web_archive(tmp_path, name):
    pages = {
        "https://skell.example/1": ("text/html; charset=utf-8", cases.PAGE.encode()),
        "https://skell.example/a.png": ("image/png", b"\x89PNG"),
        "https://skell.example/menu": ("text/html", b"<html><body><p>Home</p></body></html>"),
    }
    corpus = read(tmp_path, name, cases.warc(pages))
    assert told(corpus, 0, "url", "text", "title") == ("https://skell.example/1", cases.TEXT, "Ferries stop after fire")
    assert sorted(reasons(corpus))[1] == "records that are no pages: 1 image/png"
    assert sorted(reasons(corpus))[0].startswith("https://skell.example/menu: ")


def test_a_zip_archive_is_read_like_a_folder(tmp_path):
    content = cases.packed(
        {
            "news/a.html": cases.PAGE,
            "news/manifest.csv": "file,outlet\na.html,The Skell Times\n",
            "news/export.docx": cases.docx(cases.NEXIS_UNI),
            "__MACOSX/news/._a.html": b"\0",
            "news/b_files/x.html": cases.PAGE,
            "news/b.html": cases.PAGE,
        }
    )
    inside = ["news/a", "news/b", "news/export-1", "news/export-2"]
    assert sorted(read(tmp_path, "all.zip", content).articles["article_id"]) == [f"all.zip/{i}" for i in inside]
    alone = framing.read(tmp_path / "all.zip")
    assert sorted(alone.articles["article_id"]) == inside
    assert alone.articles.set_index("article_id")["outlet"]["news/a"] == "The Skell Times"


def test_excel_takes_the_sheet_with_texts(tmp_path):
    with pd.ExcelWriter(tmp_path / "t.xlsx") as book:
        pd.DataFrame({"note": ["hello"]}).to_excel(book, sheet_name="Notes", index=False)
        rows = {"text": [cases.TEXT, None], "date": [pd.Timestamp("2019-07-01"), None], "id": [7, 8]}
        pd.DataFrame(rows).to_excel(book, sheet_name="Articles", index=False)
    (tmp_path / "t.xlsx").rename(tmp_path / "t.bin")
    corpus = framing.read(tmp_path)
    assert told(corpus, 0, "article_id", "text", "date") == ("7", cases.TEXT, "2019-07-01")
    assert sorted(reasons(corpus)) == ["only the sheet 'Articles' is read", "the row has no text"]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_table_is_known_whatever_its_name(tmp_path, ending):
    data = pd.DataFrame({"id": ["a", "b"], "text": [cases.TEXT, "Two."], "outlet": ["Post", "Post"]})
    path = tmp_path / f"t.{ending}"
    if ending == "csv":
        data.to_csv(path, index=False)
    elif ending == "jsonl":
        data.to_json(path, orient="records", lines=True)
    else:
        data.to_parquet(path)
    path.rename(tmp_path / "t.txt")
    assert list(framing.read(tmp_path).articles["text"]) == [cases.TEXT, "Two."]


@pytest.mark.parametrize(
    "head",
    [
        "1 of 10 DOCUMENTS",
        "TY  - the ferry company's word for a day without boats",
        "id,text,date",
        "{Correction} [An earlier version named another boat]",
        "User Name: o.kest\nJob Number: 12",
        "Full text: the letter of the council\nAuthor: the council",
        "@article of the day, chosen by our readers",
        "News\n55 words\n9 January 1993",
        "End of Document",
        "{\\rtfm is what the engineers say",
        "<3 ferries",
    ],
)
def test_a_page_that_begins_like_an_export_is_a_page(tmp_path, head):
    corpus = read(tmp_path, "page.txt", f"{head}\n\n{cases.TEXT}\n")
    assert corpus.refusals.empty, corpus.refusals.to_string()
    assert list(corpus.articles["article_id"]) == ["page"]
    assert cases.PARAGRAPHS[2] in corpus.articles["text"][0]
