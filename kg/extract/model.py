"""The values that extraction yields; offsets are code points of `Document.text`, half-open."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Bound(StrEnum):
    """How a number limits what it counts."""

    EXACT = "exact"
    APPROX = "approx"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


class Status(StrEnum):
    """Whether what an act tells has happened."""

    DONE = "done"
    UNDER_WAY = "under_way"
    PLANNED = "planned"
    REQUIRED = "required"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the segmenter with its part of speech (ICTCLAS tag set: n, v, nr, ns, m, q, …)."""

    start: int
    end: int
    text: str
    pos: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names or picks out a thing. Mentions may nest, and need not be disjoint.

    Attributes:
        cls: key (IRI local name) of the ontology class, e.g. `Bureau`; its type is `schema.type_of(cls)`.
        name: the name as a reader would write it down: no quotation marks around it, no count in it.
        rule: name of the rule that found it, for `kg explain`.
        confidence: 0 to 1, the share of such findings that a reader would keep.
        reason: the confidence's reason in words.
        anaphor: True where the words do not name but point back (`该中心`, `会议`, `全区`): resolution decides to what.
    """

    start: int
    end: int
    cls: str
    name: str
    rule: str
    confidence: float = 0.8
    reason: str = ""
    anaphor: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number that counts or measures something.

    Attributes:
        text: the number with its unit as written (`1.2亿元`, `2200多名`).
        value: the number itself in base units (`1.2亿元` → 120000000, `97%` → 97).
        value_max: the upper end of a range, else None.
        unit: measure word or unit as written, without 亿/万; "" where there is none.
        of: what is counted, as text without its count and quotation marks; "" where nothing is named.
        of_start: where `of` stands in the text, or -1 where it is put together or empty.
        start: where the number begins.
        end: where the unit (and a bound word behind it) ends.
    """

    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    bound: Bound
    rule: str
    value_max: Decimal | None = None
    of: str = ""
    of_start: int = -1
    of_end: int = -1
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A time phrase that can be placed on the calendar; `first` and `last` are both inside it."""

    start: int
    end: int
    text: str
    first: datetime.date
    last: datetime.date
    anchor: datetime.date | None
    rule: str
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Act:
    """One reported act. `agents`, `object_entity` and `place` are indices of `Reading.entities`.

    Attributes:
        verb: the verb as written; verb_start is where it stands.
        start: where the clause (the quote) begins; end: where it ends.
        object: the noun phrase without its count and quotation marks, or "".
        quantity: index of `Reading.quantities`; time: index of `Reading.times`.
        part_of: the activity or measure in whose list or section the act stands, an index of `Reading.entities`.
    """

    verb: str
    verb_start: int
    start: int
    end: int
    status: Status
    rule: str
    agents: tuple[int, ...] = ()
    object: str = ""
    object_entity: int | None = None
    quantity: int | None = None
    time: int | None = None
    place: int | None = None
    part_of: int | None = None
    confidence: float = 0.8
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """A fact between two entities (indices of `Reading.entities`); start and end are its evidence in the text.

    Attributes:
        time: index of `Reading.times` where the text dates the fact itself (a term of office), else None.
    """

    subject: int
    predicate: str
    object: int
    start: int
    end: int
    rule: str
    confidence: float = 0.8
    time: int | None = None
