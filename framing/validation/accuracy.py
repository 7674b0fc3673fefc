"""What the machine gets right: precision, recall and confusion of its attributions against hand coding."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from framing import resources
from framing.measures import formulas
from framing.measures.counting import LEVELS, TIERS
from framing.measures.design import By, Design, choose, design, take
from framing.measures.tidy import share_rows
from framing.validation.keys import read_key_of
from framing.validation.matching import pairs_of_contents, pairs_of_units
from framing.validation.placing import UNPLACED, read_hand_coding
from framing.validation.problems import ValidationError
from framing.validation.reading import read_sheets

ANY = "any source"
NONE = "(none)"
"""In a confusion matrix: the machine found nothing there, or the coder did not."""


@dataclass(frozen=True, eq=False)
class Accuracy:
    """What `accuracy` returns: its pairs, and the numbers made of them.

    pairs: one row a pair, or an attribution that stands alone (article_id, outlet, unit of the sheet, machine_type,
    hand_type, machine_tier, hand_tier, machine_source, hand_source, same_source, weight; row, the row of the hand
    coding or the slot of the sheet, 0 for none).
    unplaced: rows of a hand coding whose content is not in the article's text; they count as not found.
    """

    pairs: pd.DataFrame
    unplaced: pd.DataFrame
    articles: pd.DataFrame
    outlets: pd.DataFrame

    def rates(self, by: By = "outlet", level: str = "type", tier: str = "core") -> pd.DataFrame:
        """Precision and recall: the `by` columns and tables.MEASURE_COLUMNS (numerator / denominator = estimate).

        Measures: `precision` (of the machine's attributions) and `recall` (of the coder's), where `any source` asks
        only whether there is an attribution, a source type or group (level) also whether it is that one; among those
        found by both, `same_type` and `same_source`. tier: "core", "extended" or "all", of the side that is asked
        about: the other side may have either. Sheets are weighted by 1 / pi. Interval: as for shares, by article.
        """
        pairs = self._coded(level)
        cells = design(SimpleNamespace(articles=self.articles, outlets=self.outlets), by, copies="keep")
        both = (pairs["machine"] != NONE) & (pairs["hand"] != NONE)
        sides = {
            who: (pairs[who] != NONE) & ((choose(tier, TIERS, "tier") == "all") | (pairs[f"{who}_tier"] == tier))
            for who in ("machine", "hand")
        }
        asked = [("precision", "machine"), ("recall", "hand")]
        tables = [self._rate(cells, pairs, name, pairs[who].where(sides[who]), both, ANY) for name, who in asked]
        found = pairs["machine"].where(sides["machine"] & both)
        same = pairs["machine"] == pairs["hand"]
        tables += [self._rate(cells, pairs, f"same_{level}", found, same, ANY)]
        tables += [self._rate(cells, pairs, "same_source", found, pairs["same_source"], ANY)]
        tables += [self._rate(cells, pairs, name, pairs[who].where(sides[who]), same) for name, who in asked]
        table = pd.concat(tables, ignore_index=True)
        return table.sort_values(list(cells.keys.columns), kind="stable", ignore_index=True) if by else table

    def confusion(self, outlet: str | None = None, level: str = "type", tier: str = "core") -> pd.DataFrame:
        """How often (weighted) the machine gave each code (columns) where the coder gave each (rows).

        The row and column `(none)` hold what only the machine and what only the coder found. outlet: one only.
        tier: pairs where either side is of it.
        """
        pairs = self._coded(level)
        if choose(tier, TIERS, "tier") != "all":
            pairs = pairs[(pairs["machine_tier"] == tier) | (pairs["hand_tier"] == tier)]
        if outlet is not None:
            pairs = pairs[pairs["outlet"] == choose(outlet, self.articles["outlet"].unique(), "outlet")]
        order = [code for code in [*_codes(level), NONE] if (pairs[["machine", "hand"]] == code).any(axis=None)]
        return pairs.pivot_table("weight", "hand", "machine", "sum", fill_value=0.0).reindex(
            index=order, columns=order, fill_value=0.0
        )

    def _coded(self, level: str) -> pd.DataFrame:
        """The pairs with `machine` and `hand`, source types or groups, NONE where there is none."""
        choose(level, LEVELS, "level")
        groups = resources.leaf_groups()
        names = {leaf: groups[leaf] if level == "group" else leaf for leaf in groups} | {"": NONE}
        return self.pairs.assign(**{who: self.pairs[f"{who}_type"].map(names) for who in ("machine", "hand")})

    @staticmethod
    def _rate(
        cells: Design, pairs: pd.DataFrame, name: str, codes: pd.Series, right: pd.Series, category: str = ""
    ) -> pd.DataFrame:
        """Of the pairs that have a code, by code or as one `category`, the weighted share that is right."""
        codes = codes.where(codes.isna(), category) if category else codes
        categories = sorted(codes.dropna().unique(), key=_place)
        numbers = pd.Index(categories).get_indexer(codes)
        positions, weights = cells.positions(pairs["article_id"]), pairs["weight"].to_numpy()
        n, x, squares = (
            cells.tally(positions, numbers, len(categories), weights * kept) for kept in (1.0, right, weights)
        )
        # counts divided by what one pair weighs (Kish), so that no interval rests on more pairs than there are
        one = np.nan_to_num(formulas.divide(cells.sums(squares), cells.sums(n)), nan=1.0)
        table = share_rows(
            cells, x / one[cells.cell], n / one[cells.cell], categories, measure=name, unit="attributions"
        )
        return table.assign(numerator=table["numerator"] * one.ravel(), denominator=table["denominator"] * one.ravel())


def accuracy(
    coding: Any,
    hand_coding: pd.DataFrame | str | Path | Iterable[str | Path],
    key: pd.DataFrame | str | Path | None = None,
) -> Accuracy:
    """Compare the machine's attributions in the stories with a hand coding, or with the coders' filled sheets.

    hand_coding: a table of attributions (placing.COLUMNS; its articles count as coded in full), matched by the words of
    the content; with a `key`, one filled sheet of the sample or more, matched within each sentence; each of k coders
    counts 1 / k. SheetError lists mistakes; ValidationError when the key is of another corpus.
    """
    articles = take(coding, "articles", ["article_id", "outlet", "copy_of", "words", "date"])
    if key is None:
        hand, unplaced = read_hand_coding(coding, _only(hand_coding))
        pairs, coded = pairs_of_contents(coding, hand), hand["article_id"]
    else:
        key = read_key_of(coding, key)
        filled = read_sheets(hand_coding, key).values()
        pairs = pd.concat([pairs_of_units(coding, sheet, key) for sheet in filled], ignore_index=True)
        pairs["weight"] /= len(filled)
        coded, unplaced = key["article_id"], pd.DataFrame(columns=UNPLACED)
    articles = articles[articles["article_id"].isin(coded)].reset_index(drop=True)
    outlets = getattr(coding, "outlets", pd.DataFrame())
    return Accuracy(pairs, unplaced, articles, outlets)


def _only(given: pd.DataFrame | str | Path | Iterable[str | Path]) -> pd.DataFrame | str | Path:
    if isinstance(given, pd.DataFrame | str | Path):
        return given
    first, *more = given
    if more:
        raise ValidationError("two hand codings at once; give one, or the sheets of a sample with its key")
    return first


def _codes(level: str) -> list[str]:
    groups = resources.leaf_groups()
    return list(dict.fromkeys(groups.values() if level == "group" else groups))


def _place(code: str) -> int:
    """The place of a code in the codebook."""
    known = [*_codes("type"), *_codes("group")]
    return known.index(code) if code in known else -1
