"""The sample corpus keeps its promises: size, forms, a hand coding found word for word, documented copies."""

from __future__ import annotations

import csv
import html
import re
from collections import Counter
from pathlib import Path

import pytest

DATA = Path(__file__).parents[1] / "data"
SAMPLE = DATA / "sample"
PAGES = sorted(p for p in SAMPLE.glob("sample-*") if p.suffix in (".txt", ".html"))
OFFICIAL = {"government", "military", "justice", "legislator"}
ANALYST = {"academic", "think_tank", "expert"}
LEAVES = OFFICIAL | ANALYST | {
    "politician", "intergovernmental", "state_media", "public_media", "news_media", "civil_society", "business",
    "public_figure", "citizen", "document", "anonymous", "unspecified",
}  # fmt: skip
JOIN = " [...] "


def rows(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_of(path: Path) -> str:
    """The page's text: tags and scripts gone, entities read, white space single."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".html":
        text = html.unescape(re.sub(r"<script.*?</script>|<[^>]+>", " ", text, flags=re.S))
        text = re.sub(r"\s+([.,;:’'])", r"\1", text)
    return " ".join(text.split())


def table_rows(heading: str) -> list[list[str]]:
    """The body cells of the first table under a heading of the datasheet."""
    text = (DATA / "DATASHEET.md").read_text(encoding="utf-8").split(f"## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in text.splitlines() if line.startswith("|")]
    return [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in lines[2:]]


@pytest.fixture(scope="module")
def coding() -> list[dict[str, str]]:
    return rows("hand_coding.csv")


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    return {page.stem: words_of(page) for page in PAGES}


@pytest.fixture(scope="module")
def outlet_of() -> dict[str, str]:
    return {article: outlet for article, outlet, *_ in table_rows("Articles")}


def test_forty_eight_pages_half_of_them_html():
    assert [p.stem for p in PAGES] == [f"sample-{n:02d}" for n in range(1, 49)]
    assert Counter(p.suffix for p in PAGES) == {".txt": 24, ".html": 24}


def test_eight_pages_an_outlet_in_both_forms(outlet_of):
    assert set(outlet_of) == {p.stem for p in PAGES}
    forms = Counter((outlet_of[p.stem], p.suffix) for p in PAGES)
    assert forms == {(row["outlet"], form): 4 for row in rows("outlets.csv") for form in (".txt", ".html")}


def test_every_page_or_the_manifest_names_its_outlet(texts, outlet_of):
    names = {row["outlet"]: [row["outlet"], *filter(None, row["aliases"].split(";"))] for row in rows("outlets.csv")}
    given = {Path(row["file"]).stem: row["outlet"] for row in rows("manifest.csv")}
    for page in PAGES:
        named = any(name in page.read_text(encoding="utf-8") for name in names[outlet_of[page.stem]])
        assert named or given.get(page.stem) == outlet_of[page.stem], page.name


def test_manifest_agrees_with_the_pages(outlet_of):
    manifest = rows("manifest.csv")
    assert list(manifest[0]) == ["file", "outlet", "date", "title", "author", "url"]
    dates = {article: date for article, _, date, *_ in table_rows("Articles")}
    for row in manifest:
        assert (SAMPLE / row["file"]).is_file()
        stem = Path(row["file"]).stem
        assert row["outlet"] in ("", outlet_of[stem])
        assert row["date"] in ("", dates[stem])


def test_outlets_have_the_kinds_of_the_case():
    kinds = [row["kind"] for row in rows("outlets.csv")]
    assert sorted(kinds) == ["broadsheet", "foreign_daily", "public_broadcaster", "state_agency", "tabloid", "wire"]
    assert {row["control"] for row in rows("outlets.csv")} == {"independent", "public", "state"}


def test_actors_are_unique_typed_and_invented():
    actors = rows("actors.csv")
    assert list(actors[0]) == ["name", "aliases", "source_type", "country", "side"]
    names = [name for row in actors for name in [row["name"], *filter(None, row["aliases"].split(";"))]]
    assert [name for name, count in Counter(names).items() if count > 1] == []
    assert {row["source_type"] for row in actors} <= LEAVES
    assert all(re.fullmatch(r"X[A-Z]|", row["country"]) for row in [*actors, *rows("outlets.csv")])
    assert sum(row["name"].endswith(" Varek") for row in actors) == 3


def test_actors_speak(texts):
    everything = " ".join(texts.values())
    silent = [
        r["name"]
        for r in rows("actors.csv")
        if not any(n in everything for n in [r["name"], *r["aliases"].split(";")] if n)
    ]
    assert silent == []


def test_hand_coding_uses_the_codebook(coding):
    assert list(coding[0]) == "article_id paragraph source source_name source_type cue content kind tier coder".split()
    assert {row["source_type"] for row in coding} <= LEAVES
    assert {row["kind"] for row in coding} <= {"direct", "mixed", "indirect", "speech_act", "evidence"}
    for row in coding:
        assert row["tier"] == ("extended" if row["kind"] in ("speech_act", "evidence") else "core"), row
        assert row["source_name"], row
        assert row["content"], row


def test_hand_coding_is_found_word_for_word(coding, texts):
    for row in coding:
        for piece in [row["source"], row["cue"], *row["content"].split(JOIN)]:
            assert " ".join(piece.split()) in texts[row["article_id"]], (row["article_id"], piece)


def test_quotation_marks_fit_the_kind(coding):
    marks = ("“", '"')
    for row in coding:
        pieces = row["content"].split(JOIN)
        quoted = [piece.startswith(marks) for piece in pieces]
        if row["kind"] == "direct":
            assert all(quoted), row
        if row["kind"] == "indirect":
            assert not any(mark in row["content"] for mark in marks), row
        if row["kind"] == "mixed":
            assert any(mark in row["content"] for mark in marks), row


def test_every_article_is_coded(coding):
    assert {row["article_id"] for row in coding} == {p.stem for p in PAGES}


def test_copies_are_documented_and_are_copies(texts, outlet_of):
    copies = table_rows("Wire copies")
    assert len(copies) == 6
    for copy, original, *_ in copies:
        assert outlet_of[original] == "Halcyon" != outlet_of[copy]
        assert "Halcyon" in texts[copy] or "Agencies" in texts[copy]
        assert shared(texts[copy], texts[original]) > 0.35, (copy, original)


def test_no_other_page_is_a_copy(texts):
    root = {copy: original for copy, original, *_ in table_rows("Wire copies")}
    stories = {k: shingles(v) for k, v in texts.items()}
    for a in stories:
        for b in stories:
            if a < b and root.get(a, a) != root.get(b, b):
                assert len(stories[a] & stories[b]) / min(len(stories[a]), len(stories[b])) < 0.3, (a, b)


def shingles(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


def shared(one: str, other: str) -> float:
    """The part of the first text's five-word runs that the second has too."""
    return len(shingles(one) & shingles(other)) / len(shingles(one))


def test_planted_differences_are_in_the_hand_coding(coding, outlet_of):
    core = [(outlet_of[row["article_id"]], row["source_type"], row["cue"]) for row in coding if row["tier"] == "core"]
    total = Counter(outlet for outlet, *_ in core)

    def share(outlet: str, leaves: set[str]) -> float:
        return sum(o == outlet and leaf in leaves for o, leaf, _ in core) / total[outlet]

    assert share("Tarpress", OFFICIAL) > 0.9
    assert share("Tarpress", ANALYST | {"citizen"}) == 0
    assert share("The Ansel Courier", OFFICIAL) / share("The Ansel Courier", ANALYST) == pytest.approx(1.2, abs=0.05)
    assert share("Daily Pennant", {"citizen", "anonymous"}) > 0.5
    assert share("Halcyon", OFFICIAL) > 0.7
    assert share("The Ravensund Chronicle", ANALYST) > 0.35
    assert share("CBH News", {"citizen", "civil_society", "business"}) > 0.3
    distancing = Counter(outlet for outlet, _, cue in core if cue in ("claimed", "alleged"))
    assert distancing.most_common(1)[0][0] == "The Ravensund Chronicle"
    assert distancing["Tarpress"] == distancing["Halcyon"] == distancing["CBH News"] == 0
