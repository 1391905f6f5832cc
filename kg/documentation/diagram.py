"""Two diagrams, computed: which class is below which, and which relation ties which types.

Positions are in pixels from the top left; the template draws them as SVG.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.documentation.model import Term

_ROW, _BOX, _GAP, _MARGIN = 30, 24, 70, 8
_WIDE, _NARROW, _PAD = 14, 7.5, 20


@dataclass(frozen=True, slots=True)
class Box:
    """A term in a diagram; `x`, `y` are its top left corner."""

    anchor: str
    text: str
    x: float
    y: float
    width: float
    height: float
    colour: str


@dataclass(frozen=True, slots=True)
class Line:
    """A curve between two boxes, as the data of an SVG path."""

    path: str


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and lines, and how large all of them are."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    lines: tuple[Line, ...]


def inheritance(classes: Sequence[Term], language: str) -> Diagram:
    """The classes from left to right: each at the height of the middle of those below it.

    Args:
        classes: in the order of the page; a class that is directly below several is drawn below the first of them.
        language: of the labels.
    """
    by_anchor = {c.anchor: c for c in classes}
    parent: dict[str, str] = {}
    for cls in classes:
        for anchor, _ in cls.children:
            parent.setdefault(anchor, cls.anchor)
    below = {c.anchor: [a for a, _ in c.children if parent.get(a) == c.anchor and a in by_anchor] for c in classes}
    depth: dict[str, int] = {}
    row: dict[str, float] = {}
    rows = 0.0

    def place(anchor: str, level: int) -> None:
        nonlocal rows
        depth[anchor] = level
        for child in below[anchor]:
            if child not in depth:
                place(child, level + 1)
        placed = [row[child] for child in below[anchor] if child in row]
        if placed:
            row[anchor] = (placed[0] + placed[-1]) / 2
        else:
            row[anchor] = rows
            rows += 1

    for cls in classes:
        if cls.anchor not in parent:
            place(cls.anchor, 0)
    for cls in classes:  # what is only in a circle of subclasses
        if cls.anchor not in depth:
            place(cls.anchor, 0)
    texts = {anchor: by_anchor[anchor].labels.get(language, by_anchor[anchor].key) for anchor in depth}
    columns = [
        max(_width(texts[a]) for a in depth if depth[a] == level)
        for level in range(max(depth.values(), default=-1) + 1)
    ]
    left = [_MARGIN + sum(columns[:level]) + _GAP * level for level in range(len(columns))]
    boxes = {
        a: Box(a, texts[a], left[depth[a]], _MARGIN + row[a] * _ROW, _width(texts[a]), _BOX, by_anchor[a].colour)
        for a in depth
    }
    lines = [_line(boxes[above], boxes[anchor]) for anchor, above in sorted(parent.items()) if anchor in boxes]
    width = max((b.x + b.width for b in boxes.values()), default=0) + _MARGIN
    return Diagram(width, 2 * _MARGIN + rows * _ROW, tuple(boxes.values()), tuple(lines))


def relations(classes: Sequence[Term], relations: Sequence[Term], language: str) -> Diagram:
    """From the types that may be a relation's subject on the left, over the relations, to those on the right."""
    subjects = [c for c in classes if any(c.anchor in [a for a, _ in r.domain] for r in relations)]
    objects = [c for c in classes if any(c.anchor in [a for a, _ in r.range] for r in relations)]
    height = max(len(subjects), len(objects), len(relations))
    wide = [max((_width(_text(t, language)) for t in column), default=0) for column in (subjects, relations, objects)]
    left = [_MARGIN, _MARGIN + wide[0] + 2 * _GAP, _MARGIN + wide[0] + wide[1] + 4 * _GAP]

    def column(terms: Sequence[Term], number: int) -> dict[str, Box]:
        """The terms one below the other, spread over the whole height."""
        step = height / len(terms) if terms else 1
        return {
            t.anchor: Box(
                t.anchor,
                _text(t, language),
                left[number],
                _MARGIN + ((n + 0.5) * step - 0.5) * _ROW + (_ROW - _BOX) / 2,
                wide[number],
                _BOX,
                t.colour,
            )
            for n, t in enumerate(terms)
        }

    boxes = [column(subjects, 0), column(relations, 1), column(objects, 2)]
    lines = []
    for relation in relations:
        middle = boxes[1][relation.anchor]
        lines += [_line(boxes[0][a], middle) for a, _ in relation.domain if a in boxes[0]]
        lines += [_line(middle, boxes[2][a]) for a, _ in relation.range if a in boxes[2]]
    every = [box for found in boxes for box in found.values()]
    width = max((b.x + b.width for b in every), default=0) + _MARGIN
    return Diagram(width, 2 * _MARGIN + height * _ROW, tuple(every), tuple(lines))


def _text(term: Term, language: str) -> str:
    return term.labels.get(language, term.key)


def _width(text: str) -> float:
    """How wide a text is at most in the diagram's font, with the space around it."""
    return _PAD + sum(_WIDE if unicodedata.east_asian_width(c) in "WF" else _NARROW for c in text)


def _line(one: Box, other: Box) -> Line:
    x, y = one.x + one.width, one.y + one.height / 2
    to_x, to_y = other.x, other.y + other.height / 2
    middle = (x + to_x) / 2
    return Line(f"M{x:g} {y:g}C{middle:g} {y:g} {middle:g} {to_y:g} {to_x:g} {to_y:g}")
