"""What a measure says when it cannot give what it was asked for."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


class MeasureError(ValueError):
    """A measure was asked for something that it cannot give: the message says what, and gives the remedy."""


def choose(name: str, known: Iterable[str], what: str) -> str:
    """`name` when it is known; MeasureError with the nearest known name otherwise."""
    known = list(known)
    if name in known:
        return name
    near = difflib.get_close_matches(str(name), known, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(known)}"
    raise MeasureError(f"no {what} '{name}'; {hint}")
