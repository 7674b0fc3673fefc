"""Every figure of all articles: which measure and which chart make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes

from framing import charts, measures
from framing.coding import Coding

Figure = tuple[Axes, pd.DataFrame]


class Recipe(NamedTuple):
    """What measures a coding, and what draws the table that comes out, as often as wanted."""

    measure: Callable[[Coding], pd.DataFrame]
    chart: Callable[[Coding, pd.DataFrame], Axes]

    def __call__(self, coding: Coding) -> Figure:
        """The figure and its table."""
        table = self.measure(coding)
        return self.chart(coding, table), table


def _plain(name: str) -> Recipe:
    """The figure of the measure and the chart of that name."""
    return Recipe(lambda coding: getattr(measures, name)(coding), lambda _, table: getattr(charts, name)(table))


def _passages(coding: Coding) -> pd.DataFrame:
    """The passages of the article with the most attributions, and who speaks in each."""
    attributions = coding.table("attributions", ["article_id", "attribution_id", "source", "source_name"])
    counts = Counter(attributions["article_id"])
    article_id = max(coding.table("articles", ["article_id"])["article_id"], key=lambda i: counts[i])
    own = attributions[attributions["article_id"] == article_id].set_index("attribution_id")
    names = own["source_name"].where(own["source_name"] != "", own["source"]).replace("", "nobody named")
    passages = coding.passages
    passages = passages[passages["article_id"] == article_id]
    said_by = ["; ".join(dict.fromkeys(names[list(ids)])) for ids in passages["attribution_ids"]]
    return passages.assign(said_by=said_by)


def _story(coding: Coding, passages: pd.DataFrame) -> Axes:
    return charts.voices_along_story(coding, passages["article_id"].iloc[0])


def _units(coding: Coding) -> pd.DataFrame:
    return pd.concat([measures.source_shares(coding, unit=u) for u in ("attributions", "words")], ignore_index=True)


REPORTED = (
    *("source_shares", "source_ratio", "outlet_differences", "units_compared", "cue_classes", "missing_sources"),
    *("sentiment_by_voice", "sentiment_by_day", "stance_keywords", "wording_rates", "distinctive_terms"),
    *("coverage", "voices_along_story"),
)
"""The figures that the report shows, in its order; distinctive_terms, which shows one outlet, once for each."""

FIGURES: dict[str, Recipe] = {
    **{name: _plain(name) for name in ("source_shares", "source_ratio", "sentiment_by_voice", "stance_keywords")},
    "coverage": _plain("coverage"),
    "voices_along_story": Recipe(_passages, _story),
    "units_compared": Recipe(_units, lambda _, table: charts.units_compared(table)),
    "cue_classes": Recipe(
        lambda coding: measures.cue_classes(coding, by=[], of="source_group"),
        lambda _, table: charts.cue_classes(table),
    ),
    "sentiment_by_day": Recipe(
        lambda coding: measures.sentiment_by_voice(coding, by="date"), lambda _, table: charts.trend(table)
    ),
    "wording_rates": Recipe(measures.wording_rates, lambda _, table: charts.stance_keywords(table)),
    **{name: _plain(name) for name in ("outlet_differences", "missing_sources")},
}
"""Name of the files -> what measures and draws it."""
