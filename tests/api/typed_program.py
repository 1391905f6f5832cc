"""A user's program over the whole public interface; `mypy --strict` reads it, nothing runs it (`test_typing.py`)."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import assert_type

import networkx as nx  # noqa: TC002 - as a user writes it
import pyoxigraph as ox
import rdflib  # noqa: TC002

import kg
from kg.query.result import Value


def program(folder: Path) -> None:
    """Every public function and method, with the types that it takes and gives."""
    graph = kg.build(folder / "report.txt", date="2024-07-02", ontology=[folder / "my.ttl"])
    assert_type(graph, kg.KnowledgeGraph)
    assert_type(kg.build(text=b"...", date=datetime.date(2024, 7, 2)), kg.KnowledgeGraph)
    assert_type(kg.load("graph.ttl"), kg.KnowledgeGraph)

    answer = graph.query("SELECT ?name { ?p a kg:Person ; rdfs:label ?name }")
    assert_type(answer.columns, tuple[str, ...])
    for row in answer.rows:
        assert_type(row, tuple[Value, ...])
    for number, _found in enumerate(answer):
        assert_type(number, int)
    frame = answer.to_pandas()
    frame.head()
    answer.to_polars().height  # noqa: B018

    assert_type(graph.export("graph.md", form="markdown", about="...", language="en"), tuple[Path, ...])
    assert_type(graph.view("graph.html", title="...", limit=10, language="en"), Path)
    graph.view()._repr_html_()
    network: nx.MultiDiGraph = graph.to_networkx()
    network.number_of_nodes()
    assert_type(graph.store, ox.Store)
    dataset: rdflib.Dataset = graph.rdf
    dataset.serialize(format="trig")
    assert_type(len(graph), int)
    assert_type(graph.counts(), dict[str, int])
    assert_type(graph._repr_html_(), str)
    for quad in graph:
        assert_type(quad, ox.Quad)
    outcome = graph.check()
    if not outcome:
        raise SystemExit(str(outcome.violations))

    for thing in graph.facts.things:
        assert_type(thing.aliases, tuple[str, ...])
    for act in graph.facts.acts:
        assert_type(graph.facts.quote(act), str)
    try:
        kg.explain(text="...")
    except kg.InputError as error:
        assert_type(error.exit_code, int)
    except kg.KgError:
        raise


def mistakes(graph: kg.KnowledgeGraph) -> None:
    """Each of these lines is refused, so each ignore is used (`warn_unused_ignores`)."""
    graph.export(1)  # type: ignore[arg-type]
    graph.query(["ASK {}"])  # type: ignore[arg-type]
    graph.counts()["area"].upper()  # type: ignore[attr-defined]
    kg.bake()  # type: ignore[operator]
