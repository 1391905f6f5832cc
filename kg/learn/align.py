"""Marks, which were set on a text as written, in the offsets of the document that was read from it."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.learn.corpus import Mark
    from kg.text.model import Document


def placed(document: Document, marks: Iterable[Mark]) -> list[tuple[int, int, Mark]]:
    """The marks with their start and end in code points of `document.text`; what repair removed is left out."""
    origins = [document.source_offset(i) for i in range(len(document.text) + 1)]
    spans = ((bisect_left(origins, mark.start), bisect_left(origins, mark.end), mark) for mark in marks)
    return [(start, end, mark) for start, end, mark in spans if start < end]


def marks_in(document: Document, marks: Iterable[Mark]) -> list[tuple[int, int, str, bool]]:
    """The marks as (start, end, kind, optional) in code points of `document.text`; what repair removed is left out."""
    return [(start, end, mark.kind, mark.optional) for start, end, mark in placed(document, marks)]
