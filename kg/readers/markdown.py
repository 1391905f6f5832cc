"""Markdown (CommonMark with tables): headings, lists and tables as such, the front matter as what is known of it."""

from __future__ import annotations

import datetime
import re
from itertools import islice
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from kg.errors import InputError
from kg.readers.bullets import bullet
from kg.readers.cells import Grid, join_broken, row_text
from kg.readers.decoding import decode_marked
from kg.readers.markup import fragment_lines
from kg.readers.model import Line, LineKind, Original

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

    from kg.readers.model import Limits, Progress

STANDARD = "http://tools.ietf.org/rfc/rfc5147"
_FRONT = re.compile(r"\A\ufeff?---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"([A-Za-z_]{2,20})[ \t]*:[ \t]*(.*?)[ \t]*")
_PUBLISHERS = ("publisher", "source", "site", "sitename")
_ADDRESSES = ("url", "link", "permalink", "address", "canonical")
_FRONT_LINES = 100
# Nesting beyond this is no text; the parser itself leaves deeper levels as they stand.
_NESTING = 40


def read_markdown(data: bytes, name: str, limits: Limits, progress: Progress | None = None) -> Original:
    """The lines of a Markdown text; a place is the range of lines (RFC 5147).

    Raises:
        InputError: it is no text, or its tables have too many cells.
    """
    decoded = decode_marked(data, name)
    text = re.sub("\r\n?", "\n", decoded.text)
    front, matter = _front_matter(text)
    parser = MarkdownIt("commonmark", {"maxNesting": min(_NESTING, limits.nesting)}).enable("table")
    parser.disable(["code", "reference"])  # an indented paragraph is one; no table of links is of use
    try:
        tokens = parser.parse("\n" * front + text[matter:])
    except RecursionError as error:
        raise InputError("its lists and quotations nest too deeply", place=name, remedy="export it as text") from error
    lines = tuple(_Reader(tokens, name, limits).lines())
    told = _fields(text[:matter])
    if progress is not None:
        progress(len(data), len(data))
    return Original(
        lines=lines,
        format="md",
        title=told.get("title", ""),
        date=_day(told.get("date", "")),
        publisher=next((told[k] for k in _PUBLISHERS if told.get(k)), ""),
        address=next((told[k] for k in _ADDRESSES if told.get(k, "").startswith(("http://", "https://"))), ""),
        encoding=decoded.encoding,
        standard=STANDARD,
    )


def _front_matter(text: str) -> tuple[int, int]:
    """How many lines the front matter takes, and where the text begins behind it."""
    found = _FRONT.match(text)
    if found is None or not all(_FIELD.match(line) or line[:1] in " -#\t" for line in found[1].splitlines() if line):
        return 0, 0
    return found[0].count("\n"), found.end()


def _fields(front: str) -> dict[str, str]:
    fields = (_FIELD.fullmatch(line) for line in islice(front.splitlines(), _FRONT_LINES))
    return {m[1].lower(): m[2].strip("\"'") for m in fields if m}


def _day(written: str) -> str:
    try:
        return datetime.date.fromisoformat(written[:10]).isoformat()
    except ValueError:
        return ""


class _Reader:
    def __init__(self, tokens: Sequence[Token], name: str, limits: Limits) -> None:
        self._tokens = tokens
        self._name = name
        self._cells = limits.cells
        self._numbers: list[int | None] = []  # of each open list the number of its next item; None for bullets
        self._fresh = False  # an item has begun, and its first line is still to come

    def lines(self) -> Iterator[Line]:
        at = 0
        while at < len(self._tokens):
            token = self._tokens[at]
            if token.type in ("bullet_list_open", "ordered_list_open"):
                start = token.attrGet("start")
                self._numbers.append(int(start or 1) if token.type == "ordered_list_open" else None)
            elif token.type in ("bullet_list_close", "ordered_list_close"):
                self._numbers.pop()
            elif token.type == "list_item_open":
                self._fresh = True
            elif token.type == "list_item_close":
                self._fresh = False
            elif token.type == "heading_open":
                yield from self._heading(token, self._tokens[at + 1])
                at += 1
            elif token.type == "inline":
                yield from self._paragraph(token)
            elif token.type == "html_block":
                yield from fragment_lines(token.content, self._name, self._cells, _place(token))
            elif token.type == "table_open":
                at, rows = self._table(at)
                yield from rows
            at += 1

    def _heading(self, token: Token, inline: Token) -> Iterator[Line]:
        words = " ".join(_texts(inline.children or []))
        yield Line(words, LineKind.HEADING, int(token.tag[1:]), place=_place(token))

    def _paragraph(self, token: Token) -> Iterator[Line]:
        for text in _texts(token.children or []):
            if self._numbers and self._fresh:
                self._fresh = False
                yield Line(f"{self._marker()}{text}", LineKind.ITEM, len(self._numbers), place=_place(token))
            else:
                yield Line(text, place=_place(token))

    def _marker(self) -> str:
        number = self._numbers[-1]
        if number is None:
            return bullet(len(self._numbers))
        self._numbers[-1] = number + 1
        return f"{number}. "

    def _table(self, at: int) -> tuple[int, list[Line]]:
        """The rows of the table that opens at *at*, and where it closes."""
        grid, lines, cells = Grid(self._name, self._cells), list[Line](), list[str]()
        header, place = False, ""
        while self._tokens[at].type != "table_close":
            token = self._tokens[at]
            if token.type == "tr_open":
                cells, place = [], _place(token)
            elif token.type in ("th_open", "td_open"):
                header = token.type == "th_open"
            elif token.type == "inline":
                cells.append(" ".join(_texts(token.children or [])))
            elif token.type == "tr_close":
                row = row_text(grid.row((cell, 1, 1) for cell in cells))
                lines.append(Line(row, LineKind.ROW, label="header" if header else None, place=place))
            at += 1
        self._cells = grid.left
        return at, lines


def _texts(tokens: Sequence[Token]) -> Iterator[str]:
    """The words of a paragraph; a hard break, or a line that begins with an indentation, parts it."""
    text = ""
    broken = False
    for token in tokens:
        if token.type == "hardbreak" or (token.type == "html_inline" and token.content.lower().startswith("<br")):
            if text.strip():
                yield text.strip()
            text, broken = "", False
        elif token.type == "softbreak":
            broken = True
        elif token.type in ("text", "code_inline"):
            if broken and token.content.startswith("\u3000"):
                yield text.strip()
                text = token.content
            elif broken:
                text = join_broken(text, token.content)
            else:
                text += token.content
            broken = False
    if text.strip():
        yield text.strip()


def _place(token: Token) -> str:
    return f"line={token.map[0]},{token.map[1]}" if token.map else ""
