"""Word patterns with gaps, endings, alternatives and guards, all of a list looked for in one pass.

Syntax: a space is "the next word"; `*` any word ending; `|` alternatives within one word; `~` up to two words between.
Guards, separated by `;`: `before A|B*`, `after A|B*`, `not before A|B*`, `not after A|B*` (the neighbouring word),
`class noun|verb`, `not class name` (the word class of the hit's first word: name, noun, verb, adjective, adverb) and
`lowercase` (the hit begins with a small letter).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from framing.devices.word_classes import CLASSES
from framing.text import WORD

MAX_GAP = 2
GAP = "~"
_SAME = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‐": "-", "‑": "-"})

Slot = tuple[str, ...]
"""The alternatives of one word, each with or without a final `*`; (GAP,) is a gap."""


class PatternError(ValueError):
    """A pattern or guard that cannot be read: the message says what is wrong and how to write it."""


def fold(text: str) -> str:
    """The text with one kind of apostrophe and one kind of hyphen, as long as before."""
    return text.translate(_SAME)


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition on a hit: its neighbour ("before", "after"), first word ("class") or first letter ("lowercase")."""

    side: str
    slot: Slot = ()
    negative: bool = False

    def meets(self, word: str) -> bool:
        """Whether the word, or the name of a word class, is as the guard wants it; "" is no word."""
        return any(_fits(word, form) for form in self.slot) != self.negative


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern: its slots in order and its guards."""

    slots: tuple[Slot, ...]
    guards: tuple[Guard, ...] = ()


def parse(pattern: str, guard: str = "") -> Pattern:
    """Read a pattern and its guards; PatternError says what is wrong with them."""
    slots = tuple(_slot(part) for part in fold(pattern).lower().split())
    if not slots:
        raise PatternError("the pattern is empty; write at least one word")
    for slot, after in zip(((GAP,), *slots), (*slots, (GAP,)), strict=True):
        if slot == after == (GAP,):
            raise PatternError(f"'{pattern}' has a ~ without a word on both sides; put a word before and after each ~")
    return Pattern(slots, tuple(_guard(part) for part in guard.split(";") if part.strip()))


def _slot(part: str) -> Slot:
    if part == GAP:
        return (GAP,)
    forms = tuple(part.split("|"))
    for form in forms:
        if not WORD.fullmatch(form.removesuffix("*")):
            raise PatternError(
                f"'{form}' in '{part}' is not one word; write letters, digits, inner hyphens or apostrophes, "
                "a * only at the end, alternatives as a|b without spaces, and a ~ with spaces around it"
            )
    return forms


def _guard(text: str) -> Guard:
    parts = fold(text).lower().split()
    if parts == ["lowercase"]:
        return Guard("lowercase")
    negative = parts[0] == "not"
    match parts[negative:]:
        case ["class", slot]:
            return Guard("class", tuple(_word_class(name) for name in slot.split("|")), negative)
        case [("before" | "after") as side, slot] if slot != GAP:
            return Guard(side, _slot(slot), negative)
    raise PatternError(
        f"the guard '{text.strip()}' is not known; write 'before a|b*', 'after a|b*', 'class noun|verb', "
        "each as it is or after 'not', or 'lowercase', several separated by ;"
    )


def _word_class(name: str) -> str:
    if name in CLASSES:
        return name
    near = difflib.get_close_matches(name, CLASSES, n=1)
    hint = f"did you mean '{near[0]}'?" if near else f"write one of {', '.join(CLASSES)}"
    raise PatternError(f"'{name}' is no word class; {hint}")


def _fits(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form


@dataclass(slots=True)
class _Node:
    """A place in the tree of all patterns: where the next word leads, and which patterns end here."""

    words: dict[str, _Node] = field(default_factory=dict)
    stems: dict[str, _Node] = field(default_factory=dict)
    gap: _Node | None = None
    ends: list[int] = field(default_factory=list)

    def child(self, form: str) -> _Node:
        if form == GAP:
            self.gap = self.gap or _Node()
            return self.gap
        table, key = (self.stems, form[:-1]) if form.endswith("*") else (self.words, form)
        return table.setdefault(key, _Node())

    def after(self, word: str) -> list[_Node]:
        """The nodes that this word leads to: its own, and those of the stems that it begins with."""
        found = [self.words[word]] if word in self.words else []
        if self.stems:
            found += [self.stems[word[:n]] for n in range(1, len(word) + 1) if word[:n] in self.stems]
        return found


_NOWHERE: list[_Node] = []


class Matcher:
    """Finds every pattern of a list in one pass: the time grows with the text, hardly with the number of patterns.

    The patterns share a tree of words. Where a word leads to from the root is remembered, as most words begin nothing.
    """

    def __init__(self, patterns: Iterable[Pattern]) -> None:
        self.patterns = tuple(patterns)
        self._root = _Node()
        self._starts: dict[str, list[_Node]] = {}
        for number, pattern in enumerate(self.patterns):
            nodes = [self._root]
            for slot in pattern.slots:
                nodes = [node.child(form) for node in nodes for form in dict.fromkeys(slot)]
            for node in nodes:
                node.ends.append(number)

    def find(self, words: Sequence[str]) -> Iterator[tuple[int, int, int]]:
        """(first, stop, number) for each way in which words[first:stop] fit pattern `number`; guards are not asked.

        The words are lower-case and folded, as `Sentence.words`.
        """
        starts = self._starts
        for first, word in enumerate(words):
            nodes = starts.get(word)
            if nodes is None:
                nodes = starts[word] = self._root.after(word) or _NOWHERE
            for node in nodes:
                yield from ((first, stop, number) for stop, number in _follow(node, words, first + 1))


def _follow(node: _Node, words: Sequence[str], at: int) -> Iterator[tuple[int, int]]:
    for number in node.ends:
        yield at, number
    if at < len(words):
        for following in node.after(words[at]):
            yield from _follow(following, words, at + 1)
    if node.gap:
        for skip in range(min(MAX_GAP, len(words) - at - 1) + 1):
            for following in node.gap.after(words[at + skip]) if at < len(words) else ():
                yield from _follow(following, words, at + skip + 1)
