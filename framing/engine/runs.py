"""What a run is: the versions, corpus and options that decide its tables, and the folder that holds them."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq

import framing
from framing import coding, resources, tables
from framing.corpus import Corpus
from framing.devices.lexicon import Lexicon
from framing.voices.model import model_version

PACKAGES = ("numpy", "pandas", "pyarrow", "spacy", "textblob", "trafilatura", "vadersentiment")
"""The packages whose version can change a table."""

ROOMS = ("tables.py", "text.py", "corpus", "voices", "devices", "coding.py")
"""The code that makes the tables."""

DECIDING = {"corpus_hash": "another corpus", "options": "other options", "versions": "other versions"}
"""The parts of run.json that decide the tables: a folder is resumed only when they are the same."""


def describe(corpus: Corpus, settings: Mapping[str, Any]) -> dict[str, Any]:
    """run.json as far as it is known before the coding starts."""
    return {
        "finished": False,
        "versions": {
            "framing": framing.__version__,
            "code": _code_hash(),
            "model": model_version(),
            "packages": {name: metadata.version(name) for name in PACKAGES},
            "resources": resources.versions(),
        },
        "corpus_hash": _hash(corpus.articles, corpus.removed_lines),
        "options": {name: _fingerprint(setting) for name, setting in settings.items()},
        "seed": None,  # nothing in the coding is random
        "lexicon_unvalidated": _unvalidated(settings["lexicon"]),
        "outlets": _records(settings["outlets"]),
        "refusals": corpus.refusals.to_dict("records"),
    }


def finish(run: Mapping[str, Any], counts: Mapping[str, int], started: float) -> dict[str, Any]:
    """run.json of a run that is done: with its counts and the seconds since `started`."""
    seconds = round(time.perf_counter() - started, 1)
    return {**run, "finished": True, "counts": dict(counts), "timings": {"seconds": seconds}}


def open_folder(folder: Path, run: Mapping[str, Any]) -> Path:
    """The folder ready for this run: new, or holding an earlier start of the same run; RunError otherwise."""
    if not (folder / coding.RUN_FILE).exists():
        coding.new_folder(folder)
        coding.write_run(folder, run)
        return folder
    earlier = coding.read_run(folder)
    for part, difference in DECIDING.items():
        if earlier.get(part) != run[part]:
            raise coding.RunError(f"{folder}: holds a run with {difference}; name a new folder, or delete this one")
    strange = {p.name for p in folder.iterdir()} - {coding.RUN_FILE, coding.RUN_DRAFT, *tables.TABLES}
    if strange:
        raise coding.RunError(f"{folder}: holds a run and something else ({sorted(strange)[0]}); move that elsewhere")
    return folder


def count_rows(folder: Path) -> dict[str, int]:
    """Rows of each table in the folder of a run."""
    return {
        name: sum(pq.read_metadata(path).num_rows for path in (folder / name).glob("part-*.parquet"))
        for name in tables.TABLES
    }


def _fingerprint(setting: pd.DataFrame | Lexicon | tuple[str, ...] | None) -> str:
    if setting is None:
        return ""
    if isinstance(setting, tuple):
        return ", ".join(setting)
    return setting.sha256 if isinstance(setting, Lexicon) else _hash(setting)


def _unvalidated(lexicon: Lexicon | None) -> int:
    """Keywords of a user's own lexicon that nobody has validated, by their status."""
    return sum(entry.status in ("", "unvalidated seed") for entry in lexicon.entries) if lexicon else 0


def _records(table: pd.DataFrame | None) -> list[dict[str, Any]]:
    return [] if table is None else table.to_dict("records")


def _code_hash() -> str:
    """The hash of the modules that make the tables, so that a run never mixes two states of the code."""
    root = Path(framing.__file__).parent
    modules = [
        path for room in ROOMS for path in ([root / room] if room.endswith(".py") else (root / room).rglob("*.py"))
    ]
    digest = hashlib.sha256()
    for path in sorted(modules):
        digest.update(path.relative_to(root).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


def _hash(*frames: pd.DataFrame) -> str:
    digest = hashlib.sha256()
    for frame in frames:
        for row in frame.to_dict("records"):
            text = json.dumps(row, ensure_ascii=False, sort_keys=True, default=str)
            digest.update(text.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
