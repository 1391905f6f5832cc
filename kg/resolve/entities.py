"""From mentions to entities: one per thing, with its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.divisions import Divisions
from kg.extract.holding import HoldingReader
from kg.resolve.areas import AreaResolver
from kg.resolve.bodies import BodyResolver
from kg.resolve.keys import KeyMaker
from kg.resolve.model import Entity
from kg.resolve.naming import Namer
from kg.resolve.plain_names import PlainResolver
from kg.resolve.posts import PostName, PostResolver
from kg.resolve.thing_aliases import ThingAliases, plain
from kg.resolve.things import Board, Thing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_BY_NAME = ("group", "place")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, and for each mention (by its index) the entity it stands for, or None.

    Attributes:
        area_of: body, place or post (index of an entity) → the area that its name begins with or is understood of.
        body_of: post → the body that its name begins with or that it is understood of.
        within: area → the area in which it lies.
    """

    entities: tuple[Entity, ...]
    of_mention: tuple[int | None, ...]
    area_of: Mapping[int, int] = field(default_factory=dict)
    body_of: Mapping[int, int] = field(default_factory=dict)
    within: Mapping[int, int] = field(default_factory=dict)


class Resolver:
    """Joins the mentions of one thing; built once from the schema."""

    def __init__(self, schema: Schema, divisions: Divisions | None = None) -> None:
        self._schema = schema
        self._areas = AreaResolver(schema, divisions or Divisions(schema))
        namer = Namer(schema, self._areas)
        self._bodies = BodyResolver(schema, namer)
        self._posts = PostResolver(schema, namer)
        self._plain = PlainResolver(schema, namer)
        self._holding = HoldingReader(schema)
        self._alike = ThingAliases(schema)

    def __call__(self, analysis: Analysis, mentions: tuple[Mention, ...]) -> Resolution:
        """The entities of the document; every mention that is resolved belongs to exactly one."""
        area_map = self._areas(analysis, mentions)
        board = Board(self._schema, analysis, mentions, area_map)
        for thing in area_map.things:
            division = thing.division
            code = division.key if division is not None and division.coded else None
            index = board.new(Thing("area", thing.name, code=code))
            for i in sorted(thing.mentions):
                board.stand(i, index)
            board.things[index].names |= thing.forms
        full = self._bodies(board)
        self._add_persons(board)
        posts = self._posts(board, full)
        for kind in _BY_NAME:
            self._plain(board, kind)
        self._add_alike(board)
        return self._finish(board, posts, self._holders(board))

    def _holders(self, board: Board) -> list[tuple[int, int]]:
        """Pairs (mention of a post, mention of the person who holds it)."""
        posts = board.by_kind["post"]
        persons = [i for i in board.by_kind["person"] if not board.mentions[i].anaphor]
        areas = {board.mentions[i].end: board.mentions[i].start for i in board.areas.of_mention}
        pairs = self._holding(
            board.analysis, [board.mentions[i] for i in posts], [board.mentions[i] for i in persons], areas
        )
        return [(posts[i], persons[j]) for i, j in pairs]

    @staticmethod
    def _add_persons(board: Board) -> None:
        by_name: dict[str, int] = {}
        for i in board.by_kind["person"]:
            name = board.mentions[i].name
            if name not in by_name:
                by_name[name] = board.new(Thing("person", name))
            board.stand(i, by_name[name])

    def _add_alike(self, board: Board) -> None:
        """Activities, measures, documents and projects, as their aliases are joined."""
        for group in self._alike(board.analysis, board.mentions):
            named = [board.mentions[i] for i in group if not board.mentions[i].anaphor]
            if not named:
                continue
            lead = max(named, key=lambda m: (m.confidence, len(m.name), -m.start))
            name = max((m.name for m in named), key=lambda n: (len(plain(n)), n))
            index = board.new(Thing(self._schema.type_of(lead.cls), name))
            for i in group:
                board.stand(i, index, *self._alike.short_forms(board.analysis, board.mentions[i]))

    @staticmethod
    def _finish(board: Board, posts: Mapping[int, PostName], holders: Sequence[tuple[int, int]]) -> Resolution:
        make_key = KeyMaker(board, posts, holders)
        things = board.things
        order = sorted(
            (k for k in range(len(things)) if things[k].mentions), key=lambda k: (min(things[k].mentions), k)
        )
        place = {k: n for n, k in enumerate(order)}
        entities = []
        for k in order:
            thing = things[k]
            found = [board.mentions[i] for i in sorted(thing.mentions)]
            best = max(found, key=lambda m: (not m.anaphor, m.confidence, len(m.name)))
            aliases = tuple(sorted(thing.names - {thing.name}))
            entities.append(
                Entity(
                    best.cls,
                    thing.type,
                    thing.name,
                    make_key(k),
                    tuple(sorted(thing.mentions)),
                    aliases,
                    thing.code,
                    best.confidence,
                    best.reason,
                )
            )
        # the areas came onto the board first, so that their indices there are those in the area map
        area_of = {
            place[k]: place[t.area]
            for k, t in enumerate(things)
            if k in place and t.area is not None and t.area in place
        }
        body_of: dict[int, int] = {}
        for i, post in posts.items():
            named = board.of[i]
            if named is not None and post.body is not None and post.body in place:
                body_of.setdefault(place[named], place[post.body])
            if named is not None and post.area is not None and post.area in place:
                area_of.setdefault(place[named], place[post.area])
        within = {
            place[k]: place[t.parent]
            for k, t in enumerate(board.areas.things)
            if k in place and t.parent is not None and t.parent in place
        }
        of_mention = tuple(None if k is None else place.get(k) for k in board.of)
        return Resolution(tuple(entities), of_mention, area_of, body_of, within)
