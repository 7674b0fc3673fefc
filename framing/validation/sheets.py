"""The blind sheet: its columns, what coders are told, and how it is written."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pandas as pd

from framing import resources
from framing.measures.design import take
from framing.text import paragraphs
from framing.validation.units import one_line

SLOTS = 3
"""Attributions that a row has room for."""

TEXT_COLUMNS = ("unit", "before", "sentence", "after")
COUNT = "n_attributions"
CODE_COLUMNS = (COUNT, *(f"{name}_{slot}" for slot in range(1, SLOTS + 1) for name in ("source", "type", "kind")))
COLUMNS = (*TEXT_COLUMNS, *CODE_COLUMNS, "note")
KEY_COLUMNS = (
    "unit article_id outlet stratum sentence start end pi stratum_size stratum_drawn seed corpus_hash text".split()
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
INSTRUCTIONS = f"""\
How to code this sheet

1. Read `sentence`; `before` and `after` are there only to understand it. Code by the codebook alone, by yourself.
2. {COUNT}: how many attributions the sentence holds (0 to {SLOTS}). An attribution is a stretch of content that
   somebody other than the outlet answers for. It belongs to the sentence that holds its cue ("said", "according to"),
   also when its content began earlier or goes on later; without a cue, to the sentence where its content begins.
   A quotation that only goes on from the sentence before is 0 here.
3. For each attribution, in the order in which the cues stand: source_1, type_1, kind_1, then source_2, ...
   source is the mention as it stands in the sentence; leave it empty when the sentence names none (a passive).
   type and kind take one code of the codebook each. Leave what you do not need empty.
4. More than {SLOTS} attributions: write {SLOTS}, code the first {SLOTS}, and say so in `note`.
5. Every row needs {COUNT}, 0 included. Add, delete or rename no row or column, and change no text.
6. Doubts go to `note`. Do not talk about single sentences with the other coder before both are done.

An example: "Police said that the bridge was safe, but residents said it was not." has {COUNT} 2;
source_1 Police, type_1 justice, kind_1 indirect; source_2 residents, type_2 citizen, kind_2 indirect.

In a workbook the sheet is the third page, its coloured cells are yours, and the codes come from the lists in them; the
codebook is the second page. With a CSV sheet the codebook stands in the file instructions.txt, below these lines.
Hand in the file that you filled in, the workbook or the CSV, under the name that it has.
"""


def type_codes() -> tuple[str, ...]:
    """The source types of the codebook, in its order."""
    return tuple(resources.leaf_groups())


def kind_codes() -> tuple[str, ...]:
    """The kinds of attribution of the codebook, in its order."""
    rows = resources.rows("codebook/attributes.tsv")
    return tuple(row["value"] for row in rows if row["attribute"] == "kind")


def codebook() -> pd.DataFrame:
    """The codes that a sheet takes: variable (type, kind), code, meaning, not, examples; types first."""
    leaves = resources.rows("codebook/codebook.tsv")
    kinds = [row for row in resources.rows("codebook/attributes.tsv") if row["attribute"] == "kind"]
    rows = [("type", row["leaf"], row["include"], row["exclude"], row["examples"]) for row in leaves]
    rows += [("kind", row["value"], row["definition"], "", row["examples"]) for row in kinds]
    return pd.DataFrame(rows, columns=["variable", "code", "meaning", "not", "examples"])


def blank_sheet(coding: Any, key: pd.DataFrame) -> pd.DataFrame:
    """The sheet (COLUMNS, all text) of the units of a key: sentence and context, nothing of outlet or machine."""
    articles = take(coding, "articles", ["article_id", "text"]).set_index("article_id")["text"]
    rows = []
    for unit in key.itertuples():
        before, after = _context(articles[unit.article_id], unit.start, unit.end)
        rows.append({"unit": unit.unit, "before": before, "sentence": unit.text, "after": after})
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype=object).fillna("").map(neutral)


def _context(text: str, start: int, end: int) -> tuple[str, str]:
    """What stands before and after a sentence: the rest of its paragraph and one paragraph more on either side."""
    spans = paragraphs(text)
    own = [n for n, (first, last) in enumerate(spans) if first < end and start < last]
    first, last = max(own[0] - 1, 0), min(own[-1] + 1, len(spans) - 1)
    before, after = text[spans[first][0] : start], text[end : spans[last][1]]
    return one_line(before), one_line(after)


def neutral(cell: Any) -> Any:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell


def write_csv(table: pd.DataFrame, path: Path) -> None:
    """A table as CSV that spreadsheets open as UTF-8."""
    text = table.map(neutral).to_csv(index=False, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    path.write_bytes(text.encode("utf-8-sig", "surrogatepass"))


def write_instructions(folder: Path) -> None:
    """instructions.txt beside the sheets: what coders are told, and every code."""
    codes = [
        "\n".join(
            [f"{row.variable}: {row.code}", f"    {row.meaning}"]
            + [f"    {word}: {said}" for word, said in (("not", row.excluded), ("such as", row.examples)) if said]
        )
        for row in codebook().rename(columns={"not": "excluded"}).itertuples()
    ]
    text = "\n\n".join([INSTRUCTIONS + "\n\nThe codebook", *codes])
    (folder / "instructions.txt").write_text(text + "\n", encoding="utf-8")
