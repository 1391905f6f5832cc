"""What a report has told of time so far: what later phrases lean on."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.times.atoms import Grain
from kg.extract.times.calendar import Period

if TYPE_CHECKING:
    from kg.extract.times.phrases import Phrase

_NEAR = 120  # code points within which a year told before still holds for a month without a year
_DAY_NEAR = 400  # the same for a day without a month
_STANDS_ALONE = (Grain.NOW, Grain.BACK, Grain.AGO, Grain.PLAN, Grain.DECADE, Grain.WEEK)


@dataclass(slots=True)
class Told:
    """The times told last; changes as the report is read.

    Attributes:
        report: the report's date, or None.
        review: the report looks back on the year before its date.
        year: the year told last in words or digits, which ends at `year_at` in the block `year_block`.
        day: the day told last, which ends at `day_at`.
        period: the time told last.
        block: the block that is being read.
    """

    report: datetime.date | None
    review: bool
    year: int | None = None
    year_at: int = -1
    year_block: int = -1
    day: datetime.date | None = None
    day_at: int = -1
    period: Period | None = None
    block: int = -1

    def near_year(self, at: int) -> int | None:
        """The year told shortly before *at* in the same block."""
        if self.year is None or self.year_block != self.block or at - self.year_at > _NEAR:
            return None
        return self.year

    def near_day(self, at: int, reach: int = 1) -> datetime.date | None:
        """The day told before *at*, not further off than *reach* times the usual distance."""
        return self.day if self.day is not None and at - self.day_at <= reach * _DAY_NEAR else None

    def remember(self, phrase: Phrase, period: Period) -> None:
        """Take in a phrase that has been placed."""
        if phrase.finest in _STANDS_ALONE:
            return
        self.period = period
        year, part = phrase.of(Grain.YEAR), phrase.of(Grain.PART)
        if year is not None and year.context and not year.strict:
            return  # a year that is compared with: the report goes on about the year told before
        if year is not None or (part is not None and part.whole):
            self.year, self.year_at, self.year_block = period.first.year, phrase.end, self.block
        elif self.near_year(phrase.start) == period.first.year:
            self.year_at = phrase.end
        if period.is_day:
            self.day, self.day_at = period.first, phrase.end
