"""The lines that a format gives, as one text and as what it says of each line of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.text.model import Place
from kg.text.original import Line, LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.text.offsets import Traced
    from kg.text.original import Original

# What would break a line, once more than it is.
_BREAKS = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_EDGE = re.compile(r"[ \u3000]*\t[ \u3000]*")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# So far from the top the headline is looked for that the format states.
_TOP = 8


def usable_lines(original: Original) -> tuple[Line, ...]:
    """The lines that hold words, each without breaks, with the headline among them.

    The headline that the format states is the one of the first lines that reads like it, else it is set before them;
    where it states none, it is the only heading of the highest level where that opens the text.
    """
    lines = tuple(line for line in map(_clean, original.lines) if line.text.strip())
    if not lines or any(line.kind is LineKind.TITLE for line in lines[:_TOP]):
        return lines
    title = _BREAKS.sub(" ", original.title).strip()
    if title:
        same = next((k for k, line in enumerate(lines[:_TOP]) if _squeezed(line.text) == _squeezed(title)), None)
        if same is None:
            return (Line(title, LineKind.TITLE), *lines)
        return (*lines[:same], replace(lines[same], kind=LineKind.TITLE), *lines[same + 1 :])
    first = lines[0]
    headings = [line.level for line in lines if line.kind is LineKind.HEADING]
    if first.kind is LineKind.HEADING and headings.count(first.level) == 1 and first.level == min(headings):
        return (replace(first, kind=LineKind.TITLE), *lines[1:])
    return lines


def joined(lines: Sequence[Line]) -> str:
    """The lines as one text."""
    return "\n".join(line.text for line in lines)


def placed(lines: Sequence[Line], traced: Traced) -> list[tuple[int, int, Line]]:
    """Where each line stands in the repaired text, its end without the break.

    Args:
        lines: the lines.
        traced: their `joined` text, repaired; no break between two lines is ever taken out.
    """
    ends: set[int] = set()
    at = -1
    for line in lines[:-1]:
        at += len(line.text) + 1
        ends.add(at)
    text, found, start = traced.text, [], 0
    stops = [m.start() for m in re.finditer("\n", text) if traced.origin(m.start()) in ends] if ends else []
    for line, stop in zip(lines, [*stops, len(text)], strict=True):
        found.append((start, stop, line))
        start = stop + 1
    return found


def by_first_word(text: str, found: Sequence[tuple[int, int, Line]]) -> dict[int, Line]:
    """The lines by where their first word stands."""
    return {
        start + len(text[start:end]) - len(text[start:end].lstrip()): line
        for start, end, line in found
        if text[start:end].strip()
    }


def places(found: Sequence[tuple[int, int, Line]]) -> Iterator[Place]:
    """Where the lines stand in the file; neighbours at one place are one."""
    last: Place | None = None
    for start, end, line in found:
        if last is not None and line.place == last.fragment and last.fragment:
            last = Place(last.start, end, last.fragment)
            continue
        if last is not None and last.fragment:
            yield last
        last = Place(start, end, line.place)
    if last is not None and last.fragment:
        yield last


def _clean(line: Line) -> Line:
    text = _BREAKS.sub(" ", line.text)
    if _SURROGATE.search(text):
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if line.kind is LineKind.ROW:
        text = _EDGE.sub("\t", text)
    return line if text == line.text else replace(line, text=text)


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)
