"""The SHACL shapes of the ontology as rules, by the term that they are about.

https://www.w3.org/TR/shacl/#core-components
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.documentation.model import Rule
from kg.schema.terms import SH

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.terms import Names

_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_LIMITS = (
    *(("minInclusive", "≥"), ("maxInclusive", "≤"), ("minExclusive", ">"), ("maxExclusive", "<")),
    *(("minLength", "length ≥"), ("maxLength", "length ≤"), ("pattern", "~"), ("hasValue", "=")),
)


def rules_of(store: ox.Store, names: Names) -> Mapping[str, tuple[Rule, ...]]:
    """By IRI of a class or property, what the shapes demand of its things or ends; sorted.

    Args:
        store: a store with the shapes.
        names: makes the terms.
    """
    found: dict[str, set[Rule]] = defaultdict(set)
    for target in _TARGETS:
        for quad in store.quads_for_pattern(None, _sh(target), None):
            if isinstance(quad.object, ox.NamedNode) and not isinstance(quad.subject, ox.Triple):
                found[quad.object.value].update(_Shapes(store, names).rules(quad.subject))
    return {
        iri: tuple(sorted(rules, key=lambda r: (r.path, r.count, r.value, r.message))) for iri, rules in found.items()
    }


class _Shapes:
    def __init__(self, store: ox.Store, names: Names) -> None:
        self._store = store
        self._names = names

    def rules(self, shape: ox.NamedNode | ox.BlankNode) -> list[Rule]:
        """Of the shape itself, and of its property shapes."""
        found = [self._rule(shape)] if self._value(shape) or self._message(shape) else []
        nested = (q.object for q in self._store.quads_for_pattern(shape, _sh("property"), None))
        found.extend(self._rule(node) for node in nested if isinstance(node, ox.NamedNode | ox.BlankNode))
        return found

    def _rule(self, shape: ox.NamedNode | ox.BlankNode) -> Rule:
        least, most = self._one(shape, "minCount"), self._one(shape, "maxCount")
        count = f"{least or 0}..{most or '*'}" if least or most else ""
        count = least if least and least == most else count
        return Rule(self._one(shape, "path"), count, self._value(shape), self._message(shape))

    def _value(self, shape: ox.NamedNode | ox.BlankNode) -> str:
        parts = [*self._all(shape, "class"), *self._all(shape, "datatype")]
        parts += [kind.removeprefix("sh:").removeprefix(f"<{SH}").rstrip(">") for kind in self._all(shape, "nodeKind")]
        parts += [f"{sign} {limit}" for name, sign in _LIMITS for limit in self._all(shape, name)]
        for quad in self._store.quads_for_pattern(shape, _sh("in"), None):
            parts.append("{" + ", ".join(self._list(quad.object)) + "}")
        return " ".join(parts)

    def _message(self, shape: ox.NamedNode | ox.BlankNode) -> str:
        return self._one(shape, "message")

    def _one(self, shape: ox.NamedNode | ox.BlankNode, name: str) -> str:
        return next(iter(self._all(shape, name)), "")

    def _all(self, shape: ox.NamedNode | ox.BlankNode, name: str) -> list[str]:
        return sorted(self._term(q.object) for q in self._store.quads_for_pattern(shape, _sh(name), None))

    def _list(self, node: object) -> list[str]:
        """The members of an RDF list."""
        members: list[str] = []
        while isinstance(node, ox.BlankNode) and len(members) < 1000:
            first = next(self._store.quads_for_pattern(node, _rdf("first"), None), None)
            rest = next(self._store.quads_for_pattern(node, _rdf("rest"), None), None)
            if first is None or rest is None:
                break
            members.append(self._term(first.object))
            node = rest.object
        return members

    def _term(self, term: object) -> str:
        if isinstance(term, ox.NamedNode):
            return self._names.iri(term.value)
        return term.value if isinstance(term, ox.Literal) else "…"


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _rdf(name: str) -> ox.NamedNode:
    return ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#" + name)
