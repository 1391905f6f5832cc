"""Figures of tables: each a count of what its row and its column name, in the unit of its column, row or table."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.model import Bound, Quantity
from kg.extract.numbers import Numerals, tidy
from kg.extract.quantities.units import Units
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from kg.extract.model import TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema
    from kg.text.model import Span, Table

_RULE = "table"
_CONFIDENCE = 0.8
_BRACKET = re.compile("[（(\\[【]([^（）()\\[\\]【】]{1,12})[）)\\]】]\\s*$")
_PERCENT = re.compile("[%％‰]$")
# A number of so many digits without separators, or one that begins with nought, is a code.
_CODE = re.compile("0[0-9]+|[0-9]{11,}")
_NEGATIVE = ("-", "−", "－")
_LONGEST = 24
_UNIT_BEHIND = 8
_LONGEST_LABEL = 60


@dataclass(frozen=True, slots=True)
class _Column:
    """What the head of a column says.

    Attributes:
        label: its words, from the top down, without the unit; "" where they say nothing.
        unit: the unit in it, as written, or "".
        counts: whether its numbers count something.
        units: whether it holds the units of the rows.
        dated: whether a time is all that its words name.
    """

    label: str
    unit: str
    counts: bool = True
    units: bool = False
    dated: bool = False


class _Dates:
    """The times of a document, by where they stand."""

    def __init__(self, times: Sequence[TimeExpression]) -> None:
        self._spans = sorted((t.start, t.end) for t in times)
        self._starts = [start for start, _ in self._spans]

    def is_one(self, cell: Span) -> bool:
        """Whether a cell is a time and nothing else."""
        at = bisect_right(self._starts, cell.start) - 1
        return at >= 0 and self._spans[at] == (cell.start, cell.end)

    def opens(self, cell: Span) -> bool:
        """Whether a cell holds a time and at most a unit behind it."""
        at = bisect_right(self._starts, cell.start) - 1
        return at >= 0 and self._spans[at][0] == cell.start and cell.end <= self._spans[at][1] + _UNIT_BEHIND


class TableReader:
    """Reads the figures of tables; what it needs is built when there is a first table."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._figures: _FigureReader | None = None

    def __call__(self, analysis: Analysis, times: Sequence[TimeExpression]) -> tuple[Quantity, ...]:
        """The figures of all tables, in text order.

        Args:
            analysis: the document with its tables.
            times: its times: what is one of them is no figure.
        """
        if not analysis.document.tables:
            return ()
        if self._figures is None:
            self._figures = _FigureReader(self._schema)
        dates = _Dates(times)
        found = [q for table in analysis.document.tables for q in self._figures(analysis.text, table, dates)]
        return tuple(sorted(found, key=lambda q: q.start))


