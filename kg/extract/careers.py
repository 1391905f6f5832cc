"""Offices of a curriculum vitae: clauses and rows that tell of the person named before them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.extract.office_runs import CLAUSE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Mention
    from kg.extract.office_runs import OfficeRuns, Posts
    from kg.schema.model import Schema

_COMMAS = frozenset("，,")
_STOP = frozenset("。！？\n")
# How far before an office its period is looked for.
_PERIOD = 24


class CareerReader:
    """Pairs the offices of a career with the person whose it is; built once from the schema."""

    def __init__(self, schema: Schema, runs: OfficeRuns) -> None:
        def longest_first(clue: str) -> list[str]:
            return sorted(schema.words(clue), key=lambda w: (-len(w), w))

        self._runs = runs
        self._verbs = longest_first("appoints")
        self._adverbs = longest_first("officeAdverb")
        self._prefixes = longest_first("bodyPrefix")
        pronouns = schema.clue("pronoun").items()
        self._he = tuple(w for w, keys in pronouns if schema.fact(keys[0], "standsFor") == "person")
        self._times = frozenset(schema.words("timeEnd"))
        joins = "|".join(re.escape(w) for w in longest_first("periodJoin")) or "(?!)"
        units = "".join(schema.words("timeEnd"))
        now = "|".join(longest_first("untilNow")) or "(?!)"
        # the period before an office of a curriculum vitae: 1996年1月至1998年3月, 1996.01—1998.03, 2020年至今
        self._period = re.compile(rf"\d[{units}]?[ ]?(?:{joins})(?:{now}|[ ]?\d[\d.{units}]*)[ 　]*$")
        # the date that opens a row: 2013.01, 2013年1月
        dated = rf"(?:19|20)\d\d(?:[.．/-]\d{{1,2}}|[{units}](?:\d{{1,2}}[{units}])?)" if units else r"(?!)"
        self._dated = re.compile(rf"[ \u3000]*{dated}[ \u3000，,:：]*")
        self._life = re.compile("|".join(map(re.escape, longest_first("lifeWord"))) or "(?!)")

    def __call__(
        self, text: str, table: Posts, persons: Sequence[Mention], held: set[int], areas: Mapping[int, int]
    ) -> Iterator[tuple[int, int]]:
        """Pairs (index of a post, index in *persons*) of the posts that nobody else holds (*held*).

        Args:
            text: the document's text.
            table: its posts.
            persons: its persons, in text order.
            held: the posts that are somebody's by their own clause.
            areas: end → start of areas, which may stand before the area of an office.
        """
        starts = [p.start for p in persons]
        done: set[int] = set()
        for start in table.starts:
            person = bisect_left(starts, start) - 1
            if table.by_start[start] in held or table.by_start[start] in done or person < 0:
                continue
            begin = start
            while begin in areas:
                begin = areas[begin]
            begin -= len(next((w for w in self._prefixes if text.endswith(w, 0, begin)), ""))
            verb = self._opens_with_verb(text, begin) and self._stands_alone(text, start, table)
            opened = verb or self._period.search(text, max(0, begin - _PERIOD), begin)
            if not opened and not self._dated.fullmatch(text[text.rfind("\n", 0, begin) + 1 : begin]):
                owner = self._described(text, begin, starts, persons)
                if owner is None or not self._stands_alone(text, start, table):
                    continue
                person = owner
            for i in self._runs.career(text, start, table):
                done.add(i)
                yield i, person

    def _opens_with_verb(self, text: str, end: int) -> bool:
        """Whether a verb of office that ends at *end* opens its clause: `，后任`, `2010年起担任`, `他被任命为`."""
        verb = next((v for v in self._verbs if text.endswith(v, 0, end)), "")
        at = end - len(verb)
        word = verb
        while word:
            before = text[at - 1 : at]
            if before in CLAUSE or before in self._times:
                return True
            word = next((w for w in (*self._adverbs, *self._he) if text.endswith(w, 0, at)), "")
            at -= len(word)
        return False

    def _described(self, text: str, at: int, starts: Sequence[int], persons: Sequence[Mention]) -> int | None:
        """The person of whose life the sentence tells before *at*, behind a comma: `甲，男，1970年生，[某局局长]`."""
        if text[at - 1 : at] not in _COMMAS:
            return None
        begin = at
        while begin and text[begin - 1] not in _STOP:
            begin -= 1
        k = bisect_left(starts, begin)
        if k >= len(starts) or starts[k] != begin:
            return None
        return k if self._life.search(text, persons[k].end, at) else None

    def _stands_alone(self, text: str, start: int, table: Posts) -> bool:
        """Whether the offices that begin at *start* are all of their clause."""
        posts = list(self._runs.run(text, start, table))
        end = table.posts[posts[-1]].end if posts else start
        return bool(posts) and self._runs.closes(text, end) and end not in table.person_starts


__all__ = ["CareerReader"]
