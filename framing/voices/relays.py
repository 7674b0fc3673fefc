"""Relayed speech: whose claim it is (the principal) and who carried it (the conduit)."""

from __future__ import annotations

from functools import cache

from framing import resources
from framing.voices.content import pieces
from framing.voices.cues import verb_lemma
from framing.voices.records import Candidate
from framing.voices.subjects import RELAYING
from framing.voices.tree import Tree

RELAY_NOUNS = ("NN", "NNS", "NNP", "NNPS")


@cache
def _media() -> tuple[frozenset[str], frozenset[str]]:
    """Lower-case names of outlets, and common nouns for media ("agency", "newspaper")."""
    names: set[str] = set()
    for row in resources.rows("outlets/outlets.tsv"):
        names.update(n.lower() for n in (row["outlet"], *row["aliases"].split(";")) if n)
    nouns = {r["phrase"] for r in resources.rows("sources/roles.csv") if r["role"] == "medium"}
    nouns |= {r["words"] for r in resources.rows("sources/patterns.csv") if r["leaf"] == "news_media"}
    return frozenset(names), frozenset(nouns)


def is_medium(tree: Tree, source: list[int]) -> bool:
    """Whether a source names a medium: an outlet of the registry, or a phrase for one ("the news agency")."""
    names, nouns = _media()
    words = [tree.lower[i] for i in source]
    if any(" ".join(words[a:b]) in names for a in range(len(words)) for b in range(a + 1, min(a + 5, len(words)) + 1)):
        return True
    inside = set(source)
    head = next((k for k, i in enumerate(source) if tree.head[i] not in inside or tree.head[i] == i), -1)
    titled = head > 0 and tree.tag[source[head]] == "NNP" and tree.tag[source[head - 1]] == "NN"
    end = head - 1 if titled else head  # "the news agency Orvo"
    return any(" ".join(words[first : end + 1]) in nouns for first in range(max(end - 2, 0), end + 1))


@cache
def _documents() -> frozenset[str]:
    """Common nouns for what can be read ("statement", "transcript")."""
    return frozenset(r["phrase"] for r in resources.rows("sources/roles.csv") if r["leaf"] == "document")


def relayed(tree: Tree, chosen: list[Candidate]) -> list[Candidate]:
    """The same attributions, those of a medium that cites its source given to that source, the medium as conduit.

    "C, the agency reported, citing the ministry" has the ministry as source and the agency as via (codebook: code the
    principal, never the conduit). So does "‘Q,’ she said, according to a transcript" have her as source.
    """
    cited: set[int] = set()
    for c in chosen:
        v = _citing(tree, c)
        if v >= 0 and not c.via and is_medium(tree, c.source):
            c.via, c.source, c.cue = c.source, tree.subtree(tree.kid(v, "dobj")), [v]
            c.content = [i for i in c.content if i < v or i > c.source[-1]]
            c.pieces, c.construction = pieces(tree, c.content), f"{c.construction}/relayed"
            cited.add(id(c))
    verbs = {c.cue[0] for c in chosen if id(c) in cited}
    verbs |= {c.cue[0] for c in chosen if c.lemma == "accord" and _read_in(tree, c, chosen)}
    return [c for c in chosen if c.pieces and (id(c) in cited or c.cue[0] not in verbs)]


def _read_in(tree: Tree, c: Candidate, chosen: list[Candidate]) -> bool:
    """Whether c names the document where another's quoted words were read, which then is that one's conduit."""
    head = next((i for i in c.source if tree.head[i] not in c.source), -1)
    if tree.lower[head] not in _documents():
        return False
    inside = set(c.content)
    told = [k for k in chosen if k.source and tree.quote[k.content[0]] >= 0 and {k.cue[0], *k.source} <= inside]
    for k in told:
        k.via = k.via or c.source
    return bool(told)


def _citing(tree: Tree, c: Candidate) -> int:
    """The participle of "..., citing X" after the cue of c in its sentence, where X can speak; -1 without one."""
    for v in range(c.cue[0] + 1, len(tree)):
        if tree.sentence[v] != tree.sentence[c.cue[0]] or tree.quote[v] >= 0:
            break
        if tree.tag[v] == "VBG" and verb_lemma(tree.lower[v]) in RELAYING:
            cited = tree.kid(v, "dobj")
            speaks = cited >= 0 and tree.tag[cited] in RELAY_NOUNS
            return v if speaks and tree.dep[v] in ("advcl", "conj", "prep") else -1
    return -1
