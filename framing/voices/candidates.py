"""Whoever may be speaking in a parsed paragraph: candidates (source, cue, content), one construction a function."""

from __future__ import annotations

from collections.abc import Iterator

from framing.voices.content import first_of_clause, free_quotes, grown, is_word, last_clause, pieces, sentence
from framing.voices.cues import lexicon, noun_lemma, verb_lemma, withheld
from framing.voices.nouns import nominal
from framing.voices.records import Candidate, Span
from framing.voices.subjects import RELAYING, principal, relay_of, speakers
from framing.voices.tree import TENSED, Tree

FINITE = (*TENSED, "VBN")
OBJECTS = ("dobj", "dative", "attr", "oprd", "acomp")
ARGUMENTS = frozenset({*OBJECTS, "prep", "xcomp", "ccomp", "advcl", "prt", "advmod", "npadvmod"})
LONG_QUOTE = 30
"""Characters from which on words inside quotation marks are somebody's sentence: no cue is looked for in it."""

Proposal = tuple[str, list[int], list[int]]
"""A construction, the cue's further tokens, the content's tokens."""


def candidates(tree: Tree) -> list[Candidate]:
    """Every candidate of the paragraph, in the order of their cues."""
    free = free_quotes(tree)
    found = [c for i in range(len(tree)) if not _inside_speech(tree, i, free) for c in _at(tree, i)]
    for c in found:
        c.content = grown(tree, c.cue, c.source, c.content, free, _spoken(c))
        c.pieces = pieces(tree, c.content)
    return _distinct([c for c in found if c.pieces])


def _inside_speech(tree: Tree, i: int, free: list[bool]) -> bool:
    number = tree.quote[i]
    if number < 0:
        return False
    opening = tree.quoted(number)[0]
    introduced = opening > 0 and tree.lower[opening - 1] in (":", ",")
    return free[number] or introduced or tree.quotes[number].end - tree.quotes[number].start > LONG_QUOTE


def _at(tree: Tree, i: int) -> Iterator[Candidate]:
    compound = i > 0 and tree.lower[i - 1] == "-" and tree.end[i - 1] == tree.start[i]  # "so-called"
    if tree.tag[i][:2] == "VB" and tree.lower[i][:1].isalpha() and not compound:
        yield from _verb(tree, i)
    elif tree.tag[i][:2] == "NN" and noun_lemma(tree.lower[i]) in lexicon("noun"):
        for construction, cue, source, content in nominal(tree, i):
            yield Candidate(construction, noun_lemma(tree.lower[i]), cue, source, content)


def _spoken(c: Candidate) -> bool:
    return c.construction[:5] == "quote" or (c.construction[:4] != "noun" and c.act == "speech")


def _distinct(found: list[Candidate]) -> list[Candidate]:
    """The first of every set of candidates with the same cue, source and content."""
    seen: dict[tuple[int, int, tuple[Span, ...]], Candidate] = {}
    for c in found:
        seen.setdefault((c.cue[0], c.source[0] if c.source else -1, tuple(c.pieces)), c)
    return list(seen.values())


def _verb(tree: Tree, v: int) -> Iterator[Candidate]:
    lemma = verb_lemma(tree.lower[v])
    if lemma == "accord":
        yield from _according_to(tree, v)
        return
    if lemma in RELAYING and any(tree.lower[k] == "as" and tree.kid(k, "pcomp") > k for k in tree.kids[v]):
        return  # "quoted the ministry as saying": the cue is saying
    for source, how in speakers(tree, v, lemma in lexicon("verb")):
        yield from _spoken_by(tree, v, lemma, source, how)


def _spoken_by(tree: Tree, v: int, lemma: str, speaker: list[int], how: str) -> Iterator[Candidate]:
    source, via = principal(tree, v, speaker)
    for construction, more, content in _contents(tree, v, lemma, source):
        whose = [] if (construction == "nsubjpass" and how == "passive") or _expletive(tree, source) else source
        taken = {v, *more, *whose}
        rest = [i for i in content if i not in taken]
        if rest:
            name = f"{construction}/passive" if how == "passive" else construction
            yield Candidate(name, lemma, [v, *more], whose, rest, via, how)


