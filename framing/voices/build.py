"""From a chosen candidate to attributions: whole quotations, kind, tier, channel, and one record a speaker."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from framing.text import WORD
from framing.voices.content import is_word, pieces, sentence
from framing.voices.cues import channel, glossing_adverbs
from framing.voices.records import Candidate, Found, Span
from framing.voices.tree import TENSED, Tree

PROPOSITIONAL = frozenset(
    {"ccomp", "ccomp before", "according to", "according to in clause", "parenthesis in clause", "parenthesis after",
     "parenthesis after argued", "as in clause", "as after", "as after argued"}
)  # fmt: skip
FINITE = (*TENSED, "MD")
ALL_QUOTED, NONE_QUOTED = 0.95, 0.02


def attributions(zone: str, tree: Tree, c: Candidate) -> list[Found]:
    """The candidate as one attribution for each of its coordinated speakers."""
    content = whole_quotations(tree, pieces(tree, _without_glosses(tree, c.content)) or c.pieces)
    kind = kind_of(tree, content)
    said = any(tree.tag[i] in FINITE for i in c.content) and c.construction.split("/")[0] in PROPOSITIONAL
    core = kind != "indirect" or said
    if not core:
        kind = "evidence" if c.act == "evidence" else "speech_act"
    return [
        Found(
            zone, list(content), source, contiguous(tree, c.cue), kind, "core" if core else "extended", c.construction,
            channel(_frame(tree, c)), contiguous(tree, c.via),
        )
        for source in _speakers(tree, c.source)
    ]  # fmt: skip


def _without_glosses(tree: Tree, content: list[int]) -> list[int]:
    """Content tokens without the narrator's own clauses (", which was built in 2018," or ", ostensibly to ...")."""
    gloss: set[int] = set()
    for i in content:
        first = tree.left[i]
        if i == content[0] or tree.quote[i] >= 0 or tree.lower[first - 1] != "," or first <= content[0]:
            continue
        relative = tree.dep[i] == "relcl" and tree.lower[first] == "which" and tree.tag[i] in ("VBD", "VBZ", "VBN")
        told = tree.dep[i] == "relcl" and any(tree.quote[j] >= 0 for j in range(first, tree.right[i] + 1))
        if (relative and not told) or (tree.dep[i] == "advcl" and tree.lower[first] in glossing_adverbs()):
            gloss.update(range(first, tree.right[i] + 1))
    return [i for i in content if i not in gloss]


def kind_of(tree: Tree, content: list[Span]) -> str:
    """Whether the words of the content are direct, mixed or indirect speech, by the share that is quoted."""
    words = [m.span() for a, b in content for m in WORD.finditer(tree.text, a, b)]
    quoted = sum(any(q.start <= a and b <= q.end for q in tree.quotes) for a, b in words)
    if words and quoted >= ALL_QUOTED * len(words):
        return "direct"
    return "mixed" if quoted > NONE_QUOTED * len(words) else "indirect"


def whole_quotations(tree: Tree, spans: list[Span]) -> list[Span]:
    """Spans grown to whole words and to every quotation they touch, its marks included, overlapping ones merged."""
    out: list[Span] = []
    for start, end in sorted(_whole_words(tree.text, spans)):
        for q in tree.quotes:
            if q.start < end and start < q.end:
                start, end = min(start, q.start), max(end, q.end)
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return out


def _whole_words(text: str, spans: list[Span]) -> list[Span]:
    """Spans that cut no word: the parser parts "minister's" and "well-known", readers do not."""
    words = [m.span() for m in WORD.finditer(text)]
    starts, ends = [a for a, _ in words], [b for _, b in words]
    out = []
    for start, end in spans:
        first, last = bisect_right(ends, start), bisect_left(starts, end) - 1
        out.append((min(start, starts[first]), max(end, ends[last])) if first <= last else (start, end))
    return out


def contiguous(tree: Tree, tokens: list[int]) -> Span | None:
    """The first run of these tokens with no other word between, trimmed of punctuation."""
    words = [i for i in tokens if is_word(tree, i)]
    if not words:
        return None
    last, taken = words[0], set(words)
    for i in words[1:]:
        if any(is_word(tree, j) and j not in taken for j in range(last + 1, i)):
            break
        last = i
    return tree.span(words[0], last)


def _frame(tree: Tree, c: Candidate) -> list[str]:
    """The words of the cue's sentence that are neither content nor source: they may name the channel."""
    start, end = sentence(tree, c.cue[0])
    taken = {*c.content, *c.source}
    return [tree.lower[i] for i in range(start, end + 1) if i not in taken]


def _speakers(tree: Tree, source: list[int]) -> list[Span | None]:
    """The source's mention; coordinated names ("China and Russia") are two sources."""
    inside = set(source)
    head = next((i for i in source if tree.head[i] not in inside or tree.head[i] == i), -1)
    joined = [k for k in tree.kids[head] if tree.dep[k] == "conj" and k in inside] if head >= 0 else []
    names = len(joined) == 1 and all(tree.tag[i][:3] == "NNP" and tree.kid(i, "poss") < 0 for i in (head, *joined))
    if not names:
        return [contiguous(tree, source)]
    second = set(tree.subtree(joined[0])) & inside
    first = [i for i in source if i < joined[0] and i not in second and tree.tag[i] != "CC"]
    return [contiguous(tree, first), contiguous(tree, sorted(second))]
