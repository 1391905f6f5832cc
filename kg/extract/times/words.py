"""Finds the words and numbers of time phrases in one pass over the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.extract.times import calendar
from kg.extract.times.atoms import Atom, Grain
from kg.extract.times.vocabulary import LIST, TimeVocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from kg.extract.numbers import Numerals
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_LIMITS = {
    Grain.MONTH: range(1, 13),
    Grain.DAY: range(1, 32),
    Grain.HOUR: range(25),
    Grain.MINUTE: range(60),
    Grain.SECOND: range(60),
}
_REPUBLIC_YEARS = range(1, 200)
_CENTURIES = range(11, 23)
_MONTHS_OF_QUARTER = 3
_LONGEST = 1000  # units of a duration that a report can look back on

_Atoms = tuple[Atom, ...]


class TimeWords:
    """Finds the atoms of time phrases; built once from the schema. One blank may part a number from its mark."""

    def __init__(self, schema: Schema, numerals: Numerals) -> None:
        self._numerals = numerals
        self._vocabulary = TimeVocabulary(schema, numerals)
        self._pattern = self._vocabulary.pattern()
        # Behind these a time word begins whatever the segmenter says.
        self._before_word = (*self._vocabulary.ranges, *self._vocabulary.marks)
        self._edges = tuple(schema.clue("yearEdge"))  # the segmenter may cut before the year: 明|年底
        self._readers: dict[str, Callable[[re.Match[str]], _Atoms]] = {
            "date": self._read_date,
            "compact": self._read_compact,
            "yearmonth": self._read_year_and_month,
            "clock": self._read_clock,
            "bracket": self._read_bracket,
            "era": self._read_era,
            "decade": self._read_decade,
            "plan": self._read_plan,
            "years": self._read_years,
            "back": lambda m: self._duration(m, Grain.BACK, m["_rn"], m["_ru"]),
            "passed": self._read_passed,
            "ago": lambda m: self._duration(m, Grain.AGO, m["_an"], m["_au"]),
            "fromstartword": self._read_from_start,
            "nowword": lambda m: (Atom(Grain.NOW, m.start(), m.end()),),
            "quarterword": lambda m: (_quarter(m, self._vocabulary.quarters[m[0]]),),
            "weekdayword": self._read_weekday,
            "plainword": lambda m: (replace(self._vocabulary.words[m[0]], start=m.start(), end=m.end()),),
            "shortyear": self._read_short_year,
            "marked": self._read_marked,
        }

    def __call__(self, analysis: Analysis) -> Iterator[Atom]:
        """The atoms of a document in text order, not overlapping."""
        text, at = analysis.text, 0
        while (m := self._pattern.search(text, at)) is not None:
            kind = m.lastgroup or ""
            if kind.endswith("word") and not self._whole(analysis, m):
                at = m.start() + 1
                continue
            atoms = self._readers[kind](m)
            if atoms:
                at = m.end()
                yield from atoms
            elif kind == "marked":  # no time: go on behind the first of a pair, so that the second may be one
                at = m.end("_ms") if m["_ms"] else m.end("_mn")
            else:
                at = m.start() + 1

    def _whole(self, analysis: Analysis, m: re.Match[str]) -> bool:
        """Whether the word is one: a word begins where it begins, and none reaches over its end (成|本年, 前|年均)."""
        start, end = m.span()
        if start not in analysis.boundaries and not analysis.text.endswith(self._before_word, 0, start):
            return False
        if end in analysis.boundaries or analysis.tokens[analysis.token_index(end)].start <= start:
            return True
        return any(analysis.text.startswith(w, end) and end + len(w) in analysis.boundaries for w in self._edges)

    # ---- written dates and clocks --------------------------------------------------------------------------------

    def _read_date(self, m: re.Match[str]) -> _Atoms:
        number, month, day = (int(n) for n in re.split("[-/.]", m[0]))
        return _day(m, number, month, day)

    def _read_compact(self, m: re.Match[str]) -> _Atoms:
        return _day(m, int(m[0][:4]), int(m[0][4:6]), int(m[0][6:]))

    def _read_year_and_month(self, m: re.Match[str]) -> _Atoms:
        number, month = m[0].split(".")
        middle = m.start() + len(number)
        return (
            Atom(Grain.YEAR, m.start(), middle, number=int(number), digits=True),
            Atom(Grain.MONTH, middle, m.end(), number=int(month), digits=True),
        )

    def _read_clock(self, m: re.Match[str]) -> _Atoms:
        hour = int(re.split("[:：]", m[0])[0])
        return (
            (Atom(Grain.MINUTE, m.start(), m.end(), number=hour, digits=True),) if hour in _LIMITS[Grain.HOUR] else ()
        )

    def _read_bracket(self, m: re.Match[str]) -> _Atoms:
        """今（25）日, 本（7）月, 今(111)年: the bracket says which."""
        number, grain = self._numerals.small_integer(m["_bn"]), self._vocabulary.marks[m["_bm"]]
        limits = _REPUBLIC_YEARS if grain is Grain.YEAR else _LIMITS.get(grain or Grain.PLAN)
        if number is None or grain is None or limits is None or number not in limits:
            return ()
        number += self._vocabulary.republic if grain is Grain.YEAR else 0
        offset = self._vocabulary.stems[m["_stem"]]
        return (Atom(grain, m.start(), m.end(), number, offset=offset, unit="bracket", digits=True, mark=m["_bm"]),)

    # ---- years and more ------------------------------------------------------------------------------------------

    def _read_era(self, m: re.Match[str]) -> _Atoms:
        number = self._numerals.small_integer(m["_en"])
        if number is None or number not in _REPUBLIC_YEARS or self._vocabulary.marks[m["_ey"]] is not Grain.YEAR:
            return ()
        return (Atom(Grain.YEAR, m.start(), m.end(), number=number + self._vocabulary.republic, unit="era"),)

    def _read_decade(self, m: re.Match[str]) -> _Atoms:
        number = self._numerals.small_integer(m["_dn"])
        if number is None or number not in range(0, 100, 10):
            return ()
        if m["_dc"]:
            century = self._numerals.small_integer(m["_dc"])
            if century is None or century not in _CENTURIES:
                return ()
            return (Atom(Grain.DECADE, m.start(), m.end(), number=(century - 1) * 100 + number),)
        offset = self._vocabulary.centuries[m["_db"]] if m["_db"] else -1
        return (Atom(Grain.DECADE, m.start(), m.end(), low=number, offset=offset),)

    def _read_plan(self, m: re.Match[str]) -> _Atoms:
        number, only = self._numerals.small_integer(m["_pn"]), self._vocabulary.plan_years[m["_pt"]]
        if number is None:
            return ()
        first, last = (int(only), int(only)) if only is not None else (0, 4)
        return (Atom(Grain.PLAN, m.start(), m.end(), number=number, first=first, last=last),)

    def _read_years(self, m: re.Match[str]) -> _Atoms:
        number = self._year(m["_yn"])
        low = self._year(m["_yl"]) if m["_yl"] else None
        if number is None or (m["_yl"] and (low is None or low >= number)):
            return ()
        listed = (m["_ys"] or "").strip() == LIST
        digits = m["_yn"].isascii()
        return (Atom(Grain.YEAR, m.start(), m.end(), number, low, listed, digits=digits, mark=m["_ym"]),)

    def _year(self, text: str) -> int | None:
        number = self._numerals.digit_string(text)
        return number if number is not None and calendar.FIRST_YEAR <= number <= calendar.LAST_YEAR else None

    def _read_short_year(self, m: re.Match[str]) -> _Atoms:
        """Two or three digits: what follows must make a year of them."""
        number = self._numerals.digit_string(m["_zn"])
        return () if number is None else (Atom(Grain.YEAR, m.start(), m.end(), number=number, mark=m["_zm"]),)

    # ---- durations, parts, weeks ---------------------------------------------------------------------------------

    def _read_passed(self, m: re.Match[str]) -> _Atoms:
        following = m.string[m.end() : m.end() + 1]
        if self._vocabulary.durations[m["_tu"]] == "day" and following.isalnum():
            return ()  # 5天来 may go on with a place: comes to
        return self._duration(m, Grain.BACK, m["_tn"], m["_tu"])

    def _duration(self, m: re.Match[str], grain: Grain, number: str, unit: str) -> _Atoms:
        count = self._numerals.small_integer(number)
        if count is None or not 0 < count < _LONGEST:
            return ()
        return (Atom(grain, m.start(), m.end(), number=count, unit=self._vocabulary.durations[unit]),)

    def _read_from_start(self, m: re.Match[str]) -> _Atoms:
        """前三季度, 前5个月: from the beginning of the year."""
        number, grain = self._numerals.small_integer(m["_fn"]), self._vocabulary.durations.get(m["_fu"])
        if number is None or grain not in (None, "month"):
            return ()
        count = number if grain == "month" else number * _MONTHS_OF_QUARTER
        if not 1 < count < 12:  # 前一个月 is the month before
            return ()
        return (Atom(Grain.PART, m.start(), m.end(), first=1, last=count),)

    def _read_weekday(self, m: re.Match[str]) -> _Atoms:
        offset, bare = self._vocabulary.weeks[m["_ww"]]
        if m["_wd"]:
            number = self._vocabulary.weekdays[m["_wd"]]
            return (Atom(Grain.WEEKDAY, m.start(), m.end(), number=number, offset=offset, unit="bare" if bare else ""),)
        return () if bare else (Atom(Grain.WEEK, m.start(), m.end(), offset=offset),)

    def _read_marked(self, m: re.Match[str]) -> _Atoms:
        """A number or a pair of them with a mark: 5月, 6-7日, 0—24时, 二季度."""
        grain = self._vocabulary.marks[m["_mm"]]
        number = self._numerals.small_integer(m["_mn"])
        low = self._numerals.small_integer(m["_ml"]) if m["_ml"] else None
        if grain is None or number is None or (m["_ml"] and low is None):
            return ()
        if grain is Grain.PART:
            return (_quarter(m, number, low),) if 1 <= (low or number) <= number <= 4 else ()
        limits = _LIMITS.get(grain)
        if limits is None or number not in limits or (low is not None and (low not in limits or low >= number)):
            return ()
        listed = (m["_ms"] or "").strip() == LIST
        return (Atom(grain, m.start(), m.end(), number, low, listed, digits=m["_mn"].isascii(), mark=m["_mm"]),)


def _day(m: re.Match[str], number: int, month: int, day: int) -> _Atoms:
    found = calendar.day(number, month, day)
    if found is None:
        return ()
    return (Atom(Grain.DAY, m.start(), m.end(), number=day, date=found.first, digits=True),)


def _quarter(m: re.Match[str], number: int, low: int | None = None) -> Atom:
    first = (low or number) * _MONTHS_OF_QUARTER - 2
    return Atom(Grain.PART, m.start(), m.end(), first=first, last=number * _MONTHS_OF_QUARTER)
