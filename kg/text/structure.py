"""Repaired text to a tree of blocks: what each line is, which stands under which, and the lists inside paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.attach import attach
from kg.text.draft import Draft
from kg.text.enumerators import MarkerFinder
from kg.text.items import ItemFinder
from kg.text.leads import find_leads, item_lead
from kg.text.lines import LineReader
from kg.text.model import Block, BlockKind, Span
from kg.text.settle import settle

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.text.dateline import MatterFinder
    from kg.text.original import Line
    from kg.text.words import TextWords

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.ITEM)


class StructureReader:
    """Reads the structure of a repaired text by the words of one schema."""

    def __init__(self, words: TextWords, matter: MatterFinder) -> None:
        markers = MarkerFinder(words)
        self._lines = LineReader(matter, markers)
        self._items = ItemFinder(markers)

    def __call__(self, text: str, given: Mapping[int, Line] | None = None) -> tuple[Block, ...]:
        """The blocks of *text* in document order: a parent comes before its children.

        Args:
            text: the repaired text.
            given: what the file's format says of lines, by where their first word stands.
        """
        drafts = self._lines(text, given)
        for draft in drafts:
            if draft.kind in _FLOWING:
                self._find_items(text, draft)
        settle(text, drafts)
        find_leads(text, drafts)
        attach(text, drafts)
        return _blocks(text, drafts)

    def _find_items(self, text: str, draft: Draft) -> None:
        """The lists inside a block; a line `一是……二是……` is a paragraph that holds them all."""
        draft.items = self._items(text, draft.start, draft.end)
        if draft.marker and draft.items and draft.items[0].start == draft.start:
            draft.kind, draft.marker = BlockKind.PARAGRAPH, None
        elif draft.marker and draft.items:
            draft.items = self._items(text, draft.marker.end, draft.end)


def _blocks(text: str, drafts: list[Draft]) -> tuple[Block, ...]:
    index: dict[int, int] = {}
    blocks: list[Block] = []

    def add(draft: Draft, parent: int | None) -> int:
        marker = draft.marker
        level = 0 if draft.kind is BlockKind.TITLE else 1 if parent is None else blocks[parent].level + 1
        name = draft.label or (marker.text if marker else None)
        ordinal = draft.ordinal if draft.ordinal is not None else marker.ordinal if marker else None
        lead = Span(*draft.lead) if draft.lead else None
        blocks.append(
            Block(len(blocks), draft.kind, draft.start, draft.end, parent, level, name, ordinal or None, lead)
        )
        return len(blocks) - 1

    for draft in drafts:
        holders = [add(draft, None if draft.parent is None else index[id(draft.parent)])]
        index[id(draft)] = holders[0]
        counts: list[int] = []
        for item, following in zip(draft.items, (*draft.items[1:], None), strict=False):
            del holders[item.depth + 1 :], counts[item.depth + 1 :]
            counts += [0] * (item.depth + 1 - len(counts))
            counts[item.depth] = item.marker.ordinal or counts[item.depth] + 1
            end = item.start + len(text[item.start : item.end].rstrip())
            holds = following is not None and following.depth > item.depth
            lead = item_lead(text, item, following.start if holds and following else end, holds=holds)
            inner = Draft(BlockKind.ITEM, item.start, end, item.marker, lead=lead, ordinal=counts[item.depth])
            holders.append(add(inner, holders[item.depth]))
    return tuple(blocks)
