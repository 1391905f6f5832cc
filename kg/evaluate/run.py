"""Build the reports of a gold folder and measure the graphs against it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from kg.builder import Builder, check_date
from kg.errors import InputError
from kg.evaluate.measure import Measurement
from kg.evaluate.record import read_gold, read_views
from kg.graph import KnowledgeGraph
from kg.query.result import Table
from kg.query.saved import saved_query
from kg.rdf.dataset import Dataset

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_CONFIDENCES = "SELECT ?x (MAX(?c) AS ?sure) { ?x kg:confidence ?c } GROUP BY ?x"


def evaluate(folder: Path, *, ontology: Sequence[str | Path] = ()) -> Measurement:
    """Measure the software on a folder of gold files.

    Each `ID.json` states what a careful reader takes from the report beside it, `ID.txt`. The graph is read through the
    five views only, so the figures are those of any other program that asks the same queries.

    Args:
        folder: where the gold files and reports are.
        ontology: further Turtle files with classes, relations and words.

    Raises:
        InputError: there is no gold file, or one of the files cannot be read.
        OntologyError: the ontology has a mistake.
    """
    paths = sorted(folder.glob("*.json"))
    if not paths:
        raise InputError("no gold file (*.json) is there", place=str(folder), remedy="name the folder that holds them")
    builder = Builder(ontology=ontology)
    measurement = Measurement()
    for path in paths:
        gold = read_gold(path)
        reading = builder.file(path.with_suffix(".txt"), date=check_date(gold.date))
        graph = KnowledgeGraph(Dataset.of(builder.graphs([reading]), base=builder.base), ontology=builder.ontology)
        found = read_views(gold.name, partial(_view, graph))
        sure = {str(row["x"]): float(row["sure"] or 0) for row in _rows(graph, _CONFIDENCES)}
        measurement.compare(gold, found, sure)
    return measurement


def _view(graph: KnowledgeGraph, name: str) -> Iterator[Mapping[str, str | None]]:
    return _rows(graph, saved_query(name))


def _rows(graph: KnowledgeGraph, query: str) -> Iterator[Mapping[str, str | None]]:
    result = graph.query(query)
    rows: Iterable[Sequence[object]] = result.rows if isinstance(result, Table) else ()
    columns = result.columns if isinstance(result, Table) else ()
    for row in rows:
        yield {name: None if value is None else str(value) for name, value in zip(columns, row, strict=True)}
