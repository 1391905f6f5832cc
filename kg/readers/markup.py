"""Pieces of HTML inside other formats, read with the standard library: paragraphs and tables, no more."""

from __future__ import annotations

from html.parser import HTMLParser

from kg.readers.cells import Grid, row_text
from kg.readers.model import Line, LineKind

_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_BREAKING = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote", "caption"})
_MOST = 1000


def fragment_lines(markup: str, name: str, cells: int, place: str) -> list[Line]:
    """The lines of a piece of HTML.

    Args:
        markup: the piece.
        name: the file, for messages.
        cells: how many cells its tables may have.
        place: where it stands.

    Raises:
        InputError: its tables have more cells.
    """
    parser = _Parser(name, cells, place)
    parser.feed(markup)
    parser.close()
    parser.end_paragraph()
    return parser.lines


class _Parser(HTMLParser):
    def __init__(self, name: str, cells: int, place: str) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._name, self._left, self._place = name, cells, place
        self._text: list[str] = []
        self._hidden = 0
        self._grid: Grid | None = None
        self._row: list[tuple[str, int, int]] = []
        self._span = (1, 1)
        self._header = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self.end_paragraph()
            self._grid = Grid(self._name, self._left)
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th") and self._grid is not None:
            self._end_cell()
            told = dict(attrs)
            self._span = (_count(told.get("colspan")), _count(told.get("rowspan")))
            self._header = tag == "th" and (self._header or not self._row)
            self._text = [""]
        elif tag in _BREAKING:
            self._break()

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN:
            self._hidden = max(0, self._hidden - 1)
        elif tag in ("td", "th"):
            self._end_cell()
        elif tag in ("tr", "table"):
            self._end_row()
            if tag == "table" and self._grid is not None:
                self._left, self._grid = self._grid.left, None
        elif tag in _BREAKING:
            self._break()

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text.append(data)

    def end_paragraph(self) -> None:
        """Close the paragraph, or the row, that is open."""
        if self._grid is not None:
            self._end_row()
        text = " ".join("".join(self._text).split())
        self._text = []
        if text:
            self.lines.append(Line(text, place=self._place))

    def _break(self) -> None:
        if self._grid is None:
            self.end_paragraph()
        else:
            self._text.append(" ")

    def _end_cell(self) -> None:
        if self._grid is not None and self._text:
            self._row.append(("".join(self._text), *self._span))
            self._text = []

    def _end_row(self) -> None:
        self._end_cell()
        if self._grid is None or not self._row:
            return
        row = row_text(self._grid.row(self._row))
        if row:
            label = "header" if self._header else None
            self.lines.append(Line(row, LineKind.ROW, label=label, place=self._place))
        self._row, self._header = [], False


def _count(written: str | None) -> int:
    return min(int(written), _MOST) if written and written.isdecimal() and len(written) < 6 else 1
