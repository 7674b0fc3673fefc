"""read(): a folder of saved pages and tables, one file, or a DataFrame, as a Corpus."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from framing.corpus.companions import (
    COMPANIONS,
    MANIFEST,
    Manifest,
    apply,
    known_outlets,
    read_companion,
    read_manifest,
)
from framing.corpus.copies import find_copies
from framing.corpus.corpus import Corpus
from framing.corpus.decode import is_markup
from framing.corpus.draft import Draft, article_frame, removed_frame
from framing.corpus.html import read_html_page
from framing.corpus.pages import read_text_page
from framing.corpus.problems import CorpusError, Refusal, Refused, refusal_frame
from framing.corpus.tables_in import TABLE_ENDINGS, read_frame, read_table

TEXT_ENDINGS = (".txt", ".text")
HTML_ENDINGS = (".html", ".htm", ".xhtml")
# Of a page saved twice the HTML is read: it says more of itself.
PAGE_ENDINGS = (*HTML_ENDINGS, *TEXT_ENDINGS)
QUIET_FILES = 50
_REMEDIES = {
    ".pdf": "save the text of the PDF as .txt",
    ".docx": "save it as plain text (.txt)",
    ".doc": "save it as plain text (.txt)",
    ".md": "give an article the ending .txt; anything else may stay",
    ".xlsx": "save the sheet as CSV (UTF-8) with a column 'text'",
    ".xls": "save the sheet as CSV (UTF-8) with a column 'text'",
    ".json": "write one JSON object a line and give it the ending .jsonl",
    ".mhtml": "save the page as HTML",
    ".zip": "unpack it and give the folder",
    ".gz": "unpack it",
}


@dataclass
class _Run:
    """What one call of read gathers."""

    home: Path
    manifest: Manifest = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)  # article_id -> where it was read
    outlets: dict[str, str] = field(default_factory=dict)  # name or alias -> the name the user gives it

    def name(self, path: Path) -> str:
        try:
            return path.relative_to(self.home).as_posix()
        except ValueError:
            return str(path)

    def refuse(self, path: Path, reason: str, remedy: str, row: str = "") -> None:
        self.refusals.append(Refusal(self.name(path), row, reason, remedy))

    def add(self, draft: Draft, where: str) -> None:
        """Keep a draft unless its id is taken."""
        taken = self.ids.get(draft.article_id)
        if taken is None:
            self.ids[draft.article_id] = where
            self.drafts.append(draft)
        else:
            file, _, row = where.partition(", row ")
            reason = f"the id '{draft.article_id}' is already that of {taken}"
            self.refusals.append(Refusal(file, row, reason, "give each article an id of its own"))


def read(source: str | os.PathLike[str] | pd.DataFrame, manifest: str | os.PathLike[str] | None = None) -> Corpus:
    """Articles from a folder of saved pages and tables, from one file, or from a DataFrame.

    Pages (.txt, .html) are stripped to their story; rows that carry `text` (.csv, .tsv, .jsonl, .parquet, DataFrame)
    are taken verbatim, with article_id or id, outlet, date, title, standfirst, author, byline, url, caption if given.
    manifest: a CSV with a column file and any of outlet, date, title, author, url, which override what the page says;
    without it each manifest.csv beside the pages is read. actors.csv and outlets.csv in the folder go along unchanged.
    Hidden files are left alone; every other file or row that is not read is in `refusals` with its reason and remedy.
    CorpusError when the source does not exist or holds no article and no file to refuse.
    """
    if isinstance(source, pd.DataFrame):
        return _read_dataframe(source)
    path = Path(source)
    if not path.exists():
        near = f"; {path.parent} exists" if path.parent.is_dir() and path.parent != path else ""
        raise CorpusError(f"{path}: there is no such file or folder{near}; check the path")
    run = _Run(path if path.is_dir() else path.parent)
    files = list(_files(path, run)) if path.is_dir() else [path]
    actors, outlets = _companions(run, manifest, files)
    _read_files(run, [f for f in files if f.name not in COMPANIONS or f == path])
    if not run.drafts and not run.refusals:
        raise CorpusError(f"{path}: the folder holds no article; put saved pages (.txt, .html) or tables into it")
    return Corpus(
        find_copies(article_frame(run.drafts)), removed_frame(run.drafts), refusal_frame(run.refusals), actors, outlets
    )


def _read_dataframe(data: pd.DataFrame) -> Corpus:
    run = _Run(Path())
    try:
        drafts, run.refusals = read_frame(data)
    except Refused as refused:
        raise CorpusError(f"DataFrame: {refused.reason}; {refused.remedy}") from refused
    for draft in drafts:
        run.add(draft, f"DataFrame, row {draft.row_number}")
    return Corpus(find_copies(article_frame(run.drafts)), removed_frame(run.drafts), refusal_frame(run.refusals))


def _files(folder: Path, run: _Run) -> Iterator[Path]:
    """The files below a folder in sorted order, without hidden ones and the parts that browsers save beside a page."""
    for parent, folders, names in os.walk(folder, onerror=lambda e: _unreadable(run, e)):
        parts = [f for f in folders if _is_parts(f, names)]
        for part in parts:
            run.refuse(
                Path(parent, part), "the parts of a saved page, not read", "nothing to do: the page itself is read"
            )
        folders[:] = sorted(f for f in folders if not f.startswith(".") and f not in parts)
        yield from (Path(parent, n) for n in sorted(names) if not n.startswith("."))


def _unreadable(run: _Run, error: OSError) -> None:
    run.refuse(Path(error.filename), "permission to read the folder is denied", "change its permissions (chmod u+rx)")


def _is_parts(folder: str, names: list[str]) -> bool:
    return folder.endswith("_files") and any(f"{folder.removesuffix('_files')}{e}" in names for e in HTML_ENDINGS)


def _companions(
    run: _Run, manifest: str | os.PathLike[str] | None, files: list[Path]
) -> tuple[pd.DataFrame | None, pd.DataFrame | None]:
    """Read the manifests into the run; the actors and outlets tables come back."""
    if manifest is not None and not Path(manifest).is_file():
        raise CorpusError(f"{manifest}: there is no such manifest; check the path")
    folders = dict.fromkeys([run.home, *(f.parent for f in files)])
    manifests = (
        [Path(manifest)] if manifest is not None else [f / MANIFEST for f in folders if (f / MANIFEST).is_file()]
    )
    for path in manifests:
        try:
            found, refusals = read_manifest(path, run.name(path))
            run.manifest |= found
            run.refusals += refusals
        except Refused as refused:
            run.refusals.append(refused.refusal(run.name(path)))
    tables = []
    for name in ("actors.csv", "outlets.csv"):
        try:
            tables.append(read_companion(run.home / name))
        except Refused as refused:
            run.refusals.append(refused.refusal(name))
            tables.append(None)
    run.outlets = known_outlets(tables[1])
    return tables[0], tables[1]


def _read_files(run: _Run, files: list[Path]) -> None:
    rank = {ending: n for n, ending in enumerate(PAGE_ENDINGS)}
    kept: dict[Path, Path] = {}
    place: dict[Path, int] = {}
    for number, path in enumerate(files):
        place.setdefault(path.with_suffix(""), number)
    files = sorted(files, key=lambda f: (place[f.with_suffix("")], rank.get(f.suffix.lower(), 99)))
    for path in tqdm(files, desc="reading", unit="file", disable=len(files) <= QUIET_FILES):
        ending = path.suffix.lower()
        try:
            if ending in TABLE_ENDINGS:
                _read_table(run, path)
            elif ending in rank and path.with_suffix("") in kept:
                other = kept[path.with_suffix("")].name
                run.refuse(
                    path, f"{other} has the same name and is read", "rename one of the two if they are two articles"
                )
            elif ending in rank:
                _read_page(run, path)
                kept[path.with_suffix("")] = path
            else:
                remedy = _REMEDIES.get(
                    ending, "give saved pages the ending .txt or .html, tables .csv, .tsv, .jsonl or .parquet"
                )
                run.refuse(
                    path, f"files ending in '{ending}' are not read" if ending else "a file without an ending", remedy
                )
        except Refused as refused:
            run.refusals.append(refused.refusal(run.name(path)))
        except Exception as error:  # one page that breaks a parser must not stop a folder of ten thousand
            run.refuse(
                path, f"the reader failed ({type(error).__name__}: {error})", "please report it; leave the file out"
            )


def _read_table(run: _Run, path: Path) -> None:
    name = run.name(path)
    drafts, refusals = read_table(path, name, name.removesuffix(path.suffix))
    run.refusals += refusals
    for draft in drafts:
        run.add(draft, f"{name}, row {draft.row_number}")


def _read_page(run: _Run, path: Path) -> None:
    name = run.name(path)
    html = path.suffix.lower() in HTML_ENDINGS or is_markup(path)
    draft = read_html_page(path) if html else read_text_page(path, run.outlets)
    draft.article_id = name.removesuffix(path.suffix)
    draft.warnings = [f"{name}: {w}" for w in draft.warnings]
    draft.outlet = run.outlets.get(draft.outlet, draft.outlet)
    if path.resolve() in run.manifest:
        apply(draft, *run.manifest[path.resolve()])
    run.add(draft, name)
