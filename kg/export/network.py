"""The network of things as GraphML, for Gephi, yEd and Cytoscape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx

from kg.export.terms import fit_for_xml

if TYPE_CHECKING:
    from collections.abc import Iterator


def as_graphml(network: nx.MultiDiGraph) -> Iterator[str]:
    """GraphML of a network whose attributes are strings and numbers; what XML cannot hold becomes U+FFFD."""
    clean = nx.MultiDiGraph()
    clean.add_nodes_from((node, _fit(data)) for node, data in network.nodes(data=True))
    clean.add_edges_from((s, t, key, _fit(data)) for s, t, key, data in network.edges(keys=True, data=True))
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    for line in nx.generate_graphml(clean, named_key_ids=True):
        yield f"{line}\n"


def _fit(attributes: dict[str, object]) -> dict[str, object]:
    return {k: fit_for_xml(v) if isinstance(v, str) else v for k, v in attributes.items()}
