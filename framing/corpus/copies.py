"""Whose copy an article is: wire copy and other near-copies, found by the text that one article shares with another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from functools import cache, lru_cache
from itertools import groupby
from operator import itemgetter

import numpy as np
import pandas as pd
from tqdm import tqdm

from framing.text import QUOTED

SHINGLE = 5
"""Words in a shingle: shorter ones recur in any two articles about one event, longer ones break at every edit."""
SAMPLED = 4
"""One shingle in so many is indexed, chosen by its hash; what the index proposes is then compared in full. Of the
planted copies (gold/copies) one in 4 and one in 8 find 99.1 %, as many as every shingle."""
HOLDERS = 4
"""A later article is compared with so many of the earliest holders of a shingle, which keeps the cost linear however
many outlets ran the text. Planted copies found: with 1 holder 97.9 %, with 2 98.6 %, with 4 99.1 %."""
PROPOSED = 3
"""Earlier articles with which an article is compared in full: those that share most with it."""
CONTAINED = 0.3
"""Share of the shorter article's own words that stand in a copy. Of the planted copies .3 finds 99.1 %, .35 98.2 %,
.4 97.5 %, none with a wrong pair; at .2 independent articles on one event (BASIL) pass for copies, from .25 on none."""
FEWEST_SHARED = 20
"""Shingles (24 words) that a copy shares. Of planted copies none shares fewer than 23; a copyright line makes 12."""
FEWEST_OWN = 20
"""With fewer shingles in its own words (a statement given in full) an article is judged by all its words."""

_LONG = 5_000  # articles from which on a progress bar is shown
_BASE, _MIX = np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBF58476D1CE4E5B9)
_INVERSE = np.uint64(pow(int(_BASE), -1, 2**64))
_LETTERS = 0x32000  # no script has letters from here on

_Compare = Callable[[int, int], tuple[float, bool]]


def find_copies(articles: pd.DataFrame) -> pd.DataFrame:
    """The articles table with `copy_of` and `containment` filled.

    copy_of: article_id of the first article of the cluster of copies, "" for that one and for articles that are no
    copies. containment: share (0 to 1) of the article's distinct 5-word shingles that stand in that article; where
    copy_of is "", in the earlier article of the corpus with which it shares most (0.0 when none shares a passage).
    Two articles are copies when 30 % of the shorter one's own words (`CONTAINED`), at least 24, stand in the other.
    Earlier is who was published earlier, else the longer one, else the smaller article_id; a day without a time counts
    as its end, articles without a date come last. Cost grows linearly with the number of words.
    Method: containment (Broder 1997) over an inverted index of sampled shingles of words, in lower case without
    punctuation; quotations, and passages that most of their holders share without sharing more, are not own words.
    """
    order = _in_order(articles)
    texts = articles["text"].iloc[order].tolist()
    pairs, boilerplate = _propose(_sampled(texts))
    first, containment = _resolve(len(texts), pairs, _comparer(texts, boilerplate))
    ids = articles["article_id"].to_numpy()[order]
    copy_of, share = np.full(len(ids), "", dtype=object), np.zeros(len(ids))
    copy_of[order] = np.where(first == np.arange(len(ids)), "", ids[first])
    share[order] = containment
    return articles.assign(
        copy_of=pd.Series(copy_of, index=articles.index, dtype=articles["copy_of"].dtype), containment=share
    )


def _in_order(articles: pd.DataFrame) -> np.ndarray:
    """Positions of the articles, originals before their copies as far as dates and lengths tell."""
    rows = zip(articles["published"], articles["date"], articles["words"], articles["article_id"], strict=True)
    keys = [(_moment(published, date), -words, name) for published, date, words, name in rows]
    return np.array(sorted(range(len(keys)), key=keys.__getitem__), dtype=np.int64)


def _moment(published: str, date: str) -> str:
    """When an article came out, as a text that sorts: UTC where a time is given, the end of the day where none is."""
    day = date or published[:10]
    if len(published) > len("YYYY-MM-DD"):
        try:
            time = datetime.fromisoformat(published)
            return (time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)).isoformat()
        except (ValueError, OverflowError):
            pass  # not a time: the day decides
    return f"{day}T24" if day else "~"


@cache
def _is_letter() -> np.ndarray:
    """Whether a character is one of a word, as the pattern \\w has it, by its number."""
    return np.fromiter((c.isalnum() or c == "_" for c in map(chr, range(_LETTERS))), dtype=bool, count=_LETTERS)


@cache
def _powers(size: int) -> tuple[np.ndarray, np.ndarray]:
    """The powers of the base and of its inverse, modulo 2 to the 64."""
    return tuple(np.cumprod(np.full(size, base, dtype=np.uint64)) for base in (_BASE, _INVERSE))


def _words(text: str) -> tuple[np.ndarray, np.ndarray]:
    """A 64-bit hash of each word of a text in small letters, the same in every run and corpus; where it begins.

    All words are hashed at once, as differences of one running sum: a loop over them would take most of the time.
    """
    letters = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    powers, inverse = _powers(1 << max(12, len(letters).bit_length()))
    inside = np.zeros(len(letters) + 2, dtype=bool)
    inside[1:-1] = _is_letter()[np.minimum(letters, _LETTERS - 1)]
    starts, ends = np.flatnonzero(inside[1:] != inside[:-1]).reshape(-1, 2).T
    sums = np.zeros(len(letters) + 1, dtype=np.uint64)
    np.cumsum(letters * powers[: len(letters)], out=sums[1:])
    return _mixed((sums[ends] - sums[starts]) * inverse[starts]), starts


def _mixed(hashes: np.ndarray) -> np.ndarray:
    """Hashes whose low bits depend on all bits."""
    hashes = (hashes ^ (hashes >> np.uint64(29))) * _MIX
    return hashes ^ (hashes >> np.uint64(32))


def _shingles(words: np.ndarray) -> np.ndarray:
    """A 64-bit hash of each run of five words."""
    size = max(len(words) - SHINGLE + 1, 0)
    hashes = np.zeros(size, dtype=np.uint64)
    for place in range(SHINGLE if size else 0):
        hashes = hashes * _BASE + words[place : place + size]
    return _mixed(hashes)


def _sampled(texts: list[str]) -> list[np.ndarray]:
    """The sampled shingles of each text, each once."""
    found = []
    for text in tqdm(texts, desc="looking for copies", unit="article", disable=len(texts) < _LONG):
        hashes = _shingles(_words(text.lower())[0])
        found.append(np.unique(hashes[hashes % np.uint64(SAMPLED) == 0]))
    return found


def _propose(sampled: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (later, earlier) worth comparing, the most promising of each later article first; and the boilerplate."""
    size = np.array([len(s) for s in sampled], dtype=np.int64)
    later, earlier, holding, hashes, shingle = _joint(np.concatenate([*sampled, np.empty(0, np.uint64)]), size)
    keys, pair, shared = np.unique(later * len(size) + earlier, return_inverse=True, return_counts=True)
    later, earlier = np.divmod(keys, max(len(size), 1))
    shorter = np.maximum(np.minimum(size[later], size[earlier]), 1)
    # What most of its later holders have from articles with which they share little else: a standing line, a known
    # quotation. It is nobody's own text and no reason to compare.
    close = np.zeros(len(shingle))
    close[holding[(shared >= CONTAINED * shorter)[pair]]] = 1
    others = np.bincount(shingle) - 1
    common = (others > 1) & (2 * np.bincount(shingle, close) < others)
    shared = np.bincount(pair, ~common[shingle[holding]], minlength=len(keys))
    kept = (shared > 1) & (shared * 3 >= CONTAINED * shorter)
    later, earlier, shared = later[kept], earlier[kept], shared[kept]
    best = np.lexsort((earlier, -shared, later))
    place = np.arange(len(best)) - np.searchsorted(later[best], later[best])
    best = best[place < PROPOSED]
    return np.column_stack([later[best], earlier[best]]), hashes[common]


