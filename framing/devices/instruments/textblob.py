"""TextBlob's pattern analyzer: its lexicon and rules, with the place of every scored word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from textblob.en import sentiment as analyzer

from framing.devices.instruments import Assessment, Score

_SPACE = re.compile(r"\s*")
_CONTRACTED_NOT = re.compile(r"(?<=\w[nN])['’](?=[tT]\b)")
_JOINER = "ʼ"  # an apostrophe that TextBlob's tokenizer leaves inside the word


class _Token(str):
    """A word as TextBlob reads it that remembers its place in the text."""

    __slots__ = ("end", "start")


def score(text: str) -> Score:
    """Mean polarity and subjectivity of the words TextBlob knows: `TextBlob(text).sentiment`, but for two things.

    A contracted "not" negates ("isn't a bad idea": TextBlob's tokenizer splits it beyond recognition), and emoticons
    are not read ("aged 8)" holds one). TextBlob's own negation reaches over single letters only: in "not such a bad
    idea" it is missed, and the words of the assessment show it. Source: De Smedt & Daelemans 2012, "Pattern for
    Python"; TextBlob 0.19.
    """
    tokens = _tokens(_CONTRACTED_NOT.sub(_JOINER, text))
    found = [a for a in analyzer.assessments((w, None) for w in tokens) if a[3] != "mood"]
    if not found:
        return Score()
    assessments = [_assessment(text, *a[:3]) for a in found]
    return Score(
        polarity=sum(a["polarity"] for a in assessments) / len(found),
        subjectivity=sum(a["subjectivity"] for a in assessments) / len(found),
        scored_words=len({word.start for a in found for word in _placed(a[0])}),
        assessments=assessments,
    )


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    for word in " ".join(analyzer.tokenizer(text)).split():
        start = _SPACE.match(text, at).end()
        if text.startswith(word, start):
            at = start + len(word)
        else:  # characters that the tokenizer left out, or spaced ones that it joined ("( ! )")
            start, at = re.compile(r"\s*".join(map(re.escape, word))).search(text, at).span()
        token = _Token("n't" if _JOINER in word else word.lower())
        token.start, token.end = start, at
        yield token


def _placed(words: Iterable[str]) -> list[_Token]:
    """The tokens among the words: TextBlob adds a "!" of its own."""
    return sorted((w for w in words if isinstance(w, _Token)), key=lambda w: w.start)


def _assessment(text: str, words: list[str], polarity: float, subjectivity: float) -> Assessment:
    placed = _placed(words)
    return {
        "start": placed[0].start,
        "end": placed[-1].end,
        "words": " ".join(text[w.start : w.end] for w in placed),
        "polarity": polarity + 0.0,  # no -0.0
        "subjectivity": subjectivity,
    }
