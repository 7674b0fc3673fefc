"""Wording by voice: how an outlet keeps its distance, leaves out who did it, and what it calls things."""

from __future__ import annotations

import pandas as pd

from framing import tables
from framing.devices.finders import FINDERS, Finder
from framing.devices.finders.variants import variant_finders
from framing.devices.zones import Zone, read_zones

QUOTED = ("claim_quote", "scare_quote")
"""Kinds whose term keeps its capitals: another's words."""


def wording(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    passages: pd.DataFrame,
    variants: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every wording of a kind that the finders know, in all zones: the table `wording` (tables.WORDING).

    Kinds: "hedge", "evidential" and "so_called" (finders.phrases), "claim_quote" and "scare_quote" (finders.quotes),
    "agentless_passive" and "agent_passive" (finders.passives), and for each of the user's variants, where she gave
    such a table, "concept: variant" (finders.variants). `term` is the text as found, in small letters unless quoted.
    """
    finders = FINDERS if variants is None else (*FINDERS, *variant_finders(variants))
    return tables.WORDING.frame(
        _row(zone, *hit) for zone in read_zones(articles, passages, attributions) for hit in _hits(zone, finders)
    )


def _hits(zone: Zone, finders: tuple[Finder, ...]) -> list[tuple[int, int, str]]:
    sentences = list(zone.sentences())
    return sorted({hit for find in finders for hit in find(zone, sentences)})


def _row(zone: Zone, start: int, end: int, kind: str) -> dict[str, object]:
    passage, text = zone.passage_at(start), zone.text[start:end]
    return {
        "article_id": zone.article_id,
        "zone": zone.name,
        "start": start,
        "end": end,
        "kind": kind,
        "term": text if kind in QUOTED else " ".join(text.lower().split()),
        "voice": passage.voice,
        "attribution_ids": passage.attribution_ids,
    }
