"""The RDF formats as text, each from one sorted form, so that the same graph is the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.export.jsonld import as_jsonld
from kg.export.terms import fit_for_xml, ntriples
from kg.export.turtle12 import turtle12
from kg.rdf.terms import language_tag
from kg.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.rdf.dataset import Dataset
    from kg.rdf.spool import Entry

__all__ = ["as_jsonld", "as_nquads", "as_ntriples", "as_rdfxml", "as_trig", "as_turtle", "as_turtle12", "lines"]

# Oxigraph writes language tags in lower case. A tag stands where no text of a literal can stand: `">` inside the text
# of an element has its bracket escaped.
_TAG = re.compile(r'(?<= xml:lang=")[a-z0-9-]+(?=">)')


def as_turtle(dataset: Dataset) -> Iterator[str]:
    """Turtle of all graphs together."""
    return turtle(dataset.entries(apart=False), dataset.prefixes)


def as_trig(dataset: Dataset) -> Iterator[str]:
    """TriG with the named graphs."""
    return trig(dataset.entries(apart=True), dataset.prefixes)


def as_turtle12(dataset: Dataset) -> Iterator[str]:
    """RDF 1.2 Turtle of all graphs together, with reifiers for the statement nodes."""
    return turtle12(dataset.entries(apart=False), dataset.prefixes)


def as_ntriples(dataset: Dataset) -> Iterator[str]:
    """N-Triples of all graphs together, subject by subject."""
    return lines(dataset.entries(apart=False), dataset.prefixes)


def as_nquads(dataset: Dataset) -> Iterator[str]:
    """N-Quads with the named graphs, graph by graph and subject by subject."""
    return lines(dataset.entries(apart=True), dataset.prefixes)


def as_rdfxml(dataset: Dataset) -> Iterator[str]:
    """RDF/XML of all graphs together; characters that XML cannot hold become U+FFFD."""
    triples = sorted({_fit_for_xml(quad) for quad in dataset.each()}, key=str)
    data = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=dict(dataset.prefixes))
    yield _TAG.sub(lambda match: language_tag(match.group()), (data or b"").decode())


def lines(entries: Iterable[Entry], prefixes: Mapping[str, str]) -> Iterator[str]:
    """N-Quads of entries, or N-Triples of those without a graph: the lines of each subject as one piece."""
    known: dict[str, str] = {}
    for (graph, subject), pairs in entries:
        start = f"{ntriples(subject, prefixes)} "
        end = f" {ntriples(graph, prefixes)} .\n" if graph else " .\n"
        made = []
        for predicate, value in sorted(set(pairs)):
            name = known.get(predicate)
            if name is None:
                name = known[predicate] = ntriples(predicate, prefixes)
            made.append(f"{start}{name} {ntriples(value, prefixes)}{end}")
        yield "".join(made)


def _fit_for_xml(quad: ox.Quad) -> ox.Triple:
    value = quad.object
    if isinstance(value, ox.Literal) and (clean := fit_for_xml(value.value)) != value.value:
        value = (
            ox.Literal(clean, language=value.language) if value.language else ox.Literal(clean, datatype=value.datatype)
        )
        return ox.Triple(quad.subject, quad.predicate, value)
    return quad.triple
