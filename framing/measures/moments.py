"""When an article was published: its week, and the hours or days between the event and it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
import pandas as pd

from framing.measures.errors import MeasureError, choose

SECONDS = {"hour": 3_600, "day": 86_400}
_EVERY = re.compile(r"(?:(\d+) )?(hour|day)s?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True)
class Since:
    """Steps of time from an event, to measure by (made by `since`): a column named `hours_since_event` or
    `days_since_event`.
    """

    event: datetime
    step: int
    unit: str
    zone: tzinfo | None
    by_date: bool

    @property
    def name(self) -> str:
        """The name of the column that it makes."""
        return f"{self.unit}s_since_event"

    @property
    def needs(self) -> str:
        """The column of articles that it reads."""
        return "date" if self.by_date else "published"

    @property
    def lacking(self) -> str:
        """What an article lacks that has no place in these steps."""
        return "no date" if self.by_date else "no time of day" if self.zone else "no time of day with its zone"

    def column(self, values: pd.Series) -> pd.Series:
        """Where each article's step begins, in hours or days from the event; NaN for an article without a place."""
        steps = {value: self._start(value) for value in values.unique()}
        return values.map(steps).astype(float)

    def _start(self, value: str) -> float:
        moment = _moment(value, UTC if self.by_date else self.zone)
        if moment is None or not (self.by_date or len(value) > len("YYYY-MM-DD")):
            return np.nan
        return float((moment - self.event).total_seconds() // (SECONDS[self.unit] * self.step) * self.step)


def since(event: str, every: str = "day", zone: str | None = None) -> Since:
    """Steps of hours or days since an event, for the `by` of any measure: by=["outlet", framing.since(...)].

    event: its moment with its time zone ("2019-05-13T14:00+02:00"), from which time is counted; or its date alone
    ("2019-05-13"): then calendar dates are, in days. every: the length of a step, "day", "hour", "6 hours", "2 days".
    zone: the time zone ("Europe/Berlin") in which articles that give a time without a zone were published; without it
    these have no place. The column `hours_since_event` or `days_since_event` says where an article's step begins: -6.0
    with "6 hours" means the six hours before the event. Articles without a place in time make a step of their own (NaN)
    whose note names them. MeasureError for what is no moment, step or zone.
    """
    known = _EVERY.fullmatch(every.strip())
    step = int(known[1] or 1) if known else 0
    if not step:
        raise MeasureError(f"no step of time '{every}'; write for instance 'day', 'hour', '6 hours' or '2 days'")
    by_date, own = bool(_DAY.fullmatch(event.strip())), _zone(zone)
    moment = _moment(event.strip(), UTC if by_date else own)
    if moment is None or (by_date and known[2] == "hour"):
        raise MeasureError(f"event '{event}': give its moment with its time zone, such as 2019-05-13T14:00+02:00")
    return Since(moment, step, known[2], own, by_date)


def week(date: str) -> str:
    """The ISO week of a date: "2026-W09"; "" for none."""
    if not date:
        return ""
    year, number, _ = datetime.fromisoformat(date).isocalendar()
    return f"{year}-W{number:02d}"


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        from zoneinfo import available_timezones

        choose(name, sorted(available_timezones()), "time zone")
        raise MeasureError(f"time zone '{name}' cannot be read ({error})") from error


def _moment(value: str, zone: tzinfo | None) -> datetime | None:
    """The moment that a text in ISO 8601 names; None when it names none, or no zone and none is given."""
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone) if zone else None
