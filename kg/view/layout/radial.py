"""The forest as rings: what matters most in the middle, its surroundings around it."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING

from kg.view.layout.model import Size
from kg.view.layout.pack import pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.layout.model import Forest, Positions

_RING = 130.0
"""The least distance between two rings."""
_GAP = 14.0
_DISCS = 50.0
"""Room between two discs."""


def place_radial(forest: Forest, sizes: Sequence[Size]) -> Positions:
    """The centre of each node; each tree is a disc of its own, and the discs are packed.

    Args:
        forest: who is below whom.
        sizes: the room each node takes.
    """
    centres: Positions = [(0.0, 0.0)] * len(sizes)
    discs: list[tuple[list[int], float, float, Size]] = []
    for root in forest.roots:
        nodes = forest.preorder(root)
        _disc(nodes, forest, sizes, centres)
        left = min(centres[n][0] - sizes[n].width / 2 for n in nodes)
        top = min(centres[n][1] - sizes[n].height / 2 for n in nodes)
        right = max(centres[n][0] + sizes[n].width / 2 for n in nodes)
        bottom = max(centres[n][1] + sizes[n].height / 2 for n in nodes)
        room = _DISCS if len(nodes) > 1 else _GAP
        discs.append((nodes, left, top, Size(right - left + room, bottom - top + room)))
    for (nodes, left, top, _), (x, y) in zip(discs, pack([d[3] for d in discs]), strict=True):
        for node in nodes:
            centres[node] = (centres[node][0] - left + x, centres[node][1] - top + y)
    return centres


def _disc(nodes: Sequence[int], forest: Forest, sizes: Sequence[Size], centres: Positions) -> None:
    """Set *centres* of one tree, its root at the origin.

    A node's sector of the circle is as wide as the room that the widest ring of its subtree needs; a ring is as far out
    as its nodes, side by side, ask for.
    """
    root = nodes[0]
    level = {root: 0}
    for node in nodes[1:]:
        level[node] = level[forest.parent[node]] + 1
    need: dict[int, float] = {}
    for node in reversed(nodes):
        below = sum(need[c] for c in forest.children[node])
        need[node] = max(below, _span(sizes[node]) if node != root else 0.0)
    depth = max(level.values())
    on_ring = [0.0] * (depth + 1)
    for node in nodes:
        on_ring[level[node]] += _span(sizes[node])
    radius = [0.0] * (depth + 1)
    for ring in range(1, depth + 1):
        radius[ring] = max(radius[ring - 1] + _RING, on_ring[ring] / (2 * pi))
    start: dict[int, float] = {root: -pi / 2}
    width: dict[int, float] = {root: 2 * pi}
    for node in nodes:
        far = radius[level[node]]
        angle = start[node] + width[node] / 2
        centres[node] = (far * cos(angle), far * sin(angle)) if node != root else (0.0, 0.0)
        at = start[node]
        total = sum(need[c] for c in forest.children[node])
        for child in forest.children[node]:
            start[child] = at
            width[child] = width[node] * need[child] / total
            at += width[child]


def _span(size: Size) -> float:
    """Room along a ring: labels are wider than high, and stand aslant to the ring on average."""
    return (size.width + size.height) / 2 + _GAP
