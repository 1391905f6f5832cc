"""Lists inside a paragraph: which of the markers in it count on from one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.enumerators import LIST_RANK, Marker

if TYPE_CHECKING:
    from kg.text.enumerators import MarkerFinder

# What may stand before a marker that is not the first character of its paragraph.
_BOUNDARY = re.compile("[。；：！？!?;:，,、\\s”’」』）)…—.]")
# A list item says something.
_BODY = 2


@dataclass(frozen=True, slots=True)
class Item:
    """One member of a list; its passage runs from its marker to the next member or the list's end."""

    marker: Marker
    start: int
    end: int
    depth: int


class ItemFinder:
    """Finds the lists inside a paragraph, also lists within items."""

    def __init__(self, markers: MarkerFinder) -> None:
        self._markers = markers

    def __call__(self, text: str, start: int, end: int) -> list[Item]:
        """The items between *start* and *end* in text order, outer ones before those they hold; depth counts from 0."""
        found = [m for m in self._markers.within(text, start, end) if _plausible(text, m, start)]
        items: list[Item] = []
        _nest(found, end, 0, items)
        return sorted(items, key=lambda i: (i.start, i.depth))


def _plausible(text: str, marker: Marker, start: int) -> bool:
    """Whether the characters before a marker allow it to be one."""
    if marker.start == start or marker.style in ("hanparen", "circled", "numparen"):
        return True
    return _BOUNDARY.match(text[marker.start - 1]) is not None


def _nest(markers: list[Marker], end: int, depth: int, items: list[Item]) -> None:
    """Add the lists of the outermost style among *markers*, then those of other styles around and inside them."""
    members = _outermost(markers)
    if not members:
        return
    others = [m for m in markers if m.style != members[0].style]
    _nest([m for m in others if m.start < members[0].start], members[0].start, depth, items)
    at = 0
    for marker, following in zip(members, (*members[1:], None), strict=True):
        last = end if following is None else following.start
        items.append(Item(marker, marker.start, last, depth))
        inside: list[Marker] = []
        while at < len(others) and others[at].start < last:
            if others[at].start > marker.start:
                inside.append(others[at])
            at += 1
        _nest(inside, last, depth + 1, items)


def _outermost(markers: list[Marker]) -> list[Marker]:
    """The members of the lists 1, 2, 3 … of one style, the outermost that has a list of two or more.

    Numbered styles rank as official documents nest them; of the others the one that begins first holds the rest.
    """
    by_style: dict[str, list[Marker]] = {}
    for marker in markers:
        by_style.setdefault(marker.style, []).append(marker)
    lists = [found for same in by_style.values() if (found := _counted(same))]
    return min(lists, key=lambda found: (min(found[0].rank, LIST_RANK), found[0].start), default=[])


def _counted(markers: list[Marker]) -> list[Marker]:
    """Those markers of one style that count on from 1; another 1 opens another list."""
    found: list[Marker] = []
    chain: list[Marker] = []
    for marker in markers:
        if marker.ordinal == 1:
            found += chain if len(chain) > 1 else []
            chain = [marker]
        elif chain and (not marker.ordinal or marker.ordinal == len(chain) + 1):
            # `1、2、3号楼`, `一、二产业`: nothing stands between the numbers.
            chain = [] if marker.start - chain[-1].end < _BODY else [*chain, marker]
    return found + (chain if len(chain) > 1 else [])
