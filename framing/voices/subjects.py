"""Who does a verb: subjects, agents, antecedents and inherited subjects in a parsed paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voices.content import sentence
from framing.voices.cues import verb_lemma
from framing.voices.tree import TENSED, Tree

RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
INHERITING = frozenset({"conj", "xcomp", "advcl", "pcomp", "dep", "prep", "ccomp"})
NOMINAL = ("NN", "PR", "DT")
RELAYING = frozenset({"quote", "cite"})
ASIDES = {")": ("(",), "]": ("[",), "-": ("-",), "–": ("–",), "—": ("—",)}
SUBJECTS = ("nsubj", "nsubjpass", "csubj", "agent")
HIDDEN = 2
"""Subjects further up that are looked at for a verb without its own."""
REACH = 30
"""Tokens between a quotation and its verb that a noun phrase may fill."""


def speaker(tree: Tree, v: int) -> tuple[list[int], str]:
    """Tokens of whoever says v, and how they were found; beside a quotation, where parsers stumble, its neighbour."""
    source, how = subject(tree, v)
    if source and tree.quote[source[0]] not in (-1, tree.quote[v]):
        source, how = _first_subject(tree, v)
    if tree.tag[v] not in TENSED or tree.kid(v, "auxpass") >= 0:
        return source, how
    if (_closes_quote(tree, v - 1) or v == sentence(tree, v)[0]) and not (source and source[0] > v):
        return _phrase_after(tree, v) or source, "own"
    between = _phrase_before(tree, v)
    if between and not (source and between[0] <= source[0] < v):
        return between, "own"
    if source and tree.lower[source[0] - 1] != "(":
        return source, how
    return _phrase_beside(tree, v) or source, "beside"


def speakers(tree: Tree, v: int, cue: bool) -> Iterator[tuple[list[int], str]]:
    """The speaker of v; for a cue that inherits its subject also those further up, where the parser may have erred."""
    source, how = speaker(tree, v)
    yield source, how
    if cue and tree.tag[v] in TENSED and tree.lower[v - 1] == "," and tree.quote[v] < 0:
        inverted = _phrase_after(tree, v)  # "the danger, say experts, is"
        if inverted and inverted[0] == v + 1 and inverted != source:
            yield inverted, "inverted"
    if cue and (tree.dep[v] == "conj" or tree.tag[v] == "VBG") and tree.kid(v, *SUBJECTS) < 0:
        for level, above in enumerate(_subjects_above(tree, v)):
            if above[:1] != source[:1] and tree.quote[above[0]] in (-1, tree.quote[v]):
                yield above, f"above {level}"


def _subjects_above(tree: Tree, v: int) -> list[list[int]]:
    """Own subjects of the verbs above v, nearest first ("put out a statement saying", "said A did and added")."""
    found: list[list[int]] = []
    while tree.head[v] != v and len(found) < HIDDEN:
        v = tree.head[v]
        own = tree.kid(v, "nsubj") if tree.tag[v][:2] == "VB" else -1
        if own >= 0:
            found.append(noun_phrase(tree, own, v))
    return found


def _phrase_beside(tree: Tree, v: int) -> list[int]:
    """The noun phrase that ends before v, asides skipped ("Mr Ito (Tokyo) says", "in Paris, its head, X, said")."""
    start, _ = sentence(tree, v)
    last = _skip_back(tree, v - 1, start)
    if last < start or tree.quote[last] >= 0 or tree.tag[last][:2] not in (*NOMINAL, "CD"):
        return []
    head = last
    while tree.left[head] >= start and tree.head[head] < v and tree.head[head] != head:
        above = tree.head[head]
        if tree.tag[above][:2] == "VB" and tree.dep[above] in ("relcl", "acl"):
            above = tree.head[above]
        if tree.tag[above][:2] == "VB" or (tree.dep[head] == "appos" and tree.dep[above] in ("pobj", "dobj")):
            break
        head = above
    return [i for i in range(max(tree.left[head], start), last + 1) if tree.quote[i] < 0]


def _skip_back(tree: Tree, last: int, start: int) -> int:
    """The last token at or before this one that is no adverb, comma or aside between brackets or dashes."""
    while last >= start:
        opening = ASIDES.get(tree.lower[last])
        if opening:
            first = next((i for i in range(last - 1, start, -1) if tree.lower[i] in opening), -1)
            last = first - 1 if first >= 0 else last - 1
        elif tree.tag[last] in ("RB", ",") or tree.dep[last] in ("aux", "auxpass", "neg"):
            last -= 1
        else:
            break
    return last


def _first_subject(tree: Tree, v: int) -> tuple[list[int], str]:
    """The subject of the sentence's first finite verb outside quotation marks, for a participle that follows it."""
    start, _ = sentence(tree, v)
    finite = (i for i in range(start, v) if tree.quote[i] < 0 and tree.tag[i] in TENSED)
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
    if between and tree.tag[between[-1]] == "CC":
        return []
    verbal = any(tree.tag[i] in (*TENSED, "MD") for i in between) or tree.tag[first][:2] in ("VB", "IN")
    return between if not verbal and any(tree.tag[i][:2] in NOMINAL for i in between) else []


