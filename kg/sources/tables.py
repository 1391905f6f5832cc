"""Tables of texts, JSON lines and CSV: a report to a row, read as they are needed."""

from __future__ import annotations

import codecs
import csv
import datetime
import io
import json
import sys
from collections import Counter
from typing import IO, TYPE_CHECKING, NamedTuple

from kg.errors import InputError, KgError
from kg.sources.encoding import encoding_of
from kg.sources.formats import column, delimiter
from kg.sources.model import Source, Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kg.readers.model import Limits

COLUMNS = ("text", "id", "title", "date", "source", "url")
_REMEDY = "one JSON object a line"
_SAMPLE = 2**18


class Table(NamedTuple):
    """A table that is read.

    Attributes:
        key: what it is known by.
        path: the absolute path of its file, or the file that it is in.
        name: what to call it in the graph.
        place: what messages call it.
        kind: its extension.
    """

    key: str
    path: str
    name: str
    place: str
    kind: str


def read_table(table: Table, stream: IO[bytes], limits: Limits, *, date: str = "") -> Iterator[Source | Unreadable]:
    """The reports in the rows of a table.

    It has a column `text`, and may have `id`, `title`, `date`, `source` and `url`. A title that does not open the text
    is set before it.

    Args:
        table: where it is.
        stream: its content.
        limits: how long a row may be.
        date: the date of its reports, ISO; a date of their own goes before it.
    """
    empty = True
    seen: Counter[str] = Counter()
    try:
        for number, row, size in rows_of(table, stream, limits):
            empty = False
            if isinstance(row, KgError):
                yield Unreadable(f"{table.key}#{number}", row, size)
            else:
                yield _source(table, number, row, seen, date=date, size=size)
    except (OSError, csv.Error, UnicodeError) as error:
        yield Unreadable(
            table.key, InputError(f"cannot be read: {error}", place=table.place, remedy="save it as UTF-8")
        )
    else:
        if empty:
            yield Unreadable(
                table.key, InputError("there are no rows in it", place=table.place, remedy="give it a report a row")
            )


def rows_of(
    table: Table, stream: IO[bytes], limits: Limits
) -> Iterator[tuple[int, Mapping[str, object] | KgError, int]]:
    """The rows, numbered from 1, with the bytes that each takes; an error in the place of one that is none."""
    sample = stream.read(_SAMPLE)
    encoding = encoding_of(sample)
    stream.seek(0)
    rows = _csv_rows if table.kind == ".csv" else _json_rows
    return rows(table, stream, encoding, limits)


def _source(
    table: Table, number: int, row: Mapping[str, object], seen: Counter[str], *, date: str, size: int
) -> Source | Unreadable:
    told = {name: _told(row.get(name)) for name in COLUMNS}
    identifier = told["id"] or str(number)
    seen[identifier] += 1
    if seen[identifier] > 1:  # what has the id of another is a report of its own
        identifier = f"{identifier}~{seen[identifier]}"
    key, place = f"{table.key}#{identifier}", f"{table.place}, row {number}"
    if not told["text"]:
        return Unreadable(key, InputError("no text in this row", place=place, remedy="give it a column `text`"), size)
    if told["date"]:
        try:
            date = _day(told["date"]).isoformat()
        except ValueError:
            error = InputError(f"{told['date'][:40]!r} is no date", place=place, remedy="write it like 2019-10-21")
            return Unreadable(key, error, size)
    text, title = told["text"], told["title"]
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    return Source(
        key,
        table.path,
        f"{table.name}#{identifier}",
        text.encode(),
        date,
        told["id"],
        told["source"],
        size,
        f"{table.place}#{identifier}",
        ".txt",
        told["url"],
    )


def _day(told: str) -> datetime.date:
    """A date as tables have it: `2019-10-21`, with or without a time, `2019/10/21`, `20191021`.

    >>> _day("2019/3/5 08:00").isoformat(), _day("20191021").isoformat()
    ('2019-03-05', '2019-10-21')
    """
    head = told.replace("T", " ").split()[0].replace("/", "-").replace(".", "-")
    parts = head.split("-")
    if len(parts) == 3 and all(part.isdecimal() and part.isascii() for part in parts):
        return datetime.date(*map(int, parts))
    return datetime.date.fromisoformat(head[:10])


def _told(value: object) -> str:
    """A cell as text; half of a surrogate pair, which JSON can hold and no file, becomes U+FFFD."""
    text = "" if value is None else str(value).strip()
    return text if text.isascii() else text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _json_rows(
    table: Table, stream: IO[bytes], encoding: str, limits: Limits
) -> Iterator[tuple[int, Mapping[str, object] | KgError, int]]:
    lines: IO[bytes] = stream
    if encoding.startswith(("utf-16", "utf-32")):  # a line break is no byte of its own there
        whole = stream.read(limits.size + 1)
        _check_length(len(whole), limits)
        lines, encoding = io.BytesIO(whole.decode(encoding, "replace").encode("utf-8", "replace")), "utf-8"
    number = 0
    while line := lines.readline(limits.size + 1):
        number += 1
        place = f"{table.place}, row {number}"
        size = len(line)
        if size > limits.size:
            while line and not line.endswith(b"\n"):
                line = lines.readline(2**20)
                size += len(line)
            error = f"this row is longer than the {limits.size:,} bytes that are read"
            yield number, InputError(error, place=place, remedy="split it"), size
            continue
        if line.strip():
            yield number, _json_row(line.removeprefix(codecs.BOM_UTF8), encoding, place), size


def _json_row(line: bytes, encoding: str, place: str) -> Mapping[str, object] | KgError:
    try:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = line.decode(encoding)
        row = json.loads(text)
    except ValueError as error:
        return InputError(f"no JSON: {error}", place=place, remedy=_REMEDY)
    except RecursionError:
        return InputError("JSON too deeply nested", place=place, remedy=_REMEDY)
    if not isinstance(row, dict):
        return InputError("no JSON object", place=place, remedy=_REMEDY)
    return {column(name): value for name, value in row.items()}


def _csv_rows(
    table: Table, stream: IO[bytes], encoding: str, limits: Limits
) -> Iterator[tuple[int, Mapping[str, object] | KgError, int]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a report is longer than the 128 KiB that csv allows
    counted = _Counted(stream)
    lines = _bounded(io.TextIOWrapper(io.BufferedReader(counted), encoding=encoding, newline=""), limits)
    header = next(lines, "").lstrip("\ufeff")
    reader = csv.reader(lines, delimiter=delimiter(header.rstrip("\r\n")) or ",")
    names = [column(name) for name in next(csv.reader([header], delimiter=delimiter(header.rstrip("\r\n")) or ","), [])]
    if "text" not in names:
        error = InputError("it has no column `text`", place=table.place, remedy="name the columns in its first line")
        yield 1, error, counted.taken
        return
    before = 0
    number = 0
    for cells in reader:
        if not any(cells):
            continue
        number += 1
        row: dict[str, object] = dict(zip(names, cells, strict=False))
        yield number, row, counted.taken - before
        before = counted.taken


def _bounded(lines: io.TextIOWrapper, limits: Limits) -> Iterator[str]:
    while line := lines.readline(limits.size + 1):
        _check_length(len(line), limits)
        yield line


def _check_length(length: int, limits: Limits) -> None:
    if length > limits.size:
        raise csv.Error(f"a line is longer than the {limits.size:,} characters that are read")


class _Counted(io.RawIOBase):
    """A stream that counts what was taken from it; closing it leaves the one below open."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self.taken = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self.taken += len(data)
        return len(data)
