"""Attributions counted: one row a unit of variance, one column a source type of the codebook."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing import resources
from framing.measures.design import Design, take, zone_names
from framing.measures.errors import MeasureError, choose

UNITS = ("attributions", "sources", "words", "quoted_words")
TIERS = ("core", "extended", "all")
LEVELS = ("group", "type")
BROAD = "state_media_broad"
BROAD_LEAVES = ("state_media", "public_media")


def members() -> dict[str, tuple[str, ...]]:
    """Every name of a group or source type, in codebook order, and the source types that it holds.

    Groups come first: where a group and a type share a name (`state_media`, `unspecified`) the name means the group.
    """
    of_leaf = resources.leaf_groups()
    groups = {group: tuple(leaf for leaf in of_leaf if of_leaf[leaf] == group) for group in of_leaf.values()}
    return groups | {leaf: (leaf,) for leaf in of_leaf if leaf not in groups} | {BROAD: BROAD_LEAVES}


def names(level: str) -> list[str]:
    """The categories of a level in codebook order."""
    of_leaf = resources.leaf_groups()
    return list(dict.fromkeys(of_leaf.values() if choose(level, LEVELS, "level") == "group" else of_leaf))


def gather(counts: np.ndarray, categories: Iterable[str], level: str = "type") -> np.ndarray:
    """Columns of source types (units, types) added up to columns of categories."""
    known, leaves = members(), resources.leaf_groups()
    holds = [(name,) if level == "type" and name in leaves else known[name] for name in categories]
    return counts @ np.array([[leaf in held for held in holds] for leaf in leaves], dtype=float).reshape(
        len(leaves), -1
    )


def rows(coding: Any, columns: Iterable[str], tier: str, zones: str | Iterable[str]) -> pd.DataFrame:
    """article_id and these columns of the attributions in a tier ("core", "extended", "all") and zones."""
    choose(tier, TIERS, "tier")
    table = take(coding, "attributions", list(dict.fromkeys(["article_id", "zone", "tier", *columns])))
    kept = table["zone"].isin(zone_names(zones))
    return table[kept if tier == "all" else kept & (table["tier"] == tier)]


def leaf_codes(attributions: pd.DataFrame) -> np.ndarray:
    """The place of each attribution's source_type in the codebook; MeasureError for one that is not there."""
    codes, distinct = pd.factorize(attributions["source_type"])
    known = list(resources.leaf_groups())
    return np.array([known.index(choose(leaf, known, "source type")) for leaf in distinct], dtype=int)[codes]


def count_sources(design: Design, coding: Any, unit: str, tier: str, zones: str | Iterable[str]) -> np.ndarray:
    """Attributions in `unit` by source type: an array (units of variance, source types in codebook order).

    unit "sources" counts a source_id once an article; attributions without one count once an article and source type.
    """
    choose(unit, UNITS, "unit")
    weight = [unit] if unit in ("words", "quoted_words") else []
    attributions = rows(coding, ["source_type", "source_id", *weight], tier, zones)
    positions, codes = design.positions(attributions["article_id"]), leaf_codes(attributions)
    if unit == "sources":
        first = _first_of_each_source(positions, codes, attributions["source_id"])
        positions, codes = positions[first], codes[first]
    weights = attributions[unit].to_numpy() if weight else None
    return design.tally(positions, codes, len(resources.leaf_groups()), weights)


def size_of_one(design: Design, coding: Any, unit: str, tier: str, zones: str | Iterable[str]) -> float:
    """What one attribution counts in `unit`: 1, or in words sum s^2 / sum s, s the words of each.

    Words divided by that number vary like counts of independent attributions do (Kish's effective number).
    """
    if unit not in ("words", "quoted_words"):
        return 1.0
    attributions = rows(coding, [unit], tier, zones)
    sizes = attributions[unit].to_numpy(dtype=float)[design.positions(attributions["article_id"]) >= 0]
    return float((sizes**2).sum() / sizes.sum()) if sizes.any() else 1.0


def _first_of_each_source(positions: np.ndarray, codes: np.ndarray, source_ids: pd.Series) -> np.ndarray:
    source, distinct = pd.factorize(source_ids)
    nameless = (source_ids == "").to_numpy()
    source = np.where(nameless, len(distinct) + codes, source)
    _, first = np.unique(positions * (len(distinct) + codes.max(initial=0) + 1) + source, return_index=True)
    return np.sort(first)


def disjoint(first: str, second: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The source types of two groups or types; MeasureError when a name is unknown or the two overlap."""
    known = members()
    one, two = (known[choose(name, known, "source group or type")] for name in (first, second))
    if set(one) & set(two):
        raise MeasureError(f"'{first}' and '{second}' overlap; compare two that have no source type in common")
    return one, two
