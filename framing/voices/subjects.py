"""Who does a verb: subjects, agents, antecedents and inherited subjects in a parsed paragraph."""

from __future__ import annotations

from framing.voices.content import sentence
from framing.voices.cues import verb_lemma
from framing.voices.tree import Tree

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep", "prep", "ccomp"})
NOMINAL = ("NN", "PR", "DT")
RELAYING = frozenset({"quote", "cite"})
REACH = 30
"""Tokens between a quotation and its verb that a noun phrase may fill."""


def speaker(tree: Tree, v: int) -> tuple[list[int], str]:
    """Tokens of whoever says v, and how they were found; beside a quotation, which parsers stumble over, its neighbour."""
    source, how = subject(tree, v)
    if source and tree.quote[source[0]] not in (-1, tree.quote[v]):
        source, how = _first_subject(tree, v)
    if tree.tag[v] not in ("VBD", "VBZ", "VBP") or tree.kid(v, "auxpass") >= 0:
        return source, how
    if (_closes_quote(tree, v - 1) or v == sentence(tree, v)[0]) and not (source and source[0] > v):
        return _phrase_after(tree, v) or source, "own"
    between = _phrase_before(tree, v)
    if between and not (source and between[0] <= source[0] < v):
        return between, "own"
    return (source, how) if source else (_name_before(tree, v), "own")


def _first_subject(tree: Tree, v: int) -> tuple[list[int], str]:
    """The subject of the sentence's first finite verb outside quotation marks, for a participle that follows it."""
    start, _ = sentence(tree, v)
    finite = (i for i in range(start, v) if tree.quote[i] < 0 and tree.tag[i] in ("VBD", "VBZ", "VBP"))
    first = next(finite, -1)
    return (subject(tree, first, 1)[0], "inherited") if first >= 0 else ([], "none")


def _closes_quote(tree: Tree, i: int) -> bool:
    return i >= 0 and tree.quote[i] >= 0 and (i + 1 == len(tree) or tree.quote[i + 1] != tree.quote[i])


def _phrase_after(tree: Tree, v: int) -> list[int]:
    near = range(v + 1, min(v + 12, len(tree)))
    head = next((i for i in near if tree.tag[i][:2] in ("NN", "PR")), -1)
    while head >= 0 and v < tree.head[head] != head and tree.tag[tree.head[head]][:2] == "NN":
        head = tree.head[head]
    return [i for i in tree.subtree(head) if i > v and tree.quote[i] < 0] if head >= 0 else []


def _phrase_before(tree: Tree, v: int) -> list[int]:
    """The noun phrase that fills the space between the end of a quotation and v."""
    first = v
    while first > 0 and v - first < REACH and tree.quote[first - 1] < 0:
        first -= 1
    if first == v or not _closes_quote(tree, first - 1):
        return []
    between = [i for i in range(first, v) if tree.tag[i] not in ("RB", ",") and tree.dep[i] != "aux"]
    verbal = any(tree.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in between) or tree.tag[first][:2] in ("VB", "IN")
    return between if not verbal and any(tree.tag[i][:2] in NOMINAL for i in between) else []


def _name_before(tree: Tree, v: int) -> list[int]:
    """The name, noun or pronoun directly before v, where the parse gives v no subject."""
    last = v - 1
    while last > 0 and tree.tag[last] == "RB":
        last -= 1
    if last < 0 or tree.quote[last] >= 0 or tree.tag[last][:2] not in ("NN", "PR"):
        return []
    first = last
    while first > 0 and tree.tag[first - 1][:3] == "NNP" and tree.tag[last][:3] == "NNP":
        first -= 1
    return list(range(first, last + 1))


def subject(tree: Tree, v: int, depth: int = 0) -> tuple[list[int], str]:
    """Tokens of whoever does v in the parse, and how: agent, own, passive, antecedent, inherited or none."""
    agent = tree.kid(v, "agent")
    if agent >= 0 and tree.kid(agent, "pobj") >= 0:
        return tree.subtree(tree.kid(agent, "pobj")), "agent"
    own = tree.kid(v, "nsubj", "nsubjpass", "csubj")
    if own >= 0:
        return noun_phrase(tree, own, v), "passive" if tree.dep[own] == "nsubjpass" else "own"
    if depth == 4 or (tree.kid(v, "auxpass") >= 0 and tree.dep[v] != "conj"):
        return [], "none"
    return _from_above(tree, v, depth)


def _from_above(tree: Tree, v: int, depth: int) -> tuple[list[int], str]:
    """The subject that a verb without one takes from what it hangs on."""
    head = tree.head[v]
    if tree.dep[v] in ("acl", "relcl") and tree.tag[head][:2] in ("NN", "PR"):
        reduced_passive = tree.dep[v] == "acl" and tree.tag[v] == "VBN"
        return ([], "none") if reduced_passive else (noun_phrase(tree, head, v), "antecedent")
    if head != v and tree.dep[v] in INHERITING:
        while tree.dep[head] in ("prep", "mark", "pcomp") and tree.tag[head][:2] != "VB" and tree.head[head] != head:
            head = tree.head[head]
        if tree.tag[head][:2] == "VB":
            found, how = subject(tree, head, depth + 1)
            return found, "inherited passive" if how == "passive" else "inherited"
        if tree.tag[head][:2] == "NN" and tree.dep[v] in ("conj", "advcl", "pcomp"):
            return [], "none"
    start, end = sentence(tree, v)
    if depth == 0 and tree.tag[v] == "VBG" and v == start:
        root = next((i for i in range(v + 1, end + 1) if tree.dep[i] == "ROOT"), v)
        return (subject(tree, root, 1)[0], "inherited") if root != v else ([], "none")
    return [], "none"


def principal(tree: Tree, v: int, source: list[int]) -> tuple[list[int], list[int]]:
    """Source and conduit of v: "Y quoted X as saying" and "X, quoted by Y, said" have X as source, Y as conduit."""
    relay = tree.head[tree.head[v]] if tree.dep[v] == "pcomp" and tree.lower[tree.head[v]] == "as" else -1
    if relay >= 0 and tree.tag[relay][:2] == "VB" and verb_lemma(tree.lower[relay]) in RELAYING:
        quoted = tree.kid(relay, "dobj", "nsubjpass")
        conduit = subject(tree, relay)[0] if tree.dep[quoted] == "dobj" or tree.kid(relay, "agent") >= 0 else []
        return (tree.subtree(quoted) if quoted >= 0 else source), conduit
    for i in source:
        agent = tree.kid(i, "agent") if tree.tag[i] == "VBN" and verb_lemma(tree.lower[i]) in RELAYING else -1
        if agent >= 0 and tree.dep[i] == "acl":
            gone = set(tree.subtree(i))
            return [k for k in source if k not in gone], tree.subtree(agent)[1:]
    return source, []


def noun_phrase(tree: Tree, n: int, v: int) -> list[int]:
    """Tokens of the noun phrase of n; for a relative pronoun those of its antecedent and the pronoun."""
    if tree.lower[n] == "who" or (tree.lower[n] in RELATIVE and tree.dep[v] == "relcl"):
        head = tree.head[v] if tree.dep[v] in ("relcl", "conj") else n
        if tree.dep[v] == "conj" and tree.dep[head] == "relcl":
            head = tree.head[head]
        n = head if tree.tag[head][:2] in NOMINAL else n
    inside = set(tree.subtree(v)) if n == tree.head[v] else set()
    pronoun = {i for i in inside if tree.lower[i] in RELATIVE and tree.head[i] == v}
    return [i for i in tree.subtree(n) if i not in inside or i == n or i in pronoun]
