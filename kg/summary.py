"""A graph in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.result import Table
from kg.query.run import run_query
from kg.query.saved import saved_query
from kg.rdf.terms import THING_KINDS

if TYPE_CHECKING:
    from kg.rdf.dataset import Dataset

_OTHERS = {"report": "kg:Report", "act": "kg:Act", "quantity": "kg:Quantity", "time": "kg:Time"}


def counts(dataset: Dataset) -> dict[str, int]:
    """How many things of each of the ten types there are, and how many reports, acts, quantities and times."""
    types: dict[str, set[object]] = {kind: set() for kind in THING_KINDS}
    entities = run_query(dataset, saved_query("entities"))
    if isinstance(entities, Table):
        for entity, kind, _ in entities.rows:
            types[str(kind)].add(entity)
    found = {kind: len(things) for kind, things in types.items()}
    for name, cls in _OTHERS.items():
        answer = run_query(dataset, f"SELECT DISTINCT ?x {{ ?x a {cls} }}")
        found[name] = len(answer) if isinstance(answer, Table) else 0
    return found
