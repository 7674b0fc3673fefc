"""How long every measure takes, and its memory: python tests/benchmarks/bench_measures.py [articles] [outlets]."""

from __future__ import annotations

import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from framing import measures, resources

PER_ARTICLE = 10
PASSAGES = 15
CATEGORIES = 14
PEOPLE = 50_000
LETTERS = 3_600
STORIES = 20_000
"""Different stories: with fewer than articles, quotations recur."""


ELSEWHERE = {
    *("MeasureError", "readable", "since"),
    *("distinctive_terms", "expand_lexicon", "keywords_in_context", "lexicon_report", "sentiment_words"),
}
"""What is no measure, and what reads every word of the texts: their cost is that of the texts."""


@dataclass
class Tables:
    """What the measures read of a coding."""

    articles: pd.DataFrame
    attributions: pd.DataFrame
    passages: pd.DataFrame
    sentiment: pd.DataFrame
    stance: pd.DataFrame
    wording: pd.DataFrame


def synthetic(articles: int, outlets: int, seed: int = 1) -> Tables:
    """A coding of random numbers: 10 attributions and 15 passages an article, outlets of unequal size."""
    rng = np.random.default_rng(seed)
    ids = np.char.add("outlet/article-", np.arange(articles).astype(str))
    weights = rng.dirichlet(np.full(outlets, 3.0))
    outlet = np.char.add("Outlet ", rng.choice(outlets, articles, p=weights).astype(str))
    day = np.char.add("2026-11-", np.char.zfill(rng.integers(1, 29, articles).astype(str), 2))
    hour = np.char.zfill(rng.integers(0, 24, articles).astype(str), 2)
    copy_of = np.where(rng.random(articles) < 0.05, ids[rng.integers(0, articles // 20, articles)], "")
    stories = [_story(rng) for _ in range(STORIES)]
    story = [stories[number] for number in rng.integers(0, STORIES, articles)]
    texts = pd.DataFrame(
        {"article_id": ids, "outlet": outlet, "date": day, "copy_of": copy_of, "words": 600, "text": story}
    ).assign(published=np.char.add(np.char.add(day, "T"), np.char.add(hour, ":30:00+00:00")))
    return Tables(texts, _attributions(rng, ids), *_voices(rng, ids))


def _story(rng: np.random.Generator) -> str:
    """Paragraphs of words drawn at random, between quotation marks."""
    words = np.char.add("word", rng.integers(0, 5_000, LETTERS // 8).astype(str))
    return "\n\n".join(f"“{' '.join(part)}”" for part in np.array_split(words, 12))


def _attributions(rng: np.random.Generator, ids: np.ndarray) -> pd.DataFrame:
    size = len(ids) * PER_ARTICLE
    words = rng.integers(3, 40, size).astype(float)
    person = rng.zipf(1.3, size) % PEOPLE
    name = np.char.add("Person ", person.astype(str))
    start = rng.integers(0, LETTERS - 200, size)
    spans = np.column_stack([start, start + (words * 5).astype(int)]).tolist()
    return pd.DataFrame(
        {
            "article_id": np.repeat(ids, PER_ARTICLE),
            "attribution_id": np.tile(np.arange(1, PER_ARTICLE + 1), len(ids)),
            "source_key": np.where(person % 4 > 0, np.char.add("person: ", name), ""),
            "source_name": name,
            "country": "",
            "type_rule": "",
            "content_spans": [[span] for span in spans],
            "zone": "story",
            "tier": rng.choice(["core", "core", "core", "extended"], size),
            "source_type": rng.choice(list(resources.leaf_groups()), size),
            "source_id": np.char.add("s", rng.integers(1, 6, size).astype(str)),
            "cue_class": rng.choice(["neutral", "factive", "forceful", "distancing"], size),
            "cue": rng.choice(["said", "says", "told", "warned", "claimed"], size),
            "named": rng.random(size) < 0.6,
            "paragraph": rng.integers(0, 12, size),
            "words": words,
            "quoted_words": np.where(rng.random(size) < 0.4, np.floor(words / 2), 0.0),
        }
    )


def _voices(rng: np.random.Generator, ids: np.ndarray) -> tuple[pd.DataFrame, ...]:
    size = len(ids) * PASSAGES
    where = {
        "article_id": np.repeat(ids, PASSAGES),
        "zone": "story",
        "start": np.tile(np.arange(PASSAGES) * 200, len(ids)),
    }
    voice = rng.choice(["outlet", "source"], size)
    passages = pd.DataFrame({**where, "voice": voice, "words": rng.integers(5, 40, size)})
    scores = {"polarity": rng.uniform(-1, 1, size), "subjectivity": rng.random(size)}
    sentiment = pd.DataFrame({**where, "instrument": "textblob", **scores, "scored_words": rng.integers(0, 5, size)})
    hits = passages.iloc[:: PASSAGES // 3][["article_id", "zone", "voice"]]
    stance = hits.assign(category=rng.choice([f"CATEGORY {n:02d}" for n in range(CATEGORIES)], len(hits)))
    kinds = {"kind": rng.choice(["hedge", "claim_quote"], len(hits)), "term": rng.choice(["may", "could"], len(hits))}
    return passages, sentiment, stance, hits.assign(**kinds)


def memory(what: str) -> float:
    """GB that Linux says of this process: VmRSS now, VmHWM at the peak."""
    return int(re.search(rf"{what}:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) / 1e6


def main() -> None:
    articles, outlets = (int(a) for a in (sys.argv[1:] + ["100000", "50"][len(sys.argv) - 1 :]))
    coding = synthetic(articles, outlets)
    size = f"{len(coding.attributions):,} attributions, {articles:,} articles, {outlets} outlets"
    print(f"{size}: {memory('VmRSS'):.2f} GB in memory")
    runs = {name: getattr(measures, name) for name in measures.__all__ if name not in ELSEWHERE}
    time_of_day = measures.since("2026-11-10T12:00Z", "6 hours")
    runs |= {
        "source_shares by outlet, time": lambda c: measures.source_shares(c, by=["outlet", time_of_day]),
        "coverage along time": lambda c: measures.coverage(c, along=time_of_day),
    }
    runs |= {
        f"source_shares {unit}": lambda c, u=unit: measures.source_shares(c, unit=u)
        for unit in ("sources", "words", "quoted_words")
    }
    for name, run in runs.items():
        before = memory("VmRSS")
        Path("/proc/self/clear_refs").write_text("5")  # the peak begins anew
        start, worked = time.perf_counter(), time.process_time()
        run(coding)
        seconds = f"{time.perf_counter() - start:6.2f} s ({time.process_time() - worked:5.2f} s of CPU)"
        print(f"{name:30} {seconds}   peak {memory('VmHWM'):.2f} GB, {memory('VmHWM') - before:.2f} of it its own")


if __name__ == "__main__":
    main()
