"""The folder of CSV files that `neo4j-admin database import` loads.

https://neo4j.com/docs/operations-manual/current/import/: the header names properties with their types, `:ID`, `:LABEL`,
`:START_ID`, `:END_ID` and `:TYPE`; `;` separates the members of an array and the labels.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from kg.export.property_graph import NODES, RELATIONSHIP, nodes, relationships

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.export.property_graph import Value
    from kg.projection.facts import Facts
    from kg.schema.model import Schema

_SEPARATOR = ";"
_STAND_IN = "\uff1b"  # the full-width semicolon: Neo4j has no escape for the separator
_LABEL = "Resource"


def as_neo4j(facts: Facts, schema: Schema, colours: Mapping[str, str]) -> dict[str, Iterator[str]]:
    """File name → its content: a file of nodes for each kind, one of relationships, and the command that loads them."""
    made: dict[str, list[str]] = {kind: [_header(kind)] for kind in NODES}
    for kind, node in nodes(facts, schema, colours):
        labels = _SEPARATOR.join((_LABEL, *node.labels))
        made[kind].append(_row([node.iri, *_cells(node.properties, NODES[kind]), labels]))
    files = {f"{kind.lower()}.csv": iter(rows) for kind, rows in made.items()}
    files["relationships.csv"] = _relationships(facts)
    files["import.sh"] = iter([_command(files)])
    return files


def _header(kind: str) -> str:
    return _row(["iri:ID", *(f"{name}:{datatype}" for name, datatype in NODES[kind].items()), ":LABEL"])


def _relationships(facts: Facts) -> Iterator[str]:
    yield _row([":START_ID", *(f"{name}:{datatype}" for name, datatype in RELATIONSHIP.items()), ":END_ID", ":TYPE"])
    for found in relationships(facts):
        yield _row([found.start, *_cells(found.properties, RELATIONSHIP), found.end, found.type])


def _cells(properties: Mapping[str, Value], table: Mapping[str, str]) -> Iterator[str]:
    for name in table:
        value = properties.get(name, "")
        if isinstance(value, tuple):
            value = _SEPARATOR.join(part.replace(_SEPARATOR, _STAND_IN) for part in value)
        yield str(value)


def _row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow(cells)
    return out.getvalue().replace("\0", "\ufffd")


def _command(files: Mapping[str, object]) -> str:
    named = [name for name in files if name != "relationships.csv"]
    lines = [
        "#!/bin/sh",
        "# Loads this folder into an empty database of Neo4j 5 or later, which must not be running:",
        "#   sh import.sh [DATABASE]",
        'cd "$(dirname "$0")" || exit 1',
        "neo4j-admin database import full --id-type=string --multiline-fields=true \\",
        *(f"  --nodes={name} \\" for name in named),
        "  --relationships=relationships.csv \\",
        '  "${1:-neo4j}"',
    ]
    return "\n".join(lines) + "\n"
