"""Make the README's two pictures again from the sample's report: the chart by matplotlib, the page by Chromium."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import matplotlib.pyplot as plt
from PIL import Image

import framing

HERE = Path(__file__).parent
PAGE = HERE.parent / "out/report/report.html"
ARTICLE = "#article?id=sample-38"
"""What the picture of the report shows: an article with its voices."""
COLOURS = 96
"""Enough for letters and tints, and a third of the bytes."""
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def main() -> None:
    """Write chart.png and report.png beside this file; stop with a message where there is no report or browser."""
    browser = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not PAGE.is_file() or not browser:
        sys.exit("docs/pictures.py: needs out/report/report.html (make report) and Chromium (apt-get install chromium)")
    coding = framing.load(PAGE.parent / "tables")
    ax = framing.charts.source_shares(framing.source_shares(coding))
    ax.figure.savefig(HERE / "chart.png", dpi=120)
    plt.close(ax.figure)
    with tempfile.TemporaryDirectory() as profile:
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=800,820"]
        shot = f"--screenshot={HERE / 'report.png'}"
        command = [browser, *options, f"--user-data-dir={profile}", shot, PAGE.as_uri() + ARTICLE]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    for picture in ("chart.png", "report.png"):
        with Image.open(HERE / picture) as whole:
            whole.convert("RGB").quantize(COLOURS).save(HERE / picture, optimize=True)


if __name__ == "__main__":
    main()
