"""A store as a dataset: asked by Oxigraph on disk, written out graph by graph."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.rdf.dataset import Dataset, named_graph
from kg.rdf.spool import Spool
from kg.rdf.terms import Names
from kg.store.layout import existing
from kg.store.published import State, current
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from kg.rdf.graph import NamedGraph
    from kg.rdf.spool import Entry
    from kg.store.layout import Layout


class StoreDataset(Dataset):
    """The newest published state of a store; it does not change while it is open, whatever is written meanwhile.

    Args:
        state: the state.
        base: what the IRIs of things begin with.
    """

    def __init__(self, state: State, *, base: str) -> None:
        super().__init__(state.store, base=base)
        self.state = state

    def named_graphs(self) -> Iterator[NamedGraph]:
        """The graphs, sorted by name, one at a time."""
        names = Names(self.base)
        nodes = sorted(self.store.named_graphs(), key=lambda node: names.iri(node.value))
        for node in nodes:
            found = named_graph(names.iri(node.value), self.store.quads_for_pattern(None, None, None, node), names)
            if found.triples:
                yield found

    def entries(self, *, apart: bool) -> Iterator[Entry]:
        """The subjects with what is said of them, sorted, in memory that does not grow with the store."""
        if apart:
            for graph in self.named_graphs():
                for subject in sorted(graph.triples):
                    yield (graph.name, subject), graph.triples[subject]
            return
        with Spool(apart=False) as spool:
            spool.add(self.named_graphs())
            yield from spool.entries()

    def close(self) -> None:
        """Let the state go."""
        self.state.close()


def open_store(path: str | Path) -> StoreDataset:
    """Open a store for reading; any number of processes may, also while one writes.

    What an earlier process wrote but did not live to publish is published now, if nobody writes and we may.

    Raises:
        GraphError: there is no store, nothing in it yet, or it is damaged.
    """
    layout = existing(path)
    catch_up(layout)
    return StoreDataset(State(layout), base=layout.base)


def catch_up(layout: Layout) -> None:
    """Publish what a broken-off run left, unless somebody is writing or we may not write."""
    if layout.changed.exists() or current(layout) is None:
        with suppress(KgError):
            StoreWriter(layout).__exit__(None, None, None)
