"""Labelled sentences: by how much the machine errs in each, and how far a sum over a sample of them may be off."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from framing.measures import counting
from framing.measures.design import Design
from framing.validation.keys import STRATUM
from framing.validation.matching import pairs_of_units


@dataclass(frozen=True, eq=False)
class Labels:
    """The labelled sentences, one row each.

    errors: (labels, source types) y - yhat, what the coders counted (their mean) less what the machine counted.
    position: of its article among those of a design, -1 when it does not count there. stratum: its number; size, drawn:
    how many sentences the stratum holds, and how many of them were labelled.
    """

    errors: np.ndarray
    position: np.ndarray
    stratum: np.ndarray
    size: np.ndarray
    drawn: np.ndarray

    def cell(self, cells: Design) -> np.ndarray:
        """The cell of each label, -1 for one whose article does not count."""
        if not len(cells.unit):
            return np.full(len(self.position), -1)
        return np.where(self.position < 0, -1, cells.cell[cells.unit[np.maximum(self.position, 0)]])

    def correction(self, cells: Design) -> np.ndarray:
        """What the labels add to the machine's counts (units, source types): (y - yhat) / pi, by unit of variance."""
        added = np.zeros((len(cells.cell), self.errors.shape[1]))
        kept = self.position >= 0
        np.add.at(added, cells.unit[self.position[kept]], (self.errors * (self.size / self.drawn)[:, None])[kept])
        return added

    def count(self, cells: Design) -> np.ndarray:
        """Labels in each cell."""
        own = self.cell(cells)
        return np.bincount(own[own >= 0], minlength=len(cells.keys))

    def sampled(self, cells: Design) -> np.ndarray:
        """Whether each cell has sentences that are not labelled."""
        own = self.cell(cells)
        partly = np.bincount(own[(own >= 0) & (self.drawn < self.size)], minlength=len(cells.keys)) > 0
        return partly | (self.count(cells) == 0)

    def strata(self, cells: Design) -> np.ndarray:
        """Strata with labels in each cell."""
        own = pd.DataFrame({"cell": self.cell(cells), "stratum": self.stratum}).drop_duplicates()["cell"]
        return np.bincount(own[own >= 0], minlength=len(cells.keys))

    def variance(self, cells: Design, values: np.ndarray, one: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """What the variance of each cell's sum of values / pi is made of, over samples of sentences of these articles.

        values: (labels, k), 0 for labels of no cell. one: (cells, k), the squared value of one error, of which every
        stratum is given half a one: the labels may by chance show none. Returns two arrays (cells, k):
        sum_h N_h^2 s_h^2 / n_h, which falls with the number of labels, and sum_h N_h s_h^2, which is taken off for
        sentences being finite in number. Cochran, W. G. (1977) Sampling Techniques, chapter 5.
        """
        own, width = self.cell(cells), values.shape[1]
        places, first, group = np.unique(
            np.column_stack([own, self.stratum]), axis=0, return_index=True, return_inverse=True
        )
        sums, squares = (np.zeros((len(places), width)) for _ in range(2))
        np.add.at(sums, group.ravel(), values)
        np.add.at(squares, group.ravel(), values**2)
        cell, size, drawn = places[:, 0], self.size[first][:, None], self.drawn[first][:, None]
        spread = np.maximum(squares - sums**2 / drawn, 0) / np.maximum(drawn - 1, 1) + one[cell] / (2 * drawn)
        parts = []
        for part in (size**2 * spread / drawn, size * spread):
            total = np.zeros((len(cells.keys), width))
            np.add.at(total, cell[cell >= 0], part[cell >= 0])
            parts.append(total)
        return parts[0], parts[1]


def labels_of(
    cells: Design, coding: Any, filled: Iterable[pd.DataFrame], key: pd.DataFrame, tier: str = "core"
) -> Labels:
    """The labels that filled sheets give to the sentences of a key, of a tier's attributions ("all": of both)."""
    errors = np.mean([_errors(pairs_of_units(coding, sheet, key), key["unit"], tier) for sheet in filled], axis=0)
    return Labels(
        errors,
        cells.positions(key["article_id"]),
        key.groupby(STRATUM, sort=False).ngroup().to_numpy(),
        key["stratum_size"].to_numpy(dtype=float),
        key["stratum_drawn"].to_numpy(dtype=float),
    )


def _errors(pairs: pd.DataFrame, units: pd.Series, tier: str) -> np.ndarray:
    """What the coder counted less what the machine counted, (units, source types)."""
    known, rows = pd.Index(counting.names("type")), pd.Index(units).get_indexer(pairs["unit"])
    errors = np.zeros((len(units), len(known)))
    for who, sign in (("hand", 1.0), ("machine", -1.0)):
        codes = known.get_indexer(pairs[f"{who}_type"])
        asked = (codes >= 0) & ((pairs[f"{who}_tier"] == tier).to_numpy() | (tier == "all"))
        np.add.at(errors, (rows[asked], codes[asked]), sign)
    return errors
