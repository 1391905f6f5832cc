"""The one process that changes a store: every change of a report is one transaction of its catalogue.

The graphs follow in batches: a transaction in Oxigraph for each report would write its terms one by one into nine
indexes, which then are merged again and again. Here pages wait in the catalogue until there are enough of them for
sorted files of their own (Oxigraph's bulk loader). What waits when a run is broken off is written by the next one, and
writing it twice does nothing; readers see published states only, before which everything is written.
"""

from __future__ import annotations

import sqlite3
import time
from contextlib import contextmanager
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError, OutputError
from kg.rdf.terms import Names
from kg.store.catalogue import Catalogue
from kg.store.few_files import few_files
from kg.store.lock import writer_lock
from kg.store.merged import DEFAULT, unsaid
from kg.store.published import current, publish, tidy
from kg.store.terms import AREA, CONTAINED, REFERENCE, TYPE, graph_node

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from kg.store.catalogue import Origin, Waiting
    from kg.store.layout import Layout
    from kg.store.page import Page

_HELD = 12_000_000  # characters of updates whose effect may wait in memory: it is several times as large there
_BATCH = 20_000_000  # characters of pages that are written at once; the loader takes half a gigabyte for them
_PAUSE = 60.0  # seconds between two states that readers see while a long build goes on


