"""What tables of all formats have in common: cells as one line, merged ones spread over the columns they cover."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable

_BLANK = re.compile(r"[\s\u3000]+")
_MOST_COLUMNS = 1000


def cell_text(text: str) -> str:
    """A cell's text without breaks and tabs."""
    return _BLANK.sub(" ", text).strip()


def row_text(cells: Iterable[str]) -> str:
    """A row as one line; the cells are parted by tabs, so that an empty one keeps its column."""
    return "\t".join(map(cell_text, cells)).rstrip("\t")


class Grid:
    """Lays out the rows of one table, merged cells included.

    Args:
        name: the file, for messages.
        left: how many cells may still come.
    """

    def __init__(self, name: str, left: int) -> None:
        self._name = name
        self._down: dict[int, int] = {}
        self.left = left

    def row(self, cells: Iterable[tuple[str, int, int]]) -> list[str]:
        """The texts of a row by column: a merged cell's text stands in its first column of its first row.

        Args:
            cells: of each cell its text, and how many columns and rows it covers.

        Raises:
            InputError: the table has more cells than are read.
        """
        placed: list[str] = []
        down: dict[int, int] = {}

        def skip() -> None:
            while self._down.get(len(placed), 0):
                down[len(placed)] = self._down[len(placed)] - 1
                placed.append("")

        for text, columns, rows in cells:
            skip()
            for k in range(max(1, min(columns, _MOST_COLUMNS - len(placed)))):
                if rows > 1:
                    down[len(placed)] = rows - 1
                placed.append("" if k else text)
        skip()
        self._down = {column: rows for column, rows in down.items() if rows > 0}
        self.left -= len(placed)
        if self.left < 0:
            raise InputError(
                "its tables have more cells than are read", place=self._name, remedy="export them as CSV instead"
            )
        return placed


def join_broken(first: str, second: str) -> str:
    """Two lines of one paragraph as one: between Latin words one blank stays, between characters none."""
    left, right = first.rstrip(" \t"), second.lstrip(" \t")
    gap = " " if left[-1:].isascii() and right[:1].isascii() and left and right else ""
    return f"{left}{gap}{right}"
