"""The main job's results: every figure with its table and provenance, the page that holds all, a summary in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from tqdm import tqdm

from framing import charts, evidence, measures
from framing.charts import contents, gallery
from framing.coding import Coding, RunError, new_folder

FIGURES = gallery.REPORTED
"""The figures of the report, in its order."""

MOST_OUTLETS = 12
"""Outlets with a figure of their own terms; `framing figures` draws those of all."""

NARROW = 3.35
"""Inches, 8.5 cm: the width of a chart that is read on a phone."""

VALIDATION = "validation.json"
PAGE, MOST_ARTICLES = "report.html", 3000
"""The page that holds everything, and the number of articles whose texts a browser still opens at once."""


def open_folder(folder: Path) -> Path:
    """The report's folder, new or from an earlier start of a report; RunError when it holds anything else."""
    strange = {path.name for path in folder.iterdir()} - {"tables", "figures", PAGE} if folder.is_dir() else set()
    if strange or folder.is_file():
        what = f" ({min(strange)})" if strange else ""
        raise RunError(f"{folder}: holds something else{what}; name a new or empty folder")
    return folder


def write(coded: Coding, folder: Path) -> list[str]:
    """Write figures/ and report.html to `folder`, in place of those of an earlier start; a sentence for each thing that
    was not made.

    Each figure is png, svg and pdf, with its table as csv and its provenance as json. report.html is one self-contained
    page: the summary, every figure with its table, and the sentences behind them; of more than MOST_ARTICLES articles
    without the texts.
    """
    page = folder / PAGE
    page.unlink(missing_ok=True)  # what follows may take a while or be stopped
    missing: list[str] = []
    figures = list(drawn(coded, missing, folder / "figures"))
    articles = coded.run["counts"]["articles"]
    fits = articles <= MOST_ARTICLES
    if not fits:
        missing.append(f"the texts in {PAGE}: {articles:,} articles are too many; use coding.show in a notebook")
    page.write_text(evidence.report_html(coded, figures, missing, with_articles=fits), encoding="utf-8")
    return missing


def drawn(coded: Coding, missing: list[str], folder: Path | None = None) -> Iterator[evidence.Chart]:
    """The figures of the report, wide and narrow; why one was not made goes to `missing`, the figures' files to
    `folder`.
    """
    for name in tqdm(FIGURES, desc="drawing", unit="figure", disable=None):
        try:
            for part in _parts(coded, name, missing):
                yield _drawn(coded, name, part, folder)
        except (charts.ChartError, measures.MeasureError) as error:
            missing.append(f"{name}: {error}")


class Part(NamedTuple):
    """One figure: the name of its files, its outlet ("" of all outlets), its table, and what draws it."""

    file: str
    outlet: str
    table: pd.DataFrame
    draw: Callable[[], Axes]


def _parts(coded: Coding, name: str, missing: list[str]) -> Iterator[Part]:
    """The figures of that name: one, or one for each of the outlets with the most articles."""
    if name != contents.TERMS:
        recipe = gallery.FIGURES[name]
        table = recipe.measure(coded)
        yield Part(name, "", table, lambda: recipe.chart(coded, table))
        return
    sizes = coded.table("articles", ["outlet"])["outlet"].value_counts()
    foremost = set(sizes.sort_index().sort_values(ascending=False, kind="stable").index[:MOST_OUTLETS])
    if len(sizes) > MOST_OUTLETS:
        missing.append(
            f"{name} of {len(sizes) - MOST_OUTLETS} outlets with fewer articles: `framing figures` draws them"
        )
    told = [found for found in contents.terms(coded) if found[2]["estimate"].notna().any()]
    if not told:
        raise measures.MeasureError("too few words to compare an outlet with the rest")
    for file, outlet, rows in told:
        if outlet in foremost:
            yield Part(file, outlet or "(no outlet)", rows, lambda rows=rows: charts.distinctive_terms(rows))


def _drawn(coded: Coding, name: str, part: Part, folder: Path | None) -> evidence.Chart:
    wide = part.draw()
    if folder:
        charts.export(wide, folder / part.file, table=part.table, coding=coded)
    with plt.rc_context({"figure.figsize": (NARROW, NARROW)}):
        narrow = part.draw()
    chart = evidence.Chart.of(name, part.table, wide, narrow, part=part.outlet)
    for ax in (wide, narrow):
        plt.close(ax.get_figure(root=True))
    return chart


def write_corrected(coded: Coding, table: pd.DataFrame, folder: Path) -> list[str]:
    """The table of `validation.correct` as figures corrected_shares and corrected_ratio, and the validation as JSON.

    coded: with its validation. folder: a new one. Returns a sentence for each figure not made.
    """
    found = json.dumps(coded.run["validation"], indent=2, ensure_ascii=False)
    (new_folder(folder) / VALIDATION).write_text(found + "\n", encoding="utf-8")
    missing = []
    for measure, rows in table.groupby("measure", sort=False):
        name = measure.replace("source", "corrected")
        try:
            ax = charts.corrected(rows)
        except charts.ChartError as error:
            missing.append(f"{name}: {error}")
            continue
        charts.export(ax, folder / name, table=rows, coding=coded)
        plt.close(ax.get_figure(root=True))
    return missing


def summary(coded: Coding) -> Iterator[str]:
    """The corpus, who gets to speak in each outlet, and the tone by voice, in lines for the screen."""
    found = evidence.summary(coded)
    yield from found.corpus
    for heading, what, lines in found.lists:
        yield f"{heading} ({what}):"
        for line in lines:
            n = f"; n = {line.n}" if line.n else ""
            yield f"  {line.outlet}: {', '.join(finding.words for finding in line.findings)}{n}"
    if found.exploratory:
        yield f"Exploratory: {'; '.join(found.exploratory)}."
