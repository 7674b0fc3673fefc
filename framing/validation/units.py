"""The units of validation: the sentences of the stories, and what the machine found in each."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pandas as pd

from framing.measures.design import take
from framing.voices.cues import lexicon, noun_lemma, verb_lemma

_OWN_STRATUM = ("official", "analyst")
_FOUND = ("source", "source_name", "source_type", "source_group", "kind", "tier", "content_spans")
_LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)
_SPACE = re.compile(r"[\s\x00-\x1f]+")  # no workbook takes control characters


def units(coding: Any) -> pd.DataFrame:
    """Every sentence of the stories that holds a word: article_id, outlet, sentence, start, end, stratum, text.

    sentence is the number that passages give it; start and end count characters of the article's text; text has its
    white space single.
    """
    passages = take(coding, "passages", ["article_id", "zone", "start", "end", "sentence"])
    grouped = passages[passages["zone"] == "story"].groupby(["article_id", "sentence"], sort=True)
    found = grouped.agg(start=("start", "min"), end=("end", "max")).reset_index()
    found = found.merge(take(coding, "articles", ["article_id", "outlet", "text"]), on="article_id", how="left")
    cells = zip(found["text"], found["start"], found["end"], strict=True)
    found["text"] = [one_line(text[start:end]) for text, start, end in cells]
    found = found[found["text"].str.contains(r"\w", regex=True)].reset_index(drop=True)
    return found.assign(stratum=_strata(coding, found))[
        ["article_id", "outlet", "sentence", "start", "end", "stratum", "text"]
    ]


def attributions_of(coding: Any, sentences: pd.DataFrame) -> pd.DataFrame:
    """The machine's attributions of the story that belong to these sentences (rows with article_id, start, end).

    An attribution belongs to the sentence that holds its cue; without a cue, to the one where its content begins.
    Returns attribution columns with `unit`, the index of the sentence, in order of appearance.
    """
    found = take(coding, "attributions", ["article_id", "zone", "cue_start", *_FOUND])
    found = found[found["zone"] == "story"].drop(columns="zone")
    begins = [min((start for start, _ in spans), default=-1) for spans in found["content_spans"]]
    found["anchor"] = found["cue_start"].where(found["cue_start"] >= 0, begins)
    places = sentences[["article_id", "start", "end"]].rename_axis("unit").reset_index().sort_values("start")
    found = found.sort_values("anchor", kind="stable")
    placed = pd.merge_asof(found, places, left_on="anchor", right_on="start", by="article_id")
    placed = placed[placed["anchor"] < placed["end"]]
    return placed.astype({"unit": int}).sort_values(["unit", "anchor"], kind="stable").reset_index(drop=True)


def one_line(text: str) -> str:
    """The text with single spaces for white space and control characters, none at its ends."""
    return _SPACE.sub(" ", text).strip()


def _strata(coding: Any, sentences: pd.DataFrame) -> list[str]:
    first = attributions_of(coding, sentences).drop_duplicates("unit").set_index("unit")["source_group"]
    first = first.where(first.isin(_OWN_STRATUM), "other").to_dict()
    return [first.get(n) or ("cue-like" if _holds_cue(text) else "quiet") for n, text in enumerate(sentences["text"])]


def _holds_cue(text: str) -> bool:
    return any(_is_cue(word.lower()) for word in _LETTERS.findall(text))


@cache
def _is_cue(word: str) -> bool:
    return verb_lemma(word) in lexicon("verb") or noun_lemma(word) in lexicon("noun")
