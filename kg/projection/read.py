"""A dataset to `Facts`."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kg.projection.facts import (
    Act,
    Count,
    Facts,
    Link,
    Period,
    Remark,
    Report,
    Sentence,
    Statement,
    Term,
    Thing,
)
from kg.projection.table import Table
from kg.schema.load import local_name
from kg.schema.terms import DCTERMS, ID, KG, OA, ORG, PROV, RDF, RDFS, SCHEMA, SEM, SKOS, TIME, VOID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema


def read_facts(dataset: Dataset, schema: Schema) -> Facts:
    """What *dataset* says of things that belong to a class of *schema*, whichever of its graphs says it.

    Things that no sentence speaks of (those of reference tables) are left out, unless there is no sentence at all.
    """
    return _Reader(dataset, schema).facts()


_ONE = (
    *(KG + name for name in ("comparator", "counted", "countedText", "end", "fileName", "kind", "lexicalForm")),
    *(KG + name for name in ("objectText", "post", "quantity", "reason", "start", "statedMaximum", "statedValue")),
    *(KG + name for name in ("status", "text", "verb")),
    *(DCTERMS + name for name in ("date", "isPartOf", "title")),
    *(OA + name for name in ("end", "hasSource", "start")),
    *(ORG + name for name in ("member", "memberDuring", "organization")),
    *(RDF + name for name in ("object", "predicate", "subject")),
    *(SCHEMA + name for name in ("location", "object", "publisher", "unitText")),
    *(TIME + name for name in ("hasBeginning", "hasEnd", "inXSDDate")),
    *(RDFS + "comment", VOID + "uriSpace"),
)
_EVERY = (
    *(KG + "mention", OA + "hasSelector", PROV + "wasDerivedFrom"),
    *(SCHEMA + "agent", SEM + "hasTime", SKOS + "altLabel"),
)
_CLASSES = (KG + "Act", KG + "Quantity", KG + "Remark", KG + "Report", KG + "Sentence", KG + "Time", ORG + "Membership")


class _Reader:
    def __init__(self, dataset: Dataset, schema: Schema) -> None:
        self._schema = schema
        self._classes = [c for c in schema.classes.values() if c.type is not None]
        table = Table(
            dataset,
            one=_ONE,
            every=(*_EVERY, *(r.iri for r in schema.relations.values())),
            most=(KG + "confidence",),
            tagged=(SKOS + "prefLabel",),
            classes=(*_CLASSES, *(c.iri for c in self._classes)),
        )
        self._one, self._all, self._instances = table.one, table.every, table.instances
        self._labels = table.tagged[SKOS + "prefLabel"]
        self._derived = table.every[PROV + "wasDerivedFrom"]
        self._confidence = table.most[KG + "confidence"]
        self._start = table.one[KG + "start"]
        self._end = table.one[KG + "end"]
        self._lexical = table.one[KG + "lexicalForm"]

    def facts(self) -> Facts:
        reports = self._reports()
        self._report = {r.iri: n for n, r in enumerate(reports)}
        sentences = self._sentences()
        self._sentence = {s.iri: n for n, s in enumerate(sentences)}
        periods = self._periods()
        self._period = {p.iri: n for n, p in enumerate(periods)}
        things = self._things()
        self._thing = {t.iri: n for n, t in enumerate(things)}
        counts = self._counts()
        self._count = {c.iri: n for n, c in enumerate(counts)}
        return Facts(
            base=min(self._one[VOID + "uriSpace"].values(), default=ID),
            reports=reports,
            sentences=sentences,
            things=things,
            links=self._links(),
            counts=counts,
            periods=periods,
            acts=self._acts(),
            terms=self._terms(),
            remarks=self._remarks(),
        )

    def _resting_on(self, iri: str) -> tuple[int, ...]:
        found = self._derived.get(iri, ())
        if len(found) == 1:
            at = self._sentence.get(found[0])
            return () if at is None else (at,)
        return tuple(sorted(self._sentence[s] for s in found if s in self._sentence))

    def _sureness(self, iri: str) -> float:
        return self._confidence.get(iri, 1.0)

    def _place(self, iri: str) -> tuple[int, int]:
        return int(self._start.get(iri, "0")), int(self._end.get(iri, "0"))

    # ---- reports and sentences ---------------------------------------------------------------------------------------

    def _reports(self) -> tuple[Report, ...]:
        names, texts = self._one[KG + "fileName"], self._one[KG + "text"]
        titles, dates = self._one[DCTERMS + "title"], self._one[DCTERMS + "date"]
        publishers = self._one[SCHEMA + "publisher"]
        return tuple(
            Report(
                iri,
                names.get(iri, ""),
                titles.get(iri, ""),
                dates.get(iri, ""),
                publishers.get(iri, ""),
                texts.get(iri, ""),
            )
            for iri in self._instances[KG + "Report"]
        )

    def _sentences(self) -> tuple[Sentence, ...]:
        sources, selectors = self._one[OA + "hasSource"], self._all[OA + "hasSelector"]
        starts, ends = self._one[OA + "start"], self._one[OA + "end"]
        found = []
        for iri in self._instances[KG + "Sentence"]:
            report = self._report.get(sources.get(iri, ""))
            position = next((s for s in selectors.get(iri, ()) if s in starts and s in ends), None)
            if report is not None and position is not None:
                found.append(Sentence(iri, report, int(starts[position]), int(ends[position])))
        return tuple(sorted(found, key=lambda s: (s.report, s.start, s.end, s.iri)))

    # ---- things and links --------------------------------------------------------------------------------------------

    def _things(self) -> tuple[Thing, ...]:
        classes = self._class_of()
        names, readings = self._names()
        aliases, mentions = self._all[SKOS + "altLabel"], self._all[KG + "mention"]
        times = self._all[SEM + "hasTime"]
        number = {local_name(iri): n for iri, n in self._report.items()}
        things = []
        for iri in sorted(classes):
            key = classes[iri]
            name, language = names.get(iri, (local_name(iri), ""))
            things.append(
                Thing(
                    iri=iri,
                    cls=key,
                    type=self._schema.type_of(key),
                    name=name,
                    language=language,
                    aliases=tuple(a for a in aliases.get(iri, ()) if a != name),
                    pinyin=readings.get(iri, ""),
                    confidence=self._sureness(iri),
                    mentions=_mentions(mentions.get(iri, ()), number),
                    sentences=self._resting_on(iri),
                    times=_known(times.get(iri, ()), self._period),
                )
            )
        told = [t for t in things if t.sentences]
        return tuple(told or things)

    def _class_of(self) -> dict[str, str]:
        """Thing → key of its most specific class."""
        found: dict[str, str] = {}
        for cls in sorted(self._classes, key=lambda c: (len(c.ancestors), c.key)):
            found |= dict.fromkeys(self._instances[cls.iri], cls.key)
        return found

    def _names(self) -> tuple[dict[str, tuple[str, str]], dict[str, str]]:
        """Thing → its name with the language, and → the name's reading."""
        names: dict[str, tuple[str, str]] = {}
        readings: dict[str, str] = {}
        for subject, values in self._labels.items():
            for value, language in values:
                if "latn" in language.lower():
                    readings.setdefault(subject, value)
                else:
                    names.setdefault(subject, (value, language))
        return names, readings

    def _links(self) -> tuple[Link, ...]:
        statements = self._statements()
        links = []
        for relation in self._schema.relations.values():
            ends = {
                (self._thing[subject], self._thing[value])
                for subject, values in self._all[relation.iri].items()
                if subject in self._thing
                for value in values
                if value in self._thing
            }
            links += [Link(s, relation.key, o, tuple(statements.get((s, relation.iri, o), ()))) for s, o in ends]
        return tuple(sorted(links, key=lambda e: (e.subject, e.predicate, e.object)))

    def _statements(self) -> dict[tuple[int, str, int], list[Statement]]:
        subjects, objects = self._one[RDF + "subject"], self._one[RDF + "object"]
        found: dict[tuple[int, str, int], list[Statement]] = defaultdict(list)
        for iri, predicate in sorted(self._one[RDF + "predicate"].items()):
            subject, value = self._thing.get(subjects.get(iri, "")), self._thing.get(objects.get(iri, ""))
            if subject is not None and value is not None:
                statement = Statement(iri, self._resting_on(iri), self._sureness(iri))
                found[subject, predicate, value].append(statement)
        return found

    # ---- n-ary nodes -------------------------------------------------------------------------------------------------

    def _periods(self) -> tuple[Period, ...]:
        begins, ends, days = self._one[TIME + "hasBeginning"], self._one[TIME + "hasEnd"], self._one[TIME + "inXSDDate"]
        return tuple(
            Period(iri, self._lexical.get(iri, ""), days.get(begins.get(iri, ""), ""), days.get(ends.get(iri, ""), ""))
            for iri in self._instances[KG + "Time"]
        )

    def _counts(self) -> tuple[Count, ...]:
        values, maxima = self._one[KG + "statedValue"], self._one[KG + "statedMaximum"]
        units, bounds = self._one[SCHEMA + "unitText"], self._one[KG + "comparator"]
        texts, counted = self._one[KG + "countedText"], self._one[KG + "counted"]
        return tuple(
            Count(
                iri=iri,
                text=self._lexical.get(iri, ""),
                value=values.get(iri, ""),
                maximum=maxima.get(iri, ""),
                unit=units.get(iri, ""),
                bound=bounds.get(iri, ""),
                of=texts.get(iri, ""),
                start=self._place(iri)[0],
                end=self._place(iri)[1],
                sentences=self._resting_on(iri),
                counted=self._thing.get(counted.get(iri, "")),
                confidence=self._sureness(iri),
            )
            for iri in self._instances[KG + "Quantity"]
        )

    def _acts(self) -> tuple[Act, ...]:
        verbs, texts, states = self._one[KG + "verb"], self._one[KG + "objectText"], self._one[KG + "status"]
        agents, objects = self._all[SCHEMA + "agent"], self._one[SCHEMA + "object"]
        quantities, times = self._one[KG + "quantity"], self._all[SEM + "hasTime"]
        places, wholes = self._one[SCHEMA + "location"], self._one[DCTERMS + "isPartOf"]
        reasons = self._one[KG + "reason"]
        return tuple(
            Act(
                iri=iri,
                verb=verbs.get(iri, ""),
                status=local_name(states.get(iri, "")),
                start=self._place(iri)[0],
                end=self._place(iri)[1],
                agents=_known(agents.get(iri, ()), self._thing),
                object_text=texts.get(iri, ""),
                object=self._thing.get(objects.get(iri, "")),
                quantity=self._count.get(quantities.get(iri, "")),
                time=next(iter(_known(times.get(iri, ()), self._period)), None),
                place=self._thing.get(places.get(iri, "")),
                part_of=self._thing.get(wholes.get(iri, "")),
                sentences=self._resting_on(iri),
                confidence=self._sureness(iri),
                reason=reasons.get(iri, ""),
            )
            for iri in self._instances[KG + "Act"]
        )

    def _terms(self) -> tuple[Term, ...]:
        members, posts = self._one[ORG + "member"], self._one[KG + "post"]
        bodies, times = self._one[ORG + "organization"], self._one[ORG + "memberDuring"]
        terms = []
        for iri in self._instances[ORG + "Membership"]:
            person, post = self._thing.get(members.get(iri, "")), self._thing.get(posts.get(iri, ""))
            if person is not None and post is not None:
                body, time = self._thing.get(bodies.get(iri, "")), self._period.get(times.get(iri, ""))
                terms.append(Term(iri, person, post, body, time, self._resting_on(iri)))
        return tuple(terms)

    def _remarks(self) -> tuple[Remark, ...]:
        kinds, messages = self._one[KG + "kind"], self._one[RDFS + "comment"]
        return tuple(
            Remark(iri, kinds.get(iri, ""), messages.get(iri, ""), *self._place(iri), self._resting_on(iri))
            for iri in self._instances[KG + "Remark"]
        )


def _known(iris: Iterable[str], numbers: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(numbers[iri] for iri in iris if iri in numbers)


def _mentions(iris: Sequence[str], number: Mapping[str, int]) -> tuple[tuple[int, int, int], ...]:
    """Report, start and end, which are the last parts of a mention's IRI."""
    found = []
    for iri in iris:
        report, _, place = local_name(iri).partition("-")
        start, _, end = place.partition("-")
        if report in number and start.isdecimal() and end.isdecimal():
            found.append((number[report], int(start), int(end)))
    return tuple(sorted(found))
