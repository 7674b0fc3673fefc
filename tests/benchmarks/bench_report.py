"""How large the report of a thousand articles is, and how soon Chromium shows it: the sample over and over, new ids.

python tests/benchmarks/bench_report.py [ARTICLES]; needs the extra `browser` and a Chromium. The promise is 40 MB and
two seconds to the first view; a click is measured against that view, side by side.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from pathlib import Path

import pandas as pd
from playwright.sync_api import Page, sync_playwright

import framing
from framing import evidence, report, tables
from framing.coding import Coding, in_memory

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
CLICKS = {
    "the sentences behind a dot": ("#sentences?show=attributions&group=official", "#sentences-list li"),
    "all keywords": ("#sentences?show=keywords", "#sentences-list li"),
    "a search in all texts": ("#articles?words=spillway", "#articles-list li"),
    "an article": ("#article?id=0-sample-23", "#reader mark"),
}


def grown(coding: Coding, articles: int) -> Coding:
    """The coding over and over until it has so many articles, each round with ids of its own."""
    rounds = -(-articles // len(coding.table("articles", ["article_id"])))
    found = {}
    for name in tables.TABLES:
        rows = coding.table(name)
        parts = [rows.assign(article_id=f"{n}-" + rows["article_id"]) for n in range(rounds)]
        if name == "articles":
            parts = [p.assign(copy_of=p["copy_of"].map(lambda i, n=n: i and f"{n}-{i}")) for n, p in enumerate(parts)]
        found[name] = pd.concat(parts, ignore_index=True)
    found["articles"] = found["articles"].head(articles)
    kept = set(found["articles"]["article_id"])
    found = {name: rows[rows["article_id"].isin(kept)].reset_index(drop=True) for name, rows in found.items()}
    return in_memory(found, coding.run)


def first_view(page: Page) -> float:
    """Seconds from the start of loading until the page is painted and its script has run."""
    return page.evaluate(
        """() => new Promise((told) => requestAnimationFrame(() => requestAnimationFrame(() => {
          const painted = performance.getEntriesByName("first-contentful-paint")[0];
          const loaded = performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd;
          told(Math.max(painted ? painted.startTime : performance.now(), loaded) / 1000);
        })))"""
    )


def main(articles: int = 1000) -> None:
    """Print size, time to write, time to the first view and of each click."""
    coding = grown(framing.code(framing.read(SAMPLE)), articles)
    drawn = list(report.drawn(coding, []))
    start = time.perf_counter()
    html = evidence.report_html(coding, drawn)
    print(f"{articles} articles: {len(html.encode()) / 1e6:.1f} MB, written in {time.perf_counter() - start:.1f} s")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started:
        path = Path(folder, "report.html")
        path.write_text(html, encoding="utf-8")
        browser = started.chromium.launch(executable_path=shutil.which("chromium"), chromium_sandbox=False)
        page = browser.new_page()
        page.goto(path.as_uri(), wait_until="domcontentloaded")
        print(f"first view: {first_view(page):.2f} s")
        for name, (address, sign) in CLICKS.items():
            start = time.perf_counter()
            page.evaluate("(address) => { location.hash = address; }", address)
            page.wait_for_selector(sign, state="visible")
            print(f"{name}: {time.perf_counter() - start:.2f} s")
        browser.close()


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
