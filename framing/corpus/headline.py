"""Which line above a story is its headline: one whose words return in the story, near a byline or a date."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from framing.corpus import names
from framing.corpus.words import content_words, pushing

CERTAIN = 2.5
"""The least score of a headline; below it a wrong one is as likely."""
_MENU = re.compile(r"\s{2,}|\s[|/•·]\s")


@dataclass
class Header:
    """What a headline is sought in: the lines above a story and what is known of the page."""

    lines: Sequence[str]
    signing: Sequence[bool]  # of each line, whether it belongs to a block of byline and date
    dated: Sequence[bool]
    credits: Sequence[bool]
    copies: Counter[str]  # lines of the page that are not story, in small letters
    story: set[str]  # content words of the story, and of its first paragraphs
    lead: set[str]
    text: str  # the story in small letters

    def find(self) -> int | None:
        """The number of the headline among the lines, None when none is certain."""
        scores = [self._score(n) for n in range(len(self.lines))]
        top = max(range(len(scores)), key=lambda n: (scores[n], -n), default=None)
        if top is None or scores[top] < CERTAIN:
            return None
        # What stands below a headline tells as much of the story and is as close to the byline.
        below = self.lines[top]
        margin = 2.2 if below.endswith(".") or len(below.split()) > 14 else 1.0
        above = [n for n in (top - 2, top - 1) if n >= 0 and scores[n] >= max(1.4, scores[top] - margin)]
        # With another short headline between them both stand in a list, and the page's own is the one by the byline.
        listed = len(self.lines[top - 1].split()) <= 8 and scores[top - 1] >= CERTAIN
        return next((n for n in above if not self._label(n, top) and not (n < top - 1 and listed)), top)

    def _label(self, n: int, below: int) -> bool:
        """Whether a line is a section's name or a catchword above the headline rather than the headline."""
        line = self.lines[n]
        few = len(line.split()) <= 5
        return few and (line.isupper() or content_words(line) <= content_words(self.lines[below]))

    def _score(self, n: int) -> float:
        """Words that return in the story, a byline close by, repetition; no selling, no list, no full stop."""
        line = self.lines[n]
        words = len(line.split())
        if not 3 <= words <= 40 or len(line) < 15 or names.byline(line) is not None or self.credits[n]:
            return 0.0
        told, lead = self._overlap(line, self.story), self._overlap(line, self.lead)
        if len(_MENU.findall(line)) > 1 or (names.is_role(line) and words <= 4 and not lead):
            return 0.0
        signed, under = any(self.signing[n + 1 : n + 5]), any(self.signing[max(0, n - 3) : n])
        score = 2.2 * told + 1.5 * lead + 1.6 * signed + (0.6 - signed) * under
        score += 0.5 * (self.copies[line.casefold()] > 1) - 1.0 * (line.rstrip(".").casefold() in self.text)
        score -= 0.10 * max(0, words - 14)  # a standfirst repeats the story's words, too
        score += min(words, 8) / 8 - 2.5 * pushing(line) - 1.2 * self.dated[n]
        score -= 1.2 * (line.isupper() and words <= 5)
        return score - 0.8 * line.endswith((".", ":", "...", "…")) - 0.03 * (len(self.lines) - 1 - n)

    @staticmethod
    def _overlap(line: str, words: set[str]) -> float:
        own = content_words(line)
        return len(own & words) / max(1, len(own))
