"""Precision, recall and F1 by task, micro-averaged over reports, as the annotation guide defines them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from kg.evaluate.calibration import Finding
from kg.evaluate.similar import dice, pair_up, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from kg.evaluate.record import ActRecord, EntityRecord, QuantityRecord, Record, TimeRecord

TASKS = ("entities", "relations", "actions", "action arguments", "quantities", "times")
"""The six tasks whose F1 values make the mean."""

_SAME_NAME = 0.75
_SURELY_SAME_NAME = 0.9
_NEAR = 0.5

_Item = TypeVar("_Item", "EntityRecord", "ActRecord", "QuantityRecord", "TimeRecord")


@dataclass
class Tally:
    """Counts of right, extra and missed items."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / (self.right + self.extra) if self.right + self.extra else 0.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found."""
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = 2 * self.right + self.extra + self.missed
        return 2 * self.right / both if both else 0.0


@dataclass
class Measurement:
    """Tallies by task; each miss (`-`) and each extra (`+`) in words; the findings that state a confidence."""

    tallies: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def mean(self) -> float:
        """The mean F1 of the six tasks."""
        return sum(self.tallies[task].f1 for task in TASKS) / len(TASKS)

    def compare(self, gold: Record, found: Record, sure: Mapping[str, float] | None = None) -> None:
        """Add one report.

        Args:
            gold: what a careful reader takes from it.
            found: what the software found.
            sure: the confidence of entities and acts of *found*, by their ids.
        """
        self.errors.append(f"== {gold.name}")
        sure = sure or {}
        names = self._entities(gold, found, sure)
        self._relations(gold, found, names)
        self._acts(gold, found, names, sure)
        self._quantities(gold, found)
        self._times(gold, found)

    def _count(
        self,
        task: str,
        gold: Sequence[_Item],
        found: Sequence[_Item],
        pairs: Iterable[tuple[int, int]],
        show: Callable[[_Item], str],
    ) -> None:
        """Fold a pairing into the tally of *task*; optional gold items are neutral."""
        pairs = list(pairs)
        tally = self.tallies[task]
        reached, used = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, item in enumerate(gold):
            if item.optional:
                continue
            if i in reached:
                tally.right += 1
            else:
                tally.missed += 1
                self.errors.append(f"- {task}: {show(item)}")
        for j, item in enumerate(found):
            if j not in used:
                tally.extra += 1
                self.errors.append(f"+ {task}: {show(item)}")

    def _judge(
        self,
        task: str,
        optional: Sequence[bool],
        found: Sequence[str],
        pairs: Iterable[tuple[int, int]],
        sure: Mapping[str, float],
    ) -> None:
        """Note for each finding (by its id) with a stated confidence whether a reader has it."""
        reached = {j: None if optional[i] else True for i, j in pairs}
        self.findings.extend(Finding(task, sure[x], reached.get(j, False)) for j, x in enumerate(found) if x in sure)

    def _entities(self, gold: Record, found: Record, sure: Mapping[str, float]) -> _Names:
        def likeness(g: EntityRecord, p: EntityRecord) -> float:
            return _best_name(g, p) + (0.2 if g.type == p.type else 0.0)

        pairs = pair_up(gold.entities, found.entities, likeness, _SAME_NAME)
        typed = [(i, j) for i, j in pairs if gold.entities[i].type == found.entities[j].type]
        self._count("entities", gold.entities, found.entities, typed, lambda e: f"{e.type} {'/'.join(e.names[:3])}")
        self._judge("entities", [e.optional for e in gold.entities], [e.id for e in found.entities], typed, sure)
        return _Names(gold, found, pairs)

    def _relations(self, gold: Record, found: Record, names: _Names) -> None:
        tally = self.tallies["relations"]
        wanted: dict[tuple[str, str, str], list[bool]] = defaultdict(list)
        for r in gold.relations:
            doubt = r.optional or r.subject in names.optional or r.object in names.optional
            wanted[r.subject, r.predicate, r.object].append(doubt)
        for relation in found.relations:
            ends = names.gold_of.get(relation.subject), names.gold_of.get(relation.object)
            key = (ends[0] or "", relation.predicate, ends[1] or "")
            if wanted.get(key):
                doubt = wanted[key].pop(0)
                tally.right += not doubt
            elif ends[0] not in names.optional and ends[1] not in names.optional:
                tally.extra += 1
                self.errors.append(
                    f"+ relations: {names.show(relation.subject)} {relation.predicate} {names.show(relation.object)}"
                )
        for (subject, predicate, target), doubts in wanted.items():
            missed = sum(not d for d in doubts)
            tally.missed += missed
            self.errors.extend([f"- relations: {names.show(subject)} {predicate} {names.show(target)}"] * missed)

    def _acts(self, gold: Record, found: Record, names: _Names, sure: Mapping[str, float]) -> None:
        pairs = pair_up(gold.acts, found.acts, _same_act, _NEAR)
        self._count(
            "actions", gold.acts, found.acts, pairs, lambda a: f"{names.list(a.agents)} | {a.verb} | {a.object}"
        )
        self._judge("actions", [a.optional for a in gold.acts], [a.id for a in found.acts], pairs, sure)
        tally = self.tallies["action arguments"]
        for i, j in pairs:
            act = gold.acts[i]
            if act.optional:
                continue
            wanted, have = _arguments(act), _arguments(names.to_gold(found.acts[j]))
            free = {a for a in wanted if a[0] in {"agent", "place"} and a[1] in names.optional}
            wanted, have = wanted - free, have - free
            tally.right += len(wanted & have)
            tally.missed += len(wanted - have)
            tally.extra += len(have - wanted)
            for sign, rest in (("-", wanted - have), ("+", have - wanted)):
                self.errors.extend(
                    sorted(f"{sign} argument: {act.verb} {act.object}: {r} {names.show(v)}" for r, v in rest)
                )
        reached = {i for i, _ in pairs}
        for i, act in enumerate(gold.acts):
            if not act.optional and i not in reached:
                tally.missed += len({a for a in _arguments(act) if a[1] not in names.optional})

    def _quantities(self, gold: Record, found: Record) -> None:
        pairs = pair_up(gold.quantities, found.quantities, _same_quantity, _NEAR)
        self._count(
            "quantities", gold.quantities, found.quantities, pairs, lambda q: f"{q.bound} {q.value} {q.unit} of {q.of}"
        )

    def _times(self, gold: Record, found: Record) -> None:
        wanted, have = _by_span(gold.times), _by_span(found.times)
        pairs = pair_up(wanted, have, lambda g, p: float((g.start, g.end) == (p.start, p.end)), 1.0)
        self._count("times", wanted, have, pairs, lambda t: f"{t.text} {t.start}..{t.end}")


