"""The words behind a number: the commonest ones, with how often each occurs."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

SHOWN = 3
"""Examples of one row."""


def commonest(texts: pd.Series, groups: Sequence[np.ndarray], shape: Sequence[int]) -> np.ndarray:
    """The commonest texts of every group, "may (5), could (3)"; "" for a group of none: an array of that shape.

    groups: for each text its place along every axis of the shape, -1 for a text that does not count (nor does "").
    """
    found = np.full(shape, "", dtype=object)
    table = pd.DataFrame(dict(enumerate(groups))).assign(text=texts.to_numpy())
    keys = list(range(len(groups)))
    table = table[(table[keys] >= 0).all(axis=1) & (table["text"] != "")]
    counts = table.groupby([*keys, "text"], sort=True).size().sort_values(ascending=False, kind="stable")
    for place, rows in counts.groupby(level=keys, sort=False):
        listed = [f"{text} ({number})" for (*_, text), number in rows.head(SHOWN).items()]
        found[place] = ", ".join(listed)
    return found
