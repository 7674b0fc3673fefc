"""The evidence as HTML for notebooks: an article, a coding. No scripts, everything from the texts escaped."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from framing.charts import palette
from framing.evidence import looks
from framing.evidence.reader import Article, Stretch, read_article

if TYPE_CHECKING:
    from framing.coding import Coding


@dataclass(frozen=True)
class ArticleView:
    """One article with its voices: highlighted in a notebook, in brackets as text."""

    article: Article

    def _repr_html_(self) -> str:
        return _article_page(self.article)

    def __repr__(self) -> str:
        row = self.article.row
        head = " · ".join(part for part in (row["outlet"], row["date"], row["article_id"]) if part)
        zones = [_as_text(self.article.zones[zone]) for zone in ("title", "standfirst", "story")]
        return "\n\n".join(part for part in (zones[0], head, *zones[1:]) if part)


def show(coding: Coding, article_id: str) -> ArticleView:
    """The article with its voices highlighted, for the notebook; RunError for an unknown id names the nearest one."""
    return ArticleView(read_article(coding, article_id))


def article_html(coding: Coding, article_id: str) -> str:
    """The article with its voices as HTML with inline styles and no scripts, to stand in a notebook or a page.

    Sources' words are marked by source group and labelled with their speaker, cues are underlined, mentions of sources
    bold; the attributions with their reasons and the removed lines follow. RunError for an unknown id.
    """
    return _article_page(read_article(coding, article_id))


def coding_html(coding: Coding) -> str:
    """A coding at a glance as HTML with inline styles: outlets, attributions, source groups, problems, notes."""
    return template("coding.jinja").render(facts=_facts(coding), look=looks.inline)


def _article_page(article: Article) -> str:
    return str(template("article.jinja").make_module({"look": looks.inline}).body(article))


@cache
def template(name: str) -> Template:
    """One of the templates of this room; everything put into it is escaped."""
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True).get_template(name)


def _as_text(paragraphs: list[list[Stretch]]) -> str:
    return "\n\n".join("".join(_stretch_as_text(stretch) for stretch in stretches) for stretches in paragraphs)


def _stretch_as_text(stretch: Stretch) -> str:
    words = "".join(piece.text for piece in stretch.pieces)
    if not stretch.group:
        return words
    said_by = "; ".join(speaker.who for speaker in stretch.begins)
    return f"[{said_by}: {words}]" if said_by else f"[{words}]"


def _facts(coding: Coding) -> dict[str, Any]:
    articles = coding.table("articles", ["article_id", "outlet", "date", "words", "warnings"])
    attributions = coding.table("attributions", ["article_id", "source_group", "tier"])
    core = attributions[attributions["tier"] == "core"]
    dates = sorted(date for date in set(articles["date"]) if date)
    by_article = core["article_id"].value_counts()
    per_outlet = articles.assign(attributions=articles["article_id"].map(by_article).fillna(0).astype(int))
    groups = core["source_group"].value_counts()
    return {
        "articles": len(articles),
        "dates": " to ".join(dict.fromkeys((dates[0], dates[-1]))) if dates else "",
        "core": len(core),
        "extended": len(attributions) - len(core),
        "outlets": [
            {
                "name": name,
                "articles": len(rows),
                "words": rows["words"].sum(),
                "attributions": rows["attributions"].sum(),
            }
            for name, rows in per_outlet.groupby("outlet")
        ],
        "groups": [(look, groups[group]) for group, look in palette.groups().items() if group in groups],
        "lists": [("problem", refusals(coding)), ("note", _warnings(articles))],
    }


def refusals(coding: Coding) -> list[str]:
    """What could not be read, a line each: file, row, reason, remedy."""
    return [": ".join(str(value) for value in refusal.values() if value) for refusal in coding.run.get("refusals", [])]


def _warnings(articles: pd.DataFrame) -> list[str]:
    return [f"{row.article_id}: {warning}" for row in articles.itertuples() for warning in row.warnings]
