"""The two coders of notebook 04: the sample's own hand coding, and a second coder made of it with seeded mistakes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd

from framing.text import WORD, paragraphs
from framing.validation import sheets
from framing.validation.placing import read_hand_coding

WRONG_TYPE, WRONG_KIND, OVERLOOKED = 0.10, 0.05, 0.05
"""How often the second coder errs in an attribution."""


def fill_from_hand_coding(coding, key: pd.DataFrame, hand_coding: Path | str, path: Path | str) -> pd.DataFrame:
    """Fill the blank sheet at `path` (CSV) with what a hand coding of whole articles says of each sentence."""
    hand, _ = read_hand_coding(coding, hand_coding)
    texts = coding.table("articles", ["article_id", "text"]).set_index("article_id")["text"]
    hand["place"] = [_cue_place(texts[row.article_id], row) for row in hand.itertuples()]
    hand = hand.sort_values(["article_id", "place"])
    said = {
        unit.unit: hand[(hand["article_id"] == unit.article_id) & hand["place"].between(unit.start, unit.end - 1)]
        for unit in key.itertuples()
    }
    return _write(path, {unit: list(_codes(rows)) for unit, rows in said.items()})


def fill_with_mistakes(first: Path | str, path: Path | str, seed: int) -> pd.DataFrame:
    """Fill the blank sheet at `path` with the codes of the sheet `first`, some of them changed at random."""
    random, filled = np.random.default_rng(seed), _read(first)
    said = {}
    for row in filled.to_dict("records"):
        codes = [[row[f"{name}_{slot}"] for name in ("source", "type", "kind")] for slot in _slots(row[sheets.COUNT])]
        codes = [code for code in codes if random.random() >= OVERLOOKED]
        for code in codes:
            for place, known, often in ((1, sheets.type_codes(), WRONG_TYPE), (2, sheets.kind_codes(), WRONG_KIND)):
                if random.random() < often:
                    code[place] = str(random.choice([other for other in known if other != code[place]]))
        said[row["unit"]] = codes
    return _write(path, said)


def _cue_place(text: str, row) -> int:
    """Where the cue of an attribution stands in the text: nearest to its content; without one, where that begins."""
    words = list(WORD.finditer(text))
    spoken = sorted(row.words)
    first, last = words[spoken[0]].start(), words[spoken[-1]].end()
    inside = {words[number].start() for number in spoken}
    start, end = next((start, end) for start, end in paragraphs(text) if start <= first < end)
    cues = (m.start() for m in re.finditer(rf"\b{re.escape(row.cue)}\b", text[:end]) if m.start() >= start)
    cues = [place for place in cues if row.cue and place not in inside]
    return min(cues, key=lambda place: max(first - place, place - last, 0), default=first)


def _codes(rows: pd.DataFrame) -> Iterator[list[str]]:
    yield from rows[["source", "source_type", "kind"]].head(sheets.SLOTS).to_numpy().tolist()


def _slots(count: str) -> range:
    return range(1, int(count) + 1)


def _read(path: Path | str) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _write(path: Path | str, said: dict[str, list[list[str]]]) -> pd.DataFrame:
    sheet = _read(path).set_index("unit", drop=False)
    for unit, codes in said.items():
        sheet.loc[unit, sheets.COUNT] = str(len(codes))
        for slot, code in enumerate(codes, 1):
            sheet.loc[unit, [f"source_{slot}", f"type_{slot}", f"kind_{slot}"]] = code
    sheets.write_csv(sheet, Path(path))
    return sheet.reset_index(drop=True)