def _expletive(tree: Tree, source: list[int]) -> bool:
    """Whether the subject is the it of "it was reported that"."""
    return len(source) == 1 and tree.lower[source[0]] == "it" and tree.dep[source[0]] in ("expl", "nsubjpass")


def _contents(tree: Tree, v: int, lemma: str, source: list[int]) -> Iterator[Proposal]:
    argued = False
    for k in tree.kids[v] + _relayed_before(tree, v):
        dep = tree.dep[k]
        argued |= dep in ("ccomp", "xcomp", *OBJECTS) and (k > v or dep == "ccomp")
        if dep == "ccomp" and k < v:
            if not all(tree.is_word[min(tree.right[k], v - 1) : v]):  # a comma or a mark parts it from its speaker
                yield "ccomp before", [], tree.subtree(k)
        elif dep == "xcomp" and tree.lower[k] in withheld() and tree.kid(k, "auxpass") >= 0:
            return
        elif dep in ("ccomp", "xcomp", "advcl") and k > v:
            yield dep, [], list(range(first_of_clause(tree, v, k), last_clause(tree, v, k) + 1))
        elif dep in OBJECTS and k > v:
            yield from _object(tree, v, k)
        elif dep == "dobj" and tree.tag[k] == "WDT":
            yield from _which(tree, v, k)
        elif dep == "prep" and k > v:
            yield from _preposition(tree, v, k)
        elif dep == "nsubjpass" and tree.lower[k] != "it":
            yield "nsubjpass", [], _said_of(tree, v, k)
    if lemma in lexicon("verb") and source and tree.tag[v] in FINITE:
        yield from _set_off(tree, v, source, argued)
    yield from _framed(tree, v, source)


def _relayed_before(tree: Tree, v: int) -> list[int]:
    """The clause before "X was quoted as saying", which hangs on the quoting."""
    relay = relay_of(tree, v)
    return [k for k in tree.kids[relay] if tree.dep[k] == "ccomp" and k < relay] if relay >= 0 else []


def _object(tree: Tree, v: int, k: int) -> Iterator[Proposal]:
    """The object alone, and with what follows it ("called | the budget | a trick")."""
    yield tree.dep[k], [], list(range(tree.left[k], _before_gloss(tree, k) + 1))
    last = _last_argument(tree, v, k)
    if last > tree.right[k]:
        yield f"{tree.dep[k]}+", [], list(range(tree.left[k], last + 1))


def _which(tree: Tree, v: int, k: int) -> Iterator[Proposal]:
    """The object of a relative clause, with what is said of it ("which | the mayor called | a trick")."""
    last = _last_argument(tree, v, v)
    if last > v:
        yield "dobj+", [], [k, *range(v + 1, last + 1)]


def _preposition(tree: Tree, v: int, p: int) -> Iterator[Proposal]:
    """The preposition's object alone ("warned of | a crisis"), and with what follows it."""
    k = tree.kid(p, "pobj", "pcomp")
    if k < 0 or (tree.dep[k] == "pcomp" and tree.kid(k, "nsubj") >= 0 and tree.lower[p] == "with"):
        return  # "criticised the plan, with the minister warning of a crisis": a clause of its own
    yield from _told_in(tree, k)
    first = max(p + 1, tree.left[k])
    yield f"prep {tree.lower[p]}", [p], list(range(first, _before_gloss(tree, k) + 1))
    last = _last_argument(tree, v, p)
    if last > tree.right[p]:
        yield f"prep+ {tree.lower[p]}", [p], list(range(first, last + 1))


def _told_in(tree: Tree, medium: int) -> Iterator[Proposal]:
    """The clause that a parser hangs on the medium ("said in a statement | that C")."""
    for k in tree.kids[medium]:
        that = tree.kid(k, "mark") == tree.left[k] > medium and tree.lower[tree.left[k]] == "that"
        if that and tree.dep[k] in ("acl", "relcl", "ccomp"):
            yield "ccomp", [], list(range(tree.left[k], tree.right[k] + 1))


def _before_gloss(tree: Tree, k: int) -> int:
    """The last token of k's phrase before the narrator's own clause on it (", which was built in 2018")."""
    for i in tree.kids[k]:
        if i > k and tree.dep[i] in ("relcl", "appos") and tree.lower[tree.left[i] - 1] in (",", "-", "–", "—"):
            return tree.left[i] - 2
    return tree.right[k]


