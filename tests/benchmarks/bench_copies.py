"""What finding copies costs as a corpus grows: python tests/benchmarks/bench_copies.py [articles ...]."""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from multiprocessing.connection import Connection

import numpy as np
import pandas as pd

from framing.corpus.copies import find_copies
from framing.tables import ARTICLES

SIZES = (5_000, 20_000, 80_000)
WORDS, COPIES, EDITED = 600, 0.3, 0.1
"""Words of an article; share of the articles that are copies; share of the words changed in a copy."""


def synthetic(articles: int, seed: int = 1) -> tuple[pd.DataFrame, dict[str, str]]:
    """Articles of words as frequent as in a language (Zipf), a copyright line in every fifth; whose copy each copy is.

    A copy keeps 25 to 100 % of an earlier article's words and changes every tenth: runs of nine words and less.
    """
    rng = np.random.default_rng(seed)
    weights = 1 / np.arange(1, 60_001)
    cumulated = np.cumsum(weights) / weights.sum()
    line = np.arange(70_000, 70_030)
    texts: list[np.ndarray] = []
    origin: dict[str, str] = {}
    for n in range(articles):
        if n and rng.random() < COPIES:
            first = int(rng.integers(n))
            words = texts[first][: max(int(len(texts[first]) * rng.uniform(0.25, 1)), 60)].copy()
            changed = rng.random(len(words)) < EDITED
            words[changed] = np.searchsorted(cumulated, rng.random(changed.sum()))
            origin[f"a-{n:06d}"] = origin.get(f"a-{first:06d}", f"a-{first:06d}")
        else:
            words = np.searchsorted(cumulated, rng.random(int(rng.integers(WORDS // 2, WORDS * 3 // 2))))
        texts.append(np.concatenate([words, line]) if n % 5 == 0 else words)
    return _frame(texts), origin


def _frame(texts: list[np.ndarray]) -> pd.DataFrame:
    names = np.array([f"w{n}" for n in range(70_030)], dtype=object)
    blank = dict.fromkeys(ARTICLES.columns, "") | {"containment": 0.0, "warnings": []}
    days = pd.date_range("2026-01-01", periods=len(texts), freq="min")
    rows = (
        blank | {"article_id": f"a-{n:06d}", "published": day.isoformat(), "text": " ".join(names[t]), "words": len(t)}
        for n, (t, day) in enumerate(zip(texts, days, strict=True))
    )
    return ARTICLES.frame(rows)


def measure(articles: int, pipe: Connection) -> None:
    """CPU seconds, gigabytes above the corpus itself, precision and recall of one size, in a process of its own."""
    corpus, origin = synthetic(articles)
    before, start = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.process_time()
    found = find_copies(corpus)
    seconds, peak = time.process_time() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    copies = found[found["copy_of"] != ""]
    right = sum(origin.get(a) == b for a, b in zip(copies["article_id"], copies["copy_of"], strict=True))
    pipe.send((seconds, peak / 1e6, right / max(len(copies), 1), right / len(origin), int(corpus["words"].sum())))


def main() -> None:
    sizes = [int(a) for a in sys.argv[1:]] or SIZES
    context, base = multiprocessing.get_context("spawn"), None
    for size in sizes:
        here, there = context.Pipe()
        process = context.Process(target=measure, args=(size, there))
        process.start()
        seconds, memory, precision, recall, words = here.recv()
        process.join()
        each = seconds / size
        base = base or each
        print(
            f"{size:7,} articles {words / 1e6:6.1f} million words {seconds:7.1f} s CPU {1 / each:6,.0f} articles/s"
            f"   cost an article x {each / base:.2f}   peak + {memory:.2f} GB"
            f"   to the first of the cluster: precision {precision:.3f} recall {recall:.3f}"
        )


if __name__ == "__main__":
    main()
