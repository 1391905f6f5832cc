"""Pieces of HTML inside other formats: paragraphs and tables, no more.

Not with the parser of the standard library, which takes quadratic time where tags and comments are not closed.
"""

from __future__ import annotations

import html
import re

from kg.readers.cells import Grid, row_text
from kg.readers.model import Line, LineKind

_HIDDEN = frozenset({"script", "style", "template", "noscript"})
_BREAKING = frozenset({"p", "div", "br", "li", "h1", "h2", "h3", "h4", "h5", "h6", "section", "blockquote", "caption"})
_MOST = 1000
_TAG = re.compile("<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]{0,20})(?P<rest>[^<>]*+)>")
_SPAN = re.compile("""\\b(colspan|rowspan)\\s*=\\s*["']?\\s*([0-9]{1,6})""", re.IGNORECASE)


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
    markup = _without_comments(markup)
    at = 0
    for tag in _TAG.finditer(markup):
        parser.text(html.unescape(markup[at : tag.start()]))
        at = tag.end()
        if tag["end"]:
            parser.end_tag(tag["name"].lower())
        else:
            parser.start_tag(tag["name"].lower(), tag["rest"])
    parser.text(html.unescape(markup[at:]))
    parser.end_paragraph()
    return parser.lines


def _without_comments(markup: str) -> str:
    """The markup without comments; one that is not closed ends it."""
    kept, at = [], 0
    while (start := markup.find("<!--", at)) >= 0:
        kept.append(markup[at:start])
        end = markup.find("-->", start)
        if end < 0:
            return "".join(kept)
        at = end + 3
    return "".join([*kept, markup[at:]])


class _Parser:
    def __init__(self, name: str, cells: int, place: str) -> None:
        self.lines: list[Line] = []
        self._name, self._left, self._place = name, cells, place
        self._text: list[str] = []
        self._hidden = 0
        self._grid: Grid | None = None
        self._row: list[tuple[str, int, int]] = []
        self._span = (1, 1)
        self._header = self._in_cell = False

    def start_tag(self, tag: str, rest: str) -> None:
        """A tag that opens; *rest* holds its attributes."""
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "table":
            self.end_paragraph()
            self._grid = Grid(self._name, self._left)
        elif tag == "tr":
            self._end_row()
        elif tag in ("td", "th") and self._grid is not None:
            self._end_cell()
            told = {name.lower(): number for name, number in _SPAN.findall(rest)}
            self._span = (_count(told.get("colspan")), _count(told.get("rowspan")))
            self._header = tag == "th" and (self._header or not self._row)
            self._text, self._in_cell = [], True
        elif tag in _BREAKING:
            self._break()

    def end_tag(self, tag: str) -> None:
        """A tag that closes."""
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

    def text(self, data: str) -> None:
        """Text between tags."""
        if not self._hidden and (self._in_cell or self._grid is None):
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
        if self._in_cell:
            self._row.append(("".join(self._text), *self._span))
            self._text, self._in_cell = [], False

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
