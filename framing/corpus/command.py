"""What the command shows of a corpus: lines for the screen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from framing import text
from framing.corpus.corpus import SAVED_PAGE, Corpus

NOTES = 5
"""Warnings shown before a coding starts."""


def notes(found: Corpus) -> Iterator[str]:
    """The first warnings about what was read, and how many more there are."""
    warnings = [warning for listed in found.articles["warnings"] for warning in listed]
    yield from (f"note: {warning}" for warning in warnings[:NOTES])
    if len(warnings) > NOTES:
        yield f"note: {len(warnings) - NOTES} more; framing read lists them all"


def lines(found: Corpus) -> Iterator[str]:
    """What each file was recognised as; of each article what was kept and removed, and why; then its warnings."""
    yield from _files(found)
    removed = dict(list(found.removed_lines.groupby("article_id")))
    nothing = found.removed_lines.iloc[:0]
    for article in found.articles.itertuples():
        gone = removed.get(article.article_id, nothing)
        kept = f"kept {len(text.paragraphs(article.text))} paragraphs, {article.words} words"
        yield f"{article.article_id}: {kept}; removed {len(gone)} lines"
        reasons = Counter(zip(gone["zone"], gone["reason"], strict=True))
        yield from (f"    {number:4} {zone}: {reason}" for (zone, reason), number in reasons.most_common())
        yield from (f"    note {warning}" for warning in article.warnings)


def _files(found: Corpus) -> Iterator[str]:
    """What each export and table was recognised as, and how many saved pages there were."""
    if found.files is None:
        return
    pages = found.files["form"] == SAVED_PAGE
    for file in found.files[~pages].itertuples():
        yield f"{file.file}: {file.form}, {file.articles} articles"
    if pages.any():
        yield f"saved pages: {pages.sum()}"
