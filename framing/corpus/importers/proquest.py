"""ProQuest: plain text, records between lines of underscores, "Full text:" and a closed list of other labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from framing.corpus.html import page_blocks, parse
from framing.corpus.importers.base import Item, Parts, keys
from framing.corpus.problems import Refused

_RULE = re.compile(r"\s*_{20,}\s*$")
_PUBLICATION = re.compile(r"^(?P<name>[^;]+?)\s*;")
_ZONES = {"author": "byline", "publication date": "dateline", "caption": "caption"}


@cache
def _label() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in keys("proquest"))
    return re.compile(rf"\s*(?P<label>{labels})\s?:(?:\s+(?P<value>.*))?$")


def recognise(lines: Sequence[str]) -> bool:
    """A ProQuest document number or database, and a field of the text or of the publication."""
    found = {m["label"] for line in lines if (m := _label().match(line))}
    return len(found) >= 4 and "ProQuest document ID" in found


def recognise_markup(markup: str) -> bool:
    """The same labels in the text of an HTML page."""
    return "ProQuest document ID" in markup and recognise(_markup_lines(markup))


def read_markup(markup: str) -> Iterator[Item]:
    """The records of a list that was sent or saved as HTML."""
    return read(_markup_lines(markup))


def _markup_lines(markup: str) -> list[str]:
    tree = parse(markup)
    for rule in tree.iter("hr"):
        rule.tag, rule.text = "p", "_" * 60
    return [block for block, _ in page_blocks(tree)]


def read(lines: Sequence[str]) -> Iterator[Item]:
    """The records; what stands before the first and after the last one goes with none."""
    rules = [-1, *(n for n, line in enumerate(lines) if _RULE.match(line)), len(lines)]
    for start, end in pairwise(rules):
        if sum(_label().match(lines[n]) is not None for n in range(start + 1, end)) >= 3:
            yield _record(lines, start + 1, end)


def _record(lines: Sequence[str], start: int, end: int) -> Item:
    parts, fields = Parts([*lines]), {}
    first = next(n for n in range(start, end) if _label().match(lines[n]))
    title = [n for n in range(start, first) if lines[n].strip() and not re.match(r"\s*Document \d+ of \d+", lines[n])]
    parts.mark(title[:1], "title")
    label, story = "", []
    for number in range(first, end):
        match = _label().match(lines[number])
        if match and (label != "full text" or _ends_story(lines, number, end)):
            label = match["label"].casefold()
            fields.setdefault(label, (match["value"] or "").strip())
        if label == "full text" and lines[number].strip():
            story.append(number)
        else:
            zone = _ZONES.get(label if match else "", "chrome")
            parts.mark([number], zone, "a field of the export" if zone == "chrome" else "")
    if not story:
        return Refused("the record has no full text", "export it again with its full text, as TXT")
    parts.lines[story[0]] = fields["full text"]
    parts.story = [[n] for n in story]
    published = fields.get("publication info", "")
    outlet = fields.get("publication title") or (m["name"] if (m := _PUBLICATION.match(published)) else "")
    return parts.draft(
        outlet.split(";")[0],
        fields.get("publication date") or published.partition("]")[2] or published,
        parts.joined(title[:1]) or fields.get("title", ""),
        fields.get("author", ""),
        caption=fields.get("caption", ""),
        url=fields.get("document url", ""),
    )


def _ends_story(lines: Sequence[str], number: int, end: int) -> bool:
    """Whether a label below the full text begins the fields: it is in capitals, or a field or nothing comes next."""
    below = next((n for n in range(number + 1, end) if lines[n].strip()), None)
    return lines[number].split(":")[0].strip().isupper() or below is None or _label().match(lines[below]) is not None
