"""The blocks of an HTML page in reading order: paragraphs, headings, list items, table rows, each with its links."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lxml.html import HtmlElement

from kg.readers.bullets import bullet
from kg.readers.cells import Grid, row_text
from kg.readers.model import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator


_SKIPPED = frozenset((
    "script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "applet", "svg", "math",
    "canvas", "select", "option", "datalist", "button", "input", "textarea", "nav", "menu", "footer", "aside",
    "head", "rt", "rp", "audio", "video", "map", "del", "dialog",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i", "img", "ins",
    "kbd", "label", "mark", "meta", "link", "o:p", "q", "rb", "ruby", "s", "samp", "small", "span", "st1:chsdate",
    "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
))  # fmt: skip
_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_BOLD = frozenset(("b", "strong"))
_BOLD_LEVEL = 7
_CELLS = ("td", "th")
_LONGEST_HEADING = 40
_PROSE_CELL = 80
_BLANK = re.compile(r"[ \t\r\n\f]+")
_END = re.compile("[。！？；：，、,;!?]$")
_SENTENCE = re.compile("[。！？]")
_OWN_MARKER = re.compile("[（(]?[0-9]{1,3}[.．、)）]|[■□●○◆◇▲△★☆※►▪•·—–-]|[（(]?.{1,3}[、)）]")
_HIDDEN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_BROKEN_OFF = "，、,"
_MOST = 1000


@dataclass(slots=True, eq=False)
class Block:
    """One line of a page.

    Attributes:
        element: the innermost block element that holds it.
        links: how many of its characters stand in links.
        label: of a row, `header` in the head of its table.
        kept: False for what is no part of the report.
    """

    text: str
    element: HtmlElement
    kind: LineKind = LineKind.PARAGRAPH
    level: int = 0
    links: int = 0
    label: str | None = None
    kept: bool = True

    @property
    def plain(self) -> int:
        """How many of its characters stand outside links."""
        return len(self.text) - self.links

    @property
    def sentence(self) -> bool:
        """Whether it holds a whole sentence."""
        return _SENTENCE.search(self.text) is not None


class BlockReader:
    """Reads the blocks below an element.

    The tree is no deeper than the parser allows (some 250 levels), so that recursion ends.

    Args:
        name: the file, for messages.
        cells: how many cells its tables may have.
    """

    def __init__(self, name: str, cells: int) -> None:
        self._name = name
        self._cells = cells
        self._pieces: list[tuple[str, bool, bool]] = []  # text, in a link, bold
        self._blocks: list[Block] = []
        self._numbers: list[int | None] = []
        self._item: int | None = None  # the level of the list item whose first line is still to come
        self._heading = 0

    def __call__(self, element: HtmlElement) -> list[Block]:
        """The blocks below *element*, in reading order."""
        self._blocks, self._pieces = [], []
        self._walk(element, element, in_link=False, bold=False)
        self._flush(element)
        return self._blocks

    def _walk(self, element: HtmlElement, holder: HtmlElement, *, in_link: bool, bold: bool) -> None:
        tag = element.tag
        if not isinstance(tag, str) or tag in _SKIPPED or element.get("hidden") is not None:
            return
        if _HIDDEN.search(element.get("style") or ""):
            return
        if tag == "br":
            self._break(holder)
            return
        inline = tag in _INLINE
        if tag == "table" and is_data_table(element):
            self._flush(holder)
            self._table(element)
            return
        if not inline:
            self._flush(holder)
            holder = element
        opened = self._open(tag, element)
        in_link, bold = in_link or (tag == "a" and _leads_on(element)), bold or tag in _BOLD
        self._add(element.text, in_link=in_link, bold=bold)
        for child in element:
            self._walk(child, holder, in_link=in_link, bold=bold)
            self._add(child.tail, in_link=in_link, bold=bold)
        if not inline:
            self._flush(holder)
        self._close(opened)

    def _open(self, tag: str, element: HtmlElement) -> str:
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
            return "heading"
        if tag in ("ul", "ol"):
            self._numbers.append(_count(element.get("start"), 1) if tag == "ol" else None)
            return "list"
        if tag == "li" and self._numbers:
            self._item = len(self._numbers)
            return "item"
        return ""

    def _close(self, opened: str) -> None:
        if opened == "heading":
            self._heading = 0
        elif opened == "list":
            self._numbers.pop()
        elif opened == "item":
            self._item = None

    def _add(self, text: str | None, *, in_link: bool, bold: bool) -> None:
        if text:
            self._pieces.append((_BLANK.sub(" ", text), in_link, bold))

    def _break(self, holder: HtmlElement) -> None:
        """A line broken by hand; one that breaks off within its sentence goes on."""
        last = next((text for text, _, _ in reversed(self._pieces) if text.strip()), "").rstrip()
        if last and last[-1] not in _BROKEN_OFF:
            self._flush(holder)

    def _flush(self, holder: HtmlElement) -> None:
        pieces, self._pieces = self._pieces, []
        text = "".join(piece for piece, _, _ in pieces).strip()
        if not text:
            return
        links = sum(len(piece.strip()) for piece, in_link, _ in pieces if in_link)
        bold = all(is_bold for piece, _, is_bold in pieces if piece.strip())
        kind, level = LineKind.PARAGRAPH, 0
        if self._heading:
            kind, level = LineKind.HEADING, self._heading
        elif self._item is not None:
            kind, level = LineKind.ITEM, self._item
            text, self._item = f"{self._marker(text)}{text}", None
        elif bold and len(text) <= _LONGEST_HEADING and not _END.search(text):
            kind, level = LineKind.HEADING, _BOLD_LEVEL
        self._blocks.append(Block(text, holder, kind, level, min(links, len(text))))

    def _marker(self, text: str) -> str:
        number = self._numbers[-1] if self._numbers else None
        if self._numbers and number is not None:
            self._numbers[-1] = number + 1
        if _OWN_MARKER.match(text):
            return ""
        return bullet(len(self._numbers)) if number is None else f"{number}. "

    def _table(self, table: HtmlElement) -> None:
        grid = Grid(self._name, self._cells)
        for part in table.iterchildren("caption"):
            text = " ".join("".join(_words(part)).split())
            if text:
                self._blocks.append(Block(text, table))
        for row in table.iter("tr"):
            cells = [cell for cell in row if cell.tag in _CELLS]
            texts = ["".join(_words(cell)) for cell in cells]
            text = row_text(
                grid.row(
                    (words, _count(cell.get("colspan"), 1), _count(cell.get("rowspan"), 1))
                    for words, cell in zip(texts, cells, strict=True)
                )
            )
            head = _is_head(row, cells)
            if text:
                links = sum(len("".join(_words(a))) for a in row.iter("a") if _leads_on(a))
                label = "header" if head else None
                self._blocks.append(Block(text, table, LineKind.ROW, links=min(links, len(text)), label=label))
        self._cells = grid.left


def _leads_on(link: HtmlElement) -> bool:
    """Whether an `a` is a link; the mark of a place is none."""
    return link.get("href") is not None or link.get("onclick") is not None


def is_data_table(table: HtmlElement) -> bool:
    """Whether a table holds data: rows of several short cells, not the parts of a page."""
    columns = rows = 0
    for element in table.iterdescendants():
        tag = element.tag
        if tag in ("table", "ul", "ol", "form", "h1", "h2", "founder-content"):
            return False
        if tag == "tr":
            rows += 1
            columns = max(columns, sum(1 for cell in element if cell.tag in _CELLS))
        elif (
            tag in _CELLS
            and sum(1 for p in element.iter("p", "br", "div")) > 1
            and len(element.text_content()) > _PROSE_CELL
        ):
            return False
    return columns > 1 and rows > 1


def _is_head(row: HtmlElement, cells: list[HtmlElement]) -> bool:
    parent = row.getparent()
    if parent is not None and parent.tag == "thead":
        return True
    filled = [cell for cell in cells if cell.text_content().strip()]
    return bool(filled) and all(cell.tag == "th" for cell in filled)


def _words(element: HtmlElement) -> Iterator[str]:
    """The text below an element, a blank where a line or block ends in it."""
    waiting: list[HtmlElement | str] = [element]
    while waiting:
        item = waiting.pop()
        if isinstance(item, str):
            yield item
            continue
        if not isinstance(item.tag, str) or item.tag in _SKIPPED:
            continue
        parts: list[HtmlElement | str] = [item.text or ""]
        for child in item:
            parts += [child, child.tail or ""]
        if item.tag not in _INLINE:
            parts.append(" ")
        waiting += reversed(parts)


def _count(written: str | None, default: int) -> int:
    written = (written or "").strip()
    return min(int(written), _MOST) if written.isdecimal() and len(written) < 6 else default
