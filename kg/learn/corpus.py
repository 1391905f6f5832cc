"""Marked reports: plain text with marks in brackets, the training data of the model.

A file holds reports divided by a line `=====`. The first line of a report is a comment,
`# kind: notice | date: 2024-03-05`; then comes the text. A mark is `[text:T]`: T is a letter of `KINDS`, optionally
a number that ties the mentions of one thing together, then optionally `?` where careful readers would differ.
Marks nest: `[[清河县委:o1]书记:t2]`.
"""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from kg.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = MappingProxyType(
    {
        "o": "organization",
        "a": "area",
        "l": "place",
        "p": "person",
        "t": "post",
        "g": "group",
        "y": "activity",
        "m": "measure",
        "d": "document",
        "j": "project",
        "v": "verb",
    }
)
"""Letter of a mark → view type, or `verb` for the verb of an act."""

_DIVIDER = re.compile(r"^=====\s*$", re.MULTILINE)
_HEADER = re.compile(r"#\s*kind:\s*(?P<kind>[^|\n]*?)\s*(?:\|\s*date:\s*(?P<date>\d{4}-\d\d-\d\d)\s*)?\n")
_BRACKET = re.compile(r"\[|:([a-z])(\d*)(\??)\]")


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark; `start` and `end` are code points of `MarkedReport.text`, half-open."""

    start: int
    end: int
    kind: str
    number: str
    optional: bool


@dataclass(frozen=True, slots=True)
class MarkedReport:
    """A report's text without its marks, and the marks, outer before inner, in text order."""

    place: str
    kind: str
    date: datetime.date | None
    text: str
    marks: tuple[Mark, ...]


def parse_marked(source: str, *, place: str) -> Iterator[MarkedReport]:
    """The reports of one file.

    Args:
        source: the file's text.
        place: the file's name, for messages.

    Raises:
        InputError: a header is missing, a bracket is not closed, or a letter is unknown.
    """
    line = 1
    for part in _DIVIDER.split(source):
        body = part.strip("\n")
        line += len(part[: len(part) - len(part.lstrip("\n"))])
        if body:
            yield _report(body, f"{place}:{line}")
        line += part.lstrip("\n").count("\n")


def read_corpus(folder: Path) -> tuple[MarkedReport, ...]:
    """Every marked report of the `.txt` files in *folder*, in the order of the file names."""
    return tuple(
        report
        for path in sorted(folder.glob("*.txt"))
        for report in parse_marked(path.read_text(encoding="utf-8"), place=path.name)
    )


def _report(body: str, place: str) -> MarkedReport:
    header = _HEADER.match(body)
    if header is None:
        raise InputError("no header line", place=place, remedy="begin the report with `# kind: … | date: YYYY-MM-DD`")
    pieces: list[str] = []
    opened: list[int] = []
    marks: list[Mark] = []
    length, last = 0, header.end()
    for found in _BRACKET.finditer(body, header.end()):
        piece = body[last : found.start()]
        pieces.append(piece)
        length += len(piece)
        last = found.end()
        if found.group(1) is None:
            opened.append(length)
            continue
        letter, number, doubt = found.groups()
        if letter not in KINDS or not opened:
            near = body[max(0, found.start() - 12) : found.end()]
            raise InputError(f"a mark is wrong near {near!r}", place=place, remedy="write [text:letter]")
        marks.append(Mark(opened.pop(), length, KINDS[letter], number, doubt == "?"))
    if opened:
        raise InputError("a bracket is not closed", place=place, remedy="write [text:letter]")
    pieces.append(body[last:])
    date = header["date"]
    return MarkedReport(
        place,
        header["kind"],
        datetime.date.fromisoformat(date) if date else None,
        "".join(pieces),
        tuple(sorted(marks, key=lambda m: (m.start, -m.end, m.kind))),
    )
