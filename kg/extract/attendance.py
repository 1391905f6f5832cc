"""Who takes part in a meeting or ceremony, by the words around names: `甲、乙等出席`, `参会的甲`, `甲在会上表示`."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from typing import TYPE_CHECKING

from kg.extract.model import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extract.model import Act, Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema

# Code points between the last name and the verb (等领导亲自), and between the verb and what is attended.
_BEFORE = 10
_AFTER = 12
_SEPARATORS = "，,、 　（）()”“"
_SENTENCE_END = "。；！？\n"


class AttendanceReader:
    """Finds those who attend, chair or speak at a gathering; built once from the schema.

    `lex:attendWord` stands between those who come and what they come to, `lex:chairWord` between a person and the
    gathering that he leads, `lex:floorSign` between a speaker and his verb; a class with `lex:gathering` is a kind of
    activity that people come to.
    """

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._relation = next((k for k in sorted(schema.relations) if schema.words("attendWord", k)), None)
        self._chair = frozenset(schema.words("chairWord"))
        words = sorted((*schema.words("attendWord"), *self._chair), key=lambda w: (-len(w), w))
        self._words = re.compile("|".join(map(re.escape, words)) or "(?!)")
        self._floor = tuple(schema.words("floorSign"))
        self._anaphors = tuple(schema.words("gatheringWord"))
        self._held = frozenset(schema.words("gatheringVerb"))
        self._openers = schema.words("floorOpener")
        self._list_ends = tuple(schema.words("listEnd"))
        self._closers = tuple(schema.words("floorCloser"))
        self._links = frozenset(schema.words("coordinator"))
        self._of = next(iter(schema.words("ofWord")), "")
        self._kinds = tuple(k for k in sorted(schema.classes) if schema.fact(k, "gathering") is not None)

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution, acts: tuple[Act, ...]
    ) -> Iterator[Relation]:
        """The relations between a gathering and those who take part in it."""
        if self._relation is None:
            return
        reading = _Names(analysis.text, mentions, resolution, (self._links, self._list_ends), self._is_gathering)
        if not reading.gatherings:
            return
        for act in acts:
            if act.object_entity is not None and act.verb in self._held:
                reading.tell(act.object_entity, act.start, placed=act.time is not None or act.place is not None)
        boundaries = analysis.boundaries
        for match in self._words.finditer(analysis.text):
            # behind a name the segmenter may have cut elsewhere
            if (match.start() in boundaries and match.end() in boundaries) or reading.ends_at(match.start()):
                yield from self._at_word(reading, match, bare=self._is_bare(analysis, match.end()))
        yield from self._speakers(reading, acts)
        yield from self._on_the_floor(reading)

    def _is_gathering(self, cls: str) -> bool:
        return any(self._schema.is_a(cls, k) for k in self._kinds)

    @staticmethod
    def _is_bare(analysis: Analysis, end: int) -> bool:
        """Whether the text ends at *end* or goes on with another verb (`出席表达关心`)."""
        if end >= len(analysis.text):
            return True
        token = analysis.tokens[analysis.token_index(end)]
        return token.start == end and token.pos.startswith("v")

    def _at_word(self, reading: _Names, match: re.Match[str], *, bare: bool) -> Iterator[Relation]:
        text, start, end, chairs = reading.text, match.start(), match.end(), match.group() in self._chair
        if not chairs and self._of and text.startswith(self._of, end):
            event = reading.told_before(start)
            who = reading.chain_after(end + len(self._of))
        else:
            event = self._event(reading, start, end, bare=bare)
            who = reading.chain_before(start)
        for entity, at in who:
            if event is not None and (not chairs or reading.is_person(entity)):
                yield self._take_part(event, entity, min(at, start), end)

    def _event(self, reading: _Names, start: int, end: int, *, bare: bool) -> int | None:
        """What is attended: the gathering named behind the verb, else (`出席会议`, `出席。`) the one told before."""
        named = reading.named_after(end)
        if named is not None:
            reading.tell(named, start)
            return named
        rest = reading.text[end : end + _AFTER]
        closes = not rest or rest[0] in _SEPARATORS + _SENTENCE_END
        return reading.told_before(start) if bare or closes or any(w in rest for w in self._anaphors) else None

    def _speakers(self, reading: _Names, acts: tuple[Act, ...]) -> Iterator[Relation]:
        """`甲在会上表示`: who has the floor is there."""
        for act in acts:
            lead = reading.text[act.start : act.verb_start]
            if not any(sign in lead for sign in self._floor):
                continue
            event = reading.told_before(act.verb_start)
            for agent in act.agents:
                if event is not None and reading.is_person(agent):
                    yield self._take_part(event, agent, act.start, act.end)

    def _on_the_floor(self, reading: _Names) -> Iterator[Relation]:
        """`甲在某会上`: the gathering between 在 and 上 is where he was."""
        for start, end, event in reading.gatherings:
            opener = max(reading.text.rfind(w, max(0, start - _BEFORE), start) for w in self._openers)
            if opener < 0 or not reading.text.startswith(self._closers, end):
                continue
            for entity, at in reading.chain_before(opener):
                if reading.is_person(entity):
                    yield self._take_part(event, entity, at, end)

    def _take_part(self, event: int, entity: int, start: int, end: int) -> Relation:
        return Relation(event, self._relation or "", entity, start, end, "attendance", 0.8)


class _Names:
    """The names of one document, by where they stand."""

    def __init__(
        self,
        text: str,
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        joins: tuple[frozenset[str], tuple[str, ...]],
        is_gathering: Callable[[str], bool],
    ) -> None:
        self.text = text
        self._types = [e.type for e in resolution.entities]
        links, self._list_ends = joins
        self._links = sorted(links, key=lambda w: (-len(w), w))
        self._by_start: dict[int, tuple[int, int]] = {}
        self._by_end: dict[int, tuple[int, int]] = {}
        self.gatherings: list[tuple[int, int, int]] = []
        reach = 0
        for mention, entity in zip(mentions, resolution.of_mention, strict=True):
            if entity is None:
                continue
            if is_gathering(resolution.entities[entity].cls):
                self.gatherings.append((mention.start, mention.end, entity))
            if mention.end <= reach:  # inside another name
                continue
            reach = mention.end
            self._by_start[mention.start] = (mention.end, entity)
            self._by_end[mention.end] = (mention.start, entity)
        self._kept = {entity for _, _, entity in self.gatherings}
        self._named = [(start, entity) for start, _, entity in self.gatherings]
        self._told: list[tuple[int, int]] = []

    def ends_at(self, at: int) -> bool:
        """Whether a name ends at *at*."""
        return at in self._by_end

    def is_person(self, entity: int) -> bool:
        """Whether the entity is a person."""
        return self._types[entity] == "person"

    def tell(self, entity: int, at: int, *, placed: bool = True) -> None:
        """The text tells at *at* that the gathering was held or attended; without when or where, it displaces none."""
        if entity in self._kept and (placed or not self._told):
            insort(self._told, (at, entity))

    def told_before(self, at: int) -> int | None:
        """The gathering held last before *at*, else the one named last."""
        for known in (self._told, self._named):
            k = bisect_left(known, (at, 0)) - 1
            if k >= 0:
                return known[k][1]
        return None

    def named_after(self, at: int) -> int | None:
        """The gathering named within the clause, close behind *at*."""
        k = bisect_left(self._named, (at, 0))
        if k < len(self._named) and self._named[k][0] <= at + _AFTER:
            between = self.text[at : self._named[k][0]]
            if not any(c in between for c in _SENTENCE_END + "，,"):
                return self._named[k][1]
        return None

    def chain_before(self, at: int) -> Iterator[tuple[int, int]]:
        """Those named in a list that ends before *at*, with their places; their offices are passed over."""
        end = next((k for k in range(at, max(0, at - _BEFORE) - 1, -1) if k in self._by_end), None)
        # 甲、乙等县委常委出席: what they are stands behind 等
        close = max((self.text.rfind(w, max(0, at - _BEFORE), at) for w in self._list_ends), default=-1)
        if close in self._by_end:
            end = close
        if end is None or any(c in self.text[end:at] for c in _SENTENCE_END):
            return
        while end in self._by_end:
            start, entity = self._by_end[end]
            if self._types[entity] in ("person", "group", "organization"):
                yield entity, start
            elif self._types[entity] != "post":
                return
            end = self._over_links(start)

    def chain_after(self, at: int) -> Iterator[tuple[int, int]]:
        """The person named at *at*, offices before him passed over."""
        while at in self._by_start:
            end, entity = self._by_start[at]
            if self._types[entity] == "person":
                yield entity, at
                return
            if self._types[entity] != "post":
                return
            at = end

    def _over_links(self, at: int) -> int:
        """Where the name before ends, links and commas between passed over."""
        while at and at not in self._by_end:
            link = next((w for w in self._links if self.text.endswith(w, 0, at)), None)
            if link is None and self.text[at - 1] not in _SEPARATORS:
                return at
            at -= len(link) if link else 1
        return at


__all__ = ["AttendanceReader"]
