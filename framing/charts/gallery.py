"""Every figure that a coding can bear: which measures and charts these are, and all of them in one folder."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes

from framing import charts, measures
from framing.charts.exporting import csv_text
from framing.coding import Coding, RunError, new_folder

Figure = tuple[Axes, pd.DataFrame]

CONTENTS, INDEX = "contents.csv", "index.html"


def _story(coding: Coding) -> Figure:
    """The article with the most attributions, its voices along the story."""
    attributions = coding.table("attributions", ["article_id", "tier"])
    counts = Counter(attributions["article_id"])
    article_id = max(coding.table("articles", ["article_id"])["article_id"], key=lambda i: counts[i])
    passages = coding.passages
    return charts.voices_along_story(coding, article_id), passages[passages["article_id"] == article_id]


def _plain(name: str) -> Callable[[Coding], Figure]:
    """The figure of the measure and the chart of that name."""

    def draw(coding: Coding) -> Figure:
        table = getattr(measures, name)(coding)
        return getattr(charts, name)(table), table

    return draw


def _units(coding: Coding) -> Figure:
    table = pd.concat([measures.source_shares(coding, unit=u) for u in ("attributions", "words")], ignore_index=True)
    return charts.units_compared(table), table


def _cues(coding: Coding) -> Figure:
    table = measures.cue_classes(coding, by=[], of="source_group")
    return charts.cue_classes(table), table


def _wording(coding: Coding) -> Figure:
    table = measures.wording_rates(coding)
    return charts.stance_keywords(table), table


def _by_day(coding: Coding) -> Figure:
    table = measures.sentiment_by_voice(coding, by="date")
    return charts.trend(table), table


REPORTED = ("source_shares", "source_ratio", "sentiment_by_voice", "stance_keywords", "coverage")
"""The figures that the report shows of all articles: each the name of a measure, of its chart and of its files."""

FIGURES: dict[str, Callable[[Coding], Figure]] = {
    **{name: _plain(name) for name in REPORTED},
    "voices_along_story": _story,
    "units_compared": _units,
    "cue_classes": _cues,
    "sentiment_by_day": _by_day,
    "wording_rates": _wording,
    **{name: _plain(name) for name in ("outlet_differences", "missing_sources")},
}
"""Name of the files -> what measures and draws it."""

TABLES = ("named_share", "prominence", "diversity", "distinctive_terms")
"""Measures without one chart for all outlets: a table alone. Tables that quote the articles are not among them."""


def export_all(coding: Coding, folder: str | Path) -> pd.DataFrame:
    """Write every figure and table that the coding can bear to a new or empty folder, with a table of contents.

    Each figure has the five files of `framing.export`, each measure of TABLES a csv. The table of contents comes
    back and is written as contents.csv and, with the pictures, as index.html: columns name, files (divided by spaces),
    says (its alt text) and missing (why it could not be drawn). The same coding gives the same bytes. RunError when the
    folder holds anything.
    """
    folder = new_folder(Path(folder))
    contents = pd.DataFrame(
        [*_figures(coding, folder), *_tables(coding, folder)], columns=["name", "files", "says", "missing"]
    )
    (folder / CONTENTS).write_text(csv_text(contents), encoding="utf-8")
    (folder / INDEX).write_text(_page(contents), encoding="utf-8")
    return contents


def _figures(coding: Coding, folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for name, draw in FIGURES.items():
        try:
            ax, table = draw(coding)
        except (charts.ChartError, measures.MeasureError, RunError) as error:
            yield name, "", "", str(error)
            continue
        files = charts.export(ax, folder / name, table=table, coding=coding)
        yield name, " ".join(file.name for file in files), charts.alt_text(ax), ""
        plt.close(ax.get_figure(root=True))


def _tables(coding: Coding, folder: Path) -> Iterator[tuple[str, str, str, str]]:
    for name in TABLES:
        try:
            table = getattr(measures, name)(coding)
        except measures.MeasureError as error:
            yield name, "", "", str(error)
            continue
        file = folder / f"{name}.csv"
        file.write_text(csv_text(table), encoding="utf-8")
        yield name, file.name, f"A table of {len(table):,} rows.", ""


def _page(contents: pd.DataFrame) -> str:
    """The table of contents as a page, every word of it escaped."""
    parts = []
    for row in contents.itertuples():
        files = row.files.split()
        links = ", ".join(f'<a href="{html.escape(file)}">{html.escape(file)}</a>' for file in files)
        told = row.says or f"Not made: {row.missing}"
        svg = next((file for file in files if file.endswith(".svg")), "")
        picture = f'<img src="{html.escape(svg)}" alt="{html.escape(told)}">' if svg else f"<p>{html.escape(told)}</p>"
        parts.append(f"<section><h2>{html.escape(str(row.name))}</h2>{picture}<p>{links}</p></section>")
    return (
        '<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>Figures and tables</title>'
        "<style>body{font:1rem/1.4 sans-serif;max-width:50rem;margin:1rem auto}img{max-width:100%}</style>"
        "<main><h1>Figures and tables</h1>\n" + "\n".join(parts) + "\n</main></html>\n"
    )
