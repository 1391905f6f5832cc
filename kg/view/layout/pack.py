"""Put rectangles side by side so that together they fill a screen's shape."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.view.layout.model import Positions, Size

ASPECT = 1.5
"""Width to height of the whole picture: that of the drawing area on an office screen."""


def pack(boxes: Sequence[Size], *, gap: float, aspect: float = ASPECT) -> Positions:
    """The top left corner of each box, in shelves from the tallest to the lowest; order among equals is kept.

    Args:
        boxes: what is to be placed.
        gap: the room between two boxes.
        aspect: the wished ratio of width to height of the whole.
    """
    if not boxes:
        return []
    area = sum((b.width + gap) * (b.height + gap) for b in boxes)
    limit = max(sqrt(area * aspect), *(b.width for b in boxes))
    corners: Positions = [(0.0, 0.0)] * len(boxes)
    x = y = shelf = 0.0
    for at in sorted(range(len(boxes)), key=lambda i: (-boxes[i].height, i)):
        box = boxes[at]
        if x > 0 and x + box.width > limit:
            x, y, shelf = 0.0, y + shelf + gap, 0.0
        corners[at] = (x, y)
        x += box.width + gap
        shelf = max(shelf, box.height)
    return corners
