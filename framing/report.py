"""The main job's results: every figure with its table and provenance, the page that holds all, a summary in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pandas as pd
from matplotlib.axes import Axes
from tqdm import tqdm

from framing import charts, evidence, measures
from framing.charts import palette
from framing.coding import Coding, RunError

FIGURES = ("source_shares", "source_ratio", "sentiment_by_voice", "stance_keywords", "coverage")
"""Each the name of a measure, of its chart and of its files."""

STORY = "voices_along_story"
FOREMOST = 3
"""Source groups named for each outlet in the summary."""


PAGE, MOST_ARTICLES = "report.html", 500
"""The page that holds everything, and the number of articles that a browser still opens at once."""


def open_folder(folder: Path) -> Path:
    """The report's folder, new or from an earlier start of a report; RunError when it holds anything else."""
    strange = {path.name for path in folder.iterdir()} - {"tables", "figures", PAGE} if folder.is_dir() else set()
    if strange or folder.is_file():
        what = f" ({min(strange)})" if strange else ""
        raise RunError(f"{folder}: holds something else{what}; name a new or empty folder")
    return folder


def write(coded: Coding, folder: Path) -> tuple[bool, list[str]]:
    """Write figures/ and report.html to `folder`: whether the page was written; a sentence for each thing not made.

    Each figure is png, svg and pdf, with its table as csv and its provenance as json. report.html is one self-contained
    page: the summary, every figure and every article with its voices highlighted.
    """
    figures: dict[str, tuple[Axes, pd.DataFrame]] = {}
    missing = []
    for name in tqdm((*FIGURES, STORY), desc="drawing", unit="figure"):
        try:
            ax, table = _story(coded) if name == STORY else _figure(coded, name)
        except charts.ChartError as error:
            missing.append(f"{name}: {error}")
            continue
        charts.export(ax, folder / "figures" / name, table=table, coding=coded)
        figures[palette.readable(name)] = ax, table
    articles = coded.run["counts"]["articles"]
    fits = articles <= MOST_ARTICLES
    if fits:
        (folder / PAGE).write_text(evidence.report_html(coded, figures), encoding="utf-8")
    else:
        missing.append(f"{PAGE}: {articles:,} articles are too many for one page; use coding.show in a notebook")
    for ax, _ in figures.values():
        plt.close(ax.get_figure(root=True))
    return fits, missing


def _figure(coded: Coding, name: str) -> tuple[Axes, pd.DataFrame]:
    table = getattr(measures, name)(coded)
    return getattr(charts, name)(table), table


def _story(coded: Coding) -> tuple[Axes, pd.DataFrame]:
    """The article with the most attributions, its voices along the story."""
    attributions = coded.table("attributions", ["article_id", "tier"])
    counts = Counter(attributions["article_id"])
    article_id = max(coded.table("articles", ["article_id"])["article_id"], key=lambda i: counts[i])
    passages = coded.passages
    return charts.voices_along_story(coded, article_id), passages[passages["article_id"] == article_id]


def summary(coded: Coding) -> Iterator[str]:
    """The corpus, who gets to speak in each outlet, and the tone by voice, in lines for the screen."""
    facts = measures.reporting(coded)
    dates = sorted(date for date in coded.table("articles", ["date"])["date"] if date)
    when = f", {' to '.join(dict.fromkeys((dates[0], dates[-1])))}" if dates else ""
    articles, outlets = (_count(facts[f"{noun}s"], noun) for noun in ("article", "outlet"))
    yield f"{articles} by {outlets}{when}; {facts['words']:,} words."
    core, extended, sources = (facts[key] for key in ("attributions_core", "attributions_extended", "sources"))
    yield f"{core:,} attributions ({extended:,} more of tier extended); {sources:,} sources, each once an article."
    yield "Who gets to speak (share of the attributions, 95 % interval):"
    yield from _foremost(measures.source_shares(coded))
    tone = measures.sentiment_by_voice(coded)
    yield f"Tone, -1 to 1 ({tone['category'].iloc[0]} polarity of the words in each voice, 95 % interval):"
    yield from _tone(tone)
    if facts["exploratory"]:
        yield f"Exploratory: {'; '.join(facts['exploratory_because'])}."


def _foremost(shares: pd.DataFrame) -> Iterator[str]:
    shares = shares[~shares["note"].str.contains("overlaps")]
    for outlet, rows in shares.groupby("outlet", sort=False):
        top = rows.sort_values("estimate", ascending=False, kind="stable").head(FOREMOST)
        said = [
            f"{palette.group(row.category).label} {_number(row, 100, '.0f')}"
            for row in top.itertuples()
            if row.numerator
        ]
        yield f"  {outlet or '(no outlet)'}: {', '.join(said) or 'nobody'}; n = {rows['denominator'].max():.0f}"


def _tone(table: pd.DataFrame) -> Iterator[str]:
    table = table[table["measure"] == "polarity"].set_index("voice")
    for outlet, rows in table.groupby("outlet", sort=False):
        own, sources = (_number(rows.loc[voice], 1, "+z.2f") for voice in ("outlet", "source"))
        yield f"  {outlet or '(no outlet)'}: own voice {own}, its sources {sources}"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _number(row: pd.Series, scale: float, form: str) -> str:
    """An estimate with its limits where it has them: "61 (50 to 71)"."""
    if pd.isna(row.estimate):
        return "none"
    limits = "" if pd.isna(row.low) else f" ({row.low * scale:{form}} to {row.high * scale:{form}})"
    return f"{row.estimate * scale:{form}}{' %' if scale == 100 else ''}{limits}"
