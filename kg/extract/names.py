"""Names of areas, organizations, persons, posts, groups and places: the finders in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.areas import AreaFinder
from kg.extract.bodies import BodyFinder
from kg.extract.divisions import Divisions
from kg.extract.groups import GroupFinder
from kg.extract.holding import HoldingReader
from kg.extract.name_boundary import NameBoundary
from kg.extract.overlap import select
from kg.extract.persons import PersonFinder
from kg.extract.places import PlaceFinder
from kg.extract.posts import PostFinder
from kg.extract.scan import Scanner

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


_SHORT_AREAS = ("area-short-name", "area-stem")


class NameReader:
    """Finds names; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._own_names = frozenset(schema.words("ownNameBody"))
        boundary = NameBoundary(schema)
        self._areas = AreaFinder(schema, Divisions(schema))
        self._bodies = BodyFinder(schema, boundary)
        self._persons = PersonFinder(schema)
        self._posts = PostFinder(schema, boundary)
        self._holding = HoldingReader(schema)
        self._groups = GroupFinder(schema)
        self._places = PlaceFinder(schema, boundary)
        clues = (*BodyFinder.CLUES, *PersonFinder.CLUES, *PostFinder.CLUES, *GroupFinder.CLUES, *PlaceFinder.CLUES)
        words: dict[str, Mapping[str, tuple[str, ...]]] = {clue: schema.clue(clue) for clue in clues}
        self._scanner = Scanner({**words, **self._areas.words})

    def __call__(
        self, analysis: Analysis, quantities: tuple[Quantity, ...], times: tuple[TimeExpression, ...]
    ) -> tuple[Mention, ...]:
        """Mentions of areas, organizations, persons, posts, groups and places, in text order."""
        scan = self._scanner(analysis.text)
        areas = self._areas(analysis, scan)
        bodies = self._bodies(analysis, scan, areas)
        blocked = {
            m.start: m.end
            for m in (*areas, *bodies)
            if m.confidence > 0.8 and not m.anaphor and m.rule not in _SHORT_AREAS
        }
        persons = self._persons(analysis, scan, blocked)
        candidates = self._posts(analysis, scan, areas, bodies, persons)
        people = {e for _, e, _ in scan.spans("groupHead")}
        held = {i for i, _ in self._holding(analysis, candidates, persons)}
        posts = [candidates[i] for i in sorted(held)]
        names = [*areas, *bodies, *persons, *posts]
        offices = {
            m.end for i, m in enumerate(candidates) if i in held or (m.rule == "post-with-body" and m.end not in people)
        }
        anchors: dict[int, int] = {}
        for m in (*areas, *bodies):
            if m.end not in anchors or m.start < anchors[m.end]:
                anchors[m.end] = m.start
        groups = [m for m in self._groups(analysis, scan, persons, anchors) if m.end not in offices]
        places = self._places(analysis, scan, anchors)
        return tuple(select(self._tidy([*names, *groups, *places])))

    def _tidy(self, proposals: list[Mention]) -> list[Mention]:
        """Leave out what only looks like a name inside another: a short area name in a person's, a group in a body's."""
        persons = [m for m in proposals if m.cls == "Person"]
        by_kind: dict[str, list[Mention]] = {}
        for m in proposals:
            by_kind.setdefault(self._schema.type_of(m.cls), []).append(m)
        bodies = [m for m in by_kind.get("organization", ()) if not m.anaphor]
        named = {m.name for m in by_kind.get("area", ()) if not self._within(m, bodies)}
        levels = [m for m in bodies if m.rule == "body-class-levels"]
        own = [m for m in bodies if m.cls in self._own_names]
        kept = []
        for m in proposals:
            kind = self._schema.type_of(m.cls)
            if (
                kind == "area"
                and m.rule in _SHORT_AREAS
                and (self._within(m, persons) or (m.name not in named and self._within(m, own)))
            ):
                continue
            if kind in ("group", "place") and self._within(m, bodies):
                continue
            if kind == "place" and self._within(m, by_kind.get("area", [])):
                continue
            if kind in ("area", "organization") and self._within(m, levels):
                continue
            if m.rule == "body-alone" and self._within(m, bodies):
                continue
            kept.append(m)
        return kept

    @staticmethod
    def _within(mention: Mention, outer: list[Mention]) -> bool:
        return any(
            o.start <= mention.start and mention.end <= o.end and o.end - o.start > mention.end - mention.start
            for o in outer
        )
