"""The compiled ontology: what classes and relations there are, and which words announce them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

_EMPTY: Mapping[str, tuple[str, ...]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class OntologyClass:
    """A class of things.

    Attributes:
        key: local name of its IRI, unique in the schema.
        type: the type under which the views list it (`organization`, `area`, …), from the nearest superclass that
            states `kg:viewType`; None for a class that is no entity (Act, Sentence, …).
        ancestors: keys of all its superclasses, nearest first, itself not included.
        labels: label by language tag.
        superclasses: IRIs of all its superclasses, nearest first, those of other vocabularies included.
    """

    key: str
    iri: str
    type: str | None
    ancestors: tuple[str, ...]
    labels: Mapping[str, str]
    superclasses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ImpliedProperty:
    """A property that holds too wherever a relation does between things of these classes (none stated: any)."""

    iri: str
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OntologyRelation:
    """A relation between entities; `view` is its name in the relations view, None where it is in no view.

    Attributes:
        implied: what else is asserted with it: its superproperties, and the properties that are `kg:impliedBy` it.
    """

    key: str
    iri: str
    view: str | None
    domain: tuple[str, ...]
    range: tuple[str, ...]
    labels: Mapping[str, str]
    implied: tuple[ImpliedProperty, ...] = ()


@dataclass(frozen=True)
class Schema:
    """The ontology compiled for extraction: immutable, built once by `kg.schema.load.load_schema`.

    A *clue* is a datatype property in the `lex:` namespace; `clues[name][word]` are the keys (IRI local names) of the
    classes, relations or word sets that carry the word, sorted. `facts` holds their other literal properties.
    """

    classes: Mapping[str, OntologyClass]
    relations: Mapping[str, OntologyRelation]
    clues: Mapping[str, Mapping[str, tuple[str, ...]]]
    facts: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)

    def clue(self, name: str) -> Mapping[str, tuple[str, ...]]:
        """Word → keys of what it announces, for the clue *name* (`suffix`, `trigger`, …); empty if none is stated."""
        return self.clues.get(name, _EMPTY)

    def words(self, name: str, key: str | None = None) -> tuple[str, ...]:
        """The words of the clue *name*, sorted; only those of *key* if given."""
        return tuple(sorted(w for w, keys in self.clue(name).items() if key is None or key in keys))

    def fact(self, key: str, name: str) -> str | None:
        """The literal that the resource *key* has for the `lex:` property *name*, or None; the first of several."""
        values = self.facts.get((key, name))
        return values[0] if values else None

    def type_of(self, key: str) -> str:
        """The view type of the class *key*."""
        kind = self.classes[key].type
        if kind is None:
            msg = f"class {key} has no view type"
            raise KeyError(msg)
        return kind

    def is_a(self, key: str, ancestor: str) -> bool:
        """Whether the class *key* is *ancestor* or below it."""
        return key == ancestor or ancestor in self.classes[key].ancestors
