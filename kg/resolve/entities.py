"""From mentions to entities: one per thing, with its names."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.extract.divisions import Divisions
from kg.extract.holding import HoldingReader
from kg.resolve.areas import AreaResolver
from kg.resolve.model import Entity
from kg.resolve.naming import FullName, Namer
from kg.resolve.thing_aliases import ThingAliases

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.areas import AreaMap
    from kg.schema.model import Schema

_PLAIN = re.compile(r"[\s\W_]+")


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, and for each mention (by its index) the entity it stands for, or None."""

    entities: tuple[Entity, ...]
    of_mention: tuple[int | None, ...]


@dataclass(slots=True)
class _Thing:
    """An entity while it is being put together."""

    type: str
    name: str
    key: str
    code: str | None = None
    mentions: list[int] = field(default_factory=list)
    names: set[str] = field(default_factory=set)


def plain(name: str) -> str:
    """A name without punctuation and blanks, for comparison."""
    return _PLAIN.sub("", name).lower()


class Resolver:
    """Joins the mentions of one thing; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._areas = AreaResolver(schema, Divisions(schema))
        self._namer = Namer(schema, self._areas)
        self._holding = HoldingReader(schema)
        self._alike = ThingAliases(schema)

    def __call__(self, analysis: Analysis, mentions: tuple[Mention, ...]) -> Resolution:
        """The entities of the document; every mention that is resolved belongs to exactly one."""
        area_map = self._areas(analysis, mentions)
        things: list[_Thing] = []
        of: list[int | None] = [None] * len(mentions)
        self._add_areas(area_map, things, of)
        full = self._add_bodies(analysis, mentions, area_map, things, of)
        self._add_persons(mentions, things, of)
        self._add_posts(analysis, mentions, area_map, full, things, of)
        for kind in ("group", "place"):
            self._add_plain(analysis, mentions, kind, things, of)
        self._add_alike(analysis, mentions, things, of)
        return self._finish(mentions, things, of)

    # ---- one type after the other -----------------------------------------------------------------------------------

    @staticmethod
    def _add_areas(area_map: AreaMap, things: list[_Thing], of: list[int | None]) -> None:
        for thing in area_map.things:
            division = thing.division
            code = division.key if division is not None and division.coded else None
            key = f"area/{code}-{division.name}" if division is not None and code else ""
            for i in thing.mentions:
                of[i] = len(things)
            things.append(_Thing("area", thing.name, key, code, sorted(thing.mentions), set(thing.forms)))

    def _add_bodies(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        area_map: AreaMap,
        things: list[_Thing],
        of: list[int | None],
    ) -> dict[int, FullName]:
        bodies = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "organization"]
        starts: dict[int, list[int]] = defaultdict(list)
        for k, m in enumerate(mentions):
            if self._schema.type_of(m.cls) == "area":
                starts[m.start].append(k)
        full: dict[int, FullName] = {}
        last_area: FullName | None = None
        last_end = -1
        for i in bodies:
            mention = mentions[i]
            if mention.rule in ("body-alone", "body-bare"):
                continue
            name = self._namer.body(analysis, area_map, mentions, starts, i)
            if mention.rule == "body-listed" and last_area is not None and last_area.area is not None and mention.start - last_end <= 1:
                area = area_map.things[last_area.area]
                name = FullName(area.name + mention.name, last_area.area, mention.name)
            full[i] = name
            last_area, last_end = name, mention.end
        by_key: dict[tuple[int | None, str], int] = {}

        def place(i: int, name: FullName) -> None:
            key = (name.area, plain(name.rest))
            if key not in by_key:
                by_key[key] = len(things)
                things.append(_Thing("organization", name.name, ""))
            thing = things[by_key[key]]
            thing.mentions.append(i)
            thing.names.update((name.name, mentions[i].name))
            if len(name.name) > len(thing.name):
                thing.name = name.name
            of[i] = by_key[key]

        for i in bodies:
            if i in full:
                place(i, full[i])
        known = [k for k, t in enumerate(things) if t.type == "organization"]
        for i in bodies:
            if i in full:
                continue
            mention = mentions[i]
            target = self._ending(things, known, mentions, mention)
            if target is not None:
                things[target].mentions.append(i)
                things[target].names.add(mention.name)
                of[i] = target
            elif mention.rule == "body-alone":
                place(i, FullName(mention.name, None, self._namer.usual(mention.name)))
        return full

    @staticmethod
    def _ending(things: Sequence[_Thing], known: Sequence[int], mentions: Sequence[Mention], mention: Mention) -> int | None:
        """The body named before (else anywhere) whose name ends with the mention's words."""
        word = plain(mention.name)
        fitting = [k for k in known if plain(things[k].name).endswith(word)]
        before = [(max((mentions[i].start for i in things[k].mentions if mentions[i].start < mention.start), default=-1), k) for k in fitting]
        if not before:
            return None
        return max(before, key=lambda b: (b[0], -b[1]))[1]

    def _add_persons(self, mentions: Sequence[Mention], things: list[_Thing], of: list[int | None]) -> None:
        by_name: dict[str, int] = {}
        for i, mention in enumerate(mentions):
            if self._schema.type_of(mention.cls) != "person":
                continue
            if mention.name not in by_name:
                by_name[mention.name] = len(things)
                things.append(_Thing("person", mention.name, ""))
            thing = things[by_name[mention.name]]
            thing.mentions.append(i)
            thing.names.add(mention.name)
            of[i] = by_name[mention.name]

    def _add_posts(
        self,
        analysis: Analysis,
        mentions: Sequence[Mention],
        area_map: AreaMap,
        full: dict[int, FullName],
        things: list[_Thing],
        of: list[int | None],
    ) -> None:
        posts = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "post"]
        bodies_at: dict[int, list[int]] = defaultdict(list)
        areas_at: dict[int, list[int]] = defaultdict(list)
        for k, m in enumerate(mentions):
            kind = self._schema.type_of(m.cls)
            if kind == "organization":
                bodies_at[m.start].append(k)
            elif kind == "area":
                areas_at[m.start].append(k)
        by_name: dict[str, int] = {}
        short: list[int] = []
        for i in posts:
            mention = mentions[i]
            name = mention.name
            body = next((k for k in bodies_at[mention.start] if mentions[k].end <= mention.end and k in full), None)
            area = next((k for k in areas_at[mention.start] if mentions[k].end < mention.end and of[k] is not None), None)
            if body is not None:
                name = full[body].name + analysis.text[mentions[body].end : mention.end]
            elif area is not None:
                name = things[of[area] or 0].name + self._namer._without_level(analysis.text[mentions[area].end : mention.end], area_map, area_map.of_mention[area])  # noqa: SLF001
            elif mention.rule == "post" :
                short.append(i)
                continue
            self._join_post(by_name, things, of, mention, i, name)
        for i in short:
            mention = mentions[i]
            target = next((k for n, k in by_name.items() if n.endswith(mention.name)), None)
            if target is None:
                self._join_post(by_name, things, of, mention, i, mention.name)
            else:
                things[target].mentions.append(i)
                things[target].names.add(mention.name)
                of[i] = target

    @staticmethod
    def _join_post(by_name: dict[str, int], things: list[_Thing], of: list[int | None], mention: Mention, i: int, name: str) -> None:
        if name not in by_name:
            by_name[name] = len(things)
            things.append(_Thing("post", name, ""))
        thing = things[by_name[name]]
        thing.mentions.append(i)
        thing.names.update((name, mention.name))
        of[i] = by_name[name]

    def _add_plain(
        self, analysis: Analysis, mentions: Sequence[Mention], kind: str, things: list[_Thing], of: list[int | None]
    ) -> None:
        """Groups, places, activities …: one thing per name; a shorter name joins the one longer name that ends with it."""
        chosen = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == kind]
        names = sorted({plain(mentions[i].name) for i in chosen if not mentions[i].anaphor}, key=lambda n: (-len(n), n))
        target: dict[str, str] = {}
        for name in names:
            longer = [n for n in names if len(n) > len(name) and n.endswith(name) and target.get(n, n) == n]
            target[name] = longer[0] if len(longer) == 1 else name
        by_name: dict[str, int] = {}
        for i in chosen:
            mention = mentions[i]
            if mention.anaphor:
                continue
            name = target[plain(mention.name)]
            if name not in by_name:
                by_name[name] = len(things)
                things.append(_Thing(kind, mention.name, ""))
            thing = things[by_name[name]]
            thing.mentions.append(i)
            thing.names.add(mention.name)
            if len(plain(mention.name)) > len(plain(thing.name)):
                thing.name = mention.name
            of[i] = by_name[name]
        for i in chosen:
            mention = mentions[i]
            if mention.anaphor:
                before = [k for k in set(by_name.values()) if mentions[things[k].mentions[0]].start < mention.start and plain(things[k].name).endswith(plain(mention.name)[-2:])]
                if before:
                    k = max(before, key=lambda k: (max(mentions[j].start for j in things[k].mentions if mentions[j].start < mention.start), k))
                    things[k].mentions.append(i)
                    of[i] = k

    def _add_alike(
        self, analysis: Analysis, mentions: Sequence[Mention], things: list[_Thing], of: list[int | None]
    ) -> None:
        """Activities, measures, documents and projects, as their aliases are joined."""
        for group in self._alike(analysis, mentions):
            named = [mentions[i] for i in group if not mentions[i].anaphor]
            if not named:
                continue
            lead = max(named, key=lambda m: (m.confidence, len(m.name), -m.start))
            name = max(named, key=lambda m: (len(plain(m.name)), -m.start)).name
            for i in group:
                of[i] = len(things)
            things.append(_Thing(self._schema.type_of(lead.cls), name, "", None, list(group), {m.name for m in named}))

    def _finish(self, mentions: Sequence[Mention], things: Sequence[_Thing], of: Sequence[int | None]) -> Resolution:
        order = sorted(range(len(things)), key=lambda k: (min(things[k].mentions), k))
        place = {k: n for n, k in enumerate(order)}
        entities = []
        for k in order:
            thing = things[k]
            found = [mentions[i] for i in sorted(thing.mentions)]
            best = max(found, key=lambda m: (not m.anaphor, m.confidence, len(m.name)))
            key = thing.key or f"{thing.type}/{thing.name}"
            entities.append(
                Entity(best.cls, thing.type, thing.name, key, tuple(sorted(thing.mentions)), tuple(sorted(thing.names - {thing.name})), thing.code, best.confidence, best.reason)
            )
        return Resolution(tuple(entities), tuple(None if k is None else place[k] for k in of))
