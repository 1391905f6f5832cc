"""The values that time phrases are made of: one word or marked number each."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import IntEnum


class Grain(IntEnum):
    """What a time word names, from large to small: a phrase is a run of rising grains."""

    DECADE = 1
    YEAR = 2
    PART = 3  # of the year
    MONTH = 4
    THIRD = 5  # part of the month
    WEEK = 6
    DAY = 7
    WEEKDAY = 8
    DAYPART = 9
    HOUR = 10
    MINUTE = 11
    SECOND = 12
    # What follows stands alone.
    NOW = 20
    BACK = 21  # a duration that ends at the report's date
    AGO = 22  # a duration before the report's date
    PLAN = 23  # a five-year plan


@dataclass(frozen=True, slots=True)
class Atom:
    """One word or marked number of a time phrase.

    Attributes:
        number: the year, month, day …, or None where `offset` counts from somewhere.
        low: the first of a pair in one breath (`6-7日` has number 7 and low 6).
        listed: the pair is a list (`2018、2019年`), not a range.
        offset: distance in units of the grain from what `context` says.
        context: counted from the time told last instead of the report's date.
        strict: makes no sense without a time told before.
        first: of a part of the year or month its first month or day; of a plan or decade its first year in it.
        last: the last one.
        unit: of a duration or a relative word its grain as the lexicon names it; `era` and `bracket` tell that a year
            is counted from 1912 and that a day is in brackets; `bare` that a weekday names no week.
        digits: the number is written in Arabic digits.
        mark: the mark behind the number as written.
        whole: the part is the whole year.
        date: of a written date its day.
    """

    grain: Grain
    start: int
    end: int
    number: int | None = None
    low: int | None = None
    listed: bool = False
    offset: int = 0
    context: bool = False
    strict: bool = False
    first: int = 0
    last: int = 0
    unit: str = ""
    digits: bool = False
    mark: str = ""
    whole: bool = False
    date: datetime.date | None = None
