"""Turtle and TriG from terms: grouped by subject, sorted, the same bytes for the same triples."""

from __future__ import annotations

from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.rdf.spool import Entry

_CHUNK = 256  # subjects per piece of text: few large writes without holding the whole file


def turtle(entries: Iterable[Entry], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The Turtle document of what the graphs say together, in pieces.

    Args:
        entries: subjects with their predicate–object pairs, sorted by subject.
        prefixes: prefix → namespace; all are declared.
    """
    yield _head(prefixes)
    yield from _subjects(entries)


def trig(entries: Iterable[Entry], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The TriG document of named graphs, in pieces.

    Args:
        entries: subjects with their predicate–object pairs, sorted by graph and subject; "" names the default graph.
        prefixes: prefix → namespace; all are declared.
    """
    yield _head(prefixes)
    for name, found in groupby(entries, key=lambda entry: entry[0][0]):
        if not name:
            yield from _subjects(found)
            continue
        yield f"\n{name} {{\n"
        yield from _subjects(found)
        yield "}\n"


def _head(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())


def _subjects(entries: Iterable[Entry]) -> Iterator[str]:
    for batch in _batched(entries):
        yield "".join([f"\n{subject_block(subject, pairs)}" for (_, subject), pairs in batch])


def _batched(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    iterator = iter(entries)
    while batch := list(islice(iterator, _CHUNK)):
        yield batch


def subject_block(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The Turtle of one subject: its classes first, the other predicates sorted."""
    values: dict[str, list[str]] = {}
    for predicate, value in pairs:
        if predicate in values:
            values[predicate].append(value)
        else:
            values[predicate] = [value]
    ordered = sorted(values)
    if "a" in values and ordered[0] != "a":  # a full IRI sorts before it; all prefixes come behind
        ordered.remove("a")
        ordered.insert(0, "a")
    lines = []
    for predicate in ordered:
        found = values[predicate]
        lines.append(f"{predicate} {found[0] if len(found) == 1 else ', '.join(sorted(set(found)))}")
    body = " ;\n    ".join(lines)
    return f"{subject} {body} .\n"
