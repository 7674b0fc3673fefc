"""A hand coding table found again in the stories: which words of an article each hand-coded content is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from framing.measures.design import take
from framing.text import WORD, paragraphs
from framing.validation import sheets
from framing.validation.problems import MADE_A_DATE, Problem, SheetError, code_problem, is_date
from framing.validation.reading import Row, read_rows

COLUMNS = tuple("article_id outlet paragraph source source_name source_type cue content kind tier coder".split())
OPTIONAL = ("outlet", "coder")
JOIN = " [...] "
"""Stands between the pieces of a content that is in pieces."""

TIERS = ("core", "extended")
UNPLACED = ["article_id", "row", "content", "remedy"]


def read_hand_coding(coding: Any, given: pd.DataFrame | str | Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A hand coding (COLUMNS; `paragraph` counts from 0 within the story) with the `words` of each content.

    words is the set of numbers of the content's words in the article's text; a content that is not in that text has
    none. Returns the table and, for those, the columns UNPLACED. SheetError lists every mistake.
    """
    name, rows, problems = _rows(given)
    articles = take(coding, "articles", ["article_id", "outlet", "text"]).set_index("article_id")
    outlets, articles = articles["outlet"], articles["text"]
    for number, cells in rows:
        problems += [Problem(name, str(number), *found) for found in _mistakes(cells, outlets)]
    if problems:
        raise SheetError(problems)
    table = pd.DataFrame([{**cells, "row": number} for number, cells in rows], columns=[*COLUMNS, "row"])
    table["words"] = [_place(articles[row.article_id], row.content, int(row.paragraph)) for row in table.itertuples()]
    unplaced = table[[not words for words in table["words"]]]
    remedy = "copy the content from the article's text; until then the row counts as not found by the machine"
    return table, unplaced.assign(remedy=remedy)[UNPLACED].reset_index(drop=True)


def word_numbers(text: str, spans: Sequence[Sequence[int]]) -> frozenset[int]:
    """The numbers of the text's words that begin within these spans of characters."""
    starts = _words(text)[1]
    return frozenset(
        int(n) for start, end in spans for n in range(np.searchsorted(starts, start), np.searchsorted(starts, end))
    )


def _rows(given: pd.DataFrame | str | Path) -> tuple[str, list[Row], list[Problem]]:
    problems: list[Problem] = []
    if not isinstance(given, pd.DataFrame):
        return Path(given).name, read_rows(Path(given), COLUMNS, problems, OPTIONAL), problems
    missing = [column for column in COLUMNS if column not in given.columns and column not in OPTIONAL]
    if missing:
        raise SheetError([Problem("hand coding", "1", f"no column '{c}'", "add it") for c in missing])
    cells = given[[c for c in COLUMNS if c in given.columns]].fillna("").astype(str).to_dict("records")
    return "hand coding", list(enumerate(cells, 2)), problems


def _mistakes(cells: Mapping[str, str], outlets: pd.Series) -> list[tuple[str, str]]:
    codes = {"source_type": sheets.type_codes(), "kind": sheets.kind_codes(), "tier": TIERS}
    found = [p for column, known in codes.items() if (p := code_problem(cells[column], column, known))]
    article, outlet = cells["article_id"], cells.get("outlet")
    if article not in outlets.index:
        remedy = MADE_A_DATE if is_date(article) else "correct the name, or code that article"
        found.append((f"the coding has no article '{article}'", remedy))
    elif outlet is not None and outlet != outlets[article]:
        found.append((f"outlet '{outlet}' is not the outlet of {article}", f"write '{outlets[article]}'"))
    if not cells["paragraph"].isdigit():
        found.append((f"paragraph '{cells['paragraph']}' is no number", "count paragraphs of the story from 0"))
    if not cells["content"].strip():
        found.append(("content is empty", "copy the content from the article's text"))
    return found


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[list[str], np.ndarray]:
    found = list(WORD.finditer(text))
    return [_plain(m.group()) for m in found], np.array([m.start() for m in found], dtype=int)


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _place(text: str, content: str, paragraph: int) -> frozenset[int]:
    """The words of a content, each piece at its first place in or after the paragraph and after the piece before it."""
    words, starts = _words(text)
    spans = paragraphs(text)
    first = spans[min(paragraph, len(spans) - 1)][0] if spans else 0
    aim = int(np.searchsorted(starts, first))
    found: set[int] = set()
    for piece in content.split(JOIN):
        sought = [_plain(m.group()) for m in WORD.finditer(piece)]
        after = max(found, default=-1)
        places = [n for n in _places(words, sought) if n > after]
        if not places:
            return frozenset()
        place = min(places, key=lambda n: (n < aim, abs(n - aim)))  # before the paragraph only when nowhere else
        found.update(range(place, place + len(sought)))
    return frozenset(found)


def _places(words: list[str], sought: list[str]) -> list[int]:
    """Where the words that are sought stand in a row."""
    size = len(sought)
    return [n for n in range(len(words) - size + 1) if words[n : n + size] == sought] if size else []
