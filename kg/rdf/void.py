"""What a named graph says of itself: how much it holds, of which classes, in which vocabularies.

It is part of the graph, so it comes and goes with its report and stands in every export. https://www.w3.org/TR/void/
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.rdf.graph import Pairs
    from kg.rdf.terms import Names


class Size:
    """How much a graph says, counted as it comes."""

    def __init__(self) -> None:
        self.subjects = self.triples = 0
        self.used: set[str] = set()

    def add(self, pairs: Pairs) -> Pairs:
        """Count all that is said of one more subject; the same pairs come back."""
        said = set(pairs)
        self.subjects += 1
        self.triples += len(said)
        for predicate, value in said:
            self.used.add(value if predicate == "a" else predicate)
        return pairs


def description(name: str, size: Size, counts: Mapping[str, int], stated: Pairs, names: Names) -> dict[str, Pairs]:
    """The description of the graph *name*; `void:triples` counts the description too.

    Args:
        name: the graph's term; the description is said of it.
        size: of all else that the graph says.
        counts: how many things there are, by the local name of one of our classes.
        stated: what else to say of the graph.
        names: makes the terms.
    """
    stem = name.partition(":")[2]
    described: dict[str, Pairs] = {}
    pairs = [*stated, *(("void:vocabulary", iri) for iri in _vocabularies(size.used))]
    pairs.append(("void:distinctSubjects", str(size.subjects + 1 + len(counts))))
    pairs.append(("void:entities", str(sum(counts.values()))))
    for cls, number in sorted(counts.items()):
        part = names.node("dataset", f"{stem}-{cls}")
        pairs.append(("void:classPartition", part))
        described[part] = [("void:class", f"kg:{cls}"), ("void:entities", str(number))]
    own = len(pairs) + 1 + sum(map(len, described.values()))
    pairs.append(("void:triples", str(size.triples + own)))
    return {name: pairs} | described


def _vocabularies(used: set[str]) -> list[str]:
    """The terms of the vocabularies that properties and classes come from, sorted; that of the description too."""
    prefixes = {term.partition(":")[0] for term in used} | {"dcterms", "kg", "owl", "rdf", "void"}
    return [f"<{terms.VOCABULARIES[prefix]}>" for prefix in sorted(prefixes & terms.VOCABULARIES.keys())]
