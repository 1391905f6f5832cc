"""The heads of tables: what stands there names what the figures below count, and tells of nothing that was done."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.model import Act
    from kg.text.model import Document


def outside_heads(document: Document, acts: Sequence[Act]) -> tuple[Act, ...]:
    """The acts whose verb does not stand in the head of a table."""
    heads = [(row[0].start, row[-1].end) for table in document.tables for row in table.rows[: table.heads] if row]
    starts = [start for start, _ in heads]

    def told(act: Act) -> bool:
        at = bisect_right(starts, act.verb_start) - 1
        return at < 0 or act.verb_start >= heads[at][1]

    return tuple(filter(told, acts))
