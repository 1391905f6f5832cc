"""A part of a store: some things with what is told of them, as a dataset of its own.

Whatever the size of the store, a page about a thing holds a bounded number of facts, with their sentences and the names
of the other things in them.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.rdf.dataset import Dataset
from kg.rdf.terms import KINDS, THING_KINDS
from kg.schema.terms import KG, PROV, RDF, RDFS, SKOS
from kg.store.merged import DEFAULT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_LIGHT = tuple(
    ox.NamedNode(iri)
    for iri in (RDF + "type", SKOS + "prefLabel", SKOS + "altLabel", RDFS + "label", KG + "confidence")
)
_DERIVED = ox.NamedNode(PROV + "wasDerivedFrom")
_MENTION = ox.NamedNode(KG + "mention")
_SUBJECT, _PREDICATE, _OBJECT = (ox.NamedNode(RDF + name) for name in ("subject", "predicate", "object"))
_LEFT_OUT = {ox.NamedNode(KG + name) for name in ("sourceText", "sourceMap")}
_FACTS = ("act", "statement", "membership", "quantity")
_DETAILS = tuple(kind for kind in KINDS if kind not in THING_KINDS and kind not in {"report", "dataset"})


class Part:
    """Collects a part of a store.

    Args:
        whole: the store, whose default graph is the merged one.
        base: what the IRIs of its things begin with.
    """

    def __init__(self, whole: ox.Store, base: str) -> None:
        self._whole = whole
        self._base = base
        self._part = ox.Store()
        self._seen: set[ox.NamedNode] = set()
        self.facts = 0

    @property
    def dataset(self) -> Dataset:
        """What was collected, as a dataset."""
        return Dataset(self._part, base=self._base)

    def add(self, node: ox.NamedNode, *, limit: int, start: int = 0) -> None:
        """Take in a thing, or a sentence, with the facts in which it stands.

        Args:
            node: the thing.
            limit: how many facts, and how many sentences of its own.
            start: how many facts to pass over; `facts` tells how many there are.
        """
        if self._kind(node) == "sentence":
            self._detail(node)
            for found in islice(self._resting_on(node), limit):
                self._one(found)
            return
        many: dict[ox.NamedNode, int] = {_DERIVED: 0, _MENTION: 0}
        others: list[ox.NamedNode] = []
        for quad in self._about(node):
            if quad.predicate in many:
                many[quad.predicate] += 1
                if many[quad.predicate] > limit:
                    continue
                self._detail_of(quad.object)
            if isinstance(quad.object, ox.NamedNode):
                kind = self._kind(quad.object)
                if kind in THING_KINDS:
                    others.append(quad.object)
                elif kind in _DETAILS:
                    self._detail(quad.object)
            self._part.add(quad)
        incoming = {q.subject for q in self._said(None, None, node) if isinstance(q.subject, ox.NamedNode)}
        facts = sorted((n for n in incoming if self._kind(n) in _FACTS), key=str)
        others += sorted((n for n in incoming if self._kind(n) in THING_KINDS), key=str)
        self.facts += len(facts)
        for found in facts[start : start + limit]:
            self._one(found)
        for other in others[:limit]:
            self.light(other)
            for quad in self._said(other, None, node):
                self._part.add(quad)

    def light(self, thing: ox.NamedNode) -> None:
        """Take in a thing's class and names, and one sentence that speaks of it."""
        if thing in self._seen:
            return
        self._seen.add(thing)
        for predicate in _LIGHT:
            for quad in self._said(thing, predicate, None):
                self._part.add(quad)
        derived = min(self._said(thing, _DERIVED, None), key=lambda q: str(q.object), default=None)
        if derived is not None:
            self._part.add(derived)
            self._detail_of(derived.object)

    def _resting_on(self, sentence: ox.NamedNode) -> list[ox.NamedNode]:
        found = {q.subject for q in self._said(None, _DERIVED, sentence)}
        return sorted((n for n in found if isinstance(n, ox.NamedNode)), key=str)

    def _one(self, node: ox.NamedNode) -> None:
        """A fact, or a thing lightly."""
        if self._kind(node) in THING_KINDS:
            self.light(node)
            return
        self._detail(node)
        said = {q.predicate: q.object for q in self._about(node)}
        subject, predicate, value = (said.get(name) for name in (_SUBJECT, _PREDICATE, _OBJECT))
        if isinstance(subject, ox.NamedNode) and isinstance(predicate, ox.NamedNode) and value is not None:
            self._part.add(ox.Quad(subject, predicate, value))

    def _detail_of(self, term: object) -> None:
        if isinstance(term, ox.NamedNode):
            self._detail(term)

    def _detail(self, node: ox.NamedNode) -> None:
        """A node of the evidence or of a fact, with all it leads to; things only lightly."""
        if node in self._seen:
            return
        self._seen.add(node)
        for quad in self._about(node):
            self._part.add(quad)
            if not isinstance(quad.object, ox.NamedNode) or quad.predicate == _PREDICATE:
                continue
            kind = self._kind(quad.object)
            if kind in THING_KINDS:
                self.light(quad.object)
            elif kind == "report":
                self._report(quad.object)
            elif kind in _DETAILS:
                self._detail(quad.object)

    def _report(self, node: ox.NamedNode) -> None:
        if node in self._seen:
            return
        self._seen.add(node)
        self._part.extend(quad for quad in self._about(node) if quad.predicate not in _LEFT_OUT)

    def _about(self, node: ox.NamedNode) -> Iterable[ox.Quad]:
        """What is said of a node."""
        return self._said(node, None, None)

    def _said(
        self, subject: ox.NamedNode | None, predicate: ox.NamedNode | None, value: ox.NamedNode | None
    ) -> Iterable[ox.Quad]:
        """What all graphs say together, each triple once."""
        return self._whole.quads_for_pattern(subject, predicate, value, DEFAULT)

    def _kind(self, node: ox.NamedNode) -> str:
        """The kind of a node by its IRI: `act` of `https://w3id.org/govkg/id/act/…`."""
        iri = node.value
        return iri[len(self._base) :].partition("/")[0] if iri.startswith(self._base) else ""


def part_about(whole: ox.Store, base: str, focus: Sequence[str], *, limit: int, start: int = 0) -> tuple[Dataset, int]:
    """What is told of some things, and how many facts there are in all.

    Args:
        whole: the store, whose default graph is the merged one.
        base: what the IRIs of its things begin with.
        focus: IRIs of things or sentences.
        limit: how many facts of each.
        start: how many facts of each to pass over.
    """
    part = Part(whole, base)
    for iri in focus:
        part.add(ox.NamedNode(iri), limit=limit, start=start)
    return part.dataset, part.facts
