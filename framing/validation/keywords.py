"""Whether stance keywords mean what their category says: a blind sheet of hits, and the precision read from it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from scipy import stats

from framing.coding import new_folder
from framing.devices.lexicon import load_lexicon
from framing.measures.contexts import keywords_in_context
from framing.validation import sheets
from framing.validation.problems import Problem, SheetError, ValidationError, code_problem
from framing.validation.reading import read_cells, read_rows

ENOUGH = 0.7
"""A pattern or category is kept when the lower limit of its precision is at least this (METHODS.md)."""

WIDTH = 300
SHEET_COLUMNS = ("hit", "category", "meaning", "before", "keyword", "after", "right", "note")
KEY_COLUMNS = ("hit", "category", "term", "voice", "outlet", "article_id", "zone", "start", "end", "keyword", "seed")
ANSWERS = ("yes", "no")
INSTRUCTIONS = """\
How to read this sheet

1. Read `before`, `keyword` and `after` as one text. Ask: do these words say here what `meaning` says?
2. Write yes or no in `right`, every row. Words that only look alike, names, idioms and jokes are no.
3. Who speaks does not matter, nor whether it is true. A doubt goes to `note`, with the answer that is likelier.
4. Add, delete or rename no row or column. Read by yourself; compare with the other reader when both are done.
"""


def sample_keywords(
    coding: Any, n: int = 50, lexicon: Any = None, seed: int = 1, out: str | Path = "keywords"
) -> pd.DataFrame:
    """Draw n hits of every stance category (all, where there are fewer) and write a blind sheet; returns the key.

    out/sheet.csv has a row a hit in random order: its words in context, what the category counts (lexicon: as given to
    `framing.code`), and an empty column `right`; nothing of outlet or voice. out/instructions.txt goes to the readers
    with it, out/key.csv stays with you. Copies count once. ValidationError when the coding has no hit.
    """
    hits = keywords_in_context(coding, copies="collapse", width=WIDTH)
    if hits.empty:
        raise ValidationError("the coding holds no stance keyword; code with a lexicon that finds some")
    random = np.random.default_rng(seed)
    rows = [random.permutation(places)[:n] for _, places in sorted(hits.groupby("category").indices.items())]
    drawn = hits.iloc[random.permutation(np.concatenate(rows))].reset_index(drop=True)
    meaning = {entry.category: entry.definition for entry in reversed(load_lexicon(lexicon).entries)}
    drawn = drawn.assign(
        hit=[f"h{number:04d}" for number in range(1, len(drawn) + 1)],
        meaning=drawn["category"].map(meaning).fillna(""),
        before=drawn["left"],
        after=drawn["right"],
        note="",
        seed=seed,
    ).assign(right="")
    folder = new_folder(out)
    sheets.write_csv(drawn[list(SHEET_COLUMNS)], folder / "sheet.csv")
    (folder / "instructions.txt").write_text(INSTRUCTIONS, encoding="utf-8")
    key = drawn[list(KEY_COLUMNS)]
    sheets.write_csv(key, folder / "key.csv")
    return key


def keyword_precision(sheet: str | Path, key: pd.DataFrame | str | Path) -> pd.DataFrame:
    """How many of the hits in a filled sheet are right, by category and by pattern.

    key: what `sample_keywords` returned, or its key.csv. Columns: level ("category", "pattern"), category, term ("" for
    a category), read, right, estimate, low, high (Wilson, 95 %), verdict: "keep" (low at least .7), "mend or drop"
    (high below .7), "read more". SheetError lists every mistake in the sheet.
    """
    answers = _answers(Path(sheet), _read_key(key))
    levels = ((["category"], "category"), (["category", "term"], "pattern"))
    counted = [
        answers.groupby(columns)["right"].agg(read="size", right="sum").reset_index().assign(level=level)
        for columns, level in levels
    ]
    table = pd.concat(counted, ignore_index=True).fillna({"term": ""})
    limits = [
        stats.binomtest(k, n).proportion_ci(method="wilson") for k, n in zip(table["right"], table["read"], strict=True)
    ]
    table = table.assign(
        estimate=table["right"] / table["read"], low=[i.low for i in limits], high=[i.high for i in limits]
    )
    verdict = np.select([table["low"] >= ENOUGH, table["high"] < ENOUGH], ["keep", "mend or drop"], "read more")
    return table.assign(verdict=verdict)[
        ["level", "category", "term", "read", "right", "estimate", "low", "high", "verdict"]
    ]


def _read_key(key: pd.DataFrame | str | Path) -> pd.DataFrame:
    if isinstance(key, pd.DataFrame):
        return key
    header, rows = read_cells(Path(key))
    missing = [column for column in KEY_COLUMNS if column not in header]
    if missing:
        remedy = "give the key.csv that sample_keywords wrote"
        raise SheetError([Problem(Path(key).name, "1", f"no column '{missing[0]}'", remedy)])
    return pd.DataFrame([cells for _, cells in rows])


def _answers(path: Path, key: pd.DataFrame) -> pd.DataFrame:
    """The key with a column right (bool); SheetError when a row is strange, missing, twice there or without answer."""
    problems: list[Problem] = []
    rows = read_rows(path, SHEET_COLUMNS, problems)
    found: dict[str, bool] = {}
    for number, cells in rows:
        hit, answer = cells["hit"], cells["right"].strip().lower()
        wrong = code_problem(answer, "right", ANSWERS)
        if hit in found or hit not in set(key["hit"]):
            what = "stands there twice" if hit in found else "is not in the key"
            problems.append(
                Problem(path.name, str(number), f"hit '{hit}' {what}", "restore the rows of the blank sheet")
            )
        elif wrong:
            problems.append(Problem(path.name, str(number), *wrong))
        found[hit] = answer == "yes"
    missing = [] if problems else [hit for hit in key["hit"] if hit not in found]
    problems += [
        Problem(path.name, "", f"the row of hit {hit} is missing", "copy it from the blank sheet") for hit in missing
    ]
    if problems:
        raise SheetError(problems)
    return key.assign(right=key["hit"].map(found).astype(bool))
