"""Lines that a page broke or ran together, mended."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.text.marks import HAN
from kg.text.offsets import Edit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.words import TextWords

_LINE = re.compile(r"[^\n]+")
# The indentation of a paragraph, in the middle of a line.
_INDENT = re.compile("(?<=[^\\s\u3000])[ ]?\u3000{2}[ \u3000]*(?=[^\\s\u3000])")
_ENDED = re.compile("[。！？…；：][”’」』）)]*$|[。！？][”’」』）)]+$")
# A line that ends so breaks off within its sentence.
_OPEN_END = "，、,"
_NUMBER_OPEN = re.compile("[0-9][.．]$")
_CLOSED = re.compile("[^\\w%‰℃+]$")


class LineMender:
    """Finds the line breaks that are missing and those that are too many."""

    def __init__(self, words: TextWords) -> None:
        self._unfinished_title = re.compile(f".*(?:{words.any('titleOpening')})")
        self._official_head = re.compile(
            f"\\s*[^\\s。！？；：]{{6,80}}(?:{words.any('officialKind')})(?P<after_title>[ \u3000]+)"
            f"[{HAN}]{{1,12}}{words.number}"
            f"(?P<after_number>[ \u3000]*)(?=[{HAN}])"
        )
        # `…受损。 某某 摄`: who took the picture above closes its caption
        self._credit = re.compile(f"[。！？”][^。！？]{{1,16}}(?:{words.any('creditEnd')})[）)]?$")
        self._kind_end = re.compile(f"(?:{words.any('officialKind')})[）)]?$")

    def breaks(self, text: str) -> Iterator[Edit]:
        """Paragraphs, or the headline and number of a notice, that were put into one line with blanks between them.

        A line of prose is meant: indentation stands behind the end of a sentence in it. In a table such gaps part
        columns.
        """
        if head := self._official_head.match(text):
            for name in ("after_title", "after_number"):
                if head[name]:
                    yield Edit(*head.span(name), "\n")
        for line in _LINE.finditer(text, head.end() if head else 0):
            gaps = list(_INDENT.finditer(text, line.start(), line.end()))
            if gaps and any(_ENDED.search(text, max(line.start(), g.start() - 3), g.start()) for g in gaps):
                for gap in gaps:
                    yield Edit(gap.start(), gap.end(), "\n")

    def joins(self, text: str) -> Iterator[Edit]:
        """Sentences and headlines that a page broke into lines."""
        lines = [m for m in _LINE.finditer(text) if not m.group().isspace()]
        whole = {_squeezed(m.group()) for m in lines[:6]}
        width = _set_width(lines)
        k = 0
        while k + 1 < len(lines):
            this, following = lines[k], lines[k + 1]
            joined = self._headline(lines, k, whole)
            if joined:
                for a, b in zip(lines[k : k + joined], lines[k + 1 : k + joined + 1], strict=True):
                    yield _join(text, a, b)
                k += joined
                continue
            adjacent = following.start() - this.end() == 1
            line = this.group().rstrip()
            if adjacent and not self._credit.search(line) and _breaks_off(line, following.group(), width):
                yield _join(text, this, following)
            k += 1

    def _headline(self, lines: list[re.Match[str]], k: int, whole: set[str]) -> int:
        """How many lines behind line *k* belong to it because together they are a headline of the first lines."""
        if k > 8:
            return 0
        joined = _squeezed(lines[k].group())
        for n in range(1, min(5, len(lines) - k)):
            joined += _squeezed(lines[k + n].group())
            if joined in whole:
                return n
        first = lines[k].group().rstrip()
        if k < 3 and len(first) < 40 and self._unfinished_title.match(first) and not self._kind_end.search(first):
            for n in range(1, min(4, len(lines) - k)):
                last = lines[k + n].group().rstrip()
                if len(last) > 40 or last[-1:] in "。：；":
                    break
                if self._kind_end.search(last):
                    return n
        return 0


def _breaks_off(line: str, following: str, width: int | None) -> bool:
    """Whether a line ends within a sentence that the next line goes on with."""
    if len(line) <= 8 or following[:1].isspace():
        return False
    if line[-1] in _OPEN_END or (_NUMBER_OPEN.search(line) and following[0].isdigit()):
        return True
    if _CLOSED.search(line):
        return False
    # A heading never holds a full stop: what stands behind one is a sentence that breaks off. In text set to a fixed
    # width every full line may do so.
    return "。" in line or (width is not None and abs(len(line) - width) <= 1)


def _set_width(lines: list[re.Match[str]]) -> int | None:
    """The number of characters to which a text was set, where most of its lines have it."""
    lengths = [len(m.group().rstrip()) for m in lines]
    if len(lengths) < 6:
        return None
    width = max(lengths)
    full = sum(width - 1 <= n <= width for n in lengths)
    return width if 20 <= width <= 60 and full >= 0.6 * len(lengths) else None


def _join(text: str, first: re.Match[str], second: re.Match[str]) -> Edit:
    """Close the gap between two lines; between ASCII words one blank stays."""
    start = first.start() + len(first.group().rstrip())
    end = second.start() + len(second.group()) - len(second.group().lstrip())
    ascii_both = text[start - 1 : start].isascii() and text[end : end + 1].isascii()
    return Edit(start, end, " " if ascii_both and text[start - 1].isalnum() and text[end : end + 1].isalnum() else "")


def _squeezed(line: str) -> str:
    return re.sub(r"\s+", "", line)
