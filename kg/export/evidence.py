"""The sentences on which the rows of the views rest, looked up in the dataset."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.schema.terms import KG, OA, PROV, RDF, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.query.result import Row
    from kg.rdf.dataset import Dataset

_DERIVED, _SELECTOR, _EXACT, _START = (
    ox.NamedNode(iri) for iri in (PROV + "wasDerivedFrom", OA + "hasSelector", OA + "exact", OA + "start")
)
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + part) for part in ("subject", "predicate", "object"))
_PREFERRED = ox.NamedNode(SKOS + "prefLabel")


class Evidence:
    """Node → what it rests on; edge → what its statements rest on; thing → its name.

    Args:
        dataset: the graph; read once.
        relations: name in the relations view → IRI of the property.
    """

    def __init__(self, dataset: Dataset, relations: dict[str, str]) -> None:
        self._relations = relations
        derived: dict[str, set[str]] = defaultdict(set)
        selectors: dict[str, set[str]] = defaultdict(set)
        exact: dict[str, str] = {}
        starts: dict[str, int] = {}
        parts: dict[str, dict[ox.NamedNode, str]] = defaultdict(dict)
        self._names: dict[str, str] = {}
        wanted = (_DERIVED, _SELECTOR, _EXACT, _START, _SUBJECT, _PREDICATE, _OBJECT, _PREFERRED)
        for quad in dataset.quads(wanted):
            subject, value, predicate = quad.subject, quad.object, quad.predicate
            if isinstance(subject, ox.Triple) or isinstance(value, ox.Triple):
                continue
            if predicate == _DERIVED:
                derived[subject.value].add(value.value)
            elif predicate == _SELECTOR:
                selectors[subject.value].add(value.value)
            elif predicate == _EXACT:
                exact[subject.value] = value.value
            elif predicate == _START:
                starts[subject.value] = int(value.value) if value.value.isdecimal() else 0
            elif predicate in {_SUBJECT, _PREDICATE, _OBJECT}:
                parts[subject.value][predicate] = value.value
            elif predicate == _PREFERRED and isinstance(value, ox.Literal) and "latn" not in (value.language or ""):
                self._names[subject.value] = min(value.value, self._names.get(subject.value, value.value))
        self._derived = derived
        self._said = {
            sentence: (
                min((starts.get(s, 0) for s in found), default=0),
                next(exact[s] for s in sorted(found) if s in exact),
            )
            for sentence, found in selectors.items()
            if any(s in exact for s in found)
        }
        self._statements: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for node, found in sorted(parts.items()):
            if len(found) == 3:
                self._statements[found[_SUBJECT], found[_PREDICATE], found[_OBJECT]].append(node)

    def name(self, iri: object) -> str | None:
        """The preferred name of a thing."""
        return self._names.get(str(iri))

    def sentences(self, iris: Iterable[str]) -> list[str]:
        """IRIs of the sentences on which any of the nodes rests, in the order of their report."""
        found = {s for iri in iris for s in self._derived.get(iri, ()) if s in self._said}
        return sorted(found, key=lambda s: (self._said[s][0], s))

    def nodes(self, view: str, row: Row) -> list[str]:
        """IRIs of the nodes that a row of a view rests on: that of its first column, or the statements of an edge."""
        first = str(row[0])
        if view != "relations":
            return [first]
        edge = (first, self._relations.get(str(row[1]), KG + str(row[1])), str(row[2]))
        return self._statements.get(edge, [])

    def words(self, sentences: Sequence[str]) -> Iterator[str]:
        """The words of sentences."""
        return (self._said[sentence][1] for sentence in sentences)
