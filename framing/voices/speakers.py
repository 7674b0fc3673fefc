"""Who the sources are: each attribution's mention resolved to somebody of the article, named and typed.

The way is mentions -> entities -> evidence -> type: the texts are read once (mentions.py), names joined to a cast
(speakers_cast.py), each source resolved to one of them (speakers_resolve.py) and typed once (types.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from framing.resources import leaf_groups
from framing.voices.mentions import read
from framing.voices.records import Found, Source, Zone
from framing.voices.speakers_cast import Cast
from framing.voices.speakers_entity import Entity
from framing.voices.speakers_keys import source_key
from framing.voices.speakers_lexicon import Lexicon, build, shipped
from framing.voices.speakers_names import find_names
from framing.voices.speakers_resolve import conduit, resolve_all
from framing.voices.speakers_scene import Scene

READING_ORDER = ("story", "standfirst", "caption", "title")
PEOPLE = ("individual", "collective")
NOBODY = "unspecified"


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
    """The context of a run: actors rows (name, aliases, source_type, country, side) and outlets rows of the
    user come before ours.
    """
    actors, outlets = list(actors), list(outlets)
    return Context(build(actors, outlets) if actors or outlets else shipped())


def identify(zones: Mapping[str, Zone], found: Sequence[Found], context: Context) -> list[Source]:
    """One Source per Found, in the same order: resolved within the article, typed by codebook SRC-1."""
    if not found:
        return []
    names = [z for z in READING_ORDER if z in zones] + [z for z in zones if z not in READING_ORDER]
    countries: set[str] = set()
    texts = {name: read(number, zones[name].text, context.lexicon, countries) for number, name in enumerate(names)}
    for text in texts.values():
        text.names = {mention.first: mention for mention in find_names(text, context.lexicon)}
    cast = Cast(list(texts.values()), context.lexicon, context.date)
    cast.hear()
    scene = Scene(texts, cast, found, context.outlet)
    resolve_all(scene)
    ids: dict[Entity, str] = {}
    for entity in scene.answers:
        if entity is not None:
            ids.setdefault(entity, f"s{len(ids) + 1}")
    pairs = list(zip(scene.answers, found, strict=True))
    return [_source(scene, entity, ids.get(entity, ""), conduit(scene, f)) for entity, f in pairs]


def _source(scene: Scene, entity: Entity | None, source_id: str, via: str) -> Source:
    if entity is None:
        return Source(source_group=_group(NOBODY), via=via, type_rule=f"no source in the text -> {NOBODY}")
    typed = scene.typed(entity)
    return Source(
        source_id=source_id,
        source_name=entity.name,
        source_key=source_key(scene, entity),
        source_type=typed.leaf,
        source_group=_group(typed.leaf),
        country=typed.country,
        side=typed.side,
        named=entity.named,
        source_kind=entity.form if entity.form in PEOPLE else "institution",
        former=typed.former,
        via=via,
        type_rule=typed.rule,
    )


def _group(leaf: str) -> str:
    return leaf_groups().get(leaf, leaf)
