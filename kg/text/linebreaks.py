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


class LineMender:
    """Finds the line breaks that are missing and those that are too many."""

    def __init__(self, words: TextWords) -> None:
        self._unfinished_title = re.compile(f".*(?:{words.any('titleOpening')})")
        self._kind_end = re.compile(f"(?:{words.any('officialKind')})[）)]?$")

    def breaks(self, text: str) -> Iterator[Edit]:
        """Paragraphs that were put into one line, their indentation left between them.

        A line of prose is meant: indentation stands behind the end of a sentence in it. In a table such gaps part columns.
        """
        for line in _LINE.finditer(text):
            gaps = [m for m in _INDENT.finditer(text, line.start(), line.end())]
            if gaps and any(_ENDED.search(text, max(line.start(), g.start() - 3), g.start()) for g in gaps):
                for gap in gaps:
                    yield Edit(gap.start(), gap.end(), "\n")

    def joins(self, text: str) -> Iterator[Edit]:
        """Sentences and headlines that a page broke into lines."""
        lines = list(_LINE.finditer(text))
        whole = {_squeezed(m.group()) for m in lines[:6]}
        k = 0
        while k + 1 < len(lines):
            this, following = lines[k], lines[k + 1]
            joined = self._headline(lines, k, whole)
            if joined:
                for a, b in zip(lines[k : k + joined], lines[k + 1 : k + joined + 1], strict=True):
                    yield _join(text, a, b)
                k += joined
                continue
            body = this.group().rstrip()
            adjacent = text.count("\n", this.end(), following.start()) == 1
            if adjacent and body and body[-1] in _OPEN_END and len(body) > 8:
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


def _join(text: str, first: re.Match[str], second: re.Match[str]) -> Edit:
    """Close the gap between two lines; between ASCII words one blank stays."""
    start = first.start() + len(first.group().rstrip())
    end = second.start() + len(second.group()) - len(second.group().lstrip())
    ascii_both = text[start - 1 : start].isascii() and text[end : end + 1].isascii()
    return Edit(start, end, " " if ascii_both and text[start - 1].isalnum() and text[end : end + 1].isalnum() else "")


def _squeezed(line: str) -> str:
    return re.sub(r"\s+", "", line)
