"""The one process that changes a store: every change of a report is one transaction."""

from __future__ import annotations

import time
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.errors import GraphError, OutputError
from kg.rdf.terms import Names
from kg.schema.terms import DCTERMS, VOID
from kg.store.catalogue import Catalogue, Origin
from kg.store.few_files import few_files
from kg.store.lock import writer_lock
from kg.store.merged import DEFAULT, unsaid
from kg.store.published import current, publish, tidy
from kg.store.terms import (
    AREA,
    CATALOGUE,
    CONTAINED,
    DIGEST,
    REFERENCE,
    STALE,
    TYPE,
    WRITTEN,
    graph_node,
    origin_node,
    report_node,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

    from kg.store.layout import Layout
    from kg.store.page import Page

_DATASET = ox.NamedNode(VOID + "Dataset")
_SOURCE = ox.NamedNode(DCTERMS + "source")
_HELD = 12_000_000  # characters of updates whose effect may wait in memory: it is several times as large there
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
        try:
            tidy(layout)
            with few_files():
                self.store = ox.Store(layout.data)
        except (OSError, RuntimeError) as error:  # Oxigraph's words for files that cannot be read, and for damaged ones
            self._lock.release()
            raise GraphError(
                f"its database cannot be opened: {error}",
                place=str(layout.folder),
                remedy=f"run kg doctor {layout.folder}",
            ) from error
        self.catalogue = Catalogue(self.store)
        self._names = Names(layout.base)
        self._published = time.monotonic()
        self._held = 0

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
        del self.catalogue, self.store
        self._lock.release()

    def publish(self) -> None:
        """Let readers see all that was written.

        Raises:
            OutputError: there is no room, or the like.
        """
        if self.layout.changed.exists() or current(self.layout) is None:
            try:
                publish(self.layout, self.store)
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
        before = self.catalogue.origin(origin.key)
        leaving = sorted({o.key: o for o in (before, *gone) if o is not None}.values())
        left = {o.report: self._staying(o.report, leaving) for o in leaving if o.report != origin.report}
        held = {report: origins for report, origins in left.items() if origins}
        rewritten = set() if page is None else {page.report}
        update = [*self._without((left.keys() - held.keys()) | rewritten)]
        update.append(_delete(quad for o in leaving for quad in o.quads()))
        entry = origin.quads()
        if page is not None:
            entry.append(ox.Quad(report_node(page.report), WRITTEN, ox.Literal(origin.digest), CATALOGUE))
            parts = [f"GRAPH {self._graph(page.report)} {{\n{page.body}}}\n"]
            if page.reference:
                parts.append(f"GRAPH {self._graph(REFERENCE)} {{\n{page.reference}}}\n")
            parts += [page.body, page.reference]  # and all of it in the merged graph
            update.append(f"INSERT DATA {{\n{''.join(parts)}}}")
        held[origin.report] = [*self._staying(origin.report, [origin, *leaving]), origin]
        for report, origins in sorted(held.items()):
            written = origin.digest if report in rewritten else self.catalogue.written(report)
            mark = [ox.Quad(report_node(report), STALE, ox.Literal(""), CATALOGUE)]
            update.append(_delete(mark) if min(origins).digest == written else _insert(mark))
        update.append(_insert(entry))
        self._run(update)

    def _staying(self, report: str, leaving: Iterable[Origin]) -> list[Origin]:
        keys = {o.key for o in leaving}
        return [o for o in self.catalogue.of_report(report) if o.key not in keys]

    def remove(self, report: str) -> None:
        """Take a report out, with all its origins.

        Raises:
            OutputError: it cannot be written; the store is as it was before.
        """
        origins = self.catalogue.of_report(report)
        self._run([*self._without({report}), _delete(quad for origin in origins for quad in origin.quads())])

    def forget(self, keys: Iterable[str]) -> None:
        """Have origins read again as if they had changed."""
        found = [self.catalogue.origin(key) for key in keys]
        quads = [ox.Quad(origin_node(o.key), DIGEST, ox.Literal(o.digest), CATALOGUE) for o in found if o is not None]
        self._run([_delete(quads)])

    def publish_now_and_then(self) -> None:
        """Publish if the last time is a minute ago: readers see a long build grow."""
        if time.monotonic() - self._published > _PAUSE:
            self.publish()

    def _without(self, reports: Iterable[str]) -> Iterator[str]:
        """The updates that take reports' graphs out, and what the reference tables tell for their sake alone.

        They end with what no graph says any more: what comes in by the same transaction has to stand behind them.
        """
        found = [(report, graph_node(self.layout.base, report)) for report in sorted(reports)]
        graphs = [graph for _, graph in found if self.store.contains_named_graph(graph)]
        unneeded = list(self._unneeded(graphs))
        quads = (quad for graph in graphs for quad in self.store.quads_for_pattern(None, None, None, graph))
        yield _delete(unsaid(self.store, chain(quads, unneeded)))
        yield from (f"DROP SILENT GRAPH {graph}" for graph in graphs)
        yield _delete(unneeded)
        entries = (self.store.quads_for_pattern(report_node(report), None, None, CATALOGUE) for report, _ in found)
        yield _delete(quad for entry in entries for quad in entry)

    def _unneeded(self, graphs: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """What the reference graph tells of areas that only *graphs* speak of, and of those that they lie in.

        An area stays while another report speaks of it, or an area that stays lies in it.
        """
        reference = graph_node(self.layout.base, REFERENCE)
        kinds = (quad for graph in graphs for quad in self.store.quads_for_pattern(None, TYPE, AREA, graph))
        waiting = sorted({quad.subject for quad in kinds if isinstance(quad.subject, ox.NamedNode)}, key=str)
        if not waiting:
            return
        without: set[object] = {*graphs, reference, DEFAULT}
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
        try:
            self.layout.changed.touch()
            self.store.update(text, prefixes=self._names.prefixes)
            self._held += len(text)
            if self._held > _HELD:  # else Oxigraph keeps up to a gigabyte before it writes its tables
                self.store.flush()
                self._held = 0
        except OSError as error:
            raise _unwritten(self.layout.folder, error) from error


def _unwritten(folder: Path, error: OSError) -> OutputError:
    return OutputError(
        f"cannot be written: {error.strerror or error}",
        place=str(folder),
        remedy="check free space and rights, then run the same command again: what is in the store is whole",
    )


def _insert(quads: Iterable[ox.Quad]) -> str:
    return _data("INSERT", quads)


def _delete(quads: Iterable[ox.Quad]) -> str:
    return _data("DELETE", quads)


def _data(verb: str, quads: Iterable[ox.Quad]) -> str:
    lines = [
        f"{q.subject} {q.predicate} {q.object} ."
        if q.graph_name == DEFAULT
        else f"GRAPH {q.graph_name} {{ {q.subject} {q.predicate} {q.object} }}"
        for q in quads
    ]
    return f"{verb} DATA {{ {' '.join(lines)} }}" if lines else ""
