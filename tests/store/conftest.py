"""Stores in folders of their own, and what a store says as bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from report_factory import report_text

from kg.export.write import export
from kg.growth.grow import Growth, grow
from kg.growth.pool import Pool
from kg.growth.reading import Settings, SourceReader
from kg.sources.find import find_sources
from kg.store.dataset import open_store
from kg.store.layout import make
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from kg.sources.model import Source


class Here:
    """Reads sources in this process, so that a test need not start others."""

    ahead = 4

    def __init__(self, settings: Settings) -> None:
        self._read = SourceReader(settings)
        self.sources: list[str] = []

    def submit(self, source: Source):
        self.sources.append(source.key)
        return lambda: self._read(source)


@pytest.fixture(scope="session")
def here() -> Here:
    return Here(Settings())


@pytest.fixture
def build(here) -> Callable[..., Growth]:
    """Grow a store with files, by a reader in this process or by *workers* others."""

    def build(store: Path, *given: Path, workers: int = 0, settings: Settings | None = None) -> Growth:
        settings = settings or Settings()
        here.sources.clear()
        with StoreWriter(make(store, base=settings.base)) as writer:
            files = list(find_sources(given))
            if not workers:
                return grow(writer, files, here, settings=settings.digest())
            with Pool(settings, workers) as pool:
                return grow(writer, files, pool, settings=settings.digest())

    return build


@pytest.fixture
def written(tmp_path) -> Callable[[Path], bytes]:
    """What a store says, as the bytes of its export."""

    def written(store: Path) -> bytes:
        dataset = open_store(store)
        try:
            (path,) = export(dataset, tmp_path / "written.trig")
        finally:
            dataset.close()
        return path.read_bytes()

    return written


@pytest.fixture
def folder(tmp_path) -> Path:
    """A folder with six reports."""
    path = tmp_path / "reports"
    (path / "deep").mkdir(parents=True)
    for number in range(6):
        (path / ("deep" if number % 2 else "") / f"{number}.txt").write_text(report_text(number), encoding="utf-8")
    return path
