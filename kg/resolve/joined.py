"""The readings of the parts of one document, as one reading of it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from kg.extract.model import Quantity, TimeExpression
from kg.resolve.model import Reading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Act, Mention, Relation
    from kg.resolve.model import Entity, Notice
    from kg.text.model import Document
    from kg.text.parts import Part

_Value = TypeVar("_Value", Quantity, TimeExpression)


class Joiner:
    """Takes the readings of the parts in their order.

    Entities of one key are one. What was read of the opening, which every part has, is what the first part found there.

    Args:
        document: the whole.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._mentions: list[Mention] = []
        self._entities: list[Entity] = []
        self._relations: dict[tuple[int, str, int], Relation] = {}
        self._acts: list[Act] = []
        self._quantities: list[Quantity] = []
        self._times: list[TimeExpression] = []
        self._notices: list[Notice] = []
        self._by_key: dict[str, int] = {}
        # where each mention, count and time of the opening is, by its place and kind
        self._opened: dict[tuple[int, int, str], int] = {}
        self._owner: dict[int, int] = {}  # mention → the entity that it stands for

    def add(self, part: Part, reading: Reading) -> None:
        """Take the reading of the next part."""
        mentions = [self._mention(part, mention) for mention in reading.mentions]
        entities = [self._entity(entity, mentions) for entity in reading.entities]
        quantities = self._values(part, reading.quantities, self._quantities)
        times = self._values(part, reading.times, self._times)
        for act in reading.acts:
            if act.start >= part.opening:
                self._acts.append(_act(part, act, entities, quantities, times))
        for relation in reading.relations:
            if relation.start >= part.opening:
                self._relation(part, relation, entities, times)
        for notice in reading.notices:
            if notice.start >= part.opening:
                start, end = part.spans(notice.start, notice.end)
                self._notices.append(replace(notice, start=start, end=end))

    def reading(self) -> Reading:
        """The reading of the whole."""
        mentions = self._mentions
        order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, -mentions[i].end, mentions[i].cls))
        place = [0] * len(order)
        for new, old in enumerate(order):
            place[old] = new
        return Reading(
            self._document,
            tuple(mentions[i] for i in order),
            tuple(replace(e, mentions=tuple(sorted({place[i] for i in e.mentions}))) for e in self._entities),
            tuple(self._relations.values()),
            tuple(self._acts),
            tuple(self._quantities),
            tuple(self._times),
            tuple(self._notices),
        )

    def _mention(self, part: Part, mention: Mention) -> int:
        start, end = part.spans(mention.start, mention.end)
        known = self._known(part, (start, end, mention.cls), mention.start, len(self._mentions))
        if known is None:
            self._mentions.append(replace(mention, start=start, end=end))
            return len(self._mentions) - 1
        return known

    def _known(self, part: Part, key: tuple[int, int, str], start: int, new: int) -> int | None:
        """Where what stands in the opening was taken already; else None, and *new* is where it will be."""
        if part.start and start >= part.opening:
            return None
        found = self._opened.setdefault(key, new) if part.start else None
        if not part.start:
            self._opened.setdefault(key, new)
        return None if found == new else found

    def _entity(self, entity: Entity, mentions: Sequence[int]) -> int:
        found = [mentions[i] for i in entity.mentions]
        free = tuple(i for i in found if i not in self._owner)
        known = self._by_key.get(entity.key)
        if known is None and not free:  # all of it is in the opening, where the first part saw another thing in it
            return self._owner[found[0]]
        if known is None:
            known = self._by_key[entity.key] = len(self._entities)
            self._entities.append(replace(entity, mentions=free))
        else:
            self._entities[known] = _merged(self._entities[known], entity, free)
        self._owner.update(dict.fromkeys(free, known))
        return known

    def _values(self, part: Part, values: Sequence[_Value], taken: list[_Value]) -> list[int]:
        """Where each of a part's counts or times is among those of the whole."""
        at = []
        for value in values:
            kind = type(value).__name__
            start, end = part.spans(value.start, value.end)
            known = self._known(part, (start, end, kind), value.start, len(taken))
            if known is None:
                taken.append(_value(part, value, start, end))
            at.append(len(taken) - 1 if known is None else known)
        return at

    def _relation(self, part: Part, relation: Relation, entities: Sequence[int], times: Sequence[int]) -> None:
        subject, value = entities[relation.subject], entities[relation.object]
        start, end = part.spans(relation.start, relation.end)
        time = None if relation.time is None else times[relation.time]
        moved = replace(relation, subject=subject, object=value, start=start, end=end, time=time)
        if subject != value:
            self._relations.setdefault((subject, relation.predicate, value), moved)


def _merged(before: Entity, entity: Entity, mentions: tuple[int, ...]) -> Entity:
    """One thing that two parts tell of: its longest name, and what the surer one says."""
    surer = entity if entity.confidence > before.confidence else before
    name = max(before.name, entity.name, key=len)
    names = {*before.aliases, *entity.aliases, before.name, entity.name} - {name}
    return replace(
        surer,
        name=name,
        mentions=(*before.mentions, *mentions),
        aliases=tuple(sorted(names)),
        code=before.code or entity.code,
    )


def _value(part: Part, value: _Value, start: int, end: int) -> _Value:
    if isinstance(value, TimeExpression) or value.of_start < 0:
        return replace(value, start=start, end=end)
    of_start, of_end = part.spans(value.of_start, value.of_end)
    return replace(value, start=start, end=end, of_start=of_start, of_end=of_end)


def _act(part: Part, act: Act, entities: Sequence[int], quantities: Sequence[int], times: Sequence[int]) -> Act:
    start, end = part.spans(act.start, act.end)

    def moved(index: int | None, to: Sequence[int]) -> int | None:
        return None if index is None else to[index]

    return replace(
        act,
        start=start,
        end=end,
        verb_start=part.spans(act.verb_start, act.verb_start)[0],
        agents=tuple(dict.fromkeys(entities[a] for a in act.agents)),
        object_entity=moved(act.object_entity, entities),
        quantity=moved(act.quantity, quantities),
        time=moved(act.time, times),
        place=moved(act.place, entities),
        part_of=moved(act.part_of, entities),
    )
