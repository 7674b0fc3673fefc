"""The corpus: articles, what was removed from their pages, and what could not be read."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from framing.corpus.problems import place
from framing.tables import ARTICLES, REMOVED_LINES

SAVED_PAGE = "saved page"
"""The form of a file that is the page of one article."""
SHOWN = 20
"""Refusals that a notebook shows."""


@dataclass(frozen=True, eq=False, repr=False)
class Corpus:
    """Articles ready to be coded.

    articles and removed_lines are the tables of those names (framing.tables); refusals has the text columns file, row
    ("" for a whole file), reason, remedy; files has file, form (what it was recognised as) and articles, one row a file
    that was read; actors, outlets and variants are the user's own companion tables, or None.
    """

    articles: pd.DataFrame
    removed_lines: pd.DataFrame
    refusals: pd.DataFrame
    actors: pd.DataFrame | None = None
    outlets: pd.DataFrame | None = None
    variants: pd.DataFrame | None = None
    files: pd.DataFrame | None = None

    def __len__(self) -> int:
        return len(self.articles)

    def save(self, folder: str | Path) -> Path:
        """Write articles and removed_lines as Parquet into a folder, one folder a table; the folder comes back."""
        folder = Path(folder)
        for table, data in ((ARTICLES, self.articles), (REMOVED_LINES, self.removed_lines)):
            target = folder / table.name
            target.mkdir(parents=True, exist_ok=True)
            arrow = pa.Table.from_pandas(table.check(data), schema=table.schema, preserve_index=False)
            pq.write_table(arrow, target / "part-00000.parquet")
        return folder

    def __repr__(self) -> str:
        return f"<Corpus: {self._summary()}>"

    def _summary(self) -> str:
        outlets = sorted({o for o in self.articles["outlet"] if o})
        dates = sorted(d for d in self.articles["date"] if d)
        parts = [f"{len(self):,} articles", f"{len(outlets):,} outlets"]
        parts += [f"{dates[0]} to {dates[-1]}"] if dates else ["no dates"]
        return ", ".join([*parts, f"{len(self.refusals):,} files or rows not read"])

    def _repr_html_(self) -> str:
        counts = self.articles.groupby("outlet", sort=True).agg(articles=("words", "size"), words=("words", "sum"))
        rows = "".join(
            f"<tr><td>{escape(str(outlet)) or '(no outlet)'}</td><td>{n:,}</td><td>{words:,}</td></tr>"
            for outlet, n, words in counts.itertuples()
        )
        head = "<tr><th>outlet</th><th>articles</th><th>words</th></tr>"
        table = f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
        return f"<p>{escape(self._summary())}</p>{table}{self._forms_html()}{self._refused_html()}"

    def _forms_html(self) -> str:
        """What the files were recognised as, where they are more than saved pages."""
        if self.files is None or (self.files["form"] == SAVED_PAGE).all():
            return ""
        counts = self.files.groupby("form").agg(files=("file", "size"), articles=("articles", "sum"))
        shown = [
            f"{escape(form)} ({files:,} files, {articles:,} articles)" for form, files, articles in counts.itertuples()
        ]
        return f"<p>Read as: {'; '.join(shown)}</p>"

    def _refused_html(self) -> str:
        if not len(self.refusals):
            return ""
        shown = [
            f"<li><b>{escape(place(r.file, r.row))}</b>: {escape(r.reason)}; {escape(r.remedy)}</li>"
            for r in self.refusals.head(SHOWN).itertuples()
        ]
        more = len(self.refusals) - SHOWN
        rest = f"<p>… and {more:,} more in <code>.refusals</code></p>" if more > 0 else ""
        return f"<p>Not read:</p><ul>{''.join(shown)}</ul>{rest}"
