"""Finders of wording, one file each: a function `find(zone, sentences) -> hits`, named in FINDERS."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from framing.devices.finders import passives, phrases, quotes
from framing.devices.zones import Sentence, Zone

Hit = tuple[int, int, str]
"""Where in the zone's text a wording stands (start, end), and its kind."""

Finder = Callable[[Zone, Sequence[Sentence]], Iterator[Hit]]

FINDERS: tuple[Finder, ...] = (phrases.find, quotes.find, passives.find)
"""Every finder, in no order that matters. The sentences are those of the zone, read once for all finders."""
