"""Which of overlapping mentions stand."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Mention

# What the report's structure or a title's form shows goes before what words alone suggest.
_ORDINARY = 5
_RANK = {
    "announced-group": 0,
    "list-label": 1,
    "list-member": 2,
    "title-marks": 3,
    "about-title": 4,
    "verb-object": 6,
}


def settle(found: Sequence[Mention], names: Sequence[Mention], size: int) -> tuple[Mention, ...]:
    """Leave of overlapping mentions one each, in text order.

    The one that structure shows stands, else the longest; what lies inside a name of another type falls.

    Args:
        found: the mentions.
        names: mentions of other types, which may nest.
        size: the length of the text.
    """
    reach = _reach(names, size)
    taken = bytearray(size)
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (_RANK.get(m.rule, _ORDINARY), m.start - m.end, m.start, m.cls)):
        if any(taken[mention.start : mention.end]) or _inside(mention, reach):
            continue
        taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
        kept.append(mention)
    return tuple(sorted(kept, key=lambda m: (m.start, -m.end, m.cls)))


def _reach(names: Sequence[Mention], size: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Of the names that are no back-references: their starts, ascending, and which one reaches furthest so far."""
    starts: list[int] = []
    furthest: list[tuple[int, int]] = []
    best = (-1, size)
    for start, end in sorted((n.start, n.end) for n in names if not n.anaphor):
        if end > best[0] or (end == best[0] and start > best[1]):
            best = (end, start)
        starts.append(start)
        furthest.append(best)
    return starts, furthest


def _inside(mention: Mention, reach: tuple[list[int], list[tuple[int, int]]]) -> bool:
    starts, furthest = reach
    at = bisect_right(starts, mention.start) - 1
    if at < 0:
        return False
    end, start = furthest[at]
    return mention.end <= end and (start, end) != (mention.start, mention.end)
