"""Sentences with their names marked by hand (`[Organization|清河区教育局]`), read by the act stages alone."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from readings import document

from kg.extract.act_relations import ActRelationReader
from kg.extract.acts import ActReader
from kg.extract.model import Mention, Status
from kg.extract.quantities import QuantityReader
from kg.extract.times import TimeReader
from kg.extract.tokens import analyse
from kg.resolve.entities import Resolution
from kg.resolve.model import Entity, Reading

if TYPE_CHECKING:
    from kg.schema.model import Schema

_MARKED = re.compile(r"\[(\w+)\|([^\]|]+)(?:\|([^\]]+))?\]")


class ActsByHand:
    """Reads marked text; equal names are one entity, `[Class|words|name]` gives the name that the words stand for."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._quantities = QuantityReader(schema)
        self._times = TimeReader(schema)
        self._acts = ActReader(schema)
        self._relations = ActRelationReader(schema)

    def __call__(self, marked: str, *, date: datetime.date = datetime.date(2023, 6, 6)) -> Reading:
        text, mentions, names = self._unmark(marked)
        doc = document(text, date=date)
        analysis = analyse(doc)
        order = {name: index for index, name in enumerate(dict.fromkeys(name for _, name in names))}
        entities = tuple(
            Entity(
                cls,
                self._schema.type_of(cls),
                name,
                name,
                tuple(i for i, (_, n) in enumerate(names) if n == name),
            )
            for cls, name in dict.fromkeys((next(c for c, n in names if n == name), name) for name in order)
        )
        resolution = Resolution(entities, tuple(order[name] for _, name in names))
        times = self._times(analysis)
        quantities = self._quantities(analysis, times)
        acts, quantities = self._acts(analysis, mentions, resolution, quantities, times)
        relations = self._relations(analysis, mentions, resolution, acts)
        return Reading(doc, mentions, entities, relations, acts, quantities, times)

    def _unmark(self, marked: str) -> tuple[str, tuple[Mention, ...], list[tuple[str, str]]]:
        text, at = "", 0
        mentions: list[Mention] = []
        names: list[tuple[str, str]] = []
        for found in _MARKED.finditer(marked):
            text += marked[at : found.start()]
            cls, words, name = found.groups()
            mentions.append(Mention(len(text), len(text) + len(words), cls, words, "by-hand"))
            names.append((cls, name or words))
            text += words
            at = found.end()
        return text + marked[at:], tuple(mentions), names


def told(reading: Reading) -> list[str]:
    """Each act in one line: `agents | verb | object`, then `count 3期`, `on 5月`, `at 文化馆`, a status but done."""
    lines = []
    for act in reading.acts:
        parts = ["、".join(reading.entities[e].name for e in act.agents), act.verb, act.object]
        if act.quantity is not None:
            parts.append(f"count {reading.quantities[act.quantity].text}")
        if act.time is not None:
            parts.append(f"on {reading.times[act.time].text}")
        if act.place is not None:
            parts.append(f"at {reading.entities[act.place].name}")
        if act.status is not Status.DONE:
            parts.append(str(act.status))
        lines.append(" | ".join(parts).strip())
    return lines


def related(reading: Reading) -> list[str]:
    """Each relation in one line: `subject predicate object`."""
    names = [entity.name for entity in reading.entities]
    return [f"{names[one.subject]} {one.predicate} {names[one.object]}" for one in reading.relations]
