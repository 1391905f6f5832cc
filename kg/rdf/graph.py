"""The triples of one named graph, as terms."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Pairs: TypeAlias = "list[tuple[str, str]]"
Triples: TypeAlias = "Mapping[str, Pairs]"
"""Subject → its predicate–object pairs, in any order, repeats allowed; all are Turtle terms (`kg.rdf.terms`)."""


@dataclass(frozen=True, slots=True)
class NamedGraph:
    """The graph of one report, or of one reference table.

    Attributes:
        name: the term of its IRI.
        triples: what it says.
    """

    name: str
    triples: Triples


def union(graphs: Iterable[NamedGraph]) -> Triples:
    """What the graphs say together, as one."""
    merged: dict[str, Pairs] = defaultdict(list)
    for graph in graphs:
        for subject, pairs in graph.triples.items():
            merged[subject] += pairs
    return merged
