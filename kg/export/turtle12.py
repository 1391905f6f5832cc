"""RDF 1.2 Turtle: the nodes that tell where an edge was found are reifiers of it.

https://www.w3.org/TR/rdf12-turtle/#reifying-triples
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.turtle import subject_block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from kg.rdf.graph import Pairs
    from kg.rdf.spool import Entry

_STATEMENT = ("a", "rdf:Statement")
_PARTS = ("rdf:subject", "rdf:predicate", "rdf:object")


def turtle12(entries: Iterable[Entry], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The document, in pieces: as `kg.rdf.turtle.turtle`, but `<< s p o ~ statement >>` for an `rdf:Statement`.

    The class `rdf:Statement` and the three properties of its parts are not written; `kg.rdf.reifiers` puts them back.

    Args:
        entries: subjects with their predicate–object pairs, sorted by subject.
        prefixes: prefix → namespace; all are declared.
    """
    yield 'VERSION "1.2"\n'
    yield "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items())
    for (_, subject), pairs in entries:
        triple = _reified(pairs)
        if triple is None:
            yield f"\n{subject_block(subject, pairs)}"
            continue
        rest = [pair for pair in pairs if pair != _STATEMENT and pair[0] not in _PARTS]
        reifier = f"<< {triple} ~ {subject} >>"
        yield f"\n{subject_block(reifier, rest)}" if rest else f"\n{reifier} .\n"


def _reified(pairs: Pairs) -> str | None:
    """The triple that a statement node is about, or None for any other node and for one that lacks a part."""
    if _STATEMENT not in pairs:
        return None
    parts = []
    for part in _PARTS:
        found = {value for predicate, value in pairs if predicate == part}
        if len(found) != 1:
            return None
        parts.append(found.pop())
    subject, predicate, _ = parts
    if subject[0] in '"+-.0123456789' or subject.startswith("<<") or _no_iri(predicate):
        return None
    return " ".join(parts)


def _no_iri(term: str) -> bool:
    return term[0] in '"+-.0123456789' or term.startswith(("<<", "_:"))
