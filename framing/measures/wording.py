"""How things are worded: distance, passives and variants by voice, and with which verbs whose words are reported."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import pandas as pd

from framing.measures import counting
from framing.measures.design import By, Design, design, take, zone_names
from framing.measures.errors import choose
from framing.measures.examples import commonest
from framing.measures.tidy import share_rows
from framing.measures.voices import VOICES, rates
from framing.voices.cues import cue_lemma

WRITTEN = ("title", "standfirst", "story")
STORY = ("story",)
SPEAKERS = ("source_group", "source_type", "country", "side")
"""Columns of attributions by which speakers can be told apart."""

LEVELS = ("class", "verb")


def wording_rates(
    coding: Any, by: By = "outlet", zones: str | Iterable[str] = WRITTEN, copies: str = "auto"
) -> pd.DataFrame:
    """Wording of each kind (hedge, scare_quote, ...) per 1,000 words, in the outlet's voice and in its sources'.

    Columns, errors and interval as `stance_keywords`, and `examples`: the commonest wordings of the row and how often
    each occurs ("may (5), could (3)"). The category is the kind, as data/CODEBOOK.md defines it; a variant of the
    user's is "concept: variant". Headlines and standfirsts count too: claim quotes stand there.
    """
    table = rates(coding, "wording", "kind", by, zones, copies, "wording_rates")
    cells, hits = design(coding, by, copies), take(coding, "wording", ["article_id", "zone", "voice", "kind", "term"])
    hits = hits[hits["zone"].isin(zone_names(zones))]
    kinds = pd.Index(sorted(hits["kind"].unique()))
    voice = pd.Index(VOICES).get_indexer(hits["voice"])
    places = (voice, _cell_of(cells, hits["article_id"]), kinds.get_indexer(hits["kind"]))
    shape = (len(VOICES), len(cells.keys), len(kinds))
    return table.assign(examples=commonest(hits["term"].str.lower(), places, shape).ravel())


def cue_classes(
    coding: Any,
    by: By = "outlet",
    of: str | None = None,
    level: str = "class",
    tier: str = "core",
    zones: str | Iterable[str] = STORY,
    copies: str = "auto",
) -> pd.DataFrame:
    """With which verbs words are reported: the share of attributions with each class of cue, or each verb.

    of: also apart for the speakers of each "source_group", "source_type", "country" or "side" (the column stands after
    those of `by`; "" where the table has none): who "says", who "claims", who "threatens". level: "class" (neutral,
    factive, forceful, commissive, directive, distancing; "none": no cue) or "verb" (in dictionary form). Other
    columns, arguments, errors and interval as `source_shares`, and `examples`: the commonest cues of the row.
    Categories in alphabetical order.
    """
    cells, verbs = design(coding, by, copies), choose(level, LEVELS, "level of cues") == "verb"
    column = [choose(of, SPEAKERS, "column of speakers")] if of else []
    attributions = counting.rows(coding, ["cue_class", "cue", *column], tier, zones)
    named = attributions["cue"].map(cue_lemma) if verbs else attributions["cue_class"]
    codes, categories = pd.factorize(named.replace("", "none"), sort=True)
    speakers, told = pd.factorize(attributions[of], sort=True) if of else (np.zeros(len(attributions), dtype=int), ())
    told = list(told) or [""]
    places = cells.positions(attributions["article_id"])
    shape = (len(told), len(cells.keys), len(categories))
    found = commonest(
        attributions["cue"].str.lower(), (speakers, _cell_of(cells, attributions["article_id"]), codes), shape
    )
    parts = []
    for number, speaker in enumerate(told):
        x = cells.tally(np.where(speakers == number, places, -1), codes, len(categories))
        n = x.sum(axis=1, keepdims=True)
        rows = share_rows(cells, x, n, list(categories), measure="cue_classes", unit="attributions")
        rows["examples"] = found[number].ravel()
        if of:
            rows.insert(cells.keys.shape[1], of, speaker)
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


def _cell_of(cells: Design, article_ids: pd.Series) -> np.ndarray:
    """The cell of each row's article, -1 for an article that does not count."""
    places = cells.positions(article_ids)
    return np.where(places < 0, -1, cells.cell[cells.unit][places]) if len(cells.article_ids) else places
