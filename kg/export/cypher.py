"""A Cypher script that makes the graph in a running Neo4j, and changes nothing when it is run again.

https://neo4j.com/docs/cypher-manual/current/. Run it with `cypher-shell -f graph.cypher`.
"""

from __future__ import annotations

import datetime
import re
from itertools import groupby, islice
from typing import TYPE_CHECKING, TypeVar

from kg.export.property_graph import nodes, relationships

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.export.property_graph import Node, Relationship, Value
    from kg.projection.facts import Facts
    from kg.schema.model import Schema

T = TypeVar("T")

_BATCH = 500  # rows for each statement, so that a transaction stays small
_SPECIAL = re.compile(r"\\u|[\x00-\x1f\x7f'\\]")
_ESCAPES = {"\\u": "\\\\' + 'u", "'": "\\'", "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def as_cypher(facts: Facts, schema: Schema, colours: Mapping[str, str]) -> Iterator[str]:
    """The script, a statement at a time: the constraint, then nodes by their labels, then relationships by type."""
    yield "CREATE CONSTRAINT kg_resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE;\n"
    found = sorted((node for _, node in nodes(facts, schema, colours)), key=lambda node: (node.labels, node.iri))
    for labels, group in groupby(found, key=lambda node: node.labels):
        for batch in _batches(group):
            yield _unwind(map(_node, batch))
            names = ":".join(f"`{label}`" for label in labels)
            yield f"MERGE (n:Resource {{iri: row.iri}}) SET n += row.p, n:{names};\n"
    edges = sorted(relationships(facts), key=lambda edge: (edge.type, edge.start, edge.end))
    for name, members in groupby(edges, key=lambda edge: edge.type):
        for pairs in _batches(members):
            yield _unwind(map(_relationship, pairs))
            yield (
                "MATCH (a:Resource {iri: row.a}) MATCH (b:Resource {iri: row.b}) "
                f"MERGE (a)-[r:`{name}`]->(b) SET r += row.p;\n"
            )


def _unwind(rows: Iterator[str]) -> str:
    return "UNWIND [\n" + ",\n".join(rows) + "\n] AS row\n"


def _node(node: Node) -> str:
    return f" {{iri: {text(node.iri)}, p: {_map(node.properties)}}}"


def _relationship(found: Relationship) -> str:
    return f" {{a: {text(found.start)}, b: {text(found.end)}, p: {_map(found.properties)}}}"


def _map(properties: Mapping[str, Value]) -> str:
    return "{" + ", ".join(f"{name}: {_value(value)}" for name, value in properties.items()) + "}"


def _value(value: Value) -> str:
    if isinstance(value, tuple):
        return "[" + ", ".join(map(text, value)) + "]"
    if isinstance(value, datetime.date):
        return f"date('{value.isoformat()}')"
    return text(value) if isinstance(value, str) else repr(value)


def text(value: str) -> str:
    r"""A string literal of Cypher.

    Versions before 2025 replace `\\u0027` by an apostrophe before they look at anything else, even behind a backslash
    that is escaped. So a backslash is never followed by a `u`: the literal ends, and the next one begins with it.

    >>> print(text("it's"), text("C:\\users"))
    'it\'s' 'C:\\' + 'users'
    """
    return "'" + _SPECIAL.sub(_escape, value) + "'"


def _escape(match: re.Match[str]) -> str:
    found = match.group()
    return _ESCAPES.get(found) or f"\\u{ord(found):04X}"


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(items)
    while batch := list(islice(iterator, _BATCH)):
        yield batch
