"""read(): a folder of saved pages, exports and tables, one file, or a DataFrame, as a Corpus."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from types import MappingProxyType

import pandas as pd
from tqdm import tqdm

from framing.corpus import html, pages
from framing.corpus.companions import ALONG, COMPANIONS, MANIFEST, known_outlets, read_companion, read_manifest
from framing.corpus.copies import find_copies
from framing.corpus.corpus import SAVED_PAGE, Corpus
from framing.corpus.decode import check_lines
from framing.corpus.draft import Draft, article_frame, removed_frame
from framing.corpus.files import HTML_ENDINGS, File, members, open_zip, walk
from framing.corpus.importers import warc
from framing.corpus.opening import TEXT_ENDINGS, Opened, is_archive, is_web_archive, open_file
from framing.corpus.problems import CorpusError, Refused, refusal_frame
from framing.corpus.recurring import drop_recurring
from framing.corpus.run import Run
from framing.corpus.tables_in import read_frame, table_drafts

# Of a page saved twice the HTML is read: it says more of itself.
PAGE_ENDINGS = (*HTML_ENDINGS, *TEXT_ENDINGS)
QUIET_FILES = 50


def read(source: str | os.PathLike[str] | pd.DataFrame, manifest: str | os.PathLike[str] | None = None) -> Corpus:
    """Articles from a folder of saved pages, exports and tables, from one file, or from a DataFrame.

    Saved pages (.html, .txt, .mhtml, .docx, web archives) are stripped to their story. Exports of Nexis Uni,
    LexisNexis, Factiva, ProQuest and Zotero are known by their content and divided into their articles.
    Rows that carry `text` (CSV, TSV, JSON, JSONL, Excel, Parquet, DataFrame) are taken verbatim, with article_id or id,
    outlet, date, title, standfirst, author, byline, url, caption if given. A ZIP archive is read like a folder.
    manifest: a CSV with a column file and any of outlet, date, title, author, url, which override what the page says;
    without it each manifest.csv beside the pages is read. actors.csv, outlets.csv and variants.csv go along.
    Hidden files are left alone; every other file or row that is not read is in `refusals` with its reason and remedy.
    CorpusError when the source does not exist or holds no article and no file to refuse.
    """
    if isinstance(source, pd.DataFrame):
        return _read_dataframe(source)
    path = Path(source)
    if not path.exists():
        near = f"; {path.parent} exists" if path.parent.is_dir() and path.parent != path else ""
        raise CorpusError(f"{path}: there is no such file or folder{near}; check the path")
    if manifest is not None and not Path(manifest).is_file():
        raise CorpusError(f"{manifest}: there is no such manifest; check the path")
    with ExitStack() as archives:
        run = Run(path if path.is_dir() or is_archive(File(path)) else path.parent)
        files = list(_unpacked(walk(path, run.refuse) if path.is_dir() else [File(path)], run, archives))
        companions = _companions(run, manifest, files)
        _read_files(run, [f for f in files if f.place.name not in COMPANIONS or f.place == path])
        run.describe()
    drop_recurring(run.drafts)
    if not run.drafts and not run.refusals:
        raise CorpusError(f"{path}: the folder holds no article; put saved pages (.txt, .html) or tables into it")
    return _corpus(run, companions)


def _corpus(run: Run, companions: Mapping[str, pd.DataFrame | None] = MappingProxyType({})) -> Corpus:
    articles, removed = article_frame(run.drafts), removed_frame(run.drafts)
    files = pd.DataFrame([(f, *told) for f, told in run.files.items()], columns=["file", "form", "articles"])
    return Corpus(find_copies(articles), removed, refusal_frame(run.refusals), files=files, **companions)


def _read_dataframe(data: pd.DataFrame) -> Corpus:
    run = Run(Path())
    try:
        drafts, run.refusals = read_frame(data)
    except Refused as refused:
        raise CorpusError(f"DataFrame: {refused.reason}; {refused.remedy}") from refused
    for draft in drafts:
        run.add(draft, "DataFrame", str(draft.row_number))
    run.describe()
    return _corpus(run)


def _unpacked(files: Iterator[File] | list[File], run: Run, archives: ExitStack) -> Iterator[File]:
    """The files, and in the place of a ZIP archive its members."""
    for file in files:
        if not is_archive(file):
            yield file
            continue
        try:
            archive = archives.enter_context(open_zip(file))
        except Refused as refused:
            run.refuse(file.place, refused.reason, refused.remedy)
        else:
            yield from _unpacked(members(file.place, archive, run.refuse), run, archives)


def _companions(run: Run, manifest: str | os.PathLike[str] | None, files: list[File]) -> dict[str, pd.DataFrame | None]:
    """Read the manifests into the run; the other companion tables come back by name."""
    places = {f.place: f for f in files}
    if run.home.is_dir():  # of a single file: what lies beside it
        places = {p: File(p) for name in COMPANIONS if (p := run.home / name).is_file()} | places
    given = [File(Path(manifest))] if manifest is not None else [f for p, f in places.items() if p.name == MANIFEST]
    known = {place.resolve() for place in places}
    for file in given:
        try:
            found, refusals = read_manifest(file, run.name(file.place), known)
            run.manifest |= found
            run.refusals += refusals
        except Refused as refused:
            run.refusals.append(refused.refusal(run.name(file.place)))
    tables: dict[str, pd.DataFrame | None] = dict.fromkeys(ALONG)
    for name in ALONG:
        try:
            tables[name] = read_companion(places.get(run.home / f"{name}.csv"))
        except Refused as refused:
            run.refusals.append(refused.refusal(f"{name}.csv"))
    run.outlets = known_outlets(tables["outlets"])
    return tables


def _read_files(run: Run, files: list[File]) -> None:
    rank = {ending: n for n, ending in enumerate(PAGE_ENDINGS)}
    kept: dict[Path, str] = {}
    order: dict[Path, int] = {}
    for number, file in enumerate(files):
        order.setdefault(file.place.with_suffix(""), number)
    files = sorted(files, key=lambda f: (order[f.place.with_suffix("")], rank.get(f.ending, 99)))
    for file in tqdm(files, desc="reading", unit="file", disable=len(files) <= QUIET_FILES):
        twin = kept.get(file.place.with_suffix("")) if file.ending in rank else None
        if twin is not None:
            remedy = "rename one of the two if they are two articles"
            run.refuse(file.place, f"{twin} has the same name and is read", remedy)
        elif _read_file(run, file) and file.ending in rank:
            kept[file.place.with_suffix("")] = file.place.name


@contextmanager
def _listing(run: Run, place: Path, row: str = "", about: str = "") -> Iterator[None]:
    """List what goes wrong: one page that breaks a parser must not stop a folder of ten thousand."""
    try:
        yield
    except Refused as refused:
        run.refuse(place, about + refused.reason, refused.remedy, row)
    except Exception as error:
        reason = f"{about}the reader failed ({type(error).__name__}: {error})"
        run.refuse(place, reason, "please report it; leave the file out", row)


def _read_file(run: Run, file: File) -> bool:
    """Whether the file could be read; if not it is refused."""
    before, form = len(run.drafts), "web archive"
    with _listing(run, file.place):
        if is_web_archive(file):
            _read_web_archive(run, file)
        else:
            form = _read_content(run, file, open_file(file))
        run.recognised(file.place, form, before)
        return True
    return False


def _read_content(run: Run, file: File, opened: Opened) -> str:
    """Keep the articles of a file; what it was recognised as comes back."""
    name, (content, warnings) = run.name(file.place), opened.load()
    if opened.form is not None:
        items = list(opened.form.read(content))
        if not items:
            raise Refused(f"an export ({opened.form.name}) without an article", "export it again")
        for number, item in enumerate(items, 1):
            if isinstance(item, Draft):
                item.warnings[:0] = warnings
            run.take(file.place, item, number, len(items))
        return opened.form.name
    if opened.kind == "rows":
        drafts, refusals = table_drafts(content, name, name.removesuffix(file.place.suffix))
        run.refusals += refusals
        for draft in drafts:
            run.add(draft, name, str(draft.row_number))
        return "table"
    draft = _page(run, opened.kind, content)
    draft.warnings[:0] = warnings
    run.take(file.place, draft, 1, 1)
    return SAVED_PAGE


def _page(run: Run, kind: str, content: str | list[str]) -> Draft:
    """The article of a saved page; Refused when it holds no story."""
    if kind == "markup":
        return html.html_to_draft(content)
    check_lines(content)
    return pages.text_to_draft("\n".join(content), run.outlets)


def _read_web_archive(run: Run, file: File) -> None:
    for found in warc.read(file):
        if isinstance(found, Refused):
            run.refuse(file.place, found.reason, found.remedy)
        elif isinstance(found, tuple):
            run.refuse(file.place, found[1].reason, found[1].remedy, f"record {found[0]}")
        else:
            _read_web_page(run, file, found)


def _read_web_page(run: Run, file: File, page: warc.Page) -> None:
    inner = File(file.place / f"{page.number}.html", data=page.data)
    with _listing(run, file.place, f"record {page.number}", f"{page.url}: "):
        opened = open_file(inner, page.charset)
        content, warnings = opened.load()
        draft = _page(run, opened.kind, content)
        draft.warnings[:0] = warnings
        draft.url = draft.url or page.url
        run.take(file.place, draft, page.number, page.number + 1)
