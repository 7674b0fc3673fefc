"""Several speakers in one phrase: "Kim and his aides", "the Russian and Syrian defence ministries"."""

from __future__ import annotations

from framing.voices.mentions import Text
from framing.voices.speakers_entity import Entity
from framing.voices.speakers_scene import Scene
from framing.voices.types_phrases import core_end, describe, head_role

Words = tuple[int, int]
"""Numbers of words [first, last) of a text."""


def coordinated(scene: Scene, text: Text, first: int, last: int) -> list[Words]:
    """The parts of "X and Y" when both are whole speakers; otherwise one part."""
    end = core_end(text, first, last, scene.lexicon)
    if text.word(end) != "and" or end + 1 >= last or end == first:
        return [(first, last)]
    if not (_is_speaker(scene, text, first, end) and _is_speaker(scene, text, end + 1, last)):
        return [(first, last)]
    if _two_titles(scene, text, first, end, last):
        return [(end + 1, last)]
    return [(first, end), *coordinated(scene, text, end + 1, last)]


def _is_speaker(scene: Scene, text: Text, first: int, last: int) -> bool:
    if scene.is_pronoun(text, first):
        return True
    first += text.lows[first] in scene.small["determiner"]
    end = core_end(text, first, last, scene.lexicon)
    named = any(k in text.names and text.names[k].last >= end for k in range(first, end))
    return named or head_role(text, first, end)[1] is not None


def _two_titles(scene: Scene, text: Text, first: int, end: int, last: int) -> bool:
    """ "His wife and presidential nominee X": one person."""
    role = head_role(text, first, end)[1]
    if role is None or role.form != "individual" or any(k in text.names for k in range(first, end)):
        return False
    names = [text.names[k] for k in range(end, last) if k in text.names]
    return bool(names) and names[-1].form == "person" and text.lows[end + 1] not in scene.small["determiner"]


def nations(scene: Scene, text: Text, first: int, last: int) -> list[int]:
    """The places of "Russian" and "Syrian" in "the Russian and Syrian defence ministries"."""
    one = first + (text.lows[first] in scene.small["determiner"])
    after = text.terms[one][0] if one in text.terms else -1
    two = after + 1
    both = [k in text.terms and text.terms[k][1].kind == "nation" for k in (one, two)]
    return [one, two] if all(both) and text.word(after) == "and" and text.terms[two][0] < last else []


def of_nation(scene: Scene, text: Text, nation: int, last_nation: int, last: int) -> Entity | None:
    """The speaker of one nation: "the Syrian defence ministry" of the place of "Syrian" in such a phrase."""
    after, term = text.terms[nation]
    start = text.terms[last_nation][0]
    said = describe(text, start, last, scene.lexicon, scene.cast.look)
    if said is None:
        return None
    said.country = term.country
    one = said.role.title() if said.form == "institution" else ""  # "ministries" are two
    what = one or text.between(start, core_end(text, start, last, scene.lexicon))
    name = f"{text.between(nation, after)} {what}"
    return scene.speaker(name, said, named=said.form == "institution")