class StoreWriter:
    """Opens a store for writing; a context manager, at whose end readers see what was written.

    Args:
        layout: the store.

    Raises:
        OutputError: another process writes it, or it is not writable.
        GraphError: its database is damaged.
    """

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._lock = writer_lock(layout.lock)
        self._names = Names(layout.base)
        self._prefixes = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in sorted(self._names.prefixes.items()))
        self._published = time.monotonic()
        self._held = 0  # characters of updates since the last flush
        self._waiting = 0  # characters of pages
        try:
            tidy(layout)
            with few_files():
                self.store = ox.Store(layout.data)
            self.catalogue = Catalogue(layout.catalogue)
        except (OSError, RuntimeError, sqlite3.Error) as error:  # all that the two say of files that are damaged
            self.store = None  # type: ignore[assignment] # closes it
            self._lock.release()
            raise GraphError(
                f"its database cannot be opened: {error}",
                place=str(layout.folder),
                remedy=f"run kg doctor {layout.folder}",
            ) from error
        try:
            self.write_waiting()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> StoreWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if isinstance(error, OutputError):
                return  # there may be no room to write in; who reads next publishes
            self.publish()
        finally:
            self.close()

    def close(self) -> None:
        """Let the database and the lock go; what is not published yet is published by whoever opens the store next."""
        self.catalogue.close()
        del self.store
        self._lock.release()

    def publish(self) -> None:
        """Let readers see all that was written.

        Raises:
            OutputError: there is no room, or the like.
        """
        if self.layout.changed.exists() or current(self.layout) is None:
            self.write_waiting()
            try:
                publish(self.layout, self.store, self.catalogue)
            except OSError as error:
                raise _unwritten(self.layout.folder, error) from error
        self._published = time.monotonic()

    def put(self, origin: Origin, page: Page | None, *, gone: Iterable[Origin] = ()) -> None:
        """Say that *origin* holds its report now, whatever it held before.

        Args:
            origin: the entry.
            page: the report's graph where it is to be written, or None where it is there already.
            gone: origins to forget in the same transaction.

        Raises:
            OutputError: it cannot be written; the store is as it was before.
        """
        with self._transaction():
            before = self.catalogue.origin(origin.key)
            leaving = {o.key: o.report for o in (before, *gone) if o is not None}
            for key in leaving:
                self.catalogue.forget(key)
            self.catalogue.add(origin)
            for report in sorted({*leaving.values()} - {origin.report}):
                if not self.catalogue.of_report(report):
                    self.catalogue.drop(report)
            if page is not None:
                self.catalogue.write(page, origin.digest)
                self._waiting += len(page.body)
        if self._waiting >= _BATCH:
            self.write_waiting()

    def remove(self, report: str) -> None:
        """Take a report out, with all its origins.

        Raises:
            OutputError: it cannot be written; the store is as it was before.
        """
        with self._transaction():
            self.catalogue.drop(report)

    def write_waiting(self) -> None:
        """Make the graphs what the catalogue says of them.

        Raises:
            OutputError: there is no room, or the like; the next run does the rest.
        """
        try:
            while waiting := self.catalogue.waiting(_BATCH):
                for one in waiting:
                    self._run(self._without(graph_node(self.layout.base, one.report)))
                self._load([one for one in waiting if one.body])
                self.catalogue.done(waiting)
        except (OSError, sqlite3.Error) as error:
            raise _unwritten(self.layout.folder, error) from error
        self._waiting = 0

    def _load(self, pages: list[Waiting]) -> None:
        """Write graphs that are not there yet, and the same into the merged graph."""
        graphs = [f"GRAPH {self._graph(page.report)} {{\n{page.body}}}\n" for page in pages]
        told = "".join(page.reference for page in pages)
        if told:
            graphs.append(f"GRAPH {self._graph(REFERENCE)} {{\n{told}}}\n")
        # the one after the other: what the loader holds in memory is halved
        for part in (graphs, [*(page.body for page in pages), told]) if pages else ():
            self.store.bulk_load("".join((self._prefixes, *part)), format=ox.RdfFormat.TRIG)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self.layout.changed.touch()
            with self.catalogue.transaction():
                yield
        except (OSError, sqlite3.Error) as error:
            raise _unwritten(self.layout.folder, error) from error

    def publish_now_and_then(self) -> None:
        """Publish if the last time is a minute ago: readers see a long build grow."""
        if time.monotonic() - self._published > _PAUSE:
            self.publish()

    def _without(self, graph: ox.NamedNode) -> list[str]:
        """The updates that take a report's graph out, and what the reference tables tell for its sake alone."""
        if not self.store.contains_named_graph(graph):
            return []
        unneeded = list(self._unneeded(graph))
        quads = self.store.quads_for_pattern(None, None, None, graph)
        return [_delete(unsaid(self.store, chain(quads, unneeded))), f"DROP GRAPH {graph}", _delete(unneeded)]

    def _unneeded(self, graph: ox.NamedNode) -> Iterator[ox.Quad]:
        """What the reference graph tells of areas that only *graph* speaks of, and of those that they lie in.

        An area stays while another report speaks of it, or an area that stays lies in it.
        """
        reference = graph_node(self.layout.base, REFERENCE)
        kinds = self.store.quads_for_pattern(None, TYPE, AREA, graph)
        waiting = sorted({quad.subject for quad in kinds if isinstance(quad.subject, ox.NamedNode)}, key=str)
        if not waiting:
            return
        without: set[object] = {graph, reference, DEFAULT}
        gone: set[ox.NamedNode] = set()
        while waiting:
            area = waiting.pop()
            if area in gone or self._needed(area, without, gone, reference):
                continue
            gone.add(area)
            for quad in self.store.quads_for_pattern(area, None, None, reference):
                yield quad
                if quad.predicate == CONTAINED and isinstance(quad.object, ox.NamedNode):
                    waiting.append(quad.object)
        if all(quad.subject in gone for quad in self.store.quads_for_pattern(None, TYPE, AREA, reference)):
            yield from self.store.quads_for_pattern(reference, None, None, reference)

    def _needed(
        self, area: ox.NamedNode, without: set[object], gone: set[ox.NamedNode], reference: ox.NamedNode
    ) -> bool:
        told = self.store.quads_for_pattern(area, TYPE, AREA)
        if any(quad.graph_name not in without for quad in told):
            return True
        inside = self.store.quads_for_pattern(None, CONTAINED, area, reference)
        return any(quad.subject not in gone for quad in inside)

    def _graph(self, key: str) -> str:
        return self._names.node("dataset", key)

    def _run(self, updates: Iterable[str]) -> None:
        """One transaction."""
        text = " ;\n".join(update for update in updates if update)
        if not text:
            return
        self.layout.changed.touch()
        self.store.update(text, prefixes=self._names.prefixes)
        self._held += len(text)
        if self._held > _HELD:  # else Oxigraph keeps up to a gigabyte before it writes its tables
            self.store.flush()
            self._held = 0


def _unwritten(folder: Path, error: OSError | sqlite3.Error) -> OutputError:
    return OutputError(
        f"cannot be written: {getattr(error, 'strerror', None) or error}",
        place=str(folder),
        remedy="check free space and rights, then run the same command again: what is in the store is whole",
    )


def _delete(quads: Iterable[ox.Quad]) -> str:
    lines = [
        f"{q.subject} {q.predicate} {q.object} ."
        if q.graph_name == DEFAULT
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    ]
    return f"DELETE DATA {{ {' '.join(lines)} }}" if lines else ""
