"""The rules of the house: who may import whom, how long a module may be, and what must be documented."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import framing

ROOT = Path(framing.__file__).parent
ORDER = "corpus voices devices coding engine measures validation charts evidence report cli".split()
GROUND = {"tables", "text", "resources"}
"""What stands under every room."""

ALLOWED_UP = {("coding", "evidence")}
"""A coding shows itself: `Coding.show` and `Coding._repr_html_` call the evidence room when asked."""

LONGEST_MODULE, LONGEST_FUNCTION = 250, 50
MODULES = sorted(ROOT.rglob("*.py"))
IDS = [path.relative_to(ROOT).as_posix() for path in MODULES]
modules = pytest.mark.parametrize("path", MODULES, ids=IDS)


def _room(path: Path) -> str:
    return path.relative_to(ROOT).parts[0].removesuffix(".py")


def _imported(tree: ast.AST) -> list[str]:
    """What a module imports, at its top or inside a function, by its dotted name."""
    dotted = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            dotted += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            dotted += [f"{node.module}.{alias.name}" for alias in node.names]
    return dotted


def _imported_rooms(tree: ast.AST) -> set[str]:
    return {name.split(".")[1] for name in _imported(tree) if name.startswith("framing.")}


@modules
def test_a_room_imports_only_rooms_above_it(path):
    room = _room(path)
    imported = _imported_rooms(ast.parse(path.read_text(encoding="utf-8"))) - {room, "__version__"}
    if room in GROUND:
        allowed = GROUND
    elif room in ORDER:
        allowed = GROUND | set(ORDER[: ORDER.index(room)])
    else:
        allowed = {"cli"} if room == "__main__" else set()
    wrong = {other for other in imported - allowed if (room, other) not in ALLOWED_UP}
    assert not wrong, f"{room} imports {sorted(wrong)}, which stand below it"


@modules
def test_a_module_fits_on_a_few_screens_and_says_what_it_is_for(path):
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    assert len(text.splitlines()) <= LONGEST_MODULE
    assert ast.get_docstring(tree), "the module has no docstring"
    assert [f.name for f in functions if f.end_lineno - f.lineno >= LONGEST_FUNCTION] == []


@modules
def test_what_is_public_is_documented_and_typed(path):
    wrong = []
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            wrong += [] if ast.get_docstring(node) else [f"class {node.name} has no docstring"]
        elif isinstance(node, ast.FunctionDef) and not node.name.startswith("_"):
            wrong += _undocumented(node)
    assert not wrong


def _undocumented(node: ast.FunctionDef) -> list[str]:
    arguments = [*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs]
    untyped = [a.arg for a in arguments if a.annotation is None] + (["the result"] if node.returns is None else [])
    return [f"{node.name}: no type hint for {name}" for name in untyped] + (
        [] if ast.get_docstring(node) else [f"{node.name} has no docstring"]
    )


def test_importing_framing_loads_nothing_heavy():
    heavy = ["spacy", "matplotlib", "pandas", "textblob", "sklearn", "scipy", "trafilatura"]
    code = f"import framing, sys; print([name for name in {heavy} if name in sys.modules])"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"


@pytest.mark.parametrize("name", framing.__all__)
def test_every_public_name_is_there(name):
    assert getattr(framing, name) is not None


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="no attribute 'sauce_shares'"):
        _ = framing.sauce_shares


def test_tests_import_each_other_as_the_command_pytest_finds_them():
    """`python -m pytest` also finds "tests.voice_cases"; the command of the Makefile does not."""
    files = sorted(Path(__file__).parent.rglob("*.py"))
    found = [
        path.name
        for path in files
        for name in _imported(ast.parse(path.read_text(encoding="utf-8")))
        if name.split(".")[0] == "tests"
    ]
    assert found == []
