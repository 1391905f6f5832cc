"""Persons in a run of names divided by `、`, where the words around the run tell that people are listed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.name_boundary import HAN, is_cjk
from kg.extract.person_names import NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.person_names import NameShape
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis

_ITEM = rf"(?:{HAN}{{2,4}}|{HAN}[ 　]{HAN})"
# What stands between the first mark of a run and its last.
_RUN = re.compile(rf"、(?:{_ITEM}、)*")
_PIECE = re.compile(rf"{HAN}[ 　]{HAN}(?=、)|{HAN}{{2,4}}")
_SIZES = (3, 2, 4)
# So many names between others show by themselves that people are listed.
_SURE = 4
Span = tuple[int, int]

# Parts of speech of names, and of what may be one.
_ONE_WORD = NAME_TAGS | frozenset(("x", "nz"))
_BEFORE = frozenset(" 　:：，,。；;（(“\n")


class NameRuns:
    """Finds runs of names; built once with the shape of names.

    `甲某某、乙某、丙某某等列席会议`: a name that would not be seen alone is one where every member of its list has the
    shape of a name, and an office or word for people stands before the list or a verb of people behind it.
    """

    def __init__(self, shape: NameShape) -> None:
        self._shape = shape

    def __call__(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        """Start and end of each name of each run."""
        for match in _RUN.finditer(analysis.text):
            inner = [(m.start(), m.end()) for m in _PIECE.finditer(analysis.text, match.start(), match.end())]
            if not all(self._is_name(analysis, *span) for span in inner):
                continue
            first = self._first(analysis, scan, match.start())
            last = self._last(analysis, scan, match.end())
            if self._told(scan, first, last, few=not inner) or len(inner) >= _SURE:
                yield from (span for span in (first, *inner, last) if span is not None)

    def _told(self, scan: Scan, first: Span | None, last: Span | None, *, few: bool) -> bool:
        """Whether the words around tell that these are people; of two both must have the shape of a name."""
        if last is None:
            return not few and first is not None and self._announced(scan, first[0])
        behind = next((end for end, _ in scan.from_("listEnd", last[1])), last[1])
        if few:
            return first is not None and scan.any_from(("speechTail",), behind)
        announced = first is not None and self._announced(scan, first[0])
        return announced or behind > last[1] or scan.any_from(("speechTail", "nameTail"), behind)

    def _is_name(self, analysis: Analysis, start: int, end: int) -> bool:
        """Whether all between two marks has the shape of a name, and is no word of the language."""
        text, shape = analysis.text, self._shape
        length = shape.surname(text, start)
        if not length or text[start : start + length] not in shape.common:
            return False
        given = "".join(text[start + length : end].split())
        if len(given) not in (1, 2) or not shape.may_be_given(given) or shape.is_word(text[start:end]):
            return False
        token = analysis.tokens[analysis.token_index(start)]
        return token.end < end or token.start < start or token.pos in _ONE_WORD

    def _first(self, analysis: Analysis, scan: Scan, end: int) -> Span | None:
        """The name before the first mark: behind a pause, an office or a word for people."""
        text = analysis.text
        for size in _SIZES:
            start = end - size
            opened = start <= 0 or text[start - 1] in _BEFORE or self._announced(scan, start)
            if start >= 0 and opened and is_cjk(text[start:end]) and self._is_name(analysis, start, end):
                return start, end
        return None

    def _last(self, analysis: Analysis, scan: Scan, start: int) -> Span | None:
        """The name behind the last mark."""
        shape = self._shape
        length = shape.surname(analysis.text, start)
        end = shape.end(analysis, scan, start, length) if length else 0
        return (start, end) if end and self._is_name(analysis, start, end) else None

    @staticmethod
    def _announced(scan: Scan, start: int) -> bool:
        return scan.any_until(("title", "groupHead", "weakGroupHead"), start)


__all__ = ["NameRuns"]
