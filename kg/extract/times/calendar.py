"""Stretches of the calendar: years, months and their parts as first and last day."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

_MONTHS = 12
FIRST_YEAR, LAST_YEAR = 1000, 2199  # four digits outside of these are no year of a report


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both inside."""

    first: datetime.date
    last: datetime.date

    def until(self, day: datetime.date) -> Period:
        """The same beginning, up to *day*; unchanged where it begins later."""
        return Period(self.first, day) if self.first <= day else self

    @property
    def is_day(self) -> bool:
        """Whether it is a single day."""
        return self.first == self.last


def year(number: int, last: int | None = None) -> Period | None:
    """The whole of one year, or of the years *number* to *last*; None outside of the years that are read."""
    end = number if last is None else last
    if not FIRST_YEAR <= number <= end <= LAST_YEAR:
        return None
    return Period(datetime.date(number, 1, 1), datetime.date(end, _MONTHS, 31))


def months(number: int, first: int, last: int) -> Period | None:
    """The months *first* to *last* of a year."""
    if not (FIRST_YEAR <= number <= LAST_YEAR and 1 <= first <= last <= _MONTHS):
        return None
    return Period(datetime.date(number, first, 1), month_end(number, last))


def days(number: int, month: int, first: int, last: int) -> Period | None:
    """The days *first* to *last* of a month; *last* may lie beyond its end (31 in February)."""
    if not (FIRST_YEAR <= number <= LAST_YEAR and 1 <= month <= _MONTHS and 1 <= first <= last):
        return None
    end = month_end(number, month)
    if first > end.day:
        return None
    return Period(datetime.date(number, month, first), end.replace(day=min(last, end.day)))


def day(number: int, month: int, day_of_month: int) -> Period | None:
    """One day, or None where there is no such day."""
    end = days(number, month, day_of_month, day_of_month)
    return end if end is not None and end.first.day == day_of_month else None


def week(anyday: datetime.date, offset: int = 0) -> Period:
    """Monday to Sunday of the week *offset* weeks from that of *anyday*."""
    monday = anyday - datetime.timedelta(days=anyday.weekday()) + datetime.timedelta(weeks=offset)
    return Period(monday, monday + datetime.timedelta(days=6))


def month_end(number: int, month: int) -> datetime.date:
    """The last day of a month."""
    if month == _MONTHS:
        return datetime.date(number, _MONTHS, 31)
    return datetime.date(number, month + 1, 1) - datetime.timedelta(days=1)


def shift_months(date: datetime.date, count: int) -> datetime.date:
    """The same day *count* months later (earlier if negative), or the last day of that month where it is shorter."""
    index = date.year * _MONTHS + date.month - 1 + count
    number, month = divmod(index, _MONTHS)
    return datetime.date(number, month + 1, min(date.day, month_end(number, month + 1).day))


def back(date: datetime.date, count: int, grain: str) -> Period | None:
    """The stretch of *count* days, weeks, months or years that ends with *date*."""
    first = before(date, count, grain)
    return None if first is None else Period(first + datetime.timedelta(days=1), date)


def before(date: datetime.date, count: int, grain: str) -> datetime.date | None:
    """The date *count* days, weeks, months or years before *date*; None where the calendar does not reach."""
    months_back = {"year": _MONTHS, "month": 1}.get(grain)
    if months_back is not None:
        if date.year - count * months_back // _MONTHS <= FIRST_YEAR:
            return None
        return shift_months(date, -count * months_back)
    span = count * (7 if grain == "week" else 1)
    return date - datetime.timedelta(days=span) if span < 200_000 else None
