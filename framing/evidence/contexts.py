"""Keywords in context for the notebook: a fold for each category, the voices coloured as in the article view."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing.charts import palette
from framing.evidence import looks
from framing.evidence.pages import template

if TYPE_CHECKING:
    from framing.coding import Coding

SHOWN = 100
"""Contexts shown of one category; the table has them all."""

Span = tuple[int, int, str]
"""Start, end and source group ("" in the outlet's voice) of a stretch."""


@dataclass(frozen=True)
class Context:
    """One hit for a reader: left, keyword and right are stretches of text, each with its source group."""

    outlet: str
    date: str
    article_id: str
    who: str
    left: list[tuple[str, str]]
    keyword: list[tuple[str, str]]
    right: list[tuple[str, str]]

    @property
    def groups(self) -> set[str]:
        """The source groups whose words stand in it."""
        return {group for part in (self.left, self.keyword, self.right) for _, group in part if group}

    def __str__(self) -> str:
        left, keyword, right = ("".join(text for text, _ in part) for part in (self.left, self.keyword, self.right))
        return f"{left}[{keyword}]{right}  ({self.outlet}, {self.who})"


@dataclass(frozen=True)
class ContextsView:
    """Contexts by category: HTML in a notebook, plain lines elsewhere."""

    sections: dict[str, list[Context]]
    more: dict[str, int]

    def _repr_html_(self) -> str:
        shown = {group for found in self.sections.values() for context in found for group in context.groups}
        present = {group: look for group, look in palette.groups().items() if group in shown}
        told = {"sections": self.sections, "more": self.more, "groups": present, "look": looks.inline}
        return template("contexts.jinja").render(**told)

    def __repr__(self) -> str:
        return "\n".join(line for name, found in self.sections.items() for line in [name, *map(str, found)])


def show_contexts(coding: Coding, contexts: pd.DataFrame) -> ContextsView:
    """What `framing.keywords_in_context` returned, to read: a fold for each category, voices coloured by source group.

    contexts: that table, or some rows of several (pd.concat); of each category the first 100 rows are shown.
    """
    spans = _spans(coding, set(contexts["article_id"]))
    by_category = dict(list(contexts.groupby("category", sort=False)))
    return ContextsView(
        {name: [_context(row, spans) for row in rows.head(SHOWN).itertuples()] for name, rows in by_category.items()},
        {name: max(len(rows) - SHOWN, 0) for name, rows in by_category.items()},
    )


def _spans(coding: Coding, article_ids: set[str]) -> dict[tuple[str, str], list[Span]]:
    """The stretches in sources' voice of these articles by article and zone."""
    said = coding.table("attributions", ["article_id", "attribution_id", "source_group"])
    group = {(row.article_id, row.attribution_id): row.source_group for row in said.itertuples()}
    passages = coding.table("passages", ["article_id", "zone", "start", "end", "attribution_ids"])
    found: dict[tuple[str, str], list[Span]] = {}
    for row in passages[passages["article_id"].isin(article_ids)].sort_values("start").itertuples():
        if row.attribution_ids:
            span = (row.start, row.end, group[row.article_id, row.attribution_ids[0]])
            found.setdefault((row.article_id, row.zone), []).append(span)
    return found


def _context(row: Any, spans: dict[tuple[str, str], list[Span]]) -> Context:
    own = spans.get((row.article_id, row.zone), [])
    parts = ((row.start - len(row.left), row.left), (row.start, row.keyword), (row.end, row.right))
    sign = palette.group(row.source_group).sign if row.source_group else ""
    who = "own voice" if row.voice == "outlet" else f"{sign} {row.source_name or 'nobody named'}".strip()
    stretches = [list(_stretches(start, text, own)) for start, text in parts]
    return Context(row.outlet or "(no outlet)", row.date, row.article_id, who, *stretches)


def _stretches(start: int, text: str, spans: list[Span]) -> Iterator[tuple[str, str]]:
    """The text, which begins at offset `start`, cut where the voice changes."""
    place, stop = start, start + len(text)
    for first, last, group in spans:
        if last <= place or first >= stop:
            continue
        if first > place:
            yield text[place - start : first - start], ""
        yield text[max(first, place) - start : last - start], group
        place = min(last, stop)
    if place < stop:
        yield text[place - start :], ""
