"""Characters and where they stand to the lines of a page, in the order in which they are read.

Lines are what stands at one height without a wide gap. Columns are told by an upright gutter, after lines that cross
it have parted the page into bands (Nagy and Seth's recursive cut, upright first). A page whose columns are short cells
is a table without rules: its rows stay together.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from statistics import median
from typing import TYPE_CHECKING, Any

from kg.text.marks import INVISIBLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_UNKNOWN = re.compile(r"\(cid:\d+\)")
# What fonts tell of a character may be its form: a radical, a ligature, a presentation form.
_FORMS = re.compile("[\u2f00-\u2fdf\ufb00-\ufb06]")
# Radicals for which Unicode has no normal form, with the characters they look like (EquivalentUnifiedIdeograph.txt);
# those that are characters of their own are meant.
_RADICALS = {
    0x2E81: 0x5382, 0x2E87: 0x51E0, 0x2E8C: 0x5C0F, 0x2E92: 0x5DF3, 0x2E93: 0x5E7A, 0x2E9D: 0x6708, 0x2E9F: 0x6BCD,
    0x2EA0: 0x6C11, 0x2EA7: 0x725B, 0x2EA9: 0x738B, 0x2EAC: 0x793A, 0x2EAE: 0x7AF9, 0x2EB6: 0x7F8A, 0x2EC1: 0x864E,
    0x2EC4: 0x897F, 0x2EC5: 0x89C1, 0x2EC6: 0x89D2, 0x2EC9: 0x8D1D, 0x2ECA: 0x8DB3, 0x2ECB: 0x8F66, 0x2ED1: 0x9577,
    0x2ED3: 0x957F, 0x2ED4: 0x95E8, 0x2ED8: 0x9752, 0x2ED9: 0x97E6, 0x2EDA: 0x9875, 0x2EDB: 0x98CE, 0x2EDC: 0x98DE,
    0x2EDD: 0x98DF, 0x2EE2: 0x9A6C, 0x2EE3: 0x9AA8, 0x2EE4: 0x9B3C, 0x2EE5: 0x9C7C, 0x2EE6: 0x9E1F, 0x2EE7: 0x5364,
    0x2EE8: 0x9EA6, 0x2EE9: 0x9EC4, 0x2EEC: 0x9F50, 0x2EEE: 0x9F7F, 0x2EF0: 0x9F99, 0x2EF3: 0x9F9F,
}  # fmt: skip
_NOTHING = re.compile(f"[{INVISIBLE}\\x00-\\x08\\x0b-\\x1f\\x7f]")
_SAME_HEIGHT = 0.4  # of the size: of superscripts too
_WORD_GAP = 0.2  # of the size, between Latin words
_LINE_GAP = 1.6  # of the size: what stands so far apart is no one line
_GUTTER = 0.9  # of the usual size
_COLUMN_LINES = 3
_FULL = 0.65  # of the column's width: how long the lines of running text are on average


@dataclass(frozen=True, slots=True)
class Table:
    """A table with ruled lines; `box` is left, top, right, bottom."""

    box: tuple[float, float, float, float]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of a page, or a table in the place of one; points from the upper left corner.

    Attributes:
        size: of most of its characters.
        column: the page's columns counted in reading order.
        rows: of a table; its text is empty then.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    column: int = 0
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page, in reading order.

    Attributes:
        characters: how many of them there are, without blanks.
        unknown: of those, how many the fonts do not name.
    """

    number: int
    width: float
    height: float
    lines: tuple[TextLine, ...]
    characters: int
    unknown: int


def page_of(
    chars: Sequence[dict[str, Any]], tables: Sequence[Table], *, number: int, width: float, height: float
) -> Page:
    """The page of some characters and tables.

    Args:
        chars: pdfplumber's, of which upright ones on the page count: others are stamps and watermarks.
        tables: the ruled tables; what stands in them is not read again.
        number: of the page, from 1.
        width: in points.
        height: in points.
    """
    seen = [c for c in chars if c["upright"] and c["x1"] >= 0 and c["x0"] <= width and 0 <= _middle(c) <= height]
    boxes = [table.box for table in tables]
    free = [c for c in seen if not any(_inside(c, box) for box in boxes)] if boxes else seen
    lines = [line for row in _rows(free) for line in _parts(row)]
    for table in tables:
        x0, top, x1, bottom = table.box
        lines.append(TextLine("", x0, top, x1, bottom, 0.0, rows=tuple(tuple(map(clean, row)) for row in table.rows)))
    ordered = tuple(_ordered(lines))
    visible = [c for c in seen if not c["text"].isspace()]
    unknown = sum(_UNKNOWN.fullmatch(c["text"]) is not None or c["text"] == "\ufffd" for c in visible)
    return Page(number, width, height, ordered, len(visible), unknown)


