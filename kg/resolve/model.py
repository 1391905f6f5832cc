"""The values that resolution yields: the things of the world a report speaks of, and the report's whole reading."""

from __future__ import annotations

from dataclasses import dataclass

from kg.extract.model import Act, Mention, Quantity, Relation, TimeExpression
from kg.text.model import Document


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing, however often and under whatever names the report mentions it.

    Attributes:
        cls: key (IRI local name) of its most specific ontology class.
        type: one of the ten types of the views (`organization`, `area`, …).
        name: the longest form that the text supports.
        aliases: the other names by which the report calls it, sorted.
        mentions: indices of `Reading.mentions`, ascending; at least one.
        key: what its IRI is made of. Equal keys in two reports are one thing: for an area its division code and name,
            for a body its full name, for a person name and post or body; a thing known only inside the report has a key
            that begins with the report's id.
        code: administrative division code (GB/T 2260, 6 or 9 digits) where the reference table has it.
    """

    cls: str
    type: str
    name: str
    key: str
    mentions: tuple[int, ...]
    aliases: tuple[str, ...] = ()
    code: str | None = None
    confidence: float = 0.8
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a reader should look at: an announced number that the members found do not reach, say."""

    start: int
    end: int
    kind: str
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one report."""

    document: Document
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()
    relations: tuple[Relation, ...] = ()
    acts: tuple[Act, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    notices: tuple[Notice, ...] = ()
