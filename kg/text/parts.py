"""A document much longer than reports are, in parts: reading one of them takes no more memory than a long report.

Each part but the first has the opening of the document before its own text: headline, dateline and first paragraph say
whose report it is, when it was written, and which place it is about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from kg.text.model import Block, BlockKind, Document, Sentence, Span, Table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LONG = 150_000
"""Code points from which a document is read in parts; the longest yearly reports of a government have half of it."""
_SIZE = 100_000
_SLACK = 4  # a part ends at the best place within a quarter of its size, before or behind
_OPENING = 2_000  # code points that the opening has at most
_OUTER = frozenset(
    (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.DATELINE, BlockKind.BYLINE, BlockKind.ADDRESSEE, BlockKind.NOTE)
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document, as a document of its own.

    Attributes:
        document: the opening and the part; it has the whole document's id and date, but neither source nor places.
        opening: how many code points of its text are the opening; 0 in the first part, which begins with it anyway.
        start: where its own text stands in the whole document, from `start` to `end`.
    """

    document: Document
    opening: int
    start: int
    end: int

    def spans(self, start: int, end: int) -> tuple[int, int]:
        """The stretch of the whole document that a stretch of the part is."""
        shift = self.start - self.opening if start >= self.opening else 0
        return start + shift, end + shift


def parts(document: Document, size: int = _SIZE) -> Iterator[Part]:
    """The parts of a document, in order; together they are its text.

    A part ends before a block, best before one that stands high in the structure, and in no table. Text that has no
    such place for long stays in one part.

    Args:
        document: what is parted.
        size: about how many code points a part has.
    """
    ends = _ends(document, size)
    opening = _opening(document)
    start = 0
    for end in ends:
        head = opening if start else 0
        yield Part(_cut(document, head, start, end), head, start, end)
        start = end


def _ends(document: Document, size: int) -> list[int]:
    """Where parts end."""
    places = _places(document)
    offsets = [offset for offset, _ in places]
    ends: list[int] = []
    start, length = 0, len(document.text)
    while length - start > size + size // _SLACK:
        low = bisect_left(offsets, start + size - size // _SLACK)
        high = max(bisect_right(offsets, start + size + size // _SLACK), low + 1)
        near = places[low:high]
        if not near:
            break
        aim = start + size
        start = min(near, key=lambda place: (place[1], abs(place[0] - aim)))[0]
        ends.append(start)
    return [*ends, length]


def _places(document: Document) -> list[tuple[int, int]]:
    """Where a part may end, and how deep in the structure that is: where a line begins with a block outside tables."""
    text = document.text
    depths: list[int] = []
    tables = [(t.rows[0][0].start, t.rows[-1][-1].end) for t in document.tables if t.rows and t.rows[0] and t.rows[-1]]
    begins = [start for start, _ in tables]
    found: dict[int, int] = {}
    for block in document.blocks:
        depths.append(0 if block.parent is None else depths[block.parent] + 1)
        at = bisect_left(begins, block.start) - 1
        if block.start and text[block.start - 1] == "\n" and (at < 0 or tables[at][1] <= block.start):
            found.setdefault(block.start, depths[-1])
    return sorted(found.items())


def _opening(document: Document) -> int:
    """How many code points the opening has: up to the end of the line with the first paragraph."""
    end = 0
    for block in document.blocks:
        line = document.text.find("\n", max(block.end - 1, block.start)) + 1 or len(document.text)
        if line > _OPENING:
            break
        end = max(end, line)
        if block.kind not in _OUTER:
            break
    return end


def _cut(document: Document, opening: int, start: int, end: int) -> Document:
    """The opening and a part, as one document."""
    shift = opening - start
    kept = [*_between(document.blocks, 0, opening), *_between(document.blocks, start, end)]
    place = {block.index: k for k, block in enumerate(kept)}
    sentences = (*_between(document.sentences, 0, opening), *_between(document.sentences, start, end))
    return replace(
        document,
        text=document.text[:opening] + document.text[start:end],
        source="",
        starts=(0,),
        origins=(0,),
        places=(),
        blocks=tuple(_block(b, k, place, opening, shift) for k, b in enumerate(kept)),
        sentences=tuple(_sentence(s, k, place, opening, shift) for k, s in enumerate(sentences)),
        tables=tuple(_tables(document.tables, start, end, shift)),
    )


_Piece = TypeVar("_Piece", Block, Sentence)


def _between(pieces: Sequence[_Piece], start: int, end: int) -> Sequence[_Piece]:
    """Those that begin from *start* on and before *end*; they are in the order of the text."""
    return pieces[bisect_left(pieces, start, key=_start) : bisect_left(pieces, end, key=_start)]


def _start(piece: Block | Sentence) -> int:
    return piece.start


def _block(block: Block, index: int, place: dict[int, int], opening: int, shift: int) -> Block:
    by = shift if block.start >= opening else 0
    lead = block.lead and Span(block.lead.start + by, block.lead.end + by)
    parent = None if block.parent is None else place.get(block.parent)
    return replace(block, index=index, start=block.start + by, end=block.end + by, parent=parent, lead=lead)


def _sentence(sentence: Sentence, index: int, place: dict[int, int], opening: int, shift: int) -> Sentence:
    by = shift if sentence.start >= opening else 0
    return replace(
        sentence, index=index, start=sentence.start + by, end=sentence.end + by, block=place.get(sentence.block, 0)
    )


def _tables(tables: Sequence[Table], start: int, end: int, shift: int) -> Iterator[Table]:
    for table in tables:
        cells = [cell for row in table.rows for cell in row]
        if cells and start <= cells[0].start and cells[-1].end <= end:
            caption = table.caption if table.caption is not None and table.caption.start >= start else None
            yield Table(
                tuple(tuple(Span(c.start + shift, c.end + shift) for c in row) for row in table.rows),
                table.heads,
                caption and Span(caption.start + shift, caption.end + shift),
            )
