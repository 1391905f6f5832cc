"""The things of one document by place, and the containments found among them."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.model import Relation
from kg.text.marks import CLOSERS, OPENERS
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

_KINDS = frozenset(("activity", "measure", "project"))
_HEADLINES = frozenset((BlockKind.TITLE, BlockKind.SUBTITLE))


@dataclass(frozen=True, slots=True)
class Placed:
    """A mention that can take part in containment, with its entity."""

    start: int
    end: int
    entity: int


class ThingBoard:
    """The things of one document by place, and the relations collected so far.

    Attributes:
        things: mentions of activities, measures and projects, in text order.
        size: number of entities.
        head_end: where the headline ends.
    """

    def __init__(
        self,
        schema: Schema,
        analysis: Analysis,
        mentions: Sequence[Mention],
        resolution: Resolution,
        joiners: frozenset[str],
    ) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self._joiners = joiners
        self._entities = resolution.entities
        self.size = len(resolution.entities)
        self.things = [
            Placed(m.start, m.end, entity)
            for m, entity in zip(mentions, resolution.of_mention, strict=True)
            if entity is not None and schema.type_of(m.cls) in _KINDS
        ]
        self._starts = [t.start for t in self.things]
        self._by_end = {t.end: t for t in self.things}
        self._first: dict[int, int] = {}
        for thing in self.things:
            self._first.setdefault(thing.entity, thing.start)
        self.head_end = max((b.end for b in analysis.document.blocks if b.kind in _HEADLINES), default=0)
        self._found: dict[tuple[int, int], Relation] = {}
        self._placed: set[int] = set()

    def cls(self, entity: int) -> str:
        """The class of an entity."""
        return self._entities[entity].cls

    def name(self, entity: int) -> str:
        """The name of an entity."""
        return self._entities[entity].name

    def first(self, entity: int) -> int:
        """Where the entity is mentioned first; beyond the text if it is no thing."""
        return self._first.get(entity, len(self.text))

    def at(self, start: int) -> Placed | None:
        """The thing that begins at *start*, or None."""
        index = bisect_left(self._starts, start)
        return self.things[index] if index < len(self.things) and self._starts[index] == start else None

    def ending_at(self, end: int) -> Placed | None:
        """The thing that ends at *end*, or None."""
        return self._by_end.get(end)

    def within(self, start: int, end: int) -> list[Placed]:
        """Things that lie in a range of offsets."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [t for t in self.things[low:high] if t.end <= end]

    def longest_in(self, start: int, end: int) -> Placed | None:
        """The longest thing in a range of offsets, or None."""
        return max(self.within(start, end), key=lambda t: (t.end - t.start, -t.start), default=None)

    def enumeration(self, first: Placed) -> list[Placed]:
        """A thing and those that follow it, joined by 、 or 和."""
        found = [first]
        for thing in self.things[bisect_left(self._starts, first.end) :]:
            if not self._joined(found[-1].end, thing.start):
                break
            found.append(thing)
        return found

    def enumeration_before(self, last: Placed) -> list[Placed]:
        """A thing and those before it, joined by 、 or 和, in text order."""
        found = [last]
        for index in range(bisect_left(self._starts, last.start) - 1, -1, -1):
            if not self._joined(self.things[index].end, found[-1].start):
                break
            found.append(self.things[index])
        return found[::-1]

    def _joined(self, end: int, start: int) -> bool:
        return self.text[end:start].strip(OPENERS + CLOSERS) in self._joiners

    def add(self, part: int, whole: int, start: int, end: int, rule: str, *, once: bool = False) -> None:
        """Record a containment, with its evidence; with *once*, only if the part has no place yet."""
        if part == whole or (part, whole) in self._found or (whole, part) in self._found:
            return
        if once and part in self._placed:
            return
        self._placed.add(part)
        self._found[part, whole] = Relation(part, "partOf", whole, start, end, rule)

    def relations(self) -> tuple[Relation, ...]:
        """The containments, by part and whole."""
        return tuple(self._found[key] for key in sorted(self._found))
