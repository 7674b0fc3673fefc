"""Who the sources are: each attribution's mention resolved to somebody of the article, named and typed.

The way is mentions -> entities -> evidence -> type: the texts are read once (mentions.py), names joined to a cast
(speakers_cast.py), each source resolved to one of them (speakers_resolve.py) and typed once (types.py).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framing.resources import leaf_groups
from framing.voices.mentions import read
from framing.voices.records import Found, Source, Span, Zone
from framing.voices.speakers_cast import Cast, Entity
from framing.voices.speakers_lexicon import Lexicon, build, shipped
from framing.voices.speakers_resolve import Resolver
from framing.voices.types import type_of

READING_ORDER = ("story", "standfirst", "caption", "title")
LEAF_OF_NOBODY = "unspecified"


@dataclass(frozen=True)
class Context:
    """What is known before an article is read: the lexicon of the run, and the article's outlet and date.

    Build one for a run with `context(actors, outlets)`, and one for each article from it with `.article(outlet, date)`.
    """

    lexicon: Lexicon = field(default_factory=shipped)
    outlet: str = ""
    date: str = ""  # YYYY-MM-DD or ""

    def article(self, outlet: str = "", date: str = "") -> Context:
        return replace(self, outlet=outlet, date=date)


def context(actors: Iterable[Mapping[str, str]] = (), outlets: Iterable[Mapping[str, str]] = ()) -> Context:
    """The context of a run: actors rows (name, aliases, source_type, country, side) and outlets rows of the user first."""
    actors, outlets = list(actors), list(outlets)
    return Context(build(actors, outlets) if actors or outlets else shipped())


def identify(zones: Mapping[str, Zone], found: Sequence[Found], context: Context) -> list[Source]:
    """One Source per Found, in the same order: resolved within the article, typed by codebook SRC-1."""
    if not found:
        return []
    names = [z for z in READING_ORDER if z in zones] + [z for z in zones if z not in READING_ORDER]
    countries: set[str] = set()
    texts = {name: read(number, zones[name].text, context.lexicon, countries) for number, name in enumerate(names)}
    cast = Cast(list(texts.values()), context.lexicon, context.date)
    cast.hear()
    resolver = Resolver(texts, zones, found, cast, context.outlet)
    entities = resolver.run()
    ids: dict[Entity, str] = {}
    for entity in entities:
        if entity is not None and entity not in ids:
            ids[entity] = f"s{len(ids) + 1}"
    return [_source(e, ids, resolver.conduit(f.via, f.zone), cast) for e, f in zip(entities, found, strict=True)]


def _source(entity: Entity | None, ids: Mapping[Entity, str], via: str, cast: Cast) -> Source:
    if entity is None:
        group = leaf_groups().get(LEAF_OF_NOBODY, LEAF_OF_NOBODY)
        return Source(source_group=group, via=via, type_rule="no source in the text -> unspecified")
    typed = type_of(entity, cast.lexicon, cast.look)
    return Source(
        ids[entity], entity.name, typed.leaf, leaf_groups().get(typed.leaf, typed.leaf), typed.country, typed.side,
        entity.named, _kind(entity), typed.former, via, typed.rule,
    )  # fmt: skip


def _kind(entity: Entity) -> str:
    return "institution" if entity.form == "document" else entity.form


__all__ = ["Context", "Counter", "Span", "context", "identify"]
