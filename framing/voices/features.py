"""What is true of a candidate by itself: its construction, cue, source, content and shape, as names."""

from __future__ import annotations

from framing.voices.content import is_word, sentence
from framing.voices.cues import lexicon, noun_lemma, role_nouns
from framing.voices.records import Candidate
from framing.voices.tree import TENSED, Tree

PERSONAL = frozenset({"he", "she", "they", "i", "we", "you"})
FINITE = (*TENSED, "MD")
THING = frozenset({"it", "that", "this", "which", "these", "those", "what"})


def features(tree: Tree, c: Candidate) -> list[str]:
    """The names of what is true of a candidate."""
    act = c.act
    kind = content_kind(tree, c)
    who = _source_kind(tree, c)
    how = c.construction
    out = [
        "bias",
        f"c={how}",
        f"l={c.lemma}",
        f"a={act}",
        f"ac={act}|{how}",
        f"lc={c.lemma}|{how}",
        f"k={kind}",
        f"kc={kind}|{how}",
        f"ka={kind}|{act}",
        f"w={who}",
        f"wa={who}|{act}",
        f"wc={who}|{how}",
        f"t={tree.tag[c.cue[0]]}",
        f"ta={tree.tag[c.cue[0]]}|{act}",
        f"d={tree.dep[c.cue[0]]}",
        f"da={tree.dep[c.cue[0]]}|{act}|{bool(c.source)}",
        f"h={c.how}",
        f"ha={c.how}|{act}",
        f"hw={c.how}|{who}",
        f"hd={c.how}|{tree.dep[c.cue[0]]}",
        f"cl={c.known.cue_class if c.known else 'none'}|{how}",
    ]
    thing = _object_kind(tree, c)
    out += [f"o={thing}|{how}", f"oa={thing}|{act}"]
    out += _around_cue(tree, c, act)
    out += _shape(tree, c)
    return out


def _head(tree: Tree, tokens: list[int]) -> int:
    """The first of these tokens that hangs on none of them, or -1."""
    inside = set(tokens)
    return next((i for i in tokens if tree.head[i] not in inside or tree.head[i] == i), -1)


def content_kind(tree: Tree, c: Candidate) -> str:
    """How much of the content is quoted: plain, some, mixed or quoted."""
    words = [i for i in c.content if tree.lower[i][:1].isalnum()]
    quoted = sum(tree.quote[i] >= 0 and not tree.quotes[tree.quote[i]].single for i in words)
    if not words or not quoted:
        return "plain"
    return "quoted" if quoted >= 0.9 * len(words) else "mixed" if quoted > 3 else "some"


def _source_kind(tree: Tree, c: Candidate) -> str:
    if not c.source:
        return "none"
    head = _head(tree, c.source)
    word = tree.lower[head]
    if word in PERSONAL:
        return word
    if word in THING:
        return "thing"
    if word == "who":
        return "who"
    if tree.tag[head] in ("NN", "NNS"):
        return role_nouns().get(word, "noun") if tree.tag[head] == "NN" else role_nouns().get(word, "plural")
    return "name" if tree.tag[head][:3] == "NNP" else "other"


def _object_kind(tree: Tree, c: Candidate) -> str:
    """Whether a nominal content is itself a word for speech ("rejected | the claim")."""
    head = _head(tree, c.content)
    if head < 0 or tree.tag[head][:2] != "NN":
        return tree.tag[head][:2] if head >= 0 else "none"
    if noun_lemma(tree.lower[head]) in lexicon("noun"):
        return "speech noun"
    return role_nouns().get(tree.lower[head], "name" if tree.tag[head][:3] == "NNP" else "noun")


def _beside_quotes(tree: Tree, c: Candidate, start: int, end: int) -> list[str]:
    """What introduces quoted content; whether a quotation of the sentence is left out of the content."""
    quote = tree.quote[c.content[0]]
    if quote < 0:
        left_out = any(q >= 0 for q in tree.quote[start : end + 1]) and all(tree.quote[i] < 0 for i in c.content)
        return [f"uq={left_out}|{c.construction}"]
    before = tree.quoted(quote)[0] - 1
    return [f"in={tree.lower[before] if before >= start and not is_word(tree, before) else '_'}|{c.construction}"]


def _around_cue(tree: Tree, c: Candidate, act: str) -> list[str]:
    kids = tree.kids[c.cue[0]]
    aux = [tree.lower[k] for k in kids if tree.dep[k] in ("aux", "auxpass")]
    out = [f"x={a}" for a in aux] + [f"xa={a}|{act}" for a in aux]
    if any(tree.dep[k] == "neg" for k in kids):
        out += ["neg", f"neg|{act}"]
    if any(tree.dep[k] == "mark" for k in kids):
        out += ["mark=" + tree.lower[next(k for k in kids if tree.dep[k] == "mark")]]
    before = tree.lower[c.cue[0] - 1] if c.cue[0] else "^"
    after = tree.lower[c.cue[0] + 1] if c.cue[0] + 1 < len(tree) else "$"
    return [
        *out,
        f"b={before}" if not before.isalpha() or len(before) < 5 else "b=_",
        f"n={after}" if not after.isalpha() or len(after) < 5 else "n=_",
    ]


def _shape(tree: Tree, c: Candidate) -> list[str]:
    n = len(c.content)
    first = tree.lower[c.content[0]]
    finite = any(tree.tag[i] in FINITE for i in c.content)
    start, end = sentence(tree, c.cue[0])
    share = n / (end - start + 1)
    side = "after" if c.content[0] > c.cue[0] else "before" if c.content[-1] < c.cue[0] else "around"
    out = [
        f"n={min(n.bit_length(), 6)}",
        f"fin={finite}",
        f"side={side}|{c.construction}",
        f"share={min(int(share * 5), 5)}",
        f"p={len(c.pieces)}",
    ]
    out += _beside_quotes(tree, c, start, end)
    if c.content[0] > c.cue[0]:
        out.append(f"gap={min(c.content[0] - max(c.cue), 4)}")
    if first in ("that", "whether", "if", "to", "for", "as", "how", "what", "why"):
        out += [f"f={first}", f"fc={first}|{c.construction}"]
    if c.source:
        gap = max(c.source[0] - c.cue[0], c.cue[0] - c.source[-1])
        out += [f"sg={min(gap.bit_length(), 5)}", f"so={c.source[0] > c.cue[0]}|{c.construction}"]
    return out
