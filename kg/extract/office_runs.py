"""Lists of offices that one person holds: `党组书记、局长`, and those that commas part in a curriculum vitae."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.model import Mention
from kg.extract.name_boundary import is_cjk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.schema.model import Schema

CLAUSE = frozenset("，；。、,; 　\n")
"""What may stand before the first word of a clause, and behind its last one."""
_COMMAS = frozenset("，,")
_AREAS = 16
_REMARK = re.compile(r"[（(][^（）()\n]{1,12}[)）]")


@dataclass(frozen=True, slots=True)
class Posts:
    """The posts of a text, by where they begin and end; of several, the longest."""

    posts: Sequence[Mention]
    by_start: dict[int, int]
    by_end: dict[int, int]
    starts: list[int]
    person_starts: frozenset[int]
    person_ends: frozenset[int]

    @staticmethod
    def of(posts: Sequence[Mention], persons: Sequence[Mention]) -> Posts:
        """The table of *posts*, in which nothing but the longest name counts where several begin or end."""
        by_start: dict[int, int] = {}
        by_end: dict[int, int] = {}
        for i, post in enumerate(posts):
            if post.end not in by_end or posts[by_end[post.end]].start > post.start:
                by_end[post.end] = i
            if post.start not in by_start or posts[by_start[post.start]].end < post.end:
                by_start[post.start] = i
        return Posts(
            posts,
            by_start,
            by_end,
            sorted(by_start),
            frozenset(p.start for p in persons),
            frozenset(p.end for p in persons),
        )


class OfficeRuns:
    """Reads lists of offices; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._also = sorted(schema.words("alsoPost"), key=lambda w: (-len(w), w))
        self._levels = tuple(schema.words("areaLevel"))
        self._former = sorted(schema.words("formerOffice"), key=lambda w: (-len(w), w))
        self._closers = tuple(schema.words("officeListEnd"))

    def run(self, text: str, at: int, table: Posts) -> Iterator[int]:
        """The post that begins at *at*, and those that follow it in its list up to one that another name follows."""
        at = self.over_areas(text, at, table)
        first = True
        while at in table.by_start:
            end = table.posts[table.by_start[at]].end
            if not first and end in table.person_starts:
                return
            yield table.by_start[at]
            end = self._over_remark(text, end)
            join = next((w for w in self._also if text.startswith(w, end)), None)
            if join is None:
                return
            at, first = self.over_areas(text, self._over_former(text, end + len(join), table), table), False

    @staticmethod
    def _over_remark(text: str, at: int) -> int:
        """Behind a remark in brackets that stands at *at* (`处长（正科）、`)."""
        remark = _REMARK.match(text, at)
        return remark.end() if remark else at

    def _over_former(self, text: str, at: int, table: Posts) -> int:
        """Behind a word for a past office before an office (`局长、[原]某局局长`)."""
        if at in table.by_start:
            return at
        word = next((w for w in self._former if text.startswith(w, at)), "")
        return at + len(word)

    def over_areas(self, text: str, at: int, table: Posts) -> int:
        """Where the post begins before which at most the names of areas stand (某市[某区人民法院院长])."""
        k = bisect_left(table.starts, at)
        if at in table.by_start or k >= len(table.starts):
            return at
        start = table.starts[k]
        between = text[at:start]
        return start if len(between) <= _AREAS and between.endswith(self._levels) and is_cjk(between) else at

    def career(self, text: str, at: int, table: Posts) -> Iterator[int]:
        """The posts of one line of a curriculum vitae, which commas may part, none of them another person's."""
        first = True
        while True:
            posts = list(self.run(text, at, table))
            end = table.posts[posts[-1]].end if posts else at
            if not posts or not (first or self.closes(text, end)):
                return
            yield from posts
            end = self._over_remark(text, end)
            if text[end : end + 1] not in _COMMAS:
                return
            at, first = self.over_areas(text, self._over_former(text, end + 1, table), table), False

    def closes(self, text: str, at: int) -> bool:
        """Whether nothing follows a list of offices that would begin a sentence about one of them."""
        return at >= len(text) or text[at] in CLAUSE or text.startswith(self._closers, at)


__all__ = ["CLAUSE", "OfficeRuns", "Posts"]