class _Names:
    """Which gold entity a found one is: paired one to one, else by a nearly equal name."""

    def __init__(self, gold: Record, found: Record, pairs: Iterable[tuple[int, int]]) -> None:
        self.optional = {e.id for e in gold.entities if e.optional}
        self.gold_of = {found.entities[j].id: gold.entities[i].id for i, j in pairs}
        for entity in found.entities:
            if entity.id in self.gold_of or not gold.entities:
                continue
            best = max(gold.entities, key=lambda g: _best_name(g, entity))
            if _best_name(best, entity) >= _SURELY_SAME_NAME:
                self.gold_of[entity.id] = best.id
        self._labels = {e.id: e.names[0] for e in (*found.entities, *gold.entities)}

    def show(self, value: object) -> str:
        return self._labels.get(str(value), str(value))

    def list(self, ids: Iterable[str]) -> str:
        return ", ".join(self.show(i) for i in ids)

    def to_gold(self, act: ActRecord) -> ActRecord:
        return replace(
            act,
            agents=tuple(self.gold_of.get(a, a) for a in act.agents),
            place=self.gold_of.get(act.place, act.place) if act.place else None,
        )


def _best_name(one: EntityRecord, two: EntityRecord) -> float:
    return max(dice(a, b) for a in one.names for b in two.names)


def _arguments(act: ActRecord) -> set[tuple[str, object]]:
    found: set[tuple[str, object]] = {("agent", a) for a in act.agents}
    if act.quantity:
        found.add(("quantity", (act.quantity[0], plain(act.quantity[1]))))
    if act.time:
        found.add(("time", act.time))
    if act.place:
        found.add(("place", act.place))
    return found


def _same_act(gold: ActRecord, found: ActRecord) -> float:
    one, two = plain(gold.verb), plain(found.verb)
    if not one or not two or not (one in two or two in one):
        return 0.0
    quotes = dice(gold.quote, found.quote)
    near = dice(gold.object, found.object) if gold.object else (1.0 if not found.object else quotes)
    a, b = gold.quantity, found.quantity
    if a and b and a[0] is not None and a[0] == b[0] and plain(a[1]) == plain(b[1]):
        near = max(near, 0.6)
    return near + 0.2 * quotes if near >= _NEAR else 0.0


def _same_quantity(gold: QuantityRecord, found: QuantityRecord) -> float:
    if gold.value is None or (gold.value, gold.value_max, gold.bound) != (found.value, found.value_max, found.bound):
        return 0.0
    if plain(gold.unit) != plain(found.unit):
        return 0.0
    likeness, one, two = dice(gold.of, found.of), plain(gold.of), plain(found.of)
    return 0.5 + 0.5 * likeness if likeness >= _NEAR or one in two or (two and two in one) else 0.0


def _by_span(times: Iterable[TimeRecord]) -> list[TimeRecord]:
    """One record for each span; optional only where every phrase for it is."""
    spans: dict[tuple[str, str], TimeRecord] = {}
    for time in times:
        known = spans.setdefault((time.start, time.end), time)
        if not time.optional:
            spans[time.start, time.end] = replace(known, optional=False)
    return list(spans.values())
