"""Periods that are counted from somewhere: last month, the next day, three years ago, the eighties."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from kg.extract.times import calendar
from kg.extract.times.atoms import Grain
from kg.extract.times.calendar import Period

if TYPE_CHECKING:
    from kg.extract.times.atoms import Atom
    from kg.extract.times.phrases import Phrase
    from kg.extract.times.told import Told

_NO_REPORT_YEAR = 2030  # the newest decade that can be meant where the report has no date
_A_MONTH = 31
_NEXT_DAYS = 10  # days ahead that a bare day of the month may lie


def ago(report: datetime.date | None, atom: Atom) -> Period | None:
    """The year, month, week or day that lies so far before the report: `三年前`, `两个月前`, `3天前`."""
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


def decade(phrase: Phrase, report: datetime.date | None) -> Period | None:
    """A decade or its beginning, middle or end: `上世纪80年代初`, `九十年代`."""
    atom, edge = phrase.atoms[0], phrase.edge
    start, tens = atom.number, atom.low or 0
    if start is None and atom.offset < 0:  # 80年代 alone: the latest that has begun
        newest = report.year if report is not None else _NO_REPORT_YEAR
        start = 2000 + tens if 2000 + tens <= newest else 1900 + tens
    elif start is None and report is not None:
        start = (report.year // 100 - atom.offset) * 100 + tens
    if start is None:
        return None
    return calendar.year(start, start + 9) if edge is None else calendar.year(start + edge.first, start + edge.last)


def relative_month(phrase: Phrase, month: Atom, told: Told) -> Period | None:
    """A month counted from the report's or from the one told last, with what narrows it: `本月中旬`, `当月15日`."""
    if month.context and told.period is None:
        return None
    base = told.period.last if month.context and told.period is not None else told.report
    if base is None:
        return None
    first = calendar.shift_months(base.replace(day=1), month.offset)
    if month.unit == "monthStart":
        return calendar.days(first.year, first.month, 1, 10)
    if month.unit == "monthEnd":
        return calendar.days(first.year, first.month, 21, 31)
    day = phrase.of(Grain.DAY)
    if day is not None and day.number is not None:
        return calendar.day(first.year, first.month, day.number)
    within = phrase.of(Grain.THIRD) or phrase.edge
    if within is not None:
        return calendar.days(first.year, first.month, within.first, within.last)
    return calendar.months(first.year, first.month, first.month)


def relative_day(phrase: Phrase, day: Atom, told: Told) -> Period | None:
    """A day counted from the report's or from the one told last: `昨日`, `次日`."""
    base = told.near_day(phrase.start, reach=2) if day.context else told.report
    if base is None:
        return None
    found = base + datetime.timedelta(days=day.offset)
    return Period(found, found)


def month_near(report: datetime.date, day: int, *, coming: bool) -> datetime.date:
    """A day of the month in which the day of that number is meant: behind the report, or ahead if it is *coming*."""
    if day - report.day > (_A_MONTH if coming else _NEXT_DAYS):
        return calendar.shift_months(report.replace(day=1), -1)
    if coming and day < report.day - 3:
        return calendar.shift_months(report.replace(day=1), 1)
    return report
