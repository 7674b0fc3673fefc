"""Small coded articles for the tests of the devices: one text, and what is whose in it."""

from __future__ import annotations

import re
from itertools import pairwise

import pandas as pd
from hypothesis import strategies as st

from framing import tables
from framing.text import count_words

Tables = tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]

_SCRAPS = [
    "peace",
    "threat",
    "rising",
    "tension",
    "Not",
    "isn't",
    "isn’t",
    "good",
    "!",
    "bad",
    ":)",
    "( ! )",
    "'",
    '"',
    "“",
    "”",
    "’",
]
_SCRAPS += [
    "....",
    "\n\n",
    "\r\n",
    "said",
    "May",
    "may",
    "Sanctions",
    "\u200f",
    "سلام",
    "😀",
    "\x00",
    "\x1f",
    "İ",
    "e\u0301",
    "END-OF-SENTENCE",
]
any_text = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(_SCRAPS), max_size=25).map(" ".join))
any_texts = st.lists(any_text, max_size=20)


def coded(text: str, title: str = "", cues: str = "", contents: str = "", source: str = "") -> Tables:
    """Articles, attributions, passages of the article "a".

    cues, contents and source name strings of the story (several separated by |) that belong to its attribution, one for
    each cue; a sentence ends after each full stop and a space.
    """
    named = {"cue": cues, "content": contents, "source": source}
    spans = {name: [_find(text, part) for part in value.split("|") if part] for name, value in named.items()}
    told = spans["cue"] or [(-1, -1)] * any(named.values())
    rows = [_attribution(number, cue, spans["source"], spans["content"]) for number, cue in enumerate(told, 1)]
    passages = [*_passages("a", "title", title, []), *_passages("a", "story", text, spans["content"])]
    articles = [_article("a", title, text)]
    return tables.ARTICLES.frame(articles), tables.ATTRIBUTIONS.frame(rows), tables.PASSAGES.frame(passages)


def corpus(texts: list[str]) -> Tables:
    """The stories "0", "1", ... without attributions."""
    return (
        tables.ARTICLES.frame(_article(str(n), "", text) for n, text in enumerate(texts)),
        tables.ATTRIBUTIONS.frame(),
        tables.PASSAGES.frame(row for n, text in enumerate(texts) for row in _passages(str(n), "story", text, [])),
    )


def _article(article_id: str, title: str, text: str) -> dict[str, object]:
    blank: dict[str, object] = dict.fromkeys(tables.ARTICLES.columns, "") | {
        "words": 0,
        "containment": 0.0,
        "warnings": [],
    }
    return blank | {"article_id": article_id, "title": title, "text": text}


def _find(text: str, part: str) -> tuple[int, int]:
    start = text.index(part)
    return start, start + len(part)


def _attribution(number: int, cue: tuple[int, int], source: list, contents: list) -> dict[str, object]:
    row: dict[str, object] = dict.fromkeys(tables.ATTRIBUTIONS.columns, "")
    row |= {
        "article_id": "a",
        "attribution_id": number,
        "zone": "story",
        "named": False,
        "former": False,
        "paragraph": 0,
    }
    row |= {"words": 0.0, "quoted_words": 0.0, "cue_start": cue[0], "cue_end": cue[1], "content_spans": contents}
    row["source_start"], row["source_end"] = source[0] if source else (-1, -1)
    return row


def _passages(article_id: str, zone: str, text: str, contents: list[tuple[int, int]]) -> list[dict[str, object]]:
    ends = [m.end() for m in re.finditer(r"\. ", text)]
    cuts = sorted({0, len(text), *ends, *(offset for span in contents for offset in span)})
    rows = []
    for start, end in pairwise(cuts):
        spoken = any(a <= start < b for a, b in contents)
        rows.append(
            {
                "article_id": article_id,
                "zone": zone,
                "start": start,
                "end": end,
                "sentence": sum(e <= start for e in ends),
            }
            | {"voice": "source" if spoken else "outlet", "attribution_ids": [1] if spoken else []}
            | {"words": count_words(text[start:end])}
        )
    return rows
