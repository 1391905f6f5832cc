"""Numbers in one row (3个、5个), and numbers that only describe what another counts (1名4岁儿童)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.quantities.units import Counts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kg.extract.quantities.number_phrases import NumberPhrase
    from kg.schema.model import Schema

_CLAUSE = re.compile("[，。；：！？,;:!?\n、（）()]")
_LIST = "、"
_MEASURED = (Counts.TIME, Counts.AMOUNT)
_DESCRIBED = (Counts.THING, Counts.PERSON, Counts.EVENT)
_DESCRIBING = (Counts.TIME, Counts.AMOUNT, Counts.MONEY, Counts.SHARE, Counts.PEOPLE)


class Rows:
    """Sees which numbers belong together; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._coordinators = frozenset((*schema.clue("coordinator"), _LIST))
        self._particles = frozenset(schema.clue("ofParticle"))

    def groups(self, text: str, phrases: Sequence[NumberPhrase]) -> list[tuple[int, int]]:
        """For each number phrase its place in, and the size of, the row to which it belongs."""
        groups: list[tuple[int, int]] = []
        start = 0
        for i in range(1, len(phrases) + 1):
            if i == len(phrases) or not self._joined(text, phrases[i - 1], phrases[i]):
                groups.extend((k - start, i - start) for k in range(start, i))
                start = i
        return groups

    def _joined(self, text: str, first: NumberPhrase, second: NumberPhrase) -> bool:
        between = text[first.end : second.left].strip()
        if not between:
            return first.counts is second.counts and first.counts in _MEASURED
        return between in self._coordinators and first.unit == second.unit

    def behind(self, text: str, phrases: Sequence[NumberPhrase], i: int, end: int) -> tuple[int, int]:
        """Between where and where the noun behind the number *i* is looked for: over a number that describes it.

        Args:
            text: the text of the document.
            phrases: the number phrases; the one behind *i* stands in the same sentence.
            i: which number.
            end: where the sentence ends.
        """
        phrase, other = phrases[i], phrases[i + 1]
        between = text[phrase.end : other.left]
        if phrase.counts not in _DESCRIBED or other.counts not in _DESCRIBING or _CLAUSE.search(between):
            return phrase.end, other.left
        following = text[other.end : other.end + 1]
        if following not in self._particles and (between or other.counts is Counts.PEOPLE):
            return phrase.end, other.left
        return other.end, min(end, phrases[i + 2].left) if i + 2 < len(phrases) else end
