"""The data the rooms decide by: codebook, countries, outlets, bodies, verbs, titles, lexicons; one folder each.

A resource is named by its path below this folder, such as "countries/countries.tsv". Each folder's README.md says why
it is there, what its columns are, where it comes from, under which licence, and its version on a line "Version: ...".
"""

from __future__ import annotations

import csv
import hashlib
import re
from functools import cache
from importlib.resources import files
from pathlib import Path

_NOT_DATA = frozenset({".md", ".py", ".pyc"})
_VERSION = re.compile(r"^version:\s*(\S.*?)\s*$", re.IGNORECASE | re.MULTILINE)


class ResourceError(ValueError):
    """A resource file is malformed: the message names the file, the line and the remedy."""


def path(name: str) -> Path:
    """The file (or folder) of the resource `name`; FileNotFoundError when there is none."""
    found = Path(str(files(__name__))) / name
    if not found.exists():
        raise FileNotFoundError(f"no resource '{name}' in {found.parent}; see framing/resources")
    return found


@cache
def rows(name: str) -> list[dict[str, str]]:
    """The rows of the table `name` (TSV or CSV, header first, lines that start with # skipped) as header -> text.

    The list is read once and shared: do not change it. ResourceError names a line with too many or too few cells.
    """
    with path(name).open(encoding="utf-8", newline="") as file:
        numbered = [(n, line) for n, line in enumerate(file, start=1) if line.strip() and not line.startswith("#")]
    dialect = {"delimiter": "\t", "quoting": csv.QUOTE_NONE} if name.endswith(".tsv") else {}
    header, *cells = csv.reader((line.rstrip("\r\n") for _, line in numbered), **dialect)
    for (n, _), row in zip(numbered[1:], cells, strict=True):
        if len(row) != len(header):
            raise ResourceError(
                f"{name}, line {n}: {len(row)} cells, the header has {len(header)}; add or remove cells"
            )
    return [dict(zip(header, row, strict=True)) for row in cells]


def names() -> list[str]:
    """Every data file among the resources, in alphabetical order."""
    root = path(".")
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file() and p.suffix not in _NOT_DATA)


@cache
def versions() -> dict[str, dict[str, str]]:
    """Resource name -> {"version", "sha256"}: as its folder's README.md says ("" without), and the file's hash."""
    return {
        name: {"version": _version(path(name).parent), "sha256": hashlib.sha256(path(name).read_bytes()).hexdigest()}
        for name in names()
    }


@cache
def leaf_groups() -> dict[str, str]:
    """Source type (leaf of codebook SRC-1) -> id of its group."""
    return {row["leaf"]: row["group"] for row in rows("codebook/codebook.tsv")}


def _version(folder: Path) -> str:
    readme = folder / "README.md"
    found = _VERSION.search(readme.read_text(encoding="utf-8")) if readme.exists() else None
    return found.group(1) if found else ""
