"""The words around a number: those of its clause on both sides, before the bracket it stands in, and of the clause before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.count_phrases import Piece

if TYPE_CHECKING:
    from kg.extract.tokens import Analysis

_END = frozenset("，。；：！？,;!?\n\u3000 \t—")  # noqa: RUF001
_OPENING, _CLOSING = frozenset("（("), frozenset("）)")  # noqa: RUF001
_MOST = 26  # words looked at on either side


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


def surroundings(analysis: Analysis, start: int, left: int, right: int, end: int) -> Surroundings:
    """The words around the number that stands from *left* to *right*, between *start* and *end*."""
    pieces, at = clause_before(analysis, start, left)
    outer: list[Piece] = []
    if at > start and analysis.text[at - 1] in _OPENING:
        outer, _ = clause_before(analysis, start, at - 1)
    return Surroundings(pieces, outer, _clause_behind(analysis, right, end), at)


def clause_before(analysis: Analysis, start: int, end: int) -> tuple[list[Piece], int]:
    """The words of the clause that ends at *end*, not before *start*, and where it begins."""
    pieces: list[Piece] = []
    tokens, text = analysis.tokens, analysis.text
    index, depth, at = (analysis.token_index(end - 1) if end else -1), 0, end
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
        low, high = max(token.start, start), min(token.end, end)
        pieces.append(Piece(low, high, text[low:high], token.pos))
        at = low
        index -= 1
    pieces.reverse()
    return pieces, at


def previous_clause(analysis: Analysis, start: int, at: int) -> list[Piece]:
    """The words of the clause before the one that begins at *at*, not before *start*."""
    end = at
    while end > start and (analysis.text[end - 1] in _END or analysis.text[end - 1] in _OPENING):
        end -= 1
    return clause_before(analysis, start, end)[0] if end > start else []


def _clause_behind(analysis: Analysis, start: int, end: int) -> list[Piece]:
    pieces: list[Piece] = []
    tokens, text, depth = analysis.tokens, analysis.text, 0
    index = analysis.token_index(start)
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
        low, high = max(token.start, start), min(token.end, end)
        pieces.append(Piece(low, high, text[low:high], token.pos))
    return pieces
