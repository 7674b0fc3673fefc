"""Words that a lexicon may lack: those that keep company with a category's hits, for a person to accept or not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from framing import tables
from framing.devices.zones import Sentence, Spans, Zone, read_zones
from framing.measures.design import Design, design, take, zone_names
from framing.measures.errors import choose
from framing.measures.keyness import Moments
from framing.measures.terms import is_content
from framing.measures.voices import STORY

LEAST = 3
"""Articles in which a proposed word must stand beside a hit."""


@dataclass(slots=True)
class _Sentences:
    """All sentences, in order: their article, whether they hold a hit, and their content words outside hits."""

    article: list[str] = field(default_factory=list)
    seeded: list[bool] = field(default_factory=list)
    words: list[list[str]] = field(default_factory=list)
    capital: Counter[str] = field(default_factory=Counter)
    uses: Counter[str] = field(default_factory=Counter)


def expand_lexicon(
    coding: Any, category: str, zones: str | Iterable[str] = STORY, top: int = 25, prior: float = 500
) -> pd.DataFrame:
    """Words that stand in sentences with a hit of the category more than in others: proposals, nothing is added.

    Read their contexts (`framing.keywords_in_context(coding, pattern=word)`), write a pattern for those that say what
    the category says, and code again. One row a word, at most `top`, sorted by z: word, log_odds (of the seeded against
    the other sentences, informative Dirichlet prior of `prior` words), z (sentence jackknife), seeded and unseeded
    (sentences with the word), articles (with it in a seeded sentence; three at least). Left out: function words, the
    hits themselves and words mostly written with a capital. A copy counts once. MeasureError for an unknown category.
    Source: Monroe, Colaresi & Quinn 2008, "Fightin' words", for the log-odds.
    """
    hits = take(coding, "stance", ["article_id", "zone", "start", "end", "text", "category"])
    choose(category, hits["category"].unique(), "stance category with a hit")
    hits = hits[hits["category"] == category]
    found = _read(coding, design(coding, None, "collapse"), zone_names(zones), hits)
    known = {text.lower() for text in hits["text"]}
    names = sorted(w for w in found.uses if w not in known and 2 * found.capital[w] <= found.uses[w])
    table = _weighed(found, names, prior)
    table = table[(table["articles"] >= LEAST) & (table["log_odds"] > 0)]
    return table.sort_values(["z", "word"], ascending=[False, True]).head(top).reset_index(drop=True)


def _read(coding: Any, cells: Design, zones: tuple[str, ...], hits: pd.DataFrame) -> _Sentences:
    articles = take(coding, "articles", ["article_id", *tables.ZONE_COLUMN.values()])
    articles = articles[articles["article_id"].isin(cells.article_ids)]
    passages = take(coding, "passages", list(tables.PASSAGES.columns))
    by_zone = hits.groupby(["article_id", "zone"])
    seeds = {key: Spans(zip(rows["start"], rows["end"], strict=True)) for key, rows in by_zone}
    found = _Sentences()
    for zone in read_zones(articles, passages):
        if zone.name in zones:
            for sentence in zone.sentences():
                _add(found, zone, sentence, seeds.get((zone.article_id, zone.name), Spans()))
    return found


def _add(found: _Sentences, zone: Zone, sentence: Sentence, seeds: Spans) -> None:
    in_hit = [seeds.overlap(*span) for span in sentence.spans]
    words = []
    for place, (word, (start, _)) in enumerate(zip(sentence.words, sentence.spans, strict=True)):
        if not in_hit[place] and is_content(word):
            words.append(word)
            if place:  # every sentence begins with a capital
                found.uses[word] += 1
                found.capital[word] += zone.text[start].isupper()
    found.article.append(zone.article_id)
    found.seeded.append(any(in_hit))
    found.words.append(words)


def _weighed(found: _Sentences, names: list[str], prior: float) -> pd.DataFrame:
    code = {word: number for number, word in enumerate(names)}
    pairs = [(n, code[word]) for n, words in enumerate(found.words) for word in words if word in code]
    sentence, term = np.array(pairs, dtype=int).reshape(-1, 2).T
    shape = (len(found.words), len(names))
    counts = sparse.csr_array(sparse.coo_array((np.ones(len(pairs)), (sentence, term)), shape=shape))
    lengths = np.array([max(len(words), 1) for words in found.words], dtype=float)
    seeded = np.array(found.seeded, dtype=float)
    keyness = Moments(counts, lengths, prior).keyness(seeded[:, None])
    present = counts.sign()
    numbers = pd.factorize(np.array(found.article))[0]
    beside = pd.DataFrame({"term": term, "article": numbers[sentence]})[seeded[sentence] > 0].drop_duplicates()
    return pd.DataFrame(
        {
            "word": names,
            "log_odds": keyness.delta[:, 0],
            "z": keyness.z[:, 0],
            "seeded": (present.T @ seeded).astype(int),
            "unseeded": (present.T @ (1 - seeded)).astype(int),
            "articles": np.bincount(beside["term"], minlength=len(names)),
        }
    )
