"""The values that readers of formats take and give."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from kg.text.original import Line, LineKind, Original

__all__ = ["Limits", "Line", "LineKind", "Original", "Progress", "Reader"]

Progress: TypeAlias = Callable[[int, int], None]
"""Called with what is done and how much there is: pages, or bytes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a file is read before it is refused; no report of a government comes near.

    Attributes:
        size: bytes of the file.
        pages: pages of a PDF file.
        nesting: elements, archives or messages inside one another.
        unpacked: bytes that the parts of a packed file (.docx, .zip) have together when unpacked.
        ratio: how many times larger than the packed file that may be, where it is more than a megabyte.
        parts: files within a packed one, or parts of a message.
        cells: cells of all tables.
    """

    size: int = 64 * 2**20
    pages: int = 5_000
    nesting: int = 200
    unpacked: int = 512 * 2**20
    ratio: int = 200
    parts: int = 20_000
    cells: int = 1_000_000


Reader: TypeAlias = Callable[[bytes, str, Limits, Progress | None], Original]
"""Reads one format: content, name for messages, limits, progress; raises `InputError` where it cannot."""
