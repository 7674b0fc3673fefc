"""What coding costs beside spaCy's bare pipeline: python tests/benchmarks/bench_voices.py [articles] [rounds].

Both code the same articles in turns, in processes of their own (so that each has its own peak of memory), the models
loaded beforehand. Printed: the ratio of CPU seconds to those of the whole small pipeline, words a second, peak memory.
"""

from __future__ import annotations

import multiprocessing
import resource
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

import pandas as pd
import spacy

import framing
from framing import devices
from framing.tables import ZONE_COLUMN
from framing.text import count_words
from framing.voices import code_voices
from framing.voices.model import BATCH, PACKAGES, parser

ROOT = Path(__file__).parents[2]
GOLD = ROOT.parent / "shared" / "gold" / "attribution" / "polnear_dev.jsonl"
Job = Callable[[], object]


def articles(count: int) -> pd.DataFrame:
    """The first articles of the gold file, or of the sample where the gold is absent."""
    return framing.read(GOLD if GOLD.exists() else ROOT / "data" / "sample").articles.head(count)


def bare_pipeline(rows: pd.DataFrame) -> Job:
    """spaCy's whole small pipeline, recogniser of names and lemmatizer included, over every zone of every article."""
    nlp = spacy.load(next(name for name in PACKAGES if spacy.util.is_package(name)))
    texts = [text for column in ZONE_COLUMN.values() for text in rows[column] if text]
    return lambda: sum(len(doc) for doc in nlp.pipe(texts, batch_size=BATCH))


def voices_alone(rows: pd.DataFrame) -> Job:
    """Attributions and passages."""
    parser()
    return lambda: code_voices(rows)


def whole_coding(rows: pd.DataFrame) -> Job:
    """Attributions, passages, sentiment, stance and wording."""
    parser()

    def job() -> None:
        attributions, passages = code_voices(rows)
        devices.sentiment(rows, passages)
        devices.stance(rows, attributions, passages)
        devices.wording(rows, attributions, passages)

    return job


JOBS = {"bare pipeline": bare_pipeline, "voices alone": voices_alone, "whole coding": whole_coding}


def serve(name: str, count: int, pipe: Connection) -> None:
    """Load and warm up one job, run it whenever asked, answer with its CPU seconds and at the end with its peak."""
    rows = articles(count)
    JOBS[name](rows.head(2))()
    job = JOBS[name](rows)
    pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    while pipe.recv():
        start = time.process_time()
        job()
        pipe.send(time.process_time() - start)
    pipe.send(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def interleaved(count: int, rounds: int) -> tuple[dict[str, list[float]], dict[str, tuple[int, int]]]:
    """CPU seconds of every job in every round, and its peak memory in kB before and after."""
    context = multiprocessing.get_context("spawn")
    pipes, workers = {}, []
    for name in JOBS:
        pipes[name], end = context.Pipe()
        workers.append(context.Process(target=serve, args=(name, count, end), daemon=True))
        workers[-1].start()
    loaded = {name: pipe.recv() for name, pipe in pipes.items()}
    seconds: dict[str, list[float]] = {name: [] for name in JOBS}
    for _ in range(rounds):
        for name, pipe in pipes.items():
            pipe.send(True)
            seconds[name].append(pipe.recv())
    for pipe in pipes.values():
        pipe.send(False)
    memory = {name: (loaded[name], pipe.recv()) for name, pipe in pipes.items()}
    for worker in workers:
        worker.join()
    return seconds, memory


def main() -> None:
    count, rounds = (int(a) for a in (sys.argv[1:] + ["60", "3"][len(sys.argv) - 1 :]))
    rows = articles(count)
    words = sum(count_words(text) for column in ZONE_COLUMN.values() for text in rows[column])
    print(f"{len(rows)} articles, {words:,} words, the quickest of {rounds} rounds (others on the machine only add)")
    seconds, memory = interleaved(count, rounds)
    for name, times in seconds.items():
        ratios = [own / whole for own, whole in zip(times, seconds["bare pipeline"], strict=True)]
        quickest = min(times)
        loaded, peak = (kilobytes / 1e3 for kilobytes in memory[name])
        print(
            f"{name:14} {quickest:6.2f} s CPU"
            f"   ratio {quickest / min(seconds['bare pipeline']):.2f} (by round {min(ratios):.2f}-{max(ratios):.2f})"
            f"   {words / quickest:8,.0f} words/s"
            f"   peak {peak:,.0f} MB ({loaded:,.0f} MB loaded)"
        )


if __name__ == "__main__":
    main()
