"""The date of a report: where it stands, and what the parts that are left out must be."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.dates import make_date
from kg.text.model import BlockKind

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator, Sequence

    from kg.text.dates import DateFinder, WrittenDate
    from kg.text.model import Block
    from kg.text.words import TextWords

_FILE_DATE = re.compile("(?<![0-9])((?:19|20)[0-9]{2})[-_.]?([01][0-9])[-_.]?([0-3][0-9])(?![0-9])")
_NUMBER_YEAR = re.compile("[〔\\[（(﹝]((?:19|20)[0-9]{2})[〕\\]）)﹞]\\s?第?[0-9]{1,5}\\s?号")


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A report's date and how it was found; `properties` says so where only the year is sure."""

    date: datetime.date | None = None
    how: str | None = None
    properties: tuple[tuple[str, str], ...] = ()


class DateReader:
    """Finds the date of a report by the calendar words of one schema."""

    def __init__(self, words: TextWords, dates: DateFinder) -> None:
        self._dates = dates
        self._future = re.compile(f"(?:{words.any('futureCue')})\\s?$")

    def __call__(self, text: str, blocks: Sequence[Block], name: str) -> FoundDate:
        """The date, from the strongest place that has one: dateline, label line, signature, today's day, headline, name."""
        year = self._year(text, name)
        for how, found in self._candidates(text, blocks):
            date = found.date()
            if date is not None:
                return FoundDate(date, how)
            if found.month and found.day and year:
                date = make_date(year, found.month, found.day)
                if date is not None:
                    return FoundDate(date, f"{how}, year from the text")
        return self._last_resort(text, name)

    def _candidates(self, text: str, blocks: Sequence[Block]) -> Iterator[tuple[str, WrittenDate]]:
        kinds = (
            (BlockKind.DATELINE, "dateline"),
            (BlockKind.SIGNATURE, "signature"),
            (BlockKind.TITLE, "headline"),
            (BlockKind.SUBTITLE, "headline"),
        )
        for kind, how in kinds:
            for block in blocks:
                if block.kind is kind:
                    for found in self._dates(text, block.start, block.end):
                        yield how, found

    def _year(self, text: str, name: str) -> int | None:
        """The year of dates that leave it out: the latest that the text names and that does not lie ahead."""
        years = [
            d.year for d in self._dates(text) if d.year and not self._future.search(text, max(0, d.start - 8), d.start)
        ]
        match = _FILE_DATE.search(name)
        return max(years) if years else int(match.group(1)) if match else None

    def _last_resort(self, text: str, name: str) -> FoundDate:
        match = _FILE_DATE.search(name)
        if match and (date := make_date(*map(int, match.groups()))):
            return FoundDate(date, "file name")
        number = _NUMBER_YEAR.search(text)
        if number:
            return FoundDate(make_date(int(number.group(1)), 12, 31), "document number", (("datePrecision", "year"),))
        return FoundDate()
