"""A text with the way back to what it was made from: edits keep the map from repaired text to source exact."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace the code points from *start* to *end* by *text*."""

    start: int
    end: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Traced:
    """A text and, piece by piece, where it stands in its source.

    Attributes:
        text: the text as edited so far.
        starts: offsets in `text` at which a stretch of equal shift to the source begins, ascending, first 0.
        origins: for each of `starts` the offset in the source, never descending.
    """

    text: str
    starts: tuple[int, ...] = (0,)
    origins: tuple[int, ...] = (0,)

    def origin(self, offset: int) -> int:
        """Where the code point at *offset* stands in the source."""
        at = bisect_right(self.starts, offset) - 1
        return self.origins[at] + offset - self.starts[at]

    def replaced(self, text: str) -> Traced:
        """The same map over a text of the same length, character for character."""
        if len(text) != len(self.text):
            msg = f"{len(text)} code points cannot stand for {len(self.text)}"
            raise ValueError(msg)
        return Traced(text, self.starts, self.origins)

    def edited(self, edits: Iterable[Edit]) -> Traced:
        """Apply *edits*, which ascend and do not overlap.

        A replacement must not be longer than what it replaces; its code points map to the first ones of those.
        """
        pieces: list[str] = []
        starts: list[int] = []
        origins: list[int] = []
        at = done = 0  # `at` in self.text up to which all is copied, `done` the length written so far

        def copy(begin: int, end: int) -> None:
            """Take over self.text[begin:end] with its map."""
            nonlocal done
            if begin == end:
                return
            pieces.append(self.text[begin:end])
            k = bisect_right(self.starts, begin) - 1
            mark = begin
            while mark < end:
                _note(starts, origins, done + mark - begin, self.origins[k] + mark - self.starts[k])
                k += 1
                mark = self.starts[k] if k < len(self.starts) else end
            done += end - begin

        for edit in edits:
            if edit.start < at or edit.end < edit.start or len(edit.text) > edit.end - edit.start:
                msg = f"edit {edit} does not follow {at} or is longer than what it replaces"
                raise ValueError(msg)
            copy(at, edit.start)
            if edit.text:
                _note(starts, origins, done, self.origin(edit.start))
                pieces.append(edit.text)
                done += len(edit.text)
            at = edit.end
        if not pieces and at == 0:
            return self
        copy(at, len(self.text))
        if not starts:
            starts, origins = [0], [self.origin(min(at, len(self.text)))]
        return Traced("".join(pieces), tuple(starts), tuple(origins))


def _note(starts: list[int], origins: list[int], start: int, origin: int) -> None:
    """Record that from *start* on the text stands at *origin*, unless the last stretch says so already."""
    if starts and origins[-1] - starts[-1] == origin - start:
        return
    starts.append(start)
    origins.append(origin)
