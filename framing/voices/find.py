"""The attributions of a zone as found in its text: paragraph by paragraph, then across paragraphs."""

from __future__ import annotations

import re

from framing.voices.candidates import Candidate, candidates
from framing.voices.content import is_word
from framing.voices.cues import lexicon, verb_lemma
from framing.voices.rank import rate
from framing.voices.relays import relayed
from framing.voices.records import Found, Paragraph, Span, Zone
from framing.voices.select import select
from framing.voices.subjects import speaker
from framing.voices.tree import Tree

NAME = r"(?:[A-Z][\w.’'-]*|[A-Z]\.|de|van|von|al|bin|N)"
SIGNATURE = re.compile(rf"[”\"’'»]\s*[―—–-]+\s*(?P<name>{NAME}(?:\s+{NAME}){{0,5}})\s*\.?\s*$")
LABEL = re.compile(rf"(?P<name>{NAME}(?:\s+{NAME}){{0,4}})\s*(?P<colon>:)\s+(?=\S+\s+\S+)")
QUOTE_END = frozenset("”\"’'.»")
CORE = frozenset({"ccomp", "ccomp before", "according to", "according to in clause", "parenthesis", "as", "next paragraph", "signature"})


class Reader:
    """Reads the paragraphs of one zone in order and keeps who spoke last."""

    def __init__(self, zone: Zone, story: str) -> None:
        self.zone = zone
        self.story = story
        self.found: list[Found] = []
        self.open: Found | None = None  # the attribution that a following paragraph may continue
        self.introduced: Found | None = None  # a cue at a paragraph's end, its colon still without content

    def read(self) -> list[Found]:
        for number, paragraph in enumerate(self.zone.paragraphs):
            self._paragraph(paragraph, number)
        return [f for f in self.found if f.content]

    def _paragraph(self, paragraph: Paragraph, number: int) -> None:
        text = self.zone.text[paragraph.start : paragraph.end]
        tree = Tree(paragraph.doc) if paragraph.doc is not None else None
        if tree is None:
            self.open = self.introduced = None
            return
        found = self._signed(tree) or self._labelled(tree, number) or self._parsed(tree)
        shifted = [shift(f, paragraph.start) for f in found]
        self._join(tree, paragraph, shifted)
        self.found += shifted
        self.introduced = self._introduction(tree, paragraph, text)
        quoting = [f for f in shifted if f.kind in ("direct", "mixed") and text.rstrip()[-1:] in QUOTE_END]
        if quoting:
            self.open = quoting[-1]
        elif shifted or not tree.quotes:
            self.open = None

    def _parsed(self, tree: Tree) -> list[Found]:
        rated = candidates(tree)
        rate(tree, rated)
        chosen = relayed(tree, select(tree, rated))
        return [found for c in chosen for found in _found(self.zone.name, tree, c)]

    def _signed(self, tree: Tree) -> list[Found]:
        """A quotation signed with a dash and a name."""
        match = SIGNATURE.search(tree.text)
        if not match or not tree.quotes or tree.quotes[0].start > 2:
            return []
        content = (tree.quotes[0].start, tree.quotes[-1].end)
        return [Found(self.zone.name, [content], match.span("name"), None, "direct", "core", "signature")]

    def _labelled(self, tree: Tree, number: int) -> list[Found]:
        """ "Seoul: office destroyed" in a headline, "JONES: I think ..." in a transcript."""
        match = LABEL.match(tree.text)
        if not match or not (self.zone.name == "title" or number == 0 or match["name"].isupper()):
            return []
        if self.story.count(match["name"].split()[-1]) < 2:
            return []  # a kicker ("Live:", "Analysis:") is no speaker of the story
        content = (match.end(), len(tree.text.rstrip()))
        tier = "core" if match["name"].isupper() else "extended"
        return [Found(self.zone.name, [content], match.span("name"), match.span("colon"), "indirect", tier, "label")]

    def _join(self, tree: Tree, paragraph: Paragraph, found: list[Found]) -> None:
        """Give the opening words to a cue or a quotation of the paragraph before, when nobody here claims them."""
        first = tree.quotes[0] if tree.quotes and not any(map(str.isalnum, tree.text[: tree.quotes[0].start])) else None
        claimed = first is not None and any(
            start < first.end + paragraph.start and end > first.start + paragraph.start for f in found for start, end in f.content
        )
        if self.introduced is not None and not claimed:
            whole = (0, len(tree.text.rstrip())) if first is None else _run(tree)
            self.introduced.content.append((whole[0] + paragraph.start, whole[1] + paragraph.start))
            self.introduced.kind = "indirect" if first is None else "direct"
            self.found.append(self.introduced)
            found[:] = [f for f in found if not _within(f, self.introduced.content[-1])]
            self.open = self.introduced
        elif self.open is not None and first is not None and not claimed and not _cued(tree):
            start, end = _run(tree)
            self.open.content.append((start + paragraph.start, end + paragraph.start))

    def _introduction(self, tree: Tree, paragraph: Paragraph, text: str) -> Found | None:
        """The cue of a last sentence that ends in a colon."""
        if not text.rstrip().endswith(":"):
            return None
        last = len(tree) - 1
        verbs = [
            i
            for i in range(len(tree))
            if tree.sentence[i] == tree.sentence[last] and tree.quote[i] < 0 and tree.tag[i][:2] == "VB" and speaker(tree, i)[0]
        ]
        cued = [i for i in verbs if lexicon("verb").get(verb_lemma(tree.lower[i]), None)]
        if not cued:
            return None
        v = cued[-1]
        source = speaker(tree, v)[0]
        found = Found(self.zone.name, [], tree.span(source[0], source[-1]), tree.span(v, v), "direct", "core", "next paragraph")
        return shift(found, paragraph.start)


