"""The facts as a labelled property graph: what Neo4j's import files and the Cypher script share.

Every node has an IRI. Things, acts, quantities, times, terms of office, reports and sentences are nodes; relations,
roles and evidence are relationships. A relationship between things carries the sentences in which it was found.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING, TypeAlias

from kg.export.terms import is_number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.projection.facts import Act, Count, Facts, Term, Thing
    from kg.schema.model import Schema

Value: TypeAlias = "str | int | float | datetime.date | tuple[str, ...]"

_WORD = re.compile(r"[^\w]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@dataclass(frozen=True, slots=True)
class Node:
    """A node: its IRI, its labels, its properties without those that are empty."""

    iri: str
    labels: tuple[str, ...]
    properties: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship from one node to another, both by IRI; the type is in capitals."""

    start: str
    end: str
    type: str
    properties: Mapping[str, Value] = field(default_factory=dict)


# The properties of the nodes of each kind, and of relationships, with their types as Neo4j's import names them.
NODES: Mapping[str, Mapping[str, str]] = {
    "Thing": {
        "name": "string",
        "type": "string",
        "aliases": "string[]",
        "pinyin": "string",
        "confidence": "double",
        "mentions": "long",
        "colour": "string",
    },
    "Act": {
        "name": "string",
        "verb": "string",
        "objectText": "string",
        "status": "string",
        "quote": "string",
        "start": "long",
        "end": "long",
        "confidence": "double",
    },
    "Quantity": {
        "name": "string",
        "value": "double",
        "maximum": "double",
        "unit": "string",
        "bound": "string",
        "of": "string",
        "start": "long",
        "end": "long",
        "confidence": "double",
    },
    "Time": {"name": "string", "first": "date", "last": "date"},
    "Membership": {},
    "Report": {"name": "string", "title": "string", "date": "date", "publisher": "string", "text": "string"},
    "Sentence": {"name": "string", "start": "long", "end": "long"},
}
RELATIONSHIP: Mapping[str, str] = {"confidence": "double", "statements": "string[]", "sentences": "string[]"}


def nodes(facts: Facts, schema: Schema, colours: Mapping[str, str]) -> Iterator[tuple[str, Node]]:
    """Every node with its kind, one of `NODES`, kind by kind.

    Args:
        facts: what the dataset says.
        schema: gives the superclasses of a thing's class.
        colours: class → its colour.
    """
    for thing in facts.things:
        labels = tuple(
            dict.fromkeys(("Thing", *map(_label, reversed(schema.classes[thing.cls].ancestors)), _label(thing.cls)))
        )
        yield (
            "Thing",
            Node(
                thing.iri,
                labels,
                _kept(
                    name=thing.name,
                    type=thing.type,
                    aliases=thing.aliases,
                    pinyin=thing.pinyin,
                    confidence=thing.confidence,
                    mentions=len(thing.mentions),
                    colour=colours.get(thing.cls, ""),
                ),
            ),
        )
    for act in facts.acts:
        yield (
            "Act",
            Node(
                act.iri,
                ("Act",),
                _kept(
                    name=act.verb + act.object_text,
                    verb=act.verb,
                    objectText=act.object_text,
                    status=act.status,
                    quote=facts.quote(act),
                    start=act.start,
                    end=act.end,
                    confidence=act.confidence,
                ),
            ),
        )
    for count in facts.counts:
        yield (
            "Quantity",
            Node(
                count.iri,
                ("Quantity",),
                _kept(
                    name=count.text,
                    value=_number(count.value),
                    maximum=_number(count.maximum),
                    unit=count.unit,
                    bound=count.bound,
                    of=count.of,
                    start=count.start,
                    end=count.end,
                    confidence=count.confidence,
                ),
            ),
        )
    for period in facts.periods:
        yield (
            "Time",
            Node(period.iri, ("Time",), _kept(name=period.text, first=_date(period.first), last=_date(period.last))),
        )
    for term in facts.terms:
        yield "Membership", Node(term.iri, ("Membership",))
    for report in facts.reports:
        yield (
            "Report",
            Node(
                report.iri,
                ("Report",),
                _kept(
                    name=report.name,
                    title=report.title,
                    date=_date(report.date),
                    publisher=report.publisher,
                    text=report.text,
                ),
            ),
        )
    for number, sentence in enumerate(facts.sentences):
        yield (
            "Sentence",
            Node(sentence.iri, ("Sentence",), _kept(name=facts.said(number), start=sentence.start, end=sentence.end)),
        )


def relationships(facts: Facts) -> Iterator[Relationship]:
    """Every relationship; no two have the same ends and type."""
    things, sentences = facts.things, facts.sentences
    for link in facts.links:
        resting = dict.fromkeys(facts.sentences[s].iri for statement in link.statements for s in statement.sentences)
        yield Relationship(
            things[link.subject].iri,
            things[link.object].iri,
            relationship_type(link.predicate),
            _kept(
                confidence=link.confidence, statements=tuple(s.iri for s in link.statements), sentences=tuple(resting)
            ),
        )
    for act in facts.acts:
        yield from (Relationship(act.iri, things[agent].iri, "AGENT") for agent in act.agents)
        ends = (
            ("OBJECT", things[act.object].iri if act.object is not None else None),
            ("QUANTITY", facts.counts[act.quantity].iri if act.quantity is not None else None),
            ("DURING", facts.periods[act.time].iri if act.time is not None else None),
            ("PLACE", things[act.place].iri if act.place is not None else None),
            ("PART_OF", things[act.part_of].iri if act.part_of is not None else None),
        )
        yield from (Relationship(act.iri, end, name) for name, end in ends if end is not None)
    for count in facts.counts:
        if count.counted is not None:
            yield Relationship(count.iri, things[count.counted].iri, "COUNTS")
    for thing in facts.things:
        yield from (Relationship(thing.iri, facts.periods[t].iri, "DURING") for t in thing.times)
    for term in facts.terms:
        yield Relationship(term.iri, things[term.person].iri, "MEMBER")
        yield Relationship(term.iri, things[term.post].iri, "POST")
        if term.body is not None:
            yield Relationship(term.iri, things[term.body].iri, "ORGANIZATION")
        if term.time is not None:
            yield Relationship(term.iri, facts.periods[term.time].iri, "DURING")
    told: tuple[tuple[Thing | Act | Count | Term, ...], ...] = (facts.things, facts.acts, facts.counts, facts.terms)
    for fact in chain.from_iterable(told):
        yield from (Relationship(fact.iri, sentences[s].iri, "SAID_IN") for s in fact.sentences)
    for sentence in sentences:
        yield Relationship(sentence.iri, facts.reports[sentence.report].iri, "IN_REPORT")


def relationship_type(key: str) -> str:
    """A relation's key in the capitals that are usual for relationships.

    >>> relationship_type("carriedOutBy")
    'CARRIED_OUT_BY'
    """
    return _label(_HUMP.sub("_", key)).upper()


def _label(key: str) -> str:
    """A key as a name that needs no quotation."""
    return _WORD.sub("_", key) or "_"


def _kept(**properties: Value | None) -> dict[str, Value]:
    return {name: value for name, value in properties.items() if value is not None and value not in ("", ())}


def _number(lexical: str) -> float | None:
    return float(lexical) if is_number(lexical) else None


def _date(iso: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return None
