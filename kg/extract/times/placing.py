"""Where a time phrase lies on the calendar: against the report's date and the times told before it."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from kg.extract.times import calendar
from kg.extract.times.atoms import Grain
from kg.extract.times.calendar import Period
from kg.extract.times.relative import ago, decade, month_near, relative_day, relative_month
from kg.text.words import alternation

if TYPE_CHECKING:
    from kg.extract.times.atoms import Atom
    from kg.extract.times.phrases import Phrase
    from kg.extract.times.told import Told
    from kg.schema.model import Schema

_CLAUSE = 14  # code points before a date in which a word can set it in the future
_SOON = 60  # days ahead up to which a date without a year and without a cue is taken as coming
_JUST_NOW = 15  # days before the report within which a date without a year is the report's news
_EARLY = 4  # months at the beginning of the year in which reports look back on the year before
_NO_REPORT_YEAR = 2030  # latest year that two digits mean where the report has no date
_LIST = "、"
_CLAUSE_END = re.compile("[，。；：！？,;!?\n]")


class Placer:
    """Places phrases; built once from the schema.

    A month without a year is that of the year told last, else the one nearest to the report's date, in the past unless
    words set it ahead. Without a report date only what the text itself fixes is placed.
    """

    def __init__(self, schema: Schema) -> None:
        self._ahead = re.compile(alternation(schema.clue("aheadCue")))
        self._term_cue = tuple(schema.clue("termCue"))
        self._behind = tuple(schema.clue("behindCue"))
        self._term_tail = tuple(schema.clue("termTail"))
        self._not_single = (*schema.clue("rangeMark"), *schema.clue("timeJoin"), _LIST)
        self._plan_start = int(schema.fact("planThird", "value") or 0)
        eras = schema.clue("eraWord").values()
        self._republic = max((int(schema.fact(k[0], "offset") or 0) for k in eras), default=0)

    def place(self, text: str, phrase: Phrase, told: Told, until: Phrase | None) -> Period | None:
        """The period of a phrase, or None where it cannot be placed.

        Args:
            text: the text of the document.
            phrase: the phrase.
            told: what has been told before it.
            until: the phrase that ends the range which *phrase* begins, or None.
        """
        first, report = phrase.atoms[0], told.report
        match phrase.finest:
            case Grain.NOW:
                return None if report is None else Period(report, report)
            case Grain.BACK:
                return None if report is None else calendar.back(report, first.number or 0, first.unit)
            case Grain.AGO:
                return ago(report, first)
            case Grain.PLAN:
                start = self._plan_start + 5 * ((first.number or 0) - 3)
                return calendar.year(start + first.first, start + first.last)
            case Grain.DECADE:
                return decade(phrase, report)
            case Grain.WEEK:
                return None if report is None else calendar.week(report, first.offset)
            case _:
                return self._date(text, phrase, told, until)

    def _date(self, text: str, phrase: Phrase, told: Told, until: Phrase | None) -> Period | None:
        first, year = phrase.atoms[0], phrase.of(Grain.YEAR)
        if first.date is not None:
            return Period(first.date, first.date)
        if year is not None:
            number = self._year_number(year, told)
            return None if number is None else in_year(phrase, number)
        if first.grain is Grain.PART:
            return self._part_without_year(text, phrase, first, told)
        if first.grain is Grain.MONTH:
            return self._month_without_year(text, phrase, first, told, until)
        return self._day_without_month(text, phrase, told)

    # ---- years ---------------------------------------------------------------------------------------------------

    def _year_number(self, year: Atom, told: Told) -> int | None:
        """The year that a year atom means."""
        number = year.number
        if number is None:
            return self._relative_year(year, told)
        if number >= calendar.FIRST_YEAR:
            return number
        if number >= 100:
            return number + self._republic
        latest = told.report.year + 5 if told.report is not None else _NO_REPORT_YEAR
        return 2000 + number if 2000 + number <= latest else 1900 + number

    def _relative_year(self, year: Atom, told: Told) -> int | None:
        if not year.context:
            return None if told.report is None else told.report.year + year.offset
        near = told.near_year(year.start)
        if near is not None:
            return near + year.offset
        if told.report is None or year.strict:
            return None
        return told.report.year + year.offset - told.review

    def _year_for(
        self, text: str, phrase: Phrase, told: Told, first: tuple[int, int], last_month: int, *, whole: bool = False
    ) -> int | None:
        """The year of a phrase that leaves it out.

        Args:
            text: the text of the document.
            phrase: the phrase.
            told: what has been told before it.
            first: month and day with which it begins.
            last_month: the month in which it ends.
            whole: it is the whole year.
        """
        near, report = told.near_year(phrase.start), told.report
        if report is None:
            return near
        month, day = first
        begin = datetime.date(report.year, month, min(day, calendar.month_end(report.year, month).day))
        ahead = (begin - report).days
        behind = text.endswith(self._behind, 0, phrase.start)
        coming = not behind and self.is_ahead(text, phrase)
        if near is not None and not -_JUST_NOW <= ahead <= 0 and not (coming and near < report.year):
            return near
        if ahead <= 0:
            if coming and report.month - last_month > 2:
                return report.year + 1
            looks_back = told.review or (whole and report.month < _EARLY)
            return report.year - (looks_back and not coming and ahead < -_JUST_NOW)
        if coming:
            return report.year
        return report.year - (behind or told.review or (ahead > _SOON and report.month <= _EARLY))

    def is_ahead(self, text: str, phrase: Phrase) -> bool:
        """Whether words around a phrase set it in the future."""
        if text.startswith(self._term_tail, phrase.end) or text.endswith(self._term_cue, 0, phrase.start):
            return True
        clause = _CLAUSE_END.split(text[max(0, phrase.start - _CLAUSE) : phrase.start])[-1]
        return self._ahead.search(clause) is not None

    # ---- parts, months, days without a year ----------------------------------------------------------------------

    def _part_without_year(self, text: str, phrase: Phrase, part: Atom, told: Told) -> Period | None:
        if part.unit == "quarter":  # counted from the report's quarter
            if told.report is None:
                return None
            day = calendar.shift_months(told.report.replace(day=1), 3 * part.offset)
            start = (day.month - 1) // 3 * 3 + 1
            return calendar.months(day.year, start, start + 2)
        number = self._year_for(text, phrase, told, (part.first, 1), part.last, whole=part.whole)
        return None if number is None else in_year(phrase, number)

    def _month_without_year(
        self, text: str, phrase: Phrase, month: Atom, told: Told, until: Phrase | None
    ) -> Period | None:
        if month.number is None:
            return relative_month(phrase, month, told)
        if until is not None:
            year, last = until.of(Grain.YEAR), until.of(Grain.MONTH)
            if year is not None and year.number is not None and year.number >= calendar.FIRST_YEAR:
                wraps = last is not None and last.number is not None and last.number < month.number
                return in_year(phrase, year.number - wraps)
        day = phrase.of(Grain.DAY)
        first_day = day.number if day is not None and day.number is not None else 1
        number = self._year_for(text, phrase, told, (month.low or month.number, first_day), month.number)
        return None if number is None else in_year(phrase, number)

    def _day_without_month(self, text: str, phrase: Phrase, told: Told) -> Period | None:
        day, weekday = phrase.of(Grain.DAY), phrase.of(Grain.WEEKDAY)
        base = told.near_day(phrase.start)
        if day is None and weekday is not None:
            return self._weekday(text, phrase, weekday, told)
        if day is None:  # a clock time or a part of the day told last
            return None if base is None else Period(base, base)
        if day.number is None:
            return relative_day(phrase, day, told)
        if base is None and told.report is not None:
            coming = self.is_ahead(text, phrase)
            base = told.report if day.offset else month_near(told.report, day.number, coming=coming)
        if base is None or calendar.day(base.year, base.month, day.number) is None:
            return None
        return calendar.days(base.year, base.month, day.low or day.number, day.number)

    def _weekday(self, text: str, phrase: Phrase, weekday: Atom, told: Told) -> Period | None:
        if told.report is None or weekday.number is None:
            return None
        if weekday.unit and not self._single_weekday(text, phrase):
            return None
        day = calendar.week(told.report, weekday.offset).first + datetime.timedelta(days=weekday.number - 1)
        if weekday.unit and day > told.report:
            day -= datetime.timedelta(days=7)
        return Period(day, day)

    def _single_weekday(self, text: str, phrase: Phrase) -> bool:
        """Whether a weekday without a week opens its clause, no note to a date nor one of several (周一至周五)."""
        opens = phrase.start == 0 or _CLAUSE_END.match(text, phrase.start - 1) is not None
        return opens and not text.startswith(self._not_single, phrase.end)


def in_year(phrase: Phrase, number: int) -> Period | None:
    """The period of a phrase whose year is known; None where there is no such day."""
    year, part, month, day = (phrase.of(g) for g in (Grain.YEAR, Grain.PART, Grain.MONTH, Grain.DAY))
    edge = phrase.edge
    if month is not None:
        if month.number is None:
            return None
        if day is not None and day.number is not None:
            exists = calendar.day(number, month.number, day.number) is not None
            return calendar.days(number, month.number, day.low or day.number, day.number) if exists else None
        within = phrase.of(Grain.THIRD) or edge
        if within is not None:
            return calendar.days(number, month.number, within.first, within.last)
        return calendar.months(number, month.low or month.number, month.number)
    if part is not None:
        return calendar.months(number, part.first, part.last)
    if edge is not None:
        return calendar.months(number, edge.first, edge.last)
    if year is not None and year.low is not None:
        return calendar.year(year.low, number)
    return calendar.year(number)
