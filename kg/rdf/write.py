"""A reading to the named graph of its report."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kg.rdf import terms
from kg.rdf.evidence import Evidence
from kg.rdf.graph import NamedGraph
from kg.rdf.occurrences import OccurrenceWriter
from kg.rdf.origin import origin
from kg.rdf.terms import Names
from kg.rdf.things import ThingWriter
from kg.rdf.void import Size, description
from kg.schema.terms import ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.graph import Pairs
    from kg.resolve.model import Reading
    from kg.schema.model import Schema
    from kg.text.model import Document

_PIECE = 50_000  # about 5 MB, and what a report of thirty pages comes to


@dataclass(frozen=True, slots=True)
class Written:
    """The graph of a report, and which of its nodes stand for what was read.

    Attributes:
        things: the term of each entity of the reading, by index; likewise `acts`, `quantities` and `times`.
    """

    graph: NamedGraph
    things: tuple[str, ...]
    acts: tuple[str, ...]
    quantities: tuple[str, ...]
    times: tuple[str, ...]


class GraphWriter:
    """Writes the graph of a report; built once for any number of reports.

    Args:
        schema: the ontology.
        base: what the IRIs of things begin with.
        version: the software's version, stated in each graph.
    """

    def __init__(self, schema: Schema, *, base: str = ID, version: str = "") -> None:
        self.names = Names(base)
        self._things = ThingWriter(schema, self.names)
        self._version = version

    def __call__(self, reading: Reading) -> NamedGraph:
        """All that was read, with its evidence; the graph's name is made of the report's id."""
        return self.written(reading).graph

    def written(self, reading: Reading) -> Written:
        """The graph of a reading, and which of its nodes stand for what."""
        nodes = self.nodes(reading)
        evidence = Evidence(reading.document, self.names)
        occurrences = OccurrenceWriter(reading, nodes, self.names, evidence)
        triples = dict(self._subjects(reading, nodes, evidence, occurrences))
        return Written(
            NamedGraph(self._name(reading), triples),
            tuple(nodes),
            tuple(occurrences.acts),
            tuple(occurrences.quantities),
            tuple(occurrences.times),
        )

    def pieces(self, reading: Reading, size: int = _PIECE) -> Iterator[NamedGraph]:
        """The graph of a reading in pieces of one name, each subject in one of them; mostly it is one piece.

        Args:
            reading: the reading.
            size: from how many predicate–object pairs on a piece is full.
        """
        nodes = self.nodes(reading)
        evidence = Evidence(reading.document, self.names)
        occurrences = OccurrenceWriter(reading, nodes, self.names, evidence)
        name = self._name(reading)
        triples: dict[str, Pairs] = {}
        held = 0
        for subject, pairs in self._subjects(reading, nodes, evidence, occurrences):
            triples[subject] = pairs
            held += len(pairs)
            if held >= size:
                yield NamedGraph(name, triples)
                triples, held = {}, 0
        if triples:
            yield NamedGraph(name, triples)

    def nodes(self, reading: Reading) -> list[str]:
        """The term of each entity of a reading, by index."""
        return [self._things.node(entity) for entity in reading.entities]

    def _name(self, reading: Reading) -> str:
        return self.names.node("dataset", reading.document.id)

    def _subjects(
        self, reading: Reading, nodes: list[str], evidence: Evidence, occurrences: OccurrenceWriter
    ) -> Iterator[tuple[str, Pairs]]:
        """Every subject once, with all that is said of it."""
        document = reading.document
        things: dict[str, Pairs] = defaultdict(list)
        size = Size()
        for node, entity in zip(nodes, reading.entities, strict=True):
            things[node] += self._things.entity(entity, reading, evidence)
        for subject, pairs in chain(
            self._things.relations(reading, nodes, evidence), occurrences.triples(), self._remarks(reading, evidence)
        ):
            if subject in things:  # of things is told here and there, of all else in one place
                things[subject] += pairs
            else:
                yield subject, size.add(pairs)
        report = self.names.node("report", document.id)
        # sentences last: the others have told by now which they rest on
        for subject, pairs in chain(things.items(), evidence.triples(), [(report, _report(document))]):
            yield subject, size.add(pairs)
        stated = [
            ("a", "void:Dataset"),
            ("dcterms:source", report),
            ("void:uriSpace", terms.text(self.names.base)),
            *([("owl:versionInfo", terms.text(self._version))] if self._version else []),
        ]
        yield from description(self._name(reading), size, _counts(reading, nodes), stated, self.names).items()

    def _remarks(self, reading: Reading, evidence: Evidence) -> Iterator[tuple[str, Pairs]]:
        taken: dict[str, int] = defaultdict(int)
        for notice in reading.notices:
            key = f"{reading.document.id}-{notice.start}"
            taken[key] += 1
            yield (
                self.names.node("remark", f"{key}-{taken[key]}" if taken[key] > 1 else key),
                [
                    ("a", "kg:Remark"),
                    ("kg:kind", terms.text(notice.kind)),
                    ("rdfs:comment", terms.text(notice.message)),
                    ("kg:quote", terms.text(reading.document.text[notice.start : notice.end])),
                    ("kg:start", str(notice.start)),
                    ("kg:end", str(notice.end)),
                    *evidence.pairs(notice.start, notice.end),
                ],
            )


def _counts(reading: Reading, nodes: list[str]) -> dict[str, int]:
    """How many things there are of each of the ten types, and how many acts, counts and times; without zeros."""
    types = {node: entity.type for node, entity in zip(nodes, reading.entities, strict=True)}
    found = {"Act": len(reading.acts), "Quantity": len(reading.quantities), "Time": len(reading.times)}
    found |= Counter(kind.capitalize() for kind in types.values())
    return {cls: number for cls, number in found.items() if number}


def _report(document: Document) -> Pairs:
    """The report itself, its text, and how the text came from the file."""
    pairs = [
        ("a", "kg:Report"),
        ("a", "schema:Report"),
        ("a", "prov:Entity"),
        ("kg:fileName", terms.text(document.name)),
        ("kg:encoding", terms.text(document.encoding)),
        ("kg:text", terms.text(document.text)),
    ]
    if document.title:
        title = terms.tagged(document.title, "zh-Hans")
        pairs += [("dcterms:title", title), ("rdfs:label", title)]
    if document.date is not None:
        pairs.append(("dcterms:date", terms.day(document.date)))
        pairs.append(("schema:datePublished", terms.day(document.date)))
        if document.date_from:
            pairs.append(("kg:dateFrom", terms.text(document.date_from)))
    if document.publisher:
        pairs.append(("schema:publisher", terms.text(document.publisher)))
    if document.source != document.text:
        steps = " ".join(f"{at}:{origin}" for at, origin in zip(document.starts, document.origins, strict=True))
        pairs += [("kg:sourceText", terms.text(document.source)), ("kg:sourceMap", terms.text(steps))]
    pairs += origin(document)
    pairs += [("kg:repair", terms.text(repair)) for repair in document.repairs]
    pairs += [(f"kg:{name}", terms.text(value)) for name, value in document.properties]
    return pairs
