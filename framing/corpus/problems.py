"""What could not be read, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass

import pandas as pd

REFUSAL_COLUMNS = ("file", "row", "reason", "remedy")


class CorpusError(ValueError):
    """Nothing can be read: the message names the input and the remedy."""


@dataclass(frozen=True)
class Refusal:
    """One file or part of it that was not read.

    row: "" for a whole file, else the row of a table as a user counts it ("3"), or the part ("article 3", "sheet 'A'").
    """

    file: str
    row: str
    reason: str
    remedy: str


class Refused(Exception):
    """Raised by a reader for the file at hand; `refusal` names it."""

    def __init__(self, reason: str, remedy: str) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy

    def refusal(self, file: str, row: str = "") -> Refusal:
        return Refusal(file, row, self.reason, self.remedy)


def place(file: str, row: str = "") -> str:
    """A file or a part of it in words: "t.csv, row 3"."""
    return ", ".join(part for part in (file, f"row {row}" if row.isdigit() else row) if part)


def refusal_frame(refusals: Iterable[Refusal]) -> pd.DataFrame:
    """Refusals as a DataFrame of text columns file, row, reason, remedy."""
    return pd.DataFrame([astuple(r) for r in refusals], columns=list(REFUSAL_COLUMNS), dtype="string").astype(object)
