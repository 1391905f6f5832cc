"""Turtle and TriG from terms: grouped by subject, sorted, the same bytes for the same triples."""

from __future__ import annotations

from functools import lru_cache
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
    predicates, values = zip(*pairs, strict=True)
    lines = []
    for predicate, places in _layout(predicates):
        if len(places) == 1:
            lines.append(f"{predicate} {values[places[0]]}")
        else:
            lines.append(f"{predicate} {', '.join(sorted({values[at] for at in places}))}")
    body = " ;\n    ".join(lines)
    return f"{subject} {body} .\n"


@lru_cache(maxsize=1024)  # most subjects have the predicates of many others
def _layout(predicates: tuple[str, ...]) -> tuple[tuple[str, tuple[int, ...]], ...]:
    """Each predicate once, `a` first and the others sorted, with the places at which it stands."""
    places: dict[str, list[int]] = {}
    for at, predicate in enumerate(predicates):
        places.setdefault(predicate, []).append(at)
    ordered = sorted(places, key=lambda predicate: (predicate != "a", predicate))
    return tuple((predicate, tuple(places[predicate])) for predicate in ordered)