class _FigureReader:
    """Reads the figures of one table; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._units = Units(schema)
        self._numerals = Numerals(schema, units=self._units.words)
        powers = alternation((*schema.clue("smallPower"), *schema.clue("bigPower")))
        self._power = re.compile(f"(?:{powers}){{0,3}}")
        self._number = re.compile(
            f"(?P<sign>[-−－+＋]\\s*)?(?P<number>{self._numerals.pattern})\\s*(?P<unit>[^0-9]{{0,8}})"
        )
        heads = schema.words("tableUnit")
        self._unit_heads = frozenset(heads)
        self._unit_of_table = re.compile(f"(?:{alternation(heads)})\\s*[：:]\\s*([^\\s。；;：:）)\\]】]{{1,16}})")
        self._no_figure = re.compile(alternation(schema.words("tableNoFigure")))
        self._plain_heads = frozenset(schema.words("tablePlainHead"))

    # ---- a table -----------------------------------------------------------------------------------------------------

    def __call__(self, text: str, table: Table, dates: _Dates) -> Iterator[Quantity]:
        """The figures of the table, row by row."""
        body = table.rows[table.heads :]
        width = max((len(row) for row in table.rows), default=0)
        columns = self._columns(text, table, width, dates)
        figures = [
            columns[k].counts
            and self._mostly_figures([text[row[k].start : row[k].end] for row in body if k < len(row)])
            for k in range(width)
        ]
        first = next((k for k, holds in enumerate(figures) if holds), None)
        if first is None:
            return
        labels = [k for k in range(first) if columns[k].counts and not columns[k].units]
        whole = self._stated_unit(text[table.caption.start : table.caption.end]) if table.caption else ""
        unit_column = next((k for k, column in enumerate(columns) if column.units), None)
        above = dict.fromkeys(labels, "")
        for row in body:
            words = [" ".join(text[cell.start : cell.end].split()) for cell in row]
            for k in labels:
                if k < len(words) and words[k]:
                    above[k] = words[k]
                    above |= dict.fromkeys((below for below in labels if below > k), "")
            named = _joined([above[k] for k in labels])
            own = words[unit_column] if unit_column is not None and unit_column < len(words) else ""
            for k in range(first, len(row)):
                if figures[k] and not dates.is_one(row[k]):
                    unit = columns[k].unit or own or whole
                    yield from self._figure(text, row[k], named, columns[k], unit)

    def _columns(self, text: str, table: Table, width: int, dates: _Dates) -> list[_Column]:
        heads = [[text[cell.start : cell.end] for cell in row] for row in table.rows[: table.heads]]
        columns: list[_Column] = []
        for k in range(width):
            parts = [_head(heads, depth, k) for depth in range(len(heads))]
            parts = [part for i, part in enumerate(parts) if part and part not in parts[:i]]
            unit = next((u for part in reversed(parts) if (u := self._unit_in(part))), "")
            label = _joined([self._without_unit(part) for part in parts])
            spans = [row[k] for row in table.rows[: table.heads] if k < len(row) and row[k].end > row[k].start]
            columns.append(
                _Column(
                    label="" if label in self._plain_heads or len(label) > _LONGEST_LABEL else label,
                    unit=unit,
                    counts=not any(self._no_figure.search(part) for part in parts[-1:]),
                    units=label in self._unit_heads,
                    dated=bool(spans) and all(map(dates.opens, spans)),
                )
            )
        return columns

    def _mostly_figures(self, cells: Sequence[str]) -> bool:
        filled = [cell for cell in cells if cell]
        return bool(filled) and 2 * sum(self._read(cell) is not None for cell in filled) >= len(filled)

    def _figure(self, text: str, cell: Span, row: str, column: _Column, unit: str) -> Iterator[Quantity]:
        words = text[cell.start : cell.end]
        read = self._read(words)
        if read is None:
            return
        value, own = read
        stated = own or unit
        factor, measure = self._factor(stated)
        if own:
            factor = 1 if own in self._units.words else factor
            measure = own if own in self._units.words else measure
        of = _joined([column.label, row] if column.dated else [row, column.label])
        yield Quantity(
            cell.start,
            cell.end,
            words,
            tidy(value * factor),
            measure,
            Bound.EXACT,
            _RULE,
            of=of,
            confidence=_CONFIDENCE,
        )

    # ---- numbers and units -------------------------------------------------------------------------------------------

    def _read(self, words: str) -> tuple[Decimal, str] | None:
        """The number in a cell and the unit behind it; None where the cell is no figure."""
        match = self._number.fullmatch(words) if len(words) <= _LONGEST else None
        if match is None or _CODE.fullmatch(words):
            return None
        unit = match["unit"].strip()
        if unit and unit not in self._units.words and not self._factor(unit)[1]:
            return None
        number = self._numerals.read(match["number"])
        if number is None or number.value_max is not None or not match["number"][0].isascii():
            return None
        negative = (match["sign"] or "").strip() in _NEGATIVE
        return (-number.value if negative else number.value), unit

    def _factor(self, unit: str) -> tuple[int, str]:
        """A unit with its factor apart: `万元` is ten thousand times 元; the unit is "" where it is no known one."""
        if not unit or unit in self._units.words:
            return 1, unit
        power = self._power.match(unit)
        rest = unit[power.end() :] if power else unit
        if power and power.end() and (not rest or self._known(rest)):
            number = self._numerals.read(f"1{power[0]}")
            return (int(number.value) if number else 1), rest
        return 1, unit if self._known(unit) else ""

    def _known(self, unit: str) -> bool:
        """Whether a word is a unit: one of them, or one for each of another (`元/平方米`)."""
        return unit in self._units.words or ("/" in unit and unit.partition("/")[0].strip() in self._units.words)

    def _unit_in(self, head: str) -> str:
        """The unit in the head of a column: in brackets at its end, behind a colon, or a sign of percent."""
        bracket = _BRACKET.search(head)
        if bracket is not None:
            inner = self._stated_unit(bracket[1]) or bracket[1].strip()
            factor, rest = self._factor(inner)
            return inner if rest or factor > 1 else ""
        percent = _PERCENT.search(head)
        return percent[0].replace("％", "%") if percent else self._stated_unit(head)

    def _without_unit(self, head: str) -> str:
        if _BRACKET.search(head) and self._unit_in(head):
            head = _BRACKET.sub("", head)
        return _PERCENT.sub("", head).strip()

    def _stated_unit(self, line: str) -> str:
        """The unit that a line names for a whole table (`单位：万元`); "" where it names none, or several."""
        match = self._unit_of_table.search(line)
        if match is None:
            return ""
        factor, unit = self._factor(match[1].strip())
        return match[1].strip() if unit or factor > 1 else ""


def _head(heads: Sequence[Sequence[str]], depth: int, column: int) -> str:
    """The words over a column in one row of the head; under a merged cell, those of the cell to the left."""
    row = heads[depth]
    if column < len(row) and row[column]:
        return row[column]
    below = any(column < len(other) and other[column] for other in heads[depth + 1 :])
    if not below or any(column < len(other) and other[column] for other in heads[:depth]):
        return ""
    return next((row[k] for k in range(min(column, len(row)) - 1, -1, -1) if row[k]), "")


def _joined(parts: Sequence[str]) -> str:
    """Words one behind the other; a blank stands only between Latin ones."""
    said = ""
    for part in parts:
        if part:
            gap = " " if said and said[-1].isascii() and part[0].isascii() else ""
            said += gap + " ".join(part.split())
    return said
