"""The RDF formats as text, each from one sorted form, so that the same graph is the same bytes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf.terms import language_tag
from kg.rdf.turtle import trig, turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.dataset import Dataset

# Oxigraph writes language tags in lower case. A tag stands where no text of a literal can stand: a quotation mark
# inside a literal is escaped in N-Triples and JSON, and `">` inside element text has its bracket escaped in XML.
_TAG = {
    ox.RdfFormat.N_TRIPLES: re.compile(r'(?<="@)[A-Za-z0-9-]+$'),
    ox.RdfFormat.JSON_LD: re.compile(r'(?<="@language":")[a-z0-9-]+(?=")'),
    ox.RdfFormat.RDF_XML: re.compile(r'(?<= xml:lang=")[a-z0-9-]+(?=">)'),
}
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def as_turtle(dataset: Dataset) -> Iterator[str]:
    """Turtle of all graphs together."""
    return turtle(dataset.entries(apart=False), dataset.prefixes)


def as_trig(dataset: Dataset) -> Iterator[str]:
    """TriG with the named graphs."""
    return trig(dataset.entries(apart=True), dataset.prefixes)


def as_ntriples(dataset: Dataset) -> Iterator[str]:
    """N-Triples of all graphs together, sorted."""
    lines = {f"{q.subject} {q.predicate} {_object(q)}" for q in dataset.store}
    return (f"{line} .\n" for line in sorted(lines))


def as_nquads(dataset: Dataset) -> Iterator[str]:
    """N-Quads with the named graphs, sorted."""
    lines = [f"{q.subject} {q.predicate} {_object(q)}{_graph(q)}" for q in dataset.store]
    return (f"{line} .\n" for line in sorted(lines))


def as_jsonld(dataset: Dataset) -> Iterator[str]:
    """JSON-LD (expanded) with the named graphs."""
    quads = sorted(dataset.store, key=_by_graph)
    yield _cased(ox.serialize(quads, format=ox.RdfFormat.JSON_LD), ox.RdfFormat.JSON_LD)


def as_rdfxml(dataset: Dataset) -> Iterator[str]:
    """RDF/XML of all graphs together; characters that XML cannot hold become U+FFFD."""
    triples = sorted({_fit_for_xml(quad) for quad in dataset.store}, key=str)
    data = ox.serialize(triples, format=ox.RdfFormat.RDF_XML, prefixes=dict(dataset.prefixes))
    yield _cased(data, ox.RdfFormat.RDF_XML)


def _object(quad: ox.Quad) -> str:
    text = str(quad.object)
    if isinstance(quad.object, ox.Literal) and quad.object.language:
        return _TAG[ox.RdfFormat.N_TRIPLES].sub(_case, text)
    return text


def _graph(quad: ox.Quad) -> str:
    return "" if isinstance(quad.graph_name, ox.DefaultGraph) else f" {quad.graph_name}"


def _by_graph(quad: ox.Quad) -> tuple[str, str]:
    return _graph(quad), str(quad.triple)


def _fit_for_xml(quad: ox.Quad) -> ox.Triple:
    value = quad.object
    if isinstance(value, ox.Literal) and _NOT_XML.search(value.value):
        clean = _NOT_XML.sub("\ufffd", value.value)
        value = (
            ox.Literal(clean, language=value.language) if value.language else ox.Literal(clean, datatype=value.datatype)
        )
        return ox.Triple(quad.subject, quad.predicate, value)
    return quad.triple


def _cased(data: bytes | None, form: ox.RdfFormat) -> str:
    return _TAG[form].sub(_case, (data or b"").decode())


def _case(match: re.Match[str]) -> str:
    return language_tag(match.group())
