"""Which person holds which post, by how the two stand to each other in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.name_boundary import is_cjk
from kg.extract.role_tables import role_holders

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_GAPS = frozenset(" 　:：”")
_LIST = frozenset("、")
_BRACKETS = frozenset("（(")
_CLAUSE = frozenset("，；。、,; 　\n")
_STOP = re.compile(r"[。；！？\n]")
_COMMAS = frozenset("，,")
# The date that opens a row of a curriculum vitae: 2013.01, 2013年1月.
_DATED = re.compile(r"[ \u3000]*(?:19|20)\d\d(?:[.．/-]\d{1,2}|年(?:\d{1,2}月)?)[ \u3000，,:：]*")
_WINDOW = 60
# How far before an office its period is looked for.
_PERIOD = 24
_AREAS = 16
_ROW = "person-row"


@dataclass(frozen=True, slots=True)
class _Posts:
    """The posts of a text, by where they begin and end; of several, the longest."""

    posts: Sequence[Mention]
    by_start: dict[int, int]
    by_end: dict[int, int]
    starts: list[int]
    person_starts: frozenset[int]
    person_ends: frozenset[int]

    @staticmethod
    def of(posts: Sequence[Mention], persons: Sequence[Mention]) -> _Posts:
        by_start: dict[int, int] = {}
        by_end: dict[int, int] = {}
        for i, post in enumerate(posts):
            if post.end not in by_end or posts[by_end[post.end]].start > post.start:
                by_end[post.end] = i
            if post.start not in by_start or posts[by_start[post.start]].end < post.end:
                by_start[post.start] = i
        return _Posts(
            posts,
            by_start,
            by_end,
            sorted(by_start),
            frozenset(p.start for p in persons),
            frozenset(p.end for p in persons),
        )


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
        self._levels = tuple(schema.words("areaLevel"))
        self._prefixes = longest_first("bodyPrefix")
        pronouns = schema.clue("pronoun").items()
        self._he = tuple(w for w, keys in pronouns if schema.fact(keys[0], "standsFor") == "person")
        self._closers = tuple(schema.words("officeListEnd"))
        self._times = frozenset(schema.words("timeEnd"))
        self._of = next(iter(schema.words("ofWord")), "")
        joins = "|".join(re.escape(w) for w in longest_first("periodJoin")) or "(?!)"
        units = "".join(schema.words("timeEnd"))
        now = "|".join(longest_first("untilNow")) or "(?!)"
        # the period before an office of a curriculum vitae: 1996年1月至1998年3月, 1996.01—1998.03, 2020年至今
        self._period = re.compile(rf"\d[{units}]?[ ]?(?:{joins})(?:{now}|[ ]?\d[\d.{units}]*)[ 　]*$")

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
        table = _Posts.of(posts, persons)
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
        pairs.update(self._carried(text, table, starts, {i for i, _ in pairs}, areas or {}))
        return sorted(pairs)

    def _run(self, text: str, at: int, table: _Posts) -> Iterator[int]:
        """The post that begins at *at*, and those that follow it in its list up to one that another name follows."""
        at = self._over_areas(text, at, table)
        first = True
        while at in table.by_start:
            end = table.posts[table.by_start[at]].end
            if not first and end in table.person_starts:
                return
            yield table.by_start[at]
            join = next((w for w in self._also if text.startswith(w, end)), None)
            if join is None:
                return
            at, first = end + len(join), False

    def _over_areas(self, text: str, at: int, table: _Posts) -> int:
        """Where the post begins before which at most the names of areas stand (某市[某区人民法院院长])."""
        k = bisect_left(table.starts, at)
        if at in table.by_start or k >= len(table.starts):
            return at
        start = table.starts[k]
        between = text[at:start]
        return start if len(between) <= _AREAS and between.endswith(self._levels) and is_cjk(between) else at

    def _before(self, text: str, person: Mention, table: _Posts, person_ends: dict[int, Mention]) -> Iterator[int]:
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

    def _taken(self, text: str, start: int, table: _Posts) -> bool:
        """Whether a person and a verb of office stand right before an office that begins at *start*."""
        verbs = (v for v in self._verbs if text.endswith(v, 0, start))
        return any(start - len(v) in table.person_ends for v in verbs)

    def _after(self, text: str, person: Mention, limit: int, table: _Posts) -> Iterator[int]:
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
            yield from self._run(text, at, table)
            return
        yield from self._told(text, at, limit, table)

    def _over_form(self, text: str, at: int) -> int:
        """Where a form of address that stands at *at* ends."""
        return at + len(next((f for f in self._forms if text.startswith(f, at)), ""))

    def _told(self, text: str, at: int, limit: int, table: _Posts) -> Iterator[int]:
        """Posts behind 的, a verb of office, or a verb with a pronoun, a name's clause going on at *at*."""
        if self._of and text.startswith(self._of, at):
            yield from self._run(text, at + len(self._of), table)
        stop = _STOP.search(text, at, min(limit, at + _WINDOW))
        limit = stop.start() if stop else min(limit, at + _WINDOW)
        yield from self._by_verb(text, at, limit, table)
        for pronoun in self._pronouns:  # 任其为…: the person named before
            where = text.find(pronoun, at, limit)
            if where >= 0:
                yield from self._run(text, where + len(pronoun), table)

    def _by_verb(self, text: str, at: int, limit: int, table: _Posts) -> Iterator[int]:
        """The post left (从…) and those behind the verb of office, the name's clause going on at *at*."""
        adverb: str | None = ""
        while adverb is not None:
            at += len(adverb)
            adverb = next((w for w in self._adverbs if text.startswith(w, at)), None)
        origin = next((w for w in self._from if text.startswith(w, at)), "")
        if origin:
            left = list(self._run(text, at + len(origin), table))
            yield from left
            at = table.posts[left[-1]].end if left else at
        verb = next((v for v in self._verbs if text.startswith(v, at)), None)
        if verb is None:
            return
        here = at + len(verb)
        start = self._over_areas(text, here, table)  # 任某市[某区委书记]
        if start not in table.by_start:
            k = bisect_left(table.starts, here)
            start = table.starts[k] if k < len(table.starts) and table.starts[k] <= here + 2 else limit
        if start < limit:
            yield from self._career(text, start, table)

    def _carried(
        self, text: str, table: _Posts, starts: list[int], held: set[int], areas: Mapping[int, int]
    ) -> Iterator[tuple[int, int]]:
        """Offices of a curriculum vitae: a clause opened by a verb or a period tells of the person named last."""
        done: set[int] = set()
        for start in table.starts:
            person = bisect_left(starts, start) - 1
            if table.by_start[start] in held or table.by_start[start] in done or person < 0:
                continue
            begin = start
            while begin in areas:
                begin = areas[begin]
            begin -= len(next((w for w in self._prefixes if text.endswith(w, 0, begin)), ""))
            opened = self._opens_with_verb(text, begin) or self._period.search(text, max(0, begin - _PERIOD), begin)
            if not opened and not _DATED.fullmatch(text[text.rfind("\n", 0, begin) + 1 : begin]):
                continue
            for i in self._career(text, start, table):
                done.add(i)
                yield i, person

    def _opens_with_verb(self, text: str, end: int) -> bool:
        """Whether a verb of office that ends at *end* opens its clause: `，后任`, `2010年起担任`, `他被任命为`."""
        verb = next((v for v in self._verbs if text.endswith(v, 0, end)), "")
        at = end - len(verb)
        word = verb
        while word:
            before = text[at - 1 : at]
            if before in _CLAUSE or before in self._times:
                return True
            word = next((w for w in (*self._adverbs, *self._he) if text.endswith(w, 0, at)), "")
            at -= len(word)
        return False

    def _career(self, text: str, at: int, table: _Posts) -> Iterator[int]:
        """The posts of one line of a curriculum vitae, which commas may part, none of them another person's."""
        first = True
        while True:
            posts = list(self._run(text, at, table))
            end = table.posts[posts[-1]].end if posts else at
            if not posts or not (first or self._closes(text, end)):
                return
            yield from posts
            if text[end : end + 1] not in _COMMAS:
                return
            at, first = end + 1, False

    def _closes(self, text: str, at: int) -> bool:
        """Whether nothing follows a list of offices that would begin a sentence about one of them."""
        return at >= len(text) or text[at] in _CLAUSE or text.startswith(self._closers, at)


def _last_of_list(text: str, person: Mention, starts: Mapping[int, Mention]) -> Mention:
    """The last of the persons who follow in a list of names."""
    while text[person.end : person.end + 1] in _LIST and person.end + 1 in starts:
        person = starts[person.end + 1]
    return person
