"""The values of the projection: what a dataset says, as things with numbers and facts that point to them.

Numbers are positions in the tuples of `Facts`; offsets are code points of the report's text, half-open.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read; `name` is its file's, `date` an ISO date or ""."""

    iri: str
    name: str
    title: str
    date: str
    publisher: str
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence on which something rests; `report` is a position in `Facts.reports`."""

    iri: str
    report: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that the reports speak of.

    Attributes:
        cls: key of its most specific ontology class; `type` is one of the ten types.
        name: the preferred name, `language` its tag; `aliases` are the other names, sorted.
        pinyin: the name's reading, syllables separated by spaces, or "".
        confidence: the highest that a report's reading gave it.
        mentions: report, start and end of each place that speaks of it.
        sentences: the sentences that speak of it.
        times: when it took place, positions in `Facts.periods`.
    """

    iri: str
    cls: str
    type: str
    name: str
    language: str = ""
    aliases: tuple[str, ...] = ()
    pinyin: str = ""
    confidence: float = 1.0
    mentions: tuple[tuple[int, int, int], ...] = ()
    sentences: tuple[int, ...] = ()
    times: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """The node that says in which sentences of one report a link was found."""

    iri: str
    sentences: tuple[int, ...]
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """A relation between two things, with a statement for each report that tells it."""

    subject: int
    predicate: str
    object: int
    statements: tuple[Statement, ...] = ()

    @property
    def confidence(self) -> float:
        """That of its surest statement."""
        return max((s.confidence for s in self.statements), default=1.0)


@dataclass(frozen=True, slots=True)
class Count:
    """A number that counts or measures; `value` and `maximum` as written in RDF, `bound` as in the quantities view."""

    iri: str
    text: str
    value: str
    maximum: str
    unit: str
    bound: str
    of: str
    start: int
    end: int
    sentences: tuple[int, ...] = ()
    counted: int | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Period:
    """A time phrase placed on the calendar; `first` and `last` are ISO dates, both inside."""

    iri: str
    text: str
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Act:
    """One reported act; `status` is the local name of its state in the ontology."""

    iri: str
    verb: str
    status: str
    start: int
    end: int
    agents: tuple[int, ...] = ()
    object_text: str = ""
    object: int | None = None
    quantity: int | None = None
    time: int | None = None
    place: int | None = None
    part_of: int | None = None
    sentences: tuple[int, ...] = ()
    confidence: float = 1.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A dated term of office."""

    iri: str
    person: int
    post: int
    body: int | None
    time: int | None
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """Something in a report that a reader should look at."""

    iri: str
    kind: str
    message: str
    start: int
    end: int
    sentences: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All that a dataset says; each tuple is sorted by IRI (sentences by report and place, links by their ends)."""

    base: str
    reports: tuple[Report, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    things: tuple[Thing, ...] = ()
    links: tuple[Link, ...] = ()
    counts: tuple[Count, ...] = ()
    periods: tuple[Period, ...] = ()
    acts: tuple[Act, ...] = ()
    terms: tuple[Term, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def quote(self, fact: Act | Count | Remark) -> str:
        """The words of the report between a fact's start and end."""
        if not fact.sentences:
            return ""
        return self.reports[self.sentences[fact.sentences[0]].report].text[fact.start : fact.end]

    def said(self, sentence: int) -> str:
        """The words of a sentence."""
        found = self.sentences[sentence]
        return self.reports[found.report].text[found.start : found.end]
