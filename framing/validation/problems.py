"""What is wrong with what coders hand in, all of it at once, each with its remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import pandas as pd

_DATE = re.compile(
    r"\d{4}-\d\d-\d\d(?:[ T]00:00(?::00)?)?"  # 2026-05-12 00:00:00
    r"|\d{1,2}[-/.](?:\d{1,2}|[^\W\d_]{3,4}\.?)(?:[-/.]\d{2,4})?"  # 12/5, 12-May-26
    r"|[^\W\d_]{3}[-/]\d\d"  # May-26
)
MADE_A_DATE = "a spreadsheet has made a date of it: set the cells to text, and write what stood there"


class ValidationError(ValueError):
    """Something was asked that these data cannot give: the message says what, and gives the remedy."""


@dataclass(frozen=True)
class Problem:
    """One mistake: sheet is a file's name, row counts as a spreadsheet does (the header is 1), "" for all rows."""

    sheet: str
    row: str
    problem: str
    remedy: str

    def __str__(self) -> str:
        row = f", row {self.row}" if self.row else ""
        return f"{self.sheet}{row}: {self.problem}; {self.remedy}"


class SheetError(ValidationError):
    """Sheets hold mistakes: the message lists all of them; `problems` is a table (sheet, row, problem, remedy)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = list(problems)
        self.problems = pd.DataFrame([astuple(p) for p in found], columns=["sheet", "row", "problem", "remedy"])
        number = f"{len(found)} mistake{'' if len(found) == 1 else 's'}"
        super().__init__("\n".join([f"{number} in what was handed in; correct them and go on:", *map(str, found)]))


def is_date(cell: str) -> bool:
    """Whether a cell holds nothing but a date, as spreadsheets make of what is none."""
    return _DATE.fullmatch(cell.strip()) is not None


def code_problem(cell: str, column: str, codes: Sequence[str]) -> tuple[str, str] | None:
    """What is wrong with a cell that must hold one of these codes, and the remedy; None when it is right."""
    if cell in codes:
        return None
    if not cell.strip():
        return f"{column} is empty", f"choose one of: {', '.join(codes)}"
    if cell.strip() in codes:
        return f"{column}: '{cell}' has spaces around it", f"write '{cell.strip()}'"
    if is_date(cell):
        return f"{column}: '{cell}' is no code", MADE_A_DATE
    near = difflib.get_close_matches(cell.strip().lower(), codes, n=1)
    remedy = f"did you mean '{near[0]}'?" if near else f"choose one of: {', '.join(codes)}"
    return f"{column}: '{cell}' is no code", remedy
