"""The values that reading a file yields: a document with its structure, all offsets in code points, half-open."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum


class BlockKind(StrEnum):
    """What a block of the report is.

    A NOTE is no part of the report's matter: an editor's remark, a caption, a line of marks, a site's label line.
    """

    TITLE = "title"
    SUBTITLE = "subtitle"
    DATELINE = "dateline"
    BYLINE = "byline"
    ADDRESSEE = "addressee"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    SIGNATURE = "signature"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of code points of `Document.text`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of the report's structure; blocks form a tree by `parent`.

    A heading is the parent of what stands under it; an item inside a paragraph (`一是…二是…`) is a child of that
    paragraph; a table row or an item on a line of its own is a child of the paragraph that announces it with a colon; a
    row without a label is a child of the nearest row above it that has one.
    `start` and `end` cover the block's own text, of an item inside a paragraph its part of the paragraph.

    Attributes:
        index: the position in `Document.blocks`.
        parent: index of the enclosing block, or None.
        level: 0 for the title, 1 for the highest heading, and so on downwards.
        marker: the enumerating word or number as written (`一是`, `（二）`, `3.`), of a ROW its label without colon
            (`组长`), or None.
        ordinal: the number that `marker` stands for, counted from 1.
        lead: a short run-in heading that opens the block (`夯基础。` → the span without the full stop), or None.
    """

    index: int
    kind: BlockKind
    start: int
    end: int
    parent: int | None = None
    level: int = 0
    marker: str | None = None
    ordinal: int | None = None
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence, with its closing punctuation; `block` is the innermost block that holds it."""

    index: int
    start: int
    end: int
    block: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table that a file's format marks as one.

    Attributes:
        rows: the cells of each row, the empty ones too, each a stretch of `Document.text` without spaces around it.
        heads: how many of the rows, from the first on, hold the labels of the columns.
        caption: the line above the table, or None.
    """

    rows: tuple[tuple[Span, ...], ...]
    heads: int
    caption: Span | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the lines from `start` to `end` of `Document.text` stand in the file, as a fragment (`page=3`)."""

    start: int
    end: int
    fragment: str


@dataclass(frozen=True, slots=True)
class Document:
    """A report as the following stages see it.

    Attributes:
        id: 16 hexadecimal digits of SHA-256 over `text`: a report is known by its content.
        name: the file's name, or what the caller gave.
        text: repaired text; every offset of every later value points into it.
        source: the decoded text before repair.
        encoding: the encoding that was found.
        date: the report's date, or None where none is given or found.
        date_from: how the date was found, for `kg explain` (`option`, `dateline`, `headline`, `signature`, …).
        title: the headline, without marks such as 原标题; the first words of a report that has none.
        publisher: the newspaper, site or agency of the dateline, or None.
        starts: offsets in `text` at which a stretch of equal shift to the source begins, ascending, first 0.
        origins: for each of `starts`, the offset in `source`.
        repairs: what was mended, in words, for `kg explain` (`12 pinyin brackets removed`).
        format: the format that the text was taken out of (`docx`), "" for a plain text.
        address: the IRI where it was published, "" where that is not known.
        identifier: what a table of reports calls it, "" where none does.
        cited: what a table says of its source: a newspaper, an office or an address.
        places: where its lines stand in the file, ascending, where the format has places.
        standard: IRI of what defines their fragments, "" where nothing does.
        tables: its tables, where the format marks them.
    """

    id: str
    name: str
    text: str
    source: str
    encoding: str
    date: datetime.date | None
    date_from: str | None
    title: str
    publisher: str | None
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)
    repairs: tuple[str, ...] = ()
    properties: tuple[tuple[str, str], ...] = field(default=())
    format: str = ""
    address: str = ""
    identifier: str = ""
    cited: str = ""
    places: tuple[Place, ...] = ()
    standard: str = ""
    tables: tuple[Table, ...] = ()
    _sentence_starts: tuple[int, ...] = field(init=False, repr=False, compare=False, default=())

    def __post_init__(self) -> None:
        """Note where sentences start, which every stage asks for."""
        object.__setattr__(self, "_sentence_starts", tuple(s.start for s in self.sentences))

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds the code point at *offset*, or None between sentences."""
        at = bisect_right(self._sentence_starts, offset) - 1
        if at < 0 or self.sentences[at].end <= offset:
            return None
        return self.sentences[at]

    def place_at(self, offset: int) -> str:
        """Where the line with the code point at *offset* stands in the file; "" where that is not known."""
        at = bisect_right(self.places, offset, key=lambda place: place.start) - 1
        return self.places[at].fragment if at >= 0 and offset < self.places[at].end else ""

    def source_offset(self, offset: int) -> int:
        """Where the code point at *offset* of `text` stands in `source`."""
        at = bisect_right(self.starts, offset) - 1
        return min(self.origins[at] + offset - self.starts[at], len(self.source))
