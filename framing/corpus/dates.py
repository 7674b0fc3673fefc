"""Dates of publication as pages, metadata and tables write them."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from framing.resources import path

_WORD = r"[^\W\d_]{3,}\.?"
_ISO = re.compile(
    r"(?<!\d)(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
    r"(?:[T ](?P<H>\d{2}):?(?P<M>\d{2})(?::?(?P<S>\d{2})(?:[.,]\d+)?)?\s?(?P<zone>Z|[+-]\d{2}:?\d{2}|[A-Z]{3,4}\b)?)?"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?:de |of )?(?P<m>{_WORD}),?\s+(?:de )?(?P<y>\d{{4}})\b"
)
_MONTH_FIRST = re.compile(rf"\b(?P<m>{_WORD})\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>\d{{4}})\b")
_NUMBERS = re.compile(r"(?<![\d/.\-])(?P<a>\d{1,2})(?P<sep>[/.\-])(?P<b>\d{1,2})(?P=sep)(?P<y>\d{4})(?![\d/.\-])")
_YEAR_FIRST = re.compile(
    r"(?<!\d)(?P<y>\d{4})(?P<sep>[/.])(?P<m>\d{1,2})(?P=sep)(?P<d>\d{1,2})(?!\d)|(?P<y2>\d{4})年(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
_COMPACT = re.compile(r"^(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$")
_CLOCK = re.compile(
    r"(?<![\d:])(?P<H>\d{1,2})(?:[:.h](?P<M>\d{2}))(?::(?P<S>\d{2}))?\s*(?P<half>[ap]\.?m\b\.?)?"
    r"(?:\s*\(?(?P<zone>UTC[+-]\d{1,2}(?::\d{2})?|GMT[+-]\d{1,2}(?::\d{2})?|(?-i:[A-Z]{2,4})\b|[+-]\d{2}:?\d{2}))?",
    re.IGNORECASE,
)
_HOUR = re.compile(r"(?<![\d:])(?P<H>\d{1,2})\s*(?P<half>[ap]\.?m\b\.?)\s*(?P<zone>(?-i:[A-Z]{2,4})\b)?", re.IGNORECASE)
_OFFSET = re.compile(r"(?:UTC|GMT)?(?P<sign>[+-])(?P<h>\d{1,2}):?(?P<m>\d{2})?$")


@dataclass(frozen=True)
class When:
    """A date of publication: date "YYYY-MM-DD", published ISO 8601 with the offset where given."""

    date: str
    published: str
    start: int = 0
    end: int = 0


@cache
def _words() -> tuple[dict[str, int], dict[str, str]]:
    data = json.loads(path("pages/dates.json").read_text(encoding="utf-8"))
    return {w: int(n) for n, words in data["months"].items() for w in words.split()}, data["offsets"]


def parse_date(text: str) -> When | None:
    """The first date in a text, with its time when one stands beside it; None where there is none or it is ambiguous.

    03/04/2020 is ambiguous (day or month first) and so is no date; a month without a day or year is none either.
    """
    text = text.strip()
    found = _COMPACT.match(text) or _ISO.search(text)
    if found:
        day = _day(found["y"], found["m"], found["d"])
        return _iso(day, found) if day else None
    spans = [(m.start(), m.end(), day) for m, day in _spelled(text) if day]
    if not spans:
        return None
    start, end, day = min(spans)
    return _with_clock(text, start, end, day)


def _spelled(text: str):
    months, _ = _words()
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        for m in pattern.finditer(text):
            month = months.get(m["m"].lower().rstrip("."))
            yield m, month and _day(m["y"], month, m["d"])
    for m in _YEAR_FIRST.finditer(text):
        yield m, _day(m["y"] or m["y2"], m["m"] or m["m2"], m["d"] or m["d2"])
    for m in _NUMBERS.finditer(text):
        a, b = int(m["a"]), int(m["b"])
        if m["sep"] == ".":  # written so, the day comes first
            yield m, _day(m["y"], b, a)
        elif a > 12 or b > 12 or a == b:
            yield m, _day(m["y"], min(a, b) if max(a, b) > 12 else a, max(a, b))


def _day(year: str | int, month: str | int, day: str | int) -> date | None:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if 1600 <= found.year <= 2100 else None


def _iso(day: date, found: re.Match[str]) -> When:
    parts = found.groupdict()
    if parts.get("H") is None or not _valid(parts["H"], parts["M"], parts["S"]):
        return When(str(day), str(day), found.start(), found.end())
    clock = f"{parts['H']}:{parts['M']}:{parts['S'] or '00'}"
    return When(str(day), f"{day}T{clock}{offset(parts['zone'] or '')}", found.start(), found.end())


def _with_clock(text: str, start: int, end: int, day: date) -> When:
    """The date with a time that stands within a few characters of it."""
    for pattern in (_CLOCK, _HOUR):
        for m in pattern.finditer(text):
            gap = text[end : m.start()] if m.start() >= end else text[m.end() : start]
            apart = m.start() >= end or m.end() <= start
            if not apart or len(gap) > 12 or any(c.isdigit() for c in gap):
                continue
            parts = m.groupdict()
            hour = _hour(int(parts["H"]), parts.get("half") or "")
            if _valid(hour, parts.get("M") or 0, parts.get("S") or 0):
                clock = f"{hour:02d}:{parts.get('M') or '00'}:{parts.get('S') or '00'}"
                zone = offset(parts.get("zone") or "")
                return When(str(day), f"{day}T{clock}{zone}", min(start, m.start()), max(end, m.end()))
    return When(str(day), str(day), start, end)


def _hour(hour: int, half: str) -> int:
    if not half:
        return hour
    return hour % 12 + (12 if half.lower().startswith("p") else 0)


def _valid(hour: str | int, minute: str | int, second: str | int | None) -> bool:
    try:
        datetime(2000, 1, 1, int(hour), int(minute), int(second or 0))
    except ValueError:
        return False
    return True


def offset(zone: str) -> str:
    """The offset of a time zone's name ("BST" -> "+01:00"), "" where it is unknown or means several."""
    found = _OFFSET.match(zone.strip())
    if found:
        hours, minutes = int(found["h"]), int(found["m"] or 0)
        return f"{found['sign']}{hours:02d}:{minutes:02d}" if hours < 15 and minutes < 60 else ""
    return _words()[1].get(zone.strip().lower(), "")
