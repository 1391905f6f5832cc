"""The quads of a dataset as values by property: one scan, of which all facts are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from kg.schema.terms import RDF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.rdf.dataset import Dataset

_TYPE = ox.NamedNode(RDF + "type")
_ONE, _EVERY, _MOST, _TAGGED, _CLASS = range(5)


class Table:
    """What a dataset says with certain properties, whichever of its graphs says it.

    Quoted triples, which this software never writes, are passed over, and a blank node is no instance of a class.

    Attributes:
        one: by property, subject → value; of several the least, so that the order of the quads does not matter.
        every: by property, subject → its distinct values, sorted.
        most: by property, subject → its greatest number.
        tagged: by property, subject → its distinct values with their language tags, sorted.
        instances: by class, its instances, sorted.

    Args:
        dataset: the graph.
        one: IRIs of the properties of which a subject should have one value.
        every: IRIs of those of which it may have several.
        most: IRIs of those whose values are numbers of which the greatest counts.
        tagged: IRIs of those whose values are wanted with their language.
        classes: IRIs of the classes whose instances are wanted.
    """

    def __init__(
        self,
        dataset: Dataset,
        *,
        one: Iterable[str],
        every: Iterable[str],
        most: Iterable[str],
        tagged: Iterable[str],
        classes: Iterable[str],
    ) -> None:
        self.one: dict[str, dict[str, str]] = {iri: {} for iri in one}
        self.every: dict[str, dict[str, list[str]]] = {iri: {} for iri in every}
        self.most: dict[str, dict[str, float]] = {iri: {} for iri in most}
        self.tagged: dict[str, dict[str, list[tuple[str, str]]]] = {iri: {} for iri in tagged}
        self.instances: dict[str, list[str]] = {iri: [] for iri in classes}
        self._scan(dataset)
        for lists in self.every.values():
            for subject, values in lists.items():
                if len(values) > 1:
                    lists[subject] = sorted(set(values))
        for names in self.tagged.values():
            for subject, pairs in names.items():
                names[subject] = sorted(set(pairs))
        for iri, members in self.instances.items():
            self.instances[iri] = sorted(set(members))

    def _scan(self, dataset: Dataset) -> None:
        actions = self._actions()
        action = actions.get
        members: dict[object, list[str]] = {ox.NamedNode(iri): found for iri, found in self.instances.items()}
        # This loop sees millions of quads of a large graph: it looks at no more of each than it must, and makes a list
        # only where there may be several values.
        for quad in dataset.quads(actions):
            wanted = action(quad.predicate)
            if wanted is None:
                continue
            kind, found = wanted
            subject, term = quad.subject, quad.object
            if kind == _CLASS:
                if (instances := members.get(term)) is not None and isinstance(subject, ox.NamedNode):
                    instances.append(subject.value)
                continue
            try:
                node, value = subject.value, term.value  # type: ignore[union-attr]
            except AttributeError:
                continue  # a quoted triple has no value
            if kind == _ONE:
                if found.setdefault(node, value) > value:
                    found[node] = value
            elif kind == _EVERY:
                if node in found:
                    found[node].append(value)
                else:
                    found[node] = [value]
            elif kind == _MOST:
                number = _number(value)
                if found.setdefault(node, number) < number:
                    found[node] = number
            elif isinstance(term, ox.Literal):
                found.setdefault(node, []).append((value, term.language or ""))

    def _actions(self) -> dict[ox.NamedNode, tuple[int, dict[str, Any]]]:
        """By property, what is done with its values, and where they go."""
        actions: dict[ox.NamedNode, tuple[int, dict[str, Any]]] = {_TYPE: (_CLASS, self.instances)}
        by_kind: tuple[tuple[int, dict[str, Any]], ...] = (
            (_ONE, self.one),
            (_EVERY, self.every),
            (_MOST, self.most),
            (_TAGGED, self.tagged),
        )
        for kind, properties in by_kind:
            actions |= {ox.NamedNode(iri): (kind, found) for iri, found in properties.items()}
        return actions


def _number(lexical: str) -> float:
    """The number that a literal writes; a literal that is none counts as nothing known against its fact."""
    try:
        return float(lexical)
    except ValueError:
        return 1.0
