"""Finding copies: floors over planted wire copies, and real articles on one event that are no copies of each other."""

from __future__ import annotations

import itertools
import json
from functools import cache

import pandas as pd
import pytest

from framing.corpus.copies import find_copies
from framing.tables import ARTICLES
from framing.text import count_words

from .gold import floors, path_of

DOCUMENTS, PAIRS = "copies/docs.jsonl", "copies/pairs.json"
ONE_EVENT = "sentiment/basil_author_feeling_dev.jsonl"
"""Articles by three outlets on each event, written independently: they quote the same speeches."""


def articles(file: str) -> pd.DataFrame:
    """The articles of a gold file with their dates, as an articles table."""
    items = {item["id"]: item for item in map(json.loads, path_of(file).read_text(encoding="utf-8").splitlines())}
    blank = dict.fromkeys(ARTICLES.columns, "") | {"containment": 0.0, "warnings": []}
    return ARTICLES.frame(
        blank | {"article_id": i, "date": x.get("date", ""), "text": x["text"], "words": count_words(x["text"])}
        for i, x in items.items()
    )


@cache
def planted() -> tuple[dict[str, str], list[dict[str, str]], list[frozenset[str]]]:
    """First of the cluster found for each document; the planted copies; same-event pairs that are no copies."""
    found = find_copies(articles(DOCUMENTS))
    truth = json.loads(path_of(PAIRS).read_text(encoding="utf-8"))
    first = found["copy_of"].where(found["copy_of"] != "", found["article_id"])
    return dict(zip(found["article_id"], first, strict=True)), truth["copies"], truth["same_event"]


def measured() -> dict[str, float]:
    """In %: pairs of one cluster that descend from one original; planted copies found; same-event pairs kept apart."""
    cluster, copies, same_event = planted()
    family = {c["copy"]: c["original"] for c in copies}
    members: dict[str, list[str]] = {}
    for article, first in cluster.items():
        members.setdefault(first, []).append(article)
    pairs = [pair for group in members.values() for pair in itertools.combinations(group, 2)]
    right = sum(family.get(a, a) == family.get(b, b) for a, b in pairs)
    found = sum(cluster[c["copy"]] == cluster[c["original"]] for c in copies)
    apart = sum(cluster[a] != cluster[b] for a, b in same_event)
    return {
        "precision": 100 * right / len(pairs),
        "recall": 100 * found / len(copies),
        "same_event_apart": 100 * apart / len(same_event),
    }


@pytest.mark.parametrize("measure", ["precision", "recall", "same_event_apart"])
def test_planted_copies_are_found(measure: str, record_property) -> None:
    floor = (floors()[DOCUMENTS] | floors()[PAIRS])[measure]
    reached = measured()[measure]
    record_property(measure, reached)
    print(f"copies: {measure} {reached:.2f} (floor {floor})")
    assert reached >= floor


def test_every_floor_is_of_a_measure_that_is_taken() -> None:
    assert set(floors()[DOCUMENTS]) | set(floors()[PAIRS]) == set(measured())


def test_articles_on_one_event_are_no_copies(record_property) -> None:
    """An article stands in the file once for each person in it: each text is taken once."""
    found = find_copies(articles(ONE_EVENT).drop_duplicates("text"))
    reached, floor = 100 * float((found["copy_of"] == "").mean()), floors()[ONE_EVENT]["independent"]
    record_property("independent", reached)
    most = found["containment"].max()
    print(f"copies: {reached:.1f} % of {len(found)} articles are no copies (floor {floor}), most shared {most:.2f}")
    assert reached >= floor
