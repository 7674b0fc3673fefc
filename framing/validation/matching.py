"""Which attribution of the machine is which of the coder's: pairs, and those that stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import product
from typing import Any

import pandas as pd

from framing import resources
from framing.measures.design import take
from framing.validation import sheets
from framing.validation.placing import word_numbers
from framing.validation.units import attributions_of

LEAST_DICE = 0.5
PAIR_COLUMNS = (
    "article_id outlet unit machine_type hand_type machine_tier hand_tier machine_source hand_source same_source "
    "weight row"
).split()
_EXTENDED_KINDS = ("speech_act", "evidence")
_FUNCTION_CLASSES = ("determiner", "preposition", "link")
_LETTERS = re.compile(r"\w+")

Side = dict[str, Any]
"""One attribution: type, tier, source (the mention), names (mention and full name) and what its matching needs."""


def pairs_of_contents(coding: Any, hand: pd.DataFrame) -> pd.DataFrame:
    """Pairs (PAIR_COLUMNS) in the articles of a placed hand coding, story zone: contents with a Dice of words >= .5.

    One machine attribution goes with one of the coder's, the largest Dice first; of equal ones those whose sources
    share a word. What stands alone has "" on the other side.
    """
    articles = take(coding, "articles", ["article_id", "outlet", "text"]).set_index("article_id")
    columns = ["article_id", "zone", "source", "source_name", "source_type", "tier", "content_spans"]
    machine = take(coding, "attributions", columns)
    machine = dict(list(machine[machine["zone"] == "story"].groupby("article_id")))
    rows = []
    for article_id, coded in hand.groupby("article_id", sort=True):
        outlet, text = articles.loc[article_id]
        theirs = [_machine_side(row, words=word_numbers(text, row.content_spans)) for row in _of(machine, article_id)]
        ours = [_hand_side(row.source, row.source_name, row.source_type, row.tier, row) for row in coded.itertuples()]
        places = _one_to_one((*_score(theirs[i], ours[j]), i, j) for i, j in _every(theirs, ours))
        rows += _pairs(theirs, ours, places, {"article_id": article_id, "outlet": outlet, "unit": "", "weight": 1.0})
    return pd.DataFrame(rows, columns=PAIR_COLUMNS)


def pairs_of_units(coding: Any, sheet: pd.DataFrame, key: pd.DataFrame) -> pd.DataFrame:
    """Pairs (PAIR_COLUMNS, weight 1 / pi) in the sentences of a filled sheet, story zone.

    In one sentence those whose sources share a word go together, then what is left in its order. Where the coder
    found as many as a row has room for, the machine's further ones in that sentence are left out.
    """
    found = dict(list(attributions_of(coding, key).groupby("unit")))
    rows = []
    for number, unit in enumerate(key.itertuples()):
        cells = sheet.loc[unit.unit]
        count = int(cells[sheets.COUNT])
        theirs = [_machine_side(row) for row in _of(found, number)]
        theirs = theirs[: sheets.SLOTS] if count == sheets.SLOTS else theirs
        ours = [_sheet_side(cells, slot) for slot in range(1, count + 1)]
        places = _one_to_one((1.0, True, i, j) for i, j in _every(theirs, ours) if _same_source(theirs[i], ours[j]))
        places += list(zip(*_alone(theirs, ours, places), strict=False))
        shared = {"article_id": unit.article_id, "outlet": unit.outlet, "unit": unit.unit, "weight": 1 / unit.pi}
        rows += _pairs(theirs, ours, places, shared)
    return pd.DataFrame(rows, columns=PAIR_COLUMNS)


def _of(groups: dict[Any, pd.DataFrame], name: Any) -> Iterable[Any]:
    return groups[name].itertuples() if name in groups else ()


def _machine_side(row: Any, **more: Any) -> Side:
    names = _name_words(f"{row.source} {row.source_name}")
    return {"type": row.source_type, "tier": row.tier, "source": row.source, "names": names, **more}


def _hand_side(source: str, name: str, leaf: str, tier: str, row: Any) -> Side:
    names = _name_words(f"{source} {name}")
    return {"type": leaf, "tier": tier, "source": source, "names": names, "words": row.words, "row": row.row}


def _sheet_side(cells: pd.Series, slot: int) -> Side:
    """The coder's attribution in a slot; its tier follows from its kind and from whether anybody is named."""
    source = cells[f"source_{slot}"].strip()
    core = source and cells[f"kind_{slot}"] not in _EXTENDED_KINDS
    tier = "core" if core else "extended"
    return {"type": cells[f"type_{slot}"], "tier": tier, "source": source, "names": _name_words(source), "row": slot}


def _score(machine: Side, hand: Side) -> tuple[float, bool]:
    both = len(machine["words"]) + len(hand["words"])
    dice = 2 * len(machine["words"] & hand["words"]) / both if both else 0.0
    return (dice if dice >= LEAST_DICE else 0.0), _same_source(machine, hand)


def _one_to_one(scores: Iterable[tuple[float, bool, int, int]]) -> list[tuple[int, int]]:
    """Pairs (i, j) with a score above 0, the best first, each i and j once; earlier ones first among equals."""
    taken: list[tuple[int, int]] = []
    for score, _, i, j in sorted(scores, key=lambda s: (-s[0], not s[1], s[2], s[3])):
        if score > 0 and all(i != a and j != b for a, b in taken):
            taken.append((i, j))
    return taken


def _every(theirs: Sequence[Side], ours: Sequence[Side]) -> Iterable[tuple[int, int]]:
    return product(range(len(theirs)), range(len(ours)))


def _alone(theirs: Sequence[Side], ours: Sequence[Side], places: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    """The numbers of either side that are in no pair."""
    machine, hand = {i for i, _ in places}, {j for _, j in places}
    return [i for i in range(len(theirs)) if i not in machine], [j for j in range(len(ours)) if j not in hand]


def _pairs(theirs: Sequence[Side], ours: Sequence[Side], places: list[tuple[int, int]], shared: Side) -> list[Side]:
    alone, missed = _alone(theirs, ours, places)
    rows = []
    for i, j in [*sorted(places), *((i, None) for i in alone), *((None, j) for j in missed)]:
        machine, hand = (theirs[i] if i is not None else {}), (ours[j] if j is not None else {})
        sides = {f"{who}_{what}": side.get(what, "") for who, side in (("machine", machine), ("hand", hand))
                 for what in ("type", "tier", "source")}  # fmt: skip
        same = bool(machine and hand) and _same_source(machine, hand)
        rows.append({**shared, **sides, "same_source": same, "row": hand.get("row", 0)})
    return rows


def _same_source(machine: Side, hand: Side) -> bool:
    """Whether the two names share a word, or neither side names anybody."""
    return bool(machine["names"] & hand["names"]) or not (machine["names"] or hand["names"])


def _name_words(name: str) -> frozenset[str]:
    """The words of a name without articles, prepositions and the like."""
    words = [word.lower() for word in _LETTERS.findall(name)]
    return frozenset(word for word in words if len(word) > 1 and word not in _function_words())


@cache
def _function_words() -> frozenset[str]:
    return frozenset(r["word"] for r in resources.rows("sources/grammar.csv") if r["class"] in _FUNCTION_CLASSES)
