"""States of a store for readers: hard links to the database's files, which nothing changes any more.

Reading the database that another process writes is undefined in Oxigraph. A reader opens the newest published state and
holds a shared lock on it; the writer takes old states away when nobody holds them.
"""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError
from kg.files import write_whole
from kg.store.few_files import few_files
from kg.store.lock import FileLock
from kg.store.merged import own_file, set_own_aside
from kg.store.terms import OWN

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.store.catalogue import Catalogue
    from kg.store.layout import Layout


def publish(layout: Layout, store: ox.Store, catalogue: Catalogue) -> None:
    """Make what *store* holds now the state that readers see.

    Raises:
        OSError: it cannot be written; readers see the state before.
    """
    layout.published.mkdir(exist_ok=True)
    tidy(layout)
    number = 1 + max((int(p.name) for p in layout.published.iterdir() if p.name.isdigit()), default=0)
    half = layout.published / f"{number}.part"
    store.flush()
    store.backup(half)
    write_whole(_origins(layout, str(number)), _lines(catalogue))
    if store.contains_named_graph(OWN):
        with few_files():
            copy = ox.Store(half)
        set_own_aside(copy, layout.published / str(number))
        copy.flush()
        del copy  # closes it
    half.rename(layout.published / str(number))
    write_whole(layout.current, [f"{number}\n"])
    layout.changed.unlink(missing_ok=True)
    tidy(layout)


def tidy(layout: Layout) -> None:
    """Take away half-made states, and old ones that nobody reads; only the writer may."""
    newest = current(layout)
    for path in sorted(layout.published.iterdir() if layout.published.is_dir() else ()):
        name = path.name.partition(".")[0]
        if name == newest and path.suffix != ".part":
            continue
        if path.suffix == ".part" and path.is_dir():
            shutil.rmtree(path)
        elif path.is_dir():
            try:
                lock = FileLock(_lock(layout, name))
            except BlockingIOError:
                continue
            shutil.rmtree(path)
            _origins(layout, name).unlink(missing_ok=True)
            own_file(layout.published / name).unlink(missing_ok=True)
            _lock(layout, name).unlink(missing_ok=True)
            lock.release()
        elif path.suffix == ".part" or not (layout.published / name).is_dir():
            path.unlink(missing_ok=True)


def current(layout: Layout) -> str | None:
    """The name of the newest published state, or None where there is none yet."""
    try:
        name = layout.current.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return None
    return name if name and (layout.published / name).is_dir() else None


class State:
    """A published state, open for reading; it stays there until `close`, or the end of the process.

    Args:
        layout: the store's.

    Raises:
        GraphError: there is none yet, or it is damaged.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self.name, self._lock_held = self._hold()
        self.folder = layout.published / self.name
        try:
            self.store = ox.Store.read_only(str(self.folder))
        except (OSError, RuntimeError) as error:
            self.close()
            raise GraphError(
                f"cannot be read: {error}", place=str(layout.folder), remedy=f"run kg doctor {layout.folder}"
            ) from error

    def _hold(self) -> tuple[str, FileLock | None]:
        for _ in range(20):  # the writer may take the state away between the two steps
            name = current(self._layout)
            if name is None:
                break
            try:
                lock = FileLock(_lock(self._layout, name), shared=True)
            except BlockingIOError:
                continue
            except OSError:  # a folder that we may not write to: nobody else writes to it either, we hope
                return name, None
            if (self._layout.published / name).is_dir():
                return name, lock
            lock.release()
        raise GraphError(
            "holds nothing to read yet",
            place=str(self._layout.folder),
            remedy="wait for its first reports, or run kg build … --store again",
        )

    def origins(self) -> Iterator[tuple[str, str]]:
        """Report id and key of every origin, sorted by key."""
        return origins(self._layout, self.name)

    def close(self) -> None:
        """Let the writer take it away when it is old."""
        if self._lock_held is not None:
            self._lock_held.release()


def origins(layout: Layout, name: str) -> Iterator[tuple[str, str]]:
    """Report id and key of every origin in the state *name*, sorted by key; the database itself is not needed."""
    try:
        file = _origins(layout, name).open(encoding="utf-8")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            report, key = json.loads(line)
            yield report, key


def _lines(catalogue: Catalogue) -> Iterator[str]:
    for origin in catalogue.all():
        yield json.dumps([origin.report, origin.key], ensure_ascii=False) + "\n"


def _lock(layout: Layout, name: str) -> Path:
    return layout.published / f"{name}.lock"


def _origins(layout: Layout, name: str) -> Path:
    return layout.published / f"{name}.origins"
