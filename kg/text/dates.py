"""Dates as reports write them, whole or in part: digits, Chinese numerals, years of the Republic."""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.text.words import TextWords


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in the text with the parts that are written; what is not is None."""

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    today: int | None = None

    def date(self) -> datetime.date | None:
        """The day, if all three parts are written and the calendar has it."""
        if self.year is None or self.month is None or self.day is None:
            return None
        return make_date(self.year, self.month, self.day)


def make_date(year: int, month: int, day: int) -> datetime.date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


class DateFinder:
    """Finds written dates by the calendar words of one schema."""

    def __init__(self, words: TextWords) -> None:
        schema = words.schema
        year = words.any("calendarUnit", "calendarYear")
        month = words.any("calendarUnit", "calendarMonth")
        day = words.any("calendarUnit", "calendarDay")
        han = f"[{re.escape(words.digits)}]"
        number = f"(?:[0-9]{{1,2}}|{han}{{1,3}})"
        self._offset = int(schema.fact("minguo", "eraOffset") or 0)
        era = alternation(schema.words("calendarEra"))
        self.year = f"(?:{year})"
        # One pattern for all: the groups say which form it was.
        self.pattern = (
            f"(?P<e>{era})?(?P<y>(?<![0-9])[0-9]{{2,4}}|{han}{{2,4}})\\s?(?:{year})\\s?"
            f"(?:(?P<m>{number})\\s?(?:{month})(?:\\s?(?P<d>{number})\\s?(?:{day}))?)?"
            f"|(?P<m2>(?<![0-9]){number})\\s?(?:{month})\\s?(?P<d2>{number})\\s?(?:{day})"
            f"|(?<![0-9])(?P<y3>[0-9]{{4}})(?P<sep>[-/.])(?P<m3>[0-9]{{1,2}})(?P=sep)(?P<d3>[0-9]{{1,2}})(?![0-9])"
            f"|(?:(?P<t>{words.any('todayWord')})|(?P<yd>{words.any('yesterdayWord')}))\\s?[（(]\\s?"
            f"(?:(?P<m4>{number})\\s?(?:{month})\\s?)?(?P<d4>{number})\\s?(?:{day})?\\s?[)）](?:{day})?"
        )
        self._regex = re.compile(self.pattern)
        # Without the named groups, for use inside other patterns: a date with at least month and day.
        self.whole = (
            f"(?:(?:(?:{era})?(?:[0-9]{{2,4}}|{han}{{2,4}})\\s?(?:{year})\\s?)?{number}\\s?(?:{month})\\s?{number}\\s?(?:{day})"
            f"|[0-9]{{4}}[-/.][0-9]{{1,2}}[-/.][0-9]{{1,2}})"
        )

    def __call__(self, text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
        """The dates from *start* to *end*, in their order."""
        for match in self._regex.finditer(text, start, len(text) if end is None else end):
            found = self._written(match)
            if found is not None:
                yield found

    def _written(self, match: re.Match[str]) -> WrittenDate | None:
        group = match.groupdict()
        today = 0 if group["t"] else -1 if group["yd"] else None
        year = self._year(group["y"] or group["y3"], era=bool(group["e"]))
        month = numeral(group["m"] or group["m2"] or group["m3"] or group["m4"])
        day = numeral(group["d"] or group["d2"] or group["d3"] or group["d4"])
        if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
            return None
        if year is None and month is None and today is None:
            return None
        return WrittenDate(match.start(), match.end(), year, month, day, today)

    def _year(self, written: str | None, *, era: bool) -> int | None:
        """The common year. Two digits are no year; three digits, or a named era, count from 1911."""
        if written is None:
            return None
        value = numeral(written)
        if value is None:
            return None
        if era or (len(written) == 3 and written.isascii() and 50 <= value <= 199):
            return value + self._offset
        return value if 1900 <= value <= 2100 else None


def numeral(written: str | None) -> int | None:
    """The value of a date's number: `13`, `十三`, `二〇〇四`, `二十`; None where it is none."""
    if not written:
        return None
    if written.isascii():
        return int(written)
    digits = [int(unicodedata.numeric(c, 0)) for c in written]
    if 10 not in digits:
        return int("".join(map(str, digits)))
    if digits.count(10) > 1:
        return None
    at = digits.index(10)
    tens, ones = digits[:at], digits[at + 1 :]
    if len(tens) > 1 or len(ones) > 1:
        return None
    return (tens[0] if tens else 1) * 10 + (ones[0] if ones else 0)
