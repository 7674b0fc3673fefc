"""Gold files and the floors measured on them: a floor carries its file's hash and may only rise."""

from __future__ import annotations

import csv
import hashlib
from functools import cache
from pathlib import Path

import pytest

HERE = Path(__file__).parent
PLACES = (HERE.parent / "data", HERE.parents[2] / "shared" / "gold")
"""Where a file of floors.tsv may be: what is free is in tests/data, the rest is not shipped."""


@cache
def floors() -> dict[str, dict[str, float]]:
    """The floors in % by gold file and measure; ValueError when one file is listed under two hashes."""
    found: dict[str, dict[str, float]] = {}
    for row in _rows():
        found.setdefault(row["file"], {})[row["measure"]] = float(row["floor"])
    if len({(row["file"], row["sha256"]) for row in _rows()}) != len(found):
        raise ValueError("floors.tsv: a file has two hashes; measure all its floors on one version")
    return found


def path_of(file: str) -> Path:
    """The gold file with the content its floors were measured on; the test is skipped where there is none."""
    place = next((p / file for p in PLACES if (p / file).exists()), None)
    if place is None:
        pytest.skip(f"{PLACES[-1] / file} is not here: its floors are not measured")
    expected = next(row["sha256"] for row in _rows() if row["file"] == file)
    found = hashlib.sha256(place.read_bytes()).hexdigest()
    assert found == expected, f"{place} has changed (SHA-256 {found}): measure its floors again"
    return place


@cache
def _rows() -> tuple[dict[str, str], ...]:
    with (HERE / "floors.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter="\t"))
