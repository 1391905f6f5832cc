"""From the ontology's files to what is documented."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import pyoxigraph as ox

from kg.documentation.model import Clue, Described, Term
from kg.documentation.shapes import rules_of
from kg.rdf.terms import THING_KINDS, Names
from kg.resources import ontology_dir
from kg.schema.load import local_name, ontology_files
from kg.schema.terms import KG, LEX, OWL, RDF, RDFS, SKOS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from kg.documentation.model import Example, Rule
    from kg.schema.model import Schema

_TYPE = ox.NamedNode(RDF + "type")
_PROPERTIES = (RDF + "Property", OWL + "DatatypeProperty", OWL + "AnnotationProperty", OWL + "ObjectProperty")


def all_files(extra: Sequence[Path] = ()) -> tuple[Path, ...]:
    """The Turtle files of the ontology, its shapes, and the user's own."""
    return (*ontology_files(), ontology_dir() / "shapes.ttl", *extra)


def load_store(files: Iterable[Path]) -> ox.Store:
    """The triples of Turtle files that have been checked already."""
    store = ox.Store()
    for path in files:
        store.load(path.read_bytes(), format=ox.RdfFormat.TURTLE)
    return store


def describe(schema: Schema, store: ox.Store, examples: Mapping[str, tuple[Example, ...]]) -> Described:
    """What is documented.

    Args:
        schema: the ontology, compiled.
        store: its triples, shapes included.
        examples: of classes and relations, by key.
    """
    return _Reader(schema, store, examples).described()


