"""What things are called: the user's own table of variants for one actor or event (regime or government)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

import pandas as pd

from framing.devices.finders.passives import passives_of
from framing.devices.patterns import Matcher, Pattern, PatternError, parse
from framing.devices.zones import Sentence, Zone, longest

COLUMNS = ("concept", "variant", "pattern")
"""Columns that the table must have; `guard` and `event` it may have."""

YES = ("yes", "no", "")
Row = Mapping[str, str]


def variant_finders(table: pd.DataFrame) -> list[partial[Iterator[tuple[int, int, str]]]]:
    """One finder of the variants, and one of passives when any of them names an event.

    table: concept, variant, pattern (of a lexicon, several separated by ;), guard, event ("yes": its participles make
    passives). `problems` has found nothing wrong with it.
    """
    rows: list[Row] = table.fillna("").astype(str).to_dict("records")
    listed = [(f"{row['concept']}: {row['variant']}", pattern) for row in rows for pattern in patterns(row)]
    events = [pattern for row in rows if row.get("event") == "yes" for pattern in patterns(row)]
    matcher = Matcher(pattern for _, pattern in listed)
    found = [partial(_find, matcher=matcher, kinds=[kind for kind, _ in listed])]
    return [*found, *([partial(_passives, events=Matcher(events))] if events else [])]


def patterns(row: Row) -> list[Pattern]:
    """The patterns of a row; PatternError when one, or the guard, cannot be read."""
    return [parse(pattern, row.get("guard", "")) for pattern in row["pattern"].split(";")]


def problems(rows: Sequence[Row]) -> Iterator[tuple[int, str]]:
    """What keeps each row (numbered from 1) from being used, with the remedy."""
    first: dict[str, int] = {}
    for number, row in enumerate(rows, start=1):
        for column in COLUMNS:
            if not row[column]:
                yield number, f"no {column}; fill it in, or delete the row"
        if row["pattern"]:
            try:
                patterns(row)
            except PatternError as error:
                yield number, str(error)
        if row.get("event", "") not in YES:
            yield number, f"event is '{row['event']}'; write yes, no or nothing"
        for pattern in filter(None, map(str.strip, row["pattern"].lower().split(";"))):
            if first.setdefault(pattern, number) != number:
                yield number, f"the pattern '{pattern}' stands in row {first[pattern]} too; keep it in one of the two"


def _find(
    zone: Zone, sentences: Sequence[Sentence], matcher: Matcher, kinds: Sequence[str]
) -> Iterator[tuple[int, int, str]]:
    for sentence in sentences:
        for match in longest(list(sentence.matches(matcher))):
            yield match.start, match.end, kinds[match.number]


def _passives(zone: Zone, sentences: Sequence[Sentence], events: Matcher) -> Iterator[tuple[int, int, str]]:
    return passives_of(sentences, events)
