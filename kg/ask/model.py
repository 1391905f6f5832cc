"""The values between the stages of a question; offsets are code points of `Analysis.text`, half-open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum

from kg.query.result import Table


class Asked(StrEnum):
    """What a question wants to know."""

    WHO = "who"
    VALUE = "value"
    WHEN = "when"
    WHERE = "where"
    WHAT = "what"
    WHETHER = "whether"
    WHICH = "which"
    NAME = "name"
    POST = "post"
    WHY = "why"


class Role(StrEnum):
    """What a part of a question does in it."""

    ASK = "ask"
    UNIT = "unit"
    NOUN = "noun"
    TIME = "time"
    NAME = "name"
    VERB = "verb"
    WORD = "word"
    PARTICLE = "particle"


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in the graph that a part of the question names.

    Attributes:
        names: its labels in the graph, sorted.
        classes: local names of its classes, sorted.
    """

    iri: str
    names: tuple[str, ...]
    classes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the question and what it was taken for; `things` are what a name may stand for."""

    start: int
    end: int
    text: str
    role: Role
    pos: str = ""
    things: tuple[Thing, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """A question as it was read.

    Attributes:
        text: the question without politeness and marks, in simplified characters.
        parts: its parts in order.
        asked: what it wants to know, or None where no word of the lexicon asks.
        ask: position in `parts` of what asks, or -1 (a question by its end only).
        unit: the measure word behind the question for a number, or "".
        noun: the noun behind the question for one of a kind (哪家公司 → 公司), or "".
        type: the view type that this noun names, or "".
        period: the days that a time phrase names.
        total: a sum is asked for.
        planned: what is planned or required is asked for.
        rank: `most` or `least` where the one with the largest or smallest number is asked for, or "".
        problem: why it cannot be read, or "".
        missed: the words that were not understood.
    """

    text: str
    parts: tuple[Part, ...] = ()
    asked: Asked | None = None
    ask: int = -1
    unit: str = ""
    noun: str = ""
    type: str = ""
    period: tuple[datetime.date, datetime.date] | None = None
    total: bool = False
    planned: bool = False
    rank: str = ""
    problem: str = ""
    missed: tuple[str, ...] = ()


class Frame(StrEnum):
    """The kind of facts that may answer."""

    ACT = "act"
    QUANTITY = "quantity"
    LINK = "link"
    TIMED = "timed"
    THING = "thing"


class Agent(StrEnum):
    """How the one who acts is looked for."""

    IS = "is"
    NEAR = "near"
    SAID = "said"
    ANY = "any"


class Scope(StrEnum):
    """Where the words of a question must stand: in the fact itself, in its clause, or in its sentence."""

    FACT = "fact"
    CLAUSE = "clause"
    SENTENCE = "sentence"


Needle = tuple[str, ...]
"""Words of which one must occur."""


@dataclass(frozen=True, slots=True)
class Form:
    """The logical form of one reading of a question.

    Attributes:
        needles: all must occur within `scope`.
        counted: all must occur in what is counted or done.
        agents: IRIs of who acts; `agent` says how they are looked for, `agent_needle` are their names.
        verbs: any of them; none: any act. Of a link, verbs that say that the office was left.
        unit: measure words that are as good as the one asked for; none: any.
        predicates: IRIs of relations, for a link; its subject and object are then `subjects` and `objects` where known.
        answer: which end of a link answers, `subject` or `object`.
        ends: with what the name of the other end, or of what is counted, must end.
        without: what the name of the other end must not hold.
        noun: what the name, office or class of the answer must be; `noun_classes` are IRIs of its classes.
        spoken: all must stand in the clause itself.
        moving: the verb is one of going: where is what it does something to.
        headline: who acts may be named in the headline alone.
        leading: IRIs of the classes of bodies for which their area stands, and they for it.
        measure: the measure word of the question itself, or "".
        rank: `most` or `least`: of those who answer the one with the largest or smallest number.
        alone: IRIs of areas; nothing else in the graph is of their most special class.
        count: how many answer is the answer, with this measure word.
    """

    frame: Frame
    asked: Asked
    scope: Scope = Scope.FACT
    needles: tuple[Needle, ...] = ()
    counted: tuple[Needle, ...] = ()
    agents: tuple[str, ...] = ()
    agent: Agent = Agent.ANY
    agent_needle: Needle = ()
    verbs: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    period: tuple[datetime.date, datetime.date] | None = None
    period_words: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    objects: tuple[str, ...] = ()
    answer: str = ""
    ends: str = ""
    without: tuple[str, ...] = ()
    noun: str = ""
    noun_classes: tuple[str, ...] = ()
    moving: bool = False
    spoken: tuple[str, ...] = ()
    headline: bool = False
    leading: tuple[str, ...] = ()
    measure: str = ""
    rank: str = ""
    count: str = ""
    alone: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence on which an answer rests, and the file of its report."""

    sentence: str
    report: str


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question in words.

    Attributes:
        question: as it was put.
        understood: whether it was read; where not, `missed` are the words in the way.
        text: the answer for people, or why there is none.
        values: what answers, each once, as text: names, numbers with units, ISO dates.
        verdict: of a yes-or-no question: yes, no, planned or unknown (nothing in the graph says so); else "".
        rows: the rows that the query found and that answer.
        query: the SPARQL query that was asked.
        sentences: on what the answer rests.
        parts: what each stretch of the question was taken for.
        nearest: the saved question that comes nearest where this one was not understood or found nothing, or "".
    """

    question: str
    understood: bool
    text: str
    values: tuple[str, ...] = ()
    verdict: str = ""
    rows: Table = field(default_factory=lambda: Table((), ()))
    query: str = ""
    sentences: tuple[Evidence, ...] = ()
    parts: tuple[Part, ...] = ()
    missed: tuple[str, ...] = ()
    nearest: str = ""

    def __str__(self) -> str:
        return self.text
