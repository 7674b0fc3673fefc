"""What every test shares: no network, figures without a window, and small stand-ins for the rooms that parse."""

from __future__ import annotations

import os
import shutil
import socket
import sys
from types import SimpleNamespace

import pandas as pd
import pytest

import framing
from framing import tables

os.environ["MPLBACKEND"] = "Agg"
HERE = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def no_network(monkeypatch):
    """A connection beyond this machine fails the test that opens it."""
    connect = socket.socket.connect

    def local_only(self, address):
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in HERE:
            raise AssertionError(f"a test reached for the network: {address}")
        return connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", local_only)


@pytest.fixture(scope="module")
def chromium():
    """A Chromium without a window; the test is skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="pages are not tried in a browser: install '.[browser]'")
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        pytest.skip("pages are not tried in a browser: there is no chromium here (Debian: apt-get install chromium)")
    with api.sync_playwright() as started:
        # root, as in a container, has no sandbox
        browser = started.chromium.launch(executable_path=path, chromium_sandbox=os.geteuid() != 0)
        yield browser
        browser.close()


def article_rows(count: int) -> pd.DataFrame:
    """`count` articles a-000, a-001, ... of two sentences, by two outlets in turn."""
    blank = {name: "" for name, kind in tables.ARTICLES.columns.items() if kind == tables.TEXT}
    return tables.ARTICLES.frame(
        blank
        | {
            "article_id": f"a-{n:03d}",
            "outlet": ("Courier", "Herald")[n % 2],
            "date": "2026-03-01",
            "title": f"Bridge {n}",
            "text": "The bridge fell. It held for years, the mayor said.",
            "words": 10,
            "containment": 0.0,
            "warnings": [],
        }
        for n in range(count)
    )


def removed_rows(articles: pd.DataFrame) -> pd.DataFrame:
    """One removed line for every article."""
    return tables.REMOVED_LINES.frame(
        {"article_id": i, "line": 0, "zone": "chrome", "text": "Subscribe", "reason": "menu"}
        for i in articles["article_id"]
    )


NONE_REFUSED = pd.DataFrame(columns=["file", "row", "reason", "remedy"])


def make_corpus(count: int, **fields: object):
    """A corpus of `count` articles, without user's tables and refusals unless given."""
    from framing.corpus import Corpus

    articles = article_rows(count)
    values = {"refusals": NONE_REFUSED, "actors": None, "outlets": None} | fields
    return Corpus(articles=articles, removed_lines=removed_rows(articles), **values)


def _rows(table: tables.Table, articles: pd.DataFrame, **values: object) -> pd.DataFrame:
    """One row of the table for every article, with these values and blanks elsewhere."""
    fill = {tables.TEXT: "", tables.WHOLE: 0, tables.REAL: 0.0, tables.FLAG: False}
    blank = {name: fill.get(kind, []) for name, kind in table.columns.items()}
    return table.frame(blank | {"article_id": i} | values for i in articles["article_id"])


MAYOR = {
    "attribution_id": 1,
    "zone": "story",
    "source": "the mayor",
    "source_id": "mayor",
    "source_type": "government",
    "source_group": "official",
    "tier": "core",
    "content_spans": [[17, 34]],
    "words": 4,
}
FELL = {"zone": "story", "end": 16, "voice": "outlet", "words": 3}
BLEAK = {"zone": "story", "end": 16, "instrument": "textblob", "polarity": -0.1, "scored_words": 1}
BLAME = {"zone": "story", "end": 10, "term": "t1", "category": "blame", "voice": "outlet"}


@pytest.fixture
def fake_rooms(monkeypatch):
    """Voices and devices that find one thing in every article; `.coded` lists the ids of each call."""
    from framing import engine  # noqa: F401  it must not first be imported under the stand-ins

    coded: list[list[str]] = []

    def code_voices(articles, actors=None, outlets=None):
        coded.append(list(articles["article_id"]))
        return _rows(tables.ATTRIBUTIONS, articles, **MAYOR), _rows(tables.PASSAGES, articles, **FELL)

    devices = SimpleNamespace(
        sentiment=lambda articles, passages, instruments: _rows(tables.SENTIMENT, articles, **BLEAK),
        stance=lambda articles, attributions, passages, lexicon=None: _rows(tables.STANCE, articles, **BLAME),
        wording=lambda articles, attributions, passages, variants=None: _rows(tables.WORDING, articles, kind="hedge"),
    )
    for name, room in {"voices": SimpleNamespace(code_voices=code_voices), "devices": devices}.items():
        monkeypatch.setitem(sys.modules, f"framing.{name}", room)
        monkeypatch.setattr(framing, name, room, raising=False)
    return SimpleNamespace(coded=coded)
