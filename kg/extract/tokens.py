"""Words with their parts of speech, and a document together with them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

import rjieba

from kg.extract.model import Token
from kg.text.model import Document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence


_STRETCH = 50_000


@dataclass(frozen=True, slots=True)
class Analysis:
    """A document and its words; what every extraction stage reads, so that all of it is at hand.

    Attributes:
        text: the repaired text of the document that all offsets point into.
        starts: start offset of each token.
        boundaries: every offset at which a token begins or ends.
    """

    document: Document
    text: str
    tokens: tuple[Token, ...]
    starts: tuple[int, ...]
    boundaries: frozenset[int]

    def token_index(self, offset: int) -> int:
        """Index of the token that holds the code point at *offset* (the last one that begins at or before it)."""
        return bisect_right(self.starts, offset) - 1


def analyse(document: Document, resegment: Callable[[Sequence[Token]], Iterable[Token]] | None = None) -> Analysis:
    """Segment and tag a document; the tokens cover the text without gaps.

    Args:
        document: what is read.
        resegment: mends what the segmenter joins wrongly.
    """
    words = list(_tokens(document.text))
    tokens = tuple(words if resegment is None else resegment(words))
    starts = tuple([token.start for token in tokens])
    boundaries = frozenset((*starts, tokens[-1].end) if tokens else ())
    return Analysis(document, document.text, tokens, starts, boundaries)


def _tokens(text: str) -> Iterator[Token]:
    """The words of the segmenter; equal words are one string, which halves the memory of a long text."""
    known: dict[str, str] = {}
    same = known.setdefault
    at = 0
    for stretch in _stretches(text):
        for word, pos in rjieba.tag(stretch):
            end = at + len(word)
            yield Token(at, end, same(word, word), same(pos, pos))
            at = end


def _stretches(text: str) -> Iterator[str]:
    """The text in stretches of whole lines, with which words end: the segmenter lists all words of what it is given."""
    start = 0
    while start < len(text):
        end = text.find("\n", start + _STRETCH) + 1 or len(text)
        yield text[start:end]
        start = end
