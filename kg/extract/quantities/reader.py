"""Numbers that count or measure something."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import Quantity
from kg.extract.quantities.counted import CountedReader
from kg.extract.quantities.number_phrases import NumberPhraseReader
from kg.extract.quantities.tables import TableReader
from kg.extract.quantities.units import Counts
from kg.text.model import BlockKind
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.model import TimeExpression
    from kg.extract.quantities.counted import Counted
    from kg.extract.quantities.number_phrases import NumberPhrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

# A quotation short and plain enough to be a name, a title, a bracketed document number: numbers inside count nothing.
_PLAIN = r"[^{0}。！？；，,:：\n]{{1,16}}"
_NAMES = re.compile(
    "|".join(
        [
            f"{opening}{_PLAIN.format(opening + closing)}{closing}"
            for opening, closing in ("“”", "‘’", "「」", "『』", '""')
        ]
        + ["《[^《》\n]{1,60}》", "〔[^〔〕\n]{1,12}〕"]
    )
)

_HEADS = (BlockKind.TITLE, BlockKind.SUBTITLE, BlockKind.HEADING)
_COUNTABLE = (Counts.THING, Counts.PERSON, Counts.PEOPLE, Counts.EVENT)
_BESIDE = 16  # code points between two numbers of a row
_ROW = re.compile("[、，,]")


class QuantityReader:
    """Finds quantities and what they count; built once from the schema.

    What belongs to a time, a name or an ordinal is no quantity.
    """

    def __init__(self, schema: Schema) -> None:
        self._phrases = NumberPhraseReader(schema)
        self._counted = CountedReader(schema)
        self._tables = TableReader(schema)
        self._copulas = tuple(schema.clue("copula"))
        self._ones = tuple(w for w, k in schema.clue("digit").items() if schema.fact(k[0], "value") == "1")
        self._limits = tuple(schema.clue("boundSuffix"))  # 24小时内 is no name
        self._fixed = re.compile(alternation(schema.words("numberName")))

    def __call__(self, analysis: Analysis, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
        """All quantities of the document, in text order; those that are part of *times* are left out."""
        figures = self._tables(analysis, times) if analysis.document.tables else ()
        found = list(self._find(analysis, times, figures))
        counts = self._counted(analysis, found, times)
        kept = [
            (p, of) for i, (p, of) in enumerate(zip(found, counts, strict=True)) if self._counts(analysis, found, i, of)
        ]
        kept = self._told_once(analysis, kept)
        read = tuple(
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
            for p, of in kept
        )
        return tuple(sorted((*figures, *read), key=lambda q: (q.start, q.end))) if figures else read

    def _find(
        self, analysis: Analysis, times: tuple[TimeExpression, ...], figures: tuple[Quantity, ...]
    ) -> Iterator[NumberPhrase]:
        text = analysis.text
        taken = sorted(
            [(t.start, t.end) for t in times]
            + [(q.start, q.end) for q in figures]
            + [m.span() for m in _NAMES.finditer(text)]
            + [m.span() for m in self._fixed.finditer(text) if not text.startswith(self._limits, m.end())]
        )
        i = 0
        for phrase in self._phrases(analysis, taken):
            while i < len(taken) and taken[i][1] <= phrase.start:
                i += 1
            if not any(start < phrase.end and phrase.start < end for start, end in taken[i : i + 3]):
                yield phrase

    def _told_once(
        self, analysis: Analysis, counted: list[tuple[NumberPhrase, Counted]]
    ) -> list[tuple[NumberPhrase, Counted]]:
        """Leave out a figure of a headline or heading that the text under it tells again."""
        blocks = analysis.document.blocks

        def headed(phrase: NumberPhrase) -> bool:
            sentence = analysis.document.sentence_at(phrase.start)
            return sentence is not None and blocks[sentence.block].kind in _HEADS

        told = {(p.value, p.value_max, p.unit, p.bound) for p, _ in counted if not headed(p)}
        return [(p, of) for p, of in counted if (p.value, p.value_max, p.unit, p.bound) not in told or not headed(p)]

    def _counts(self, analysis: Analysis, phrases: list[NumberPhrase], i: int, of: Counted) -> bool:
        """Whether a number is a count; the numeral one may be no more than an article."""
        phrase = phrases[i]
        if not phrase.one or phrase.counts not in _COUNTABLE:
            return True
        if any(self._beside(analysis, phrase, other) for other in phrases[max(0, i - 1) : i + 2]):
            return True
        return of.start >= phrase.end and self._introduced(analysis, phrase)

    def _introduced(self, analysis: Analysis, phrase: NumberPhrase) -> bool:
        """Whether a verb brings in one such thing: 新建|一座水厂; not 是一座城 or 一座座."""
        if not phrase.start or analysis.text.startswith((phrase.unit, *self._ones), phrase.end):
            return False
        before = analysis.tokens[analysis.token_index(phrase.start - 1)]
        if analysis.text.endswith(self._copulas, 0, phrase.start):
            return False
        return before.pos[0] == "v" or before.pos in ("ul", "ug")

    def _beside(self, analysis: Analysis, one: NumberPhrase, other: NumberPhrase) -> bool:
        """Whether another count with the unit stands in a row with this one: 一座水厂、两座泵站."""
        if other.one or other.unit != one.unit:
            return False
        first, second = sorted((one, other), key=lambda p: p.start)
        between = analysis.text[first.end : second.left]
        return len(between) <= _BESIDE and _ROW.search(between) is not None
