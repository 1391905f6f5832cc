"""Time phrases that can be placed on the calendar."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.model import TimeExpression
from kg.extract.numbers import Numerals
from kg.extract.times import calendar
from kg.extract.times.atoms import Grain
from kg.extract.times.calendar import Period
from kg.extract.times.phrases import PhraseReader
from kg.extract.times.placing import Placer, in_year
from kg.extract.times.told import Told
from kg.extract.times.words import TimeWords
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.times.phrases import Phrase
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_EARLY = 4  # months at the beginning of the year in which reports look back on the year before
_OPEN_ENDED = (Grain.BACK, Grain.AGO, Grain.PLAN)
_CONFIDENCE = {Grain.AGO: 0.6, Grain.BACK: 0.7, Grain.NOW: 0.8, Grain.WEEKDAY: 0.6}


class TimeReader:
    """Finds time expressions; built once from the schema.

    Phrases are read in the order of the text, because later ones lean on earlier ones; two that a range word joins make
    one. Frequencies (每周), durations and what only points to the recent past (近日) are no times.
    """

    def __init__(self, schema: Schema) -> None:
        self._words = TimeWords(schema, Numerals(schema))
        self._phrases = PhraseReader(schema)
        self._placer = Placer(schema)
        self._ranges = frozenset(schema.clue("rangeMark"))
        self._review = re.compile(alternation(schema.clue("reviewCue")))
        self._same_period = tuple(schema.clue("samePeriod"))

    def __call__(self, analysis: Analysis) -> tuple[TimeExpression, ...]:
        """All time expressions of the document, in text order; a list in one breath (`1、3月`) gives two."""
        return tuple(self._read(analysis))

    def _read(self, analysis: Analysis) -> Iterator[TimeExpression]:
        text, report = analysis.text, analysis.document.date
        review = report is not None and report.month <= _EARLY and self._review.search(text) is not None
        told = Told(report, review)
        phrases = list(self._phrases(analysis, list(self._words(analysis))))
        i = 0
        while i < len(phrases):
            phrase = phrases[i]
            sentence = analysis.document.sentence_at(phrase.start)
            told.block = -1 if sentence is None else sentence.block
            until = phrases[i + 1] if i + 1 < len(phrases) and self._joined(text, phrase, phrases[i + 1]) else None
            i += 1
            period = self._resolve(text, phrase, told, until)
            if period is None:
                continue
            end, rule, parts = phrase.end, f"time-{phrase.finest.name.lower()}", _parts(phrase, period)
            if until is not None and (last := self._resolve_end(text, until, period, told)) is not None:
                end, rule, parts = until.end, "time-range", (Period(period.first, last.last),)
                i += 1
            for part in parts:
                yield TimeExpression(
                    phrase.start,
                    end,
                    text[phrase.start : end],
                    part.first,
                    part.last,
                    None if _absolute(phrase) else report,
                    rule,
                    _CONFIDENCE.get(phrase.finest, 0.9),
                )

    def _resolve(self, text: str, phrase: Phrase, told: Told, until: Phrase | None) -> Period | None:
        period = self._placer.place(text, phrase, told, until)
        if period is None:
            return None
        before = told.period
        told.remember(phrase, period)
        if told.report is not None and phrase.since:
            return period.until(told.report)
        if phrase.finest is Grain.YEAR and text.startswith(self._same_period, phrase.end):
            return _same_part(before, period.first.year)
        return period

    # ---- ranges --------------------------------------------------------------------------------------------------

    def _joined(self, text: str, left: Phrase, right: Phrase) -> bool:
        return text[left.end : right.start].strip(" ") in self._ranges and right.finest not in _OPEN_ENDED

    def _resolve_end(self, text: str, right: Phrase, begin: Period, told: Told) -> Period | None:
        """The second half of a range; what it leaves out is taken from the first."""
        if right.finest is Grain.NOW:
            return None if told.report is None else Period(told.report, told.report)
        period = _inherit(right, begin)
        if period is None:
            period = self._resolve(text, right, told, None)
        else:
            told.remember(right, period)
        return period if period is not None and period.last >= begin.first else None


def _inherit(right: Phrase, begin: Period) -> Period | None:
    """The end of a range that leaves out year, or month, or day: 4月6日至|7日, 2019年5月至|3月."""
    first, start = right.atoms[0], begin.first
    if first.grain is Grain.DAY and first.number is not None and first.date is None:
        found = calendar.day(start.year, start.month, first.number)
        if found is None or found.first >= start:
            return found
        later = calendar.shift_months(start.replace(day=1), 1)
        return calendar.day(later.year, later.month, first.number)
    if first.grain is Grain.MONTH and first.number is not None:
        ends = (in_year(right, number) for number in (start.year, start.year + 1))
        return next((end for end in ends if end is not None and end.last >= start), None)
    if first.grain is Grain.PART and right.edge is None:
        return calendar.months(start.year, first.first, first.last)
    return begin if first.grain >= Grain.DAYPART and begin.is_day else None


def _parts(phrase: Phrase, period: Period) -> tuple[Period, ...]:
    """The two periods of a list in one breath that are no neighbours (`1、3月`), else the one."""
    last = phrase.atoms[-1]
    if not last.listed or last.low is None or last.number is None or last.number == last.low + 1:
        return (period,)
    if last.grain is Grain.MONTH:
        ends = [calendar.months(p.year, p.month, p.month) for p in (period.first, period.last)]
    elif last.grain is Grain.YEAR:
        ends = [calendar.year(p.year) for p in (period.first, period.last)]
    elif last.grain is Grain.DAY:
        ends = [Period(p, p) for p in (period.first, period.last)]
    else:
        return (period,)
    return tuple(p for p in ends if p is not None)


def _same_part(told: Period | None, number: int) -> Period | None:
    """The stretch told before, in another year (同期); None where none is known or it is a single day."""
    if told is None or told.is_day or told.last.year != told.first.year:
        return None
    return calendar.months(number, told.first.month, told.last.month)


def _absolute(phrase: Phrase) -> bool:
    first = phrase.atoms[0]
    return (
        first.date is not None or (first.grain is Grain.YEAR and first.number is not None) or first.grain is Grain.PLAN
    )
