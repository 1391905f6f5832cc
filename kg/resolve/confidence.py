"""From what a rule says of itself to what was measured of it: how sure the software is of an entity or an act.

`ontology/data/confidence.tsv` is made by `python -m kg.evaluate.calibrate`. It tells for each type and rule what share
of such findings held in marked reports, how much more a thing is to be believed that is named several times, and the
line (Platt 1999) that takes the log odds of marked reports to those of careful readers' gold files.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from kg.resolve.model import Entity
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from kg.extract.model import Act, Mention

ENTITIES, ACTIONS = "entities", "actions"
MOST_NAMED = 8
"""From so many mentions on, a further one tells nothing."""

_SURELY = 4.6  # log odds of 0.99: nothing is surer, and nothing less sure than 0.01


@dataclass(frozen=True, slots=True)
class Table:
    """What was measured.

    Attributes:
        shares: (type, rule) → (share of such findings that held, number of them).
        repeat: what doubling the number of mentions adds to the log odds.
        lines: task → (scale, level): log odds times scale plus level.
    """

    shares: Mapping[tuple[str, str], tuple[float, int]] = field(default_factory=dict)
    repeat: float = 0.0
    lines: Mapping[str, tuple[float, float]] = field(default_factory=lambda: {ENTITIES: (1, 0), ACTIONS: (1, 0)})


def table_path() -> Path:
    """Where the table that ships with the software is."""
    return ontology_dir() / "data" / "confidence.tsv"


def read_table(path: Path) -> Table:
    """The table in a file: rows of kind, key, value and, for shares, the number of findings; `#` begins a comment."""
    shares: dict[tuple[str, str], tuple[float, int]] = {}
    numbers: dict[tuple[str, str], float] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, key, value, *count = line.split("\t")
        if kind == "share":
            type_, rule = key.split(" ", 1)
            shares[type_, rule] = float(value), int(count[0])
        else:
            numbers[kind, key] = float(value)
    lines = {task: (numbers["scale", task], numbers["level", task]) for task in (ENTITIES, ACTIONS)}
    return Table(shares, numbers["repeat", ENTITIES], lines)


def log_odds(probability: float) -> float:
    """The logarithm of the odds, held within those of 0.01 and 0.99."""
    if not 0 < probability < 1:
        return math.copysign(_SURELY, probability - 0.5)
    return max(-_SURELY, min(_SURELY, math.log(probability / (1 - probability))))


def probability_of(odds: float) -> float:
    """The probability with these log odds."""
    return 1 / (1 + math.exp(-odds))


def rule_of(entity: Entity, mentions: Sequence[Mention]) -> str:
    """The rule of an entity's surest mention, the one that its own confidence is from."""
    found = [mentions[i] for i in entity.mentions]
    return (found[0] if len(found) == 1 else max(found, key=lambda m: (not m.anaphor, m.confidence, len(m.name)))).rule


class Calibrator:
    """Gives entities and acts the confidence that was measured; built once from the table."""

    def __init__(self, table: Table) -> None:
        """Work the table out for each rule and number of mentions, so that using it is a look-up."""
        self._table = table
        self._entity: dict[tuple[str, str, float, int], tuple[float, str]] = {}
        self._act: dict[float, float] = {}

    def entities(self, entities: Sequence[Entity], mentions: Sequence[Mention]) -> tuple[Entity, ...]:
        """The entities with their confidence, and its reason in words."""
        return tuple(self._sure(entity, mentions) for entity in entities)

    def acts(self, acts: Sequence[Act]) -> tuple[Act, ...]:
        """The acts with their confidence."""
        found = []
        for act in acts:
            sure = self._act.get(act.confidence)
            if sure is None:
                sure = self._act[act.confidence] = self._on_line(ACTIONS, log_odds(act.confidence))
            reason = f"{act.reason}; calibrated {sure:.2f}" if act.reason else f"calibrated {sure:.2f}"
            found.append(replace(act, confidence=sure, reason=reason))
        return tuple(found)

    def _sure(self, entity: Entity, mentions: Sequence[Mention]) -> Entity:
        named = sum(not mentions[i].anaphor for i in entity.mentions)
        key = (entity.type, rule_of(entity, mentions), entity.confidence, min(named, MOST_NAMED))
        known = self._entity.get(key)
        if known is None:
            known = self._entity[key] = self._measured(*key)
        sure, reason = known
        return Entity(
            entity.cls,
            entity.type,
            entity.name,
            entity.key,
            entity.mentions,
            entity.aliases,
            entity.code,
            sure,
            f"{entity.reason}; {reason}" if entity.reason else reason,
        )

    def _measured(self, kind: str, rule: str, stated: float, named: int) -> tuple[float, str]:
        share, count = self._table.shares.get((kind, rule), (stated, 0))
        odds = log_odds(share) + self._table.repeat * math.log2(max(named, 1))
        reason = f"{share:.0%} of {count} such findings held" if count else "too seldom found to be measured"
        if named > 1:
            reason += f"; named {'' if named < MOST_NAMED else 'at least '}{named} times"
        return self._on_line(ENTITIES, odds), reason

    def _on_line(self, task: str, odds: float) -> float:
        scale, level = self._table.lines[task]
        return round(probability_of(scale * odds + level), 2)
