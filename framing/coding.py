"""The coding of a corpus: one partition of articles through the three rooms, and the tables of one run as a Coding."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from framing import tables

PARTITION = 200
"""Articles in one part file: fixed, so that the same corpus gives the same files."""

RUN_FILE, RUN_DRAFT = "run.json", "run.json.draft"


class RunError(ValueError):
    """A folder or a name is not what a run needs: the message says which and gives the remedy."""


def code_partition(
    articles: pd.DataFrame,
    removed_lines: pd.DataFrame,
    *,
    actors: pd.DataFrame | None = None,
    outlets: pd.DataFrame | None = None,
    variants: pd.DataFrame | None = None,
    lexicon: object | None = None,
    instruments: Iterable[str] = ("textblob",),
) -> dict[str, pd.DataFrame]:
    """Every table of the contract for these articles, by its name.

    actors, outlets and variants are the user's own tables (who is who, what things are called), lexicon her own stance
    lexicon (None: ours), instruments those that score the sentiment.
    """
    from framing import devices, voices  # the parser loads with the first partition, not with the package

    attributions, passages = voices.code_voices(articles, actors=actors, outlets=outlets)
    found = {
        "articles": articles,
        "removed_lines": removed_lines,
        "attributions": attributions,
        "passages": passages,
        "sentiment": devices.sentiment(articles, passages, instruments),
        "stance": devices.stance(articles, attributions, passages, lexicon=lexicon),
        "wording": devices.wording(articles, attributions, passages, variants),
    }
    return {name: table.check(found[name]) for name, table in tables.TABLES.items()}


def _table(name: str) -> Any:
    return property(lambda self: self.table(name), doc=f"The table {name} (columns: framing.tables.TABLES['{name}']).")


@dataclass(frozen=True, eq=False, repr=False)
class Coding:
    """The tables of one run, each read when first asked for and never changed.

    Every table comes back as a fresh DataFrame: changing it does not change the coding. Make one with `framing.code` or
    `framing.load`.
    """

    _read: Callable[[str, list[str]], pd.DataFrame]
    _run: Mapping[str, Any]
    _seen: dict[str, dict[str, pd.Series]] = field(default_factory=dict)

    articles = _table("articles")
    removed_lines = _table("removed_lines")
    attributions = _table("attributions")
    passages = _table("passages")
    sentiment = _table("sentiment")
    stance = _table("stance")
    wording = _table("wording")

    @property
    def run(self) -> dict[str, Any]:
        """How the run was made: versions and hashes, corpus hash, options, counts, refusals, timings."""
        return json.loads(json.dumps(self._run))

    @property
    def outlets(self) -> pd.DataFrame:
        """The outlets table given with the corpus, one row an outlet; empty when none was given."""
        return pd.DataFrame(self._run["outlets"])

    def table(self, name: str, columns: Iterable[str] | None = None) -> pd.DataFrame:
        """The table `name`, only with `columns` when given (nothing else is read then).

        RunError names an unknown table or column and the nearest known one.
        """
        known = _lookup(name, tables.TABLES, "table").columns
        wanted = list(known if columns is None else columns)
        for column in wanted:
            _lookup(column, known, f"column of {name}")
        seen = self._seen.setdefault(name, {})
        missing = [column for column in wanted if column not in seen]
        if missing:
            fresh = self._read(name, missing)
            seen.update({column: fresh[column] for column in missing})
        return pd.DataFrame({column: _own(seen[column], known[column]) for column in wanted}, copy=True)

    def save(self, folder: str | Path) -> Path:
        """Write the tables (Parquet, one folder a table) and run.json to a new or empty `folder`, and return it."""
        folder = new_folder(folder)
        article_ids = self.table("articles", ["article_id"])["article_id"]
        for name in tables.TABLES:
            for number, part in enumerate(split(self.table(name), article_ids)):
                write_part(folder, name, number, part)
        write_run(folder, self._run)
        return folder

    def show(self, article_id: str) -> Any:
        """The article with its voices highlighted, for the notebook."""
        from framing import evidence

        return evidence.show(self, article_id)

    def _repr_html_(self) -> str:
        from framing import evidence

        return evidence.coding_html(self)

    def __repr__(self) -> str:
        counts = ", ".join(f"{number} {name}" for name, number in self._run["counts"].items())
        return f"<Coding: {counts.replace('_', ' ')}>"


def _own(column: pd.Series, kind: pa.DataType) -> pd.Series:
    """The column with lists of its own: pandas copies only the references to them."""
    return column.map(_copied) if pa.types.is_list(kind) else column


def _copied(cell: Any) -> Any:
    if isinstance(cell, list):
        return [_copied(part) for part in cell]
    return dict(cell) if isinstance(cell, dict) else cell


def in_memory(found: Mapping[str, pd.DataFrame], run: Mapping[str, Any]) -> Coding:
    """A Coding over tables that are in memory."""
    return Coding(lambda name, columns: found[name][columns], run)


def load(folder: str | Path) -> Coding:
    """The coding that `framing code` or `Coding.save` wrote to `folder`; RunError when it is absent or unfinished."""
    run = read_run(Path(folder))
    if not run.get("finished"):
        raise RunError(f"{folder}: this run is unfinished; start the command that began it again, and it will go on")
    return Coding(partial(read_parts, Path(folder)), run)


def new_folder(folder: str | Path) -> Path:
    """`folder`, made when absent; RunError when it is a file or holds anything."""
    folder = Path(folder)
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise RunError(f"{folder}: holds something else; name a new or empty folder")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def check_apart(folder: Path, source: Path) -> None:
    """RunError when results in `folder` would lie among the articles of `source`, to be read as articles next time."""
    if source.is_dir() and folder.resolve().is_relative_to(source.resolve()):
        raise RunError(f"{folder}: lies in {source}, where the next run would read it; name a folder outside {source}")


def split(frame: pd.DataFrame, article_ids: pd.Series) -> list[pd.DataFrame]:
    """The rows of a table partition by partition, in the order of the articles; one empty part for an empty corpus."""
    place = pd.Index(article_ids).get_indexer(frame["article_id"])
    order = place.argsort(kind="stable")
    found = dict(list(frame.iloc[order].groupby(place[order] // PARTITION)))
    count = max(1, -(-len(article_ids) // PARTITION))
    return [found.get(n, frame.iloc[:0]).reset_index(drop=True) for n in range(count)]


def write_part(folder: Path, name: str, number: int, frame: pd.DataFrame) -> None:
    """Write one partition of the table `name`: the file appears whole or not at all."""
    schema = tables.TABLES[name].schema
    arrow = pa.Table.from_pandas(frame, schema=schema, preserve_index=False).replace_schema_metadata(None)
    path = part_path(folder, name, number)
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(".draft")
    pq.write_table(arrow, draft, compression="zstd")
    draft.replace(path)


def part_path(folder: Path, name: str, number: int) -> Path:
    """Where partition `number` of the table `name` stands in the folder of a run."""
    return folder / name / f"part-{number:05d}.parquet"


def read_parts(folder: Path, name: str, columns: list[str]) -> pd.DataFrame:
    """These columns of the table `name` from the folder of a run, all partitions in order."""
    found = sorted((folder / name).glob("part-*.parquet"))
    if not found:
        raise RunError(f"{folder / name}: the table is missing; code the corpus again into a new folder")
    return tables.from_arrow(pa.concat_tables(pq.read_table(path, columns=columns) for path in found).select(columns))


def read_run(folder: Path) -> dict[str, Any]:
    """The run.json of a folder; RunError when the folder holds no run."""
    path = folder / RUN_FILE
    if not path.is_file():
        raise RunError(f"{folder}: no {RUN_FILE} here, so no coded run; name the folder given as --out or to save()")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise RunError(f"{path}: not readable as JSON ({error}); code the corpus again into a new folder") from error


def write_run(folder: Path, run: Mapping[str, Any]) -> None:
    """Write run.json, whole or not at all."""
    draft = folder / RUN_DRAFT
    draft.write_text(json.dumps(run, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(folder / RUN_FILE)


def _lookup(name: str, names: Mapping[str, Any], what: str) -> Any:
    if name in names:
        return names[name]
    near = difflib.get_close_matches(name, names, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"known: {', '.join(names)}"
    raise RunError(f"no {what} '{name}'; {hint}")