def clean(text: str) -> str:
    """Text as a reader sees it: forms of characters as the characters, lines joined."""
    text = _UNKNOWN.sub("\ufffd", text)
    text = _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m.group()), text).translate(_RADICALS)
    first, *more = text.split("\n")
    for line in more:
        first = joined(first, line)
    return _NOTHING.sub("", first)


def joined(first: str, second: str) -> str:
    """Two lines as one: Latin words and numbers are parted by a blank, Chinese is not."""
    if not first or not second:
        return first + second
    blank = first[-1].isascii() and second[0].isascii() and first[-1] not in "([" and not first[-1].isspace()
    return f"{first} {second}" if blank else first + second


def _middle(char: dict[str, Any]) -> float:
    return (float(char["top"]) + float(char["bottom"])) / 2


def _inside(char: dict[str, Any], box: tuple[float, float, float, float]) -> bool:
    x0, top, x1, bottom = box
    return x0 <= (char["x0"] + char["x1"]) / 2 <= x1 and top <= _middle(char) <= bottom


def _rows(chars: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Characters at one height, from top to bottom; blanks do not count."""
    row: list[dict[str, Any]] = []
    at = 0.0
    for char in sorted((c for c in chars if not c["text"].isspace()), key=_middle):
        if row and _middle(char) - at > _SAME_HEIGHT * max(min(char["size"], row[0]["size"]), 1.0):
            yield row
            row = []
        if not row:
            at = _middle(char)
        row.append(char)
    if row:
        yield row


def _parts(row: list[dict[str, Any]]) -> Iterator[TextLine]:
    """The lines in a row: what a wide gap parts belongs to several."""
    row.sort(key=lambda c: (c["x0"], c["x1"]))
    part: list[dict[str, Any]] = []
    text = ""
    for char in row:
        if part:
            last = part[-1]
            size = max(last["size"], char["size"], 1.0)
            gap = char["x0"] - last["x1"]
            if char["text"] == last["text"] and char["x0"] - last["x0"] < 0.15 * size:
                continue  # drawn twice to look bold
            if gap > _LINE_GAP * size:
                yield _line(part, text)
                part, text = [], ""
            elif gap > _WORD_GAP * size and last["text"].isascii() and char["text"].isascii():
                text += " "
        part.append(char)
        text += char["text"]
    if part:
        yield _line(part, text)


def _line(chars: list[dict[str, Any]], text: str) -> TextLine:
    return TextLine(
        clean(text),
        float(chars[0]["x0"]),
        float(min(c["top"] for c in chars)),
        float(max(c["x1"] for c in chars)),
        float(max(c["bottom"] for c in chars)),
        float(median(c["size"] for c in chars)),
    )


def _ordered(lines: Sequence[TextLine]) -> Iterator[TextLine]:
    usual = median(line.size for line in lines if not line.rows) if any(not line.rows for line in lines) else 10.0
    for number, column in enumerate(_columns(sorted(lines, key=lambda n: (n.top, n.x0)), _GUTTER * max(usual, 1.0), 0)):
        yield from (replace(line, column=number) for line in column)


def _columns(lines: list[TextLine], gutter: float, depth: int) -> Iterator[list[TextLine]]:
    """The columns in reading order."""
    at = _gutter(lines, gutter) if len(lines) >= 2 * _COLUMN_LINES and depth < 8 else None
    if at is None:
        if lines:
            yield lines
        return
    band: list[TextLine] = []
    above: list[TextLine] = []
    for line in [*lines, None]:
        if line is None or line.x0 < at < line.x1:  # it crosses the gutter: the band above it ends
            if band:
                if above:
                    yield above
                    above = []
                yield from _columns([n for n in band if n.x1 <= at], gutter, depth + 1)
                yield from _columns([n for n in band if n.x0 >= at], gutter, depth + 1)
                band = []
            if line is not None:
                above.append(line)
        else:
            band.append(line)
    if above:
        yield above


def _gutter(lines: Sequence[TextLine], gutter: float) -> float | None:
    """Where an upright gutter parts two columns of running text, if there is one."""
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    narrow = sorted((n for n in lines if n.x1 - n.x0 <= 0.6 * (right - left)), key=lambda n: n.x0)
    if len(narrow) < 2 * _COLUMN_LINES:
        return None
    reach = narrow[0].x1
    for k, line in enumerate(narrow):
        if line.x0 - reach >= gutter and _running(narrow[:k]) and _running(narrow[k:]):
            return (line.x0 + reach) / 2
        reach = max(reach, line.x1)
    return None


def _running(lines: Sequence[TextLine]) -> bool:
    """Whether lines are running text, not the cells of a table's column."""
    texts = [line for line in lines if not line.rows]
    if len(texts) < _COLUMN_LINES:
        return False
    width = max(n.x1 for n in texts) - min(n.x0 for n in texts)
    lengths = sum(n.x1 - n.x0 for n in texts)
    return lengths >= _FULL * width * len(texts) and sum(len(n.text) for n in texts) >= 8 * len(texts)
