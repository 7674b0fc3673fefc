"""The words behind a tone: what each scored word adds, where, and in how many outlets."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from framing.measures.design import By, design, take, zone_names
from framing.measures.voices import STORY, one_instrument


def sentiment_words(
    coding: Any,
    by: By = None,
    instrument: str | None = None,
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
) -> pd.DataFrame:
    """Every word that an instrument scored, with its modifiers ("not very good"), the heaviest first.

    Returns the `by` columns and: word (small letters), times, outlet_voice and source_voice (of these times), articles,
    outlets, common (whether more than half of the corpus's outlets have the word: it belongs to the event or the
    language rather than to an outlet's tone), polarity (mean) and weight (polarity times `times`). MeasureError for an
    unknown name.
    """
    cells, zones = design(coding, by, copies), zone_names(zones)
    rows = take(coding, "sentiment", ["article_id", "zone", "start", "instrument", "assessments"])
    rows = rows[(rows["instrument"] == one_instrument(rows["instrument"], instrument)) & rows["zone"].isin(zones)]
    rows = rows.merge(take(coding, "passages", ["article_id", "zone", "start", "voice"]))
    outlet = take(coding, "articles", ["article_id", "outlet"]).set_index("article_id")["outlet"]
    rows = rows.assign(place=cells.positions(rows["article_id"]), outlet=rows["article_id"].map(outlet))
    found = rows[rows["place"] >= 0].explode("assessments", ignore_index=True).dropna(subset="assessments")
    found = found.assign(
        word=[a["words"].lower() for a in found["assessments"]],
        weight=[a["polarity"] for a in found["assessments"]],
        cell=cells.cell[cells.unit[found["place"]]],
    )
    return _summed(found, cells.keys, outlet.nunique())


def _summed(found: pd.DataFrame, keys: pd.DataFrame, outlets: int) -> pd.DataFrame:
    """One row for each cell and word."""
    common = found.groupby("word")["outlet"].nunique() > outlets / 2
    table = (
        found.assign(outlet_voice=found["voice"] == "outlet", source_voice=found["voice"] == "source")
        .groupby(["cell", "word"])
        .agg(
            times=("weight", "size"),
            outlet_voice=("outlet_voice", "sum"),
            source_voice=("source_voice", "sum"),
            articles=("article_id", "nunique"),
            outlets=("outlet", "nunique"),
            polarity=("weight", "mean"),
            weight=("weight", "sum"),
        )
        .reset_index()
    )
    table.insert(table.columns.get_loc("polarity"), "common", table["word"].map(common).astype(bool))
    order = table.assign(heavy=-table["weight"].abs().round(9)).sort_values(["cell", "heavy", "word"]).index
    table = table.loc[order].reset_index(drop=True)
    return pd.concat([keys.iloc[table["cell"]].reset_index(drop=True), table.drop(columns="cell")], axis=1)
