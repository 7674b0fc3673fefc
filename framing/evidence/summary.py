"""The result in words: the corpus, who gets to speak in each outlet, in what tone; each number with its interval."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from framing import measures
from framing.charts import palette
from framing.coding import Coding
from framing.evidence.links import address, number

FOREMOST = 3
"""Source groups named for each outlet."""


@dataclass(frozen=True)
class Finding:
    """One number in words, "Officials 43 % (29 to 58)", and the address of its sentences in the report ("": none)."""

    words: str
    address: str


@dataclass(frozen=True)
class Line:
    """What is said of one outlet: its name, its findings, and n where it is told."""

    outlet: str
    findings: list[Finding]
    n: str


@dataclass(frozen=True)
class Summary:
    """The corpus in sentences, lists of lines (heading, what is measured, lines), why the numbers are exploratory."""

    corpus: list[str]
    lists: list[tuple[str, str, list[Line]]]
    exploratory: list[str]


def summary(coding: Coding) -> Summary:
    """The summary of a coding."""
    facts, tone = measures.reporting(coding), measures.sentiment_by_voice(coding)
    instrument = tone["category"].iloc[0]
    return Summary(
        corpus=list(_corpus(coding, facts)),
        lists=[
            ("Who gets to speak", "share of the attributions, 95 % interval", list(_foremost(coding))),
            ("Tone, -1 to 1", f"{instrument} polarity of the words in each voice, 95 % interval", list(_tone(tone))),
        ],
        exploratory=facts["exploratory_because"] if facts["exploratory"] else [],
    )


def _corpus(coding: Coding, facts: dict[str, Any]) -> Iterator[str]:
    dates = sorted(date for date in coding.table("articles", ["date"])["date"] if date)
    when = f", {' to '.join(dict.fromkeys((dates[0], dates[-1])))}" if dates else ""
    articles, outlets = (_count(facts[f"{noun}s"], noun) for noun in ("article", "outlet"))
    yield f"{articles} by {outlets}{when}; {facts['words']:,} words."
    core, extended, sources = (facts[key] for key in ("attributions_core", "attributions_extended", "sources"))
    yield f"{core:,} attributions ({extended:,} more of tier extended); {sources:,} sources, each once an article."


def _foremost(coding: Coding) -> Iterator[Line]:
    shares = measures.source_shares(coding)
    shares = shares[~shares["note"].str.contains("overlaps")]
    for outlet, rows in shares.groupby("outlet", sort=False):
        top = rows.sort_values("estimate", ascending=False, kind="stable").head(FOREMOST).to_dict("records")
        said = [_finding(palette.group(row["category"]).label, row) for row in top if row["numerator"]]
        yield Line(outlet or "(no outlet)", said or [Finding("nobody", "")], f"{rows['denominator'].max():.0f}")


def _tone(table: pd.DataFrame) -> Iterator[Line]:
    table = table[table["measure"] == "polarity"]
    names = {"outlet": "own voice", "source": "its sources"}
    for outlet, rows in table.groupby("outlet", sort=False):
        by_voice = {row["voice"]: row for row in rows.to_dict("records")}
        said = [_finding(name, by_voice[voice], "+z.2f") for voice, name in names.items()]
        yield Line(outlet or "(no outlet)", said, "")


def _finding(label: str, row: dict[str, Any], form: str = "") -> Finding:
    return Finding(f"{label} {number(row, form)}", address(row))


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
