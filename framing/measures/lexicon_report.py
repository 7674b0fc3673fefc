"""What each pattern of a stance lexicon found: the sheet to look at before a category is believed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from framing.measures.contexts import keywords_in_context
from framing.measures.design import take
from framing.measures.errors import MeasureError
from framing.measures.voices import STORY

EXAMPLES = 3
_COUNTS = ["hits", "negated", "articles", "outlets", "outlet_voice", "source_voice"]


def lexicon_report(
    coding: Any, lexicon: Any = None, zones: str | Iterable[str] = STORY, copies: str = "auto", examples: int = EXAMPLES
) -> pd.DataFrame:
    """One row a pattern of the lexicon that the coding was made with, also for those that found nothing.

    lexicon: as given to `framing.code` (None: ours). Columns: term (the pattern's id), category, pattern, status, hits,
    negated (of them), articles, outlets, outlet_voice, source_voice (hits), forms (the words that were hit, the
    commonest first), examples (a list of contexts, as many different articles as there are),
    known_false_positives. A flipped hit is counted with the pattern that made it. MeasureError when the coding was made
    with another lexicon.
    """
    from framing.devices.lexicon import load_lexicon

    entries = load_lexicon(lexicon)
    made_with = coding.run["options"].get("lexicon", "")
    if made_with != ("" if lexicon is None else entries.sha256):
        raise MeasureError("the coding was made with another lexicon; give the one that framing.code was given")
    found = keywords_in_context(coding, zones=zones, copies=copies)
    negated = take(coding, "stance", ["article_id", "zone", "start", "term", "negated"])
    found = found.merge(negated, on=["article_id", "zone", "start", "term"], how="left")
    found = found.assign(negated=found["negated"].astype(bool), form=found["keyword"].str.lower())
    frame = entries.frame().rename(columns={"id": "term"}).set_index("term")
    table = frame[["category", "pattern", "status"]].join(_counted(found))
    table[_COUNTS] = table[_COUNTS].fillna(0).astype(int)
    by_term = dict(list(found.groupby("term")))
    nothing = found.iloc[:0]
    table["forms"] = [", ".join(by_term.get(term, nothing)["form"].value_counts().index) for term in table.index]
    table["examples"] = [_examples(by_term.get(term, nothing), examples) for term in table.index]
    return table.join(frame["known_false_positives"]).reset_index()


def _counted(found: pd.DataFrame) -> pd.DataFrame:
    return (
        found.assign(outlet_voice=found["voice"] == "outlet", source_voice=found["voice"] == "source")
        .groupby("term")
        .agg(
            hits=("form", "size"),
            negated=("negated", "sum"),
            articles=("article_id", "nunique"),
            outlets=("outlet", "nunique"),
            outlet_voice=("outlet_voice", "sum"),
            source_voice=("source_voice", "sum"),
        )
    )


def _examples(hits: pd.DataFrame, number: int) -> list[str]:
    """Contexts of a pattern: one of each article before a second one of any."""
    turn = hits.groupby("article_id").cumcount()
    chosen = hits.loc[turn.sort_values(kind="stable").index[:number]]
    return [f"{row.left}[{row.keyword}]{row.right}".strip() for row in chosen.itertuples()]
