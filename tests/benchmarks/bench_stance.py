"""What stance keywords cost as text and lexicon grow: python tests/benchmarks/bench_stance.py.

Ratios measured side by side: the same lexicon on one, two and four times the text; the same text with one to thirty
times the patterns, once with further patterns that find nothing in it and once with some that do, since each hit is a
row to write. A plain search with one regular expression a pattern stands beside them.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from framing import tables
from framing.devices import load_lexicon, stance
from framing.devices.lexicon import Lexicon
from framing.text import count_words

ARTICLES, SENTENCES, LENGTH = 200, 30, 20
PATTERNS = (364, 1_000, 3_000, 10_000)
REPEATS = 5
Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]


def words() -> list[str]:
    """The words of our lexicon among 20,000 invented ones, the commonest first, as texts and patterns take them."""
    rng = np.random.default_rng(1)
    letters = np.array(list("abcdefghijklmnoprstuvw"))
    invented = {"".join(rng.choice(letters, rng.integers(3, 10))) for _ in range(20_000)}
    own = {form.rstrip("*") for pattern in load_lexicon().patterns for slot in pattern.slots for form in slot} - {"~"}
    return rng.permutation(sorted(invented | own)).tolist()


def corpus(articles: int, vocabulary: list[str]) -> Tables:
    """Articles of sentences of words as frequent as in a language (Zipf), all in the outlet's voice."""
    rng = np.random.default_rng(2)
    weights = 1 / np.arange(1, len(vocabulary) + 1)
    drawn = rng.choice(vocabulary, size=(articles, SENTENCES, LENGTH), p=weights / weights.sum())
    blank = {name: "" for name, kind in tables.ARTICLES.columns.items() if kind == tables.TEXT}
    rows, passages = [], []
    for number, article in enumerate(drawn):
        sentences = [" ".join(sentence) + ". " for sentence in article]
        rows.append(
            blank
            | {"article_id": str(number), "text": "".join(sentences), "words": 0, "containment": 0, "warnings": []}
        )
        ends = np.cumsum([len(sentence) for sentence in sentences])
        passages += [
            {"article_id": str(number), "zone": "story", "start": end - len(text), "end": end, "sentence": n}
            | {"voice": "outlet", "attribution_ids": [], "words": count_words(text)}
            for n, (text, end) in enumerate(zip(sentences, ends.tolist(), strict=True))
        ]
    return tables.ARTICLES.frame(rows), tables.ATTRIBUTIONS.frame(), tables.PASSAGES.frame(passages)


def lexicon(patterns: int, rare_words: list[str]) -> Lexicon:
    """Our patterns without guards, and as many more of the same shapes with these words as are wanted."""
    own = load_lexicon().frame().assign(guard="")
    rng = np.random.default_rng(3)
    rare = iter(rng.permutation(rare_words).tolist() * 20)
    shape = re.compile(r"[^\s|~*]+")
    more = own.sample(max(patterns - len(own), 0), replace=True, random_state=4)
    more = more.assign(
        id=[f"n{n}" for n in range(len(more))],
        pattern=[shape.sub(lambda _: next(rare), pattern) for pattern in more["pattern"]],
    )
    return load_lexicon(pd.concat([own.head(patterns), more], ignore_index=True))


def plain(texts: list[str], lexicon: Lexicon) -> int:
    """Hits of one regular expression for each pattern, without voices, negation or guards."""
    parts = {"*": r"\w*", " ": r"\W+", "~ ": r"(?:\w+\W+){0,2}"}
    found = 0
    for entry in lexicon.entries:
        slots = [
            "(?:" + "|".join(re.escape(f).replace(r"\*", parts["*"]) for f in slot.split("|")) + ")"
            if slot != "~"
            else ""
            for slot in entry.pattern.split(" ")
        ]
        source = parts[" "].join(slots).replace(parts[" "] + parts[" "], parts[" "] + parts["~ "])
        found += sum(len(re.findall(rf"\b{source}\b", text)) for text in texts)
    return found


def seconds(task: Callable[[], object]) -> float:
    """CPU seconds of the fastest of some runs."""
    taken = []
    for _ in range(REPEATS):
        start = time.process_time()
        task()
        taken.append(time.process_time() - start)
    return min(taken)


def grow(what: str, tasks: dict[str, tuple[Tables, Lexicon]]) -> None:
    """Print the seconds of each task, and how many times the first's they are."""
    print(what)
    base = None
    for name, (coded, patterns) in tasks.items():
        taken = seconds(lambda coded=coded, patterns=patterns: stance(*coded, patterns))
        base = base or taken
        hits = len(stance(*coded, patterns))
        print(f"{name:>15}: {taken:6.2f} s CPU, {taken / base:5.2f} times the first; {hits:,} hits")


def main() -> None:
    vocabulary = words()
    own, coded = lexicon(PATTERNS[0], vocabulary), corpus(ARTICLES, vocabulary)
    size = ARTICLES * SENTENCES * LENGTH
    grow("text grows, our lexicon", {f"{n * size:,} words": (corpus(n * ARTICLES, vocabulary), own) for n in (1, 2, 4)})
    for what, rare in (
        ("by words that the text has not", [f"{word}q" for word in vocabulary]),
        ("by its rare words", vocabulary[2_000:]),
    ):
        grow(f"lexicon grows {what}", {f"{n:,} patterns": (coded, lexicon(n, rare)) for n in PATTERNS})
    some = [text.lower() for text in coded[0]["text"].tolist()[: ARTICLES // 10]]
    start = time.process_time()
    plain(some, own)
    print(
        f"one regular expression a pattern: {(time.process_time() - start) * 10:.1f} s CPU (from a tenth of the text)"
    )


if __name__ == "__main__":
    main()
