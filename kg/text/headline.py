"""The headline and the publisher of a report, from its blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.text.model import BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.text.dateline import MatterFinder
    from kg.text.model import Block
    from kg.text.words import TextWords

# A column's name in front of the headline.
_COLUMN = re.compile("^[【\\[][^】\\]]{1,40}[】\\]]\\s*(?=\\S)")
_WITHOUT_TITLE = 40


def headline(text: str, blocks: Sequence[Block], words: TextWords) -> str:
    """The headline without marks (`原标题：`) and column names; the report's first words where it has none."""
    title = next((b for b in blocks if b.kind is BlockKind.TITLE), None)
    if title is None:
        first = next((b for b in blocks if b.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM)), None)
        return "" if first is None else _opening(text[first.start : first.end])
    line = text[title.start : title.end]
    line = re.sub(f"^[【\\[（(]?(?:{words.any('titleMark')})[】\\]）)]?\\s?[：:]?\\s*", "", line) or line
    return _COLUMN.sub("", line).strip()


def publisher(text: str, blocks: Sequence[Block], matter: MatterFinder) -> str | None:
    """The newspaper, agency, station, site or office that the dateline names."""
    for block in blocks:
        if block.kind is not BlockKind.DATELINE:
            continue
        line = text[block.start : block.end]
        if (told := matter.told_by(line)) is not None:
            return told
        if matter.label(line, 0, len(line)) is not None:
            continue
        if (book := matter.source_line(line)) is not None:
            return book
        found = matter.dateline(text, block.start, block.end)
        if found is not None and found.publisher:
            return found.publisher
        if matter.publisher_line(line):
            return line
    return None


def _opening(paragraph: str) -> str:
    """The first sentence, cut at its last comma within `_WITHOUT_TITLE` characters."""
    sentence = re.split("[。；！？\n]", paragraph, maxsplit=1)[0]
    if len(sentence) <= _WITHOUT_TITLE:
        return sentence
    cut = max(sentence.rfind(c, 0, _WITHOUT_TITLE) for c in "，：、,")
    return sentence[: cut if cut > _WITHOUT_TITLE // 3 else _WITHOUT_TITLE] + "…"
