"""The key by which a source can be told in other articles: a full name, a row of a file, a state, a known body."""

from __future__ import annotations

import unicodedata

from framing.voices.speakers_entity import Entity
from framing.voices.speakers_lexicon import Lexicon
from framing.voices.speakers_scene import Scene
from framing.voices.speakers_terms import split

PLACES = frozenset({"country", "nation", "context", "people"})
COMMON = frozenset({"role", "pattern"}) | PLACES


def source_key(scene: Scene, entity: Entity) -> str:
    """The same text wherever an article of the corpus means this person or body; "" where nothing makes that sure.

    Sure are: a row of the actors file, an office holder of our list, a person's full name, a state, a body or outlet
    of our tables, and a body by its name and country. A surname alone, a role, a group, the author are not.
    """
    country = scene.typed(entity).country
    if not entity.named or entity.parts or entity.form not in ("individual", "institution") or entity.gender == "self":
        return ""
    if scene.states.get(country) is entity:
        return f"state: {country}"
    if entity.term is not None:
        return f"{'actor' if entity.term.kind == 'actor' else 'body'}: {entity.term.name}"
    if entity.form == "institution" and scene.typed(entity).weak:
        return ""
    if entity.form == "institution":
        return _body(entity.name, country, scene.lexicon)
    if entity.person is not None and not entity.person.office:
        return f"actor: {entity.person.name}"
    name = _full_name(entity.person.name if entity.person else _fullest(entity))
    return f"person: {name}" if " " in name else ""


def _fullest(entity: Entity) -> str:
    return max((m.name for m in entity.mentions), key=len, default=entity.name)


def _full_name(name: str) -> str:
    """A name in plain small letters without initials: "Kim Jong-un" and "Kim Jong Un" are one, "Jr" is kept."""
    words = [w.replace(".", "").replace("-", " ") for w in split(name) if w[0].isalpha() and not _is_initial(w)]
    return _plain(" ".join(words))


def _is_initial(word: str) -> bool:
    return len(word.replace(".", "")) == 1 or word.count(".") > 1


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).lower()


def _body(name: str, country: str, lexicon: Lexicon) -> str:
    """A body outside our tables by its words without the country's; one of common words only needs a country."""
    words, kept, proper, i = split(name), [], False, 0
    lows = [w.lower() for w in words]
    while i < len(words):
        found = lexicon.index.match(words, lows, i) if lows[i] in lexicon.index.begins() else None
        length, kind = (found[0], found[1].kind) if found else (1, "")
        proper = proper or (kind not in COMMON and words[i][0].isupper())
        kept += [] if kind in PLACES else lows[i : i + length]
        i += length
    kept = [w for w in kept if w[0].isalnum() and w not in lexicon.small["link"]]
    if not kept or not (country or proper):
        return ""
    return f"body: {_plain(' '.join(kept))}{f' ({country})' if country else ''}"
