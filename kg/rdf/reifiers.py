"""Reifiers of RDF 1.2 as the statement nodes of RDF 1.1 that they stand for.

https://www.w3.org/TR/rdf12-concepts/#section-reifying-triples
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.schema.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

REIFIES = ox.NamedNode(RDF + "reifies")
_TYPE = ox.NamedNode(RDF + "type")
_STATEMENT = ox.NamedNode(RDF + "Statement")
_PARTS = tuple(ox.NamedNode(RDF + part) for part in ("subject", "predicate", "object"))


def has_reifiers(data: bytes) -> bool:
    """Whether the text of a graph may hold reifiers; never false where it does."""
    return b"<<" in data or b"{|" in data or b"~" in data or b"parseType" in data or b"rdf:annotation" in data


def as_statements(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """The quads with each `rdf:reifies` written out as an `rdf:Statement` with its three parts."""
    for quad in quads:
        if quad.predicate == REIFIES and isinstance(quad.object, ox.Triple):
            yield from _statement(quad, quad.object)
        else:
            yield quad


def write_out(store: ox.Store) -> None:
    """The same in a store, in place."""
    found = [q for q in store.quads_for_pattern(None, REIFIES, None) if isinstance(q.object, ox.Triple)]
    store.extend(as_statements(found))
    for quad in found:
        store.remove(quad)


def _statement(quad: ox.Quad, triple: ox.Triple) -> Iterator[ox.Quad]:
    node, graph = quad.subject, quad.graph_name
    yield ox.Quad(node, _TYPE, _STATEMENT, graph)
    for part, value in zip(_PARTS, (triple.subject, triple.predicate, triple.object), strict=True):
        yield ox.Quad(node, part, value, graph)
