"""The terms of one voice, counted: articles by terms, with the names of outlets and authors masked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

from framing import resources, tables
from framing.devices.patterns import fold
from framing.measures.design import Design, take
from framing.text import WORD

_TOKEN = re.compile(rf"{WORD.pattern}|[^\w ]")
"""A word, or a mark or line break: no term of two words reaches over one."""

_BETWEEN_AUTHORS = re.compile(r"\s*(?:[,;/&|]|\band\b)\s*")


@dataclass(frozen=True, eq=False)
class Terms:
    """How often each term (names) stands in each article: counts (articles, terms); words has the words of each."""

    names: list[str]
    counts: sparse.csr_array
    words: np.ndarray


def count_terms(cells: Design, coding: Any, voice: str, zones: Sequence[str], least: int) -> Terms:
    """The terms that stand in `least` articles of the design or more, in one voice ("all": in any) and these zones.

    A term is a content word, or two of them in a row, in small letters and without a final 's; function words and words
    without two letters make none, nor does a word that stands in one pair only. Masked names are neither terms nor
    among the words.
    """
    codes, article, cased = _tokens(_texts(cells, coding, voice, zones))
    kept = np.array([token[0].isalnum() for token in cased], dtype=bool)[codes] & ~_masked(codes, cased, coding)
    names, term_of = np.unique([token.lower() for token in cased], return_inverse=True)
    content = kept & np.array([is_content(name) for name in names])[term_of][codes]
    term, size = term_of[codes], len(cells.article_ids)
    one, two = np.flatnonzero(content), np.flatnonzero(content[:-1] & content[1:])
    single = _counted(article[one], term[one], names.__getitem__, size, least)
    pairs = term[two] * len(names) + term[two + 1]
    double = _counted(article[two], pairs, lambda n: " ".join(names[list(divmod(n, len(names)))]), size, least)
    told = [*single[0], *double[0]]
    counts = sparse.csr_array(sparse.hstack([single[1], double[1]]))
    alone = _not_in_one_pair(told, counts.sum(axis=0))
    words = np.bincount(article[kept], minlength=size).astype(float)
    return Terms([told[n] for n in alone], counts[:, alone], words)


def _not_in_one_pair(names: list[str], uses: np.ndarray) -> list[int]:
    """The places of the terms without those words that a pair has in all their uses: the pair says more."""
    of_pairs = {(word, count) for name, count in zip(names, uses, strict=True) if " " in name for word in name.split()}
    return [n for n, (name, count) in enumerate(zip(names, uses, strict=True)) if (name, count) not in of_pairs]


def _texts(cells: Design, coding: Any, voice: str, zones: Sequence[str]) -> list[str]:
    """What each article of the design says in the voice: its stretches, each on lines of its own."""
    passages = take(coding, "passages", ["article_id", "zone", "start", "end", "voice"])
    passages = passages[passages["zone"].isin(zones) & ((passages["voice"] == voice) | (voice == "all"))]
    places = cells.positions(passages["article_id"])
    articles = take(coding, "articles", ["article_id", *(tables.ZONE_COLUMN[zone] for zone in zones)])
    of_zone = dict(zip(zones, (articles[tables.ZONE_COLUMN[zone]].tolist() for zone in zones), strict=True))
    row = pd.Index(articles["article_id"]).get_indexer(cells.article_ids)
    texts: list[list[str]] = [[] for _ in row]
    spans = passages[["zone", "start", "end"]].itertuples(index=False, name=None)
    for place, (zone, start, end) in zip(places.tolist(), spans, strict=True):
        if place >= 0:
            texts[place].append(of_zone[zone][row[place]][start:end])
    return ["\n".join([*stretches, ""]) for stretches in texts]


def _tokens(texts: Iterable[str]) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """The tokens of all texts in a row, as codes; the text that each stands in; and what each code means.

    A token keeps its capitals, and loses a final 's.
    """
    known: defaultdict[str, int] = defaultdict()
    known.default_factory = known.__len__
    codes = [np.fromiter(map(known.__getitem__, _TOKEN.findall(text)), dtype=np.int64) for text in texts]
    article = np.repeat(np.arange(len(codes)), [len(part) for part in codes])
    cased, same = np.unique([fold(token).removesuffix("'s") or "'" for token in known] or ["'"], return_inverse=True)
    return same[np.concatenate([*codes, np.zeros(0, dtype=np.int64)])], article, cased.tolist()


def _counted(
    article: np.ndarray, term: np.ndarray, name: Callable[[int], str], articles: int, least: int
) -> tuple[list[str], sparse.csc_array]:
    """Names and counts (articles, terms) of the terms that stand in `least` articles or more."""
    found, column = np.unique(term, return_inverse=True)
    counts = sparse.coo_array((np.ones(len(term)), (article, column)), shape=(articles, len(found))).tocsc()
    counts.sum_duplicates()
    often = np.flatnonzero(np.diff(counts.indptr) >= least)
    return [name(int(found[n])) for n in often], counts[:, often]


def is_content(name: str) -> bool:
    """Whether a word has two letters and is no function word."""
    return sum(map(str.isalpha, name)) > 1 and name not in _function_words()


@cache
def _function_words() -> frozenset[str]:
    return frozenset(resources.path("wording/function_words.txt").read_text(encoding="utf-8").split())


def _masked(codes: np.ndarray, cased: list[str], coding: Any) -> np.ndarray:
    """Which tokens belong to the name of an outlet or author, written as it is in the tables."""
    code_of = {token: code for code, token in enumerate(cased)}
    by_first: defaultdict[int, list[np.ndarray]] = defaultdict(list)
    for name in _names(coding):
        own = [code_of.get(fold(token).removesuffix("'s"), -1) for token in _TOKEN.findall(name)]
        if own and min(own) >= 0:
            by_first[own[0]].append(np.array(own))
    masked = np.zeros(len(codes), dtype=bool)
    for place in np.flatnonzero(np.isin(codes, list(by_first))).tolist():
        for own in by_first[int(codes[place])]:
            if np.array_equal(codes[place : place + len(own)], own):
                masked[place : place + len(own)] = True
    return masked


def _names(coding: Any) -> set[str]:
    """Names of the corpus's outlets and their aliases, without "The", and authors' names of two words or more."""
    articles = take(coding, "articles", ["outlet", "author", "byline"])
    table = getattr(coding, "outlets", None)
    columns = [] if table is None else [table[c].astype(str) for c in ("outlet", "aliases") if c in table]
    outlets = {part.strip() for column in columns for cell in column for part in cell.split(";")}
    outlets |= set(articles["outlet"])
    authors = {part for cell in articles["author"].unique() for part in _BETWEEN_AUTHORS.split(cell)}
    people = {name for name in {*authors, *articles["byline"]} if len(WORD.findall(name)) > 1}
    return {*(name.removeprefix("The ") for name in outlets), *people} - {""}
