"""The blind sheet as a workbook with drop-down codes, and cells read back from one."""

from __future__ import annotations

import io
import math
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from framing.validation import sheets

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# openpyxl is imported where it is used: CSV sheets do without it.

SHEET = "sheet"
_WIDTHS = {"unit": 8, "before": 36, "sentence": 50, "after": 36, "note": 30, "meaning": 60, "not": 45, "examples": 55}
_WIDTH = 16
_LINE, _HIGHEST = 15, 409
"""Points that a line of text takes, and that a row may have."""
_TOUCHED = "FFF2CC"
"""The colour of the cells that coders fill in."""

_CHANGED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LARGEST = 50_000_000
"""Bytes that a workbook may unpack to."""


def write(sheet: pd.DataFrame, path: Path) -> None:
    """The sheet as XLSX: worksheets instructions, codebook and sheet (codes from drop-downs); same bytes every time."""
    from openpyxl import Workbook
    from openpyxl.styles import Font

    book = Workbook()
    page = book.active
    page.title = "instructions"
    page.column_dimensions["A"].width = 120
    for line in sheets.INSTRUCTIONS.splitlines():
        page.append([line])
    page["A1"].font = Font(bold=True, size=14)
    _fit_to_paper(page)
    _fill(book.create_sheet("codebook"), sheets.codebook(), "D2")
    coded = book.create_sheet(SHEET)
    _fill(coded, sheet, f"{_letter('after')}2")  # unit, before and sentence stay in sight
    _mark_for_coding(coded)
    _add_drop_downs(coded, len(sheet))
    stream = io.BytesIO()
    book.save(stream)
    path.write_bytes(_timeless(stream))


def read(path: Path) -> list[list[str]]:
    """The rows of the worksheet `sheet` as text, the header first; ValueError says why when it cannot be read."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(path) as packed:
            if sum(part.file_size for part in packed.infolist()) > _LARGEST:
                raise ValueError("it unpacks to more than 50 MB")
        book = load_workbook(path, data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError) as error:
        raise ValueError(f"it is no workbook ({error})") from error
    if SHEET not in book.sheetnames:
        raise ValueError(f"it has no worksheet '{SHEET}'")
    return [[_text(cell) for cell in row] for row in book[SHEET].iter_rows(values_only=True)]


def _fill(page: Worksheet, table: pd.DataFrame, pane: str) -> None:
    from openpyxl.styles import Alignment, Font

    page.append(list(table.columns))
    for row in table.itertuples(index=False):
        page.append([cell or None for cell in row])  # an empty text is no empty cell
    for cells in page.iter_rows():
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in page[1]:
        cell.font = Font(bold=True)
        page.column_dimensions[cell.column_letter].width = _WIDTHS.get(cell.value, _WIDTH)
    for number, row in enumerate(table.itertuples(index=False), 2):
        lines = max(
            math.ceil(1.05 * len(cell) / _WIDTHS.get(name, _WIDTH))
            for name, cell in zip(table.columns, row, strict=True)
        )
        page.row_dimensions[number].height = min(_LINE * max(lines, 1), _HIGHEST)  # not every program fits rows itself
    page.freeze_panes, page.print_title_rows = pane, "1:1"
    _fit_to_paper(page)


def _fit_to_paper(page: Worksheet) -> None:
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr.fitToPage = True


def _mark_for_coding(page: Worksheet) -> None:
    """The sentences in bold, what coders fill in as coloured text cells: a spreadsheet makes no date of a text."""
    from openpyxl.styles import Border, Font, PatternFill, Side

    line, colour = Side(style="thin", color="BFBFBF"), PatternFill("solid", fgColor=_TOUCHED)
    for row in page.iter_rows(min_row=2):
        for name, cell in zip(sheets.COLUMNS, row, strict=True):
            if name == "sentence":
                cell.font = Font(bold=True)
            elif name not in sheets.TEXT_COLUMNS:
                cell.fill, cell.border = colour, Border(line, line, line, line)
                cell.number_format = "General" if name == sheets.COUNT else "@"


def _add_drop_downs(page: Worksheet, rows: int) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    types, kinds = len(sheets.type_codes()), len(sheets.kind_codes())
    lists = {
        "type": f"codebook!$B$2:$B${types + 1}",
        "kind": f"codebook!$B${types + 2}:$B${types + kinds + 1}",
        "n": f'"{",".join(str(number) for number in range(sheets.SLOTS + 1))}"',
    }
    for name, formula in lists.items():
        rule = DataValidation(type="list", formula1=formula, allow_blank=True, showErrorMessage=True)
        rule.error = "Choose a code from the list."
        page.add_data_validation(rule)
        for column in sheets.CODE_COLUMNS:
            if column.split("_")[0] == name:
                rule.add(f"{_letter(column)}2:{_letter(column)}{rows + 1}")


def _letter(column: str) -> str:
    return chr(ord("A") + sheets.COLUMNS.index(column))


def _text(cell: object) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _timeless(stream: io.BytesIO) -> bytes:
    """The workbook with every date in it at the start of 1980, so that the same sheet gives the same bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(stream) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            data = old.read(part.filename)
            if part.filename == "docProps/core.xml":
                data = _CHANGED.sub(rb"\g<1>1980-01-01T00:00:00Z", data)
            new.writestr(zipfile.ZipInfo(part.filename), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
