"""Slips of the parser that lose a speaker, mended in a parsed paragraph before anybody looks for speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from framing.voices.cues import role_nouns

if TYPE_CHECKING:
    from framing.voices.tree import Tree

BEFORE_NOUN = ("det", "amod", "compound", "poss", "nummod", "nmod")


def mend(tree: Tree) -> bool:
    """Give verbs the subject that the parser hung elsewhere, and tell whether any was; the edges are then stale.

    Two slips: "C, news agency Orvo reported" read as an agency that Orvo reported, and "an aide who asked for silence
    said C" read as an aide said by somebody.
    """
    mended = False
    for v in range(2, len(tree)):
        if tree.dep[v] == "relcl" or tree.tag[v] == "VBN":
            noun = max(_titled(tree, v), _silenced(tree, v))
            mended |= noun >= 0 and _attach(tree, v, noun)
    return mended


def _titled(tree: Tree, v: int) -> int:
    """The title before the name that is the subject of v, both after a comma, a mark or nothing; -1 without one."""
    title, name = tree.head[v], tree.kid(v, "nsubj")
    if tree.dep[v] != "relcl" or tree.tag[title] not in ("NN", "NNP") or tree.lower[title] not in role_nouns():
        return -1
    named = name >= 0 and tree.tag[name] == "NNP" and tree.left[name] == title + 1
    first = _first(tree, title)
    return title if named and (first == 0 or not tree.is_word[first - 1]) else -1


def _silenced(tree: Tree, v: int) -> int:
    """The noun whose clause ends right before v, a past form without auxiliary taken for a participle; -1 if none."""
    if tree.tag[v] != "VBN" or tree.kid(v, "aux", "auxpass") >= 0 or not tree.is_word[v - 1]:
        return -1
    clause = v - 1
    while tree.dep[clause] != "relcl" and tree.head[clause] < clause:
        clause = tree.head[clause]
    who = tree.kid(clause, "nsubj", "nsubjpass") if tree.right[clause] == v - 1 else -1
    return tree.head[clause] if who >= 0 and tree.dep[clause] == "relcl" and tree.tag[who] in ("WP", "WDT") else -1


def _first(tree: Tree, noun: int) -> int:
    """The first token of the noun phrase that ends in this noun."""
    return min([noun, *(tree.left[k] for k in tree.kids[noun] if k < noun and tree.dep[k] in BEFORE_NOUN)])


def _attach(tree: Tree, v: int, noun: int) -> bool:
    """Make noun the subject of v, a name there its apposition, and the clause before them what v says."""
    root = noun
    while tree.head[root] != root:
        root = tree.head[root]
    if root > v or (root < noun and tree.tag[root][:2] not in ("VB", "MD")):
        return False
    first, name = _first(tree, noun), tree.kid(v, "nsubj")
    if name > noun:
        tree.head[name], tree.dep[name] = noun, "appos"
    for k in tree.kids[root]:
        if not first <= k < v and (root == noun or k > v):
            tree.head[k] = v
    if root < noun:
        tree.head[root], tree.dep[root] = v, "ccomp"
    tree.head[v], tree.dep[v], tree.tag[v] = v, "ROOT", tree.tag[v].replace("VBN", "VBD")
    tree.head[noun], tree.dep[noun] = v, "nsubj"
    return True
