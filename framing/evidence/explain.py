"""Why an attribution has this speaker and this speaker this type, in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from framing import resources
from framing.coding import RunError
from framing.measures import linked_sources

if TYPE_CHECKING:
    from framing.coding import Coding

SEVERAL = 5
"""Mentions of a source that are quoted at most."""

RESTS_ON = (
    ("actors file:", "your actors file"),
    ("outlet registry:", "the outlets registry, resources/outlets/outlets.tsv, or your own outlets table"),
    ("office_holders:", "resources/sources/office_holders.csv"),
    ("sources/organisations:", "resources/sources/organisations.csv"),
    ("bodies/", "the table of bodies in resources/bodies that the rule names"),
    ("countries/metonyms:", "resources/countries/metonyms.tsv"),
    ("country:", "resources/countries/countries.tsv"),
    ("individual:", "a title or head noun of resources/sources/roles.csv"),
    ("collective:", "a head noun of resources/sources/roles.csv"),
    ("deed:", "what she does, resources/sources/deeds.csv"),
    ("institution:", "a head noun of resources/sources/roles.csv"),
    ("document:", "a word for documents of resources/sources/roles.csv"),
    ("name:", "a word in the name, resources/sources/patterns.csv or roles.csv"),
)
"""How a type_rule begins -> the resource behind it."""


Links = dict[tuple[str, int], tuple[str, int]]
"""(article_id, attribution_id) -> the id of its source across the corpus, and in how many articles that speaks."""


ROWS = (
    ("outlet registry:", "outlets/outlets.tsv", ("editorial_control", "dated", "basis")),
    ("countries/metonyms:", "countries/metonyms.tsv", ("canonical",)),
)
"""How a type_rule begins -> the table of its row, and the columns that tell why the row says so."""


def explain(coding: Coding, article_id: str, attribution_id: int) -> str:
    """Who speaks in one attribution, here and across the corpus, why of that type, why it counts: a few lines.

    article_id and attribution_id are those of the table attributions; RunError when there is no such one.
    """
    table = coding.table("attributions")
    of_article = table[table["article_id"] == article_id]
    if of_article.empty:
        raise RunError(f"no attribution in an article '{article_id}'; see the column article_id of coding.attributions")
    found = of_article[of_article["attribution_id"] == attribution_id]
    if found.empty:
        raise RunError(f"article '{article_id}' has attributions 1 to {len(of_article)}, none is {attribution_id}")
    return _told(found.iloc[0], of_article, _links(coding))


def explain_all(coding: Coding) -> dict[tuple[str, int], str]:
    """What `explain` says of every attribution of the coding, by (article_id, attribution_id)."""
    links = _links(coding)
    return {
        (row.article_id, row.attribution_id): _told(row, of_article, links)
        for _, of_article in coding.table("attributions").groupby("article_id", sort=False)
        for row in of_article.itertuples()
    }


def _told(row: Any, of_article: pd.DataFrame, links: Links) -> str:
    across = _across(row, links)
    lines = [_what(row), _who(row, of_article), across, _why_type(row), *_more(row), _why_attribution(row)]
    return "\n".join(line for line in lines if line)


def _links(coding: Coding) -> Links:
    linked = linked_sources(coding)
    articles = linked.groupby("linked_id")["article_id"].nunique()
    counts = linked["linked_id"].map(articles).tolist()
    keys = zip(linked["article_id"], linked["attribution_id"], strict=True)
    return dict(zip(keys, zip(linked["linked_id"], counts, strict=True), strict=True))


def _what(row: Any) -> str:
    return f"Attribution {row.attribution_id} of article {row.article_id} ({row.zone}, {row.kind}, tier {row.tier})."


def _who(row: Any, of_article: pd.DataFrame) -> str:
    """The speaker, the words that stand for it here, and those that stand for it elsewhere in the article."""
    if not row.source_id:
        here = f'"{row.source}" leads to nobody in the text' if row.source else "the text names no speaker here"
        return f"Who speaks: {here}."
    kind = f"{'named' if row.named else 'unnamed'} {row.source_kind}"
    same = of_article["source"][of_article["source_id"] == row.source_id]
    others = list(dict.fromkeys(m for m in same if m and m != row.source))
    shown = ", ".join(f'"{m}"' for m in others[:SEVERAL])
    elsewhere = f" It is also called {shown}{' and more' if len(others) > SEVERAL else ''}." if others else ""
    times = f"{len(same)} attribution{'s' if len(same) > 1 else ''}"
    name = f'The words "{row.source}" stand for {row.source_name}' if row.source else row.source_name
    return f"Who speaks: {name} ({row.source_id}, {kind}, {times} in this article).{elsewhere}"


def _across(row: Any, links: Links) -> str:
    """Whether the speaker is linked with those of other articles, by what, and in how many."""
    if not row.source_id:
        return ""
    linked_id, articles = links[row.article_id, row.attribution_id]
    if not linked_id:
        return "Across the corpus: left apart, for nothing here tells for certain who this is in another article."
    return f"Across the corpus: [{linked_id}], a source in {articles} article{'s' if articles > 1 else ''}."


def _why_type(row: Any) -> str:
    leaf = next((r for r in resources.rows("codebook/codebook.tsv") if r["leaf"] == row.source_type), None)
    label = f"{leaf['label']} ({leaf['group_label']})" if leaf else row.source_type
    resource = next((what for start, what in RESTS_ON if row.type_rule.startswith(start)), "the words of the article")
    return f"Why this type: {label}, by the rule [{row.type_rule}]. It rests on {resource}{_facts(row.type_rule)}."


def _facts(rule: str) -> str:
    """What the row behind a rule says of itself: ": editorial_control private, dated 2023, basis unsourced"."""
    table, columns = next(((t, c) for start, t, c in ROWS if rule.startswith(start)), ("", ()))
    table = table or (f"{rule.partition(':')[0]}.tsv" if rule.startswith("bodies/") else "")
    name = rule.partition(": ")[2].partition(" -> ")[0]
    found = next((r for r in resources.rows(table) if name in r.values()), {}) if table else {}
    told = [f"{column} {found[column]}" for column in columns or ("basis",) if found.get(column)]
    return f": {', '.join(told)}" if told else ""


def _more(row: Any) -> list[str]:
    """What else was told: country, side, capacity, conduit."""
    facts = (
        (row.country, f"Country: {row.country}."),
        (row.side, f"Side: {row.side}."),
        (row.former, "Former: no longer in the capacity that the rule names."),
        (row.via, f"Via: relayed by {row.via}."),
    )
    return [line for told, line in facts if told]


def _why_attribution(row: Any) -> str:
    cue = f'the cue "{row.cue}" ({row.cue_class})' if row.cue else "no cue"
    return f"Why an attribution: {cue}, found by the rule [{row.rule}]."
