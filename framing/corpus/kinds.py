"""Pages that hold no whole article: paywall stubs, consent walls, indexes, live blogs, videos, texts cut short.

Each is told by how the page is built (how long its story is, how it is broken up, what stands around it), as wordings
differ from site to site; the word classes of resources/pages/kind_words.json count as shares and never alone.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from framing.corpus.features import SENTENCE_END
from framing.corpus.problems import Refused
from framing.corpus.words import TOKEN, content_words, pushing
from framing.resources import path
from framing.text import count_words

MIN_STORY_WORDS = 25
STUB_WORDS, VIDEO_WORDS, CUT_WORDS = 150, 90, 60  # a story longer than these is one, whatever stands around it
CONSENT_SHARE, CONSENT_WORDS = 0.09, 900
TEASERS, TEASER_WORDS = 5, 50
STAMPS = 4
_REACH = 12  # lines after the story in which an offer to read on is sought
_CLOCK = re.compile(
    r"^\W*(?:[^\W\d]+,? ){0,3}(?:[01]?\d|2[0-3])(?:[:.h][0-5]\d(?::[0-5]\d)?(?!\d)|\s?[ap]\.?m\b)"
    r"|^\W*\d{1,2} ?(?:min(?:ute)?s?|hrs?|hours?|h|m) ago\b",
    re.IGNORECASE,
)
_DURATION = re.compile(r"^\W*(?:\d{1,2}:)?\d{1,2}:\d\d\W*(?:/\W*(?:\d{1,2}:)?\d{1,2}:\d\d\W*)?$")
_CUT = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\]|[,;–—])$")


@cache
def kind_words() -> dict[str, frozenset[str]]:
    """The word classes of resources/pages/kind_words.json."""
    text = path("pages/kind_words.json").read_text(encoding="utf-8")
    return {name: frozenset(words.split()) for name, words in json.loads(text).items()}


def check_kind(lines: Sequence[str], story: Sequence[bool]) -> list[str]:
    """Refused when a page holds no whole article; warnings where its story can be used all the same.

    lines: the page line by line or block by block; story: which of them are story.
    """
    pairs = [(line.strip(), bool(s)) for line, s in zip(lines, story, strict=True) if line.strip()]
    page = _Page([line for line, _ in pairs], [n for n, (_, s) in enumerate(pairs) if s])
    size = sum(page.words[n] for n, (_, s) in enumerate(pairs) if s)
    for found in (page.consent(), page.live(), page.index(), page.paywall(), page.video(), page.cut_short()):
        if found:
            raise found
    if size < MIN_STORY_WORDS:
        said = f"only {size} words of story" if size else "no story"
        raise Refused(f"{said} on the page", "save the whole article, or give it as a table with a column 'text'")
    if page.is_cut:
        return [f"the text seems cut short (it ends '{page.end[-40:]}'): check that the page was saved whole"]
    return []


@dataclass
class _Page:
    """The lines of a page that hold text, and the numbers of those that are story.

    body are the lines that a story is made of: paragraphs of the story, of the page where it has next to none. What is
    short or steers the reader is no paragraph, whether or not it was taken for story.
    """

    lines: list[str]
    story: list[int]

    def __post_init__(self) -> None:
        self.words = [count_words(line) for line in self.lines]
        self.tokens = [TOKEN.findall(line.lower()) for line in self.lines]
        self.paragraphs = [
            i for i, line in enumerate(self.lines) if len(line) > 60 and self.words[i] >= 8 and pushing(line) < 0.3
        ]
        own = sorted(set(self.story) & set(self.paragraphs))
        self.body = own if sum(self.words[i] for i in own) >= MIN_STORY_WORDS else self.paragraphs
        self.size = sum(self.words[i] for i in self.body)
        self.last = self._last()
        self.end = self.lines[self.last] if self.body else ""
        self.other = sorted(set(range(len(self.lines))) - set(self.body))

    def _last(self) -> int:
        """The last paragraph of the story, or one below it that is cut off and so hardly looked like story."""
        last = self.body[-1] if self.body else -1
        return last + 1 if last + 1 in self.paragraphs and _CUT.search(self.lines[last + 1]) else last

    def _holds(self, i: int, kind: str) -> bool:
        return not kind_words()[kind].isdisjoint(self.tokens[i])

    def consent(self) -> Refused | None:
        """Hardly anything but cookies, partners and purposes."""
        words = [word for line in self.tokens for word in line]
        share = sum(word in kind_words()["consent"] for word in words) / max(1, len(words))
        if len(words) < MIN_STORY_WORDS or len(words) > CONSENT_WORDS or share < CONSENT_SHARE:
            return None
        return Refused(
            f"a consent wall: {share:.0%} of its words are about cookies and data",
            "answer the question about cookies in the browser, then save the page again",
        )

    def live(self) -> Refused | None:
        """Entries with times of their own; no stretch without a time makes up half of the story."""
        stamps = [i for i in range(len(self.lines)) if _CLOCK.match(self.lines[i]) and self._opens(i)]
        if len(stamps) < STAMPS:
            return None
        edges = [0, *stamps, len(self.lines)]
        longest = max(sum(self.words[i] for i in self.body if a <= i < b) for a, b in pairwise(edges))
        if 2 * longest > self.size or len(stamps) * 8 < len(self.body):
            return None
        return Refused(
            f"a live blog: {len(stamps)} entries with times of their own",
            "give each entry as a row of a table with a column 'text', or leave it out",
        )

    def _opens(self, i: int) -> bool:
        """Whether a time opens an entry: a paragraph in its line, or below it with at most a headline between."""
        return i in self.paragraphs or (self.words[i] <= 8 and any(j in self.paragraphs for j in (i + 1, i + 2)))

    def index(self) -> Refused | None:
        """Teasers under headlines of their own that have little to do with each other, or headlines only."""
        remedy = "save each article on a page of its own"
        heads = sum(4 <= self.words[i] <= 20 and not SENTENCE_END.search(self.lines[i]) for i in self.other)
        if self.size < MIN_STORY_WORDS:
            return Refused(f"an index page: {heads} headlines, no story of its own", remedy) if heads >= 12 else None
        teasers = [run for run in self._runs() if self._is_headed(run)]
        sizes = [sum(self.words[i] for i in run) for run in self._runs()]
        taken = [[i for i in run if i in self.body] for run in teasers]
        inside = sum(self.words[i] for run in taken for i in run)  # of what was taken for the story
        listed = len(teasers) >= TEASERS and 2 * len(teasers) >= len(sizes) and max(sizes) <= TEASER_WORDS
        spread = sum(map(bool, taken)) > 1 and 2 * inside >= sum(self.words[i] for i in self.story)
        if not listed or not spread or _cohesion(self, teasers) > 0.3:
            return None
        return Refused(f"an index page: {len(teasers)} teasers of other articles, no story of its own", remedy)

    def _runs(self) -> list[list[int]]:
        """The paragraphs of the page, those that stand together in one list."""
        starts = [i for n, i in enumerate(self.paragraphs) if n == 0 or i != self.paragraphs[n - 1] + 1]
        return [[i for i in self.paragraphs if a <= i < b] for a, b in pairwise([*starts, len(self.lines)])]

    def _is_headed(self, run: list[int]) -> bool:
        """Whether a headline stands above a run of sentences, with a line (date, writer) between or not."""
        above = [i for i in (run[0] - 1, run[0] - 2) if i >= 0 and i not in self.paragraphs]
        return SENTENCE_END.search(self.lines[run[-1]]) is not None and any(
            3 <= self.words[i] <= 20 and not SENTENCE_END.search(self.lines[i]) for i in above
        )

    def paywall(self) -> Refused | None:
        """A short story, and right below it offers to read on for those who subscribe or register.

        An offer of more stories, or "Read more" by itself, says nothing of this one: it may be whole.
        """
        below = [i for i in self.other if not self.body or i > self.body[-1]][:_REACH]
        offers = [i for i in below if self._holds(i, "gate")]
        short = [i for i in offers if len(self.tokens[i]) < 6]
        onward = [i for i in below if self._holds(i, "goes_on") and (self._holds(i, "matter") or i in short)]
        telling = set(offers) & set(onward) or (len(offers) > 1 and onward)
        if self.size > STUB_WORDS or not telling:
            return None
        return Refused(
            f"a paywall stub: {self.size} words of story, then an offer to subscribe or register",
            "save the page while logged in, or take the article from a news database",
        )

    def video(self) -> Refused | None:
        """A caption or two among the buttons of a player."""
        buttons = [i for i in self.other if len(self.tokens[i]) <= 8 and self._holds(i, "video")]
        clocks = [i for i in self.other if _DURATION.match(self.lines[i])]
        if not 0 < self.size <= VIDEO_WORDS or len(self.body) > 3 or not buttons or len(buttons) + len(clocks) < 2:
            return None
        if (len(buttons) + len(clocks)) * 10 < len(self.other):
            return None
        return Refused(
            f"a video with a caption of {self.size} words only",
            "give its transcript as a table with a column 'text', or leave it out",
        )

    @property
    def is_cut(self) -> bool:
        """Whether the last paragraph stops in mid-sentence, although those before it do not."""
        before = [self.lines[i] for i in self.body if i < self.last and self.words[i] >= 12]
        ends = sum(SENTENCE_END.search(line) is not None for line in before)
        return (
            count_words(self.end) >= 12
            and (bool(_CUT.search(self.end)) or self._stops_open())
            and 4 * ends >= 3 * len(before)
        )

    def _stops_open(self) -> bool:
        """Whether the last word is one that no sentence ends with ("of", "and")."""
        return self.end[-1].isalpha() and self.tokens[self.last][-1] in kind_words()["open"]

    def cut_short(self) -> Refused | None:
        """A sentence or two that stop in mid-sentence."""
        if not self.is_cut or self.size > CUT_WORDS:
            return None
        return Refused(
            f"a truncated text: {self.size} words that stop in mid-sentence",
            "save the whole article, or take it from a news database",
        )


def _cohesion(page: _Page, runs: list[list[int]]) -> float:
    """Mean share of the content words of a run of lines that return in other runs."""
    told = [content_words(" ".join(page.lines[i] for i in run)) for run in runs]
    seen = Counter(word for words in told for word in words)
    shares = [sum(seen[word] > 1 for word in words) / len(words) for words in told if words]
    return sum(shares) / max(1, len(shares))
