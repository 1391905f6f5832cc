"""Put rectangles side by side so that together they fill a screen's shape."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.layout.model import Positions, Size

ASPECT = 1.5
"""Width to height of the whole picture: that of the drawing area on an office screen."""


def pack(boxes: Sequence[Size], *, aspect: float = ASPECT) -> Positions:
    """The top left corner of each box, none overlapping; the tallest are placed first, order among equals is kept.

    Each box goes where the skyline of those before it lets it stand highest (Jylänki, "A thousand ways to pack the
    bin", 2010: skyline, bottom left), so small ones fill the room beside large ones. Of several widths the one is taken
    whose picture fits the screen best.

    Args:
        boxes: what is to be placed, with the room around it.
        aspect: the wished ratio of width to height of the whole.
    """
    if not boxes:
        return []
    ideal = sqrt(sum(b.width * b.height for b in boxes) * aspect)
    widest = max(b.width for b in boxes)
    tried = [_fill(boxes, max(widest, ideal * share)) for share in (0.9, 1.0, 1.1, 1.25, 1.4)]
    return min(tried, key=lambda corners: _scale(boxes, corners, aspect))


def _scale(boxes: Sequence[Size], corners: Positions, aspect: float) -> float:
    """How far one must stand back to see all."""
    right = max(x + b.width for (x, _), b in zip(corners, boxes, strict=True))
    bottom = max(y + b.height for (_, y), b in zip(corners, boxes, strict=True))
    return max(right / aspect, bottom)


def _fill(boxes: Sequence[Size], limit: float) -> Positions:
    corners: Positions = [(0.0, 0.0)] * len(boxes)
    skyline = [(0.0, 0.0, limit)]  # left, top, width of each step
    for at in sorted(range(len(boxes)), key=lambda i: (-boxes[i].height, i)):
        box = boxes[at]
        x, y = min(_spots(skyline, box.width, limit), key=lambda spot: (spot[1], spot[0]))
        corners[at] = (x, y)
        skyline = _raised(skyline, x, y + box.height, box.width)
    return corners


def _spots(skyline: Sequence[tuple[float, float, float]], width: float, limit: float) -> Positions:
    """Where a box of this width can stand: with its left side at the beginning of a step."""
    spots: Positions = []
    for first, (x, _, _) in enumerate(skyline):
        if x + width > limit + 1e-6:
            break
        top = 0.0
        for left, height, _ in skyline[first:]:
            if left >= x + width - 1e-9:
                break
            top = max(top, height)
        spots.append((x, top))
    return spots


def _raised(
    skyline: Sequence[tuple[float, float, float]], x: float, top: float, width: float
) -> list[tuple[float, float, float]]:
    """The skyline after a box from *x* on, *width* wide, has raised it to *top*."""
    steps: list[tuple[float, float, float]] = []
    end = x + width
    placed = False
    for left, height, wide in skyline:
        right = left + wide
        if right <= x or left >= end:
            if left >= end and not placed:
                steps.append((x, top, width))
                placed = True
            steps.append((left, height, wide))
            continue
        if left < x:
            steps.append((left, height, x - left))
        if not placed:
            steps.append((x, top, width))
            placed = True
        if right > end:
            steps.append((end, height, right - end))
    if not placed:
        steps.append((x, top, width))
    return steps
