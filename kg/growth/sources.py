"""Where reports come from: files, folders of them, and tables of texts (JSON lines, CSV)."""

from __future__ import annotations

import csv
import datetime
import hashlib
import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, KgError
from kg.files import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TEXTS = (".txt",)
TABLES = (".jsonl", ".ndjson", ".csv")
_COLUMNS = ("id", "title", "date", "source")


@dataclass(frozen=True, slots=True)
class Source:
    """One report as it is found.

    Attributes:
        key: what it is known by: the absolute path of its file, with `#id` behind it for a row of a table.
        path: the absolute path of the file that it is in.
        name: what to call it in the graph.
        data: its text, as bytes.
        date: its date, ISO, or "" where it is to be looked for in the text.
        identifier: the `id` column; "" where there is none, as `source`.
        source: the `source` column: an address, or the name of a newspaper or office.
        size: how many bytes of the file it stands for, for the progress bar.
    """

    key: str
    path: str
    name: str
    data: bytes
    date: str = ""
    identifier: str = ""
    source: str = ""
    size: int = 0

    def digest(self, settings: str) -> str:
        """What two sources share exactly if their graphs are the same.

        Args:
            settings: digest of what else the graph depends on: version, ontology, options.
        """
        told = json.dumps([settings, self.name, self.date, self.identifier, self.source], ensure_ascii=False)
        return hashlib.sha256(told.encode("utf-8", "surrogatepass") + b"\n" + self.data).hexdigest()


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A source that cannot even be handed to a reader."""

    key: str
    error: KgError
    size: int = 0


def total_size(paths: Iterable[Path]) -> int:
    """How many bytes there are to read, as far as it is known beforehand."""
    return sum(path.stat().st_size for path in paths if path.is_file())


def source_files(given: Iterable[str | Path]) -> Iterator[Path]:
    """The files that the arguments name: themselves, or of folders all texts and tables of texts below, in fixed order.

    Raises:
        InputError: a folder has none.
    """
    for path in map(Path, given):
        if not path.is_dir():
            yield path
            continue
        found = False
        for file in sorted(p for p in path.rglob("*") if p.suffix.lower() in TEXTS + TABLES and p.is_file()):
            if file.suffix.lower() in TEXTS or _holds_texts(file):
                found = True
                yield file
        if not found:
            raise InputError(
                f"no report in this folder ({' '.join(TEXTS + TABLES)})", place=str(path), remedy="check the path"
            )


def read_sources(file: Path, *, date: str = "") -> Iterator[Source | Unreadable]:
    """The reports of one file: itself, or the rows of a table; rows are read as they are needed.

    A table has a column `text`, and may have `id`, `title`, `date` and `source`. A title that does not open the text
    is set before it.

    Args:
        file: the file.
        date: the date of its reports, ISO; a date of their own goes before it.
    """
    path = str(file.resolve())
    if file.suffix.lower() not in TABLES:
        try:
            data = read_bytes(file)
        except KgError as error:
            yield Unreadable(path, error)
        else:
            yield Source(path, path, file.name, data, date, size=len(data))
        return
    rows = _csv_rows(file) if file.suffix.lower() == ".csv" else _json_rows(file)
    try:
        for number, row, size in rows:
            if isinstance(row, KgError):
                yield Unreadable(f"{path}#{number}", row, size)
            else:
                yield _source(path, file, number, row, date=date, size=size)
    except (OSError, csv.Error, UnicodeDecodeError) as error:
        yield Unreadable(path, InputError(f"cannot be read: {error}", place=str(file), remedy="save it as UTF-8"))


def _source(
    path: str, file: Path, number: int, row: Mapping[str, object], *, date: str, size: int
) -> Source | Unreadable:
    told = {name: _told(row.get(name)) for name in ("text", *_COLUMNS)}
    identifier = told["id"] or str(number)
    key, place = f"{path}#{identifier}", f"{file}, row {number}"
    if not told["text"]:
        return Unreadable(key, InputError("no text in this row", place=place, remedy="give it a column `text`"), size)
    if told["date"]:
        try:
            date = datetime.date.fromisoformat(told["date"][:10]).isoformat()
        except ValueError:
            error = InputError(f"{told['date']!r} is no date", place=place, remedy="write it like 2019-10-21")
            return Unreadable(key, error, size)
    text, title = told["text"], told["title"]
    if title and not text.lstrip().startswith(title):
        text = f"{title}\n{text}"
    data = text.encode("utf-8", "replace")
    return Source(key, path, f"{file.name}#{identifier}", data, date, told["id"], told["source"], size)


def _told(value: object) -> str:
    return "" if value is None else str(value).strip()


def _json_rows(file: Path) -> Iterator[tuple[int, Mapping[str, object] | KgError, int]]:
    with file.open("rb") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                row = json.loads(line.decode("utf-8-sig"))
            except ValueError as error:
                row = InputError(f"no JSON: {error}", place=f"{file}, row {number}", remedy="one JSON object a line")
            if not isinstance(row, dict | KgError):
                row = InputError("no JSON object", place=f"{file}, row {number}", remedy="one JSON object a line")
            yield number, row, len(line)


def _csv_rows(file: Path) -> Iterator[tuple[int, Mapping[str, object] | KgError, int]]:
    csv.field_size_limit(min(sys.maxsize, 2**31 - 1))  # a report is longer than the 128 KiB that csv allows
    with file.open("rb") as raw, io.TextIOWrapper(raw, encoding="utf-8-sig", newline="") as lines:
        before = 0
        for number, row in enumerate(csv.DictReader(lines), 1):
            now = raw.tell()
            yield number, row, now - before
            before = now


def _holds_texts(file: Path) -> bool:
    """Whether a table below a folder is one of texts; other tables lie there too, and are none of our business."""
    rows = _csv_rows(file) if file.suffix.lower() == ".csv" else _json_rows(file)
    try:
        return any(not isinstance(row, KgError) and "text" in row for _, row, _ in [next(iter(rows))])
    except (OSError, csv.Error, UnicodeDecodeError, StopIteration):
        return False
