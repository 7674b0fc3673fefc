"""A parsed paragraph as plain lists, so that one pass over its tokens is cheap."""

from __future__ import annotations

from spacy.attrs import DEP, HEAD, IDX, LENGTH, SENT_START, TAG
from spacy.tokens import Doc

from framing.voices.mending import mend
from framing.voices.quotes import Quotation, quotations
from framing.voices.records import Span

TENSED = ("VBD", "VBZ", "VBP")
"""Tags of a verb that has its own tense."""


class Tree:
    """Words, tags and dependencies of a paragraph, slips of the parser mended; token i spans characters start[i] to
    end[i] of its text.
    """

    __slots__ = (
        "_quoted",
        "bounds",
        "dep",
        "end",
        "head",
        "is_word",
        "kids",
        "left",
        "lower",
        "quote",
        "quotes",
        "right",
        "sentence",
        "start",
        "tag",
        "text",
    )

    def __init__(self, doc: Doc, text: str) -> None:
        self.text = text  # that of doc, which doc itself would put together from its tokens again
        strings = doc.vocab.strings
        rows = doc.to_array([DEP, HEAD, TAG, LENGTH, SENT_START, IDX]).tolist()
        names = {value: strings[value] for row in rows for value in (row[0], row[2])}
        self.dep = [names[row[0]] for row in rows]
        self.tag = [names[row[2]] for row in rows]
        self.head = [i + _signed(row[1]) for i, row in enumerate(rows)]
        self.start = [row[5] for row in rows]
        self.end = [start + row[3] for start, row in zip(self.start, rows, strict=True)]
        self.lower = [self.text[a:b].lower() for a, b in zip(self.start, self.end, strict=True)]
        self.is_word = [any(map(str.isalnum, word)) for word in self.lower]
        self.bounds: list[Span] | None = None  # of each token's sentence; content.sentence fills it
        self.sentence = _running([row[4] for row in rows])
        self._link()
        if mend(self):
            self._link()
        self.quotes: list[Quotation] = quotations(self.text)
        self.quote = self._inside_quotes()

    def __len__(self) -> int:
        return len(self.dep)

    def _link(self) -> None:
        count = len(self.dep)
        self.kids: list[list[int]] = [[] for _ in range(count)]
        self.left, self.right = list(range(count)), list(range(count))
        for i, head in enumerate(self.head):
            if head != i:
                self.kids[head].append(i)
        for i in range(count):  # edges grow from each token up to the first ancestor that reaches as far
            above = self.head[i]
            while self.right[above] < i:
                self.right[above] = i
                above = self.head[above]
        for i in range(count - 1, -1, -1):
            above = self.head[i]
            while self.left[above] > i:
                self.left[above] = i
                above = self.head[above]

    def _inside_quotes(self) -> list[int]:
        inside, at = [-1] * len(self.dep), 0
        self._quoted: list[list[int]] = [[] for _ in self.quotes]
        for number, quote in enumerate(self.quotes):
            while at < len(inside) and self.start[at] < quote.start:
                at += 1
            while at < len(inside) and self.start[at] < quote.end:
                inside[at] = number
                self._quoted[number].append(at)
                at += 1
        return inside

    def subtree(self, i: int) -> list[int]:
        """Tokens below i and i itself, in order."""
        found, open_ = [], [i]
        while open_:
            node = open_.pop()
            found.append(node)
            open_.extend(self.kids[node])
        return sorted(found)

    def kid(self, i: int, *deps: str) -> int:
        """The first child of i with one of these dependencies, or -1."""
        return next((k for k in self.kids[i] if self.dep[k] in deps), -1)

    def quoted(self, number: int) -> list[int]:
        """Tokens of a quotation, its marks included."""
        return self._quoted[number]

    def span(self, first: int, last: int) -> Span:
        """Characters from token first to token last."""
        return self.start[first], self.end[last]


def _signed(value: int) -> int:
    return value - (1 << 64) if value >> 63 else value


def _running(starts: list[int]) -> list[int]:
    number, out = -1, []
    for i, start in enumerate(starts):
        number += start == 1 or i == 0
        out.append(number)
    return out
