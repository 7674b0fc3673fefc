"""When the articles appeared: coverage by date, by week, by hours or days since the event."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing.measures.design import By, by_columns, design, take
from framing.measures.errors import MeasureError
from framing.measures.moments import Since
from framing.measures.tidy import tidy


def coverage(coding: Any, by: By = "outlet", copies: str = "auto", along: str | Since = "date") -> pd.DataFrame:
    """Articles and words of each cell at each time: on each date of the corpus, or in each week or step of `along`.

    along: "date", "week" or `framing.since(...)`. Returns the `by` columns, the column of `along` (`date`: "" where an
    article has none) and tables.MEASURE_COLUMNS: categories "articles" and "words", the estimate is the count, there is
    no interval. Every cell has a row for every time at which the corpus has an article. MeasureError for an unknown
    name.
    """
    (time,) = by_columns(along)
    if time in by_columns(by):
        raise MeasureError(f"coverage has a row for each {time} already; leave '{time}' out of by")
    cells, times = design(coding, by, copies), design(coding, along, "keep")
    words = take(coding, "articles", ["words"])["words"].to_numpy()
    codes, width = times.cell[times.unit], len(times.keys)
    positions = cells.article_ids.get_indexer(times.article_ids)
    number, words = (cells.sums(cells.tally(positions, codes, width, weights)) for weights in (None, words))
    keys = cells.keys.loc[cells.keys.index.repeat(width)].reset_index(drop=True)
    keys[time] = np.tile(times.keys[time].to_numpy(), len(cells.keys))
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
        note=np.tile(np.broadcast_to(times.remarks, width), len(cells.keys))[:, None],
    )
