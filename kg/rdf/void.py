"""What a named graph says of itself: how much it holds, of which classes, in which vocabularies.

It is part of the graph, so it comes and goes with its report and stands in every export. https://www.w3.org/TR/void/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.graph import Pairs, Triples
    from kg.rdf.terms import Names


def description(
    name: str, triples: Triples, counts: Mapping[str, int], stated: Pairs, names: Names
) -> Mapping[str, Pairs]:
    """The description of the graph *name*; `void:triples` counts the description too.

    Args:
        name: the graph's term; the description is said of it.
        triples: all else that the graph says.
        counts: how many things there are, by the local name of one of our classes.
        stated: what else to say of the graph.
        names: makes the terms.
    """
    stem = name.partition(":")[2]
    described: dict[str, Pairs] = {}
    pairs = [*stated, *(("void:vocabulary", iri) for iri in _vocabularies(triples))]
    pairs.append(("void:distinctSubjects", str(len(triples) + 1 + len(counts))))
    pairs.append(("void:entities", str(sum(counts.values()))))
    for cls, number in sorted(counts.items()):
        part = names.node("dataset", f"{stem}-{cls}")
        pairs.append(("void:classPartition", part))
        described[part] = [("void:class", f"kg:{cls}"), ("void:entities", str(number))]
    own = len(pairs) + 1 + sum(map(len, described.values()))
    pairs.append(("void:triples", str(sum(len(set(found)) for found in triples.values()) + own)))
    return {name: pairs} | described


def _vocabularies(triples: Triples) -> list[str]:
    """The terms of the vocabularies that properties and classes come from, sorted; that of the description too."""
    used = {predicate for pairs in triples.values() for predicate, _ in pairs} - {"a"}
    used |= {value for pairs in triples.values() for predicate, value in pairs if predicate == "a"}
    prefixes = {term.partition(":")[0] for term in used} | {"dcterms", "kg", "owl", "rdf", "void"}
    return [f"<{terms.VOCABULARIES[prefix]}>" for prefix in sorted(prefixes & terms.VOCABULARIES.keys())]
