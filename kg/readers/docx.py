"""Word documents: headings, numbered paragraphs and tables as such; no macros, no pictures, no link followed."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from kg.errors import InputError
from kg.readers.cells import Grid, row_text
from kg.readers.docx_elements import WRAPPERS, boxes_of, cell_of, has_words, text_of, within
from kg.readers.docx_numbers import Numbers, W
from kg.readers.docx_open import REMEDY, check_markup, open_document
from kg.readers.docx_styles import Styles, number_of, value_of
from kg.readers.model import Line, LineKind, Original
from kg.readers.packed import check_packed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docx.document import Document
    from lxml.etree import _Element

    from kg.readers.model import Limits, Progress

_DOCUMENT = "word/document.xml"
_CONTENTS = re.compile(r"toc [1-9]|toc heading")
_BODY_LEVEL = 9


def read_docx(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The lines of a Word document; a place is the number of a paragraph, or of a table and its row.

    Raises:
        InputError: it is damaged, no Word document, or beyond a limit.
    """
    parts = check_packed(data, name, limits)
    if _DOCUMENT not in parts:
        raise InputError("this is no Word document", place=name, remedy=REMEDY)
    check_markup(data, name)
    document = open_document(data, name)
    reader = _Reader(document, name, limits, progress)
    try:
        lines = tuple(reader.lines())
    except RecursionError as error:
        raise InputError("its tables nest too deeply", place=name, remedy=REMEDY) from error
    return Original(
        lines=_with_title(lines),
        format="docx",
        title=_stated_title(document, lines),
        notes=("table of contents left out",) if reader.contents else (),
    )


class _Reader:
    def __init__(self, document: Document, name: str, limits: Limits, progress: Progress | None) -> None:
        self._body: _Element = document.element.body
        self._name = name
        self._limits = limits
        self._progress = progress
        self._cells = limits.cells
        self._styles = Styles(document)
        self._numbers = Numbers(_numbering(document))
        self._paragraph = self._table = 0
        self.contents = False

    def lines(self) -> Iterator[Line]:
        total = len(self._body)
        for done, element in enumerate(self._body, 1):
            yield from self._block(element, 0)
            if self._progress is not None and done % 500 == 0:
                self._progress(done, total)

    def _block(self, element: _Element, depth: int) -> Iterator[Line]:
        if depth > self._limits.nesting:
            raise InputError("its parts nest too deeply", place=self._name, remedy=REMEDY)
        if element.tag == f"{W}p":
            yield from self._paragraph_lines(element)
            for box in boxes_of(element):
                for child in box:
                    yield from self._block(child, depth + 1)
        elif element.tag == f"{W}tbl":
            yield from self._table_lines(element, depth)
        elif element.tag in WRAPPERS:
            for child in element:
                yield from self._block(child, depth + 1)

    def _paragraph_lines(self, element: _Element) -> Iterator[Line]:
        self._paragraph += 1
        kind, level, marker = self._kind(element)
        if kind is None:
            self.contents = True
            return
        place = f"paragraph={self._paragraph}"
        for k, text in enumerate(text_of(element).split("\n")):
            if text.strip():
                head = marker if k == 0 else ""
                own = LineKind.PARAGRAPH if k and kind is LineKind.ITEM else kind
                yield Line(f"{head}{text.strip(' ')}", own, level if own is not LineKind.PARAGRAPH else 0, place=place)

    def _kind(self, element: _Element) -> tuple[LineKind | None, int, str]:
        """What a paragraph is, its level and the number before it; None for a line of a table of contents."""
        style = self._styles.of(element)
        if _CONTENTS.fullmatch(style.name):
            return None, 0, ""
        marker, bulleted = "", False
        own = element.find(f"{W}pPr/{W}numPr")
        number, depth = number_of(own) if own is not None else (style.number, style.depth)
        if number and number != "0" and has_words(element):
            marker, bulleted = self._numbers.marker(number, depth if depth is not None else style.depth or 0)
        if style.name == "title":
            return LineKind.TITLE, 0, ""
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        level = style.level if outline is None else value_of(outline) + 1
        if 0 < level <= _BODY_LEVEL:
            return LineKind.HEADING, level, marker
        # a numbered paragraph may be a heading as well: reading decides, as where the number is typed
        if marker and bulleted:
            return LineKind.ITEM, (depth or 0) + 1, marker
        return LineKind.PARAGRAPH, 0, marker

    def _table_lines(self, table: _Element, depth: int) -> Iterator[Line]:
        rows = within(table, f"{W}tr")
        cells = [within(row, f"{W}tc") for row in rows]
        self._table += 1
        number = self._table
        laid_out = all(len(row) <= 1 for row in cells) or any(
            cell.find(f"{W}tbl") is not None for r in cells for cell in r
        )
        if laid_out:  # a frame around text, or tables within tables
            for cell in (cell for row in cells for cell in row):
                for child in cell:
                    yield from self._block(child, depth + 1)
            return
        grid = Grid(self._name, self._cells)
        for k, (row, found) in enumerate(zip(rows, cells, strict=True), 1):
            self._paragraph += sum(1 for _ in row.iter(f"{W}p"))
            text = row_text(grid.row(cell_of(cell) for cell in found))
            header = "header" if row.find(f"{W}trPr/{W}tblHeader") is not None else None
            if text:
                yield Line(text, LineKind.ROW, label=header, place=f"table={number},row={k}")
        self._cells = grid.left


def _numbering(document: Document) -> _Element | None:
    part = next(
        (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering") and not r.is_external),
        None,
    )
    return getattr(part, "element", None)


def _with_title(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """The lines with a headline of several paragraphs as one."""
    first = tuple(takewhile(lambda line: line.kind is LineKind.TITLE, lines))
    if len(first) < 2:
        return lines
    return (Line("".join(line.text for line in first), LineKind.TITLE, place=first[0].place), *lines[len(first) :])


def _stated_title(document: Document, lines: tuple[Line, ...]) -> str:
    """The title among the document's properties where it opens the text; often it is that of some earlier document."""
    try:
        title = "".join((document.core_properties.title or "").split())
    except (ValueError, KeyError, AttributeError):
        return ""
    first = next((line for line in lines[:8] if title and "".join(line.text.split()) == title), None)
    return first.text if first is not None else ""
