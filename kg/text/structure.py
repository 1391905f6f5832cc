"""Repaired text to a tree of blocks: what each line is, which stands under which, and the lists inside paragraphs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.text.enumerators import MarkerFinder
from kg.text.items import ItemFinder, run_in
from kg.text.lines import Draft, LineReader
from kg.text.model import Block, BlockKind, Span

if TYPE_CHECKING:
    from kg.text.dateline import MatterFinder
    from kg.text.words import TextWords

_FLOWING = (BlockKind.PARAGRAPH, BlockKind.ITEM)
# An unmarked lead is short and has a sister beside it.
_LEAD_LIMIT = 14


class StructureReader:
    """Reads the structure of a repaired text by the words of one schema."""

    def __init__(self, words: TextWords, matter: MatterFinder) -> None:
        markers = MarkerFinder(words)
        self._lines = LineReader(matter, markers)
        self._items = ItemFinder(markers)

    def __call__(self, text: str) -> tuple[Block, ...]:
        """The blocks of *text* in document order: a parent comes before its children."""
        drafts = self._lines(text)
        _find_leads(text, drafts)
        _attach(text, drafts)
        return self._blocks(text, drafts)

    def _blocks(self, text: str, drafts: list[Draft]) -> tuple[Block, ...]:
        index: dict[int, int] = {}
        blocks: list[Block] = []

        def add(draft: Draft, parent: int | None) -> int:
            level = 0 if draft.kind is BlockKind.TITLE else 1 if parent is None else blocks[parent].level + 1
            marker = draft.marker
            blocks.append(
                Block(
                    len(blocks),
                    draft.kind,
                    draft.start,
                    draft.end,
                    parent,
                    level,
                    draft.label or (marker.text if marker else None),
                    draft.ordinal if draft.ordinal is not None else marker.ordinal if marker else None,
                    Span(*draft.lead) if draft.lead else None,
                )
            )
            return len(blocks) - 1

        for draft in drafts:
            at = add(draft, None if draft.parent is None else index[id(draft.parent)])
            index[id(draft)] = at
            if draft.kind in _FLOWING:
                self._add_items(text, draft, at, add)
        return tuple(blocks)

    def _add_items(self, text: str, draft: Draft, at: int, add: object) -> None:
        begin = draft.marker.end if draft.marker else draft.start
        holders = [at]
        counts: list[int] = []
        for item in self._items(text, begin, draft.end):
            del holders[item.depth + 1 :], counts[item.depth + 1 :]
            if len(counts) <= item.depth:
                counts.append(0)
            counts[item.depth] = item.marker.ordinal or counts[item.depth] + 1
            end = item.start + len(text[item.start : item.end].rstrip())
            lead = run_in(text, item.marker.end, end)
            inner = Draft(BlockKind.ITEM, item.start, end, item.marker, lead=lead, ordinal=counts[item.depth])
            holders.append(add(inner, holders[item.depth]))  # type: ignore[operator]


def _find_leads(text: str, drafts: list[Draft]) -> None:
    """Mark the run-in headings: behind a marker any short first sentence, else only where paragraphs in a row have one."""
    row: list[tuple[Draft, tuple[int, int]]] = []
    for draft in (*drafts, None):
        lead = None
        if draft is not None and draft.kind in _FLOWING:
            if draft.marker:
                draft.lead = run_in(text, draft.marker.end, draft.end)
            else:
                lead = run_in(text, draft.start, draft.end, _LEAD_LIMIT)
                if lead and any(c in "，,、" for c in text[lead[0] : lead[1]]):
                    lead = None
        if draft is not None and lead:
            row.append((draft, lead))
            continue
        for k, (member, span) in enumerate(row):
            sisters = [s for j, (_, s) in enumerate(row) if abs(j - k) == 1]
            if any(_alike(text, span, s) for s in sisters):
                member.lead = span
        row.clear()


def _alike(text: str, a: tuple[int, int], b: tuple[int, int]) -> bool:
    """Whether two leads are parallel: same first or last character, or same length."""
    return text[a[0]] == text[b[0]] or text[a[1] - 1] == text[b[1] - 1] or a[1] - a[0] == b[1] - b[0]


def _attach(text: str, drafts: list[Draft]) -> None:
    """Give each block the heading, list item or table row under which it stands."""
    stack: list[Draft] = []
    for k, draft in enumerate(drafts):
        style = draft.style
        if draft.kind in (BlockKind.TITLE, BlockKind.SIGNATURE, BlockKind.NOTE) or draft.outer:
            continue
        if draft.kind is BlockKind.ROW:
            _attach_row(drafts, k, stack)
        elif style:
            _unwind(stack, style, draft)
            previous = drafts[k - 1] if k else None
            if draft.kind is BlockKind.ITEM and draft.first and previous and _announces(text, previous):
                stack.append(previous)
            draft.parent = stack[-1] if stack else None
            stack.append(draft)
        else:
            while stack and stack[-1].kind is not BlockKind.HEADING and not _goes_on(drafts, k, stack[-1]):
                stack.pop()
            draft.parent = stack[-1] if stack else None


def _unwind(stack: list[Draft], style: str, draft: Draft) -> None:
    """Leave what the block of this style does not stand under."""
    styles = [d.style for d in stack]
    if style in styles:
        del stack[styles.index(style) :]
        # A list below an announcing paragraph leaves that paragraph only when something else begins.
        return
    while stack and stack[-1].marker and draft.marker and stack[-1].marker.rank >= draft.marker.rank:
        stack.pop()


def _announces(text: str, draft: Draft) -> bool:
    """Whether a paragraph opens a list: it ends with a colon."""
    return draft.kind is BlockKind.PARAGRAPH and text[draft.end - 1] in "：:"


def _goes_on(drafts: list[Draft], k: int, holder: Draft) -> bool:
    """Whether the list of *holder* is continued behind block *k*, so that the block belongs to *holder*'s item."""
    marker = holder.marker
    if holder.kind is not BlockKind.ITEM or marker is None or not marker.ordinal:
        return False
    for later in drafts[k + 1 : k + 30]:
        if later.kind in (BlockKind.HEADING, BlockKind.SIGNATURE):
            return False
        if later.marker and later.marker.style == marker.style:
            return later.marker.ordinal == marker.ordinal + 1
    return False


def _attach_row(drafts: list[Draft], k: int, stack: list[Draft]) -> None:
    """A table row without a label of its own stands under the nearest row that has one (`成员：…`)."""
    draft = drafts[k]
    while stack and stack[-1].kind is BlockKind.ITEM:
        stack.pop()
    draft.parent = stack[-1] if stack else None
    if draft.label:
        return
    for previous in reversed(drafts[:k]):
        if previous.kind is not BlockKind.ROW:
            break
        if previous.label:
            draft.parent = previous
            break
