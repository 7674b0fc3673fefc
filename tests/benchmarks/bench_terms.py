"""What distinctive terms cost: python tests/benchmarks/bench_terms.py [articles].

Counting the terms, the statistics and 199 dealings of articles, each beside the same of half as many articles; and the
statistics of one term after another in place of all at once.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
from bench_measures import Tables

from framing import measures, tables
from framing.measures.design import design
from framing.measures.distinctive import LEAST
from framing.measures.keyness import Moments
from framing.measures.terms import count_terms

WORDS, LENGTH, PASSAGES, OUTLETS, DEALINGS = 60_000, 600, 12, (2, 5, 20), 199
ONE_BY_ONE = 200


def corpus(articles: int, outlets: int = 2) -> Tables:
    """Articles of words as frequent as in a language (Zipf), every second passage a source's."""
    rng = np.random.default_rng(articles)
    names = np.array([f"w{n:x}" for n in range(WORDS)], dtype=object)
    weights = 1 / (np.arange(WORDS) + 3.0)
    edges = np.cumsum(weights / weights.sum())
    listed, passages = [], []
    for number in range(articles):
        drawn = names[np.searchsorted(edges, rng.random(LENGTH))].reshape(PASSAGES, -1)
        parts = [" ".join(part) + ". " for part in drawn]
        ends = np.cumsum([len(part) for part in parts]).tolist()
        where = {"article_id": f"a{number}", "zone": "story"}
        passages += [
            where | {"start": end - len(part), "end": end, "voice": ("outlet", "source")[n % 2]}
            for n, (part, end) in enumerate(zip(parts, ends, strict=True))
        ]
        own = {"article_id": f"a{number}", "outlet": f"Outlet {number % outlets}", "text": "".join(parts)}
        listed.append(own | {"words": LENGTH, "copy_of": "", "author": "", "byline": ""})
    nothing = pd.DataFrame()
    return Tables(pd.DataFrame(listed), nothing, pd.DataFrame(passages), nothing, nothing, tables.WORDING.frame())


def seconds(run: Callable[[], Any]) -> tuple[float, Any]:
    """Processor time of one run, and its result: other programs at work do not count."""
    start = time.process_time()
    result = run()
    return time.process_time() - start, result


def steps(articles: int, outlets: int) -> dict[str, float]:
    """Seconds of each step on a corpus of that size."""
    coding = corpus(articles, outlets)
    cells = design(coding, "outlet", "collapse")
    counting, terms = seconds(lambda: count_terms(cells, coding, "outlet", ("story",), LEAST))
    members = (cells.cell[cells.unit][:, None] == np.arange(outlets)).astype(float)
    moments = Moments(terms.counts, terms.words, 500)
    statistics, _ = seconds(lambda: moments.keyness(members))
    dealing, _ = seconds(lambda: moments.largest(members, DEALINGS, 1))
    single = terms.counts[:, [0]]
    one, _ = seconds(lambda: [Moments(single, terms.words, 500).keyness(members) for _ in range(ONE_BY_ONE)])
    print(f"{articles:,} articles, {outlets} outlets, {len(terms.names):,} terms, {terms.counts.nnz:,} counts")
    print(f"    all terms at once cost as much as {statistics / one * ONE_BY_ONE:.0f} of them one by one")
    return {"counting": counting, "statistics": statistics, f"{DEALINGS} dealings": dealing}


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    for outlets in OUTLETS:
        half, whole = steps(articles // 2, outlets), steps(articles, outlets)
        for name, cost in whole.items():
            print(f"    {name:14} {cost:6.2f} s of processor time, {cost / half[name]:.1f} times that of half as many")
    coding = corpus(articles)
    cost, table = seconds(lambda: measures.distinctive_terms(coding))
    print(f"distinctive_terms of {articles:,} articles in all: {cost:.1f} s, {len(table)} rows")


if __name__ == "__main__":
    main()
