"""Turtle and TriG from terms: grouped by subject, sorted, the same bytes for the same triples."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.rdf.graph import Triples

_CHUNK = 256  # subjects per piece of text: few large writes without holding the whole file


def turtle(triples: Triples, prefixes: Mapping[str, str]) -> Iterator[str]:
    """The Turtle document of *triples*, in pieces.

    Args:
        triples: predicate–object pairs by subject.
        prefixes: prefix → namespace; all are declared.
    """
    yield _head(prefixes)
    yield from _subjects(triples)


def trig(graphs: Iterable[tuple[str, Triples]], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The TriG document of named graphs, in the order given, in pieces.

    Args:
        graphs: the term of each graph's name with its triples; "" names the default graph.
        prefixes: prefix → namespace; all are declared.
    """
    yield _head(prefixes)
    for name, triples in graphs:
        if not name:
            yield from _subjects(triples)
            continue
        yield f"\n{name} {{\n"
        yield from _subjects(triples)
        yield "}\n"


def _head(prefixes: Mapping[str, str]) -> str:
    return "".join(f"@prefix {prefix}: <{namespace}> .\n" for prefix, namespace in prefixes.items())


def _subjects(triples: Triples) -> Iterator[str]:
    block: list[str] = []
    for subject in sorted(triples):
        block.append("\n" + subject_block(subject, triples[subject]))
        if len(block) == _CHUNK:
            yield "".join(block)
            block.clear()
    yield "".join(block)


def subject_block(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The Turtle of one subject: its classes first, the other predicates sorted."""
    lines: list[str] = []
    last = None
    ordered = sorted(set(pairs))
    if ordered and ordered[0][0] != "a":  # a full IRI sorts before it; all prefixes come behind
        ordered.sort(key=lambda pair: pair[0] != "a")
    for predicate, value in ordered:
        if predicate == last:
            lines[-1] += f", {value}"
        else:
            lines.append(f"{predicate} {value}")
            last = predicate
    body = " ;\n    ".join(lines)
    return f"{subject} {body} .\n"
