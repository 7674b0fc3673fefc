"""Speech in nouns: "the minister's claim that", "calls by aid groups for", "their message was that"."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voices.cues import verb_lemma
from framing.voices.tree import Tree


def nominal(tree: Tree, n: int) -> Iterator[tuple[str, list[int], list[int], list[int]]]:
    """(construction, cue tokens, source tokens, content tokens) for every way in which noun n may hold content."""
    source, by = _owner(tree, n)
    for construction, cue, first, last in _contents(tree, n, by):
        taken = {*cue, *source}
        content = [i for i in range(first, last + 1) if i not in taken]
        if content:
            yield f"noun {construction}", cue, source, content


def _owner(tree: Tree, n: int) -> tuple[list[int], int]:
    """Tokens of whose speech it is (possessive, or after by or from), and the preposition's token or -1."""
    by = next((k for k in tree.kids[n] if k > n and tree.dep[k] == "prep" and tree.lower[k] in ("by", "from")), -1)
    owner = tree.kid(n, "poss")
    if owner < 0 and by >= 0:
        owner = tree.kid(by, "pobj")
    if owner < 0 and tree.dep[n] == "appos" and tree.lower[n].endswith("ing"):  # "with the minister warning of"
        return list(range(tree.left[tree.head[n]], tree.left[n])), by
    if owner < 0 and tree.lower[n].endswith("ing") and tree.lower[tree.head[n]] == "with":  # "with Ito warning of"
        named = any(tree.tag[i] == "NNP" for i in range(tree.left[n], n))
        return (list(range(tree.left[n], n)) if named else []), by
    return (tree.subtree(owner) if owner >= 0 else []), by


def _contents(tree: Tree, n: int, by: int) -> Iterator[tuple[str, list[int], int, int]]:
    for k in tree.kids[n]:
        if k < n or k == by:
            continue
        if tree.dep[k] in ("acl", "ccomp", "relcl", "appos"):
            yield tree.dep[k], [n], tree.left[k], tree.right[k]
        inner = tree.kid(k, "pobj", "pcomp") if tree.dep[k] == "prep" else -1
        if inner >= 0:
            yield f"prep {tree.lower[k]}", [n, k], tree.left[inner], tree.right[k]
    head = tree.head[n]
    if tree.dep[n] == "nsubj" and tree.tag[head][:2] == "VB" and verb_lemma(tree.lower[head]) == "be":
        k = tree.kid(head, "ccomp", "attr", "xcomp")
        if k > head:
            yield "is", [n, head], tree.left[k], tree.right[k]
