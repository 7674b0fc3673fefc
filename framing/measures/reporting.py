"""What every exported figure and table must say of its corpus (METHODS.md, "Reporting")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from framing import resources
from framing.measures.design import cluster_of, take
from framing.measures.formulas import FEWEST

SEED = "unvalidated seed"
ON_THE_LEXICON = frozenset({"stance_keywords"})
"""Measures that rest on the stance lexicon."""

VALIDATED = ("labels", "labels_by_outlet", "coders", "alpha", "precision", "recall", "estimates", "target")
"""What a validation that is attached to a coding adds: see `validation.summary`."""

LISTS = {"codebook": "codebook/codebook.tsv", "lexicon": "stance/lexicon.tsv", "registry": "outlets/outlets.tsv"}
"""The lists whose versions are named in words; the versions of all are in `versions`."""

NO_LABELS = "no hand-coded labels: how often the machine errs here is not known"


def reporting(coding: Any, measures: Iterable[str] | None = None) -> dict[str, Any]:
    """The counts of a coding, how its intervals are made, and whether it is exploratory and why; ready for JSON.

    Keys: outlets, articles, articles_without_copies (one of each text an outlet; `framing.read` looks for copies in
    every corpus), attributions_core, attributions_extended, sources (of tier core, each once an article), words,
    corpus_hash, versions, seed, labels (labelled sentences; of a coding with a validation also the rest of VALIDATED),
    interval, cluster_unit, tests, exploratory, exploratory_because (a list of sentences).

    measures: those of one table, which is exploratory for its lexicon only when it rests on it; None: of all.
    """
    articles = take(coding, "articles", ["article_id", "outlet", "words", "copy_of"])
    attributions = take(coding, "attributions", ["article_id", "source_id", "tier"])
    tiers = attributions["tier"].value_counts()
    core = attributions[(attributions["tier"] == "core") & (attributions["source_id"] != "")]
    texts = articles.assign(cluster=cluster_of(articles)).drop_duplicates(["outlet", "cluster"])
    run = getattr(coding, "run", {})
    validation = run.get("validation", {"labels": 0})
    found = {name: validation[name] for name in VALIDATED if name in validation}
    lexicon = measures is None or not ON_THE_LEXICON.isdisjoint(measures)
    reasons = [*_few(texts), *([] if found["labels"] else [NO_LABELS]), *(_lexicon(run) if lexicon else [])]
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
        **found,
        "interval": "95 %; shares: Wilson with an article-level design effect; ratios, means: linearised, with t",
        "cluster_unit": "article; copies of one text are one unit",
        "tests": "outlet differences: studentised permutation of whole articles; Holm, in a scan Benjamini-Hochberg",
        "exploratory": bool(reasons),
        "exploratory_because": reasons,
    }


def _few(texts: pd.DataFrame) -> list[str]:
    sizes = texts["outlet"].value_counts()
    few = sorted(sizes[sizes < FEWEST].index)
    return [f"fewer than {FEWEST} articles: {', '.join(name or '(no outlet)' for name in few)}"] if few else []


def _lexicon(run: Mapping[str, Any]) -> list[str]:
    if run.get("options", {}).get("lexicon"):
        own = run.get("lexicon_unvalidated", 1)
        return ["the stance lexicon is the user's own, not validated (see its column status)"] if own else []
    seed = any(row["status"] == SEED for row in resources.rows("stance/lexicon.tsv"))
    return [f"the stance lexicon is an {SEED}"] if seed else []
