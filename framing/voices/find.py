"""The attributions of a zone: each paragraph by itself, then what runs on from one paragraph to the next."""

from __future__ import annotations

import re
from dataclasses import replace

from framing.text import count_words
from framing.voices.build import attributions
from framing.voices.candidates import candidates
from framing.voices.content import MARKS, sentence
from framing.voices.cues import lexicon, verb_lemma
from framing.voices.rank import rate
from framing.voices.records import Found, Paragraph, Span, Zone
from framing.voices.relays import relayed
from framing.voices.select import select
from framing.voices.subjects import speaker
from framing.voices.tree import TENSED, Tree

NAME = r"(?:[A-Z][\w.’'-]*|de|van|von|al|bin)"
SIGNATURE = re.compile(rf"[”\"’'»]\s*[―—–-]+\s*(?P<name>{NAME}(?:\s+{NAME}){{0,5}})\s*\.?\s*$")
LABEL = re.compile(rf"(?P<mark>[“”\"]?)(?P<name>{NAME}(?:\s+{NAME}){{0,4}})\s*(?P<colon>:)\s+(?=\S+\s+\S+)")
QUOTE_END = frozenset("”\"’'.»")
CLOSING = "”\"’'» \n"
SENTENCE_ENDS = frozenset(".?!…")


def find(zone: Zone, story: str) -> list[Found]:
    """The attributions of a zone of the article with this story, in the order of its text."""
    reader = _Reader(zone, story)
    for number, paragraph in enumerate(zone.paragraphs):
        reader.read(number, paragraph)
    return sorted(reader.found, key=lambda f: (min(f.content), f.cue or (0, 0), f.source or (0, 0)))


class _Reader:
    """Reads paragraphs in order and keeps what the next one may continue."""

    def __init__(self, zone: Zone, story: str) -> None:
        self.zone = zone
        self.story = story
        self.found: list[Found] = []
        self.open: Found | None = None  # a quotation that ended the paragraph before
        self.told: Found | None = None  # what somebody said in its last sentence
        self.introduced: Found | None = None  # a cue whose colon ended the paragraph before
        self.unclosed: list[tuple[Span, int]] = []  # quotations nobody claims yet, left open for this paragraph; words

    def read(self, number: int, paragraph: Paragraph) -> None:
        if paragraph.doc is None:
            self.open, self.told, self.introduced, self.unclosed = None, None, None, []
            return
        tree = Tree(paragraph.doc, self.zone.text[paragraph.start : paragraph.end])
        here = self._signed(tree) or self._labelled(tree, number) or self._parsed(tree)
        here = self._continued(tree, paragraph.start, [_placed(f, tree, paragraph.start) for f in here])
        self._close(tree, paragraph.start, here)
        self.found += here
        self.told = _last_told(tree, here, paragraph.start)
        self.introduced = self._introduction(tree, paragraph.start)
        ended = tree.text.rstrip()[-1:] in QUOTE_END
        quoting = [f for f in here if f.kind in ("direct", "mixed")]
        if quoting and ended:
            self.open = quoting[-1]
        elif here or not tree.quotes:
            self.open = None

    def _close(self, tree: Tree, offset: int, here: list[Found]) -> None:
        """Give quotations left open before to whoever speaks the one that opens here; keep it when nobody does."""
        opens = bool(tree.quotes) and not _words(tree.text[: tree.quotes[0].start])
        begin = tree.quotes[0].start + offset if opens else -1
        speaker = next((f for f in here if any(a <= begin < b for a, b in f.content)), None)
        if speaker is not None:
            speaker.content[:0] = [span for span, _ in self.unclosed]
            speaker.quoted_words += sum(words for _, words in self.unclosed)
        if here or not opens or self.open is not None or tree.quotes[-1].end < len(tree.text.rstrip()) or _closed(tree):
            self.unclosed = []
        else:
            last = tree.quotes[-1]
            span = (last.start, last.end)
            self.unclosed.append(((last.start + offset, last.end + offset), _quoted_words(tree, span)))

    def _parsed(self, tree: Tree) -> list[Found]:
        rated = candidates(tree)
        rate(tree, rated)
        chosen = relayed(tree, select(tree, rated))
        return [found for c in chosen for found in attributions(self.zone.name, tree, c)]

    def _signed(self, tree: Tree) -> list[Found]:
        """A quotation signed with a dash and a name."""
        match = SIGNATURE.search(tree.text)
        if not match or not tree.quotes or tree.quotes[0].start > 2:
            return []
        return [Found(self.zone.name, _quoted(tree), match.span("name"), None, "direct", "core", "signature")]

    def _labelled(self, tree: Tree, number: int) -> list[Found]:
        """ "Seoul: office destroyed" in a headline, "JONES: I think ..." in a transcript; not kickers ("Live:")."""
        match = LABEL.match(tree.text)
        if not match or match["name"].startswith("The ") or self.story.count(match["name"].split()[-1]) < 2:
            return []
        speech = match["name"].isupper() or any(q.start == match.end() for q in tree.quotes)
        if not (speech or (not match["mark"] and (self.zone.name == "title" or number == 0))):
            return []
        content = (match.end(), len(tree.text.rstrip()))
        kind, tier = ("direct", "core") if speech else ("indirect", "extended")
        return [Found(self.zone.name, [content], match.span("name"), match.span("colon"), kind, tier, "label")]

    def _introduction(self, tree: Tree, offset: int) -> Found | None:
        """The last cue of a paragraph that ends in a colon, its content still to come."""
        if not tree.text.rstrip().endswith(":"):
            return None
        last = tree.sentence[-1]
        for v in range(len(tree) - 1, -1, -1):
            if tree.sentence[v] != last:
                break
            source = speaker(tree, v)[0] if tree.quote[v] < 0 and _is_cue(tree, v) else []
            if source:
                span = tree.span(source[0], source[-1])
                return _moved(
                    Found(self.zone.name, [], span, tree.span(v, v), "direct", "core", "next paragraph"), offset
                )
        return None

    def _continued(self, tree: Tree, offset: int, here: list[Found]) -> list[Found]:
        """What was found here; opening words that nobody here claims go to the paragraph before."""
        opening = _quoted(tree) if tree.quotes and not _words(tree.text[: tree.quotes[0].start]) else []
        taken = [(a - offset, b - offset) for f in here for a, b in f.content]
        if any(a < end and start < b for a, b in taken for start, end in opening):
            return here
        if self.introduced is not None:
            self.introduced.kind = "direct" if opening else "indirect"
            _extend(self.introduced, tree, opening or [(0, len(tree.text.rstrip()))], offset)
            return [self.introduced, *(f for f in here if not _within(f, self.introduced.content))]
        if self.open is not None and opening and not any(_is_cue(tree, v) for v in _outside_quotes(tree)):
            _extend(self.open, tree, opening, offset)
        elif self.told is not None and _all_quoted(tree):
            goes_on = replace(self.told, content=[], cue=None, kind="direct", rule="next paragraph", quoted_words=0)
            _extend(goes_on, tree, opening, offset)
            return [goes_on]
        return here


