"""Which articles count, in which cell of the table each stands, and what varies together: the core of every measure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing import tables
from framing.measures.errors import MeasureError, choose
from framing.measures.moments import Since, week

By = str | Since | Sequence[str | Since] | None
"""The columns that make the cells of a measure, by name, or steps of time; None: the whole corpus is one cell."""

NO_CELLS = frozenset({"text", "warnings", "caption", "standfirst", "containment"})
"""Columns of articles that make no cells: texts and lists."""

OF_OUTLETS = ("country", "kind", "control")
"""What `outlets.csv` says of an outlet, beside columns of the user's own."""

NAMED = 5
"""Articles named in a note at most."""

COPIES = ("auto", "collapse", "keep")


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
    cluster names, for each unit, the article that its articles are copies of (or the article itself). remarks: what a
    reader must know of each cell ("" for nothing).
    """

    keys: pd.DataFrame
    article_ids: pd.Index
    unit: np.ndarray
    cell: np.ndarray
    cluster: np.ndarray
    remarks: np.ndarray | str = ""

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

    by: one or several of: columns of articles, `week` (ISO week of the date), columns of the coding's outlets table
    (`country`, `kind`, `control`, your own), steps of time made by `framing.since`. copies: "auto" counts a text once
    in an outlet, "collapse" once in the corpus, "keep" every time; copies in one cell always vary as one unit.
    """
    columns = by_columns(by)
    names = list(columns)
    articles = _with_columns(coding, columns)
    articles = _without_copies(articles, choose(copies, COPIES, "way to treat copies"))
    keys = articles[names].drop_duplicates().sort_values(names).reset_index(drop=True) if names else None
    grouped = articles.groupby(names, sort=True, dropna=False) if names else None
    cell = grouped.ngroup().to_numpy() if names else np.zeros(len(articles), dtype=int)
    cluster, clusters = pd.factorize(articles["cluster"])
    pairs, unit = np.unique(cell * max(len(clusters), 1) + cluster, return_inverse=True)
    return Design(
        keys=pd.DataFrame(index=range(min(len(articles), 1))) if keys is None else keys,
        article_ids=pd.Index(articles["article_id"]),
        unit=unit,
        cell=pairs // max(len(clusters), 1),
        cluster=pairs % max(len(clusters), 1),
        remarks=_remarks(articles["article_id"].to_numpy(), cell, keys, columns) if keys is not None else "",
    )


def by_columns(by: By) -> dict[str, str | Since]:
    """The names of the `by` columns and what makes each."""
    listed = [by] if isinstance(by, str | Since) else by or []
    return {one.name if isinstance(one, Since) else one: one for one in listed}


def cluster_of(articles: pd.DataFrame) -> pd.Series:
    """For each article (article_id, copy_of) the article that it copies, or itself."""
    return articles["copy_of"].where(articles["copy_of"] != "", articles["article_id"])


def _with_columns(coding: Any, columns: dict[str, str | Since]) -> pd.DataFrame:
    """article_id, outlet, cluster and the `by` columns, one row an article."""
    outlets = getattr(coding, "outlets", None)
    outlets = pd.DataFrame({"outlet": []}, dtype=str) if outlets is None or outlets.empty else outlets
    own = list(tables.ARTICLES.columns) if hasattr(coding, "table") else list(coding.articles.columns)
    own = [name for name in own if name not in NO_CELLS]
    steps = [one for one in columns.values() if isinstance(one, Since)]
    named = [name for name, one in columns.items() if isinstance(one, str)]
    for name in named:
        _check_name(name, own, list(outlets.columns))
    wanted = dict.fromkeys(["article_id", "outlet", "copy_of", "words", *(["date"] if "week" in named else [])])
    wanted |= dict.fromkeys([*(name for name in named if name in own), *(one.needs for one in steps)])
    articles = take(coding, "articles", list(wanted))
    if "week" in named and "week" not in own:
        articles = articles.assign(week=articles["date"].map({day: week(day) for day in articles["date"].unique()}))
    for name in set(named) - set(articles.columns):
        known = outlets.drop_duplicates("outlet").set_index("outlet")[name].fillna("")
        articles = articles.assign(**{name: articles["outlet"].map(known).fillna("")})
    articles = articles.assign(**{one.name: one.column(articles[one.needs]) for one in steps})
    return articles.assign(cluster=cluster_of(articles))


def _check_name(name: str, own: list[str], of_outlets: list[str]) -> None:
    if name in OF_OUTLETS and name not in [*own, *of_outlets]:
        raise MeasureError(
            f"nobody says the {name} of an outlet; put a column '{name}' into outlets.csv, and code again"
        )
    choose(name, dict.fromkeys([*own, "week", *of_outlets]), "column to measure by")


def _remarks(
    article_ids: np.ndarray, cell: np.ndarray, keys: pd.DataFrame, columns: dict[str, str | Since]
) -> np.ndarray:
    """For each cell of articles without a place in time which these are, "" for the others."""
    found = np.full(len(keys), "", dtype=object)
    for name, one in columns.items():
        for row in np.flatnonzero(keys[name].isna()) if isinstance(one, Since) else ():
            without = article_ids[cell == row]
            more = f" and {len(without) - NAMED} more" if len(without) > NAMED else ""
            found[row] = f"{one.lacking}: {', '.join(without[:NAMED])}{more}"
    return found.astype(str)


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