class _Reader:
    def __init__(self, schema: Schema, store: ox.Store, examples: Mapping[str, tuple[Example, ...]]) -> None:
        self._schema = schema
        self._store = store
        self._examples = examples
        self._names = Names()
        self._rules: Mapping[str, tuple[Rule, ...]] = rules_of(store, self._names)
        self._anchors: dict[str, str] = {}
        self._said: dict[str, dict[str, list[str]]] = {name: {} for name in schema.clues}  # words by clue and key
        for name, words in schema.clues.items():
            for word, keys in words.items():
                for key in keys:
                    self._said[name].setdefault(key, []).append(word)

    def described(self) -> Described:
        classes = self._tree()
        relations = sorted(self._schema.relations.values(), key=lambda r: r.key)
        for iri in (*classes, *(r.iri for r in relations)):
            self._anchor(iri)
        taken = set(self._anchors)
        properties = [iri for iri in self._instances(_PROPERTIES) if iri not in taken]
        individuals = [iri for iri in self._individuals() if iri not in taken]
        for iri in (*properties, *individuals):
            self._anchor(iri)
        whole = KG.rstrip("#")
        return Described(
            self._in_languages(whole, RDFS + "label"),
            self._definitions(whole),
            tuple(self._class(iri) for iri in classes),
            tuple(self._relation(r.iri) for r in relations),
            tuple(self._property(iri) for iri in properties),
            tuple(self._individual(iri) for iri in individuals),
            self._clues(),
        )

    # ---- which terms, and in which order ----------------------------------------------------------------------------

    def _tree(self) -> list[str]:
        """The classes, each followed by those below it: first those of the ten types, in their usual order."""
        ours = {c.iri for c in self._schema.classes.values()}
        order = {kind: number for number, kind in enumerate(THING_KINDS)}

        def rank(iri: str) -> tuple[int, str]:
            kind = self._schema.classes[local_name(iri)].type
            return (len(order) if kind is None else order[kind], local_name(iri))

        found: list[str] = []

        def walk(iri: str) -> None:
            if iri not in found:
                found.append(iri)
                for child in self._children(iri):
                    walk(child)

        roots = [iri for iri in ours if not any(p in ours for p in self._objects(iri, RDFS + "subClassOf"))]
        for iri in (*sorted(roots, key=rank), *sorted(ours, key=rank)):
            walk(iri)
        return found

    def _children(self, iri: str) -> list[str]:
        """Our classes directly below a class, sorted."""
        ours = {c.iri for c in self._schema.classes.values()}
        quads = self._store.quads_for_pattern(None, ox.NamedNode(RDFS + "subClassOf"), ox.NamedNode(iri))
        return sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)} & ours, key=local_name)

    def _instances(self, classes: Iterable[str]) -> list[str]:
        """What the ontology types as one of these and gives a label, sorted by name."""
        found = {
            q.subject.value
            for c in classes
            for q in self._store.quads_for_pattern(None, _TYPE, ox.NamedNode(c))
            if isinstance(q.subject, ox.NamedNode) and self._in_languages(q.subject.value, RDFS + "label")
        }
        return sorted(found, key=lambda iri: (local_name(iri), iri))

    def _individuals(self) -> list[str]:
        return self._instances(c.iri for c in self._schema.classes.values())

    def _anchor(self, iri: str) -> str:
        """Where a term stands on the page: its local name, with a number behind it from the second of that name on."""
        if iri not in self._anchors:
            name, taken = local_name(iri), set(self._anchors.values())
            number = 1
            while (anchor := name if number == 1 else f"{name}-{number}") in taken:
                number += 1
            self._anchors[iri] = anchor
        return self._anchors[iri]

    # ---- terms ------------------------------------------------------------------------------------------------------

    def _class(self, iri: str) -> Term:
        found = self._schema.classes[local_name(iri)]
        lineage = (found.key, *found.ancestors)
        return self._term(
            iri,
            parents=self._linked(self._objects(iri, RDFS + "subClassOf")),
            children=tuple((self._anchor(child), local_name(child)) for child in self._children(iri)),
            view=found.type or "",
            rules=self._rules.get(iri, ()),
            colour=next((c for key in lineage if (c := self._schema.fact(key, "colour"))), ""),
        )

    def _relation(self, iri: str) -> Term:
        found = self._schema.relations[local_name(iri)]
        return self._term(
            iri,
            parents=self._linked(self._objects(iri, RDFS + "subPropertyOf")),
            domain=self._linked(self._objects(iri, RDFS + "domain")),
            range=self._linked(self._objects(iri, RDFS + "range")),
            view=found.view or "",
            rules=self._rules.get(iri, ()),
        )

    def _property(self, iri: str) -> Term:
        return self._term(
            iri,
            parents=self._linked(self._objects(iri, RDFS + "subPropertyOf")),
            domain=self._linked(self._objects(iri, RDFS + "domain")),
            range=self._linked(self._objects(iri, RDFS + "range")),
        )

    def _individual(self, iri: str) -> Term:
        return self._term(iri, parents=self._linked(self._objects(iri, RDF + "type")))

    def _term(
        self,
        iri: str,
        *,
        parents: tuple[tuple[str, str], ...] = (),
        children: tuple[tuple[str, str], ...] = (),
        domain: tuple[tuple[str, str], ...] = (),
        range: tuple[tuple[str, str], ...] = (),  # noqa: A002 - the vocabulary's own word
        view: str = "",
        rules: tuple[Rule, ...] = (),
        colour: str = "",
    ) -> Term:
        key = local_name(iri)
        return Term(
            key,
            self._anchor(iri),
            iri,
            self._names.iri(iri).strip("<>"),
            self._in_languages(iri, RDFS + "label"),
            self._definitions(iri),
            parents,
            children,
            domain,
            range,
            view,
            self._words(key),
            rules,
            tuple(sorted(self._literals(iri, SKOS + "example"))),
            self._examples.get(key, ()),
            colour,
        )

    def _linked(self, iris: Iterable[str]) -> tuple[tuple[str, str], ...]:
        """Terms as anchor and short name; those of other vocabularies have the anchor ""."""
        return tuple((self._anchors.get(iri, ""), self._names.iri(iri).strip("<>")) for iri in sorted(iris))

    def _words(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The words of a term by clue; what the general clue for endings repeats stands once, under its own clue."""
        found = {name: tuple(words[key]) for name, words in self._said.items() if key in words}
        if found.get("suffix") and any(v == found["suffix"] for n, v in found.items() if n != "suffix"):
            del found["suffix"]
        return tuple(sorted(found.items()))

    def _clues(self) -> tuple[Clue, ...]:
        return tuple(
            Clue(
                name,
                tuple(sorted(self._literals(LEX + name, RDFS + "comment"))),
                tuple((key, tuple(words)) for key, words in sorted(by_key.items())),
            )
            for name, by_key in sorted(self._said.items())
        )

    # ---- triples ----------------------------------------------------------------------------------------------------

    def _definitions(self, iri: str) -> Mapping[str, str]:
        return self._in_languages(iri, SKOS + "definition") or self._in_languages(iri, RDFS + "comment")

    def _in_languages(self, iri: str, predicate: str) -> Mapping[str, str]:
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
        found = sorted((q.object.language or "", q.object.value) for q in quads if isinstance(q.object, ox.Literal))
        return MappingProxyType(dict(reversed(found)))

    def _literals(self, iri: str, predicate: str) -> set[str]:
        return {
            q.object.value
            for q in self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
            if isinstance(q.object, ox.Literal)
        }

    def _objects(self, iri: str, predicate: str) -> set[str]:
        quads = self._store.quads_for_pattern(ox.NamedNode(iri), ox.NamedNode(predicate), None)
        return {q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}
