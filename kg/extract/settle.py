"""Which of overlapping mentions stand."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from kg.extract.model import Mention

# What the report's structure or a title's form shows goes before what words alone suggest.
_RANK = {"announced-group": 0, "list-label": 1, "list-member": 2, "title-marks": 3, "title-word": 3, "verb-object": 6}
_ORDINARY = 5
# Titles without marks speak of things, which stand beside them: 关于做好防汛工作的通知.
_TITLES = frozenset(("about-title", "headline-title"))


def settle(
    found: Sequence[Mention], names: Sequence[Mention], size: int, papers: Container[str]
) -> tuple[Mention, ...]:
    """Leave of overlapping mentions one each, in text order.

    The one that structure shows stands, else the longest; what lies inside a name of another type falls. In the title
    of a document things that are no documents stand too.

    Args:
        found: the mentions.
        names: mentions of other types, which may nest.
        size: the length of the text.
        papers: the classes of documents.
    """
    titles = _longest([m for m in found if m.rule in _TITLES], bytearray(size))
    titled = bytearray(size)
    for m in titles:
        titled[m.start : m.end] = b"\x01" * (m.end - m.start)
    reach = _reach(names, size)
    others = [
        m
        for m in found
        if m.rule not in _TITLES and not _inside(m, reach) and not (titled[m.start] and m.cls in papers)
    ]
    return tuple(sorted((*titles, *_longest(others, bytearray(size))), key=lambda m: (m.start, -m.end, m.cls)))


def _longest(found: Sequence[Mention], taken: bytearray) -> list[Mention]:
    """Mentions that do not overlap, by rank and length."""
    kept: list[Mention] = []
    for mention in sorted(found, key=lambda m: (_RANK.get(m.rule, _ORDINARY), m.start - m.end, m.start, m.cls)):
        if not any(taken[mention.start : mention.end]):
            taken[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
            kept.append(mention)
    return kept


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