def _joint(hashes: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, ...]:
    """Who shares what: later article, earlier article and the holding of the later one, for each shingle they share;
    the distinct shingles, and the shingle of each holding.
    """
    article = np.repeat(np.arange(len(size)), size)
    order = np.argsort(hashes, kind="stable")  # within a shingle the holders stay in order
    hashes, article = hashes[order], article[order]
    distinct, start, shingle, holders = np.unique(hashes, return_index=True, return_inverse=True, return_counts=True)
    several = np.flatnonzero(holders[shingle] > 1)
    found = [np.empty((0, 3), dtype=np.int64)]
    for place in range(HOLDERS):
        here = several[several > start[shingle[several]] + place]
        found.append(np.column_stack([article[here], article[start[shingle[here]] + place], here]))
    return *np.concatenate(found).T, distinct, shingle


def _comparer(texts: list[str], boilerplate: np.ndarray) -> _Compare:
    """A comparison of two articles in full: the share of the first that stands in the second; copies or not."""

    @lru_cache(maxsize=4096)
    def read(article: int) -> tuple[np.ndarray, np.ndarray]:
        return _read(texts[article], boilerplate)

    def compare(later: int, earlier: int) -> tuple[float, bool]:
        size = len(read(later)[0])
        (hashes, own), (others, _) = sorted((read(later), read(earlier)), key=lambda r: len(r[0]))
        held = _within(others, hashes)
        judged = held[own] if own.sum() >= FEWEST_OWN else held
        return held.sum() / size, held.sum() >= FEWEST_SHARED and judged.mean() >= CONTAINED

    return compare


def _within(known: np.ndarray, hashes: np.ndarray) -> np.ndarray:
    """Which of the hashes are among the known ones, which are sorted: np.isin would sort them for each article anew."""
    if not len(known):
        return np.zeros(len(hashes), dtype=bool)
    return known[np.minimum(np.searchsorted(known, hashes), len(known) - 1)] == hashes


def _read(text: str, boilerplate: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The distinct shingles of a text, sorted, and which of them are wholly in its own words."""
    text = text.lower()
    words, starts = _words(text)
    hashes = _shingles(words)
    quoted = np.array([edge for quotation in QUOTED.finditer(text) for edge in quotation.span()], dtype=np.int64)
    foreign = np.searchsorted(quoted, starts, side="right") % 2 == 1
    for place in np.flatnonzero(_within(boilerplate, hashes)):
        foreign[place : place + SHINGLE] = True
    before = np.concatenate([[0], np.cumsum(foreign)])
    distinct, first = np.unique(hashes, return_index=True)
    return distinct, before[first + SHINGLE] == before[first]


def _resolve(count: int, pairs: np.ndarray, compare: _Compare) -> tuple[np.ndarray, np.ndarray]:
    """For each article the first of its cluster (itself when it is no copy), and its share in that or the nearest."""
    first, containment = np.arange(count), np.zeros(count)
    for later, proposed in groupby(pairs.tolist(), key=itemgetter(0)):
        compared = [(*compare(later, earlier), earlier) for _, earlier in proposed]
        containment[later] = max(share for share, _, _ in compared)
        copied = [(share, earlier) for share, copies, earlier in compared if copies]
        if copied:
            first[later] = first[max(copied, key=itemgetter(0))[1]]  # of equals the one first proposed
            containment[later] = compare(later, int(first[later]))[0]
    return first, containment
