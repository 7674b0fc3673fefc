"""Which candidates stand: one a cue, contents cut where the next speaker begins, no content told twice."""

from __future__ import annotations

from collections import defaultdict

from framing.voices.content import is_word, pieces, sentence
from framing.voices.cues import lexicon, verb_lemma
from framing.voices.neighbours import SAME
from framing.voices.records import Candidate
from framing.voices.subjects import RELATIVE
from framing.voices.tree import TENSED, Tree

ACCEPT = 0.455
"""Probability from which on a cue is taken to attribute (best F1 on other articles than those learnt from)."""
ACCEPT_SAID = 0.07
"""The same for a subject that says that something is so."""
BEFORE_VERB = ("nsubj", "nsubjpass", "aux", "auxpass", "neg", "advmod", "mark")


def select(tree: Tree, rated: list[Candidate]) -> list[Candidate]:
    """The candidates that stand as attributions, in the order of the text."""
    by_cue: dict[int, list[Candidate]] = defaultdict(list)
    for c in rated:
        by_cue[c.cue[0]].append(c)
    likely = [(sum(c.probability for c in group), group) for group in by_cue.values()]
    ranked = sorted(((total, group) for total, group in likely if total > _needed(tree, group)), key=lambda p: -p[0])
    chosen = [max(group, key=lambda c: c.probability) for _, group in ranked]
    for c in chosen:
        _cut(tree, c, chosen)
    kept: list[tuple[Candidate, set[int]]] = []
    for c in chosen:
        held = set(c.content)
        if not any(_dice(held, other) > SAME and not _nested(c, held, k, other) for k, other in kept):
            kept.append((c, held))
    return sorted((c for c, _ in kept), key=lambda c: c.content[0])


def _needed(tree: Tree, group: list[Candidate]) -> float:
    """The probability that a cue needs: less where the codebook's own definition makes it one (a subject says that).

    The coders whose articles the weights come from seldom code speech inside speech; the codebook does.
    """
    best = max(group, key=lambda c: c.probability)
    v = best.cue[0]
    says_that = best.construction in ("ccomp", "ccomp before") and _spoken(best) and tree.tag[v] in TENSED
    own = tree.kid(v, "nsubj")
    sure = (says_that and own >= 0 and tree.lower[own] not in RELATIVE) or _closes(tree, best)
    return ACCEPT_SAID if sure else ACCEPT


def _closes(tree: Tree, c: Candidate) -> bool:
    """Whether only speaker and cue stand after the content and its comma ("Bridge to stay closed, says mayor")."""
    v, (_, end) = c.cue[0], sentence(tree, c.cue[0])
    tail = sorted({*c.source, *c.cue})
    words = [i for i in range(tail[0], end + 1) if is_word(tree, i)]
    alone = bool(c.source) and tail[0] > 0 and tree.lower[tail[0] - 1] == "," and set(words) <= set(tail)
    return alone and _spoken(c) and tree.tag[v] in TENSED and max(c.content) < tail[0]


def _nested(a: Candidate, in_a: set[int], b: Candidate, in_b: set[int]) -> bool:
    """Whether one speaker tells what another said: cue and source of one inside the content of the other."""
    outer, inner, held = (a, b, in_a) if b.cue[0] in in_a else (b, a, in_b)
    frame = {inner.cue[0], *inner.source[:1]}
    return bool(inner.source) and inner.source != outer.source and frame <= held


def _dice(a: set[int], b: set[int]) -> float:
    return 2 * len(a & b) / (len(a) + len(b))


def _cut(tree: Tree, c: Candidate, others: list[Candidate]) -> None:
    """End c's content where a cue of its own speaker or another's begins ("said A, and B warned", ", adding")."""
    inside = set(c.content)
    contrast = next((i for i in c.content[1:] if _contrasts(tree, i)), -1)
    if contrast >= 0:
        _end_before(tree, c, contrast)
    for other in others:
        v = other.cue[0]
        if other is c or v not in inside or tree.quote[v] >= 0:
            continue
        resumed = _resumes(tree, c, other)
        if not resumed and not _another_speaker(tree, other):
            continue
        first = min([v, *(tree.left[k] for k in tree.kids[v] if tree.dep[k] in BEFORE_VERB)])
        if _end_before(tree, c, first) and resumed and c.source and c.source[-1] < v:
            other.source = c.source


def _end_before(tree: Tree, c: Candidate, first: int) -> bool:
    """Keep of c's content what stands before this token, unless nothing does."""
    shorter = [i for i in c.content if i < first]
    while shorter and not _ends_content(tree, shorter[-1]):
        shorter.pop()
    if shorter:
        c.content, c.pieces = shorter, pieces(tree, shorter)
    return bool(shorter)


def _contrasts(tree: Tree, i: int) -> bool:
    """Whether token i opens a narrator's contrast with another speaker (", while the union condemned")."""
    v = tree.head[i]
    opens = tree.lower[i] == "while" and tree.dep[i] == "mark" and tree.lower[i - 1] == "," and tree.quote[i] < 0
    cue = lexicon("verb").get(verb_lemma(tree.lower[v]))
    return (
        opens
        and tree.tag[v] in ("VBD", "VBZ")
        and cue is not None
        and cue.act == "speech"
        and tree.kid(v, "nsubj") >= 0
    )


def _ends_content(tree: Tree, i: int) -> bool:
    return is_word(tree, i) and tree.tag[i] != "CC" and tree.lower[i] != "while"


def _resumes(tree: Tree, c: Candidate, other: Candidate) -> bool:
    """Whether other is c's speaker going on: ", adding ...", or "and warned" after "said he would"."""
    v = other.cue[0]
    if tree.tag[v] == "VBG":
        return tree.dep[v] in ("advcl", "conj") and tree.lower[v - 1] == ","
    if other.how[:5] == "above" and other.source[:1] == c.source[:1] and tree.dep[v] == "conj":
        return True
    pronoun = len(other.source) == 1 and tree.tag[other.source[0]] == "PRP" and other.source[0] in c.content
    return (
        _spoken(other)
        and pronoun
        and tree.dep[v] == "conj"
        and tree.kid(v, "nsubj") < 0
        and tree.tag[v] == tree.tag[c.cue[0]]
    )


def _another_speaker(tree: Tree, other: Candidate) -> bool:
    """Whether other is a coordinated clause with a speaker of its own."""
    v = other.cue[0]
    own = tree.kid(v, "nsubj")
    coordinated = tree.dep[v] == "conj" and tree.dep[tree.head[v]] != "relcl"
    return _spoken(other) and coordinated and own >= 0 and tree.tag[own][:2] == "NN"


def _spoken(c: Candidate) -> bool:
    return c.act == "speech"
