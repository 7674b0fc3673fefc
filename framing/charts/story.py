"""Who speaks where along one story."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pandas as pd
from matplotlib.axes import Axes

from framing.charts import palette, reading
from framing.charts.grid import nice_ticks
from framing.charts.sheet import Sheet, styled

if TYPE_CHECKING:
    from framing.coding import Coding

MOST_LANES = 24
"""Sources with a lane of their own; later ones share the last."""

BAND = 0.62
"""Height of a band, in lanes."""


@styled
def voices_along_story(coding: Coding, article_id: str, ax: Axes | None = None) -> Axes:
    """Who speaks where in the article: bands along its words, a lane for the outlet and for each source, coloured by group.

    Words with several speakers stand in the lane of each. ChartError for an unknown article_id (with the nearest known one)
    or an article without a story.
    """
    passages = _story(coding, article_id)
    lanes = _lanes(coding, article_id, passages)
    names = list(dict.fromkeys(lanes["lane"]))
    sheet = Sheet.on(ax, lambda _: len(names) * 1.25 + 3.2)
    for number, name in enumerate(names):
        bands = lanes[lanes["lane"] == name]
        spans = list(zip(bands["first"], bands["words"], strict=True))
        group = palette.group(bands["group"].iloc[0])
        colour = palette.voices()["outlet"].colour if number == 0 else group.colour
        sheet.ax.broken_barh(spans, (number - BAND / 2, BAND), facecolor=colour, linewidth=0, label=name)
    total = int(passages["words"].sum())
    sheet.ax.set_xlim(0, total)
    sheet.ax.set_ylim(len(names) - 0.4, -0.6)
    sheet.ax.set_xticks(nice_ticks(0, total, 8))
    sheet.ax.hlines([n + 0.5 for n in range(len(names) - 1)], 0, total, color="#E8E8E8", linewidth=0.5, zorder=0)
    sheet.label_rows(range(len(names)), names)
    sheet.ax.set_xlabel("Words of the story, in the order of reading")
    return sheet.finish(
        [f"Article {article_id}: {total:,} words.", _shares(lanes, total)], _alt(article_id, lanes, total)
    )


def _story(coding: Coding, article_id: str) -> pd.DataFrame:
    """The story's passages in order, with the number of words before each as `first`."""
    passages = coding.table("passages")
    one = passages[(passages["article_id"] == article_id) & (passages["zone"] == "story")].sort_values("start")
    if not one["words"].sum():
        known = list(coding.table("articles", ["article_id"])["article_id"])
        if article_id in known:
            raise reading.ChartError(f"article '{article_id}' has no story to draw")
        near = difflib.get_close_matches(str(article_id), known, n=1)
        raise reading.ChartError(f"no article '{article_id}'" + (f"; did you mean '{near[0]}'?" if near else ""))
    return one.assign(first=one["words"].cumsum() - one["words"])


def _lanes(coding: Coding, article_id: str, passages: pd.DataFrame) -> pd.DataFrame:
    """One row a band: lane, group, first word, words. The outlet's lane first, then sources as they come to speak."""
    attributions = coding.table("attributions", ["article_id", "attribution_id", *_NAMING])
    speakers = attributions[attributions["article_id"] == article_id].set_index("attribution_id")
    outlet = palette.voices()["outlet"].label.capitalize()
    rows = [(outlet, "", 0, 0)]
    seen: dict[str, str] = {}
    for passage in passages.itertuples():
        if passage.voice == "outlet":
            rows.append((outlet, "", passage.first, passage.words))
        for attribution in dict.fromkeys(passage.attribution_ids):
            speaker = speakers.loc[attribution]
            key = speaker["source_id"] or speaker["source"] or speaker["source_group"]
            lane = seen.setdefault(key, _lane_name(speaker) if len(seen) < MOST_LANES else "Further sources")
            rows.append((lane, speaker["source_group"], passage.first, passage.words))
    return pd.DataFrame(rows, columns=["lane", "group", "first", "words"])


_NAMING = ["source", "source_id", "source_name", "source_group"]


def _lane_name(speaker: pd.Series) -> str:
    group = palette.group(speaker["source_group"])
    name = speaker["source_name"] or speaker["source"] or "nobody named"
    return f"{name} {group.sign}"


def _shares(lanes: pd.DataFrame, total: int) -> str:
    groups = [g for g in palette.groups() if g in set(lanes["group"])]
    return " ".join(f"{palette.group(g).sign} {palette.group(g).label}" for g in groups)


def _alt(article_id: str, lanes: pd.DataFrame, total: int) -> str:
    words = lanes.groupby("lane", sort=False)["words"].sum()
    told = [f"{lane} {count:,}" for lane, count in words.items()]
    return f"Who speaks where in article {article_id}, words of {total:,}: {reading.listing(told, 12)}."
