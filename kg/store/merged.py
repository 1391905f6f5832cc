"""The default graph of a database: what all its graphs say, each triple once.

Queries are put to all graphs together. Oxigraph can join the graphs by itself, but gives a triple twice that two of
them state: COUNT counts it twice, and a join of such triples grows with the product. Therefore the joined graph is
kept, in the transactions that change the others. What was said outside of named graphs stands in a graph of its
own (`OWN`), which readers do not see as such; they have it in a file beside the database, where there is any of it.
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.files import write_whole
from kg.rdf.dataset import Dataset, named_graph
from kg.rdf.spool import Spool
from kg.rdf.terms import Names
from kg.store.terms import OWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from kg.rdf.graph import NamedGraph
    from kg.rdf.spool import Entry

DEFAULT = ox.DefaultGraph()
_PART = 100_000
_SAID = "GRAPH ?g { ?s ?p ?o }"
_MISSING = f"{_SAID} FILTER NOT EXISTS {{ ?s ?p ?o }}"
_STALE = f"?s ?p ?o FILTER NOT EXISTS {{ {_SAID} }}"
MERGE = f"DELETE {{ ?s ?p ?o }} WHERE {{ {_STALE} }} ;\nINSERT {{ ?s ?p ?o }} WHERE {{ {_MISSING} }}"
"""The update that makes the default graph right, whatever was done before it; it reads all graphs."""


class MergedDataset(Dataset):
    """A database whose default graph is the merged one.

    Args:
        store: the database.
        base: what the IRIs of things begin with.
        own: the file with what is said outside of named graphs; left out, or where it is not there, nothing is.
    """

    def __init__(self, store: ox.Store, *, base: str, own: Path | None = None) -> None:
        super().__init__(store, base=base)
        self._own_file = own

    def ask(self, query: str, *, union: bool) -> ox.QuerySolutions | ox.QueryBoolean | Iterable[ox.Triple]:  # noqa: ARG002
        """The engine's answer; all graphs together are the default graph, so that there is nothing to join."""
        return self.store.query(query, prefixes=self.prefixes)

    def quads(self, properties: Iterable[ox.NamedNode]) -> Iterator[ox.Quad]:
        """The triples with some properties, each once."""
        for found in properties:
            yield from self.store.quads_for_pattern(None, found, None, DEFAULT)

    def each(self) -> Iterator[ox.Quad]:
        """Every quad as it was said, graph by graph."""
        for node in self.store.named_graphs():
            yield from self.store.quads_for_pattern(None, None, None, node)
        yield from self._own()

    def __len__(self) -> int:
        merged = sum(1 for _ in self.store.quads_for_pattern(None, None, None, DEFAULT))
        return len(self.store) - merged + sum(1 for _ in self._own())

    @cached_property
    def graphs(self) -> tuple[NamedGraph, ...]:
        """The graphs as terms, sorted by name; the default graph has the name ""."""
        return tuple(self.named_graphs())

    def named_graphs(self) -> Iterator[NamedGraph]:
        """The graphs, sorted by name, one at a time."""
        names = Names(self.base)
        own = named_graph("", self._own(), names)
        if own.triples:
            yield own
        for node in sorted(self.store.named_graphs(), key=lambda node: names.iri(node.value)):
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

    def _own(self) -> Iterator[ox.Quad]:
        if self._own_file is not None and self._own_file.exists():
            yield from ox.parse(path=self._own_file, format=ox.RdfFormat.N_TRIPLES)


def own_file(folder: Path) -> Path:
    """Where what is said outside of named graphs stands, beside the database in *folder*."""
    return folder.with_name(f"{folder.name}.own")


def set_own_aside(store: ox.Store, folder: Path) -> None:
    """Move what stands in `OWN` from a database into its file; the merged graph keeps it."""
    if store.contains_named_graph(OWN):
        found = store.quads_for_pattern(None, None, None, OWN)
        lines = [f"{q.subject} {q.predicate} {q.object} .\n" for q in found]
        if lines:
            write_whole(own_file(folder), lines)
        store.remove_graph(OWN)


def load_merged(store: ox.Store, quads: Iterable[ox.Quad]) -> None:
    """Load quads into an empty database, with the merged graph; what stands in no named graph is its own."""
    store.bulk_extend(copy for quad in quads for copy in _both(quad))


def _both(quad: ox.Quad) -> tuple[ox.Quad, ox.Quad]:
    if quad.graph_name == DEFAULT:
        return quad, ox.Quad(quad.subject, quad.predicate, quad.object, OWN)
    return quad, ox.Quad(quad.subject, quad.predicate, quad.object)


def merge_loaded(store: ox.Store) -> None:
    """Make the merged graph of a database that holds none yet; what its default graph holds is its own."""
    own = list(store.quads_for_pattern(None, None, None, DEFAULT))
    store.bulk_extend(ox.Quad(q.subject, q.predicate, q.object, OWN) for q in own)
    add_missing(store)


def add_missing(store: ox.Store) -> None:
    """Add to the default graph what it lacks, in parts, so that memory stays flat."""
    lacking = missing(store)
    while part := list(islice(lacking, _PART)):
        store.bulk_extend(part)


def remove_stale(store: ox.Store) -> None:
    """Take from the default graph what no graph says."""
    for quad in list(stale(store)):
        store.remove(quad)


def missing(store: ox.Store) -> Iterator[ox.Quad]:
    """What the default graph of a writer's database lacks, repeats possible."""
    return _found(store, _MISSING)


def stale(store: ox.Store) -> Iterator[ox.Quad]:
    """What stands in the default graph of a writer's database though no graph says it."""
    return _found(store, _STALE)


def _found(store: ox.Store, pattern: str) -> Iterator[ox.Quad]:
    for row in store.query(f"SELECT ?s ?p ?o {{ {pattern} }}"):  # type: ignore[union-attr]
        yield ox.Quad(*row)


def unsaid(store: ox.Store, going: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """What leaves the default graph when quads leave their graphs: what no other graph says.

    Args:
        store: a writer's database.
        going: the quads, still there.
    """
    graphs: dict[ox.Triple, set[object]] = {}
    for quad in going:
        graphs.setdefault(quad.triple, set()).add(quad.graph_name)
    for triple, leaving in graphs.items():
        if isinstance(triple.subject, ox.BlankNode) or isinstance(triple.object, ox.BlankNode):
            continue  # no report has one, and DELETE DATA cannot name it
        told = store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
        if all(q.graph_name in leaving or q.graph_name == DEFAULT for q in told):
            yield ox.Quad(triple.subject, triple.predicate, triple.object)
