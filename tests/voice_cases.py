"""Small articles, trees and zones to question the voices room with; every sentence is invented."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import pandas as pd

from framing import tables
from framing.tables import ZONE_COLUMN
from framing.voices import code_voices
from framing.voices.candidates import candidates
from framing.voices.model import parser
from framing.voices.passages import Passage
from framing.voices.rank import rate
from framing.voices.records import Candidate, Zone
from framing.voices.tree import Tree
from framing.voices.zones import read_zones


@dataclass(frozen=True)
class Attribution:
    """A row of `attributions` with the words of its contents."""

    row: dict
    contents: list[str]

    def __getattr__(self, name: str) -> object:
        return self.row[name]

    @property
    def told(self) -> tuple[str, str, list[str]]:
        """Source, cue and contents."""
        return self.source, self.cue, self.contents


def articles(*texts: str, **zones: str) -> pd.DataFrame:
    """Articles a-0, a-1, ... with these stories, and the same title, standfirst or caption where given."""
    blank = {name: "" for name, kind in tables.ARTICLES.columns.items() if kind == tables.TEXT}
    blank |= {"outlet": "Courier", "date": "2026-03-01", "words": 0, "containment": 0.0, "warnings": []}
    return tables.ARTICLES.frame(blank | {"article_id": f"a-{n}", "text": text} | zones for n, text in enumerate(texts))


def voices(text: str, **zones: str) -> list[Attribution]:
    """The attributions of one article."""
    found, _ = code_voices(articles(text, **zones))
    texts = {zone: {**zones, "text": text}.get(column, "") for zone, column in ZONE_COLUMN.items()}
    return [Attribution(r, [texts[r["zone"]][a:b] for a, b in r["content_spans"]]) for r in found.to_dict("records")]


def only(text: str, **zones: str) -> Attribution:
    """The one attribution of an article that has no other."""
    (found,) = voices(text, **zones)
    return found


def tree(text: str) -> Tree:
    """A paragraph as parsed."""
    return Tree(parser()(text), text)


@cache
def rated(text: str) -> tuple[Tree, list[Candidate]]:
    """A parsed paragraph and its candidates with their probabilities."""
    parsed = tree(text)
    found = candidates(parsed)
    rate(parsed, found)
    return parsed, found


def zone(text: str) -> Zone:
    """The story zone of an article, its paragraphs parsed."""
    (zones,) = read_zones(parser(), articles(text).to_dict("records"), 8)
    return zones["story"]


def outlet_words(text: str) -> list[str]:
    """The stretches of a story that are in the outlet's voice, without white space around them."""
    _, passages = code_voices(articles(text))
    outlet = passages[passages["voice"] == "outlet"]
    return [s for s in (text[a:b].strip() for a, b in zip(outlet["start"], outlet["end"], strict=True)) if s]


def texts_of(tiles: list[Passage], text: str) -> list[str]:
    """The words of each passage."""
    return [text[p.start : p.end] for p in tiles]
