"""Who speaks where along one story."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from framing.charts import palette, reading
from framing.charts.grid import nice_ticks
from framing.charts.lettering import NO_BREAK, labels
from framing.charts.sheet import Sheet, styled
from framing.coding import Coding, RunError

MOST_LANES = 24
"""Sources with a lane of their own; further ones share the last."""

BAND = 0.62
"""Height of a band, in lanes."""


_NAMING = ["source", "source_id", "source_name", "source_group"]
_OUTLET, _REST = "(outlet)", "(further sources)"


@styled
def voices_along_story(coding: Coding, article_id: str, ax: Axes | None = None) -> Axes:
    """Who speaks where in the article: bands along its words, a lane for the outlet and for each source.

    Bands have the colour of the source group. Words with several speakers stand in the lane of each. RunError for an
    unknown article_id, with the nearest known one; ChartError for an article without a story.
    """
    if not isinstance(coding, Coding):
        raise reading.ChartError(
            f"this is no coding (but of type {type(coding).__name__}): give charts.voices_along_story() what "
            "framing.code() or framing.load() returns, and an article_id"
        )
    passages = _story(coding, article_id)
    bands, speakers = _bands(coding, article_id, passages)
    total = int(passages["words"].sum())
    sheet = Sheet.on(ax, len(speakers) * 1.25 + 3.2)
    for number, (lane, speaker) in enumerate(speakers.items()):
        name, look = _name(speaker), _look(speaker)
        for band in bands[bands["lane"] == lane].itertuples():
            place = (band.first, number - BAND / 2)
            bar = Rectangle(place, band.words, BAND, color=look.colour, linewidth=0, label=name)
            sheet.ax.add_patch(bar).set_gid(f"row-{band.passage}")
    signs = ["" if speaker is None else _look(speaker).sign for speaker in speakers.values()]
    sheet.label_rows(range(len(signs)), labels(map(_name, speakers.values()), sheet.inches, signs))
    sheet.ax.hlines(np.arange(len(signs) - 1) + 0.5, 0, total, color="#E8E8E8", linewidth=0.5, zorder=0)
    sheet.ax.set_xlim(0, total)
    sheet.ax.set_ylim(len(signs) - 0.4, -0.6)
    sheet.ax.set_xticks(nice_ticks(0, total, 5))
    sheet.ax.set_xlabel("Words of the story, in the order of reading")
    footer = [f"Article {article_id}: {total:,} words.", _key(speakers)]
    return sheet.finish(footer, _alt(article_id, bands, speakers, total))


def _story(coding: Coding, article_id: str) -> pd.DataFrame:
    """The story's passages in order, with the number of words before each as `first`."""
    passages = coding.table("passages")
    one = passages[(passages["article_id"] == article_id) & (passages["zone"] == "story")].sort_values("start")
    if not one["words"].sum():
        known = list(coding.table("articles", ["article_id"])["article_id"])
        if article_id not in known:
            raise no_article(article_id, known)
        raise reading.ChartError(f"article '{article_id}' has no story to draw")
    return one.assign(first=one["words"].cumsum() - one["words"])


def no_article(article_id: str, known: Iterable[str]) -> RunError:
    """The error for an article_id that the coding does not have, with the nearest one that it has."""
    near = difflib.get_close_matches(str(article_id), list(known), n=1)
    hint = f"did you mean '{near[0]}'?" if near else "coding.articles['article_id'] lists them"
    return RunError(f"no article '{article_id}'; {hint}")


def _bands(coding: Coding, article_id: str, passages: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, pd.Series | None]]:
    """Bands (lane, first word, words, row of the passage); lane -> its source: None for the outlet, then sources as
    they come to speak.
    """
    attributions = coding.table("attributions", ["article_id", "attribution_id", *_NAMING])
    own = attributions[attributions["article_id"] == article_id].set_index("attribution_id")
    rows, speakers = [], {_OUTLET: None}
    for passage in passages.itertuples():
        for number in dict.fromkeys(passage.attribution_ids):
            speaker = own.loc[number]
            lane = speaker["source_id"] or f"{speaker['source'].lower()} {speaker['source_group']}"
            if lane not in speakers and len(speakers) > MOST_LANES:
                lane, speaker = _REST, pd.Series({"source_name": "Further sources", "source_group": ""})
            speakers.setdefault(lane, speaker)
            rows.append((lane, passage.first, passage.words, passage.Index))
        if passage.voice == "outlet":
            rows.append((_OUTLET, passage.first, passage.words, passage.Index))
    return pd.DataFrame(rows, columns=["lane", "first", "words", "passage"]), speakers


def _name(speaker: pd.Series | None) -> str:
    if speaker is None:
        return capital(palette.voices()["outlet"].label)
    return capital(speaker["source_name"] or speaker["source"]) or "Nobody named"


def _look(speaker: pd.Series | None) -> palette.Look:
    return palette.voices()["outlet"] if speaker is None else palette.group(speaker["source_group"])


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


def _key(speakers: dict[str, pd.Series | None]) -> str:
    present = {speaker["source_group"] for speaker in speakers.values() if speaker is not None}
    return ", ".join(
        f"{look.sign}{NO_BREAK}{look.label}" for group, look in palette.groups().items() if group in present
    )


def _alt(article_id: str, bands: pd.DataFrame, speakers: dict[str, pd.Series | None], total: int) -> str:
    said = bands.groupby("lane").agg(words=("words", "sum"), first=("first", "min"))
    told = [
        f"{_name(speaker)} {said['words'][lane]:,} from word {said['first'][lane] + 1:,}"
        for lane, speaker in speakers.items()
        if lane in said.index
    ]
    what = f"Who speaks where in article {article_id}, how many of its {total:,} words and where each begins"
    return f"{what}: {reading.listing(told, 12)}."
