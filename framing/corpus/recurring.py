"""Lines that recur over an outlet's pages: chrome, unless they belong to the stories in which they stand.

A line that several different stories share is the site's own when it has little to do with them or speaks to the
reader. A quotation or a paragraph of background that an outlet prints again in its next story on the matter shares its
words with each, and the copies of one wire story count as one story: these stay.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Sequence
from urllib.parse import urlparse

from framing.corpus.draft import Draft, Removed
from framing.corpus.features import SENTENCE_END
from framing.corpus.kinds import MIN_STORY_WORDS
from framing.corpus.marked import letters
from framing.corpus.words import TOKEN, content_words, pushing, word_classes
from framing.text import count_words

STORIES, PLAIN_STORIES = 3, 8
"""Different stories that must share a line; a plain sentence that asks nothing of the reader."""
ENOUGH = 20
"""Different stories after which no more are counted: an outlet's thousands need not be compared with each other."""
FOREIGN, ADDRESSED = 0.2, 0.45
"""Share of a line's content words that return in its stories, below which it is foreign to them; if it speaks to the
reader. Half of all paragraphs of a story have more than .54, one in twenty less than .20; appeals .15 (median)."""
_QUOTED = re.compile(r"[“\"«„][^“”\"«»„]{2,}[”\"»“]")


def drop_recurring(drafts: Iterable[Draft]) -> None:
    """Move lines that recur over the pages of one outlet from `text` to `removed`; drafts without places stay."""
    outlets: dict[str, list[_Page]] = defaultdict(list)
    for draft in drafts:
        if draft.places:
            outlets[_outlet(draft)].append(_Page(draft))
    for pages in outlets.values():
        if len(pages) >= STORIES:
            _drop(pages)


def _outlet(draft: Draft) -> str:
    """Whose page it is: the outlet, else the host of its address, else the folder in which it was saved."""
    host = urlparse(draft.url).netloc.removeprefix("www.")
    return draft.outlet.casefold() or host or f"/{draft.article_id.rpartition('/')[0]}"


class _Page:
    """A draft and its paragraphs by their letters."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.paragraphs = draft.text.split("\n\n")
        self.keys = [letters(p) for p in self.paragraphs]
        self.words = [content_words(p) for p in self.paragraphs]

    def drop(self, found: dict[str, int]) -> None:
        """Take the found lines out, unless too little would be left."""
        kept = [n for n, key in enumerate(self.keys) if key not in found]
        if len(kept) == len(self.keys) or sum(count_words(self.paragraphs[n]) for n in kept) < MIN_STORY_WORDS:
            return
        for n, key in enumerate(self.keys):
            if key in found:
                why = f"recurs in {found[key]} stories of the outlet and belongs to none"
                self.draft.removed += [Removed(i, "chrome", self.paragraphs[n], why) for i in self.draft.places[n]]
        self.draft.removed.sort(key=lambda line: line.line)
        self.draft.text = "\n\n".join(self.paragraphs[n] for n in kept)
        self.draft.places = [self.draft.places[n] for n in kept]


def _drop(pages: Sequence[_Page]) -> None:
    holders: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for key in dict.fromkeys(page.keys):
            holders[key].append(number)
    recurring = {key: at for key, at in holders.items() if len(at) >= STORIES and key}
    foreign: dict[str, list[_Page]] = {}
    for key, at in recurring.items():
        places = [(pages[i], pages[i].keys.index(key)) for i in at]
        if all(page.draft.places[n] for page, n in places) and _is_chrome(places, recurring):
            foreign[key] = [page for page, _ in places]
    counts = {key: _stories(holding, foreign) for key, holding in foreign.items()}
    found = {key: stories for key, stories in counts.items() if stories >= _needed(foreign[key][0], key)}
    for page in pages:
        page.drop(found)


def _is_chrome(places: Sequence[tuple[_Page, int]], recurring: dict[str, list[int]]) -> bool:
    page, n = places[0]
    line, words = page.paragraphs[n], page.words[n]
    if sum(len(m.group()) for m in _QUOTED.finditer(line)) > 0.3 * len(line):
        return False
    if len(words) < 5:
        return not SENTENCE_END.search(line) or TOKEN.findall(line.lower())[0] in word_classes()["imperative"]
    shares = []
    for page, _ in places:
        own = (w for key, w in zip(page.keys, page.words, strict=True) if key not in recurring)
        shares.append(len(words & set().union(*own)) / len(words))
    return sum(shares) / len(shares) < (ADDRESSED if _addresses(line) else FOREIGN)


def _needed(page: _Page, key: str) -> int:
    """In how many different stories a line must stand."""
    line = page.paragraphs[page.keys.index(key)]
    return STORIES if _addresses(line) or not SENTENCE_END.search(line) else PLAIN_STORIES


def _addresses(line: str) -> bool:
    """Whether a line speaks to the reader, of the writers, or sells and steers."""
    persons = word_classes()["first_person"] | word_classes()["second_person"]
    return pushing(line) >= 0.15 or not persons.isdisjoint(w.lower() for w in TOKEN.findall(_QUOTED.sub(" ", line)))


def _stories(pages: Sequence[_Page], foreign: Container[str]) -> int:
    """How many different stories the pages hold: copies share a seventh of their paragraphs, or more."""
    stories: list[set[str]] = []
    for page in pages:
        own = {key for key, words in zip(page.keys, page.words, strict=True) if len(words) >= 5 and key not in foreign}
        if not any(7 * len(own & other) >= min(len(own), len(other)) for other in stories):
            stories.append(own)
        if len(stories) >= ENOUGH:
            break
    return len(stories)
