"""The evidence report: one page that holds every chart, its table and every article with its voices."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes

from framing import measures
from framing.charts import alt_text
from framing.charts.exporting import csv_text, reporting_line, svg
from framing.evidence import looks
from framing.evidence.pages import coding_page, template
from framing.evidence.reader import read_articles

if TYPE_CHECKING:
    from framing.coding import Coding

HERE = Path(__file__).parent
SHOWN_ROWS = 200
"""Rows of a table on the page; the download has them all."""


def report_html(coding: Coding, figures: Mapping[str, tuple[Axes, pd.DataFrame]]) -> str:
    """The whole report as one self-contained HTML page: a summary, every chart with its table, every article.

    figures: heading -> (Axes of a chart, its table), in the order of the page. Nothing is loaded from anywhere, and the
    page's Content-Security-Policy lets nothing run but its own few lines of script (the search).
    """
    style = "\n".join([(HERE / "report.css").read_text(encoding="utf-8"), looks.style_sheet()])
    script = template("report.js.jinja").render()
    return template("report.jinja").render(
        summary=Markup(coding_page(coding, looks.classes)),
        reporting=measures.reporting(coding),
        line=reporting_line(measures.reporting(coding)),
        figures=[_figure(heading, ax, table) for heading, (ax, table) in figures.items()],
        articles=read_articles(coding),
        look=looks.classes,
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; img-src data:; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )


def _figure(heading: str, ax: Axes, table: pd.DataFrame) -> dict[str, Any]:
    return {
        "heading": heading,
        "picture": _data("image/svg+xml", svg(ax)),
        "alt": alt_text(ax),
        "csv": _data("text/csv;charset=utf-8", csv_text(table).encode("utf-8")),
        "columns": [str(column) for column in table.columns],
        "rows": [[_cell(value) for value in row] for row in table.head(SHOWN_ROWS).itertuples(index=False)],
        "more": max(len(table) - SHOWN_ROWS, 0),
    }


def _cell(value: Any) -> str:
    if isinstance(value, float):
        return "" if pd.isna(value) else f"{value:.4g}"
    return str(value)


def _data(kind: str, content: bytes) -> str:
    return f"data:{kind};base64,{base64.b64encode(content).decode('ascii')}"


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"
