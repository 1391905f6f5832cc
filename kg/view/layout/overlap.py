"""Push nodes apart until no label lies on another."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.layout.model import Positions, Size

_GAP = 6.0


def remove_overlaps(centres: Positions, sizes: Sequence[Size], *, rounds: int = 60) -> Positions:
    """The centres, shifted as little as it takes; stops early once nothing overlaps.

    Two overlapping nodes part along the axis on which they overlap less, each by half.

    Args:
        centres: where the nodes stand.
        sizes: the room each takes.
        rounds: after so many passes what still overlaps is left.
    """
    xs = [x for x, _ in centres]
    ys = [y for _, y in centres]
    if len(xs) < 2:
        return list(centres)
    cell_x = max(s.width for s in sizes) + _GAP
    cell_y = max(s.height for s in sizes) + _GAP
    for _ in range(rounds):
        cells: dict[tuple[int, int], list[int]] = defaultdict(list)
        for node in range(len(xs)):
            cells[int(xs[node] // cell_x), int(ys[node] // cell_y)].append(node)
        moved = False
        for (column, row), here in cells.items():
            near = [cells.get((column + a, row + b), ()) for a, b in ((1, -1), (1, 0), (1, 1), (0, 1))]
            for place, a in enumerate(here):
                for others in (here[place + 1 :], *near):
                    for b in others:
                        moved |= _part(a, b, xs, ys, sizes)
        if not moved:
            break
    return list(zip(xs, ys, strict=True))


def _part(a: int, b: int, xs: list[float], ys: list[float], sizes: Sequence[Size]) -> bool:
    wide = (sizes[a].width + sizes[b].width) / 2 + _GAP - abs(xs[a] - xs[b])
    if wide <= 0:
        return False
    high = (sizes[a].height + sizes[b].height) / 2 + _GAP - abs(ys[a] - ys[b])
    if high <= 0:
        return False
    if wide < high:
        step = wide / 2 if xs[a] >= xs[b] else -wide / 2
        xs[a] += step
        xs[b] -= step
    else:
        step = high / 2 if ys[a] >= ys[b] else -high / 2
        ys[a] += step
        ys[b] -= step
    return True
