"""Lists inside a paragraph: which of the markers in it count on from one another."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.text.enumerators import Marker, MarkerFinder

# What may stand before a marker that is not the first character of its paragraph.
_BOUNDARY = re.compile("[。；：！？!?;:，,、\\s”’」』）)…—.]")


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
    chain = _outermost(markers)
    if not chain:
        return
    for marker, following in zip(chain, (*chain[1:], None), strict=True):
        last = end if following is None else following.start
        items.append(Item(marker, marker.start, last, depth))
        # A list may be followed by a second one that counts from 1 again; it is found inside the last item's passage.
        _nest([m for m in markers if marker.start < m.start < last], last, depth + 1, items)


def _outermost(markers: list[Marker]) -> list[Marker]:
    """The chain 1, 2, 3 … of the outermost style that has at least two members; the earlier one of equals."""
    chains: dict[str, list[Marker]] = {}
    for marker in markers:
        family = marker.style
        chain = chains.get(family)
        if marker.ordinal == 1 and not (chain and len(chain) > 1):
            chains[family] = [marker]
        elif chain and (family == "word" or marker.ordinal == (chain[-1].ordinal or 0) + 1):
            chain.append(marker)
    best = [c for c in chains.values() if len(c) > 1]
    return min(best, key=lambda c: (c[0].rank, c[0].start)) if best else []
