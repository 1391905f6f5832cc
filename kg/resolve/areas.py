"""Which areas the report speaks of, how they contain each other, and what a level word stands for."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.extract.areas import BARE_AREA
from kg.extract.divisions import Division

if TYPE_CHECKING:
    from kg.extract.divisions import Divisions
    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


_NICKNAME = 2
_IN_LIST = ("area-listed", "area-sibling")
_TOWNS = ("Township", "Subdistrict")


@dataclass(slots=True)
class AreaThing:
    """One area while it is being put together."""

    name: str
    cls: str
    mentions: list[int] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    division: Division | None = None
    parent: int | None = None
    weight: float = 0.0


@dataclass(frozen=True)
class AreaMap:
    """The report's areas.

    Attributes:
        things: the areas.
        of_mention: index of the area for each mention that names or points to one.
        at: (offset, index of area) of each naming mention, in text order.
    """

    things: Sequence[AreaThing]
    of_mention: Mapping[int, int]
    at: Sequence[tuple[int, int]]


class AreaResolver:
    """Joins the mentions of one area; built once from the schema."""

    def __init__(self, schema: Schema, divisions: Divisions) -> None:
        self._schema = schema
        self._divisions = divisions
        self._levels = {word: keys[0] for word, keys in schema.clue("areaLevel").items()}
        self._class_of_suffix = {word: keys[0] for word, keys in schema.clue("areaSuffix").items()}
        self._suffix_lengths = sorted(set(map(len, self._class_of_suffix)), reverse=True)
        self._same: dict[str, str] = {}
        for word, keys in schema.clue("sameArea").items():
            self._same[word] = schema.fact(keys[0], "canonical") or word

    def __call__(self, analysis: Analysis, mentions: Sequence[Mention]) -> AreaMap:
        """The areas of the document."""
        named = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "area" and not m.anaphor]
        canonical = self._canonical_names([mentions[i].name for i in named])
        things: list[AreaThing] = []
        by_name: dict[str, int] = {}
        of: dict[int, int] = {}
        title_end = analysis.document.blocks[0].end if analysis.document.blocks else 0
        for i in named:
            mention = mentions[i]
            name = canonical[mention.name]
            if name not in by_name:
                by_name[name] = len(things)
                things.append(AreaThing(name, self._class_of(name, mention.cls)))
            thing = things[by_name[name]]
            thing.mentions.append(i)
            thing.forms.add(mention.name)
            thing.weight += 3.0 if mention.end <= title_end else 1.0
            of[i] = by_name[name]
        self._chain(mentions, named, of, things)
        self._identify(things)
        at = [(mentions[i].start, of[i]) for i in named]
        area_map = AreaMap(things, of, at)
        for i, mention in enumerate(mentions):
            if mention.anaphor and self._schema.type_of(mention.cls) == "area":
                stands = self.pointed(area_map, analysis, mention)
                if stands is not None:
                    of[i] = stands
                    things[stands].mentions.append(i)
                    if mention.rule != BARE_AREA:
                        things[stands].forms.add(mention.name)
        return area_map

    def _class_of(self, name: str, default: str) -> str:
        """The class that the last word of the name shows, else that of the finding."""
        for length in self._suffix_lengths:
            if len(name) > length and (found := self._class_of_suffix.get(name[-length:])) is not None:
                return found
        return default

    def _canonical_names(self, names: Sequence[str]) -> dict[str, str]:
        """Each name as it is written → the longest form of the same area that the text has."""
        counted: dict[str, int] = defaultdict(int)
        for name in names:
            counted[name] += 1
        longer: dict[str, str] = {}
        for name in sorted(counted):
            for short in self._short_forms(name):
                if short in counted and (short not in longer or counted[longer[short]] < counted[name]):
                    longer[short] = name
        for name in sorted(counted):  # 溪市 for 兰溪市: the end of a longer name of the same level
            if name not in longer and len(name) == _NICKNAME and name not in self._divisions.names:
                fuller = [n for n in sorted(counted) if len(n) == _NICKNAME + 1 and n.endswith(name)]
                if len(fuller) == 1:
                    longer[name] = fuller[0]
        return {name: self._same.get(name, longer.get(name, name)) for name in counted}

    def _short_forms(self, name: str) -> tuple[str, ...]:
        return self._divisions.short_forms(name)

    def _chain(
        self, mentions: Sequence[Mention], named: Sequence[int], of: Mapping[int, int], things: list[AreaThing]
    ) -> None:
        """An area written directly behind another lies in it: 徐州市云龙区."""
        ends: dict[int, int] = {}
        starts: dict[int, int] = {}
        for i in named:
            ends[mentions[i].end] = i
        for i in named:
            before = ends.get(mentions[i].start)
            if before is not None and of[before] != of[i]:
                thing = things[of[i]]
                deeper = thing.parent is not None and things[of[before]].parent == thing.parent
                if (thing.parent is None or deeper) and self._above(things, of[before], of[i]):
                    thing.parent = of[before]
                start = starts.get(before, mentions[before].start)
                starts[i] = start
                thing.forms.add(mentions[before].name + mentions[i].name)
        for before, i in pairwise(named):  # 甲乡乙、丙两村: what holds of the first of a list holds of the others
            if mentions[i].rule in _IN_LIST and mentions[i].start == mentions[before].end + 1:
                parent = things[of[before]].parent
                if things[of[i]].parent is None and parent is not None and self._above(things, parent, of[i]):
                    things[of[i]].parent = parent

    @staticmethod
    def _above(things: Sequence[AreaThing], upper: int, lower: int) -> bool:
        seen = {lower}
        here: int | None = upper
        while here is not None:
            if here in seen:
                return False
            seen.add(here)
            here = things[here].parent
        return True

    def _candidates(self, name: str) -> tuple[Division, ...]:
        return self._divisions.names.get(name) or self._divisions.shorts.get(name, ())

    def _identify(self, things: list[AreaThing]) -> None:
        """The division each area is, where the table and the other areas leave no doubt; its parent by the table."""
        names = {form: k for k, thing in enumerate(things) for form in thing.forms}
        for thing in things:
            found = self._candidates(thing.name)
            if len(found) > 1:
                scored = [(self._support(d, thing, names, things), d) for d in found]
                best = max(s for s, _ in scored)
                found = tuple(d for s, d in scored if s == best) if best > 0 else ()
                if not found and len({d.level for _, d in scored}) > 1:
                    top = min(d.level for _, d in scored)
                    found = tuple(d for _, d in scored if d.level == top)
            if len(found) == 1:
                thing.division = found[0]
        prefectures = sorted(
            {t.division.key for t in things if t.division is not None and t.division.coded and t.division.level > 0}
        )
        for thing in things:
            if thing.division is None and thing.parent is None and thing.cls in _TOWNS:
                found = tuple(self._divisions.towns_below(thing.name, prefectures))
                if len(found) == 1:
                    thing.division = found[0]
        for k, thing in enumerate(things):
            if thing.division is None and thing.parent is not None:
                upper = things[thing.parent].division
                if upper is not None and upper.coded and upper.level in (1, 2):
                    thing.division = self._divisions.township(thing.name, upper.key)
            if thing.parent is None and thing.division is not None:
                for ancestor in self._divisions.ancestors(thing.division):
                    upper_k = next(
                        (names[f] for f in (ancestor.name, *self._divisions.short_forms(ancestor.name)) if f in names),
                        None,
                    )
                    if upper_k is not None and upper_k != k and self._above(things, upper_k, k):
                        thing.parent = upper_k
                        break

    def _support(
        self, division: Division, thing: AreaThing, names: Mapping[str, int], things: Sequence[AreaThing]
    ) -> int:
        score = 0
        parent = things[thing.parent].name if thing.parent is not None else None
        for ancestor in self._divisions.ancestors(division):
            forms = (ancestor.name, *self._divisions.short_forms(ancestor.name))
            score += 2 if parent in forms else 0
            score += 1 if any(f in names for f in forms) else 0
        return score

    # ---- pointing ---------------------------------------------------------------------------------------------------

    def level(self, area_map: AreaMap, analysis: Analysis, cls: str, offset: int) -> int | None:
        """The area of class *cls* that a level word at *offset* stands for, or None."""
        things = area_map.things
        fitting = [k for k, t in enumerate(things) if self._fits(t, cls)]
        if not fitting:
            return None
        total = sum(things[k].weight for k in fitting)
        main = max(fitting, key=lambda k: (things[k].weight, -k))
        if len(fitting) == 1 or things[main].weight * 2 > total:
            return main
        block = analysis.document.sentence_at(offset)
        floor = analysis.document.blocks[block.block].start if block else 0
        upto = bisect_right(area_map.at, (offset, len(things)))
        for at, k in reversed(area_map.at[:upto]):
            if at < floor:
                break
            if k in fitting:
                return k
        return main

    def _fits(self, thing: AreaThing, cls: str) -> bool:
        if thing.cls == cls:
            return True
        return thing.division is not None and thing.name.endswith(tuple(w for w, c in self._levels.items() if c == cls))

    def pointed(self, area_map: AreaMap, analysis: Analysis, mention: Mention) -> int | None:
        """The area that 全区, 该镇, 当地 … stand for, or None."""
        if mention.cls != "Area":
            sentence = analysis.document.sentence_at(mention.start)
            floor = sentence.start if sentence else 0
            upto = bisect_right(area_map.at, (mention.start, len(area_map.things)))
            near = [k for at, k in area_map.at[:upto] if at >= floor and self._fits(area_map.things[k], mention.cls)]
            return near[-1] if near else self.level(area_map, analysis, mention.cls, mention.start)
        things = area_map.things
        sentence = analysis.document.sentence_at(mention.start)
        floor = analysis.document.blocks[sentence.block].start if sentence else 0
        upto = bisect_right(area_map.at, (mention.start, len(things)))
        for at, k in reversed(area_map.at[:upto]):
            if at < floor:
                break
            if things[k].cls != "Country":
                return k
        local = [k for k, t in enumerate(things) if t.cls != "Country"]
        return max(local, key=lambda k: (things[k].weight, -k), default=None)
