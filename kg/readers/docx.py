"""Word documents: headings, numbered paragraphs and tables as such; no macros, no pictures, no link followed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from itertools import takewhile
from typing import TYPE_CHECKING

import docx

from kg.errors import InputError
from kg.readers.cells import Grid, cell_text, row_text
from kg.readers.docx_numbers import Numbers, W
from kg.readers.model import Line, LineKind, Original
from kg.readers.packed import check_packed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from docx.document import Document
    from lxml.etree import _Element

    from kg.readers.model import Limits, Progress

_DOCUMENT = "word/document.xml"
_REMEDY = "open it with the program that made it and save it anew"
_HEADING = re.compile(r"heading ([1-9])")
_CONTENTS = re.compile(r"toc [1-9]|toc heading")
# What holds paragraphs without being one: content controls, custom markup, changes that were accepted in part.
_WRAPPERS = frozenset(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"))
# What is no part of a paragraph's own words: deleted ones, field codes, drawings; boxes of text are read behind it.
_UNSEEN = frozenset(
    f"{W}{name}" for name in ("del", "moveFrom", "instrText", "drawing", "pict", "object", "rPr", "pPr")
)
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{W}txbxContent"
_BODY_LEVEL = 9
_PROLOG = 4096
# An element of the tree takes some fifty times the bytes of its tag.
_MOST_MARKUP = 64 * 2**20


def read_docx(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The lines of a Word document; a place is the number of a paragraph, or of a table and its row.

    Raises:
        InputError: it is damaged, no Word document, or beyond a limit.
    """
    parts = check_packed(data, name, limits)
    if _DOCUMENT not in parts:
        raise InputError("this is no Word document", place=name, remedy=_REMEDY)
    _check_markup(data, name)
    document = _open(data, name)
    reader = _Reader(document, name, limits, progress)
    try:
        lines = tuple(reader.lines())
    except RecursionError as error:
        raise InputError("its tables nest too deeply", place=name, remedy=_REMEDY) from error
    return Original(
        lines=_with_title(lines),
        format="docx",
        title=_stated_title(document, lines),
        notes=("table of contents left out",) if reader.contents else (),
    )


def _check_markup(data: bytes, name: str) -> None:
    """Refuse what would take too much memory, and document type declarations, which Office documents must not have.

    The library resolves no entities (ECMA-376 part 2, 8.2.4 forbids them); here they are not even parsed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = [p for p in archive.infolist() if p.filename.endswith((".xml", ".rels"))]
        markup = sum(p.file_size for p in parts)
        heads = (_head(archive, part) for part in parts) if markup <= _MOST_MARKUP else ()
        if any(b"<!DOCTYPE" in head for head in heads):
            raise InputError("it declares entities, as no Word document does", place=name, remedy=_REMEDY)
    if markup > _MOST_MARKUP:
        raise InputError(
            f"{markup:,} bytes of markup are more than the {_MOST_MARKUP:,} that are read",
            place=name,
            remedy="split it, or export its text",
        )


def _head(archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> bytes:
    """The beginning of a part, without the second bytes of UTF-16; nothing where it is damaged, which shows later."""
    try:
        with archive.open(part) as file:
            return file.read(_PROLOG).replace(b"\0", b"")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, OSError, ValueError):
        return b""


def _open(data: bytes, name: str) -> Document:
    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # on damaged files the library raises whatever its parts raise
        raise InputError(f"the file is damaged: {type(error).__name__}", place=name, remedy=_REMEDY) from error


class _Reader:
    def __init__(self, document: Document, name: str, limits: Limits, progress: Progress | None) -> None:
        self._body: _Element = document.element.body
        self._name = name
        self._limits = limits
        self._progress = progress
        self._cells = limits.cells
        self._styles = _Styles(document)
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
            raise InputError("its parts nest too deeply", place=self._name, remedy=_REMEDY)
        if element.tag == f"{W}p":
            yield from self._paragraph_lines(element)
            for box in _boxes(element):
                for child in box:
                    yield from self._block(child, depth + 1)
        elif element.tag == f"{W}tbl":
            yield from self._table_lines(element, depth)
        elif element.tag in _WRAPPERS:
            for child in element:
                yield from self._block(child, depth + 1)

    def _paragraph_lines(self, element: _Element) -> Iterator[Line]:
        self._paragraph += 1
        kind, level, marker = self._kind(element)
        if kind is None:
            self.contents = True
            return
        place = f"paragraph={self._paragraph}"
        for k, text in enumerate(_text(element).split("\n")):
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
        number, depth = _number(own) if own is not None else (style.number, style.depth)
        if number and number != "0" and _has_words(element):
            marker, bulleted = self._numbers.marker(number, depth if depth is not None else style.depth or 0)
        if style.name == "title":
            return LineKind.TITLE, 0, ""
        outline = element.find(f"{W}pPr/{W}outlineLvl")
        level = style.level if outline is None else _value(outline) + 1
        if 0 < level <= _BODY_LEVEL:
            return LineKind.HEADING, level, marker
        # a numbered paragraph may be a heading as well: reading decides, as where the number is typed
        if marker and bulleted:
            return LineKind.ITEM, (depth or 0) + 1, marker
        return LineKind.PARAGRAPH, 0, marker

    def _table_lines(self, table: _Element, depth: int) -> Iterator[Line]:
        rows = _within(table, f"{W}tr")
        cells = [_within(row, f"{W}tc") for row in rows]
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
            text = row_text(grid.row(_cell(cell) for cell in found))
            header = "header" if row.find(f"{W}trPr/{W}tblHeader") is not None else None
            if text:
                yield Line(text, LineKind.ROW, label=header, place=f"table={number},row={k}")
        self._cells = grid.left


def _boxes(paragraph: _Element) -> list[_Element]:
    """The boxes of text that hang on a paragraph, each once: a form for older programs repeats them."""
    return [
        box
        for box in paragraph.iter(_BOX)
        if not any(e.tag in (_BOX, _FALLBACK) for e in takewhile(lambda e: e is not paragraph, box.iterancestors()))
    ]


def _within(element: _Element, tag: str) -> list[_Element]:
    """The children with a tag, those in content controls too."""
    found: list[_Element] = []
    waiting = list(element)[::-1]
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            found.append(child)
        elif child.tag in _WRAPPERS:
            waiting += list(child)[::-1]
    return found


def _cell(cell: _Element) -> tuple[str, int, int]:
    """A cell's text and how many columns it covers; one that goes on from the row above is empty."""
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    merged = cell.find(f"{W}tcPr/{W}vMerge")
    goes_on = merged is not None and merged.get(f"{W}val") != "restart"
    text = "" if goes_on else " ".join(cell_text(_text(p)) for p in cell.iter(f"{W}p"))
    return text, _value(span) if span is not None else 1, 1


