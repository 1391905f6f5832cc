"""What is documented: the terms of the ontology with their words, shapes and examples."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """What a shape demands of a property.

    Attributes:
        path: the property, as Turtle writes it; "" where the rule is about the thing itself.
        count: how often it must stand, such as `1`, `1..*` or `0..1`; "" where any number will do.
        value: what the value must be, such as `kg:Sentence` or `xsd:decimal ≥ 0 ≤ 1`.
        message: what `kg check` says where it is broken.
    """

    path: str
    count: str
    value: str
    message: str


@dataclass(frozen=True, slots=True)
class Example:
    """A place in a report where a term holds: the names concerned, and the sentence before, in and behind the words."""

    names: tuple[str, ...]
    before: str
    words: str
    behind: str


@dataclass(frozen=True, slots=True)
class Clue:
    """A property whose values are words; `words` are those of each term or word set, by its key."""

    key: str
    comments: tuple[str, ...]
    words: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A class, a relation, a property or an individual of the ontology.

    Attributes:
        key: its local name; `anchor` is where it stands on the page, `iri` what it is, `short` with a prefix.
        labels: by language; `definitions` likewise.
        parents: what it is below or of, as Turtle writes it, each with the anchor of one of ours or "".
        children: anchors and keys of what is directly below it.
        domain: what may be its subject, each with an anchor; `range` what may be its object.
        view: under which of the ten types, or by which name, the views list it; "" where they do not.
        words: by clue.
        rules: of its shapes.
        notes: examples that the ontology itself states.
        examples: places in the sample report.
        colour: in which it is drawn, `#rrggbb` or "".
    """

    key: str
    anchor: str
    iri: str
    short: str
    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    parents: tuple[tuple[str, str], ...] = ()
    children: tuple[tuple[str, str], ...] = ()
    domain: tuple[tuple[str, str], ...] = ()
    range: tuple[tuple[str, str], ...] = ()
    view: str = ""
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()
    rules: tuple[Rule, ...] = ()
    notes: tuple[str, ...] = ()
    examples: tuple[Example, ...] = ()
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Described:
    """The whole ontology: its labels and definitions, its terms in the order of the page, and its clues."""

    labels: Mapping[str, str]
    definitions: Mapping[str, str]
    classes: tuple[Term, ...]
    relations: tuple[Term, ...]
    properties: tuple[Term, ...]
    individuals: tuple[Term, ...]
    clues: tuple[Clue, ...]

    @property
    def terms(self) -> tuple[Term, ...]:
        """All of them."""
        return (*self.classes, *self.relations, *self.properties, *self.individuals)