def _last_told(tree: Tree, here: list[Found], offset: int) -> Found | None:
    """The last attribution of words that reaches into the paragraph's last sentence."""
    last = offset + tree.start[sentence(tree, len(tree) - 1)[0]] if len(tree) else offset
    told = [f for f in here if f.tier == "core" and f.source and f.content[-1][1] > last]
    return max(told, key=lambda f: f.content[-1], default=None)


def _all_quoted(tree: Tree) -> bool:
    """Whether the paragraph is whole sentences of one quotation and nothing else."""
    whole = [span for span in _quoted(tree) if span[0] == 0]
    return bool(whole) and not _words(tree.text[whole[0][1] :]) and tree.text.rstrip(CLOSING)[-1:] in SENTENCE_ENDS


def _extend(found: Found, tree: Tree, spans: list[Span], offset: int) -> None:
    """Add spans of the paragraph to an attribution's content."""
    found.content += [(start + offset, end + offset) for start, end in spans]
    found.quoted_words += sum(_quoted_words(tree, span) for span in spans)


def _placed(found: Found, tree: Tree, offset: int) -> Found:
    """The attribution with its quoted words counted and its spans in characters of the zone."""
    found.quoted_words = sum(_quoted_words(tree, span) for span in found.content)
    return _moved(found, offset)


def _moved(found: Found, by: int) -> Found:
    found.content = [(start + by, end + by) for start, end in found.content]
    found.source = found.source and (found.source[0] + by, found.source[1] + by)
    found.cue = found.cue and (found.cue[0] + by, found.cue[1] + by)
    found.via = found.via and (found.via[0] + by, found.via[1] + by)
    return found


def _quoted_words(tree: Tree, span: Span) -> int:
    return sum(count_words(tree.text[max(q.start, span[0]) : min(q.end, span[1])]) for q in tree.quotes)


def _quoted(tree: Tree) -> list[Span]:
    """The paragraph's quotations with their marks, those without a word between them as one span."""
    spans: list[Span] = []
    for quote in tree.quotes:
        if spans and not _words(tree.text[spans[-1][1] : quote.start]):
            spans[-1] = (spans[-1][0], quote.end)
        else:
            spans.append((quote.start, quote.end))
    return spans


def _closed(tree: Tree) -> bool:
    """Whether the paragraph's last quotation has its closing mark."""
    return tree.text.rstrip()[-1:] in MARKS


def _words(text: str) -> bool:
    return any(map(str.isalnum, text))


def _outside_quotes(tree: Tree) -> list[int]:
    return [i for i in range(len(tree)) if tree.quote[i] < 0 and tree.tag[i] in TENSED]


def _is_cue(tree: Tree, v: int) -> bool:
    return tree.tag[v][:2] == "VB" and verb_lemma(tree.lower[v]) in lexicon("verb")


def _within(found: Found, spans: list[Span]) -> bool:
    return all(any(a <= start and end <= b for a, b in spans) for start, end in found.content)
