"""Containment that the report's structure and wording show: lists, headings, announced groups, 甲是乙的内容."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.announced_groups import GroupReader
from kg.extract.model import Relation
from kg.extract.sections import colon_lists, sections
from kg.resolve.model import Notice
from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.announced_groups import AnnouncedGroup
    from kg.extract.model import Mention
    from kg.extract.sections import ColonList, Section
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

_KINDS = frozenset(("activity", "measure", "project"))
_HEADLINES = frozenset((BlockKind.TITLE, BlockKind.SUBTITLE))
_MAIN = 3  # mentions from which a campaign is what the report is about
_LABEL_PREFIX = 8  # code points that may stand before the thing that a label names
_NEAR = 24  # code points between a stated number and the thing it counts


@dataclass(frozen=True, slots=True)
class _Thing:
    """A mention that can take part in containment, with its entity."""

    start: int
    end: int
    entity: int
    cls: str


class HierarchyReader:
    """Finds part_of, and announced numbers that the members found do not reach; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._groups = GroupReader(schema)
        self._adverbs = schema.words("headingAdverb")
        units = "|".join(map(re.escape, schema.words("listUnit")))
        sums = "|".join(map(re.escape, sorted({*schema.words("listUnit"), *schema.words("groupUnit")})))
        number = r"\d{1,3}|[一二两三四五六七八九十]{1,3}"
        self._before_colon = re.compile(rf"(?P<n>{number})(?:{units})[:：]") if units else None  # noqa: RUF001
        self._count = re.compile(rf"(?P<n>{number})(?:{sums})") if sums else None
        alternatives = {
            clue: "|".join(map(re.escape, sorted(schema.words(clue), key=lambda w: (-len(w), w))))
            for clue in ("isWord", "partNoun", "containsVerb", "frameEnd", "ofWord", "partAdjective")
        }
        self._is = re.compile(alternatives["isWord"] or "(?!)")
        self._part = re.compile(
            rf"(?:{alternatives['ofWord']})(?:{alternatives['partAdjective']})?(?:{alternatives['partNoun']})"
            if all(alternatives[c] for c in ("ofWord", "partAdjective", "partNoun"))
            else "(?!)"
        )
        self._contains = re.compile(rf"(?:{alternatives['containsVerb'] or '(?!)'})")
        self._frame = re.compile(rf"(?:{alternatives['frameEnd'] or '(?!)'})[，,]")  # noqa: RUF001

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> tuple[tuple[Relation, ...], tuple[Notice, ...]]:
        """The relations (`predicate` is `partOf`) and the notices."""
        reading = _Reading(self._schema, analysis, mentions, resolution)
        parts = sections(analysis.document, self._adverbs)
        known = {m.start for m in mentions if m.rule == "announced-group"}
        groups = [g for g in self._groups(analysis, parts) if g.start in known]
        lists = list(colon_lists(analysis.text, self._before_colon)) if self._before_colon else []
        main = self._main_campaign(reading)
        for group in groups:
            self._group(reading, group, main)
        self._lists(reading, lists)
        for part in reversed(parts):
            self._section(reading, part, main)
        self._wording(reading)
        notices = (*self._short_groups(groups), *self._short_lists(analysis, lists))
        return reading.relations(), tuple(sorted(notices, key=lambda n: (n.start, n.end)))

    # ---- structure ---------------------------------------------------------------------------------------------------

    def _main_campaign(self, reading: _Reading) -> int | None:
        """The campaign that the report is about: in its headline or told of again and again, and no group or member."""
        tally = Counter(t.entity for t in reading.things if self._schema.is_a(reading.cls(t.entity), "Campaign"))
        headed = {t.entity for t in reading.things if t.start < reading.head_end}
        best = [e for e, n in tally.items() if e in headed or n >= _MAIN]
        return max(best, key=lambda e: (tally[e], -e), default=None)

    @staticmethod
    def _group(reading: _Reading, group: AnnouncedGroup, main: int | None) -> None:
        whole = reading.at(group.start)
        if whole is None:
            return
        for part in group.sections:
            member = reading.first_in(part.label.start, part.label.end)
            if member is not None:
                reading.add(member.entity, whole.entity, part.label.start, part.label.end, "group-member")
        if main is not None and group.sections:
            reading.add(whole.entity, main, group.start, group.end, "group-of-campaign")

    @staticmethod
    def _section(reading: _Reading, part: Section, main: int | None) -> None:
        inside = reading.within(part.label.start, part.label.end)
        if part.heading:
            if len({t.entity for t in inside}) != 1:
                return
        elif not inside or part.label.end - inside[-1].end > 1 or inside[-1].start - part.label.start > _LABEL_PREFIX:
            return
        whole = inside[-1].entity
        for thing in reading.within(part.start, part.end):
            if thing.entity not in (whole, main) and reading.first(thing.entity) >= part.start:
                reading.add(thing.entity, whole, thing.start, thing.end, "under-label", once=True)

    def _lists(self, reading: _Reading, lists: Sequence[ColonList]) -> None:
        total = sum(len(found.members) for found in lists)
        for found in lists:
            whole = self._counted(reading, found.colon, total)
            if whole is None:
                continue
            for span in found.members:
                member = reading.first_in(span.start, span.end)
                if member is not None:
                    reading.add(member.entity, whole, span.start, span.end, "enumerated")

    def _counted(self, reading: _Reading, before: int, number: int) -> int | None:
        """The last thing before an offset that is counted with *number*."""
        if self._count is None:
            return None
        found: int | None = None
        for m in self._count.finditer(reading.text, 0, before):
            if numeral(m["n"]) == number and reading.text[m.end() : m.end() + 1] not in ":：":  # noqa: RUF001
                things = reading.within(m.end(), min(m.end() + _NEAR, before))
                if things:
                    found = things[-1].entity if len(things) == 1 else things[0].entity
        return found

    # ---- wording -----------------------------------------------------------------------------------------------------

    def _wording(self, reading: _Reading) -> None:
        text = reading.text
        for one, other in zip(reading.things, reading.things[1:], strict=False):
            between = text[one.end : other.start]
            if self._is.fullmatch(between.strip()) and self._part.match(text, other.end):
                reading.add(one.entity, other.entity, one.start, other.end, "is-part")
            elif self._contains.fullmatch(between.strip()):
                for thing in reading.enumeration(other):
                    reading.add(thing.entity, one.entity, one.start, thing.end, "contains")
        for sentence in reading.analysis.document.sentences:
            things = reading.within(sentence.start, sentence.end)
            if not things or things[0].start - sentence.start > 1:
                continue
            frame = self._frame.match(text, things[0].end)
            if frame is not None:
                for thing in things[1:]:
                    reading.add(thing.entity, things[0].entity, things[0].start, thing.end, "frame", once=True)
        self._summed(reading)

    def _summed(self, reading: _Reading) -> None:
        """甲清单、乙清单、丙清单三张清单: the members of what their names end with."""
        if self._count is None:
            return
        for m in self._count.finditer(reading.text):
            last = next((t for t in reading.things if t.end == m.start()), None)
            if last is None:
                continue
            members = reading.enumeration_before(last)
            if len(members) != numeral(m["n"]):
                continue
            names = [reading.name(t.entity) for t in members]
            shared = _common_ending(names)
            wholes = [
                e for e in range(reading.size) if reading.name(e).endswith(shared) and e not in {t.entity for t in members}
            ]
            if len(shared) >= 4 and wholes:
                whole = min(wholes, key=lambda e: (reading.first(e), e))
                for thing in members:
                    reading.add(thing.entity, whole, thing.start, m.end(), "summed-up")

    # ---- announced numbers -------------------------------------------------------------------------------------------

    @staticmethod
    def _short_groups(groups: Sequence[AnnouncedGroup]) -> Iterator[Notice]:
        for group in groups:
            found = len(group.sections)
            if found and found != group.count:
                message = f"{group.name}: {group.count} announced, {found} found"
                yield Notice(group.start, group.end, "announced-count", message)

    @staticmethod
    def _short_lists(analysis: Analysis, lists: Sequence[ColonList]) -> Iterator[Notice]:
        for found in lists:
            stated = re.match(r"\d+|[一二两三四五六七八九十]+", analysis.text[found.colon :])
            number = numeral(stated[0]) if stated else None
            if number is not None and number != len(found.members):
                message = f"{number} announced, {len(found.members)} found"
                yield Notice(found.colon, found.end, "announced-count", message)