def subject(tree: Tree, v: int, depth: int = 0) -> tuple[list[int], str]:
    """Tokens of whoever does v in the parse, and how: agent, own, passive, antecedent, inherited or none."""
    agent = tree.kid(v, "agent")
    if agent >= 0 and tree.kid(agent, "pobj") >= 0:
        return tree.subtree(tree.kid(agent, "pobj")), "agent"
    own = tree.kid(v, "nsubj", "nsubjpass", "csubj")
    if own >= 0:
        return _named(tree, v, noun_phrase(tree, own, v)), "passive" if tree.dep[own] == "nsubjpass" else "own"
    if depth == 4 or (tree.kid(v, "auxpass") >= 0 and tree.dep[v] != "conj"):
        return [], "none"
    return _from_above(tree, v, depth)


def _named(tree: Tree, v: int, source: list[int]) -> list[int]:
    """The subject with a name that the parser took for a second subject ("the news agency | TASS reported")."""
    name = next((k for k in tree.kids[v] if tree.dep[k] == "nsubj" and tree.left[k] == source[-1] + 1), -1)
    return source + tree.subtree(name) if name >= 0 and tree.tag[name][:3] == "NNP" else source


def _from_above(tree: Tree, v: int, depth: int) -> tuple[list[int], str]:
    """The subject that a verb without one takes from what it hangs on."""
    head = tree.head[v]
    if tree.dep[v] in ("acl", "relcl") and tree.tag[head][:2] in ("NN", "PR"):
        owner = tree.kid(head, "poss") if tree.dep[v] == "acl" and tree.tag[v] == "VB" else -1
        if owner >= 0:  # "his plans to"
            return tree.subtree(owner), "antecedent"
        verbless = tree.dep[head] == "ROOT" and tree.lower[v - 1] == ","  # "Ito, its head, tweeted": the verb itself
        reduced_passive = tree.dep[v] == "acl" and tree.tag[v] == "VBN" and not verbless
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
    relay = relay_of(tree, v)
    if relay >= 0:
        quoted = tree.kid(relay, "dobj", "nsubjpass")
        by = next((tree.kid(k, "pobj") for k in tree.kids[v] if tree.lower[k] == "by"), -1)
        active = tree.dep[quoted] == "dobj" or tree.kid(relay, "agent") >= 0
        conduit = subject(tree, relay)[0] if active else tree.subtree(by) if by >= 0 else []
        return (tree.subtree(quoted) if quoted >= 0 else source), conduit
    for i in source:
        agent = tree.kid(i, "agent") if tree.tag[i] == "VBN" and verb_lemma(tree.lower[i]) in RELAYING else -1
        if agent >= 0 and tree.dep[i] == "acl":
            gone = set(tree.subtree(i))
            return [k for k in source if k not in gone], tree.subtree(agent)[1:]
    return source, []


def relay_of(tree: Tree, v: int) -> int:
    """The quoting of "quoted X as saying", of which v is the saying, or -1."""
    relay = tree.head[tree.head[v]] if tree.dep[v] == "pcomp" and tree.lower[tree.head[v]] == "as" else -1
    return relay if relay >= 0 and tree.tag[relay][:2] == "VB" and verb_lemma(tree.lower[relay]) in RELAYING else -1


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
