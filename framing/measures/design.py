"""Which articles count, in which cell of the table each stands, and what varies together: the core of every measure."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing import tables

By = str | Sequence[str] | None
"""Names of the columns that make the cells of a measure; None: the whole corpus is one cell."""

NO_CELLS = frozenset({"text", "warnings", "caption", "standfirst", "containment"})
"""Columns of articles that make no cells: texts and lists."""

COPIES = ("auto", "collapse", "keep")


class MeasureError(ValueError):
    """A measure was asked for something that it cannot give: the message says what, and gives the remedy."""


def choose(name: str, known: Iterable[str], what: str) -> str:
    """`name` when it is known; MeasureError with the nearest known name otherwise."""
    known = list(known)
    if name in known:
        return name
    near = difflib.get_close_matches(str(name), known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
    raise MeasureError(f"no {what} '{name}'; {hint}")


def take(coding: Any, name: str, columns: list[str]) -> pd.DataFrame:
    """These columns of one table of the coding; nothing else is read when the coding can read by column."""
    if hasattr(coding, "table"):
        return coding.table(name, columns)
    return getattr(coding, name)[columns]


def zone_names(zones: str | Iterable[str]) -> tuple[str, ...]:
    """The zones as a tuple, each checked."""
    zones = (zones,) if isinstance(zones, str) else tuple(zones)
    return tuple(choose(zone, tables.ZONES, "zone") for zone in zones)


@dataclass(frozen=True, eq=False)
class Design:
    """The cells of a measure and the units of variance in them.

    A unit of variance is an article, or the articles of one cell that are copies of each other. keys has one row a cell
    (the `by` columns); article_ids and unit have one entry for each article that counts; cell has one for each unit;
    cluster names, for each unit, the article that its articles are copies of (or the article itself).
    """

    keys: pd.DataFrame
    article_ids: pd.Index
    unit: np.ndarray
    cell: np.ndarray
    cluster: np.ndarray

    @property
    def articles(self) -> np.ndarray:
        """Articles in each cell."""
        return np.bincount(self.cell[self.unit], minlength=len(self.keys))

    def positions(self, article_ids: pd.Series) -> np.ndarray:
        """The place of each row's article among article_ids, -1 for an article that does not count."""
        codes, distinct = pd.factorize(article_ids)
        return self.article_ids.get_indexer(distinct)[codes]

    def tally(
        self, positions: np.ndarray, codes: np.ndarray | int, width: int, weights: np.ndarray | None = None
    ) -> np.ndarray:
        """Rows of one table summed to an array (units, width): each adds its weight (1) at its article's unit and its
        code.
        """
        kept = (positions >= 0) & (np.asarray(codes) >= 0)
        codes = np.broadcast_to(codes, positions.shape)[kept]
        weights = None if weights is None else np.asarray(weights, dtype=float)[kept]
        flat = self.unit[positions[kept]] * width + codes
        return np.bincount(flat, weights, minlength=len(self.cell) * width).astype(float).reshape(len(self.cell), width)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """An array (units, k) summed over the units of each cell: (cells, k)."""
        width = values.shape[1]
        flat = (self.cell[:, None] * width + np.arange(width)).ravel()
        return np.bincount(flat, values.ravel(), minlength=len(self.keys) * width).reshape(len(self.keys), width)

    def independent(self, sizes: np.ndarray) -> np.ndarray:
        """The units of each cell that hold anything: A of METHODS.md (a corrected size may be below 0)."""
        return self.sums((sizes != 0).astype(float)).astype(int)

    def variance(self, errors: np.ndarray, units: np.ndarray) -> np.ndarray:
        """A / (A - 1) times the cells' sums of squared linearised errors."""
        return self.sums(errors**2) * units / np.maximum(units - 1, 1)


def design(coding: Any, by: By = "outlet", copies: str = "auto") -> Design:
    """The cells that `by` makes of the coding's articles, and how its copies count.

    by: columns of articles, `week` (ISO week of the date), or columns of the coding's outlets table. copies: "auto"
    counts a text once in an outlet, "collapse" once in the corpus, "keep" every time; copies in one cell always vary
    as one unit.
    """
    names = list(dict.fromkeys([by] if isinstance(by, str) else by or []))
    articles = _columns(coding, names)
    articles = _without_copies(articles, choose(copies, COPIES, "way to treat copies"))
    keys = articles[names].drop_duplicates().sort_values(names).reset_index(drop=True) if names else None
    cell = articles.groupby(names, sort=True).ngroup().to_numpy() if names else np.zeros(len(articles), dtype=int)
    cluster, clusters = pd.factorize(articles["cluster"])
    pairs, unit = np.unique(cell * max(len(clusters), 1) + cluster, return_inverse=True)
    return Design(
        keys=pd.DataFrame(index=range(min(len(articles), 1))) if keys is None else keys,
        article_ids=pd.Index(articles["article_id"]),
        unit=unit,
        cell=pairs // max(len(clusters), 1),
        cluster=pairs % max(len(clusters), 1),
    )


def cluster_of(articles: pd.DataFrame) -> pd.Series:
    """For each article (article_id, copy_of) the article that it copies, or itself."""
    return articles["copy_of"].where(articles["copy_of"] != "", articles["article_id"])


def _columns(coding: Any, names: list[str]) -> pd.DataFrame:
    """article_id, outlet, cluster and the `by` columns, one row an article."""
    outlets = getattr(coding, "outlets", None)
    outlets = pd.DataFrame({"outlet": []}, dtype=str) if outlets is None or outlets.empty else outlets
    own = list(tables.ARTICLES.columns) if hasattr(coding, "table") else list(coding.articles.columns)
    own = [name for name in own if name not in NO_CELLS]
    for name in names:
        choose(name, dict.fromkeys([*own, "week", *outlets.columns]), "column to measure by")
    wanted = dict.fromkeys(["article_id", "outlet", "copy_of", "words", *(["date"] if "week" in names else [])])
    wanted |= dict.fromkeys(name for name in names if name in own)
    articles = take(coding, "articles", list(wanted))
    if "week" in names and "week" not in own:
        articles = articles.assign(week=articles["date"].map({day: _week(day) for day in articles["date"].unique()}))
    for name in set(names) - set(articles.columns):
        known = outlets.drop_duplicates("outlet").set_index("outlet")[name].fillna("")
        articles = articles.assign(**{name: articles["outlet"].map(known).fillna("")})
    return articles.assign(cluster=cluster_of(articles))


def _week(date: str) -> str:
    if not date:
        return ""
    year, week, _ = pd.Timestamp(date).isocalendar()
    return f"{year}-W{week:02d}"


def _without_copies(articles: pd.DataFrame, copies: str) -> pd.DataFrame:
    """One article of each cluster: of each outlet the longest ("auto"), a flash being less than the story that it
    became; of the corpus ("collapse") the longest of the outlet that had it first.
    """
    if copies == "keep":
        return articles
    within = ["cluster"] if copies == "collapse" else ["outlet", "cluster"]
    first = (articles["copy_of"] == "").groupby([articles["outlet"], articles["cluster"]]).transform("any")
    ranked = articles.assign(first=first).sort_values(["first", "words"], ascending=False, kind="stable")
    return articles.loc[ranked.drop_duplicates(within).index.sort_values()]