class _Reading:
    """The things of one document by place, and the relations collected so far."""

    def __init__(
        self, schema: Schema, analysis: Analysis, mentions: Sequence[Mention], resolution: Resolution
    ) -> None:
        self.analysis = analysis
        self.text = analysis.text
        self._entities = resolution.entities
        self.size = len(resolution.entities)
        self.things = [
            _Thing(m.start, m.end, entity, m.cls)
            for m, entity in zip(mentions, resolution.of_mention, strict=True)
            if entity is not None and schema.type_of(m.cls) in _KINDS
        ]
        self._starts = [t.start for t in self.things]
        self._first: dict[int, int] = {}
        for thing in self.things:
            self._first.setdefault(thing.entity, thing.start)
        blocks = analysis.document.blocks
        self.head_end = max((b.end for b in blocks if b.kind in _HEADLINES), default=0)
        self._found: dict[tuple[int, int], Relation] = {}
        self._placed: set[int] = set()

    def cls(self, entity: int) -> str:
        return self._entities[entity].cls

    def name(self, entity: int) -> str:
        return self._entities[entity].name

    def first(self, entity: int) -> int:
        """Where the entity is mentioned first; beyond the text if it is no thing."""
        return self._first.get(entity, len(self.text))

    def at(self, start: int) -> _Thing | None:
        return next((t for t in self.within(start, start + 1) if t.start == start), None)

    def within(self, start: int, end: int) -> list[_Thing]:
        """Things that begin in a range of offsets and do not reach beyond it."""
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return [t for t in self.things[low:high] if t.end <= max(end, start + 1) or start + 1 == end]

    def first_in(self, start: int, end: int) -> _Thing | None:
        inside = self.within(start, end)
        return max(inside, key=lambda t: (t.end - t.start, -t.start), default=None)

    def enumeration(self, first: _Thing) -> list[_Thing]:
        """A thing and those that follow it, divided by 、 or 和."""
        found = [first]
        for thing in self.things[bisect_left(self._starts, first.end) :]:
            if self.text[found[-1].end : thing.start].strip("”」』“「『") not in ("、", "和", "及"):
                break
            found.append(thing)
        return found

    def enumeration_before(self, last: _Thing) -> list[_Thing]:
        """A thing and those before it, divided by 、, in text order."""
        found = [last]
        for thing in reversed(self.things[: bisect_left(self._starts, last.start)]):
            if self.text[thing.end : found[0].start].strip("”」』“「『") not in ("、", "和", "及"):
                break
            found.insert(0, thing)
        return found

    def add(self, part: int, whole: int, start: int, end: int, rule: str, *, once: bool = False) -> None:
        """Record a containment; with *once*, only if the part has no place yet."""
        if part == whole or (part, whole) in self._found or (whole, part) in self._found:
            return
        if once and part in self._placed:
            return
        self._placed.add(part)
        self._found[part, whole] = Relation(part, "partOf", whole, start, end, rule)

    def relations(self) -> tuple[Relation, ...]:
        return tuple(self._found[key] for key in sorted(self._found))


def numeral(word: str) -> int | None:
    """A small number in digits or characters, or None."""
    if word.isdigit():
        return int(word)
    digits = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"两": 2}
    tens, mark, ones = word.partition("十")
    if not mark:
        return digits.get(word)
    if (tens and tens not in digits) or (ones and ones not in digits):
        return None
    return digits.get(tens, 1) * 10 + digits.get(ones, 0)


def _common_ending(names: Sequence[str]) -> str:
    shared = names[0]
    for name in names[1:]:
        while not name.endswith(shared):
            shared = shared[1:]
    return shared
