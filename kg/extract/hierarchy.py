"""Containment that the report's structure and wording show: lists, headings, announced groups, 甲是乙的内容."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kg.extract.announced_groups import GroupReader, any_of
from kg.extract.sections import colon_lists, sections, told_lists
from kg.extract.thing_board import ThingBoard
from kg.resolve.model import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.announced_groups import AnnouncedGroup
    from kg.extract.model import Mention, Relation
    from kg.extract.sections import ColonList, Section
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

_MAIN = 3  # mentions from which a campaign is what the report is about
_LABEL_PREFIX = 8  # code points that may stand before the thing that a label names
_NEAR = 24  # code points between a stated number and the thing it counts
_BEHIND_DEMAND = 60  # code points behind a label that opens with a verb
_PREDICATE = frozenset(("v", "d", "vd", "ad"))
_MECHANISM = "Mechanism"
_INCIDENT = "Incident"
_SHARED = 4  # code points that the members of a summed-up enumeration must share


class HierarchyReader:
    """Finds part_of, and announced numbers that the members found do not reach; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._groups = GroupReader(schema)
        self._openings = schema.words("headingAdverb")
        self._joiners = frozenset(schema.clue("coordinator"))
        self._verbs = frozenset((*schema.words("verb"), *schema.words("announcer")))
        self._is = re.compile(any_of(schema.words("isWord")))
        of, adjective, noun = (any_of(schema.words(clue)) for clue in ("ofWord", "partAdjective", "partNoun"))
        self._part = re.compile(rf"(?:{of})(?:{adjective})?(?:{noun})")
        self._contains = re.compile(any_of(schema.words("containsVerb")))
        self._frame = re.compile(rf"(?:{any_of(schema.words('frameEnd'))})[，,]")

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> tuple[tuple[Relation, ...], tuple[Notice, ...]]:
        """The relations (`predicate` is `partOf`) and the notices."""
        reading = ThingBoard(self._schema, analysis, mentions, resolution, self._joiners)
        parts = sections(analysis.document, self._openings)
        known = {m.start for m in mentions if m.rule == "announced-group"}
        groups = [g for g in self._groups(analysis, parts) if g.start in known]
        lists = (
            *colon_lists(analysis.text, self._groups.before_colon, self._groups.dividers),
            *told_lists(analysis.text, self._groups.told),
        )
        main = self._main_campaign(reading)
        for group in groups:
            self._group(reading, group, main)
        self._lists(reading, lists)
        for part in reversed(parts):
            self._section(reading, part, main)
        self._wording(reading)
        notices = (*self._short_groups(groups), *self._short_lists(lists))
        return reading.relations(), tuple(sorted(notices, key=lambda n: (n.start, n.end)))

    # ---- structure ---------------------------------------------------------------------------------------------------

    def _main_campaign(self, reading: ThingBoard) -> int | None:
        """The campaign that the report is about: in its headline or told of again and again, and no group or member."""
        tally = Counter(t.entity for t in reading.things if self._schema.is_a(reading.cls(t.entity), "Campaign"))
        headed = {t.entity for t in reading.things if t.start < reading.head_end}
        best = [e for e, n in tally.items() if e in headed or n >= _MAIN]
        return max(best, key=lambda e: (tally[e], -e), default=None)

    @staticmethod
    def _group(reading: ThingBoard, group: AnnouncedGroup, main: int | None) -> None:
        whole = reading.at(group.start)
        if whole is None:
            return
        for part in group.sections:
            member = reading.longest_in(part.label.start, part.label.end)
            if member is not None:
                reading.add(member.entity, whole.entity, part.label.start, part.label.end, "group-member")
        if main is not None and group.sections:
            reading.add(whole.entity, main, group.start, group.end, "group-of-campaign")

    def _section(self, reading: ThingBoard, part: Section, main: int | None) -> None:
        inside = reading.within(part.label.start, part.label.end)
        if part.heading:
            if len({t.entity for t in inside}) != 1:
                return
        elif not inside or part.label.end - inside[-1].end > 1 or inside[-1].start - part.label.start > _LABEL_PREFIX:
            return
        whole = inside[-1].entity
        if self._schema.is_a(reading.cls(whole), _MECHANISM):
            return  # what is told under 建立长效机制 is not a part of the mechanism
        # a demand (深化专项整治) goes on to what else is to be done; under the thing's own name stand its parts
        opening = reading.analysis.tokens[reading.analysis.token_index(part.label.start)]
        demand = (
            not part.heading
            and inside[-1].start >= opening.end
            and (opening.pos in _PREDICATE or opening.text in self._verbs)
        )
        reach = min(part.end, part.start + _BEHIND_DEMAND) if demand else part.end
        for thing in reading.within(part.start, reach):
            if self._schema.is_a(reading.cls(thing.entity), _INCIDENT):
                continue
            if thing.entity not in (whole, main) and reading.first(thing.entity) >= part.start:
                reading.add(thing.entity, whole, thing.start, thing.end, "under-label", once=True)

    def _lists(self, reading: ThingBoard, lists: Sequence[ColonList]) -> None:
        total = sum(len(found.members) for found in lists if found.group is None)
        for found in lists:
            if found.group is not None:
                announced = reading.at(found.group.start)
                whole = None if announced is None else announced.entity
            else:
                whole = self._counted(reading, found.start, total)
            if whole is None:
                continue
            for span in found.members:
                member = reading.longest_in(span.start, span.end)
                if member is not None:
                    reading.add(member.entity, whole, span.start, span.end, "enumerated")

    def _counted(self, reading: ThingBoard, before: int, number: int) -> int | None:
        """The last thing before an offset that is counted with *number*."""
        found: int | None = None
        for m in self._groups.counted.finditer(reading.text, 0, before):
            if self._groups.number(m["n"]) == number and reading.text[m.end() : m.end() + 1] not in ":：":
                things = reading.within(m.end(), min(m.end() + _NEAR, before))
                if things:
                    found = things[-1].entity if len(things) == 1 else things[0].entity
        return found

    # ---- wording -----------------------------------------------------------------------------------------------------

    def _wording(self, reading: ThingBoard) -> None:
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

    def _summed(self, reading: ThingBoard) -> None:
        """甲清单、乙清单、丙清单三张清单: the members of what their names end with."""
        for m in self._groups.counted.finditer(reading.text):
            last = reading.ending_at(m.start())
            if last is None:
                continue
            members = reading.enumeration_before(last)
            if len(members) != self._groups.number(m["n"]):
                continue
            shared = _common_ending([reading.name(t.entity) for t in members])
            inside = {t.entity for t in members}
            wholes = [e for e in range(reading.size) if reading.name(e).endswith(shared) and e not in inside]
            if len(shared) >= _SHARED and wholes:
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

    def _short_lists(self, lists: Sequence[ColonList]) -> Iterator[Notice]:
        for found in lists:
            number = self._groups.number(found.stated)
            if number is not None and number != len(found.members):
                message = f"{number} announced, {len(found.members)} found"
                yield Notice(found.start, found.end, "announced-count", message)


def _common_ending(names: Sequence[str]) -> str:
    shared = names[0]
    for name in names[1:]:
        while not name.endswith(shared):
            shared = shared[1:]
    return shared
