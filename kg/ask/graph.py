"""What a question's words are called in a graph: labels, verbs, dates."""

from __future__ import annotations

import datetime
from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.ask.model import Thing
from kg.query.result import Table
from kg.query.run import run_query
from kg.rdf.things import NAME_LANGUAGE
from kg.schema.load import local_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.rdf.dataset import Dataset

_AT_ONCE = 400


def text(value: str) -> str:
    """A text as SPARQL writes it, by the RDF library."""
    return str(ox.Literal(value))


def iri(value: str) -> str:
    """An IRI as SPARQL writes it, by the RDF library."""
    return str(ox.NamedNode(value))


def table(dataset: Dataset, query: str) -> Table:
    """The rows of a SELECT query."""
    found = run_query(dataset, query)
    return found if isinstance(found, Table) else Table((), ())


class Lookup:
    """The names of one graph."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset

    def named(self, candidates: Sequence[str]) -> dict[str, tuple[Thing, ...]]:
        """Name → things that bear it, for those of *candidates* that something bears."""
        found: dict[str, set[str]] = defaultdict(set)
        for at in range(0, len(candidates), _AT_ONCE):
            values = " ".join(
                f"{ox.Literal(c)} {ox.Literal(c, language=NAME_LANGUAGE)}" for c in candidates[at : at + _AT_ONCE]
            )
            query = (
                f"SELECT ?label ?thing {{ VALUES ?label {{ {values} }} ?thing skos:prefLabel|skos:altLabel ?label }}"
            )
            for label, thing in table(self.dataset, query):
                found[str(label)].add(str(thing))
        things = self._things({thing for of in found.values() for thing in of})
        return {label: tuple(things[t] for t in sorted(of) if t in things) for label, of in found.items()}

    def _things(self, iris: Iterable[str]) -> dict[str, Thing]:
        ordered = sorted(iris)
        names: dict[str, set[str]] = defaultdict(set)
        classes: dict[str, set[str]] = defaultdict(set)
        for at in range(0, len(ordered), _AT_ONCE):
            values = " ".join(map(iri, ordered[at : at + _AT_ONCE]))
            query = (
                f"SELECT ?thing ?label ?class {{ VALUES ?thing {{ {values} }} ?thing a ?class ; "
                'skos:prefLabel|skos:altLabel ?label FILTER(!LANGMATCHES(LANG(?label), "zh-Latn")) }'
            )
            for thing, label, cls in table(self.dataset, query):
                names[str(thing)].add(str(label))
                classes[str(thing)].add(local_name(str(cls)))
        return {t: Thing(t, tuple(sorted(names[t])), tuple(sorted(classes[t]))) for t in ordered if t in names}

    def verbs(self, word: str, others: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The verbs of the graph that hold *word* or are part of it, and those that hold one of *others*; sorted."""
        query = "SELECT DISTINCT ?verb { ?act kg:verb ?verb }"
        known = sorted({str(row[0]) for row in table(self.dataset, query)})
        same = tuple(v for v in known if word in v or (len(v) > 1 and v in word))
        near = tuple(v for v in known if v not in same and any(o == v or (len(o) > 1 and o in v) for o in others))
        return same, near

    def unknown(self, words: Iterable[str]) -> tuple[str, ...]:
        """Those of *words* that stand in no sentence and no name."""
        return tuple(w for w in words if not self._occurs(w))

    def _occurs(self, word: str) -> bool:
        query = (
            f"SELECT ?s {{ ?s oa:exact|skos:prefLabel|skos:altLabel|kg:objectText|kg:countedText ?t "
            f"FILTER(CONTAINS(STR(?t), {text(word)})) }} LIMIT 1"
        )
        return len(table(self.dataset, query)) > 0

    def newest(self) -> datetime.date | None:
        """The date of the newest report."""
        rows = table(self.dataset, "SELECT (MAX(?date) AS ?newest) { ?report a kg:Report ; dcterms:date ?date }").rows
        found = rows[0][0] if rows else None
        return found if isinstance(found, datetime.date) else None
