"""Saved pages as plain text: story and everything around it, told apart line by line."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

from framing.corpus import names
from framing.corpus.draft import Draft, Removed
from framing.corpus.kinds import check_kind
from framing.corpus.lines import story_lines
from framing.corpus.reasons import reason
from framing.corpus.roles import find_roles

_LINE_END = re.compile(r"""[.!?:;…]["'”’)\]]*$""")


def text_to_draft(text: str, outlets: Mapping[str, str] = MappingProxyType({})) -> Draft:
    """The article of a page given as text: paragraphs joined by blank lines, all other lines in `removed`."""
    lines = text.split("\n")
    units = unwrap(lines)
    joined = [" ".join(lines[i].strip() for i in unit) for unit in units]
    story = story_lines(joined)
    paragraphs = [line for line, kept in zip(joined, story, strict=True) if kept]
    warnings = check_kind(joined, story)
    roles = find_roles(joined, story)
    draft = Draft(text="\n\n".join(paragraphs), title=roles.title, standfirst=roles.standfirst, url=roles.url)
    draft.author, draft.byline = "; ".join(roles.authors), roles.byline
    draft.caption = "\n".join(roles.captions)
    draft.warnings = warnings + roles.warnings
    if roles.when:
        draft.date, draft.published = roles.when.date, roles.when.published
    chrome = [line for line, zone in zip(joined, roles.zones, strict=True) if zone == "chrome"]
    draft.outlet = names.outlet(chrome, paragraphs, outlets)
    if not draft.outlet:
        draft.warnings.append("no certain outlet on the page: outlet left empty; name it in manifest.csv")
    draft.places = [unit for unit, kept in zip(units, story, strict=True) if kept]
    draft.removed = _removed(lines, units, joined, story, roles.zones)
    return draft


def unwrap(lines: Sequence[str]) -> list[list[int]]:
    """Indices of the lines that belong together: one each, or whole blocks where a page is wrapped at a fixed width."""
    if not _wrapped(lines):
        return [[i] for i in range(len(lines))]
    units: list[list[int]] = []
    for i, line in enumerate(lines):
        if units and line.strip() and lines[i - 1].strip() and len(lines[i - 1].rstrip()) > 45:
            units[-1].append(i)
        else:
            units.append([i])
    return units


def _wrapped(lines: Sequence[str]) -> bool:
    """Most lines end in mid-sentence near one width and go on in the next line."""
    full = [line.rstrip() for line in lines if len(line.strip()) > 45]
    if len(full) < 8 or max(map(len, full)) > 110:
        return False
    pairs = [(a.rstrip(), b) for a, b in pairwise(lines) if len(a.strip()) > 45]
    open_ends = [bool(b.strip()) and not _LINE_END.search(a) and b.lstrip()[:1].islower() for a, b in pairs]
    return sum(open_ends) > 0.45 * len(full)


def _removed(
    lines: Sequence[str], units: list[list[int]], joined: list[str], story: Sequence[bool], zones: Sequence[str]
) -> list[Removed]:
    kept = [n for n, s in enumerate(story) if s]
    removed = []
    for n, unit in enumerate(units):
        if story[n] or not joined[n].strip():
            continue
        place = "before" if n < kept[0] else "after" if n > kept[-1] else "inside"
        why = reason(zones[n], joined[n], place)
        removed += [Removed(i, zones[n], lines[i].strip(), why) for i in unit]
    return removed
