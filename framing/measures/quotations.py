"""Which quotations are the same words, in whatever article and at whatever length they are quoted."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from framing.text import QUOTED

SHINGLE = 3
"""Words in a shingle: a word changed or left out in the middle of a quotation breaks three of them."""

CONTAINED = 0.6
"""Share of the shorter quotation's shingles that stand in the longer one when they are the same."""

HOLDERS = 4
"""A quotation is compared with so many of the longest that have a run in common with it: the cost stays linear."""

FEWEST_WORDS = 5
"""Shorter quotations are phrases that two speakers may hit on."""

_MIX = np.uint64(0x9E3779B97F4A7C15)


def quoted(texts: Iterable[str], spans: Iterable[list[list[int]]]) -> list[str]:
    """The words between quotation marks in the content of each attribution (texts: of its zone), "" for none."""
    contents = (" ".join(text[start:end] for start, end in own) for text, own in zip(texts, spans, strict=True))
    return [" ".join(mark.strip('“”"«»‘’ ,') for mark in QUOTED.findall(content)) for content in contents]


def same_quotations(quotations: list[str]) -> np.ndarray:
    """For each quotation the place of the one it is the same as: the longest that holds it (the first of equals); -1
    for fewer than five words.

    Two are the same when 60 % of the shorter one's runs of three words stand in the longer one (containment, Broder
    1997), letter case and punctuation apart. Parts of one long quotation are all the same as that. The cost grows
    linearly with the number of words.
    """
    plain = pc.replace_substring_regex(pc.utf8_lower(pa.array(quotations, pa.string())), r"[^\pL\pN]+", " ")
    distinct = pc.utf8_trim_whitespace(plain).dictionary_encode()
    copy, earliest = distinct.indices.to_numpy(), np.unique(distinct.indices.to_numpy(), return_index=True)[1]
    split = pc.split_pattern(distinct.dictionary, " ")
    words = pc.list_value_length(split).to_numpy().astype(np.int64)
    codes = pc.list_flatten(split).dictionary_encode().indices.to_numpy().astype(np.uint64)
    first = earliest[_longest_holder(*_shingles(codes, words), words)]
    return np.where(words >= FEWEST_WORDS, first, -1)[copy]


def _shingles(codes: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A 64-bit hash of each run of three words within a quotation of enough words, and the quotation; each once."""
    owner = np.repeat(np.arange(len(words)), words)
    count = max(len(codes) - SHINGLE + 1, 0)
    hashes = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        hashes = (hashes ^ (codes[place : place + count] + np.uint64(1))) * _MIX
        hashes ^= hashes >> np.uint64(29)
    inside = (owner[:count] == owner[SHINGLE - 1 :]) & (words[owner[:count]] >= FEWEST_WORDS)
    hashes, owner = hashes[inside], owner[:count][inside]
    order = np.lexsort((hashes, owner))
    hashes, owner = hashes[order], owner[order]
    once = np.append(True, (hashes[1:] != hashes[:-1]) | (owner[1:] != owner[:-1]))[: len(hashes)]
    return hashes[once], owner[once]


def _longest_holder(shingle: np.ndarray, owner: np.ndarray, words: np.ndarray) -> np.ndarray:
    """For each quotation the longest that it is in, through others where need be, or itself."""
    count = len(words)
    rank = np.empty(count, dtype=np.int64)
    rank[np.lexsort((np.arange(count), -words))] = np.arange(count)
    size = np.bincount(owner, minlength=count)
    pair, shared = np.unique(_pairs(shingle, owner, rank), return_counts=True)
    part, whole = np.divmod(pair, max(count, 1))
    held = shared >= CONTAINED * size[part]
    part, whole, shared = part[held], whole[held], shared[held]
    best = np.lexsort((rank[whole], -shared, part))
    part, at = np.unique(part[best], return_index=True)
    first = np.arange(count)
    first[part] = whole[best][at]
    while (first[first] != first).any():
        first = first[first]
    return first


def _pairs(shingle: np.ndarray, owner: np.ndarray, rank: np.ndarray) -> np.ndarray:
    """owner * count + holder for every shingle and each of its longest holders that are longer than its owner."""
    order = np.lexsort((rank[owner], shingle))
    shingle, owner = shingle[order], owner[order]
    start = np.flatnonzero(np.append(True, shingle[1:] != shingle[:-1])[: len(shingle)])
    group = np.repeat(start, np.diff(np.append(start, len(shingle))))
    later = np.arange(len(shingle)) - group
    found = [np.empty(0, dtype=np.int64)]
    for place in range(HOLDERS):
        shorter = later > place
        found.append(owner[shorter] * len(rank) + owner[group[shorter] + place])
    return np.concatenate(found)
