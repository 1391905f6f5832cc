"""Lines of pages to lines of a report: no headers, footers and page numbers, joined to paragraphs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from kg.readers.pdf_layout import joined
from kg.text.marks import DASHES
from kg.text.original import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.readers.pdf_layout import Page, TextLine

_DIGITS = re.compile(r"\d+")
_PAGE_NUMBER = re.compile(
    f"[{re.escape(DASHES)}\\s·.()\\[\\]/|]*\\d{{1,4}}(?:\\s*/\\s*\\d{{1,4}})?[{re.escape(DASHES)}\\s·.()\\[\\]|]*"
)
_MARGIN = 0.14  # of the page's height, above and below
_OUTERMOST = 3  # lines of a page that may be header or footer
_REPEATED = 3  # pages, or all of a shorter file
_BIGGER = 1.15  # than the text: a heading
_HEADING = 60  # characters
_ENDS = "。；：！？.;:!?”）"


def lines_of(pages: Sequence[Page]) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The lines of a report, and notes of what was left out.

    Args:
        pages: in their order.
    """
    edges = [_edges(page) for page in pages]
    found = Counter(mark for edge in edges for mark in set(edge.values()))
    least = max(2, min(_REPEATED, len(pages)))
    kept: list[tuple[Page, list[TextLine]]] = []
    for page, edge in zip(pages, edges, strict=True):
        numbers = _numbers(edge)
        gone = {n for n, mark in edge.items() if found[mark] >= least} | numbers
        kept.append((page, [n for n in page.lines if n not in gone]))
    dropped = sum(len(page.lines) for page in pages) - sum(len(lines) for _, lines in kept)
    notes = (f"{dropped} repeated page headers, footers and page numbers left out",) if dropped else ()
    return tuple(_Assembler(kept)()), notes


# --- margins ---------------------------------------------------------------------------------------------------


def _edges(page: Page) -> dict[TextLine, tuple[str, int]]:
    """The outermost lines in the margins, with what they share with those of other pages: words and height."""
    texts = sorted((n for n in page.lines if not n.rows), key=lambda n: n.top)
    above = [n for n in texts[:_OUTERMOST] if n.bottom < _MARGIN * page.height]
    below = [n for n in texts[-_OUTERMOST:] if n.top > (1 - _MARGIN) * page.height]
    return {n: (_DIGITS.sub("0", n.text.replace(" ", "")), round(n.bottom / 4)) for n in (*above, *below)}


def _numbers(edge: Iterable[TextLine]) -> set[TextLine]:
    """The highest or lowest of the lines, where it is nothing but a number."""
    lines = sorted(edge, key=lambda n: n.top)
    return {n for n in (*lines[:1], *lines[-1:]) if _PAGE_NUMBER.fullmatch(n.text)}


# --- paragraphs ------------------------------------------------------------------------------------------------


