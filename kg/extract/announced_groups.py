"""Groups that a report announces with their number before it lists them: 四项举措, 六大工程."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.sections import Section
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_NUMERAL = {c: n for n, c in enumerate("零一二三四五六七八九十")} | {"两": 2}


@dataclass(frozen=True, slots=True)
class AnnouncedGroup:
    """A group with the number of its members.

    Attributes:
        start: where the group's name begins (with its number); end: where it ends.
        cls: class of the group; member_cls: class of its members where nothing says more.
        count: the announced number.
        sections: the labelled parts that are its members.
    """

    start: int
    end: int
    name: str
    cls: str
    member_cls: str
    count: int
    sections: tuple[Section, ...]


class GroupReader:
    """Finds announced groups; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._of_head = {**schema.clue("bareHead"), **schema.clue("weakHead"), **schema.clue("head")}
        heads = sorted((w for w in self._of_head if len(w) == 2), key=lambda w: (-len(w), w))
        big = "|".join(map(re.escape, schema.words("groupUnit", "bigGroup")))
        plain = "|".join(map(re.escape, schema.words("groupUnit", "plainGroup")))
        of = "|".join(map(re.escape, schema.words("ofWord")))
        self._pattern = (
            re.compile(
                rf"([二两三四五六七八九十]|\d{{1,2}})(?:({big})|(?:{plain})(?:[^，。；、：\s\d“”]{{2,8}}(?:{of}))?)({'|'.join(map(re.escape, heads))})"  # noqa: RUF001
            )
            if big and plain and heads
            else None
        )

    def __call__(self, analysis: Analysis, parts: Sequence[Section]) -> tuple[AnnouncedGroup, ...]:
        """Groups in text order; one that is not called 大 counts only where labelled parts follow."""
        if self._pattern is None:
            return ()
        found: list[AnnouncedGroup] = []
        for m in self._pattern.finditer(analysis.text):
            keys = self._of_head[m[3]]
            members = members_behind(analysis, m.end(), parts)
            count = _NUMERAL.get(m[1]) or int(m[1])
            if not m[2] and not members:
                continue
            name = m[0] if m[2] else analysis.text[m.start() : m.end(1) + 1] + m[3]
            found.append(AnnouncedGroup(m.start(), m.end(), name, keys[0], keys[0], count, members))
        return tuple(found)


def members_behind(analysis: Analysis, at: int, parts: Sequence[Section]) -> tuple[Section, ...]:
    """The labelled parts that a group announced at *at* can mean: those under the same heading, behind it."""
    blocks = analysis.document.blocks
    here = next((b for b in reversed(blocks) if b.start <= at < b.end or b.start <= at <= b.end), None)
    if here is None:
        return ()
    parents = {here.index, here.parent}
    parents |= {b.index for b in blocks if b.parent is not None and b.parent in parents and b.start >= here.start}
    run: list[Section] = []
    for part in parts:
        if part.heading or part.label.start < at or part.parent not in parents:
            continue
        if run and (part.parent != run[0].parent or part.marked != run[0].marked):
            break
        run.append(part)
    return tuple(run) if len(run) > 1 else ()
