"""Nodes that push each other away and edges that pull: what is tied stands together.

Fruchterman and Reingold, "Graph drawing by force-directed placement" (1991), with the two usual savings: near nodes
are found through a grid, far ones act as one through a coarser grid. It starts from the rings, so little is left to
untangle.
"""

from __future__ import annotations

from collections import defaultdict
from math import atan2, cos, sin, sqrt
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.view.layout.model import Positions, Size

_COARSE = 4
"""A coarse cell has this many fine ones along each side."""


def place_force(start: Positions, edges: Sequence[tuple[int, int]], sizes: Sequence[Size], *, seed: int) -> Positions:
    """The centre of each node of one connected part (or of several that are packed afterwards).

    Args:
        start: where the nodes stand at first.
        edges: pairs of nodes, each pair once.
        sizes: the room each node takes; sets the distance at which push and pull balance.
        seed: for the small shifts that part nodes standing on one spot.
    """
    count = len(start)
    if count < 2:
        return list(start)
    ideal = 1.15 * sqrt(sum((s.width + 12) * (s.height + 12) for s in sizes) / count)
    chance = Random(seed)  # noqa: S311 - not for secrets: a layout must come out the same each time
    xs = [x + chance.random() - 0.5 for x, _ in start]
    ys = [y + chance.random() - 0.5 for _, y in start]
    rounds = 140 if count <= 300 else 90 if count <= 1000 else 50
    degree = [1] * count
    for a, b in edges:
        degree[a] += 1
        degree[b] += 1
    # A hub's many pulls would crush its neighbours into one heap: each edge pulls less the more its busier end has.
    pull = [1 / sqrt(max(1, min(degree[a], degree[b]))) for a, b in edges]
    for turn in range(rounds):
        heat = ideal * (1 - turn / rounds) ** 1.5 + 1
        dx, dy = _push(xs, ys, ideal)
        for at, (a, b) in enumerate(edges):
            x, y = xs[a] - xs[b], ys[a] - ys[b]
            force = pull[at] * sqrt(x * x + y * y) / ideal
            x, y = x * force, y * force
            dx[a] -= x
            dy[a] -= y
            dx[b] += x
            dy[b] += y
        for node in range(count):
            x, y = dx[node], dy[node]
            length = sqrt(x * x + y * y)
            if length > heat:
                x, y = x * heat / length, y * heat / length
            xs[node] += x
            ys[node] += y
    return list(zip(xs, ys, strict=True))


def lay_flat(points: Positions) -> Positions:
    """The points turned so that their longest extent is horizontal, as screens are."""
    if len(points) < 2:
        return points
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    across = sum((x - middle_x) ** 2 for x, _ in points)
    down = sum((y - middle_y) ** 2 for _, y in points)
    both = sum((x - middle_x) * (y - middle_y) for x, y in points)
    angle = atan2(2 * both, across - down) / 2
    turn_x, turn_y = cos(angle), sin(angle)
    return [
        ((x - middle_x) * turn_x + (y - middle_y) * turn_y, (y - middle_y) * turn_x - (x - middle_x) * turn_y)
        for x, y in points
    ]


def _push(xs: list[float], ys: list[float], ideal: float) -> tuple[list[float], list[float]]:
    """What the nodes' repulsion moves each by."""
    count = len(xs)
    dx, dy = [0.0] * count, [0.0] * count
    cell = 2 * ideal
    square = ideal * ideal
    reach = cell * cell
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for node in range(count):
        cells[int(xs[node] // cell), int(ys[node] // cell)].append(node)
    for (column, row), here in cells.items():
        near = [n for at in _AHEAD if (n := cells.get((column + at[0], row + at[1])))]
        for place, a in enumerate(here):
            ax, ay = xs[a], ys[a]
            for others in (here[place + 1 :], *near):
                for b in others:
                    x, y = ax - xs[b], ay - ys[b]
                    gap = x * x + y * y
                    if gap >= reach:
                        continue
                    force = square / (gap + 0.01)
                    x, y = x * force, y * force
                    dx[a] += x
                    dy[a] += y
                    dx[b] -= x
                    dy[b] -= y
    for node, x, y in _far(cells, xs, ys, square):
        dx[node] += x
        dy[node] += y
    return dx, dy


_AHEAD = ((1, -1), (1, 0), (1, 1), (0, 1))
"""Half of a cell's neighbours: each pair of cells is met once."""


def _far(
    cells: dict[tuple[int, int], list[int]], xs: list[float], ys: list[float], square: float
) -> Iterator[tuple[int, float, float]]:
    """Repulsion between coarse cells that do not touch, each acting as all its nodes in their middle."""
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for (column, row), here in cells.items():
        groups[column // _COARSE, row // _COARSE].extend(here)
    middles = []
    for place, here in groups.items():
        size = len(here)
        middles.append((place, size, sum(xs[n] for n in here) / size, sum(ys[n] for n in here) / size))
    for place, _, x, y in middles:
        moved_x = moved_y = 0.0
        for other, size, ox, oy in middles:
            if abs(place[0] - other[0]) <= 1 and abs(place[1] - other[1]) <= 1:
                continue
            gap_x, gap_y = x - ox, y - oy
            force = square * size / (gap_x * gap_x + gap_y * gap_y)
            moved_x += gap_x * force
            moved_y += gap_y * force
        for node in groups[place]:
            yield node, moved_x, moved_y
