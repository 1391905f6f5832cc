"""Words that limit a number: before it (`不少于`), behind it (`以上`), or inside it (`多`)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Bound
from kg.extract.quantities.units import Counts
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_REACH = 8  # code points before a number in which an adverb bounds it over its verb (至少开展1次)
_CLAUSE_END = re.compile("[，。；：！？、,;!?\n（(]")
_ROUNDS = 3  # words that may stand between a bound and its number (达, 了, 每年)


class Bounds:
    """Reads the bound words around a number; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._prefixes = _bound_of(schema, "boundPrefix")
        self._factor_prefixes = _bound_of(schema, "factorPrefix")
        self._suffixes = _bound_of(schema, "boundSuffix")
        self._adverbs = _bound_of(schema, "boundAdverb")
        self._adverb = re.compile(alternation(self._adverbs))
        self._through = frozenset(schema.clue("boundThrough"))
        self._factors = frozenset((*schema.clue("smallPower"), *schema.clue("bigPower")))
        self._tails = frozenset(schema.clue("boundTail"))
        self._not_bound = tuple(schema.clue("notBound"))
        self._measured_only = frozenset(schema.clue("measuredSuffix"))
        self._longest = max(map(len, (*self._prefixes, *self._through, "")), default=0)
        self._longest_suffix = max(map(len, (*self._suffixes, "")), default=0)

    def before(self, analysis: Analysis, start: int) -> tuple[int, Bound | None]:
        """Where the bound words before the number at *start* begin, and what they say; (*start*, None) without any."""
        text = analysis.text
        lead = text[start - 1 : start]
        if text[start] in self._factors and lead in self._factor_prefixes and start - 1 in analysis.boundaries:
            return start - 1, self._factor_prefixes[lead]
        found = self._directly(text, start)
        if found is not None:
            return found
        adverb = self._adverb.search(_CLAUSE_END.split(text[max(0, start - _REACH) : start])[-1])
        return start, self._adverbs[adverb[0]] if adverb else None

    def _directly(self, text: str, start: int) -> tuple[int, Bound] | None:
        """The bound word that stands before *start*, over words that may stand between."""
        at = start - (text[start].isascii() and text.endswith(" ", 0, start))  # set with a blank before digits
        for _ in range(_ROUNDS):
            for length in range(min(self._longest, at), 0, -1):
                word = text[at - length : at]
                if word in self._prefixes and not text.endswith(self._not_bound, 0, at):
                    return at - length, self._prefixes[word]
                if word in self._through:
                    at -= length
                    break
            else:
                return None
        return None

    def behind(self, analysis: Analysis, end: int, counts: Counts) -> tuple[int, Bound | None]:
        """Where the bound word behind the unit that ends at *end* ends, and what it says; (*end*, None) without one."""
        text = analysis.text
        if text[end : end + 1] in self._tails and end + 1 in analysis.boundaries and counts is not Counts.PEOPLE:
            return end + 1, Bound.MORE_THAN  # 两年多
        for length in range(self._longest_suffix, 0, -1):
            word = text[end : end + length]
            if word not in self._suffixes or text.startswith(self._not_bound, end):
                continue
            if word in self._measured_only and counts not in (Counts.TIME, Counts.AMOUNT):
                continue
            return end + len(word), self._suffixes[word]
        return end, None


def _bound_of(schema: Schema, clue: str) -> Mapping[str, Bound]:
    return {word: Bound(schema.fact(keys[0], "bound") or "exact") for word, keys in schema.clue(clue).items()}
