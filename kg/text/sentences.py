"""Sentences of Chinese prose: where they end, and who said a quotation."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.text.marks import CLOSERS, HAN, PAIR
from kg.text.model import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.text.model import Block
    from kg.text.words import TextWords

# A bracket or quotation that holds more than this is read like the text around it: it is a speech of its own, or its
# end has been left out.
_LIMITS = {**dict.fromkeys("（(【［[《〈〔", 120), **dict.fromkeys("“‘", 160)}
_DEPTH = 4
# So long may the words be that tell, behind a quotation, who said it.
_ATTRIBUTION_LIMIT = 40
_FINAL = "。！？!?…"
_STOP = re.compile(
    f"[。！？]+|…+(?![，、。；：,.…])|；|(?<=[{HAN}”’）)])[;!?]+|(?<=[{HAN}”’）)])\\.(?=[{HAN}“‘（\\s]|$)"
    f"|[{re.escape(''.join(_LIMITS))}]"
)


class SentenceSplitter:
    """Splits blocks into sentences; every character that is no space lies in exactly one of them."""

    def __init__(self, words: TextWords) -> None:
        self._attribution = re.compile(
            f"[^。！？；…“‘（\n]{{1,{_ATTRIBUTION_LIMIT}}}?(?:{words.any('attributionEnd')})[。！]"
        )

    def __call__(self, text: str, blocks: Sequence[Block]) -> tuple[Sentence, ...]:
        """The sentences of all *blocks* (a tree in document order), each in its innermost block."""
        found: list[tuple[int, int, int]] = []
        for start, end, block in _own_stretches(blocks):
            found += [(s, e, block) for s, e in self.spans(text, start, end)]
        found.sort()
        return tuple(Sentence(i, s, e, b) for i, (s, e, b) in enumerate(found))

    def spans(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The sentences of the passage as (start, end), without spaces at either side.

        A sentence ends at 。！？… and at ； together with the quotation marks and brackets that close behind it; not
        within brackets or a short quotation, and not behind a quotation whose speaker is told next (`“……。”某某说。`).
        """
        begin = at = start
        while match := _STOP.search(text, at, end):
            at = match.end()
            if match.group() in _LIMITS:
                at = _past_bracket(text, match.start(), end)
                if text[at - 1] not in "”’" or text[at - 2] not in _FINAL:
                    continue
            while at < end and text[at] in CLOSERS:
                at += 1
            if at < end and text[at] in "，、；：。,;":
                continue
            if text[at - 1] in "”’" and (told := self._attribution.match(text, at, end)):
                at = told.end()
            yield from _trimmed(text, begin, at)
            begin = at
        yield from _trimmed(text, begin, end)


def _past_bracket(text: str, opening: int, end: int) -> int:
    """Behind the bracket that closes the one at *opening*; just behind the opening one if that is not near."""
    opener, closer = text[opening], PAIR[text[opening]]
    # Half-width and full-width brackets are often mixed in one pair.
    openers, closers = ("(（", ")）") if opener in "(（" else (opener, closer)
    depth = 0
    for at in range(opening, min(end, opening + _LIMITS[opener])):
        if text[at] in openers:
            depth += 1
            if depth > _DEPTH:
                break
        elif text[at] in closers:
            depth -= 1
            if depth == 0:
                return at + 1
    return opening + 1


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def _own_stretches(blocks: Sequence[Block]) -> Iterator[tuple[int, int, int]]:
    """The stretches of each block that no block inside it covers, as (start, end, block)."""
    inside: dict[int, list[Block]] = {}
    for block in blocks:
        if block.parent is not None and block.start < blocks[block.parent].end:
            inside.setdefault(block.parent, []).append(block)
    for block in blocks:
        at = block.start
        for child in inside.get(block.index, ()):
            yield at, child.start, block.index
            at = child.end
        yield at, block.end, block.index
