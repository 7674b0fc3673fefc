"""What is said: sentences, spans of content, and the quotations that content grows to."""

from __future__ import annotations

from framing.voices.cues import lexicon, verb_lemma
from framing.voices.records import Span
from framing.voices.tree import TENSED, Tree

MARKS = frozenset({'"', "“", "”", "''", "``", "'", "’", "‘"})
ASKING = frozenset({"?", "!", "-", "–", "—", "...", "…"})


def is_word(tree: Tree, i: int) -> bool:
    """Whether token i holds a letter or digit."""
    return tree.is_word[i]


def sentence(tree: Tree, i: int) -> Span:
    """First and last token of the sentence of token i; sentences that one quotation joins count as one."""
    if tree.bounds is None:
        tree.bounds = _bounds(tree)
    return tree.bounds[i]


def _bounds(tree: Tree) -> list[Span]:
    bounds: list[Span] = []
    start, count = 0, len(tree)
    for i in range(1, count + 1):
        if i == count or (tree.sentence[i] != tree.sentence[i - 1] and not _joined(tree, i)):
            bounds += [(start, i - 1)] * (i - start)
            start = i
    return bounds


def _joined(tree: Tree, i: int) -> bool:
    """Whether token i goes on with the sentence before it, whatever the parser says: within or beside a quotation."""
    inside, before = tree.quote[i], tree.quote[i - 1]
    if inside >= 0 and before == inside:
        return True
    if before >= 0 and inside < 0:
        last = next((j for j in range(i - 1, -1, -1) if tree.lower[j] not in MARKS), 0)
        return tree.lower[last] == "," or (tree.lower[last] in ASKING and _cue_follows(tree, i))
    return inside >= 0 and before < 0 and tree.lower[i - 1] in (",", ":")


def _cue_follows(tree: Tree, i: int) -> bool:
    """Whether the words after a quotation are a noun phrase and a verb, as in "... ?" the minister asked."""
    for j in range(i, min(i + 25, len(tree))):
        if tree.quote[j] >= 0 or not (is_word(tree, j) or tree.lower[j] in (",", "(", ")", "-")):
            return False
        if tree.tag[j] in TENSED:
            return verb_lemma(tree.lower[j]) in lexicon("verb")
    return False


def pieces(tree: Tree, content: list[int]) -> list[Span]:
    """Character spans of the content's tokens, joined over gaps of punctuation, trimmed of it at both ends."""
    runs: list[list[int]] = []
    for i in sorted(set(content)):
        if runs and not any(is_word(tree, j) for j in range(runs[-1][-1] + 1, i)):
            runs[-1].append(i)
        else:
            runs.append([i])
    words = [[i for i in run if is_word(tree, i)] for run in runs]
    return [tree.span(run[0], run[-1]) for run in words if run]


def first_of_clause(tree: Tree, v: int, k: int) -> int:
    """The left edge of clause k, without the day of the speech ("said | Tuesday | the city would pay")."""
    day = tree.kid(k, "npadvmod")
    return tree.right[day] + 1 if day >= 0 and tree.left[day] == v + 1 else max(v + 1, tree.left[k])


def last_clause(tree: Tree, v: int, k: int) -> int:
    """The right edge of clause k, or of the clauses that follow it without a word between."""
    last = tree.right[k]
    for other in tree.kids[v]:
        if other > k and tree.dep[k] == tree.dep[other] == "ccomp" and tree.left[other] == last + 1:
            last = tree.right[other]
    return last


def free_quotes(tree: Tree) -> list[bool]:
    """For each quotation whether it is a whole sentence, so that nobody can speak in the words around it."""
    free = []
    for number in range(len(tree.quotes)):
        tokens = tree.quoted(number)
        start, end = (sentence(tree, tokens[0])[0], sentence(tree, tokens[-1])[1]) if tokens else (0, -1)
        around = any(tree.quote[i] < 0 and is_word(tree, i) for i in range(start, end + 1))
        free.append(bool(tokens) and not around)
    return free


def grown(
    tree: Tree, cue: list[int], source: list[int], content: list[int], free: list[bool], spoken: bool
) -> list[int]:
    """The content with every quotation that it touches, and the quotations that continue it, whole.

    spoken tells whether the cue is a verb of speech, which alone may be continued by quotations after its sentence.
    """
    tokens = set(content)
    touched = {tree.quote[i] for i in tokens if tree.quote[i] >= 0} - {tree.quote[cue[0]]}
    start, end = sentence(tree, cue[0])
    here = [q for q in tree.quote[start : end + 1] if q >= 0]
    if spoken:
        touched |= _continuing(tree, free, end, here[-1] in touched if here else False)
    if here and here[0] in touched:
        touched |= _leading(tree, free, start)
    for number in touched:
        tokens.update(tree.quoted(number))
    return sorted(tokens - set(cue) - set(source))


def _continuing(tree: Tree, free: list[bool], end: int, quoted: bool) -> set[int]:
    """Free quotations after the sentence that ends at token end: at once, or later when it ends in speech."""
    found: set[int] = set()
    for number, quote in enumerate(tree.quotes):
        if quote.start >= tree.end[end]:
            at_once = not any(map(str.isalnum, tree.text[tree.end[end] : quote.start]))
            if not free[number] or not (at_once or quoted):
                break
            found.add(number)
            end = tree.quoted(number)[-1]
    return found


def _leading(tree: Tree, free: list[bool], start: int) -> set[int]:
    """Free quotations that open the paragraph and run up to the sentence that starts at token start."""
    ahead = [n for n, q in enumerate(tree.quotes) if q.end <= tree.start[start]]
    words = any(tree.quote[i] < 0 and is_word(tree, i) for i in range(start))
    return set() if words or not all(free[n] for n in ahead) else set(ahead)
