"""Which person holds which post, by how the two stand to each other in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.extract.careers import CareerReader
from kg.extract.office_runs import OfficeRuns, Posts
from kg.extract.role_tables import role_holders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_GAPS = frozenset(" 　:：”")
_LIST = frozenset("、")
_BRACKETS = frozenset("（(")
_STOP = re.compile(r"[。；！？\n]")
_WINDOW = 60
_ROW = "person-row"


class HoldingReader:
    """Pairs posts and persons; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        def longest_first(clue: str) -> list[str]:
            return sorted(schema.words(clue), key=lambda w: (-len(w), w))

        self._verbs = longest_first("appoints")
        self._filled = longest_first("filledBy")
        self._also = longest_first("alsoPost")
        self._adverbs = longest_first("officeAdverb")
        self._from = longest_first("officeFrom")
        self._forms = longest_first("honorific")
        self._former = longest_first("nameBreak")
        self._pronouns = tuple(schema.words("officePronoun"))
        self._of = next(iter(schema.words("ofWord")), "")
        self._unnamed = tuple(schema.words("unnamedHead"))
        self._runs = OfficeRuns(schema)
        self._careers = CareerReader(schema, self._runs)

    def __call__(
        self,
        analysis: Analysis,
        posts: Sequence[Mention],
        persons: Sequence[Mention],
        areas: Mapping[int, int] | None = None,
    ) -> list[tuple[int, int]]:
        """Pairs (index in *posts*, index in *persons*), sorted and without repetition; *persons* in text order.

        Args:
            analysis: the document.
            posts: the offices and roles.
            persons: the persons, in text order.
            areas: end → start of areas, which may stand before the area of an office (某市[某区区长]).
        """
        text = analysis.text
        table = Posts.of(posts, persons)
        person_ends = {p.end: p for p in persons}
        person_starts = {p.start: p for p in persons}
        starts = [p.start for p in persons]
        pairs: set[tuple[int, int]] = set()
        for j, person in enumerate(persons):
            before = list(self._before(text, person, table, person_ends))
            limit = starts[j + 1] if j + 1 < len(persons) else len(text)
            pairs.update((i, j) for i in before)
            pairs.update((i, j) for i in self._after(text, person, limit, table))
            last = _last_of_list(text, person, person_starts)
            if last is not person:  # 任命甲、乙为副县长
                after = starts[bisect_left(starts, last.end)] if last.end <= starts[-1] else len(text)
                pairs.update((i, j) for i in self._told(text, self._over_form(text, last.end), after, table))
        pairs.update(role_holders(text, table.by_end, persons))
        pairs.update(self._careers(text, table, persons, {i for i, _ in pairs}, areas or {}))
        return sorted(pairs)

    def _before(self, text: str, person: Mention, table: Posts, person_ends: dict[int, Mention]) -> Iterator[int]:
        """Posts that stand before the name that begins at *at*; of several names behind one post, each has it."""
        at = person.start
        here = at - 1 if text[at - 1 : at] == self._of and at - 1 in table.by_end else at
        filled = next((w for w in self._filled if text.endswith(w, 0, at)), None)
        if filled is not None and text.startswith(tuple(self._verbs), self._over_form(text, person.end)):
            here = at - len(filled)  # [主任]由张某兼任
        while True:
            while here and here not in table.by_end and text[here - 1] in _GAPS:
                here -= 1
            if here in table.by_end:
                break
            previous = person_ends.get(here) or (person_ends.get(here - 1) if text[here - 1 : here] in _LIST else None)
            if previous is None or previous.start >= here:
                return
            here = previous.start
        first = True
        while here in table.by_end:
            post = table.posts[table.by_end[here]]
            if not first and post.start in table.person_ends:
                return  # 张某市长、局长李某: the office before the list is that of the name before it
            if not first and post.name.endswith(self._unnamed):
                return  # 甲局负责人、乙局局长张某: somebody who is not named
            if not first and self._taken(text, post.start, table):
                return  # 张某调任局长、局长李某调任…: it is the one that the person before takes
            yield table.by_end[here]
            here, first = post.start, False
            here -= len(next((w for w in self._former if text.endswith(w, 0, here)), ""))  # 甲县县长、[时任]乙局局长
            filled = next((w for w in self._filled if text.endswith(w, 0, here)), None)
            if filled is not None and here - len(filled) in table.by_end:  # 主任由[副部长]张某兼任
                yield table.by_end[here - len(filled)]
            join = next((w for w in self._also if text.endswith(w, 0, here)), None)
            if join is None:
                return
            here -= len(join)

    def _taken(self, text: str, start: int, table: Posts) -> bool:
        """Whether a person and a verb of office stand right before an office that begins at *start*."""
        verbs = (v for v in self._verbs if text.endswith(v, 0, start))
        return any(start - len(v) in table.person_ends for v in verbs)

    def _after(self, text: str, person: Mention, limit: int, table: Posts) -> Iterator[int]:
        """Posts behind the name: `张某市长`, `张某（局长）`, `张某任区长`, `免去张某的职务`, a table's column."""
        at = person.end
        if at not in table.by_start:
            at = self._over_form(text, at)
        if person.rule == _ROW:
            while text[at : at + 1] in _GAPS:
                at += 1
        if text[at : at + 1] in _BRACKETS:
            former = next((w for w in self._former if text.startswith(w, at + 1)), "")
            if at + 1 in table.by_start:
                at += 1
            elif at + 1 + len(former) in table.by_start:  # 张某（原某局局长）
                at += 1 + len(former)
        if at in table.by_start or person.rule == _ROW:
            yield from self._runs.run(text, at, table)
            return
        yield from self._told(text, at, limit, table)

    def _over_form(self, text: str, at: int) -> int:
        """Where a form of address that stands at *at* ends."""
        return at + len(next((f for f in self._forms if text.startswith(f, at)), ""))

    def _told(self, text: str, at: int, limit: int, table: Posts) -> Iterator[int]:
        """Posts behind 的, a verb of office, or a verb with a pronoun, a name's clause going on at *at*."""
        if self._of and text.startswith(self._of, at):
            yield from self._runs.run(text, at + len(self._of), table)
        stop = _STOP.search(text, at, min(limit, at + _WINDOW))
        limit = stop.start() if stop else min(limit, at + _WINDOW)
        yield from self._by_verb(text, at, limit, table)
        for pronoun in self._pronouns:  # 任其为…: the person named before
            where = text.find(pronoun, at, limit)
            if where >= 0:
                yield from self._runs.run(text, where + len(pronoun), table)

    def _by_verb(self, text: str, at: int, limit: int, table: Posts) -> Iterator[int]:
        """The post left (从…) and those behind the verb of office, the name's clause going on at *at*."""
        adverb: str | None = ""
        while adverb is not None:
            at += len(adverb)
            adverb = next((w for w in self._adverbs if text.startswith(w, at)), None)
        origin = next((w for w in self._from if text.startswith(w, at)), "")
        if origin:
            left = list(self._runs.run(text, at + len(origin), table))
            yield from left
            at = table.posts[left[-1]].end if left else at
        verb = next((v for v in self._verbs if text.startswith(v, at)), None)
        if verb is None:
            return
        here = at + len(verb)
        start = self._runs.over_areas(text, here, table)  # 任某市[某区委书记]
        if start not in table.by_start:
            k = bisect_left(table.starts, here)
            start = table.starts[k] if k < len(table.starts) and table.starts[k] <= here + 2 else limit
        if start < limit:
            yield from self._runs.career(text, start, table)


def _last_of_list(text: str, person: Mention, starts: Mapping[int, Mention]) -> Mention:
    """The last of the persons who follow in a list of names."""
    while text[person.end : person.end + 1] in _LIST and person.end + 1 in starts:
        person = starts[person.end + 1]
    return person
