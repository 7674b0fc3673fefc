"""Everything that a coding can bear in one folder: figures, tables, and a page that says what is there and what not."""

from __future__ import annotations

import hashlib
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import matplotlib.pyplot as plt
import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from tqdm import tqdm

from framing import charts, measures, resources
from framing.charts import reading
from framing.charts.exporting import csv_text, export_table, reporting_line
from framing.charts.gallery import FIGURES, Figure
from framing.charts.palette import readable
from framing.coding import Coding, RunError, new_folder

CONTENTS, INDEX = "contents.csv", "index.html"

TABLES = ("named_share", "prominence", "diversity", "sentiment_words", "linked_sources")
"""Measures without a chart: a table alone."""

TERMS = "distinctive_terms"
"""The measure whose chart shows one outlet: a figure for each."""

QUOTES = "it quotes the articles, whose publishers keep their rights in them"
LEFT_OUT = {
    "missing_quotations": QUOTES,
    "keywords_in_context": QUOTES,
    "lexicon_report": QUOTES,
    "expand_lexicon": "it proposes words for one category, which you choose",
    "corrected": "it needs the sheets of your coders",
}
"""What is not written, and why."""

LONGEST = 40
"""Characters of an outlet's name in the name of a file."""


class Entry(NamedTuple):
    """A line of the table of contents: the name of its files, a heading, the files (divided by spaces), what the figure
    shows in words, why there is none, the call that makes it, and how to read it.
    """

    name: str
    heading: str
    files: str
    says: str
    missing: str
    call: str
    reading: str


def export_all(coding: Coding, folder: str | Path) -> pd.DataFrame:
    """Write every figure and table that the coding can bear to a new or empty folder, with a table of contents.

    Each figure has the five files of `framing.export`, each table a csv and its provenance as json; sentences of the
    articles are in none. The table of contents comes back and is written as contents.csv and, with the pictures, as
    index.html, one row a figure or table: the fields of Entry. The same coding gives the same bytes. RunError when the
    folder holds anything.
    """
    folder = new_folder(Path(folder))
    contents = pd.DataFrame(_entries(coding, folder), columns=list(Entry._fields))
    (folder / CONTENTS).write_bytes(csv_text(contents).encode("utf-8"))
    (folder / INDEX).write_bytes(_page(coding, contents).encode("utf-8"))
    return contents


def _entries(coding: Coding, folder: Path) -> Iterator[Entry]:
    for name, draw in tqdm(FIGURES.items(), desc="drawing", unit="figure", disable=None):
        yield _figure(coding, folder / name, _told(name), draw)
    yield from _terms(coding, folder)
    for name in TABLES:
        yield _table(coding, folder / name, _told(name))
    for name, reason in LEFT_OUT.items():
        yield _told(name)._replace(missing=f"left out: {reason}")


def _figure(coding: Coding, path: Path, told: Entry, draw: Callable[[Coding], Figure]) -> Entry:
    try:
        ax, table = draw(coding)
    except (charts.ChartError, measures.MeasureError, RunError) as error:
        return told._replace(missing=str(error))
    files = charts.export(ax, path, table=table, coding=coding)
    plt.close(ax.get_figure(root=True))
    return told._replace(files=_names(files), says=charts.alt_text(ax))


def _terms(coding: Coding, folder: Path) -> Iterator[Entry]:
    """A figure of each outlet, or the one reason why there is none."""
    told = _told(TERMS)
    try:
        found = list(terms(coding))
    except measures.MeasureError as error:
        yield told._replace(missing=str(error))
        return
    for name, outlet, rows in tqdm(found, desc="drawing terms", unit="outlet", disable=None):
        own = told._replace(name=name, heading=f"{told.heading}: {outlet or reading.NAMELESS}")
        yield _figure(coding, folder / name, own, lambda _, rows=rows: (charts.distinctive_terms(rows), rows))


def terms(coding: Coding) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Of each outlet the name of its figure's files, its own name, and its distinctive terms; MeasureError when there
    are none.
    """
    table = measures.distinctive_terms(coding)
    outlets = sorted(set(coding.table("articles", ["outlet"])["outlet"]))
    same = Counter(map(_slug, outlets))
    for outlet in outlets:
        slug = _slug(outlet)
        if same[slug] > 1 or len(slug) in (0, LONGEST):  # not by its place, which another outlet would shift
            slug = f"{slug.strip('-')}-{hashlib.sha256(outlet.encode()).hexdigest()[:6]}".strip("-")
        yield f"{TERMS}_{slug}", outlet, table[table["outlet"] == outlet].reset_index(drop=True)


def _slug(outlet: str) -> str:
    """What of a name is safe in a file's: "cbh-news"; letters and digits of any script."""
    kept = (c if unicodedata.category(c)[0] in "LMN" else " " for c in unicodedata.normalize("NFC", outlet))
    return "-".join("".join(kept).lower().split())[:LONGEST]


def _table(coding: Coding, path: Path, told: Entry) -> Entry:
    try:
        table = getattr(measures, told.name)(coding)
    except measures.MeasureError as error:
        return told._replace(missing=str(error))
    files = export_table(path, table, coding)
    return told._replace(files=_names(files), says=f"A table of {reading.counted(len(table), 'rows')}.")


def _names(files: list[Path]) -> str:
    return " ".join(file.name for file in files)


def _told(name: str) -> Entry:
    """The entry of that name with what is said of it in figures.tsv, and nothing else yet."""
    words = _words().get(name, {"heading": readable(name), "call": "", "reading": ""})
    return Entry(name, words["heading"], "", "", "", words["call"], words["reading"])


@cache
def _words() -> dict[str, dict[str, str]]:
    return {row["figure"]: row for row in resources.rows("palette/figures.tsv")}


def _page(coding: Coding, contents: pd.DataFrame) -> str:
    """The table of contents as a page; the template escapes every word that is put into it."""
    loader = FileSystemLoader(Path(__file__).parent)
    room = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    room.filters["address"] = quote
    facts = measures.reporting(coding)
    rows = contents.to_dict("records")
    for row in rows:
        row["by_ending"] = {file.rpartition(".")[2]: file for file in row["files"].split()}
    return room.get_template("contents.jinja").render(
        figures=[row for row in rows if "png" in row["by_ending"]],
        tables=[row for row in rows if row["files"] and "png" not in row["by_ending"]],
        missing=[row for row in rows if not row["files"]],
        facts=facts,
        line=reporting_line(facts),
        contents=CONTENTS,
    )
