"""When the articles appeared: coverage by date."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.measures.design import By, MeasureError, design, take
from framing.measures.tidy import tidy


def coverage(coding: Any, by: By = "outlet", copies: str = "auto") -> pd.DataFrame:
    """Articles and words of each cell on each date of the corpus.

    Returns the `by` columns, `date` ("" where an article has none) and tables.MEASURE_COLUMNS: categories "articles"
    and "words", the estimate is the count, there is no interval. Every cell has a row for every date on which the
    corpus has an article. MeasureError for an unknown name.
    """
    names = [by] if isinstance(by, str) else list(by or [])
    if "date" in names:
        raise MeasureError("coverage has a row for each date already; leave 'date' out of by")
    cells = design(coding, names, copies)
    articles = take(coding, "articles", ["article_id", "date", "words"])
    positions = cells.positions(articles["article_id"])
    codes, dates = pd.factorize(articles["date"], sort=True)
    number, words = (
        cells.sums(cells.tally(positions, codes, len(dates), weights))
        for weights in (None, articles["words"].to_numpy())
    )
    keys = cells.keys.loc[cells.keys.index.repeat(len(dates))].reset_index(drop=True)
    keys["date"] = np.tile(np.asarray(dates, dtype=object), len(cells.keys)).astype(str)
    counts = np.column_stack([number.ravel(), words.ravel()])
    return tidy(
        keys,
        ["articles", "words"],
        measure="coverage",
        estimate=counts,
        low=np.nan,
        high=np.nan,
        numerator=counts,
        denominator=np.nan,
        articles=counts[:, :1].astype(int),
        unit=np.array(["articles", "words"]),
        note="",
    )
