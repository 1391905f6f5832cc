"""How much room a name takes, estimated as the page will break it into lines (`wrap` in assets/js/text.js).

Widths are in half characters: a Chinese character is two of them wide, a Latin letter one.
"""

from __future__ import annotations

from math import ceil
from unicodedata import east_asian_width

from kg.view.layout.model import Size

LINE = 18
"""Half characters on a line: nine Chinese characters."""
LINES = 4
"""A name longer than this many lines gets wider lines instead."""
HALF = 6.6
"""Width of half a character at the size in which labels are drawn."""
LEADING = 16.0
"""Height of a line."""


def label_size(name: str) -> tuple[int, int]:
    """Half characters on the longest line of *name*, and its number of lines."""
    total = sum(2 if east_asian_width(c) in "WFA" else 1 for c in name)
    line = max(LINE, ceil(total / LINES))
    lines = max(1, ceil(total / line))
    return ceil(total / lines) + (1 if lines > 1 else 0), lines


def radius(weight: float) -> float:
    """Of the shape that stands for a node; *weight* is its importance from 0 to 1."""
    return round(9 + 9 * weight, 1)


def below(name: str, weight: float) -> Size:
    """A shape with its label below it."""
    width, lines = label_size(name)
    shape = 2 * radius(weight)
    return Size(max(shape, width * HALF) + 8, shape + lines * LEADING + 6)


def beside(name: str, weight: float) -> Size:
    """A card: the shape with its label to the right."""
    width, lines = label_size(name)
    shape = 2 * radius(weight)
    return Size(shape + width * HALF + 24, max(shape, lines * LEADING) + 10)
