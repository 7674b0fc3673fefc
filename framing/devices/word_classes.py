"""The word class of single words, asked of the parser's tagger only where a guard wants to know it."""

from __future__ import annotations

from collections.abc import Sequence

from framing.voices.model import parser

CLASSES = {"name": "NNP", "noun": "NN", "verb": "VB", "adjective": "JJ", "adverb": "RB"}
"""Word class -> how its Penn Treebank tags begin; the first that fits counts, so a name is no noun."""


def word_classes(text: str, starts: Sequence[int]) -> list[str]:
    """The class (one of CLASSES, or "") of the words of a sentence that begin at these offsets."""
    nlp = parser()
    doc = nlp.make_doc(text)
    for component in ("tok2vec", "tagger"):
        doc = nlp.get_pipe(component)(doc)
    tags = {place: token.tag_ for token in doc for place in range(token.idx, token.idx + len(token))}
    return [next((c for c, tag in CLASSES.items() if tags.get(start, "").startswith(tag)), "") for start in starts]