def find(zone: Zone, story: str) -> list[Found]:
    """The attributions of a zone of the article with this story, in the order of its text."""
    return Reader(zone, story).read()


def _cued(tree: Tree) -> bool:
    """Whether somebody may speak in the words outside quotation marks."""
    verbs = (tree.lower[i] for i in range(len(tree)) if tree.quote[i] < 0 and tree.tag[i] in ("VBD", "VBZ", "VBP"))
    return any(verb_lemma(v) in lexicon("verb") for v in verbs)


def _run(tree: Tree) -> Span:
    return tree.quotes[0].start, tree.quotes[-1].end


def _within(found: Found, span: Span) -> bool:
    return all(span[0] <= start and end <= span[1] for start, end in found.content)


def shift(found: Found, by: int) -> Found:
    """The same attribution with its spans moved by a number of characters."""
    found.content = [(start + by, end + by) for start, end in found.content]
    found.source = found.source and (found.source[0] + by, found.source[1] + by)
    found.cue = found.cue and (found.cue[0] + by, found.cue[1] + by)
    found.via = found.via and (found.via[0] + by, found.via[1] + by)
    return found


def _found(zone: str, tree: Tree, c: Candidate) -> list[Found]:
    """The candidate as one attribution for each of its coordinated speakers."""
    kind = _kind(tree, c)
    finite = any(tree.tag[i] in ("VBD", "VBZ", "VBP", "MD") for i in c.content)
    core = kind in ("direct", "mixed") or (finite and c.construction.split("/")[0] in CORE)
    content, cue, via = whole_quotations(tree, c.pieces), _contiguous(tree, c.cue), _contiguous(tree, c.via)
    return [
        Found(zone, list(content), source, cue, kind if core else "speech_act", "core" if core else "extended", c.construction, via=via)
        for source in _speakers(tree, c.source)
    ]


def _speakers(tree: Tree, source: list[int]) -> list[Span | None]:
    """The source's mention; coordinated names ("China and Russia") are two sources."""
    head = next((i for i in source if tree.head[i] not in source or tree.head[i] == i), -1)
    joined = [k for k in tree.kids[head] if tree.dep[k] == "conj" and k in source] if head >= 0 else []
    if len(joined) != 1 or not all(tree.tag[i][:3] == "NNP" and not _owned(tree, i) for i in (head, *joined)):
        return [_contiguous(tree, source)]
    second = set(tree.subtree(joined[0]))
    first = [i for i in source if i not in second and tree.tag[i] != "CC" and i < joined[0]]
    return [_contiguous(tree, first), _contiguous(tree, sorted(second & set(source)))]


def _owned(tree: Tree, i: int) -> bool:
    return tree.kid(i, "poss") >= 0


def _contiguous(tree: Tree, tokens: list[int]) -> Span | None:
    """The longest run of neighbouring tokens, trimmed of punctuation."""
    words = [i for i in tokens if is_word(tree, i)]
    if not words:
        return None
    first = last = words[0]
    for i in words[1:]:
        if any(is_word(tree, j) and j not in tokens for j in range(last + 1, i)):
            break
        last = i
    return tree.span(first, last)


def _kind(tree: Tree, c: Candidate) -> str:
    words = [i for i in c.content if is_word(tree, i)]
    quoted = sum(tree.quote[i] >= 0 for i in words)
    if quoted >= 0.95 * len(words):
        return "direct"
    return "mixed" if quoted > 0.02 * len(words) else "indirect"


def whole_quotations(tree: Tree, spans: list[Span]) -> list[Span]:
    """Spans grown to every quotation they touch, its marks included, overlapping ones merged."""
    out: list[Span] = []
    for start, end in sorted(spans):
        for q in tree.quotes:
            if q.start < end and start < q.end:
                start, end = min(start, q.start), max(end, q.end)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out
