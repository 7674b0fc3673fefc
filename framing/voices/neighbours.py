"""What the other cues of a paragraph say about a candidate: speech within speech, one content told twice."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from framing.voices.records import Candidate
from framing.voices.tree import Tree

LIKELY = 0.1
"""Probability from which a cue counts as a neighbour."""
STEPS = (0.15, 0.5, 0.85)
"""Probabilities at which a neighbour's weight changes."""
SAME = 0.6
"""Dice of two contents above which they are one."""


class Neighbour(NamedTuple):
    """A cue that is likely by itself: its probability, best candidate, that one's content and quotations as bits."""

    probability: float
    best: Candidate
    content: int
    quotes: int


def neighbour_features(tree: Tree, found: list[Candidate], kinds: list[str]) -> Iterator[list[str]]:
    """For each candidate the names of what holds between it and the paragraph's other likely cues.

    The candidates' probabilities are those by themselves; kinds tells how much of each one's content is quoted.
    """
    likely = _likely(tree, found)
    for c, kind in zip(found, kinds, strict=True):
        yield _features(tree, c, kind, [n for n in likely if n.best.cue[0] != c.cue[0]])


def _likely(tree: Tree, found: list[Candidate]) -> list[Neighbour]:
    by_cue: dict[int, list[Candidate]] = defaultdict(list)
    for c in found:
        by_cue[c.cue[0]].append(c)
    totals = [(sum(c.probability for c in group), group) for group in by_cue.values()]
    best = [(total, max(group, key=lambda c: c.probability)) for total, group in totals if total > LIKELY]
    return [Neighbour(total, c, _bits(c.content), _quotes(tree, c)) for total, c in best]


def _features(tree: Tree, c: Candidate, kind: str, others: list[Neighbour]) -> list[str]:
    content, cue, quotes = _bits(c.content), c.cue[0], _quotes(tree, c)
    around = max((n for n in others if n.content >> cue & 1), key=lambda n: n.probability, default=None)
    inside = _step(around.probability if around else 0.0)
    holds = _most(n for n in others if content >> n.best.cue[0] & 1)
    told = _most(n for n in others if 2 * (content & n.content).bit_count() > SAME * _size(content, n.content))
    before = _most(n for n in others if n.best.cue[0] < cue)
    after = _most(n for n in others if n.best.cue[0] > cue)
    speaker = _most(n for n in others if _same_source(n.best, c))
    quoted = f"quoted={_most(n for n in others if quotes & n.quotes)}|{kind}"
    act, how = f"|{c.act}", f"|{c.construction}"
    near = [f"inside={inside}", f"holds={holds}", f"told={told}"]
    beside = [f"speaker={speaker}", f"before={before}", f"after={after}"]
    return [
        *(name + more for name in near for more in ("", act, how)),
        *(name + more for name in beside for more in ("", act)),
        *(quoted + more for more in ("", act, how)),
        f"inside={inside}|{tree.dep[cue]}",
        f"inside={inside}|{kind}",
        f"inside={inside}|own {around is not None and _same_source(around.best, c)}",
    ]


def _most(others: Iterable[Neighbour]) -> int:
    """The step of the likeliest of these neighbours."""
    return _step(max((n.probability for n in others), default=0.0))


def _step(probability: float) -> int:
    return sum(probability >= step for step in STEPS)


def _same_source(a: Candidate, b: Candidate) -> bool:
    return bool(a.source) and a.source[:1] == b.source[:1]


def _bits(tokens: Iterable[int]) -> int:
    return sum(1 << i for i in set(tokens))


def _quotes(tree: Tree, c: Candidate) -> int:
    return _bits(tree.quote[i] for i in c.content if tree.quote[i] >= 0)


def _size(a: int, b: int) -> int:
    return a.bit_count() + b.bit_count()
