"""The one way to code a corpus: partition by partition, the same tables whatever the number of processes."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from tqdm import tqdm

from framing import coding, devices, tables
from framing.corpus import Corpus, read
from framing.engine import runs
from framing.engine.users import users_table

LAST_TABLE = list(tables.TABLES)[-1]
"""Written after all others: a partition without it is not finished."""


class Partition(NamedTuple):
    """The articles of one part file and their removed lines."""

    number: int
    articles: pd.DataFrame
    removed_lines: pd.DataFrame


def code(
    corpus: Corpus | pd.DataFrame | str | Path,
    *,
    actors: pd.DataFrame | str | Path | None = None,
    outlets: pd.DataFrame | str | Path | None = None,
    lexicon: pd.DataFrame | str | Path | None = None,
    variants: pd.DataFrame | str | Path | None = None,
    instruments: str | Iterable[str] = "textblob",
    workers: int = 1,
    out: str | Path | None = None,
) -> coding.Coding:
    """Who says what, with sentiment, stance keywords and wording by voice, as a Coding.

    corpus is what `framing.read` returns or takes. actors, outlets, lexicon and variants (what things are called)
    are tables of your own, in memory or as CSV files (default: those found with the corpus; our lexicon). instruments
    score the sentiment: "textblob", "vader" or both, of which measures and charts show the first unless told. workers
    is a number of processes; more than one needs, in a script, the usual `if __name__ == "__main__":`. With `out` the
    tables go to that folder partition by partition, and the same call goes on where an earlier one stopped; without it
    they stay in memory. RunError when `out` holds something else or lies in the folder of the articles, or when a table
    of your own has a fault.
    """
    if workers < 1:
        raise coding.RunError(f"workers is {workers}; give the number of processes, 1 or more")
    started = time.perf_counter()
    if out is not None and isinstance(corpus, str | Path):
        coding.check_apart(Path(out), Path(corpus))
    corpus = corpus if isinstance(corpus, Corpus) else read(corpus)
    settings = {
        "actors": users_table("actors", actors, corpus.actors),
        "outlets": users_table("outlets", outlets, corpus.outlets),
        "variants": users_table("variants", variants, corpus.variants),
        "lexicon": None if lexicon is None else devices.load_lexicon(lexicon),
        "instruments": devices.instrument_names(instruments),
    }
    run = runs.describe(corpus, settings)
    if out is None:
        found = _in_memory(_partitions(corpus), settings, workers)
        return coding.in_memory(found, runs.finish(run, {name: len(found[name]) for name in found}, started))
    folder = runs.open_folder(Path(out), run)
    _to_folder(_partitions(corpus), settings, workers, folder)
    coding.write_run(folder, runs.finish(run, runs.count_rows(folder), started))
    return coding.load(folder)


def _partitions(corpus: Corpus) -> list[Partition]:
    article_ids = corpus.articles["article_id"]
    both = zip(coding.split(corpus.articles, article_ids), coding.split(corpus.removed_lines, article_ids), strict=True)
    return [Partition(number, *pair) for number, pair in enumerate(both)]


def _in_memory(partitions: list[Partition], settings: Mapping[str, Any], workers: int) -> dict[str, pd.DataFrame]:
    coded = list(_each(partial(_code, settings=settings), partitions, workers))
    return {name: pd.concat([part[name] for part in coded], ignore_index=True) for name in tables.TABLES}


def _to_folder(partitions: list[Partition], settings: Mapping[str, Any], workers: int, folder: Path) -> None:
    waiting = [p for p in partitions if not coding.part_path(folder, LAST_TABLE, p.number).exists()]
    for _ in _each(partial(_code_to, folder=folder, settings=settings), waiting, workers):
        pass


def _code(part: Partition, settings: Mapping[str, Any]) -> dict[str, pd.DataFrame]:
    return coding.code_partition(part.articles, part.removed_lines, **settings)


def _code_to(part: Partition, folder: Path, settings: Mapping[str, Any]) -> None:
    for name, frame in _code(part, settings).items():
        coding.write_part(folder, name, part.number, frame)


def _each(task: Callable[[Partition], Any], partitions: Iterable[Partition], workers: int) -> Iterator[Any]:
    """The task's result for each partition, in order, with a progress bar on stderr when there are several."""
    partitions = list(partitions)
    bar = partial(tqdm, total=len(partitions), desc="coding", unit="part", disable=len(partitions) < 2)
    if workers < 2 or len(partitions) < 2:
        yield from bar(map(task, partitions))
        return
    # spawn: a forked copy of a process that has threads may hang
    with ProcessPoolExecutor(min(workers, len(partitions)), get_context("spawn"), _end_quietly) as pool:
        yield from bar(pool.map(task, partitions))


def _end_quietly() -> None:
    """Let Ctrl-C end a worker without a traceback of its own; part files appear whole or not at all."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
