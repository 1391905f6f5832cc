"""Persons before an office or a form of address (`张某副市长`), and where such an office begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.name_boundary import is_cjk
from kg.extract.person_names import NAME_TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.person_names import NameShape
    from kg.extract.scan import Scan
    from kg.extract.tokens import Analysis

# What the segmenter takes for another proper name: 回良玉 before an office.
_NAME_LIKE = frozenset(("nz", "x"))
# A surname of one character with a given name of two.
_FULL = 3
# What may stand between the names of a list.
_LIST = frozenset(" \u3000、")


def whole_title(scan: Scan, start: int) -> int:
    """The offset at which the office whose last word begins at *start* begins with 副 and the like."""
    while True:
        prefix = next((s for s, _ in scan.until("titlePrefix", start)), None)
        if prefix is None:
            return start
        start = prefix


class BeforeTitles:
    """Finds names before offices; built once with the shape of names."""

    def __init__(self, shape: NameShape) -> None:
        self._shape = shape

    def __call__(self, analysis: Analysis, scan: Scan) -> Iterator[tuple[int, int]]:
        """Start and end of names before an office or a form of address, and of those before them in their list."""
        ends = {start for clue in ("title", "honorific") for start, _, _ in scan.spans(clue)}
        for end in sorted({whole_title(scan, start) for start in ends}):
            size = next((n for n in (3, 2, 4) if self._fits_before(analysis, end - n, end)), 0)
            if size:
                yield end - size, end
                yield from self._listed_before(analysis, end - size)

    def _fits_before(self, analysis: Analysis, start: int, end: int) -> bool:
        text = analysis.text
        if start < 0 or not is_cjk(text[start:end]):
            return False
        length = self._shape.surname(text, start)
        if not length or end - start - length not in (1, 2):
            return False
        token = analysis.tokens[analysis.token_index(start)]
        if token.start != start or token.text in self._shape.no_name:
            return False
        if not self._shape.may_be_given(text[start + length : end]):
            return False
        if self._is_parted(analysis, start, end):
            return True
        tagged = token.pos in NAME_TAGS or (token.pos in _NAME_LIKE and token.end == end)
        return tagged and token.end in (end, start + length, end - 1)

    def _is_parted(self, analysis: Analysis, start: int, end: int) -> bool:
        """Whether a pause, a common surname as a word of its own, and a word that is its given name stand there."""
        text = analysis.text
        if end - start != _FULL or text[start] not in self._shape.common or is_cjk(text[start - 1 : start]):
            return False
        first = analysis.tokens[analysis.token_index(start)]
        given = analysis.tokens[analysis.token_index(start + 1)]
        return first.end == start + 1 and given.end == end and (given.pos in NAME_TAGS or given.pos in _NAME_LIKE)

    def _listed_before(self, analysis: Analysis, start: int) -> Iterator[tuple[int, int]]:
        """Names that stand in a list before the name that begins at *start*."""
        text, shape = analysis.text, self._shape
        while text[start - 1 : start] in _LIST and start > 1:
            end = start - 1
            fitting = (
                n
                for n in (3, 2, 4)
                if end >= n
                and end - n in analysis.boundaries
                and is_cjk(text[end - n : end])
                and shape.surname(text, end - n)
            )
            size = next(fitting, 0)
            if not size or text[end - size : end] in shape.no_name:
                return
            yield end - size, end
            start = end - size


__all__ = ["BeforeTitles", "whole_title"]
