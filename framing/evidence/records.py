"""What the report's page knows of an article: everything that its reader and its lists show, ready for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pandas as pd

from framing import tables, text
from framing.evidence.explain import explain_all
from framing.measures.design import design
from framing.measures.voices import one_instrument

if TYPE_CHECKING:
    from framing.coding import Coding

Record = dict[str, Any]
Why = dict[tuple[str, int], list[int]]

FACTS = ("article_id", "outlet", "date", "author", "url", "words", "copy_of", "warnings")
ATTRIBUTION = ("attribution_id", "zone", "source_group", "source_type", "cue_class", "kind", "tier")


def records(coding: Coding) -> Record:
    """The articles of the coding, in order, as the page's script reads them (page/records.js says what is where), and
    the lines that say why, each once.

    Sentiment is that of the first instrument, as in the charts. Offsets count characters (code points) of a zone's own
    text, as in the tables.
    """
    found = {name: coding.table(name) for name in tables.TABLES}
    instruments = found["sentiment"]["instrument"]
    found["sentiment"] = found["sentiment"][instruments == one_instrument(instruments, None)]
    by_article = {name: dict(list(rows.groupby("article_id", sort=False))) for name, rows in found.items()}
    counted, (lines, why) = set(design(coding).article_ids), _reasons(coding)
    articles = []
    for article in found["articles"].to_dict("records"):
        article_id = article["article_id"]
        rows = {name: parts.get(article_id, found[name].iloc[:0]) for name, parts in by_article.items()}
        articles.append(_record(article, rows, why) | {"counted": article_id in counted})
    return {"articles": articles, "lines": lines}


def _reasons(coding: Coding) -> tuple[list[str], Why]:
    """The lines of all explanations, each once, and for each attribution the places of its lines."""
    places: dict[str, int] = {}
    why = {
        key: [places.setdefault(line, len(places)) for line in told.splitlines()[1:]]  # the first only names it
        for key, told in explain_all(coding).items()
    }
    return list(places), why


def _record(article: Record, rows: dict[str, pd.DataFrame], why: Why) -> Record:
    texts = {zone: article[column] for zone, column in tables.ZONE_COLUMN.items() if article[column]}
    return {
        **{name: article[name] for name in FACTS},
        "text": texts,
        "paragraphs": {zone: text.paragraphs(words) for zone, words in texts.items()},
        "attributions": [_attribution(row, why) for row in rows["attributions"].itertuples()],
        "passages": list(_passages(rows["passages"], rows["sentiment"])),
        "keywords": _hits(rows["stance"], "category"),
        "wording": _hits(rows["wording"], "kind"),
        "removed": rows["removed_lines"][["line", "zone", "text", "reason"]].to_numpy().tolist(),
    }


def _attribution(row: Any, why: Why) -> Record:
    return {name: getattr(row, name) for name in ATTRIBUTION} | {
        "source": [row.source_start, row.source_end],
        "cue": [row.cue_start, row.cue_end],
        "spans": row.content_spans,
        "said_by": row.source_name or row.source or "nobody named",
        "why": why[row.article_id, row.attribution_id],
    }


def _passages(passages: pd.DataFrame, sentiment: pd.DataFrame) -> Iterator[list[Any]]:
    """zone, start, end, sentence, attributions (innermost first); where words were scored also polarity, subjectivity,
    and the spans of the scored words.
    """
    scores = {(row.zone, row.start): row for row in sentiment.itertuples() if row.scored_words}
    for row in passages.sort_values("start", kind="stable").itertuples():
        facts = [row.zone, row.start, row.end, row.sentence, list(row.attribution_ids)]
        score = scores.get((row.zone, row.start))
        if score is not None:
            words = [[word["start"], word["end"], round(word["polarity"], 2)] for word in score.assessments]
            facts += [round(score.polarity, 2), round(score.subjectivity, 2), words]
        yield facts


def _hits(rows: pd.DataFrame, category: str) -> list[list[Any]]:
    """zone, start, end, category, whether negated, attributions (innermost first)."""
    negated = rows["negated"] if "negated" in rows.columns else [False] * len(rows)
    columns = [rows[name] for name in ("zone", "start", "end", category)]
    return [list(values) for values in zip(*columns, negated, rows["attribution_ids"], strict=True)]
