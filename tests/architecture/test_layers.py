"""The layers of the package: imports go one way only, and the code holds no vocabulary."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "kg").rglob("*.py"))

# A folder may import from itself and from those named here: the arrows of the flow, written out once.
LAYERS: dict[str, set[str]] = {
    "errors": set(),
    "resources": set(),
    "garbage": set(),
    "schema": {"errors", "resources"},
    "text": {"errors", "resources", "schema"},
    "readers": {"errors", "text"},
    "rdf": {"errors", "resources", "schema", "text", "extract", "resolve"},
    "query": {"errors", "resources", "schema", "rdf"},
    "ask": {"errors", "schema", "text", "extract", "rdf", "query"},
    "projection": {"schema", "rdf"},
    "view": {"errors", "schema", "rdf", "projection"},
    "check": {"resources", "schema", "rdf", "query"},
    "summary": {"rdf", "query"},
    "files": {"errors"},
    "sources": {"errors", "files", "readers", "text", "version"},
    "export": {"errors", "files", "resources", "schema", "rdf", "query", "projection"},
    "remote": {"errors", "schema", "rdf", "query", "version"},
    "store": {"errors", "files", "schema", "rdf", "query", "summary", "remote", "version"},
    "graph": {"ask", "files", "schema", "rdf", "query", "projection", "summary", "check", "export", "view", "store"},
    "serve": {"errors", "schema", "rdf", "query", "projection", "view", "export", "store"},
    "documentation": {
        *("errors", "files", "resources", "schema", "rdf", "query", "projection", "export", "builder", "version"),
    },
    "growth": {
        "errors",
        "files",
        "garbage",
        "resources",
        "schema",
        "extract",
        "rdf",
        "store",
        "builder",
        "sources",
        "version",
    },
}

# U+3400 and U+9FFF themselves are left out: as limits of the block they say what a Han character is.
HAN = re.compile(r"[\u3401-\u9ffe\uf900-\ufaff]")


def module_of(path: Path) -> str:
    """The folder or top-level module of `kg` that a file belongs to."""
    return path.relative_to(ROOT / "kg").parts[0].removesuffix(".py")


def imported(path: Path) -> set[str]:
    """The folders or top-level modules of `kg` that a file imports, inside functions too."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
        found.update(name.split(".")[1] for name in names if name.startswith("kg."))
    return found


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_a_layer_imports_only_from_the_layers_below_it(path: Path) -> None:
    layer = module_of(path)
    if layer not in LAYERS:
        return
    assert imported(path) <= LAYERS[layer] | {layer}


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: str(p.relative_to(ROOT)))
def test_no_word_of_the_domain_stands_in_the_code(path: Path) -> None:
    """Vocabulary lives in `ontology/`: no string of `kg/` but a docstring holds a Chinese character."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
        and isinstance(node.body[0].value, ast.Constant)
    }
    # A string alone on its line after an assignment documents that attribute.
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str):
            docstrings.add(id(node.value))
    words = [
        f"{path.name}:{node.lineno}: {node.value!r}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in docstrings
        and HAN.search(node.value)
    ]
    assert not words


def test_the_top_level_holds_nothing_but_the_agreed_files() -> None:
    agreed = {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", "kg", "ontology", "tests"}
    tracked = {p.name for p in ROOT.iterdir() if not p.name.startswith(".")}
    leftovers = {"build", "dist", "graph.ttl", "graph.html"}
    assert tracked - leftovers - {n for n in tracked if n.endswith(".egg-info")} <= agreed
