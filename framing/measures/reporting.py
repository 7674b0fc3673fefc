"""What every exported figure and table must say of its corpus (METHODS.md, "Reporting")."""

from __future__ import annotations

from typing import Any

import pandas as pd

from framing import resources
from framing.measures.design import cluster_of, take
from framing.measures.formulas import FEWEST

SEED = "unvalidated seed"


def reporting(coding: Any) -> dict[str, Any]:
    """The counts of a coding, how its intervals are made, and whether it is exploratory and why; ready for JSON.

    Keys: outlets, articles, articles_without_copies (one of each text an outlet; `framing.read` looks for copies in
    every corpus), attributions_core, attributions_extended, sources (of tier core, each once an article), words,
    corpus_hash, versions, seed, labels, interval, cluster_unit, exploratory, exploratory_because (a list of sentences).
    """
    articles = take(coding, "articles", ["article_id", "outlet", "words", "copy_of"])
    attributions = take(coding, "attributions", ["article_id", "source_id", "tier"])
    tiers = attributions["tier"].value_counts()
    core = attributions[(attributions["tier"] == "core") & (attributions["source_id"] != "")]
    texts = articles.assign(cluster=cluster_of(articles)).drop_duplicates(["outlet", "cluster"])
    run = getattr(coding, "run", {})
    reasons = _exploratory(texts, bool(run.get("options", {}).get("lexicon")))
    return {
        "outlets": int(articles["outlet"].nunique()),
        "articles": len(articles),
        "articles_without_copies": len(texts),
        "attributions_core": int(tiers.get("core", 0)),
        "attributions_extended": int(tiers.get("extended", 0)),
        "sources": len(core.drop_duplicates(["article_id", "source_id"])),
        "words": int(articles["words"].sum()),
        "corpus_hash": run.get("corpus_hash", ""),
        "versions": run.get("versions", {}),
        "seed": run.get("seed"),
        "labels": 0,
        "interval": "95 %; shares: Wilson with an article-level design effect; ratios, means: linearised, with t",
        "cluster_unit": "article; copies of one text are one unit",
        "exploratory": bool(reasons),
        "exploratory_because": reasons,
    }


def _exploratory(texts: pd.DataFrame, own_lexicon: bool) -> list[str]:
    """Why the numbers are exploratory, a sentence each."""
    sizes = texts["outlet"].value_counts()
    few = sorted(sizes[sizes < FEWEST].index)
    reasons = [f"fewer than {FEWEST} articles: {', '.join(name or '(no outlet)' for name in few)}"] if few else []
    reasons.append("no hand-coded labels: how often the machine errs here is not known")
    if own_lexicon:
        reasons.append("the stance lexicon is the user's own, not validated here")
    elif any(row["status"] == SEED for row in resources.rows("stance/lexicon.tsv")):
        reasons.append(f"the stance lexicon is an {SEED}")
    return reasons
