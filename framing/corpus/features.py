"""What a line of a saved page looks like: the numbers from which a line is told to be story or chrome."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

_TOKEN = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*$""")
_INNER_END = re.compile(r"""[.!?…。！？]["'”’»)\]]*\s+\W?[A-ZÀ-ÞА-Я"“(]|[。！？]""")
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{2,600}[”\"»“]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_LINK = re.compile(r"https?:|www\.|\w@\w|\.(?:com|org|net)\b")
_WIDE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
OFFSETS = (-4, -3, -2, -1, 1, 2, 3, 4)


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The word classes of resources/pages/line_words.json."""
    text = files("framing.resources").joinpath("pages/line_words.json").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in json.loads(text).items()}


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
        bool(_SENTENCE_END.search(line)),
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
    "chars words word_length ends_sentence ends_colon ends_more ends_question inner_ends commas capitals upper all_upper "
    "starts_lower starts_quote starts_mark digits year clock link marks quotes exclaims money glued"
).split()


def _lexical(line: str, tokens: list[str]) -> list[float]:
    """Word classes of one line as shares; persons and imperatives count outside quotation marks only."""
    classes = word_classes()
    lower = [t.lower() for t in tokens]
    outside = [t.lower() for t in _TOKEN.findall(_QUOTED.sub(" ", line))]
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


def best_segment(gain: np.ndarray) -> tuple[int, int]:
    """First and last line of the run with the largest sum."""
    best, start, total, at = (0, -1), 0, 0.0, 0.0
    for i, value in enumerate(gain):
        if at <= 0:
            start, at = i, 0.0
        at += value
        if at > total:
            best, total = (start, i), at
    return best


def _position(core: np.ndarray, words: np.ndarray) -> np.ndarray:
    """Where a line stands: on the page, and against the run of long sentences."""
    n = len(core)
    index = np.arange(n)
    gain = np.where(core, np.minimum(words, 60), -6.0)
    first, last = best_segment(gain)
    mass = np.cumsum(core * words)
    total = max(1.0, mass[-1] if n else 1.0)
    to_next, to_last = _distances(core)
    return np.column_stack(
        [
            index / max(1, n - 1),
            np.log1p(index),
            np.log1p(n - 1 - index),
            mass / total,
            np.sign(index - first) * np.log1p(abs(index - first)),
            np.sign(index - last) * np.log1p(abs(index - last)),
            (index >= first) & (index <= last),
            np.log1p(to_last),
            np.log1p(to_next),
            np.full(n, np.log1p(n)),
            np.full(n, np.log1p(total)),
            np.full(n, core.mean() if n else 0.0),
        ]
    )


POSITION = (
    "place line_from_top line_from_end mass after_first after_last in_run since_long until_long page_lines page_mass page_core"
).split()


def _runs(core: np.ndarray, words: np.ndarray, dated: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Runs of long sentences with at most three other lines between them, and which lines lie in the longest run.

    A page of teasers or comments has several runs, and lines with dates between them.
    """
    label = np.full(len(core), -1)
    run, last = -1, None
    for i in np.flatnonzero(core):
        run += last is None or i - last > 4
        label[last if last is not None and i - last <= 4 else i : i + 1] = run
        last = i
    mass = np.array([(core * words)[label == k].sum() for k in range(run + 1)] or [0.0])
    total, main = max(1.0, mass.sum()), int(mass.argmax())
    own = np.where(label >= 0, mass[label], 0.0)
    page = np.ones(len(core))
    columns = [np.log1p(own), own / total, label == main, np.clip(label - main, -3, 3) * (label >= 0)]
    columns += [page * (run + 1), page * mass.max() / total]
    columns += [np.log1p(_distances(dated)[1]), window(dated.astype(float), 6, 6), np.cumsum(dated)]
    return np.column_stack(columns), label == main


RUNS = "run_mass run_share main_run run_order runs main_share since_date dates_near dates_before".split()


def _distances(core: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Lines to the next long sentence and since the last one (50 where none)."""
    n = len(core)
    until, since = np.full(n, 50.0), np.full(n, 50.0)
    for i in range(n):
        since[i] = 0 if core[i] else min(50, since[i - 1] + 1 if i else 50)
        j = n - 1 - i
        until[j] = 0 if core[j] else min(50, until[j + 1] + 1 if i else 50)
    return until, since


def shift(column: np.ndarray, by: int, fill: float) -> np.ndarray:
    """The value of the line `by` lines further on (fill beyond the page)."""
    out = np.full(len(column), fill, dtype=float)
    if by > 0:
        out[:-by] = column[by:]
    else:
        out[-by:] = column[:by]
    return out if len(column) > abs(by) else np.full(len(column), fill)


def window(column: np.ndarray, before: int, after: int) -> np.ndarray:
    """Mean over the lines from `before` lines back to `after` lines on."""
    total = np.concatenate([[0.0], np.cumsum(column)])
    index = np.arange(len(column))
    low, high = np.maximum(index - before, 0), np.minimum(index + after + 1, len(column))
    return (total[high] - total[low]) / np.maximum(1, high - low)


NEIGHBOUR = (
    "words ends_sentence capitals function first_person second_person appeal subscription newsletter account social "
    "navigation returns_often orders past gap_before"
).split()
STYLE = ("first_person", "second_person", "orders", "appeal", "subscription", "newsletter", "past", "capitals")
WINDOWS = ((3, 3), (8, 8), (0, 5), (5, 0))


@dataclass(frozen=True)
class PageFeatures:
    """Features of a page: kept are the indices of the lines with text, numbers has a row for each; the first `own` columns
    are the line's own, the others its neighbours'."""

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
    tokens = [_TOKEN.findall(line) for line in lines]
    words = np.array([len(t) for t in tokens], dtype=float)
    own, names, core = _own(raw, kept, lines, tokens, words)
    near, near_names = _neighbours(own, names, core)
    numbers = np.column_stack([own, near]).astype(np.float32).astype(float)
    return PageFeatures(kept, words, numbers, own.shape[1], names + near_names)


def _own(raw, kept, lines, tokens, words) -> tuple[np.ndarray, list[str], np.ndarray]:
    shape = np.array([_shape(a, b) for a, b in zip(lines, tokens, strict=True)], dtype=float)
    core = (np.array([len(x) for x in lines]) > 60) & (shape[:, SHAPE.index("ends_sentence")] > 0)
    year, clock = (shape[:, SHAPE.index(name)] > 0 for name in ("year", "clock"))
    runs, main = _runs(core, words, year & (words < 25) | clock & (words < 12))
    blocks = {
        tuple(SHAPE): shape,
        tuple(_lexical_names()): [_lexical(a, b) for a, b in zip(lines, tokens, strict=True)],
        tuple(BELONGING): _belonging(tokens, core),
        tuple(REPEATS): _repeats(lines),
        tuple(GAPS): _gaps(raw, kept),
        tuple(POSITION): _position(core, words),
        tuple(RUNS): runs,
        tuple(f"main_{name}" for name in BELONGING): _belonging(tokens, main & core),
    }
    own = np.column_stack([np.asarray(b, dtype=float) for b in blocks.values()])
    names = [name for block in blocks for name in block]
    style = own[:, [names.index(name) for name in STYLE]]
    usual = style[main & core].mean(axis=0) if (main & core).any() else 0.0
    return np.column_stack([own, style - usual]), [*names, *(f"{name}-page" for name in STYLE)], core


def _neighbours(own: np.ndarray, names: list[str], core: np.ndarray) -> tuple[np.ndarray, list[str]]:
    columns, labels = [], []
    for name in NEIGHBOUR:
        column = own[:, names.index(name)]
        for by in OFFSETS:
            columns.append(shift(column, by, -1.0))
            labels.append(f"{name}{by:+d}")
        for before, after in WINDOWS:
            columns.append(window(column, before, after))
            labels.append(f"{name}[-{before},{after}]")
    for before, after in WINDOWS:
        columns.append(window(core.astype(float), before, after))
        labels.append(f"core[-{before},{after}]")
    return np.column_stack(columns), labels
