"""What a line of a saved page looks like: the numbers from which a line is told to be story or chrome."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

import numpy as np

from framing.corpus.context import POSITION, RUNS, neighbours, position, runs
from framing.corpus.words import TOKEN, word_classes

SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
_INNER_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*\s+\W?[A-ZÀ-ÞА-Я"“(]|[。！？]""")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{2,600}[”\"»“]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_LINK = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net)\b")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")


def is_sentence(line: str) -> bool:
    """A long line that ends as a sentence does: the stuff that stories are made of."""
    return len(line) > 60 and SENTENCE_END.search(line) is not None


def _shape(line: str, tokens: list[str]) -> list[float]:
    """Length, punctuation and capitals of one line."""
    n, chars = max(1, len(tokens)), max(1, len(line))
    rest = tokens[1:]
    capitals = sum(t[0].isupper() for t in rest) / max(1, len(rest))
    letters = [c for c in line if c.isalpha()]
    return [
        np.log1p(len(line) + len(_WIDE.findall(line))),
        np.log1p(len(tokens)),
        len(line) / n,
        bool(SENTENCE_END.search(line)),
        line.endswith((":", "：")),
        line.endswith(("...", "…", "»", ">", "›", "+")),
        line.endswith("?"),
        np.log1p(len(_INNER_END.findall(line))),
        (line.count(",") + line.count("、")) / n,
        capitals,
        sum(t.isupper() and len(t) > 1 for t in tokens) / n,
        bool(letters) and all(c.isupper() for c in letters if c.upper() != c.lower()),
        line[0].islower(),
        line[0] in "“\"«„‘'",
        line[0] in "([©•*-–—|#+>@",
        sum(c.isdigit() for c in line) / chars,
        bool(_YEAR.search(line)),
        bool(_CLOCK.search(line)),
        bool(_LINK.search(line)),
        sum(c in "|/•·»›©→*#" for c in line) / chars * 10,
        sum(c in '“”"«»„' for c in line) / n,
        "!" in line,
        any(c in "$£€" for c in line),
        bool(re.search(r"[a-zà-ÿ][A-ZÀ-Þ]", line)),
    ]


SHAPE = (
    "chars words word_length ends_sentence ends_colon ends_more ends_question inner_ends commas capitals upper "
    "all_upper starts_lower starts_quote starts_mark digits year clock link marks quotes exclaims money glued"
).split()


def _lexical(line: str, tokens: list[str]) -> list[float]:
    """Word classes of one line as shares; persons and imperatives count outside quotation marks only."""
    classes = word_classes()
    lower = [t.lower() for t in tokens]
    outside = [t.lower() for t in TOKEN.findall(_QUOTED.sub(" ", line))]
    n = max(4, len(tokens))
    shares = []
    for name, words in classes.items():
        counted = outside if name in ("first_person", "second_person") else lower
        shares.append(sum(t in words for t in counted) / n)
    ending = sum(t.endswith("ed") and len(t) > 4 for t in lower) / n
    starts = [s.lower() for s in re.findall(r"(?:^|[.!?]\s+)([^\W\d_]+)", _QUOTED.sub(" ", line))]
    orders = sum(s in classes["imperative"] for s in starts) / max(1, len(starts))
    return [*shares, ending, orders]


def _lexical_names() -> list[str]:
    return [*word_classes(), "ed_words", "orders"]


def _belonging(tokens: list[list[str]], core: np.ndarray) -> list[list[float]]:
    """How far the content words of each line return in the other long sentences of its page."""
    function = word_classes()["function"]
    content = [{t.lower() for t in line if len(t) > 3 and t.lower() not in function} for line in tokens]
    seen = Counter(word for words, long in zip(content, core, strict=True) if long for word in words)
    everywhere = Counter(word for words in content for word in words)
    rows = []
    for words, long in zip(content, core, strict=True):
        others = [seen[w] - (1 if long else 0) for w in words]
        n = max(1, len(others))
        rows.append(
            [
                sum(o > 0 for o in others) / n,
                sum(np.log1p(o) for o in others) / n,
                sum(everywhere[w] > 1 for w in words) / n,
                len(words),
            ]
        )
    return rows


REPEATS = ["copies", "seen_before"]
BELONGING = ["returns", "returns_often", "returns_anywhere", "content_words"]


def _repeats(lines: list[str]) -> list[list[float]]:
    """Whether the line stands twice on its page."""
    count = Counter(line.lower() for line in lines)
    first: set[str] = set()
    rows = []
    for line in lines:
        key = line.lower()
        rows.append([np.log(count[key]), key in first])
        first.add(key)
    return rows


def _gaps(raw: list[str], kept: list[int]) -> list[list[float]]:
    """Blank lines around a line, and the length of its block."""
    before = np.diff([-1, *kept]) > 1
    after = np.append(before[1:], True)
    block = np.cumsum(before)
    size = Counter(block.tolist())
    spaced = before.mean() if len(kept) else 0.0
    return [[b, a, np.log(size[int(k)]), spaced] for b, a, k in zip(before, after, block, strict=True)]


GAPS = ["gap_before", "gap_after", "block_size", "page_spacing"]


STYLE = ("first_person", "second_person", "orders", "appeal", "subscription", "newsletter", "past", "capitals")


@dataclass(frozen=True)
class PageFeatures:
    """Features of a page: kept are the indices of the lines with text, numbers has a row for each.

    The first `own` columns are the line's own, the others its neighbours'.
    """

    kept: list[int]
    words: np.ndarray
    numbers: np.ndarray
    own: int
    names: list[str]


def page_features(raw: list[str]) -> PageFeatures:
    """The features of every line with text on a page given as its lines."""
    kept = [i for i, line in enumerate(raw) if line.strip()]
    if not kept:
        return PageFeatures([], np.empty(0), np.empty((0, 0)), 0, [])
    lines = [raw[i].strip()[:20000] for i in kept]
    tokens = [TOKEN.findall(line) for line in lines]
    words = np.array([len(t) for t in tokens], dtype=float)
    own, names, core = _own(raw, kept, lines, tokens, words)
    near, near_names = neighbours(own, names, core)
    numbers = np.column_stack([own, near]).astype(np.float32).astype(float)
    return PageFeatures(kept, words, numbers, own.shape[1], names + near_names)


def _own(raw, kept, lines, tokens, words) -> tuple[np.ndarray, list[str], np.ndarray]:
    shape = np.array([_shape(a, b) for a, b in zip(lines, tokens, strict=True)], dtype=float)
    core = np.array([is_sentence(line) for line in lines])
    year, clock = (shape[:, SHAPE.index(name)] > 0 for name in ("year", "clock"))
    run, main = runs(core, words, year & (words < 25) | clock & (words < 12))
    blocks = {
        tuple(SHAPE): shape,
        tuple(_lexical_names()): [_lexical(a, b) for a, b in zip(lines, tokens, strict=True)],
        tuple(BELONGING): _belonging(tokens, core),
        tuple(REPEATS): _repeats(lines),
        tuple(GAPS): _gaps(raw, kept),
        tuple(POSITION): position(core, words),
        tuple(RUNS): run,
        tuple(f"main_{name}" for name in BELONGING): _belonging(tokens, main & core),
    }
    own = np.column_stack([np.asarray(b, dtype=float) for b in blocks.values()])
    names = [name for block in blocks for name in block]
    style = own[:, [names.index(name) for name in STYLE]]
    usual = style[main & core].mean(axis=0) if (main & core).any() else 0.0
    return np.column_stack([own, style - usual]), [*names, *(f"{name}-page" for name in STYLE)], core
