"""The evidence report: one page with the summary, every chart and its table, and the sentences behind every number."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup
from matplotlib.axes import Axes

import framing
from framing import measures, resources
from framing.charts import alt_text, palette
from framing.charts.exporting import reporting_line, status_line, svg
from framing.evidence import links, looks, picture
from framing.evidence.pages import refusals, template
from framing.evidence.records import records
from framing.evidence.summary import summary

if TYPE_CHECKING:
    from framing.coding import Coding

PAGE = Path(__file__).parent / "page"
SCRIPTS = ("make", "records", "text", "facets", "tables", "sentences", "articles", "reader", "main")
"""The parts of the page's one script, in order."""


@dataclass(frozen=True)
class Chart:
    """One chart of the page: its name, table, words and SVG pictures (the wide one first, then one for a phone).

    part: the outlet, where charts of one name stand together in one section, one for each outlet.
    """

    name: str
    table: pd.DataFrame
    alt: str
    pictures: tuple[bytes, ...]
    part: str = ""

    @classmethod
    def of(cls, name: str, table: pd.DataFrame, *axes: Axes, part: str = "") -> Chart:
        """The chart as it is drawn on these Axes, which may be closed afterwards."""
        return cls(name, table, alt_text(axes[0]), tuple(map(svg, axes)), part)


def report_html(
    coding: Coding, charts: Sequence[Chart], missing: Sequence[str] = (), with_articles: bool = True
) -> str:
    """The whole report as one self-contained HTML page: summary, charts, sentences, articles, method.

    charts: in the order of the page; those of one name stand in one section. missing: why others were not drawn,
    a sentence each. with_articles: whether the texts and
    the sentences are in it (without them, no number leads anywhere). Nothing is loaded from anywhere, and the page's
    Content-Security-Policy lets nothing run but its own script.
    """
    style = "\n".join([(PAGE / "page.css").read_text(encoding="utf-8"), looks.style_sheet()])
    script = "\n".join((PAGE / f"{name}.js").read_text(encoding="utf-8") for name in SCRIPTS)
    facts = measures.reporting(coding)
    drawn = [_figure(number, chart, with_articles) for number, chart in enumerate(charts, 1)]
    return template("page/page.jinja").render(
        summary=summary(coding),
        with_articles=with_articles,
        facts=facts,
        line=reporting_line(facts),
        version=framing.__version__,
        run=coding.run,
        refusals=refusals(coding),
        sections=[list(figures) for _, figures in groupby(drawn, key=lambda figure: figure["name"])],
        missing=missing,
        data=_json({"figures": [f["data"] for f in drawn], "status": status_line(facts), **_names()}),
        articles=_json(records(coding) if with_articles else {"articles": [], "lines": []}),
        style=Markup(style),
        script=Markup(script),
        policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'",
    )


def _figure(number: int, chart: Chart, linked: bool) -> dict[str, Any]:
    rows = chart.table.to_dict("records")
    addresses = [links.address(row) if linked else "" for row in rows]
    dots = {
        str(index): (to, links.name(row))
        for index, to, row in zip(chart.table.index, addresses, rows, strict=True)
        if to
    }
    known = _headings().get(chart.name, {"heading": palette.readable(chart.name), "reading": ""})
    own = f"figure-{number}"
    return {
        "id": own,
        "name": chart.name,
        "part": chart.part,
        "heading": known["heading"],
        "reading": known["reading"],
        "named": f"{known['heading']}, {chart.part}" if chart.part else known["heading"],
        "pictures": [
            picture.inline(one, f"f{number}{size}-", dots, f"{own}-alt")
            for one, size in zip(chart.pictures, "wn", strict=False)
        ],
        "alt": chart.alt,
        "data": {
            "name": f"{chart.name} {chart.part}".strip(),
            "columns": [str(column) for column in chart.table.columns],
            "rows": [[_plain(value) for value in row] for row in chart.table.itertuples(index=False)],
            "addresses": addresses,
        },
    }


@cache
def _headings() -> dict[str, dict[str, str]]:
    return {row["figure"]: row for row in resources.rows("palette/figures.tsv")}


def _names() -> dict[str, Any]:
    """What the script calls groups, types, voices and categories."""
    groups = {group: {"label": look.label, "sign": look.sign} for group, look in palette.groups().items()}
    types = {leaf: palette.readable(leaf) for leaf in resources.leaf_groups()}
    categories = {row["category"]: row["label"] for row in resources.rows("palette/categories.tsv")}
    voices = {voice: look.label for voice, look in palette.voices().items()}
    return {"groups": groups, "types": types, "categories": categories, "voices": voices}


def _plain(value: Any) -> Any:
    """A cell as JSON has it: nothing for a number that is none, lists as words."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if pd.isna(value):
        return None
    return value.item() if hasattr(value, "item") else value


def _json(value: Any) -> Markup:
    """JSON that no text can end the script element of."""
    compact = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return Markup(compact.replace("<", "\\u003c"))


def _hash(content: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}"
