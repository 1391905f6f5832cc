"""The report's lists as spans: a label, and the text that stands under it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.model import BlockKind, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.model import Block, Document

_BODY = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM))
_MAX_LABEL = 30
_MAX_MEMBER = 40
_STOPS = frozenset("，。；！？,;!?\n")  # noqa: RUF001
_OPEN, _CLOSE = "“「『《（(【", "”」』》）)】"  # noqa: RUF001


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part of the report.

    Attributes:
        block: index of the block that the label opens.
        label: the label without its marker and full stop.
        start: where the text under the label begins; end: where it ends.
        parent: index of the enclosing block, or None.
        marked: a marker (一是, 1.) stands before the label.
        heading: the label is a line of its own.
    """

    block: int
    label: Span
    start: int
    end: int
    parent: int | None
    marked: bool
    heading: bool


@dataclass(frozen=True, slots=True)
class ColonList:
    """An enumeration behind a colon, before which its number is stated: 新举措3项：甲、乙、丙。"""

    colon: int
    end: int
    members: tuple[Span, ...]


def sections(document: Document) -> tuple[Section, ...]:
    """Labelled parts of the report, in text order: blocks with a run-in heading, and lines that head what follows."""
    found: list[Section] = []
    ends = _subtree_ends(document.blocks)
    for block in document.blocks:
        if block.lead is not None:
            found.append(
                Section(
                    block.index, block.lead, block.lead.end, ends[block.index], block.parent, block.marker is not None, False
                )
            )
    found.extend(_heading_lines(document, ends))
    return tuple(sorted(found, key=lambda s: (s.label.start, s.end)))


def _subtree_ends(blocks: tuple[Block, ...]) -> list[int]:
    ends = [b.end for b in blocks]
    for block in reversed(blocks):
        if block.parent is not None:
            ends[block.parent] = max(ends[block.parent], ends[block.index])
    return ends


def _heading_lines(document: Document, ends: list[int]) -> Iterator[Section]:
    """A paragraph of one short sentence without a comma heads the paragraphs behind it, up to the next such line."""
    by_parent: dict[int | None, list[Block]] = {}
    for block in document.blocks:
        if block.kind in _BODY:
            by_parent.setdefault(block.parent, []).append(block)
    for parent, blocks in by_parent.items():
        lines = [i for i, b in enumerate(blocks) if b.lead is None and _is_line(document.text[b.start : b.end])]
        for at, i in enumerate(lines):
            last = (lines[at + 1] if at + 1 < len(lines) else len(blocks)) - 1
            if last > i:
                block = blocks[i]
                yield Section(
                    block.index,
                    Span(block.start, block.end),
                    blocks[i + 1].start,
                    ends[blocks[last].index],
                    parent,
                    block.marker is not None,
                    True,
                )


def _is_line(text: str) -> bool:
    text = text.strip()
    return len(text) <= _MAX_LABEL and not any(c in _STOPS for c in text[:-1]) and text[-1:] in "。"


def colon_lists(text: str, counted: re.Pattern[str]) -> Iterator[ColonList]:
    """Enumerations behind a stated number and a colon.

    Args:
        text: the report.
        counted: matches the number with its measure word and the colon.
    """
    for m in counted.finditer(text):
        members, at, end = _members(text, m.end())
        if len(members) > 1:
            yield ColonList(m.start(), end, tuple(members))
        del at


def _members(text: str, start: int) -> tuple[list[Span], int, int]:
    members: list[Span] = []
    depth = 0
    at = start
    i = start
    while i < len(text) and i - at <= _MAX_MEMBER:
        c = text[i]
        if c in _OPEN:
            depth += 1
        elif c in _CLOSE:
            depth -= 1
        elif depth <= 0 and (c == "、" or c in _STOPS):
            if i > at:
                members.append(Span(at, i))
            at = i + 1
            if c != "、":
                return (members if c in "。；\n" else []), at, i  # noqa: RUF001
        i += 1
    return [], at, i
