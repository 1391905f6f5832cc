"""The terms of what the store itself must know: which file or row holds which report.

They stand in a graph of the writer's database, so that a report and its entry come and go in one transaction. Published
states do not hold it: paths of this machine are nothing for those who read.
"""

from __future__ import annotations

import hashlib

import pyoxigraph as ox

from kg.schema.terms import RDF, SCHEMA

CATALOGUE = ox.NamedNode("urn:govkg:catalogue")
KEY = ox.NamedNode("urn:govkg:key")
PATH = ox.NamedNode("urn:govkg:path")
REPORT = ox.NamedNode("urn:govkg:report")
DIGEST = ox.NamedNode("urn:govkg:digest")
WRITTEN = ox.NamedNode("urn:govkg:written")
STALE = ox.NamedNode("urn:govkg:stale")
OWN = ox.NamedNode("urn:govkg:default")
"""The graph of the writer's database that holds what was said outside of named graphs (`kg.store.merged`)."""
TYPE = ox.NamedNode(RDF + "type")
AREA = ox.NamedNode(SCHEMA + "AdministrativeArea")
CONTAINED = ox.NamedNode(SCHEMA + "containedInPlace")
REFERENCE = "divisions"
"""The key of the graph that holds what reference tables tell (`kg.rdf.reference`)."""


def origin_node(key: str) -> ox.NamedNode:
    """The node of an origin in the catalogue."""
    return ox.NamedNode(f"urn:govkg:origin:{hashlib.sha256(key.encode()).hexdigest()}")


def report_node(report: str) -> ox.NamedNode:
    """The node of a report in the catalogue."""
    return ox.NamedNode(f"urn:govkg:report:{report}")


def graph_node(base: str, key: str) -> ox.NamedNode:
    """The named graph of a report, or of the reference tables."""
    return ox.NamedNode(f"{base}dataset/{key}")
