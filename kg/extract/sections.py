"""The report's lists as spans: a label, and the text that stands under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.marks import CLOSERS, FINAL, OPENERS
from kg.text.model import BlockKind, Span

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from kg.text.model import Block, Document

_BODY = frozenset((BlockKind.PARAGRAPH, BlockKind.ITEM))
_MAX_LABEL = 30
_MAX_MEMBER = 40
_MAX_TOLD = 240  # code points of an enumeration within a sentence
_SEMICOLONS = "；;"
_COMMAS = "，,;"
_STOPS = frozenset(FINAL + _COMMAS + "；!?\n")


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
    """An enumeration behind a colon, before which its number is stated (新举措3项：甲、乙、丙。).

    Attributes:
        start: where the number begins; end: where the last member ends.
        stated: the number as written.
        group: the words that announce the members together with their number (四大目标), or None.
    """

    start: int
    end: int
    stated: str
    members: tuple[Span, ...]
    group: Span | None = None


def sections(document: Document, openings: tuple[str, ...]) -> tuple[Section, ...]:
    """Labelled parts of the report, in text order: blocks with a run-in heading, and lines that head what follows.

    Args:
        document: the report.
        openings: adverbs with which a line that heads what follows begins (大力推进…。).
    """
    ends = _subtree_ends(document.blocks)
    found = [
        Section(b.index, b.lead, b.lead.end, ends[b.index], b.parent, b.marker is not None, heading=False)
        for b in document.blocks
        if b.lead is not None
    ]
    found.extend(_heading_lines(document, ends, openings))
    return tuple(sorted(found, key=lambda s: (s.label.start, s.end)))


def _subtree_ends(blocks: tuple[Block, ...]) -> list[int]:
    ends = [b.end for b in blocks]
    for block in reversed(blocks):
        if block.parent is not None:
            ends[block.parent] = max(ends[block.parent], ends[block.index])
    return ends


def _heading_lines(document: Document, ends: list[int], openings: tuple[str, ...]) -> Iterator[Section]:
    """A paragraph of one short sentence without a comma heads the paragraphs behind it, up to the next such line."""
    by_parent: dict[int | None, list[Block]] = {}
    for block in document.blocks:
        if block.kind in _BODY:
            by_parent.setdefault(block.parent, []).append(block)
    for parent, blocks in by_parent.items():
        lines = [
            i for i, b in enumerate(blocks) if b.lead is None and _is_line(document.text[b.start : b.end], openings)
        ]
        for at, i in enumerate(lines):
            last = (lines[at + 1] if at + 1 < len(lines) else len(blocks)) - 1
            if last > i:
                block = blocks[i]
                label = Span(block.start, block.end)
                start, end = blocks[i + 1].start, ends[blocks[last].index]
                yield Section(block.index, label, start, end, parent, block.marker is not None, heading=True)


def _is_line(text: str, openings: tuple[str, ...]) -> bool:
    text = text.strip()
    short = text.startswith(openings) and len(text) <= _MAX_LABEL
    return short and text[-1] in FINAL and not any(c in _STOPS for c in text[:-1])


def colon_lists(text: str, counted: re.Pattern[str], dividers: frozenset[str]) -> Iterator[ColonList]:
    """Enumerations behind a stated number and a colon.

    Args:
        text: the report.
        counted: matches the number, as the group `n`, with its measure word and the colon.
        dividers: the marks between members.
    """
    for m in counted.finditer(text):
        members = _members(text, m.end(), dividers)
        if len(members) > 1:
            yield ColonList(m.start(), members[-1].end, m["n"], tuple(members))


def told_lists(text: str, told: re.Pattern[str]) -> Iterator[ColonList]:
    """Enumerations in a sentence that announces them: 四大目标，包括甲；乙；丙；丁.

    Args:
        text: the report.
        told: matches the announcement as far as the first member, with the groups `n` (number) and `group`.
    """
    for m in told.finditer(text):
        stop = next(
            (i for i in range(m.end(), min(m.end() + _MAX_TOLD, len(text))) if text[i] in FINAL or text[i] == "\n"), -1
        )
        if stop < 0:
            continue
        members, at = [], m.end()
        for end in [i for i in range(m.end(), stop) if text[i] in _SEMICOLONS] + [stop]:
            members.append(Span(at, end))
            at = end + 1
        if len(members) > 1 and all(1 < s.end - s.start <= _MAX_MEMBER for s in members):
            yield ColonList(m.start(), stop, m["n"], tuple(members), Span(m.start("group"), m.end("group")))


def _members(text: str, start: int, dividers: frozenset[str]) -> list[Span]:
    """The members up to the end of the sentence; none where one is too long or a comma shows that they are clauses."""
    members: list[Span] = []
    depth = 0
    for i in range(start, len(text)):
        c = text[i]
        if c in OPENERS:
            depth += 1
        elif c in CLOSERS:
            depth -= 1
        elif depth <= 0 and (c in dividers or c in _STOPS):
            if i > start:
                members.append(Span(start, i))
            start = i + 1
            if c in _STOPS:
                return [] if c in _COMMAS else members
        if i - start > _MAX_MEMBER:
            return []
    return []
