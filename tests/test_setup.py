"""What a newcomer meets: the README's commands and code, the dependency lists, and no address of a package registry."""

from __future__ import annotations

import contextlib
import re
import subprocess
import tomllib
from itertools import takewhile
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

import framing
from framing import cli, measures, report, resources, tables

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONDA_NAMES = {"matplotlib": "matplotlib-base", "lxml-html-clean": "lxml_html_clean"}
"""Where conda-forge has another name: matplotlib-base is matplotlib without the window toolkits."""


def _named(requirements: list[str]) -> dict[str, str]:
    """Package name -> version limits, of lines such as "numpy>=2.0" and "numpy >=2.0"."""
    parts = [re.fullmatch(r"([A-Za-z0-9_.-]+?)\s*([<>=!~].*)?", line.strip()) for line in requirements]
    return {part[1]: part[2] or "" for part in parts}


def _environment() -> dict[str, str]:
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").splitlines()
    return _named([line[4:] for line in lines if line.startswith("  - ") and not line.endswith("pip:")])


def test_environment_yml_lists_what_pyproject_lists():
    wanted = _named(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["notebooks"])
    wanted = {CONDA_NAMES.get(name, name): limits for name, limits in wanted.items()}
    wanted |= {"python": PROJECT["requires-python"], "spacy-model-en_core_web_sm": ">=3.8,<3.9", "pip": ""}
    channels = {"conda-forge": "", "nodefaults": ""}
    assert _environment() == wanted | channels


def test_every_dependency_is_imported_somewhere():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "framing").rglob("*.py"))
    modules = {"scikit-learn": "sklearn", "vadersentiment": "vaderSentiment"}
    modules["lxml-html-clean"] = "trafilatura"  # it is there for trafilatura
    names = [modules.get(name, name) for name in _named(PROJECT["dependencies"])]
    assert [name for name in names if not re.search(rf"^\s*(?:import|from) {name}\b", sources, re.MULTILINE)] == []


def test_the_readme_starts_with_the_two_commands():
    first_block = re.search(r"```\w*\n(.*?)```", README, re.DOTALL)[1]
    commands = [line.split("#")[0].strip() for line in first_block.splitlines()]
    assert commands == ["make report", "make test"]
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(targets) >= {"report", "test"}
    assert all(command in (ROOT / ".ci/run").read_text(encoding="utf-8") for command in commands)


@pytest.fixture(scope="module")
def readme_run(tmp_path_factory):
    """The folder in which the README's Python was run, and the names that it left."""
    folder, names = tmp_path_factory.mktemp("readme"), {}
    (folder / "data").symlink_to(ROOT / "data", target_is_directory=True)
    code = re.search(r"```python\n(.*?)```", README, re.DOTALL)[1]
    with contextlib.chdir(folder):
        exec(compile(code, "README.md", "exec"), names)
    plt.close("all")
    return folder, names


def test_the_readmes_python_runs(readme_run):
    folder, _ = readme_run
    assert {path.suffix for path in (folder / "figures").iterdir()} == {".png", ".svg", ".pdf", ".csv", ".json"}


def test_the_readme_shows_what_is_printed(readme_run):
    """The head of the summary of the sample and the outlets that the README chose; a failure prints the right lines."""
    _, names = readme_run
    shown = re.findall(r"```\w*\n(.*?)```", README, re.DOTALL)[1].splitlines()
    outlets = {line.partition(":")[0] for line in shown if line.startswith("  ")}
    printed = takewhile(lambda line: not line.startswith("Tone"), report.summary(names["coding"]))
    right = [line for line in printed if not line.startswith("  ") or line.partition(":")[0] in outlets]
    assert outlets
    assert shown == right, "the README's second block should read:\n" + "\n".join(right)


def test_the_readme_counts_the_codebook():
    groups = resources.leaf_groups()
    assert f"a codebook of {len(groups)} types in {len(set(groups.values()))} groups" in README


def test_the_readmes_commands_are_those_of_the_parser():
    pages = "\n".join([README, *(path.read_text(encoding="utf-8") for path in (ROOT / "docs").glob("*.md"))])
    commands = re.findall(r"^\.venv/bin/framing (.+)$", pages, re.MULTILINE)
    assert {command.split()[0] for command in commands} == {"read", "report", "figures", "validate"}
    for command in commands:
        cli._parser().parse_args(command.split())


def test_the_links_of_the_pages_lead_somewhere():
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")]
    targets = [
        (page, link) for page in pages for link in re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    ]
    local = [(page, link) for page, link in targets if "://" not in link]
    assert len(local) > 10
    assert [link for page, link in local if not (page.parent / link).exists()] == []


def test_the_page_of_results_names_every_table_and_measure():
    page = (ROOT / "docs" / "results.md").read_text(encoding="utf-8")
    helpers = {"MeasureError", "reporting", "reporting_checklist"}
    wanted = {*tables.TABLES, *measures.__all__} - helpers
    assert sorted(name for name in wanted if not re.search(rf"\b{name}\b", page)) == []


def test_the_citation_file_says_what_the_package_and_the_readme_say():
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    fields = dict(re.findall(r'^([a-z-]+): "?(.+?)"?$', citation, re.MULTILINE))
    assert {"cff-version": "1.2.0", "type": "software", "license": PROJECT["license"]}.items() <= fields.items()
    assert fields["version"] == framing.__version__
    assert fields["title"].startswith(f"{PROJECT['name']}: ")
    authors = re.findall(r'^  - name: "(.+)"$', citation, re.MULTILINE)
    assert authors == [author["name"] for author in PROJECT["authors"]]
    assert f"> {authors[0]}. *{fields['title']}*. Version {fields['version']}." in README


def test_no_committed_file_names_a_package_registry():
    hosts = "|".join((r"pypi\.(?:org|python)", "pythonhosted", r"npmjs\.(?:org|com)", r"anaconda\.(?:org|com)"))
    files = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not files:
        pytest.skip("not a git clone: the committed files cannot be listed")
    here = Path(__file__).relative_to(ROOT).as_posix()
    texts = {name: (ROOT / name).read_bytes() for name in files.split("\0") if name and name != here}
    assert [name for name, text in texts.items() if re.search(hosts.encode(), text)] == []
