"""An article on its way into the tables, and the lines of its page that are not its story."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from framing.tables import ARTICLES, REMOVED_LINES
from framing.text import count_words


@dataclass(slots=True)
class Removed:
    """A line that is not story: its 0-based line (text) or block (HTML), its zone and the reason in plain words."""

    line: int
    zone: str
    text: str
    reason: str


@dataclass(slots=True)
class Draft:
    """One article as read from a page or a row; whatever is not certain stays "" and has a warning."""

    article_id: str = ""
    text: str = ""
    outlet: str = ""
    published: str = ""
    date: str = ""
    title: str = ""
    standfirst: str = ""
    author: str = ""
    byline: str = ""
    url: str = ""
    caption: str = ""
    warnings: list[str] = field(default_factory=list)
    removed: list[Removed] = field(default_factory=list)
    places: list[list[int]] = field(default_factory=list)  # of a page: the lines or blocks of each paragraph of text
    row_number: int = 0  # the row of the table it came from, counted from 1

    def row(self) -> dict[str, object]:
        """The row of the articles table."""
        given = {name: getattr(self, name) for name in ARTICLES.columns if hasattr(self, name)}
        # Whose copy an article is, is found once the whole corpus is there; until then it is nobody's.
        return given | {"words": count_words(self.text), "copy_of": "", "containment": 0.0}


def article_frame(drafts: Iterable[Draft]) -> pd.DataFrame:
    """Drafts as the articles table."""
    return ARTICLES.frame(draft.row() for draft in drafts)


def removed_frame(drafts: Iterable[Draft]) -> pd.DataFrame:
    """What was taken away from the drafts as the removed_lines table."""
    return REMOVED_LINES.frame(
        {"article_id": d.article_id, "line": r.line, "zone": r.zone, "text": r.text, "reason": r.reason}
        for d in drafts
        for r in d.removed
    )
