"""Time phrases that can be placed on the calendar."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.times import calendar
from kg.extract.times.calendar import Period
from kg.extract.model import TimeExpression
from kg.extract.numbers import Numerals
from kg.extract.times.phrases import PhraseReader
from kg.extract.times.words import Grain, TimeWords
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.extract.times.phrases import Phrase
    from kg.extract.times.words import Atom
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_NEAR = 120  # code points within which a year told before still holds for a month without a year
_DAY_NEAR = 400  # the same for a day without a month
_CLAUSE = 14  # code points before a date in which a word can set it in the future
_SOON = 60  # days ahead up to which a date without a year and without a cue is taken as coming
_JUST_NOW = 15  # days before the report within which a date without a year is the report's news
_EARLY = 4  # months at the beginning of the year in which reports look back on the year before
_LIST = "、"
_CLAUSE_END = re.compile("[，。；：！？,;!?\n]")  # noqa: RUF001


@dataclass(slots=True)
class _Told:
    """What the report has told so far: what later phrases lean on."""

    report: datetime.date | None
    review: bool
    year: int | None = None
    year_at: int = -1
    day: datetime.date | None = None
    day_at: int = -1
    period: Period | None = None
    block: int = -1
    year_block: int = -1

    def near_year(self, at: int) -> int | None:
        """The year told shortly before in the same block."""
        if self.year is None or self.year_block != self.block or at - self.year_at > _NEAR:
            return None
        return self.year


class TimeReader:
    """Finds time expressions; built once from the schema.

    A phrase is resolved against the report's date and against the times told before it: a month without a year is that
    of the year told last, else the one nearest to the report's date, in the past unless words set it ahead.
    Without a report date only what the text itself fixes is placed.
    """

    def __init__(self, schema: Schema) -> None:
        self._words = TimeWords(schema, Numerals(schema))
        self._phrases = PhraseReader(schema)
        self._ranges = tuple(sorted(schema.clue("rangeMark"), key=lambda w: (-len(w), w)))
        self._ahead = re.compile(alternation(schema.words("aheadCue")))
        self._term_cue = tuple(schema.clue("termCue"))
        self._behind = tuple(schema.clue("behindCue"))
        self._term_tail = tuple(schema.clue("termTail"))
        self._review = re.compile(alternation(schema.words("reviewCue")))
        self._joins = tuple(schema.clue("timeJoin"))
        self._same_period = tuple(schema.clue("samePeriod"))
        self._plan_start = int(schema.fact("planThird", "value") or 0)

    def __call__(self, analysis: Analysis) -> tuple[TimeExpression, ...]:
        """All time expressions of the document, in text order."""
        return tuple(self._read(analysis))

    def _read(self, analysis: Analysis) -> Iterator[TimeExpression]:
        report = analysis.document.date
        review = report is not None and report.month <= _EARLY and self._review.search(analysis.text) is not None
        told = _Told(report, review)
        phrases = list(self._phrases(analysis, list(self._words(analysis))))
        i = 0
        while i < len(phrases):
            phrase = phrases[i]
            sentence = analysis.document.sentence_at(phrase.start)
            told.block = -1 if sentence is None else sentence.block
            other = phrases[i + 1] if i + 1 < len(phrases) and self._range(analysis, phrase, phrases[i + 1]) else None
            period = self._resolve(analysis.text, phrase, told, other)
            end, rule = phrase.end, "time-" + phrase.finest.name.lower()
            if period is not None and other is not None:
                last = self._resolve_end(analysis.text, phrase, other, period, told)
                if last is not None:
                    period, end, rule = Period(period.first, last.last), other.end, "time-range"
                    i += 1
            i += 1
            if period is None:
                continue
            anchored = None if _absolute(phrase) else report
            for part in self._parts(phrase, period) if rule != "time-range" else (period,):
                yield TimeExpression(
                    phrase.start, end, analysis.text[phrase.start : end], part.first, part.last, anchored, rule
                )

    def _parts(self, phrase: Phrase, period: Period) -> tuple[Period, ...]:
        """The two periods of a list in one breath that are no neighbours (`1、3月`), else the one."""
        last = phrase.atoms[-1]
        if not last.listed or last.low is None or last.number is None or last.number == last.low + 1:
            return (period,)
        if last.grain is Grain.MONTH:
            ends = (calendar.months(p.year, p.month, p.month) for p in (period.first, period.last))
        elif last.grain is Grain.DAY:
            ends = (Period(p, p) for p in (period.first, period.last))
        elif last.grain is Grain.YEAR:
            ends = (calendar.year(p.year) for p in (period.first, period.last))
        else:
            return (period,)
        return tuple(p for p in ends if p is not None)

    # ---- ranges ----------------------------------------------------------------------------------------------------

    def _range(self, analysis: Analysis, left: Phrase, right: Phrase) -> bool:
        between = analysis.text[left.end : right.start].strip(" ")
        return between in self._ranges and right.finest not in (Grain.BACK, Grain.AGO, Grain.PLAN)

    def _resolve_end(self, text: str, left: Phrase, right: Phrase, begin: Period, told: _Told) -> Period | None:
        """The second half of a range; what it leaves out is taken from the first."""
        if right.finest is Grain.NOW:
            return None if told.report is None else Period(told.report, told.report)
        period = self._inherit(right, begin)
        if period is None:
            period = self._resolve(text, right, told, None)
        else:
            self._remember(right, period, told)
        return period if period is not None and period.last >= begin.first else None

    def _inherit(self, right: Phrase, begin: Period) -> Period | None:
        first, edge = right.atoms[0], right.edge
        if first.grain is Grain.DAY and first.number is not None and first.date is None:
            found = calendar.day(begin.first.year, begin.first.month, first.number)
            if found is not None and found.first < begin.first:
                later = calendar.shift_months(begin.first.replace(day=1), 1)
                found = calendar.day(later.year, later.month, first.number)
            return found
        if first.grain is Grain.MONTH and first.number is not None:
            for number in (begin.first.year, begin.first.year + 1):
                found = self._in_year(right, number)
                if found is not None and found.last >= begin.first:
                    return found
        if first.grain is Grain.PART and edge is None:
            return calendar.months(begin.first.year, first.first, first.last)
        if first.grain >= Grain.DAYPART and begin.is_day:
            return begin
        return None

    # ---- one phrase ------------------------------------------------------------------------------------------------

    def _resolve(self, text: str, phrase: Phrase, told: _Told, other: Phrase | None) -> Period | None:
        period = self._place(text, phrase, told, other)
        if period is None:
            return None
        if told.report is not None and phrase.since:
            self._remember(phrase, period, told)
            return period.until(told.report)
        end = next((w for w in self._same_period if text.startswith(w, phrase.end)), None)
        if end is not None and phrase.finest is Grain.YEAR:
            told_before = told.period
            self._remember(phrase, period, told)
            return _same_part(told_before, period.first.year)
        self._remember(phrase, period, told)
        return period

    def _remember(self, phrase: Phrase, period: Period, told: _Told) -> None:
        grain = phrase.finest
        if grain in (Grain.NOW, Grain.BACK, Grain.AGO, Grain.PLAN, Grain.DECADE, Grain.WEEK):
            return
        told.period = period
        year = phrase.of(Grain.YEAR)
        part = phrase.of(Grain.PART)
        if year is not None and year.context and not year.strict:
            return  # a year that is compared with: the report goes on about the year told before
        if year is not None or (part is not None and part.whole):
            told.year, told.year_at, told.year_block = period.first.year, phrase.end, told.block
        elif told.near_year(phrase.start) == period.first.year:
            told.year_at = phrase.end
        if period.is_day:
            told.day, told.day_at = period.first, phrase.end

    def _place(self, text: str, phrase: Phrase, told: _Told, other: Phrase | None) -> Period | None:
        first, report = phrase.atoms[0], told.report
        match phrase.finest:
            case Grain.NOW:
                return None if report is None else Period(report, report)
            case Grain.BACK:
                return None if report is None else calendar.back(report, first.number or 0, first.unit)
            case Grain.AGO:
                return _ago(report, first)
            case Grain.PLAN:
                start = self._plan_start + 5 * ((first.number or 0) - 3)
                return calendar.year(start + first.first, start + first.last)
            case Grain.DECADE:
                return _decade(phrase, report)
            case Grain.WEEK:
                return None if report is None else calendar.week(report, first.offset)
            case _:
                return self._place_date(text, phrase, told, other)

    def _place_date(self, text: str, phrase: Phrase, told: _Told, other: Phrase | None) -> Period | None:
        year = phrase.of(Grain.YEAR)
        first = phrase.atoms[0]
        if first.date is not None:
            return Period(first.date, first.date)
        if year is not None:
            number = _year_number(year, told)
            return None if number is None else self._in_year(phrase, number)
        if first.grain is Grain.PART:
            return self._part_without_year(text, phrase, first, told)
        if first.grain is Grain.MONTH:
            return self._month_without_year(text, phrase, first, told, other)
        return self._day_without_month(text, phrase, told)

    def _in_year(self, phrase: Phrase, number: int) -> Period | None:
        """A phrase whose year is known."""
        year, part, month, day = (phrase.of(g) for g in (Grain.YEAR, Grain.PART, Grain.MONTH, Grain.DAY))
        edge = phrase.edge
        if month is not None:
            if month.number is None:
                return None
            if day is not None and day.number is not None:
                return calendar.days(number, month.number, day.low or day.number, day.number) if _fits(
                    number, month.number, day.number
                ) else None
            third = phrase.of(Grain.THIRD)
            if third is not None:
                return calendar.days(number, month.number, third.first, third.last)
            if edge is not None:
                return calendar.days(number, month.number, edge.first, edge.last)
            return calendar.months(number, month.low or month.number, month.number)
        if part is not None:
            return calendar.months(number, part.first, part.last)
        if edge is not None:
            return calendar.months(number, edge.first, edge.last)
        if year is not None and year.low is not None:
            return calendar.year(year.low, number)
        return calendar.year(number)

    def _part_without_year(self, text: str, phrase: Phrase, part: Atom, told: _Told) -> Period | None:
        if part.unit == "quarter":  # counted from the report's quarter
            if told.report is None:
                return None
            day = calendar.shift_months(told.report.replace(day=1), 3 * part.offset)
            start = (day.month - 1) // 3 * 3 + 1
            return calendar.months(day.year, start, start + 2)
        number = self._year_for(text, phrase, told, part.first, 1, part.last, whole=part.whole)
        return None if number is None else self._in_year(phrase, number)

    def _month_without_year(
        self, text: str, phrase: Phrase, month: Atom, told: _Told, other: Phrase | None
    ) -> Period | None:
        if month.number is None:
            return _relative_month(phrase, month, told)
        day = phrase.of(Grain.DAY)
        if other is not None:
            year = other.of(Grain.YEAR)
            if year is not None and year.number is not None and year.number >= calendar.FIRST_YEAR:
                last = other.of(Grain.MONTH)
                wraps = last is not None and last.number is not None and last.number < month.number
                return self._in_year(phrase, year.number - wraps)
        first_day = day.number if day is not None and day.number is not None else 1
        number = self._year_for(text, phrase, told, month.low or month.number, first_day, month.number)
        return None if number is None else self._in_year(phrase, number)

    def _year_for(
        self, text: str, phrase: Phrase, told: _Told, month: int, day: int, last_month: int, *, whole: bool = False
    ) -> int | None:
        """The year of a phrase that leaves it out."""
        near, report = told.near_year(phrase.start), told.report
        if report is None:
            return near
        first = datetime.date(report.year, month, min(day, calendar.month_end(report.year, month).day))
        ahead = (first - report).days
        if near is not None and not -_JUST_NOW <= ahead <= 0:
            return near
        behind = text.endswith(self._behind, 0, phrase.start)
        coming = not behind and self._is_ahead(text, phrase)
        if ahead <= 0:
            if coming and report.month - last_month > 2:
                return report.year + 1
            if (told.review or (whole and report.month < _EARLY)) and not coming and ahead < -_JUST_NOW:
                return report.year - 1
            return report.year
        if coming:
            return report.year
        if behind or told.review or (ahead > _SOON and report.month <= _EARLY):
            return report.year - 1
        return report.year

    def _is_ahead(self, text: str, phrase: Phrase) -> bool:
        if text.startswith(self._term_tail, phrase.end) or text.endswith(self._term_cue, 0, phrase.start):
            return True
        before = text[max(0, phrase.start - _CLAUSE) : phrase.start]
        for end in _CLAUSE_END.finditer(before):
            before = before[end.end() :] if end.end() <= len(before) else before
        return self._ahead.search(before) is not None

    def _day_without_month(self, text: str, phrase: Phrase, told: _Told) -> Period | None:
        day = phrase.of(Grain.DAY)
        if day is None:
            weekday = phrase.of(Grain.WEEKDAY)
            if weekday is not None:
                return self._weekday(text, phrase, weekday, told)
            if told.day is None or phrase.start - told.day_at > _DAY_NEAR:
                return None
            return Period(told.day, told.day)  # a clock time or a part of the day told last
        if day.number is None:
            return _relative_day(phrase, day, told)
        base = told.day if told.day is not None and phrase.start - told.day_at <= _DAY_NEAR else None
        if base is None:
            base = told.report
            if base is not None and day.offset == 0:
                coming = self._is_ahead(text, phrase)
                base = _month_near(base, day.number, coming=coming)
        if base is None or not _fits(base.year, base.month, day.number):
            return None
        return calendar.days(base.year, base.month, day.low or day.number, day.number)

    def _weekday(self, text: str, phrase: Phrase, weekday: Atom, told: _Told) -> Period | None:
        if told.report is None or weekday.number is None:
            return None
        if weekday.unit and not self._single_weekday(text, phrase):
            return None
        day = calendar.week(told.report, weekday.offset).first + datetime.timedelta(days=weekday.number - 1)
        if weekday.unit and day > told.report:
            day -= datetime.timedelta(days=7)
        return Period(day, day)


    def _single_weekday(self, text: str, phrase: Phrase) -> bool:
        """Whether a weekday without a week opens its clause and is no note to a date and no day of opening (周一至周五)."""
        opens = phrase.start == 0 or _CLAUSE_END.match(text, phrase.start - 1) is not None
        return opens and not text.startswith((*self._ranges, *self._joins, _LIST), phrase.end)


def _year_number(year: Atom, told: _Told) -> int | None:
    """The year that a year atom means."""
    number = year.number
    if number is None:
        if not year.context:
            return None if told.report is None else told.report.year + year.offset
        near = told.near_year(year.start)
        if near is not None:
            return near + year.offset
        if told.report is None or year.strict:
            return None
        return told.report.year + year.offset - (1 if told.review else 0)
    if number >= calendar.FIRST_YEAR:
        return number
    if number >= 100:
        return number + _REPUBLIC
    latest = told.report.year + 5 if told.report is not None else 2030
    return 2000 + number if 2000 + number <= latest else 1900 + number


_REPUBLIC = 1911


def _fits(number: int, month: int, day: int) -> bool:
    return calendar.day(number, month, day) is not None


def _same_part(told: Period | None, number: int) -> Period | None:
    """The stretch told before, in another year; None where none is known or it is a single day."""
    if told is None or told.is_day:
        return None
    shift = number - told.first.year
    if told.last.year != told.first.year:
        return None
    return calendar.months(number, told.first.month, told.last.month) if shift else told


def _ago(report: datetime.date | None, atom: Atom) -> Period | None:
    if report is None or atom.number is None:
        return None
    date = calendar.before(report, atom.number, atom.unit)
    if date is None:
        return None
    if atom.unit == "year":
        return calendar.year(date.year)
    if atom.unit == "month":
        return calendar.months(date.year, date.month, date.month)
    return calendar.week(date) if atom.unit == "week" else Period(date, date)


def _decade(phrase: Phrase, report: datetime.date | None) -> Period | None:
    atom, edge = phrase.atoms[0], phrase.edge
    start = atom.number
    if start is None:
        if atom.offset < 0:  # 80年代 alone: the latest that has begun
            newest = report.year if report is not None else 2030
            start = 2000 + (atom.low or 0) if 2000 + (atom.low or 0) <= newest else 1900 + (atom.low or 0)
        elif report is None:
            return None
        else:
            start = (report.year // 100 - atom.offset) * 100 + (atom.low or 0)
    return calendar.year(start, start + 9) if edge is None else calendar.year(start + edge.first, start + edge.last)


def _relative_month(phrase: Phrase, month: Atom, told: _Told) -> Period | None:
    base = told.period.last if month.context and told.period is not None else told.report
    if base is None or (month.context and told.period is None):
        return None
    first = calendar.shift_months(base.replace(day=1), month.offset)
    if month.unit == "monthStart":
        return calendar.days(first.year, first.month, 1, 10)
    if month.unit == "monthEnd":
        return calendar.days(first.year, first.month, 21, 31)
    day, third, edge = phrase.of(Grain.DAY), phrase.of(Grain.THIRD), phrase.edge
    if day is not None and day.number is not None:
        return calendar.day(first.year, first.month, day.number)
    if third is not None:
        return calendar.days(first.year, first.month, third.first, third.last)
    if edge is not None:
        return calendar.days(first.year, first.month, edge.first, edge.last)
    return calendar.months(first.year, first.month, first.month)


def _relative_day(phrase: Phrase, day: Atom, told: _Told) -> Period | None:
    if day.context:
        base = told.day if told.day is not None and phrase.start - told.day_at <= 2 * _DAY_NEAR else None
    else:
        base = told.report
    if base is None:
        return None
    found = base + datetime.timedelta(days=day.offset)
    return Period(found, found)


def _month_near(report: datetime.date, day: int, *, coming: bool) -> datetime.date | None:
    """The month in which the day of that number lies nearest to the report, behind it unless it is *coming*."""
    if day - report.day > (31 if coming else 10):
        report = calendar.shift_months(report.replace(day=1), -1)
    elif coming and day < report.day - 3:
        report = calendar.shift_months(report.replace(day=1), 1)
    return report


def _absolute(phrase: Phrase) -> bool:
    first = phrase.atoms[0]
    return first.date is not None or (first.grain is Grain.YEAR and first.number is not None) or first.grain is Grain.PLAN
