"""Numbers that count or measure something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.counted import CountedReader
from kg.extract.model import Quantity
from kg.extract.number_phrases import NumberPhraseReader
from kg.extract.time_words import alternation
from kg.extract.units import Counts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.model import TimeExpression
    from kg.extract.number_phrases import NumberPhrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# A quotation short and plain enough to be a name, a title, a bracketed document number: numbers inside count nothing.
_PLAIN = r"[^{0}。！？；，,:：\n]{{1,16}}"  # noqa: RUF001
_NAMES = re.compile(
    "|".join(
        [
            f"{opening}{_PLAIN.format(opening + closing)}{closing}"
            for opening, closing in ("“”", "‘’", "「」", "『』", '""')  # noqa: RUF001
        ]
        + ["《[^《》\n]{1,60}》", "〔[^〔〕\n]{1,12}〕"]
    )
)

_BESIDE = 16  # code points between two numbers of a row
_ROW = re.compile("[、，,]")  # noqa: RUF001


class QuantityReader:
    """Finds quantities and what they count; built once from the schema.

    What belongs to a time, a name or an ordinal is no quantity.
    """

    def __init__(self, schema: Schema) -> None:
        self._phrases = NumberPhraseReader(schema)
        self._counted = CountedReader(schema)
        self._limits = tuple(schema.clue("boundSuffix"))  # 24小时内 is no name
        self._fixed = re.compile(alternation(schema.words("numberName")))

    def __call__(self, analysis: Analysis, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
        """All quantities of the document, in text order; those that are part of *times* are left out."""
        phrases = self._company(analysis, list(self._find(analysis, times)))
        counted = self._counted(analysis, phrases, times)
        return tuple(
            Quantity(
                p.left,
                p.end,
                analysis.text[p.left : p.end],
                p.value,
                p.unit,
                p.bound,
                p.rule,
                p.value_max,
                of.text,
                of.start,
                of.end,
                0.9 if of.text else 0.7,
            )
            for p, of in zip(phrases, counted, strict=True)
        )

    def _find(self, analysis: Analysis, times: tuple[TimeExpression, ...]) -> Iterator[NumberPhrase]:
        text = analysis.text
        taken = sorted(
            [(t.start, t.end) for t in times]
            + [m.span() for m in _NAMES.finditer(text)]
            + [m.span() for m in self._fixed.finditer(text) if not text.startswith(self._limits, m.end())]
        )
        i = 0
        for phrase in self._phrases(analysis, taken):
            while i < len(taken) and taken[i][1] <= phrase.start:
                i += 1
            if not any(start < phrase.end and phrase.start < end for start, end in taken[i : i + 3]):
                yield phrase

    def _company(self, analysis: Analysis, phrases: list[NumberPhrase]) -> list[NumberPhrase]:
        """Drop the numeral one where it is an article: no other count with its unit stands in the sentence."""
        kept = []
        for i, phrase in enumerate(phrases):
            if not phrase.one or phrase.counts not in (Counts.THING, Counts.PERSON, Counts.PEOPLE, Counts.EVENT):
                kept.append(phrase)
                continue
            if any(self._beside(analysis, phrase, other) for other in phrases[max(0, i - 1) : i + 2]):
                kept.append(phrase)
        return kept

    def _beside(self, analysis: Analysis, one: NumberPhrase, other: NumberPhrase) -> bool:
        """Whether another count with the unit stands in a row with this one: 一座水厂、两座泵站."""
        if other.one or other.unit != one.unit:
            return False
        first, second = sorted((one, other), key=lambda p: p.start)
        between = analysis.text[first.end : second.left]
        return len(between) <= _BESIDE and _ROW.search(between) is not None
