"""The notebooks as they are committed: run from top to bottom, clean, and each chart with the table that it draws."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[1] / "notebooks"
NAMES = ("00-start", "01-sources", "02-sentiment", "03-stance", "04-validation")
CHARTED = NAMES

LARGEST = 1_000_000
MOST_LINES = 12
"""Lines of a code cell."""

PRIVATE = re.compile(r"0x[0-9a-f]{6,}|/(?:home|root|tmp|work|Users|var)/|[A-Z]:\\\\|\d+(?:\.\d+)? ?it/s")
"""What differs from one run or machine to the next: addresses, absolute paths, progress bars."""

LINK = re.compile(r"\]\(([^)#]+)")

notebooks = pytest.mark.parametrize("name", NAMES)


def _notebook(name: str) -> dict:
    return json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))


def _cells(name: str, kind: str) -> list[dict]:
    return [cell for cell in _notebook(name)["cells"] if cell["cell_type"] == kind]


def _source(cell: dict) -> str:
    return "".join(cell["source"])


def _outputs(name: str) -> list[dict]:
    return [output for cell in _cells(name, "code") for output in cell["outputs"]]


def _texts(output: dict) -> str:
    """Everything readable in an output: streams, and every form of the data but pictures."""
    data = {kind: text for kind, text in output.get("data", {}).items() if not kind.startswith("image/")}
    return "\n".join("".join(text) for text in [output.get("text", ""), *data.values()])


def _chart_cells(name: str) -> list[dict]:
    return [cell for cell in _cells(name, "code") if "charts.display(" in _source(cell)]


def test_these_are_the_notebooks():
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == list(NAMES)


@notebooks
def test_a_notebook_has_the_ordinary_kernel_and_a_sane_size(name):
    assert _notebook(name)["metadata"]["kernelspec"]["name"] == "python3"
    assert (FOLDER / f"{name}.ipynb").stat().st_size < LARGEST


@notebooks
def test_a_notebook_was_run_once_from_top_to_bottom(name):
    counts = [cell["execution_count"] for cell in _cells(name, "code")]
    assert counts == list(range(1, len(counts) + 1))
    assert _outputs(name)


@notebooks
def test_a_notebook_shows_no_error_and_nothing_on_stderr(name):
    assert [o for o in _outputs(name) if o["output_type"] == "error" or o.get("name") == "stderr"] == []


@notebooks
def test_outputs_hold_nothing_that_the_next_run_would_change(name):
    found = [match.group() for output in _outputs(name) for match in PRIVATE.finditer(_texts(output))]
    assert found == []


@pytest.mark.parametrize("name", CHARTED)
def test_every_chart_has_alt_text_and_its_table_beneath(name):
    cells = _chart_cells(name)
    assert cells
    for cell in cells:
        pictures = [o for o in cell["outputs"] if "image/png" in o.get("data", {})]
        assert pictures, _source(cell)
        assert all(picture["metadata"]["image/png"]["alt"] for picture in pictures)
        last = cell["outputs"][-1]
        assert last["output_type"] == "execute_result"
        assert "<table" in "".join(last["data"]["text/html"]), _source(cell)


@notebooks
def test_cells_are_short_and_prose_stands_between_them(name):
    kinds = [cell["cell_type"] for cell in _notebook(name)["cells"]]
    assert max(len(_source(cell).splitlines()) for cell in _cells(name, "code")) <= MOST_LINES
    assert kinds[0] == kinds[-1] == "markdown"
    assert not any(kinds[i : i + 3] == ["code"] * 3 for i in range(len(kinds)))


@notebooks
def test_a_notebook_says_at_once_that_the_articles_are_invented(name):
    assert "invented" in _source(_notebook(name)["cells"][0]).lower()


@notebooks
def test_links_lead_to_files_of_the_project(name):
    links = [link for cell in _cells(name, "markdown") for link in LINK.findall(_source(cell))]
    assert [link for link in links if not (FOLDER / link).is_file()] == []
