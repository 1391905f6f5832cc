"""Terms that the store itself must know."""

from __future__ import annotations

import pyoxigraph as ox

from kg.schema.terms import RDF, SCHEMA

OWN = ox.NamedNode("urn:govkg:default")
"""The graph of the writer's database that holds what was said outside of named graphs (`kg.store.merged`)."""
TYPE = ox.NamedNode(RDF + "type")
AREA = ox.NamedNode(SCHEMA + "AdministrativeArea")
CONTAINED = ox.NamedNode(SCHEMA + "containedInPlace")
REFERENCE = "divisions"
"""The key of the graph that holds what reference tables tell (`kg.rdf.reference`)."""


def graph_node(base: str, key: str) -> ox.NamedNode:
    """The named graph of a report, or of the reference tables."""
    return ox.NamedNode(f"{base}dataset/{key}")
