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


class NameReader:
    """Finds names; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
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
        blocked = {m.start: m.end for m in (*areas, *bodies) if m.confidence > 0.8 and not m.anaphor}
        persons = self._persons(analysis, scan, blocked)
        candidates = self._posts(analysis, scan, areas, bodies, persons)
        held = {i for i, _ in self._holding(analysis, candidates, persons)}
        posts = [candidates[i] for i in sorted(held)]
        names = [*areas, *bodies, *persons, *posts]
        offices = {m.end for i, m in enumerate(candidates) if i in held or m.rule == "post-with-body"}
        groups = [m for m in self._groups(analysis, scan, persons) if m.end not in offices or m.rule == "group-counted"]
        anchors: dict[int, int] = {}
        for m in (*areas, *bodies):
            if m.end not in anchors or m.start < anchors[m.end]:
                anchors[m.end] = m.start
        places = self._places(analysis, scan, anchors)
        return tuple(select([*names, *groups, *places]))
