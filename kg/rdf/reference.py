"""What is known of the reports' areas from a reference table only: code, and what they belong to.

It is no fact of a report: it has a graph of its own with the table as its source, rests on no sentence, and uses none
of our own classes and relations, so that no view lists it.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.rdf import terms
from kg.rdf.graph import NamedGraph
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.extract.divisions import Division, Divisions
    from kg.rdf.graph import Pairs
    from kg.rdf.terms import Names

_TABLE = "divisions.tsv"


def reference_graph(areas: Iterable[tuple[str, str]], divisions: Divisions, names: Names) -> NamedGraph:
    """The graph of the reference table, as far as it tells of *areas* and what they lie in.

    Args:
        areas: the code of each, and the term of its node.
        divisions: the table.
        names: makes the terms.
    """
    graph = names.node("dataset", "divisions")
    triples: dict[str, Pairs] = defaultdict(list)
    for code, node in sorted(set(areas)):
        found = divisions.by_key.get(code)
        upper = divisions.by_key.get(found.parent if found else code[:6])
        triples[node] = _area(code, found.name if found else "", upper, graph, names)
        while upper is not None and upper.coded:
            above = divisions.by_key.get(upper.parent)
            triples[_node(upper.key, upper.name, names)] = _area(upper.key, upper.name, above, graph, names)
            upper = above
    triples[graph] = [
        ("a", "void:Dataset"),
        ("dcterms:title", terms.tagged("Administrative divisions of China", "en")),
        ("dcterms:description", terms.tagged(_description(), "en")),
        ("void:uriSpace", terms.text(names.base)),
    ]
    return NamedGraph(graph, triples)


def _node(code: str, name: str, names: Names) -> str:
    """The same term as that of the entity with this code (`Entity.key`)."""
    return names.node("area", f"{code}-{name}")


def _area(code: str, name: str, upper: Division | None, graph: str, names: Names) -> Pairs:
    pairs = [
        ("a", "schema:AdministrativeArea"),
        *([("rdfs:label", terms.tagged(name, "zh-Hans"))] if name else []),
        ("skos:notation", f"{terms.text(code)}^^kg:DivisionCode"),
        ("dcterms:source", graph),
    ]
    if upper is not None and upper.coded:
        pairs.append(("schema:containedInPlace", _node(upper.key, upper.name, names)))
    return pairs


def _description() -> str:
    """What the table says of itself in its first lines: source, year, licence."""
    lines = []
    with (ontology_dir() / "data" / _TABLE).open(encoding="utf-8") as file:
        for line in file:
            if not line.startswith("#"):
                break
            lines.append(line.strip("# \n"))
    return " ".join(lines)
