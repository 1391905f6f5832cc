"""Rows that a format gives, as tables: which cells there are, which rows hold the labels of the columns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.text.model import Span, Table
from kg.text.original import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.text.original import Line

HEADER, CAPTION = "header", "caption"
# A cell that holds a figure and little else; a label such as `2023年` is none.
_FIGURE = re.compile(r"[-+−]?[0-9][0-9,. ]*(?:[^\s0-9]{0,4})")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}[^\s0-9]")
_CAPTION = 60


def find_tables(text: str, found: Sequence[tuple[int, int, Line]]) -> Iterator[Table]:
    """The tables: runs of rows with as many cells; the line right above one is its caption where it is short.

    Args:
        text: the repaired text.
        found: the lines, each with where it stands.
    """
    k = 0
    while k < len(found):
        if not _is_row(found[k][2]):
            k += 1
            continue
        run = k
        while run < len(found) and _is_row(found[run][2]):
            # a head behind rows that are none opens another table
            if run > k and found[run][2].label == HEADER and found[run - 1][2].label != HEADER:
                break
            run += 1
        rows = tuple(_cells(text, *found[i][:2]) for i in range(k, run))
        stated = sum(1 for i in range(k, run) if found[i][2].label == HEADER)
        if any(len(row) > 1 for row in rows):
            yield Table(rows, stated or _heads(text, rows), _caption(found, k))
        k = run


def _is_row(line: Line) -> bool:
    return line.kind is LineKind.ROW and line.label != CAPTION


def _cells(text: str, start: int, end: int) -> tuple[Span, ...]:
    cells, at = [], start
    for part in text[start:end].split("\t"):
        left = at + len(part) - len(part.lstrip())
        cells.append(Span(left, max(left, at + len(part.rstrip()))))
        at += len(part) + 1
    return tuple(cells)


def _heads(text: str, rows: Sequence[tuple[Span, ...]]) -> int:
    """How many rows stand above the first one with a figure; a table of words has one, or none."""
    for k, row in enumerate(rows):
        words = (text[c.start : c.end] for c in row)
        if any(_FIGURE.fullmatch(w) and not _YEAR.fullmatch(w) for w in words):
            return k
    return 0


def _caption(found: Sequence[tuple[int, int, Line]], k: int) -> Span | None:
    """The line above the table, or two, where short: its title, its unit."""
    first = k
    while first > 0 and k - first < 2 and _may_head(found[first - 1][2]):
        first -= 1
    return Span(found[first][0], found[k - 1][1]) if first < k else None


def _may_head(line: Line) -> bool:
    return line.kind is not LineKind.ITEM and not _is_row(line) and len(line.text) <= _CAPTION and "。" not in line.text
