"""The hierarchy as a tree that is read from left to right, as a plan of an organisation is."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt
from typing import TYPE_CHECKING

from kg.view.layout.model import Size
from kg.view.layout.pack import ASPECT, pack

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.layout.model import Forest, Positions

_STEP = 74.0
"""Room between a node and those below it, for the edge and its label."""
_ROW = 10.0
_FAMILY = 22.0
"""Room between two subtrees, more than between two leaves, so that families are seen as such."""
_TREES = 48.0
"""Room between two trees; things that hang on nothing stand closer together."""
_SINGLES = 18.0
_LIST = 8
"""Up to this many leaves stand in one column in the order of the report; more are folded into a block."""
_TALL = 1300.0
"""A family taller than this is broken into columns."""


@dataclass(slots=True)
class _Block:
    """A subtree's rectangle, and where the parts stand in it (top left corners relative to its own)."""

    width: float
    height: float
    node_at: tuple[float, float]
    child_at: dict[int, tuple[float, float]]


def place_hierarchy(forest: Forest, sizes: Sequence[Size]) -> Positions:
    """The centre of each node.

    Args:
        forest: who is below whom.
        sizes: the room each node takes.
    """
    blocks: list[_Block | None] = [None] * len(sizes)
    for root in forest.roots:
        for node in reversed(forest.preorder(root)):
            blocks[node] = _block(node, forest, sizes, blocks)
    frames = []
    for root in forest.roots:
        block, room = blocks[root], _TREES if forest.children[root] else _SINGLES
        frames.append(Size(block.width + room, block.height + room) if block else Size(0.0, 0.0))
    corners = pack(frames)
    centres: Positions = [(0.0, 0.0)] * len(sizes)
    for root, corner in zip(forest.roots, corners, strict=True):
        stack = [(root, corner)]
        while stack:
            node, (left, top) = stack.pop()
            block = blocks[node]
            if block is None:  # pragma: no cover - every node of the forest has had its block made above
                continue
            x, y = block.node_at
            centres[node] = (left + x + sizes[node].width / 2, top + y + sizes[node].height / 2)
            stack.extend((c, (left + dx, top + dy)) for c, (dx, dy) in block.child_at.items())
    return centres


def _block(node: int, forest: Forest, sizes: Sequence[Size], blocks: Sequence[_Block | None]) -> _Block:
    own = sizes[node]
    children = forest.children[node]
    if not children:
        return _Block(own.width, own.height, (0.0, 0.0), {})
    parts = {c: b for c in children if (b := blocks[c]) is not None}
    leaves = [c for c in children if not forest.children[c]]
    folded = leaves if len(leaves) > _LIST else []
    listed = [c for c in children if c not in set(folded)] if folded else list(children)
    at, width, height = _columns(listed, parts, forest)
    if folded:
        grid, grid_width, grid_height = _grid(folded, parts)
        top = height + _FAMILY if listed else 0.0
        at.update({c: (x, top + y) for c, (x, y) in grid.items()})
        width, height = max(width, grid_width), top + grid_height
    left = own.width + _STEP
    total = max(own.height, height)
    shift = (total - height) / 2
    placed = {c: (left + x, shift + y) for c, (x, y) in at.items()}
    return _Block(left + width, total, (0.0, (total - own.height) / 2), placed)


def _columns(
    nodes: Sequence[int], parts: dict[int, _Block], forest: Forest
) -> tuple[dict[int, tuple[float, float]], float, float]:
    """Subtrees one below the other, in so many columns that the family is not much taller than wide."""
    at: dict[int, tuple[float, float]] = {}
    total = sum(parts[n].height + _gap(n, forest) for n in nodes)
    widest = max((parts[n].width for n in nodes), default=0.0)
    count = 1 if total <= _TALL else max(1, round(sqrt(ASPECT * total / (widest + _STEP))))
    limit = total / count
    x = y = column = height = 0.0
    for node in nodes:
        part = parts[node]
        if y > 0 and y + part.height / 2 > limit:
            x, y, column = x + column + _STEP, 0.0, 0.0
        at[node] = (x, y)
        y += part.height + _gap(node, forest)
        column = max(column, part.width)
        height = max(height, y - _gap(node, forest))
    return at, x + column, height


def _gap(node: int, forest: Forest) -> float:
    return _FAMILY if forest.children[node] else _ROW


def _grid(nodes: Sequence[int], parts: dict[int, _Block]) -> tuple[dict[int, tuple[float, float]], float, float]:
    """Leaves in columns of equal length, read downwards."""
    tall = sum(parts[n].height + _ROW for n in nodes)
    wide = max(parts[n].width for n in nodes) + _FAMILY
    count = max(2, round(sqrt(tall / wide)))
    rows = ceil(len(nodes) / count)
    at: dict[int, tuple[float, float]] = {}
    x = height = 0.0
    for first in range(0, len(nodes), rows):
        column = nodes[first : first + rows]
        y = 0.0
        for node in column:
            at[node] = (x, y)
            y += parts[node].height + _ROW
        height = max(height, y - _ROW)
        x += max(parts[n].width for n in column) + _FAMILY
    return at, x - _FAMILY, height
