"""Readings against marked reports (`kg.learn.corpus`): entities by type, and the verbs of acts.

Marked reports have no gold file: their marks say which words name a thing of which type and which verbs report an act.
A found entity is right where it stands on a mark of its type or one of its names is nearly the marked one, an act where
its verb overlaps a marked one. Neutral is what the marks call optional, and a part of a longer name, which marks do not
always go into: a body or an area (the bureau in its director's title), a post in a row of posts (县委副书记、县长).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.evaluate.calibration import Finding
from kg.evaluate.measure import Tally
from kg.evaluate.similar import dice, plain
from kg.learn.align import placed
from kg.resolve.confidence import ACTIONS, ENTITIES, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kg.learn.corpus import Mark, MarkedReport
    from kg.pipeline import Pipeline
    from kg.resolve.model import Entity, Reading
    from kg.text.read import DocumentReader

VERBS = "verbs"
"""The task of finding the verbs of acts; the other tasks are the ten types."""

_VERB = "verb"
_PARTS = {"organization": None, "area": None, "post": "post"}  # type → the type of the longer name, None for any
_SAME_NAME = 0.75


@dataclass(frozen=True, slots=True)
class MarkedFinding(Finding):
    """A finding in a marked report, with what found it.

    Attributes:
        type: one of the ten types, or `act`.
        rule: the rule of the mention that the entity's confidence is from, or of the act.
        named: how many mentions name it.
    """

    type: str
    rule: str
    named: int = 1


@dataclass(frozen=True, slots=True)
class _Thing:
    """A marked thing: its type, where it is marked, by which words, and whether readers may differ on it."""

    type: str
    spans: tuple[tuple[int, int], ...]
    names: tuple[str, ...]
    optional: bool


@dataclass
class MarkedMeasurement:
    """Tallies by type and for `VERBS`, and each finding with whether a reader would keep it."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    findings: list[MarkedFinding] = field(default_factory=list)

    @property
    def entities(self) -> Tally:
        """The ten types together."""
        types = [tally for task, tally in self.tallies.items() if task != VERBS]
        return Tally(sum(t.right for t in types), sum(t.extra for t in types), sum(t.missed for t in types))

    def compare(self, report: MarkedReport, reading: Reading) -> None:
        """Add one report and what was read from it."""
        text = reading.document.text
        marks = placed(reading.document, report.marks)
        self._entities(_things(text, marks), reading)
        self._verbs([(s, e, m.optional) for s, e, m in marks if m.kind == _VERB], reading)

    def _entities(self, wanted: list[_Thing], reading: Reading) -> None:
        reached: set[int] = set()
        for entity in reading.entities:
            spans = [(reading.mentions[i].start, reading.mentions[i].end) for i in entity.mentions]
            met = [i for i, t in enumerate(wanted) if t.type == entity.type and _same(t, entity, spans, reading)]
            reached.update(met)
            kept = None if met and all(wanted[i].optional for i in met) else bool(met)
            if not met and entity.type in _PARTS and all(_inside(s, wanted, _PARTS[entity.type]) for s in spans):
                kept = None
            self.tallies[entity.type].extra += kept is False
            named = sum(not reading.mentions[i].anaphor for i in entity.mentions)
            rule = rule_of(entity, reading.mentions)
            self.findings.append(MarkedFinding(ENTITIES, entity.confidence, kept, entity.type, rule, named))
        for i, thing in enumerate(wanted):
            if not thing.optional:
                tally = self.tallies[thing.type]
                tally.right += i in reached
                tally.missed += i not in reached

    def _verbs(self, wanted: list[tuple[int, int, bool]], reading: Reading) -> None:
        tally = self.tallies[VERBS]
        reached: set[tuple[int, int, bool]] = set()
        for act in reading.acts:
            met = [v for v in wanted if v[0] < act.verb_start + len(act.verb) and v[1] > act.verb_start]
            reached.update(met)
            kept = None if met and all(doubt for _, _, doubt in met) else bool(met)
            tally.extra += not met
            self.findings.append(MarkedFinding(ACTIONS, act.confidence, kept, "act", act.rule))
        required = [v for v in wanted if not v[2]]
        tally.right += sum(v in reached for v in required)
        tally.missed += sum(v not in reached for v in required)


def measure_marks(reports: Iterable[MarkedReport], reader: DocumentReader, pipeline: Pipeline) -> MarkedMeasurement:
    """Read marked reports and measure the readings against the marks."""
    measured = MarkedMeasurement()
    for report in reports:
        measured.compare(report, pipeline(reader(report.text.encode(), name=report.place, date=report.date)))
    return measured


def _things(text: str, marks: Iterable[tuple[int, int, Mark]]) -> list[_Thing]:
    """The marked things: marks of one type with one number, or without a number with one text, are one thing."""
    groups: dict[tuple[str, str], list[tuple[int, int, Mark]]] = defaultdict(list)
    for start, end, mark in marks:
        if mark.kind != _VERB:
            groups[mark.kind, mark.number or plain(text[start:end])].append((start, end, mark))
    return [
        _Thing(
            kind,
            tuple((start, end) for start, end, _ in told),
            tuple(dict.fromkeys(text[start:end] for start, end, _ in told)),
            all(mark.optional for _, _, mark in told),
        )
        for (kind, _), told in groups.items()
    ]


def _same(thing: _Thing, entity: Entity, spans: Sequence[tuple[int, int]], reading: Reading) -> bool:
    if any(dice(a, b) >= _SAME_NAME for a in thing.names for b in (entity.name, *entity.aliases)):
        return True
    text = reading.document.text
    return any(
        s < end and e > start and dice(text[s:e], text[start:end]) >= _SAME_NAME
        for s, e in spans
        for start, end in thing.spans
    )


def _inside(span: tuple[int, int], wanted: Iterable[_Thing], kind: str | None) -> bool:
    """Whether a span is a part of a longer marked name, of the type *kind* where it is given."""
    start, end = span
    return any(
        s <= start and end <= e and (s, e) != span
        for thing in wanted
        if kind in {None, thing.type}
        for s, e in thing.spans
    )