def _text(paragraph: _Element) -> str:
    r"""The words of a paragraph as a reader sees them; `\n` where a line is broken by hand."""
    pieces: list[str] = []
    waiting = list(paragraph)[::-1]
    while waiting:
        element = waiting.pop()
        tag = element.tag
        if tag == f"{W}t":
            pieces.append(element.text or "")
        elif tag == f"{W}tab":
            pieces.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            pieces.append("\n")
        elif tag == f"{W}noBreakHyphen":
            pieces.append("-")
        elif tag not in _UNSEEN and tag != _ALTERNATE and isinstance(tag, str):
            waiting += list(element)[::-1]
    return "".join(pieces)


def _has_words(paragraph: _Element) -> bool:
    return bool(_text(paragraph).strip())


class _Style:
    def __init__(self, name: str = "", level: int = 0, number: str = "", depth: int | None = None) -> None:
        self.name, self.level, self.number, self.depth = name, level, number, depth


class _Styles:
    """What the styles of a document say of their paragraphs, each with what it inherits."""

    def __init__(self, document: Document) -> None:
        self._elements: dict[str, _Element] = {}
        self._known: dict[str, _Style] = {}
        self._default = ""
        for element in document.styles.element.iterchildren(f"{W}style"):
            if element.get(f"{W}type") in (None, "paragraph"):
                key = element.get(f"{W}styleId") or ""
                self._elements[key] = element
                if element.get(f"{W}default") in ("1", "true"):
                    self._default = key

    def of(self, paragraph: _Element) -> _Style:
        """The style of a paragraph."""
        stated = paragraph.find(f"{W}pPr/{W}pStyle")
        key = self._default if stated is None else stated.get(f"{W}val") or ""
        if key not in self._known:
            self._known[key] = self._read(key)
        return self._known[key]

    def _read(self, key: str) -> _Style:
        style = _Style()
        seen: set[str] = set()
        while key in self._elements and key not in seen:
            seen.add(key)
            element = self._elements[key]
            name = element.find(f"{W}name")
            said = "" if name is None else (name.get(f"{W}val") or "").lower()
            heading = _HEADING.fullmatch(said)
            if not style.name or (heading and not style.level):
                style.name = said
            style.level = style.level or (int(heading[1]) if heading else 0)
            outline = element.find(f"{W}pPr/{W}outlineLvl")
            if outline is not None and not style.level:
                style.level = _value(outline) + 1
            number = element.find(f"{W}pPr/{W}numPr")
            if number is not None and not style.number:
                style.number, style.depth = _number(number)
            based = element.find(f"{W}basedOn")
            key = "" if based is None else based.get(f"{W}val") or ""
        return style


def _numbering(document: Document) -> _Element | None:
    part = next(
        (r.target_part for r in document.part.rels.values() if r.reltype.endswith("/numbering") and not r.is_external),
        None,
    )
    return getattr(part, "element", None)


def _number(element: _Element) -> tuple[str, int | None]:
    number, level = element.find(f"{W}numId"), element.find(f"{W}ilvl")
    return ("" if number is None else number.get(f"{W}val") or ""), (None if level is None else _value(level))


def _value(element: _Element) -> int:
    written: Mapping[str, str] = element.attrib
    said = written.get(f"{W}val", "")
    return int(said) if said.isdecimal() and len(said) < 6 else 0


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
