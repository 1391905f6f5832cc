"""The words around a number: of its clause on both sides, before its bracket, and of the clause before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from kg.extract.model import TimeExpression
    from kg.extract.tokens import Analysis

_END = frozenset("，。；：！？,;!?\n\u3000 \t—")
_OPENING, _CLOSING = frozenset("（("), frozenset("）)")
_MOST = 26  # words looked at on either side
_TIME = "t"  # the part of speech of time words


class Piece(NamedTuple):
    """A word of the clause, cut where the clause or the number cuts it."""

    start: int
    end: int
    text: str
    pos: str


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a number.

    Attributes:
        left: the words of its clause before it.
        outer: where the number stands in brackets, the words before the bracket.
        right: the words of its clause behind it.
        before: where its clause begins.
    """

    left: list[Piece]
    outer: list[Piece]
    right: list[Piece]
    before: int


class Clauses:
    """The clauses of one document.

    Args:
        analysis: the words.
        times: the time phrases; their words are time words whatever the segmenter says.
        compounds: words that the segmenter splits, with the part of speech they have as one.
        endings: words that close a phrase of place or time, which the segmenter may leave at the end of another.
    """

    def __init__(
        self,
        analysis: Analysis,
        times: Iterable[TimeExpression],
        compounds: Mapping[str, str],
        endings: Container[str],
    ) -> None:
        self._analysis = analysis
        self._endings = endings
        self._compounds = compounds
        self._times: set[int] = set()
        for time in times:
            index = analysis.token_index(time.start)
            while index < len(analysis.tokens) and analysis.tokens[index].start < time.end:
                self._times.add(index)
                index += 1

    def around(self, start: int, left: int, right: int, end: int) -> Surroundings:
        """The words around the number that stands from *left* to *right*, between *start* and *end*."""
        pieces, at = self.before(start, left)
        outer: list[Piece] = []
        if at > start and self._analysis.text[at - 1] in _OPENING:
            outer, _ = self.before(start, at - 1)
        return Surroundings(pieces, outer, self._behind(right, end), at)

    def before(self, start: int, end: int) -> tuple[list[Piece], int]:
        """The words of the clause that ends at *end*, not before *start*, and where it begins."""
        pieces: list[Piece] = []
        tokens = self._analysis.tokens
        if self._analysis.text[end - 1 : end] in (" ", "\u3000"):
            end -= 1  # a blank before the number parts a label from it, not two clauses
        index, depth, at = (self._analysis.token_index(end - 1) if end else -1), 0, end
        while index >= 0 and tokens[index].end > start and len(pieces) < _MOST:
            token = tokens[index]
            if token.text in _CLOSING:
                depth += 1
            elif token.text in _OPENING:
                if not depth:
                    break
                depth -= 1
            elif token.text[-1] in _END:
                break
            pieces.append(self._piece(index, start, end))
            at = pieces[-1].start
            index -= 1
        pieces.reverse()
        return self._merge(pieces), at

    def previous(self, start: int, at: int) -> list[Piece]:
        """The words of the clause before the one that begins at *at*, not before *start*."""
        text, end = self._analysis.text, at
        while end > start and (text[end - 1] in _END or text[end - 1] in _OPENING):
            end -= 1
        return self.before(start, end)[0] if end > start else []

    def following(self, at: int) -> list[Piece]:
        """The words of the clause behind the one that goes on at *at*, in the same sentence."""
        text = self._analysis.text
        sentence = self._analysis.document.sentence_at(at - 1)
        if sentence is None:
            return []
        while at < sentence.end and text[at] not in _END:
            at += 1
        return self._behind(at + 1, sentence.end) if at + 1 < sentence.end else []

    def _behind(self, start: int, end: int) -> list[Piece]:
        pieces: list[Piece] = []
        tokens, depth = self._analysis.tokens, 0
        start += self._analysis.text.startswith(" ", start)
        index = self._analysis.token_index(start)
        while index < len(tokens) and tokens[index].start < end and len(pieces) < _MOST:
            token = tokens[index]
            index += 1
            if token.end <= start:
                continue
            if token.text in _OPENING:
                depth += 1
            elif token.text in _CLOSING:
                if not depth:
                    break
                depth -= 1
            elif token.text[0] in _END:
                break
            pieces.append(self._piece(index - 1, start, end))
        return self._merge(pieces)

    def _piece(self, index: int, start: int, end: int) -> Piece:
        token = self._analysis.tokens[index]
        low, high = max(token.start, start), min(token.end, end)
        pos = _TIME if index in self._times else self._compounds.get(token.text, token.pos)
        return Piece(low, high, self._analysis.text[low:high], pos)

    def _merge(self, pieces: list[Piece]) -> list[Piece]:
        """Put together what the segmenter split and the lexicon has as one word: 压|减至."""
        merged: list[Piece] = []
        i = 0
        while i < len(pieces):
            place = pieces[i].text
            if pieces[i].pos == "f" and len(place) > 1 and place not in self._endings and place[-1] in self._endings:
                middle = pieces[i].end - 1  # 区|后
                merged.append(Piece(pieces[i].start, middle, place[:-1], "n"))
                merged.append(Piece(middle, pieces[i].end, place[-1], "f"))
                i += 1
                continue
            for size in (3, 2):
                text = "".join(p.text for p in pieces[i : i + size])
                if i + size <= len(pieces) and (pos := self._compounds.get(text)) is not None:
                    merged.append(Piece(pieces[i].start, pieces[i + size - 1].end, text, pos))
                    i += size
                    break
            else:
                merged.append(pieces[i])
                i += 1
        return merged
