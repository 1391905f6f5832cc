"""Names of areas, organizations, persons, posts, groups and places: the finders in their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.areas import AreaFinder
from kg.extract.bodies import BodyFinder
from kg.extract.body_chain import outermost
from kg.extract.divisions import Divisions
from kg.extract.groups import GroupFinder
from kg.extract.holding import HoldingReader
from kg.extract.name_boundary import NameBoundary
from kg.extract.office_bodies import OfficeBodies
from kg.extract.overlap import NestingPolicy, select
from kg.extract.person_names import NameShape
from kg.extract.persons import PersonFinder
from kg.extract.places import PlaceFinder
from kg.extract.posts import PostFinder
from kg.extract.scan import Scanner
from kg.extract.title_references import TitleReferences

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_SURE = 0.8
_SURE_SHORT = 0.88


class NameReader:
    """Finds names; built once from the schema."""

    def __init__(self, schema: Schema, divisions: Divisions | None = None) -> None:
        boundary = NameBoundary(schema)
        self._areas = AreaFinder(schema, divisions or Divisions(schema))
        self._bodies = BodyFinder(schema, boundary)
        self._persons = PersonFinder(schema)
        self._by_title = TitleReferences(schema, NameShape(schema))
        self._posts = PostFinder(schema, boundary)
        self._holding = HoldingReader(schema)
        self._of_offices = OfficeBodies(schema)
        self._groups = GroupFinder(schema)
        self._places = PlaceFinder(schema)
        self._nesting = NestingPolicy(schema)
        clues = (
            *BodyFinder.CLUES,
            *PersonFinder.CLUES,
            *PostFinder.CLUES,
            *GroupFinder.CLUES,
            *PlaceFinder.CLUES,
            *TitleReferences.CLUES,
        )
        words: dict[str, Mapping[str, tuple[str, ...]]] = {clue: schema.clue(clue) for clue in clues}
        self._scanner = Scanner({**words, **self._areas.words})

    def __call__(
        self,
        analysis: Analysis,
        quantities: tuple[Quantity, ...],  # noqa: ARG002 - the interface of the stage; counts limit no name yet
        times: tuple[TimeExpression, ...],
    ) -> tuple[Mention, ...]:
        """Mentions of areas, organizations, persons, posts, groups and places, in text order."""
        scan = self._scanner(analysis.text)
        areas = self._areas(analysis, scan)
        fixed = self._bodies.fixed(analysis, scan, areas)
        persons = self._persons(analysis, scan, _sure_stretches(areas, fixed))
        bodies = self._bodies.open(analysis, scan, areas, fixed, persons)
        candidates = self._posts(analysis, scan, areas, bodies, persons)
        upper = {m.end: m.start for m in areas if not m.anaphor}
        pairs = self._holding(analysis, candidates, persons, upper)
        posts = [candidates[i] for i in sorted({i for i, _ in pairs})]
        bodies = [*bodies, *self._of_offices(analysis.text, scan, posts, bodies)]
        people = {end for _, end, _ in scan.spans("groupHead")}
        offices = {m.end for m in posts} | {
            m.end for m in candidates if m.rule == "post-with-body" and m.end not in people
        }
        owners = outermost((*areas, *bodies))
        groups = [m for m in self._groups(analysis, scan, persons, owners) if m.end not in offices]
        stretches = [*((p.start, p.end) for p in persons), *((t.start, t.end) for t in times)]
        barred = {at for start, end in stretches for at in range(start, end)}
        places = self._places(analysis, scan, owners, barred)
        taken = [(m.start, m.end) for m in (*areas, *bodies, *persons, *posts, *places)]
        pointed = self._by_title(analysis, scan, persons, [(candidates[i], persons[j]) for i, j in pairs], taken)
        people_meant = {(m.start, m.end) for m in pointed}
        groups = [m for m in groups if (m.start, m.end) not in people_meant]
        proposals = [*areas, *bodies, *persons, *posts, *groups, *places, *pointed]
        return tuple(select(self._nesting(proposals, ((t.start, t.end) for t in times))))


def _sure_stretches(areas: Sequence[Mention], bodies: Sequence[Mention]) -> dict[int, int]:
    """Start → end of the names in which no person's name is: all but short forms, which stand in persons' names too."""
    return {
        m.start: m.end
        for m in (*areas, *bodies)
        if m.confidence > (_SURE_SHORT if m.rule in ("area-short-name", "area-stem") else _SURE) and not m.anaphor
    }
