"""Groups that a report announces with their number before it lists them: 四项举措, 六大工程."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.numbers import Numerals
from kg.extract.sections import Section
from kg.text.marks import FINAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


_MISCOUNT = 1  # by how much the members found may differ from the announced number
_FAR = 240  # code points between a group and its first member
_GROUPING = frozenset(("activity", "measure"))


def any_of(words: Sequence[str]) -> str:
    """A regular expression for any of the words, longest first; one that matches nothing where there are none."""
    return "|".join(map(re.escape, sorted(words, key=lambda w: (-len(w), w)))) or "(?!)"


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
    """Finds announced groups; built once from the schema.

    Attributes:
        before_colon: matches a number, as the group `n`, with a measure word and a colon.
        told: matches an announcement as far as its first member, with the groups `n` and `group`.
        counted: matches a number, as the group `n`, with a measure word.
        dividers: the marks between the members of an enumeration.
    """

    def __init__(self, schema: Schema) -> None:
        self._of_head = {**schema.clue("bareHead"), **schema.clue("weakHead"), **schema.clue("head")}
        self._schema = schema
        self._numerals = Numerals(schema)
        number = rf"(?P<n>\d{{1,3}}|[{self._numerals.characters}]{{1,3}})"
        units = any_of(schema.words("listUnit"))
        all_units = any_of(sorted({*schema.words("listUnit"), *schema.words("groupUnit")}))
        big, plain = (any_of(schema.words("groupUnit", key)) for key in ("bigGroup", "plainGroup"))
        heads = any_of([w for w in self._of_head if len(w) == 2])
        of = any_of(schema.words("ofWord"))
        self.dividers = frozenset(w for w in schema.clue("coordinator") if len(w) == 1 and not w.isalnum())
        stop = re.escape(FINAL + "".join(sorted(self.dividers))) + "，；：“”"
        self._pattern = re.compile(
            rf"{number}(?:(?P<big>{big})|(?P<unit>{plain})(?:[^{stop}\s\d]{{2,8}}(?:{of}))?)(?P<head>{heads})"
        )
        self.before_colon = re.compile(rf"{number}(?:{units})[:：]")
        nouns, openers = any_of(schema.words("groupNoun")), any_of(schema.words("listOpener"))
        self.told = re.compile(
            rf"(?P<group>{number}(?:{big}|{plain})[^{stop}\s\d]{{0,4}}?(?:{nouns}))[，,:：]?(?:{openers})"
        )
        self.counted = re.compile(rf"{number}(?:{all_units})")

    def number(self, numeral: str) -> int | None:
        """The whole number of a numeral in digits or characters, or None."""
        return self._numerals.small_integer(numeral)

    def __call__(self, analysis: Analysis, parts: Sequence[Section]) -> tuple[AnnouncedGroup, ...]:
        """Groups in text order; one that is not called 大 counts only where labelled parts follow."""
        found: list[AnnouncedGroup] = []
        for m in self._pattern.finditer(analysis.text):
            count = self.number(m["n"])
            members = members_behind(analysis, m.end(), parts)
            cls = self._of_head[m["head"]][0]
            if count is None or count < 2:
                continue
            if abs(len(members) - count) > _MISCOUNT or self._schema.type_of(cls) not in _GROUPING:
                members = ()
            if not (m["big"] or members):
                continue
            name = m["n"] + (m["big"] or m["unit"]) + m["head"]
            found.append(AnnouncedGroup(m.start(), m.end(), name, cls, cls, count, members))
        return tuple(found)


def members_behind(analysis: Analysis, at: int, parts: Sequence[Section]) -> tuple[Section, ...]:
    """The labelled parts that a group announced at *at* can mean: those under the same heading, behind it."""
    blocks = analysis.document.blocks
    here = next((b for b in reversed(blocks) if b.start <= at <= b.end), None)
    if here is None:
        return ()
    parents = {here.index, here.parent}
    parents |= {b.index for b in blocks if b.parent is not None and b.parent in parents and b.start >= here.start}
    run: list[Section] = []
    for part in parts:
        if part.heading or part.label.start < at or part.parent not in parents:
            continue
        if not run and part.label.start - at > _FAR:
            break
        if run and (part.parent != run[0].parent or part.marked != run[0].marked):
            break
        run.append(part)
    return tuple(run) if len(run) > 1 else ()
