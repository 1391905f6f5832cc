"""A block while its kind and its place in the tree are being decided."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.text.enumerators import Marker
from kg.text.items import Item
from kg.text.model import BlockKind


@dataclass(slots=True, eq=False)
class Draft:
    """A block while it is being made.

    Attributes:
        label: the label of a table row, without its colon.
        items: the lists inside the block.
        colon: ends with a colon.
        taken: a paragraph has been put under this last member of a list of headings.
        level: of a heading that the format states, its level from 1; 0 for other blocks that it states, which stay what
            they are; None where reading decides.
        outer: stands around the report, under no heading of it.
    """

    kind: BlockKind
    start: int
    end: int
    marker: Marker | None = None
    parent: Draft | None = None
    lead: tuple[int, int] | None = None
    label: str | None = None
    ordinal: int | None = None
    level: int | None = None
    outer: bool = False
    colon: bool = False
    taken: bool = False
    items: list[Item] = field(default_factory=list)

    @property
    def style(self) -> str | None:
        """What makes blocks sisters: the marker's style; headings without number are one style, `成员：` another.

        Headings that the format states are sisters by their level.
        """
        if self.level and self.kind is BlockKind.HEADING:
            return f"level/{self.level}"
        if self.marker:
            return self.marker.style
        if self.kind is not BlockKind.HEADING:
            return None
        return "label" if self.colon else "heading"
