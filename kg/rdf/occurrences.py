"""Acts, counts, times and terms of office: the n-ary nodes, each resting on its sentence."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.extract.model import Bound, Status
from kg.rdf import terms

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Act, Quantity, Relation, TimeExpression
    from kg.rdf.evidence import Evidence
    from kg.rdf.graph import Pairs
    from kg.rdf.terms import Names
    from kg.resolve.model import Reading

# Our status and the one of schema.org that it refines; schema.org has none for what was not done.
STATUS: Mapping[Status, tuple[tuple[str, str], ...]] = {
    Status.DONE: (("kg:status", "kg:Done"), ("schema:actionStatus", "schema:CompletedActionStatus")),
    Status.UNDER_WAY: (("kg:status", "kg:UnderWay"), ("schema:actionStatus", "schema:ActiveActionStatus")),
    Status.PLANNED: (("kg:status", "kg:Planned"), ("schema:actionStatus", "schema:PotentialActionStatus")),
    Status.REQUIRED: (("kg:status", "kg:Required"), ("schema:actionStatus", "schema:PotentialActionStatus")),
    Status.NEGATED: (("kg:status", "kg:Negated"),),
}

# Which standard property may carry the number: a bound is never given as a value, nor an estimate as a limit.
LIMIT: Mapping[Bound, str | None] = {
    Bound.EXACT: "schema:value",
    Bound.APPROX: None,
    Bound.MORE_THAN: "schema:minValue",
    Bound.AT_LEAST: "schema:minValue",
    Bound.AT_MOST: "schema:maxValue",
    Bound.LESS_THAN: "schema:maxValue",
}


class OccurrenceWriter:
    """Writes the n-ary nodes of one reading.

    Args:
        reading: the reading.
        nodes: the term of each entity of the reading, by index.

    Attributes:
        acts: the term of each act of the reading, by index; `quantities` and `times` likewise.
    """

    def __init__(self, reading: Reading, nodes: Sequence[str], names: Names, evidence: Evidence) -> None:
        self._reading = reading
        self._text = reading.document.text
        self._nodes = nodes
        self._names = names
        self._evidence = evidence
        self.quantities = self._numbered("quantity", [q.start for q in reading.quantities])
        self.times = self._numbered("interval", [t.start for t in reading.times])
        self.acts = self._numbered("act", [a.verb_start for a in reading.acts])

    def triples(self) -> Iterator[tuple[str, Pairs]]:
        """All of them, subject by subject."""
        reading = self._reading
        yield from ((term, self._act(act)) for term, act in zip(self.acts, reading.acts, strict=True))
        counted = self._entity_at() if reading.quantities else {}
        for term, quantity in zip(self.quantities, reading.quantities, strict=True):
            yield term, self._quantity(quantity, counted)
        days: set[datetime.date] = set()
        for term, time in zip(self.times, reading.times, strict=True):
            yield term, self._time(time)
            days |= {time.first, time.last}
        yield from self._activity_times()
        for day in days:
            yield self._day(day), [("a", "time:Instant"), ("time:inXSDDate", terms.day(day))]
        yield from self._memberships()

    def _numbered(self, kind: str, starts: Sequence[int]) -> list[str]:
        """A term for each by where it stands in the text; a number is added from the second at one place on."""
        taken: dict[int, int] = defaultdict(int)
        made = []
        for start in starts:
            taken[start] += 1
            suffix = f"-{taken[start]}" if taken[start] > 1 else ""
            made.append(self._names.node(kind, f"{self._reading.document.id}-{start}{suffix}"))
        return made

    def _where(self, start: int, end: int) -> Pairs:
        return [("kg:start", str(start)), ("kg:end", str(end)), *self._evidence.pairs(start, end)]

    def _act(self, act: Act) -> Pairs:
        nodes = self._nodes
        quote = self._text[act.start : act.end]
        pairs = [
            ("a", "kg:Act"),
            ("a", "schema:Action"),
            ("kg:verb", terms.text(act.verb)),
            *STATUS[act.status],
            ("kg:quote", terms.text(quote)),
            ("rdfs:label", terms.tagged(act.verb + act.object, "zh-Hans")),
            ("kg:confidence", terms.share(act.confidence)),
            ("kg:rule", terms.text(act.rule)),
        ]
        pairs += [("schema:agent", nodes[agent]) for agent in act.agents]
        if act.reason:
            pairs.append(("kg:reason", terms.text(act.reason)))
        if act.object:
            pairs.append(("kg:objectText", terms.text(act.object)))
        if act.object_entity is not None:
            pairs.append(("schema:object", nodes[act.object_entity]))
        if act.quantity is not None:
            pairs.append(("kg:quantity", self.quantities[act.quantity]))
        if act.time is not None:
            pairs.append(("sem:hasTime", self.times[act.time]))
        if act.place is not None:
            pairs.append(("schema:location", nodes[act.place]))
        if act.part_of is not None:
            pairs.append(("dcterms:isPartOf", nodes[act.part_of]))
        return pairs + self._where(act.start, act.end)

    def _quantity(self, quantity: Quantity, counted: Mapping[tuple[int, int], int]) -> Pairs:
        value = terms.number(quantity.value)
        start, end = _with_counted(quantity, self._text)
        quote = self._text[start:end]
        pairs = [
            ("a", "kg:Quantity"),
            ("a", "schema:QuantitativeValue"),
            ("kg:statedValue", value),
            ("kg:comparator", terms.text(quantity.bound)),
            ("kg:lexicalForm", terms.text(quantity.text)),
            ("kg:quote", terms.text(quote)),
            ("rdfs:label", terms.tagged(quantity.text, "zh-Hans")),
            ("kg:confidence", terms.share(quantity.confidence)),
            ("kg:rule", terms.text(quantity.rule)),
        ]
        if quantity.value_max is not None:
            upper = terms.number(quantity.value_max)
            pairs += [("schema:minValue", value), ("schema:maxValue", upper), ("kg:statedMaximum", upper)]
        elif limit := LIMIT[quantity.bound]:
            pairs.append((limit, value))
        if quantity.unit:
            pairs.append(("schema:unitText", terms.text(quantity.unit)))
        if quantity.of:
            pairs.append(("kg:countedText", terms.text(quantity.of)))
        entity = counted.get((quantity.of_start, quantity.of_end))
        if entity is not None:
            pairs.append(("kg:counted", self._nodes[entity]))
        return pairs + self._where(start, end)

    def _entity_at(self) -> dict[tuple[int, int], int]:
        """The entity that a stretch of text names, by start and end."""
        mentions = self._reading.mentions
        return {
            (mentions[m].start, mentions[m].end): index
            for index, entity in enumerate(self._reading.entities)
            for m in entity.mentions
        }

    def _time(self, time: TimeExpression) -> Pairs:
        pairs = [
            ("a", "kg:Time"),
            ("a", "time:ProperInterval"),
            ("time:hasBeginning", self._day(time.first)),
            ("time:hasEnd", self._day(time.last)),
            ("kg:lexicalForm", terms.text(time.text)),
            ("rdfs:label", terms.tagged(time.text, "zh-Hans")),
            ("kg:confidence", terms.share(time.confidence)),
            ("kg:rule", terms.text(time.rule)),
        ]
        if time.anchor is not None:
            pairs.append(("kg:resolvedAgainst", terms.day(time.anchor)))
        return pairs + self._where(time.start, time.end)

    def _day(self, day: datetime.date) -> str:
        return self._names.node("day", day.isoformat())

    def _activity_times(self) -> Iterator[tuple[str, Pairs]]:
        """When an activity took place: the time of the act by which the report says that it was carried out.

        The edge from activity to time has a statement node like every plain edge.
        """
        carried_out = {(r.subject, r.object): r for r in self._reading.relations if r.predicate == "carriedOutBy"}
        seen: set[tuple[int, int]] = set()
        for term, act in zip(self.acts, self._reading.acts, strict=True):
            activity, time = act.object_entity, act.time
            if activity is None or time is None or (activity, time) in seen or act.status is Status.NEGATED:
                continue
            if self._reading.entities[activity].type != "activity":
                continue
            found = [carried_out[activity, a] for a in act.agents if (activity, a) in carried_out]
            if not any(act.start <= r.start < act.end for r in found):
                continue
            seen.add((activity, time))
            number = term.partition(":")[2]
            yield self._nodes[activity], [("sem:hasTime", self.times[time])]
            yield (
                self._names.node("statement", f"{number}-hasTime"),
                [
                    ("a", "rdf:Statement"),
                    ("rdf:subject", self._nodes[activity]),
                    ("rdf:predicate", "sem:hasTime"),
                    ("rdf:object", self.times[time]),
                    ("kg:confidence", terms.share(act.confidence)),
                    ("kg:rule", terms.text(act.rule)),
                    *self._evidence.pairs(act.start, act.end),
                ],
            )

    def _memberships(self) -> Iterator[tuple[str, Pairs]]:
        """One term of office for each dated holding of a post."""
        dated = [r for r in self._reading.relations if r.time is not None and r.predicate == "holdsPost"]
        bodies = {r.subject: r.object for r in self._reading.relations if r.predicate == "postIn"}
        for term, relation in zip(self._numbered("membership", [r.start for r in dated]), dated, strict=True):
            yield term, self._membership(relation, bodies.get(relation.object))

    def _membership(self, relation: Relation, body: int | None) -> Pairs:
        pairs = [
            ("a", "org:Membership"),
            ("org:member", self._nodes[relation.subject]),
            ("kg:post", self._nodes[relation.object]),
            ("kg:confidence", terms.share(relation.confidence)),
            ("kg:rule", terms.text(relation.rule)),
        ]
        if body is not None:
            pairs.append(("org:organization", self._nodes[body]))
        if relation.time is not None:
            pairs.append(("org:memberDuring", self.times[relation.time]))
        return pairs + self._where(relation.start, relation.end)


def _with_counted(quantity: Quantity, text: str) -> tuple[int, int]:
    """The stretch that holds the number and, where it stands near in the same line, what is counted."""
    if quantity.of_start < 0:
        return quantity.start, quantity.end
    start, end = min(quantity.start, quantity.of_start), max(quantity.end, quantity.of_end)
    far = end - start > 3 * (len(quantity.of) + len(quantity.text)) + 10
    return (quantity.start, quantity.end) if far or "\n" in text[start:end] else (start, end)
