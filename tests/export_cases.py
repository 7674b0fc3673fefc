"""Exports of news databases, invented in the structure of real ones; the articles are those of nobody."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NBSP = "\u00a0"
PARAGRAPHS = (
    "The ferry company in Brindle cancelled its crossings on Monday after a fire in the engine room, it said.",
    "LISTEN: \u201cNobody was hurt,\u201d managing director Ilse Torp told reporters in the harbour of Brindle.",
    "The islands' council said that 1,400 people depended on the crossing and asked the government for a boat.",
)
TEXT = "\n\n".join(PARAGRAPHS)
LABELLED = "Location: the ferry lies at the quay of Brindle, where the fire brigade keeps watch over it at night."
OTHER = (
    "Farmers in Kelmar Valley began to harvest rye two weeks early, the growers' union said on Tuesday in a note.",
    "Agronomist Jory Haff said that a dry spring had ripened the crop, and that yields would be a tenth lower.",
)

NEXIS_UNI = [
    *("User Name: o.kest", "Date and Time: Tuesday, July 2, 2019 10:14:00 AM EDT", "Job Number: 79564983"),
    *("Documents (3)", "1. Ferries stop after fire", "Client/Matter: -None-", "Search Terms: ferry AND fire"),
    *("2. Rye harvest begins early", "Client/Matter: -None-", "3. Lost", "", ""),
    *("Ferries stop after fire", "The Skell Times(London)", "July 1, 2019 Monday 9:20 AM GMT"),
    *("Copyright 2019 Skell Newspapers Ltd All Rights Reserved", "", f"Section:{NBSP}NEWS; Pg. A10"),
    *(f"Length:{NBSP}55 words", f"Byline:{NBSP}Runa Vell, Bo Sund", f"Dateline:{NBSP}BRINDLE"),
    *(f"Highlight:{NBSP}Islands cut off until April", "Body", "", *PARAGRAPHS, "", "Graphic", ""),
    *("A ferry at the quay. Picture: Mette Ro", "", "Classification", "", "Language: ENGLISH"),
    *("Subject: FERRIES (93%); FIRES (90%)", f"Load-Date:{NBSP}July 1, 2019", "", "End of Document", "", ""),
    *("Rye harvest begins early", "Kelmar Gazette", "November 5, 2002 Tuesday Final Edition"),
    *("Copyright 2002 Kelmar Press All Rights Reserved", f"Length:{NBSP}40 words", "Body", "ABSTRACT", ""),
    *("Rye is early.", "FULL TEXT", *OTHER, f"Load-Date:{NBSP}November 6, 2002", "End of Document", ""),
    *("Lost", "Kelmar Gazette", "November 6, 2002 Wednesday", f"Length:{NBSP}9 words", "Body"),
    *("We are sorry but there is an error in this document and it is not possible to display it", "End of Document"),
]
LEXIS = (
    "\ufeffDownload Request: All Documents: 1-2\nTime Of Request: Monday, January 11, 2010  09:00:00 EST\n"
    "Terms: ferry\nProject ID: None\n\n\n"
    "                               1 of 2 DOCUMENTS\n\n\n"
    "                               The Skell Times (London)\n\n"
    "                            January 11, 2010 Monday\n                              Late Edition - Final\n\n"
    "Ferries stop after a fire that nobody in the engine room of the old boat had\nseen coming\n\n"
    "BYLINE: By Runa Vell and Bo Sund\n\nSECTION: Section A; Column 0; Pg. 4\n\nLENGTH: 55 words\n\n"
    "DATELINE: BRINDLE\n\n"
    "The ferry company in Brindle cancelled its crossings on Monday after a fire in\nthe engine room, it said.\n\n"
    "LISTEN: \u201cNobody was hurt,\u201d managing director Ilse Torp told reporters in the\nharbour of Brindle.\n\n"
    "The islands' council said that 1,400 people depended on the crossing and asked\nthe government for a boat.\n\n"
    "URL: http://skell.example/1\n\nLOAD-DATE: January 11, 2010\n\nACC-NO: 1234\n\nLANGUAGE: ENGLISH\n\n"
    "GRAPHIC: PHOTO: A ferry at the quay. (PHOTOGRAPH BY METTE RO)\n\nPUBLICATION-TYPE: Newspaper\n\n\n"
    "                    Copyright 2010 Skell Newspapers Ltd\n                              All Rights Reserved\n\n\n"
    "                               2 of 2 DOCUMENTS\n\n\n"
    "                    Copyright 2010 Kelmar Press\n                              All Rights Reserved\n\n"
    "                       Kelmar Gazette (Kelmar) - Final Edition\n\n"
    "                            January 12, 2010 Tuesday\n\n"
    "Rye harvest begins early\n\nLENGTH: 40 words\n\n"
    "Farmers in Kelmar Valley began to harvest rye two weeks early, the growers'\nunion said on Tuesday in a note.\n\n"
    "Agronomist Jory Haff said that a dry spring had ripened the crop, and that\nyields would be a tenth lower.\n\n"
    "HAFF: We will see.\n\nLOAD-DATE: January 12, 2010\n\nLANGUAGE: ENGLISH\n"
)
LEXIS_GERMAN = (
    "                          Dokument 1 von 1\n\n\n                          Kelmarer Bote\n\n"
    "                          Montag 11. Januar 2010\n\nDie F\u00e4hre f\u00e4hrt nicht\n\n"
    "AUTOR: Runa Vell\n\nRUBRIK: POLITIK; S. 4\n\nL\u00c4NGE: 55 W\u00f6rter\n\n" + TEXT + "\n\n"
    "UPDATE: 12. Januar 2010\n\nSPRACHE: GERMAN; DEUTSCH\n\nPUBLICATION-TYPE: Zeitung\n"
)
FACTIVA = [
    *("News", "Ferries stop after fire", "By Runa Vell", "55 words", "9 January 1993", "09:20", "The Skell Times"),
    *(
        "SKELL",
        "English",
        "Copyright 1993 Skell Newspapers Ltd.",
        "",
        *PARAGRAPHS,
        "Document SKELL00020010922dp190001r",
        "",
    ),
    *("Rye harvest begins early", "1.040 mots", "10 janvier 1993", "Kelmar Gazette", "KELM", "2", "Anglais"),
    *("(c) 1993 Kelmar Press.", "", *OTHER, "Document KELM000020010922dp1a0002s", ""),
    *("Search Summary", "Text", "ferry", "Results Found", "2", "\u00a9 2019 Factiva, Inc. All rights reserved."),
]


def _row(code: str, value: str) -> str:
    return f'<tr><td class="index" align="right"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'


def _paragraphs(texts: tuple[str, ...]) -> str:
    return "".join(f'<p class="articleParagraph enarticleParagraph">{escape(t)}</p>' for t in texts)


FACTIVA_INDEXED = (
    '<html><head><title>Factiva</title></head><body><div class="article enArticle"><table>'
    + _row("SE", "News")
    + _row("HD", '<span class="enHeadline">Ferries <b>stop</b> after fire</span>')
    + _row("BY", "By Runa Vell")
    + _row("WC", "55 words")
    + _row("PD", "9 January 1993")
    + _row("ET", "09:20")
    + _row("SN", "The Skell Times")
    + _row("SC", "SKELL")
    + _row("LA", "English")
    + _row("CY", "Copyright 1993 Skell Newspapers Ltd.")
    + _row("LP", _paragraphs(PARAGRAPHS[:1]))
    + _row("TD", _paragraphs(PARAGRAPHS[1:]).replace("harbour", "<b>har</b>bour"))
    + _row("NS", "gtrans : Transport | gdis : Accidents")
    + _row("AN", "Document SKELL00020010922dp190001r")
    + "</table></div></body></html>"
)
FACTIVA_ORDERED = (
    '<html><body><div id="article-SKELL00020010922dp190001r" class="article"><div class="article deArticle">'
    '<div>News</div><div id="hd"><span class="deHeadline">Ferries stop after fire</span></div>'
    '<div class="author">Runa Vell</div><div>55 W\u00f6rter</div><div>9 Januar 1993</div><div>The Skell Times</div>'
    "<div>SKELL</div><div>4</div><div>Englisch</div><div>Copyright 1993 Skell Newspapers Ltd.</div>"
    + _paragraphs(PARAGRAPHS)
    + "<p>Dokument SKELL00020010922dp190001r</p></div></div></body></html>"
)
_RULE = "_" * 60
PROQUEST = "\n".join(
    (
        *(_RULE, "", "Ferries stop after fire", "", "Author: Vell, Runa", ""),
        *(
            "Publication info: The Skell Times ; Skell, Brindle [Skell]08 May 2010: AA.2.",
            "",
            "http://proquest.example/1",
        ),
        *("", "Abstract: Ferries stop.", "", "Links: http://links.example", "", f"Full text: {PARAGRAPHS[0]}"),
        *(
            PARAGRAPHS[1],
            LABELLED,
            PARAGRAPHS[2],
            "",
            "CREDIT: Vell is a staff writer",
            "",
            "Subject: Ferries; Fires",
            "",
        ),
        *("Title: Ferries stop after fire", "", "Publication title: The Skell Times; Skell, Brindle", ""),
        *("Publication date: May 8, 2010", "", "ProQuest document ID: 123456", ""),
        *("Document URL: http://p.example/1", ""),
        *("Database: ProQuest Central", "", _RULE, "", "Rye harvest begins early", ""),
        *("Publication info: Kelmar Gazette ; Kelmar [Kelmar]09 May 2010: 3.", "", "Abstract: Rye.", ""),
        *("Publication title: Kelmar Gazette", "Publication date: May 9, 2010", "ProQuest document ID: 123457", ""),
        *(_RULE, "", "Contact us at: http://contact.example", "Terms and Conditions: http://terms.example"),
    )
)
PROQUEST_HTML = "<html><body>" + "".join(
    "<hr>"
    if set(line) == {"_"}
    else f"<p><strong>{line.partition(': ')[0]}: </strong>{escape(line.partition(': ')[2])}</p>"
    if ": " in line and line != LABELLED and line not in PARAGRAPHS
    else f"<p>{escape(line)}</p>"
    for line in PROQUEST.split("\n")
    if line
)
PROQUEST_RIS = "\n".join(
    (
        *("TY  - NEWS", "T1  - Ferries stop after fire", "AN  - 123456", "A1  - Vell, Runa", "A1  - Sund, Bo"),
        *("JF  - The Skell Times", "Y1  - 2022 Mar 09", "SP  - 4", "AB  - Ferries stop.", f"N2  - {PARAGRAPHS[0]}"),
        *(*PARAGRAPHS[1:], "UR  - http://p.example/1", "ER  - ", ""),
        *("TY  - NEWS", "T1  - Rye harvest begins early", "JF  - Kelmar Gazette", "AB  - Rye is early.", "ER  - "),
    )
)
PAGE = (
    "<!DOCTYPE html><html><head><title>Ferries stop after fire</title></head><body><article>"
    "<h1>Ferries stop after fire</h1>" + "".join(f"<p>{escape(p)}</p>" for p in PARAGRAPHS) + "</article></body></html>"
)
ZOTERO_RIS = "\n".join(
    (
        *("TY  - NEWS", "TI  - Ferries stop after fire", "AU  - Vell, Runa", "T2  - The Skell Times"),
        *(
            "DA  - 2019/07/01/",
            "PY  - 2019",
            "UR  - https://skell.example/1",
            "L2  - files/12/ferries.html",
            "ER  - ",
            "",
        ),
        *("TY  - NEWS", "TI  - Rye", "T2  - Kelmar Gazette", "L1  - files/13/rye.pdf", "ER  - "),
    )
)
ZOTERO_CSV = (
    '"Key","Item Type","Publication Year","Author","Title","Publication Title","Url","Abstract Note","Date",'
    '"File Attachments"\n'
    '"AB12CD34","newspaperArticle","2019","Vell, Runa; Sund, Bo","Ferries stop after fire","The Skell Times",'
    '"https://skell.example/1","","2019-07-01","C:\\Users\\kest\\Zotero\\storage\\12\\ferries.html"\n'
)
ZOTERO_BIBTEX = (
    "\n@article{vell_ferries_2019,\n\ttitle = {{Ferries} stop after fire},\n"
    "\turl = {https://skell.example/1},\n\tjournal = {The {Skell} Times},\n\tauthor = {Vell, Runa and Sund, Bo},\n"
    "\tmonth = jul,\n\tyear = {2019},\n\tday = {1},\n"
    "\tfile = {Snapshot:files/12/ferries.html:text/html},\n}\n"
)
ZOTERO_CSL = json.dumps(
    [
        {
            "id": "http://zotero.example/users/1/items/AB12CD34",
            "type": "article-newspaper",
            "container-title": "The Skell Times",
            "title": "Ferries stop after fire",
            "URL": "https://skell.example/1",
            "author": [{"family": "Vell", "given": "Runa"}],
            "issued": {"date-parts": [["2019", 7, 1]]},
        }
    ]
)


def docx(lines: list[str], extra: str = "") -> bytes:
    """A Word document of these paragraphs; `extra` stands before its root element."""
    body = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>'
        if line
        else '<w:p><w:bookmarkEnd w:id="0"/></w:p>'
        for line in lines
    )
    table = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Content Type</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    parts = {
        "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
        'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "word/document.xml": f'<?xml version="1.0"?>{extra}<w:document xmlns:w="{W}"><w:body>{table}{body}</w:body>'
        "</w:document>",
    }
    return packed(parts)


def packed(parts: dict[str, str | bytes]) -> bytes:
    """A ZIP archive of these members."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def rtf(lines: list[str]) -> bytes:
    """An RTF document of these paragraphs."""
    coded = []
    for line in lines:
        plain = line.replace("\\", r"\\").replace("{", r"\{").replace("}", r"\}").replace(NBSP, r"\~")
        coded.append("".join(c if ord(c) < 128 else f"\\u{ord(c)}?" for c in plain))
    head = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\froman Times New Roman;}}{\colortbl;\red0\green0\blue0;}"
    return (head + "\n" + "\n".join(rf"\pard\plain {line}\par" for line in coded) + "}").encode("ascii")


def warc(pages: dict[str, tuple[str, bytes]]) -> bytes:
    """A packed web archive: address -> content type and body."""
    records = []
    for number, (url, (kind, body)) in enumerate(pages.items()):
        answer = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\nWARC-Target-URI: {url}\r\n"
            "WARC-Date: 2020-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(answer)}\r\n\r\n"
        )
        records.append(gzip.compress(head.encode() + answer + b"\r\n\r\n", mtime=0))
    return b"".join(records)