def _last_argument(tree: Tree, v: int, first: int) -> int:
    """The right edge of the arguments of v that follow the first one without a comma or conjunction between."""
    last = tree.right[first]
    for k in tree.kids[v]:
        if k > first and tree.dep[k] in ARGUMENTS:
            last = max(last, tree.right[k])
        elif k > first and (is_word(tree, k) or tree.lower[k] == ","):
            break
    return last


def _said_of(tree: Tree, v: int, k: int) -> list[int]:
    """The subject of a passive and what is said of it: "X was described (by Y) as Z"."""
    agent = tree.kid(v, "agent")
    by = set(tree.subtree(agent)) if agent >= 0 else set()
    return [*range(tree.left[k], tree.right[k] + 1), *(i for i in range(v + 1, tree.right[v] + 1) if i not in by)]


def _set_off(tree: Tree, v: int, source: list[int], argued: bool) -> Iterator[Proposal]:
    """ "X, she said, Y", "X, she said" and "as she said": the clause around or before a cue set off by a comma."""
    near = [k for k in tree.kids[v] if tree.dep[k] in ("aux", "neg", "advmod", "auxpass", "mark") and abs(k - v) <= 2]
    first = min([v, *source, *near])
    start, _ = sentence(tree, v)
    how = "as" if "as" in (tree.lower[first], tree.lower[max(first - 1, start)]) else "parenthesis"
    if how == "parenthesis" and (first == start or is_word(tree, first - 1)):
        return
    head = tree.head[v]
    if not tree.left[v] <= head <= tree.right[v]:
        around = range(tree.left[head], tree.right[head] + 1)
        yield f"{how} in clause", [], [i for i in around if not tree.left[v] <= i <= tree.right[v]]
    if first > start:
        yield f"{how} after{' argued' if argued else ''}", [], list(range(start, first))


def _framed(tree: Tree, v: int, source: list[int]) -> Iterator[Proposal]:
    """Quotations that the cue closes, only its subject between, or introduces, with no other cue between."""
    start, end = sentence(tree, v)
    before = _nearest_quote(tree, v, range(v - 1, start - 1, -1))
    after = _nearest_quote(tree, v, range(v + 1, end + 1))
    if before >= 0:
        between = set(range(tree.quoted(before)[-1] + 1, v)) - set(source)
        if any(is_word(tree, i) and tree.tag[i][:2] not in ("RB", "MD", "VB") for i in between):
            before = -1
    if before >= 0:
        yield "quote before", [], tree.quoted(before)
    if after >= 0:
        yield "quote after", [], tree.quoted(after)
    if before >= 0 and after >= 0:
        yield "quote around", [], tree.quoted(before) + tree.quoted(after)
    if before < 0 and after < 0 and tree.dep[v] == "ROOT" and end + 1 < len(tree) and tree.quote[end + 1] >= 0:
        yield "quote next", [], tree.quoted(tree.quote[end + 1])


def _nearest_quote(tree: Tree, v: int, path: range) -> int:
    for i in path:
        if tree.quote[i] not in (-1, tree.quote[v]):
            return tree.quote[i]
        if (
            tree.tag[i][:2] == "VB"
            and tree.dep[i] not in ("aux", "auxpass")
            and verb_lemma(tree.lower[i]) in lexicon("verb")
        ):
            break
    return -1


def _according_to(tree: Tree, v: int) -> Iterator[Candidate]:
    """ "According to S, C", "C, according to S" and "C according to S"."""
    to = next((k for k in tree.kids[v] if tree.lower[k] == "to"), -1)
    noun = tree.kid(to, "pobj", "pcomp") if to >= 0 else -1
    if noun < 0:
        return
    source = tree.subtree(noun)
    start, end = sentence(tree, v)
    after = range(source[-1] + 1, end + 1) if v == start or tree.lower[v - 1] == "," else range(0)
    yield Candidate("according to", "accord", [v, to], source, [*range(start, v), *after])
    head = tree.head[v]
    if start < tree.left[head] < v:
        clause = [i for i in range(tree.left[head], tree.right[head] + 1) if not v <= i <= source[-1]]
        yield Candidate("according to in clause", "accord", [v, to], source, clause)
