"""The main job's results: every figure with its table and provenance, the page that holds all, a summary in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from tqdm import tqdm

from framing import charts, evidence
from framing.charts import gallery
from framing.coding import Coding, RunError, new_folder

FIGURES = gallery.REPORTED
"""Each the name of a measure, of its chart and of its files."""

STORY = "voices_along_story"
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
    figures: dict[str, tuple[Axes, pd.DataFrame]] = {}
    missing = []
    for name in tqdm((*FIGURES, STORY), desc="drawing", unit="figure"):
        try:
            ax, table = _story(coded) if name == STORY else _figure(coded, name)
        except charts.ChartError as error:
            missing.append(f"{name}: {error}")
            continue
        charts.export(ax, folder / "figures" / name, table=table, coding=coded)
        figures[name] = ax, table
    articles = coded.run["counts"]["articles"]
    fits = articles <= MOST_ARTICLES
    if not fits:
        missing.append(f"the texts in {PAGE}: {articles:,} articles are too many; use coding.show in a notebook")
    page.write_text(evidence.report_html(coded, figures, with_articles=fits), encoding="utf-8")
    for ax, _ in figures.values():
        plt.close(ax.get_figure(root=True))
    return missing


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


def _figure(coded: Coding, name: str) -> tuple[Axes, pd.DataFrame]:
    return gallery.FIGURES[name](coded)


def _story(coded: Coding) -> tuple[Axes, pd.DataFrame]:
    return gallery.FIGURES[STORY](coded)


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
