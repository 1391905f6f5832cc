"""Entities and the relations between them as triples."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.rdf import terms
from kg.rdf.pinyin import pinyin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.model import Relation
    from kg.rdf.evidence import Evidence
    from kg.rdf.graph import Pairs
    from kg.rdf.terms import Names
    from kg.resolve.model import Entity, Reading
    from kg.schema.model import ImpliedProperty, OntologyRelation, Schema

NAME_LANGUAGE = "zh-Hans"
PINYIN_LANGUAGE = "zh-Latn-pinyin"


class ThingWriter:
    """Writes entities and relations; built once from the schema."""

    def __init__(self, schema: Schema, names: Names) -> None:
        self._schema = schema
        self._names = names
        self._types = {key: self._class_pairs(key) for key in schema.classes}

    def _class_pairs(self, key: str) -> Pairs:
        """The class with all its superclasses, so that no reasoner is needed; of a body, its classification too."""
        known = self._schema.classes[key]
        own = self._names.iri(known.iri)
        pairs = [("a", own), *(("a", self._names.iri(iri)) for iri in known.superclasses)]
        if known.type == "organization" and known.ancestors:
            pairs.append(("org:classification", own))
        return pairs

    def node(self, entity: Entity) -> str:
        """The term of an entity; equal keys of one type are one thing, in whichever report."""
        return self._names.node(entity.type, entity.key.removeprefix(f"{entity.type}/"))

    def entity(self, entity: Entity, reading: Reading, evidence: Evidence) -> Pairs:
        """What the report says of the entity itself: class, names, where it is mentioned, how sure that is."""
        document = reading.document
        preferred = _preferred(entity)
        name = terms.tagged(preferred, NAME_LANGUAGE)
        pairs = [*self._types[entity.cls], ("skos:prefLabel", name), ("rdfs:label", name)]
        others = [other for other in (entity.name, *entity.aliases) if other != preferred]
        pairs += [("skos:altLabel", terms.tagged(other, NAME_LANGUAGE)) for other in others]
        if reading_aloud := pinyin(preferred):
            pairs.append(("skos:prefLabel", terms.tagged(reading_aloud, PINYIN_LANGUAGE)))
        pairs.append(("kg:confidence", terms.share(entity.confidence)))
        if entity.reason:
            pairs.append(("kg:reason", terms.text(entity.reason)))
        for index in entity.mentions:
            mention = reading.mentions[index]
            pairs.append(("kg:rule", terms.text(mention.rule)))
            where = self._names.node("mention", f"{document.id}-{mention.start}-{mention.end}")
            pairs.append(("kg:mention", where))
            pairs += evidence.pairs(mention.start, mention.end)
        return pairs

    def relations(self, reading: Reading, nodes: list[str], evidence: Evidence) -> Iterator[tuple[str, Pairs]]:
        """The edges, and for each one statement node with its evidence.

        The same edge found at several places is one statement resting on all of them, as sure as the surest.

        Args:
            reading: the reading.
            evidence: the sentences that the relations rest on.
            nodes: the term of each entity of the reading, by index.
        """
        grouped: dict[tuple[int, str, int], list[Relation]] = defaultdict(list)
        for relation in reading.relations:
            grouped[relation.subject, relation.predicate, relation.object].append(relation)
        taken: dict[str, int] = defaultdict(int)
        for (subject, predicate, value), found in grouped.items():
            known = self._schema.relations[predicate]
            edge = self._names.iri(known.iri)
            first = min(r.start for r in found)
            number = f"{reading.document.id}-{first}-{predicate}"
            taken[number] += 1
            statement = self._names.node("statement", f"{number}-{taken[number]}" if taken[number] > 1 else number)
            yield nodes[subject], [(p, nodes[value]) for p in self._edges(edge, known, reading, subject, value)]
            pairs = [
                ("a", "rdf:Statement"),
                ("rdf:subject", nodes[subject]),
                ("rdf:predicate", edge),
                ("rdf:object", nodes[value]),
                ("kg:confidence", terms.share(max(r.confidence for r in found))),
            ]
            for relation in found:
                pairs.append(("kg:rule", terms.text(relation.rule)))
                pairs += evidence.pairs(relation.start, relation.end)
            yield statement, pairs

    def _edges(
        self, edge: str, relation: OntologyRelation, reading: Reading, subject: int, value: int
    ) -> Iterator[str]:
        yield edge
        ends = reading.entities[subject].cls, reading.entities[value].cls
        for implied in relation.implied:
            if self._fits(implied, *ends):
                yield self._names.iri(implied.iri)

    def _fits(self, implied: ImpliedProperty, subject: str, value: str) -> bool:
        is_a = self._schema.is_a
        return (not implied.domain or any(is_a(subject, c) for c in implied.domain)) and (
            not implied.range or any(is_a(value, c) for c in implied.range)
        )


def _preferred(entity: Entity) -> str:
    """The one preferred name, the same in whichever report: of a coded area the name that goes with the code.

    One report says 深圳, another 深圳市; both are the area 440300-深圳市.
    """
    code, _, name = entity.key.removeprefix(f"{entity.type}/").partition("-")
    return name if entity.code and code == entity.code and name else entity.name