class _Assembler:
    """Joins lines to paragraphs and says what they are."""

    def __init__(self, pages: Sequence[tuple[Page, list[TextLine]]]) -> None:
        self._pages = pages
        texts = [(page, line) for page, lines in pages for line in lines if not line.rows]
        sizes: Counter[float] = Counter()
        for _, line in texts:
            sizes[round(line.size, 1)] += len(line.text)
        self._body = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 0.0
        larger = sorted((size for size in sizes if size >= _BIGGER * self._body), reverse=True)
        self._levels = {size: rank for rank, size in enumerate(larger)}
        self._lead = self._leading()
        self._left: dict[tuple[int, int], float] = {}
        self._right: dict[tuple[int, int], float] = {}
        for page, lines in pages:
            self._bounds(page, [line for line in lines if not line.rows])
        self._last_head: tuple[str, ...] = ()

    def _bounds(self, page: Page, lines: Sequence[TextLine]) -> None:
        """Where the lines of each column begin and end when they are full."""
        for column in sorted({line.column for line in lines}):
            own = [line for line in lines if line.column == column]
            left, right = min(line.x0 for line in own), max(line.x1 for line in own)
            # of a page with few lines none may be full: it has the margins of a page then
            together = sum(right - line.x1 < 1.2 * max(line.size, 1.0) for line in own)
            if together < 2 and column == 0:
                right = max(right, page.width - left)
            self._left[page.number, column], self._right[page.number, column] = left, right

    def _leading(self) -> float:
        """The usual distance of lines of running text, in sizes."""
        steps = [
            (b.bottom - a.bottom) / a.size
            for _, lines in self._pages
            for a, b in pairwise(lines)
            if not a.rows
            and not b.rows
            and a.size
            and a.column == b.column
            and 0.5 < (b.bottom - a.bottom) / a.size < 4
        ]
        return median(steps) if steps else 1.5

    def __call__(self) -> Iterator[Line]:
        pending: list[tuple[Page, TextLine]] = []
        text = ""
        titled = False
        for page, lines in self._pages:
            for row in _rows(lines):
                line = row[0]
                if pending and len(row) == 1 and not line.rows and self._goes_on(pending[-1], (page, line)):
                    text = joined(text, line.text)
                    pending.append((page, line))
                    continue
                if pending:
                    found = self._paragraph(text, pending, titled=titled)
                    titled = titled or found.kind is LineKind.TITLE
                    yield found
                pending, text = [], ""
                place = f"page={page.number}"
                if line.rows:
                    yield from self._table(line.rows, place)
                elif len(row) > 1:
                    yield Line("\t".join(n.text for n in row), LineKind.ROW, place=place)
                else:
                    pending, text = [(page, line)], line.text
        if pending:
            yield self._paragraph(text, pending, titled=titled)

    def _goes_on(self, before: tuple[Page, TextLine], after: tuple[Page, TextLine]) -> bool:
        (page, a), (other, b) = before, after
        em = max(a.size, 1.0)
        if abs(a.size - b.size) > 0.1 * em:
            return False
        here = page is other and a.column == b.column
        if here and (b.bottom - a.bottom) / em > 1.35 * self._lead:
            return False
        centre = page.width / 2
        if here and self._is_big(a) and abs((a.x0 + a.x1) / 2 - centre) < em and abs((b.x0 + b.x1) / 2 - centre) < em:
            return True  # a headline of several lines
        left, right = self._left[page.number, a.column], self._right[page.number, a.column]
        if right - left < 6 * em or a.x1 + _first_width(b) < right - 0.5 * em:
            return False  # what follows would have found room
        indent, before_it = b.x0 - self._left[other.number, b.column], a.x0 - left
        if indent > 1.2 * em and (before_it <= 1.2 * em or indent > before_it + em or indent <= 2.6 * em):
            return False
        return not (a.text[-1:] in _ENDS and _numbered(b.text))

    def _is_big(self, line: TextLine) -> bool:
        return line.size >= _BIGGER * self._body

    def _paragraph(self, text: str, lines: Sequence[tuple[Page, TextLine]], *, titled: bool) -> Line:
        page, line = lines[0]
        place = f"page={page.number}"
        size = round(line.size, 1)
        if size in self._levels and len(text) <= _HEADING:
            rank = self._levels[size]
            if rank == 0 and not titled and page.number == 1 and line.top < page.height / 2:
                return Line(text, LineKind.TITLE, place=place)
            if text[-1:] not in "。；，,;":
                return Line(text, LineKind.HEADING, max(1, rank + (0 if titled else 1)), place=place)
        return Line(text, place=place)

    def _table(self, rows: Sequence[Sequence[str]], place: str) -> Iterator[Line]:
        head = tuple(rows[0])
        for number, row in enumerate(rows):
            if number == 0 and head == self._last_head and len(rows) > 1:
                continue  # a table that goes on has its head again
            if any(row):
                yield Line("\t".join(cell.replace("\t", " ") for cell in row), LineKind.ROW, place=place)
        self._last_head = head


def _rows(lines: Sequence[TextLine]) -> Iterator[list[TextLine]]:
    """Lines at one height in one column, as the rows of a table without rules."""
    row: list[TextLine] = []
    for line in lines:
        if row and not (
            not line.rows
            and not row[-1].rows
            and line.column == row[-1].column
            and line.x0 >= row[-1].x1
            and abs((line.top + line.bottom) - (row[-1].top + row[-1].bottom)) < 0.8 * max(line.size, 1.0)
        ):
            yield row
            row = []
        row.append(line)
    if row:
        yield row


def _first_width(line: TextLine) -> float:
    """How wide that is at the beginning of a line which may not be broken: a word, or a character with its marks."""
    text = line.text
    end = 1
    if text[0].isascii() and text[0].isalnum():
        while end < len(text) and text[end].isascii() and not text[end].isspace():
            end += 1
    while end < len(text) and unicodedata.category(text[end]) in {"Pe", "Pf", "Po"}:
        end += 1
    return line.size * sum(0.5 if char.isascii() else 1.0 for char in text[:end])


def _numbered(text: str) -> bool:
    """Whether a line begins like an item: a number in any script, with a bracket, a stop or a comma behind it.

    >>> _numbered("二、主要做法"), _numbered("（三）工作安排"), _numbered("4.开展培训"), _numbered("12次")
    (True, True, True, False)
    """
    rest = text.lstrip("(（")
    digits = 0
    while digits < len(rest) and unicodedata.numeric(rest[digits], None) is not None:
        digits += 1
    return 0 < digits <= 4 and rest[digits : digits + 1] in tuple(")）、.．")
