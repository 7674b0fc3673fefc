"""How source groups and voices look: labels, colours and markers, shared by charts and evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from framing import resources

_NEUTRAL = "#6E6E6E", "#A6A6A6", "o", "●"


@dataclass(frozen=True)
class Look:
    """How one kind of thing looks: its label, colour on white and on dark, marker, and that marker as a character."""

    label: str
    colour: str
    dark_colour: str
    marker: str
    sign: str
    filled: bool = True

    @property
    def face(self) -> str:
        """What fills the marker."""
        return self.colour if self.filled else "white"


@cache
def groups() -> dict[str, Look]:
    """Source group -> its look, in the order of the codebook."""
    return _looks("palette/groups.tsv", "group")


@cache
def voices() -> dict[str, Look]:
    """Voice ("outlet", "source") -> its look."""
    return _looks("palette/voices.tsv", "voice")


def group(name: str) -> Look:
    """The look of a source group; a source type has its group's and its own label, anything else a neutral one."""
    if name in groups():
        return groups()[name]
    of_leaf = resources.leaf_groups()
    return (
        replace(groups()[of_leaf[name]], label=readable(name)) if name in of_leaf else Look(readable(name), *_NEUTRAL)
    )


@cache
def _labels() -> dict[str, str]:
    return {row["category"]: row["label"] for row in resources.rows("palette/categories.tsv")}


def readable(name: str) -> str:
    """A category as a reader shall see it: its label, or its id as words ("think_tank" -> "Think tank")."""
    words = name.replace("_", " ").strip()
    return _labels().get(name, words[:1].upper() + (words[1:].lower() if words.isupper() else words[1:]))


def _looks(name: str, key: str) -> dict[str, Look]:
    return {
        row[key]: Look(
            row["label"],
            row["colour"],
            row["dark_colour"],
            row["marker"],
            row["sign"],
            row.get("filled", "yes") == "yes",
        )
        for row in resources.rows(name)
    }
