"""How well the story and the metadata of HTML pages are read: floors on the development half, not shipped."""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import json
import subprocess
import sys
from pathlib import Path

import pytest
import trafilatura

from framing.corpus.html import html_to_draft, parse
from framing.corpus.metadata import read_metadata
from framing.corpus.problems import Refused

GOLD = Path(__file__).parents[3] / "shared" / "gold" / "extraction"

# file: its SHA-256. The floors are as measured; a floor is lowered only on purpose, with the reason in the commit.
FILES = {
    "truth.json": "5e2d2575fcb53de37d5e709dd829392ce655907c2e0e73cf3a0cbd68d3fe59c4",
    "meta_truth.json": "2f32fe96af2cc609f877f8a9698ae5decc5b85d714086575433ffd3c9c60b178",
}
F1PP = 0.964
TITLE, AUTHOR, AUTHOR_WRONG, DATE = 0.90, 0.80, 0.02, 0.89


def need(name: str) -> dict:
    path = GOLD / name
    if not path.exists():
        pytest.skip(f"{path} is not here: its floor is not measured")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == FILES[name], f"{path} has changed; measure the floor again"
    return json.loads(path.read_text(encoding="utf-8"))


def source(folder: str, page: str) -> str:
    return gzip.decompress((GOLD / folder / f"{page}.html.gz").read_bytes()).decode("utf-8", "replace")


def ours(page: str) -> str:
    """The story that the package reads from a gold page, "" when it refuses it."""
    try:
        return html_to_draft(source("html", page)).text
    except Refused:
        return ""


def theirs(page: str) -> str:
    """The story as trafilatura finds it out of the box."""
    return trafilatura.extract(source("html", page), include_comments=False) or ""


def test_stories_reach_their_floor():
    truth = need("truth.json")
    spec = importlib.util.spec_from_file_location("score_extraction", GOLD / "score_extraction.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    reached = {}
    for name, text in (("framing", ours), ("trafilatura", theirs)):
        rows = [scorer.page(truth[page]["articleBody"], text(page)) for page in truth]
        reached[name] = scorer.agg(rows)["F1pp"]
    print(f"story of {len(truth)} HTML pages: F1pp {reached} (floor {F1PP}, and not below trafilatura side by side)")
    assert reached["framing"] >= max(F1PP, reached["trafilatura"])


def test_metadata_reach_their_floors(tmp_path):
    truth = need("meta_truth.json")
    found = {}
    for page in truth:
        meta = read_metadata(parse(source("meta_html", page)))
        found[page] = {"title": meta.title, "author": meta.author, "date": meta.date}
    (tmp_path / "found.json").write_text(json.dumps(found), encoding="utf-8")
    command = [sys.executable, GOLD / "score_meta.py", GOLD / "meta_truth.json", tmp_path / "found.json"]
    shown = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    print(shown)
    title, _, author, _, wrong, _, date = map(float, shown.splitlines()[1].split()[1:8])
    assert title >= TITLE
    assert author >= AUTHOR
    assert wrong <= AUTHOR_WRONG
    assert date >= DATE
