"""Lists that look like articles and are none: Media Cloud, GDELT and NewsAPI give addresses, not texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from framing.corpus.importers.base import Item
from framing.corpus.problems import Refused
from framing.corpus.rows import Rows

_SAVE = "save the pages at its addresses as HTML and give that folder, or add a column 'text'"
_RECORD_ID = re.compile(r"\d{14}-T?\d+$")


def has(*columns: str) -> Callable[[Rows], bool]:
    """Whether a table has all of these columns, and no text."""
    return lambda rows: set(columns) <= set(rows.columns) and "text" not in rows.columns


def is_gdelt_dump(rows: Rows) -> bool:
    """GDELT's files of events and of its knowledge graph: tabs, no header, a known number of columns."""
    cells = rows.columns
    graph = len(cells) in (25, 26, 27) and _RECORD_ID.match(cells[0]) is not None
    return graph or (len(cells) in (57, 58, 61) and cells[0].isdigit() and re.match(r"\d{8}$", cells[1]) is not None)


def refuse(what: str, holds: str = "addresses and titles") -> Callable[[Rows], Iterator[Item]]:
    """A reader that refuses the file and says where the texts are."""

    def read(rows: Rows) -> Iterator[Item]:
        raise Refused(f"{what}, with {holds} but without texts (rows: {len(rows.rows):,})", _SAVE)

    return read
