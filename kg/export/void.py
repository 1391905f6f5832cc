"""The VoID description of a whole graph, as Turtle of its own: a `void.ttl` to lay beside the data.

https://www.w3.org/TR/void/
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from kg.rdf import terms
from kg.rdf.terms import Names
from kg.rdf.turtle import turtle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.dataset import Dataset
    from kg.rdf.graph import Pairs
    from kg.rdf.spool import Entry

_KEY = "all"


def as_void(dataset: Dataset) -> Iterator[str]:
    """What all graphs together hold: triples, subjects, classes, properties, vocabularies; the graphs as subsets."""
    names = Names(dataset.base)
    classes: Counter[str] = Counter()
    properties: Counter[str] = Counter()
    triples = subjects = own = 0
    graphs: list[str] = []
    space = ("<" + dataset.base, *(f"{kind}:" for kind in terms.KINDS))
    for (_, subject), pairs in dataset.entries(apart=False):
        distinct = set(pairs)
        triples += len(distinct)
        subjects += 1
        own += subject.startswith(space)
        properties.update(predicate for predicate, _ in distinct)
        classes.update(value for predicate, value in distinct if predicate == "a")
        if ("a", "void:Dataset") in distinct:
            graphs.append(subject)
    whole = names.node("dataset", _KEY)
    entries: list[Entry] = []
    pairs = [
        ("a", "void:Dataset"),
        ("void:uriSpace", terms.text(dataset.base)),
        ("void:triples", str(triples)),
        ("void:distinctSubjects", str(subjects)),
        ("void:entities", str(own)),
        ("void:classes", str(len(classes))),
        ("void:properties", str(len(properties))),
        *(("void:subset", graph) for graph in graphs),
    ]
    used = {term.partition(":")[0] for term in (*classes, *properties) if term != "a"} | {"rdf"}
    pairs += [("void:vocabulary", f"<{terms.VOCABULARIES[v]}>") for v in sorted(used & terms.VOCABULARIES.keys())]
    for kind, found, count in (("class", classes, "void:entities"), ("property", properties, "void:triples")):
        for term, number in sorted(found.items()):
            part = names.node("dataset", f"{_KEY}-{kind}-{term.strip('<>').replace(':', '-')}")
            pairs.append((f"void:{kind}Partition", part))
            stated: Pairs = [(f"void:{kind}", "rdf:type" if term == "a" else term), (count, str(number))]
            entries.append((("", part), stated))
    entries.append((("", whole), pairs))
    yield from turtle(sorted(entries), dataset.prefixes)
