"""Servers that many tests share: one of a graph file, read-only, and one of an empty store that may be changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from kg.schema.terms import ID
from kg.store.layout import make
from kg.store.writer import StoreWriter

pytest.importorskip("uvicorn", reason="uvicorn is missing: pip install 'govkg[test]'")
pytest.importorskip("starlette", reason="starlette is missing: pip install 'govkg[test]'")

from server import Server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.graph import KnowledgeGraph


@pytest.fixture(scope="session")
def graph_file(graph: KnowledgeGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph made by hand, as a TriG file."""
    path = tmp_path_factory.mktemp("serve") / "graph.trig"
    graph.export(path)
    return path


@pytest.fixture(scope="session")
def reading_server(graph_file: Path) -> Iterator[Server]:
    """Serves the graph made by hand; small limits, so that tests of them are quick."""
    with Server(graph_file, "--timeout", "3", "--memory", "300", "--rows", "2000", "--workers", "2") as server:
        yield server


@pytest.fixture(scope="session")
def store_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty store."""
    folder = tmp_path_factory.mktemp("serve") / "store"
    with StoreWriter(make(folder, base=ID)):
        pass
    return folder


@pytest.fixture(scope="session")
def writable_server(store_folder: Path) -> Iterator[Server]:
    """Serves the empty store and lets those with the token change it."""
    with Server(store_folder, "--writable", "--workers", "2") as server:
        yield server
