"""Media types of graphs that are taken in."""

from __future__ import annotations

from types import MappingProxyType

INPUTS = MappingProxyType(
    {
        "text/turtle": "turtle",
        "application/x-turtle": "turtle",
        "application/n-triples": "ntriples",
        "text/plain": "ntriples",
        "application/rdf+xml": "rdfxml",
        "application/ld+json": "jsonld",
    }
)
"""Media type → format, of what a graph may be sent in."""
