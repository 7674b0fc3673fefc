"""Sources across articles: which of them, in different articles of a corpus, are one person or body."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from framing import tables
from framing.measures.design import take

PERSON = "person: "
PRIVATE = "citizen"


def linked_sources(coding: Any) -> pd.DataFrame:
    """One row an attribution, in the order of coding.attributions: article_id, attribution_id, linked_id, linked_name.

    Two attributions of a corpus are of the same person or body exactly where linked_id is the same and not "". It is
    "" for a source that cannot be told in another article with certainty: unnamed, of a surname alone, several at
    once, or a name that the corpus gives to two people. linked_name is the name for readers, one for each linked_id:
    the one most articles use, of equals the longest, then the first in the alphabet.

    The link is `attributions.source_key`. A person's full name is parted where articles contradict each other in the
    country, or one calls her a citizen and another gives her an office or trade; namesakes of whom an article does not
    tell what divides them are then left apart. Nothing depends on partitions, their number or their order.
    """
    columns = ["article_id", "attribution_id", "source_key", "source_name", "source_type", "country", "type_rule"]
    sources = take(coding, "attributions", columns)
    ids = sources["source_key"]
    people = ids.str.startswith(PERSON)
    for told in (sources["country"], _capacity(sources)):
        ids = ids.where(~people, _parted(ids, told))
    return sources[["article_id", "attribution_id"]].assign(linked_id=ids, linked_name=_names(sources, ids))


def _capacity(sources: pd.DataFrame) -> pd.Series:
    """What an article takes a person for: a private one, one of an office or trade, or "" where it does not say."""
    private = pd.Series(np.where(sources["source_type"] == PRIVATE, "private", "public"), index=sources.index)
    return private.mask(sources["type_rule"] == tables.NOTHING_SAID, "")


def _parted(ids: pd.Series, told: pd.Series) -> pd.Series:
    """The ids with `told` behind them where an id has several, and "" where it has and this row tells none."""
    contradicted = told[told != ""].groupby(ids[told != ""]).nunique()
    doubtful = ids.isin(contradicted.index[contradicted > 1])
    return ids.mask(doubtful, (ids + " (" + told + ")").where(told != "", ""))


def _names(sources: pd.DataFrame, ids: pd.Series) -> pd.Series:
    uses = sources.assign(linked_id=ids)[ids != ""].groupby(["linked_id", "source_name"])["article_id"].nunique()
    counted = uses.reset_index(name="uses")
    counted["length"] = counted["source_name"].str.len()
    order = counted.sort_values(["uses", "length", "source_name"], ascending=[False, False, True])
    best = dict(zip(order["linked_id"][::-1], order["source_name"][::-1], strict=True))
    codes, distinct = pd.factorize(ids)
    return pd.Series([best.get(linked, "") for linked in distinct], dtype=str).take(codes).set_axis(ids.index)
