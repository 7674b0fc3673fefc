"""Every figure of all articles: which measure and which chart make it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes

from framing import charts, measures
from framing.coding import Coding

Figure = tuple[Axes, pd.DataFrame]


def _story(coding: Coding) -> Figure:
    """The article with the most attributions, its voices along the story."""
    attributions = coding.table("attributions", ["article_id", "tier"])
    counts = Counter(attributions["article_id"])
    article_id = max(coding.table("articles", ["article_id"])["article_id"], key=lambda i: counts[i])
    passages = coding.passages
    return charts.voices_along_story(coding, article_id), passages[passages["article_id"] == article_id]


def _plain(name: str) -> Callable[[Coding], Figure]:
    """The figure of the measure and the chart of that name."""

    def draw(coding: Coding) -> Figure:
        table = getattr(measures, name)(coding)
        return getattr(charts, name)(table), table

    return draw


def _units(coding: Coding) -> Figure:
    table = pd.concat([measures.source_shares(coding, unit=u) for u in ("attributions", "words")], ignore_index=True)
    return charts.units_compared(table), table


def _cues(coding: Coding) -> Figure:
    table = measures.cue_classes(coding, by=[], of="source_group")
    return charts.cue_classes(table), table


def _wording(coding: Coding) -> Figure:
    table = measures.wording_rates(coding)
    return charts.stance_keywords(table), table


def _by_day(coding: Coding) -> Figure:
    table = measures.sentiment_by_voice(coding, by="date")
    return charts.trend(table), table


REPORTED = ("source_shares", "source_ratio", "sentiment_by_voice", "stance_keywords", "coverage")
"""The figures that the report shows of all articles: each the name of a measure, of its chart and of its files."""

FIGURES: dict[str, Callable[[Coding], Figure]] = {
    **{name: _plain(name) for name in REPORTED},
    "voices_along_story": _story,
    "units_compared": _units,
    "cue_classes": _cues,
    "sentiment_by_day": _by_day,
    "wording_rates": _wording,
    **{name: _plain(name) for name in ("outlet_differences", "missing_sources")},
}
"""Name of the files -> what measures and draws it."""
