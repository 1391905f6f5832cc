"""One Excel workbook: a sheet for each view and one of the reports, with names and the sentence behind each row.

A text is always written as a text: `=1+1` in a report stays those four characters, also when the cell is edited.
"""

from __future__ import annotations

import datetime
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError
from kg.export.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.export.tables import Sheet
    from kg.projection.facts import Report
    from kg.query.result import Value

_ROWS = 1_048_575  # of a sheet, without the heading
_CHARACTERS = 32_767  # of a cell
_FIRST_DAY = datetime.date(1900, 3, 1)  # before it, Excel counts a day that never was
_EXACT = 10**15  # Excel keeps fifteen digits of a number
_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n")  # with which a spreadsheet lets a formula begin
_WIDTHS = {"evidence": 60, "quote": 40, "text": 24, "title": 40, "name": 28, "object": 28}
_MADE = datetime.datetime(2000, 1, 1)  # noqa: DTZ001 - the same for the same graph, and Excel knows no time zones


def as_workbook(sheets: Iterable[Sheet], reports: Iterable[Report]) -> Iterator[bytes]:
    """The file.

    Args:
        sheets: the views; one is held at a time.
        reports: what was read.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # noqa: PLC0415 - an extra
    except ImportError as error:
        raise MissingExtraError("XlsxWriter is not installed", remedy="pip install 'govkg[xlsx]'") from error
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"constant_memory": True, "in_memory": False}) as book:
        book.set_properties({"created": _MADE})
        writer = _Writer(book)
        for sheet in sheets:
            writer.add(sheet.view, sheet.columns, sheet.rows)
        columns = ("report", "title", "date", "publisher", "file")
        writer.add("reports", columns, ((r.iri, r.title, _day(r.date), r.publisher, r.name) for r in reports))
    yield out.getvalue()


class _Writer:
    def __init__(self, book: Any) -> None:
        self._book = book
        self._zh, self._en = Wording("zh"), Wording("en")
        top = {"valign": "top"}
        self._head = book.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1, "bg_color": "#EEF1F4"}
        )
        self._plain = book.add_format(top)
        self._wrapped = book.add_format(top | {"text_wrap": True})
        self._quoted = book.add_format(top | {"quote_prefix": True, "text_wrap": True})
        self._date = book.add_format(top | {"num_format": "yyyy-mm-dd"})
        self._number = book.add_format(top | {"num_format": "General"})

    def add(self, name: str, columns: tuple[str, ...], rows: Iterable[tuple[Value, ...]]) -> None:
        """A sheet; where a view has more rows than a sheet holds, the rest goes to further ones."""
        iterator, number, more = iter(rows), 1, True
        while more:
            sheet = self._sheet(name, columns, number)
            more, at = False, 0
            for row in iterator:
                at += 1
                for column, value in enumerate(row):
                    self._cell(sheet, at, column, value)
                if at == _ROWS:
                    more = True
                    break
            sheet.autofilter(0, 0, at, len(columns) - 1)
            number += 1

    def _sheet(self, name: str, columns: tuple[str, ...], number: int) -> Any:
        key = f"sheet_{name}"
        title = f"{self._zh(key)} {self._en(key)}"
        sheet = self._book.add_worksheet(f"{title} {number}" if number > 1 else title)
        sheet.freeze_panes(1, 0)
        sheet.set_row(0, 32)
        for at, column in enumerate(columns):
            base = column.removesuffix("_name") if column.endswith("_name") else column
            width = _WIDTHS.get(column, 24 if column != base else 14)
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, f"{self._zh(column)}\n{self._en(column)}", self._head)
        return sheet

    def _cell(self, sheet: Any, row: int, column: int, value: Value) -> None:
        if value is None or value == "":
            return
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, self._plain)
        elif isinstance(value, int | float | Decimal) and -_EXACT < value < _EXACT:
            sheet.write_number(row, column, float(value), self._number)
        elif isinstance(value, datetime.date) and value.isoformat() >= _FIRST_DAY.isoformat():
            sheet.write_datetime(row, column, value, self._date)
        else:
            text = str(value)
            if len(text) > _CHARACTERS:
                text = text[: _CHARACTERS - 1] + "\u2026"
            look = self._quoted if text.startswith(_SIGNS) else self._wrapped
            sheet.write_string(row, column, text, look)


def _day(iso: str) -> Value:
    try:
        return datetime.date.fromisoformat(iso)
    except ValueError:
        return iso
