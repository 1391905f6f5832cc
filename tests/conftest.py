"""What many tests share: the ontology, a graph made by hand, the command line in this process, a real browser."""

from __future__ import annotations

import io
import os
import shutil
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from readings import sample

from kg.cli.main import main
from kg.graph import KnowledgeGraph
from kg.rdf.dataset import Dataset
from kg.rdf.write import GraphWriter
from kg.schema.load import load_schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser

    from kg.resolve.model import Reading
    from kg.schema.model import Schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The ontology that ships with the software."""
    return load_schema()


@pytest.fixture(scope="session")
def reading() -> Reading:
    """A reading made by hand, with something of every kind."""
    return sample()


@pytest.fixture(scope="session")
def graph(schema: Schema, reading: Reading) -> KnowledgeGraph:
    """Its graph."""
    return KnowledgeGraph(Dataset.of([GraphWriter(schema, version="0")(reading)]))


@dataclass(frozen=True)
class Ran:
    """How a command ended: its exit code, what it printed, and what it said."""

    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Call `kg` with arguments, and bytes for its standard input."""

    def run(*arguments: object, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium of the system. Where there is none the test is skipped, but never in CI."""
    names = ("chromium", "chromium-browser", "google-chrome", "chrome")
    found = next((path for name in names if (path := shutil.which(name))), None)
    if found is None:
        reason = "no Chromium on this machine: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is missing: pip install 'govkg[test]'")
    with playwright.sync_playwright() as driver:
        # Root in a container has no sandbox for Chromium; the page is our own.
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()
