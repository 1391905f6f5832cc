"""Lists of members by role (`副组长：甲　某局局长`): the role of a label holds for the rows below that have none."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from kg.extract.name_boundary import HAN
from kg.text.marks import FINAL

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kg.extract.model import Mention

_LABEL = re.compile(rf"^[ 　]*({HAN}(?:[ 　]*{HAN}){{1,6}})[ 　]*[：:]", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")
# A row is short, and what it tells is no sentence; commas can part the name and the office.
_LONGEST = 60
_ENDS = frozenset(FINAL)
_BETWEEN = frozenset(" 　\t、，,；;：:）)（(")
# The heading of a part of the list (`（一）部门委员`).
_LONGEST_HEADING = 20


def labels(text: str) -> Iterator[tuple[int, int]]:
    """Where a line is opened by a label with a colon: the label's start and end, in text order."""
    for match in _LABEL.finditer(text):
        yield match.start(1), match.end(1)


def role_holders(text: str, roles: Mapping[int, int], persons: Sequence[Mention]) -> Iterator[tuple[int, int]]:
    """Pairs (role, index in *persons*): each row's person has the role of the label over it, or before it.

    A list ends at a sentence, at a label that is no role, and at a line that is neither a row nor a short heading.

    Args:
        text: the document's text.
        roles: end of an office's name → the office (any number), of which labels are looked up.
        persons: the persons, in text order.
    """
    if not roles:
        return
    starts = [p.start for p in persons]
    for start, end in labels(text):
        role = roles.get(end)
        if role is None:
            continue
        headed = False
        for line in _LINE.finditer(text, start):
            first = line.start() == start
            if not first and _LABEL.match(text, line.start()):
                break
            found = list(_of_row(text, end if first else line.start(), line.end(), persons, starts))
            yield from ((role, j) for j in found)
            if not found and not first and (headed or not _may_head(line.group())):
                break
            headed = not found and not first


def _may_head(line: str) -> bool:
    """Whether a line without a person can be the heading of a part of the list."""
    return len(line) <= _LONGEST_HEADING and not any(c in _ENDS for c in line)


def _of_row(text: str, start: int, end: int, persons: Sequence[Mention], starts: Sequence[int]) -> Iterator[int]:
    """The persons of a row: the one at its start or at its end, or all where only names stand there."""
    while start < end and text[start] in _BETWEEN:
        start += 1
    while end > start and text[end - 1] in _BETWEEN:
        end -= 1
    if end - start > _LONGEST or any(c in _ENDS for c in text[start:end]):
        return
    k = bisect_left(starts, start)
    here = start
    while k < len(starts) and starts[k] < end:
        person = persons[k]
        if person.start == here or (person.end == end and here == start):
            yield k
        else:
            return
        here = person.end
        while here < end and text[here] in _BETWEEN:
            here += 1
        k += 1
