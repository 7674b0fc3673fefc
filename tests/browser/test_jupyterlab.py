"""JupyterLab itself: started here, the first notebook opened in Chromium, run from top to bottom, and looked at."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "out" / "screenshots"
NOTEBOOK = "00-start.ipynb"
PATIENCE = 240
"""Seconds until JupyterLab, or the notebook's last cell, is given up."""


@pytest.fixture(scope="module")
def workplace(tmp_path_factory):
    """A folder with the sample and the notebook, its committed outputs taken out: what is seen was made here."""
    folder = tmp_path_factory.mktemp("jupyterlab")
    shutil.copytree(ROOT / "data" / "sample", folder / "data" / "sample")
    notebook = json.loads((ROOT / "notebooks" / NOTEBOOK).read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell.update(outputs=[], execution_count=None)
    (folder / "notebooks").mkdir()
    (folder / "notebooks" / NOTEBOOK).write_text(json.dumps(notebook), encoding="utf-8")
    _settings(
        folder, "notebook-extension/tracker", windowingMode="none"
    )  # else only the cells in sight are in the page
    _settings(folder, "apputils-extension/notification", fetchNews="false")
    return folder


def _settings(folder, plugin, **values):
    path = folder / "settings" / "@jupyterlab" / f"{plugin}.jupyterlab-settings"
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(values), encoding="utf-8")


@pytest.fixture(scope="module")
def lab(workplace, chromium):
    """The address of a JupyterLab that listens on this machine alone; it ends with the module."""
    pytest.importorskip("jupyterlab", reason="JupyterLab is not installed: install '.[notebooks]'")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    token = secrets.token_hex(16)
    own = {f"JUPYTER_{kind}_DIR": str(workplace / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    own |= {"JUPYTERLAB_SETTINGS_DIR": str(workplace / "settings"), "PYTHONPATH": str(ROOT)}
    own |= {"JUPYTERLAB_WORKSPACES_DIR": str(workplace / "workspaces"), "IPYTHONDIR": str(workplace / "ipython")}
    given = {name: value for name, value in os.environ.items() if name != "MPLBACKEND"}  # the kernel draws its own way
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": workplace,
        "IdentityProvider.token": token,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.news_url": None,
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"]
    command += [f"--{name}={value}" for name, value in options.items()]
    with (
        (workplace / "lab.log").open("w") as log,
        subprocess.Popen(command, cwd=workplace, env=given | own, stdout=log, stderr=log) as server,
    ):
        try:
            _wait_for(f"http://127.0.0.1:{port}/api?token={token}", server, workplace / "lab.log")
            yield f"http://127.0.0.1:{port}", token
        finally:
            server.terminate()


def _wait_for(address, server, log):
    last = time.monotonic() + PATIENCE
    while time.monotonic() < last and server.poll() is None:
        try:
            return urllib.request.urlopen(address, timeout=5).close()
        except OSError:
            time.sleep(0.5)
    raise AssertionError(f"JupyterLab did not start:\n{log.read_text()[-3000:]}")


def test_the_first_notebook_runs_and_shows_its_figures_and_its_article(lab, chromium):
    address, token = lab
    abroad = []
    window = chromium.new_context(viewport={"width": 1300, "height": 1000})
    window.route("**/*", lambda route: route.continue_() if route.request.url.startswith(address) else route.abort())
    page = window.new_page()
    page.on("request", lambda r: None if r.url.startswith((address, "data:", "blob:")) else abroad.append(r.url))
    page.goto(f"{address}/lab/tree/notebooks/{NOTEBOOK}?token={token}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=PATIENCE * 1000)
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for(timeout=PATIENCE * 1000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    cells = page.locator(".jp-Notebook .jp-CodeCell").count()
    page.wait_for_function(
        """(cells) => {
          const prompts = [...document.querySelectorAll(".jp-CodeCell .jp-InputPrompt")].map((p) => p.textContent);
          return prompts.filter((p) => /^\\[\\d+\\]:$/.test(p)).length === cells
            || document.querySelector("[data-mime-type='application/vnd.jupyter.error']");
        }""",
        arg=cells,
        timeout=PATIENCE * 1000,
    )
    assert page.locator("[data-mime-type='application/vnd.jupyter.error']").all_inner_texts() == []
    figures = page.locator(".jp-OutputArea-output img")
    figures.first.wait_for()
    assert all(figure.evaluate("(img) => img.complete && img.naturalWidth > 300") for figure in figures.all())
    marks = page.locator(".jp-RenderedHTMLCommon mark")
    marks.first.wait_for()
    assert marks.count() > 3
    marks.nth(2).scroll_into_view_if_needed()
    colours = {mark.evaluate("(m) => getComputedStyle(m).borderBottomColor") for mark in marks.all()[:10]}
    assert not {"rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"} & colours
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=PICTURES / "jupyterlab-article.png")
    figures.first.scroll_into_view_if_needed()
    page.screenshot(path=PICTURES / "jupyterlab-figure.png")
    window.close()
    assert abroad == []
