"""A reading without what is less sure than the user asks for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.model import Act, Relation
    from kg.resolve.model import Reading


def confident(reading: Reading, minimum: float) -> Reading:
    """The entities, relations and acts whose confidence is at least *minimum*.

    A relation goes with either of its ends, an act loses the roles of entities that go. Counts and times stay: they
    are read off the text.
    """
    if minimum <= 0:
        return reading
    kept = [index for index, entity in enumerate(reading.entities) if entity.confidence >= minimum]
    new = {old: index for index, old in enumerate(kept)}
    return replace(
        reading,
        entities=tuple(reading.entities[index] for index in kept),
        relations=tuple(
            _renumbered(relation, new)
            for relation in reading.relations
            if relation.confidence >= minimum and relation.subject in new and relation.object in new
        ),
        acts=tuple(_without(act, new) for act in reading.acts if act.confidence >= minimum),
    )


def _renumbered(relation: Relation, new: Mapping[int, int]) -> Relation:
    return replace(relation, subject=new[relation.subject], object=new[relation.object])


def _without(act: Act, new: Mapping[int, int]) -> Act:
    def kept(index: int | None) -> int | None:
        return None if index is None else new.get(index)

    return replace(
        act,
        agents=tuple(new[agent] for agent in act.agents if agent in new),
        object_entity=kept(act.object_entity),
        place=kept(act.place),
        part_of=kept(act.part_of),
    )
