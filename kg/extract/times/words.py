"""The words and numbers that time phrases are made of, found in one pass over the text."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING

from kg.extract.times import calendar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kg.extract.numbers import Numerals
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


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
    PLAN = 23


_GRAINS = {
    "year": Grain.YEAR,
    "decade": Grain.DECADE,
    "month": Grain.MONTH,
    "quarter": Grain.PART,
    "day": Grain.DAY,
    "hour": Grain.HOUR,
    "minute": Grain.MINUTE,
    "second": Grain.SECOND,
    "monthStart": Grain.MONTH,
    "monthEnd": Grain.MONTH,
}
_LIMITS = {
    Grain.MONTH: range(1, 13),
    Grain.DAY: range(1, 32),
    Grain.HOUR: range(25),
    Grain.MINUTE: range(60),
    Grain.SECOND: range(60),
}
_REPUBLIC_YEARS = range(1, 200)
_MONTHS_OF_QUARTER = 3


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
        first: of a part of the year or month, its first month or day; of a decade, its first year in it.
        last: the last one.
        unit: of a duration its grain as the lexicon names it; of a quarter counted from the report `quarter`.
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


class TimeWords:
    """Finds the atoms of time phrases; built once from the schema. One blank may part a number from its mark."""

    def __init__(self, schema: Schema, numerals: Numerals) -> None:
        self._schema = schema
        self._numerals = numerals
        self._words = self._compile_words()
        self._marks = {w: _GRAINS.get(schema.fact(k[0], "grain") or "") for w, k in schema.clue("timeMark").items()}
        self._durations = {
            w: schema.fact(k[0], "grain") or ""
            for clue in ("durationMark", "dateAsDuration")
            for w, k in schema.clue(clue).items()
        }
        self._plan_years = {w: schema.fact(k[0], "planYear") for w, k in schema.clue("planTail").items()}
        self._stems = {w: int(schema.fact(k[0], "offset") or 0) for w, k in schema.clue("dayStem").items()}
        self._weeks = {
            w: (int(schema.fact(k[0], "offset") or 0), schema.fact(k[0], "bare") == "true")
            for w, k in schema.clue("weekWord").items()
        }
        self._weekdays = {w: int(schema.fact(k[0], "value") or 1) for w, k in schema.clue("weekday").items()}
        self._eras = {w: int(schema.fact(k[0], "offset") or 0) for w, k in schema.clue("eraWord").items()}
        self._republic = max(self._eras.values(), default=0)
        self._centuries = {w: int(schema.fact(k[0], "offset") or 0) for w, k in schema.clue("decadeBase").items()}
        self._quarters = {w: int(schema.fact(k[0], "value") or 1) for w, k in schema.clue("quarterWord").items()}
        self._ranges = schema.words("rangeMark")
        self._before_word = (*self._ranges, *self._marks)  # behind these a time word begins whatever the segmenter says
        self._list_mark = "、"
        self._pattern = self._compile()

    def __call__(self, analysis: Analysis) -> Iterator[Atom]:
        """The atoms of a document in text order, not overlapping."""
        text, at = analysis.text, 0
        while (m := self._pattern.search(text, at)) is not None:
            at = m.end()
            kind = m.lastgroup or ""
            if kind.endswith("word") and not self._whole(analysis, m):
                at = m.start() + 1
                continue
            atoms = getattr(self, "_read_" + kind)(m)
            if not atoms:
                at = self._skip_number(m) if kind == "marked" else m.start() + 1
                continue
            yield from atoms

    # ---- the pattern -------------------------------------------------------------------------------------------

    def _compile(self) -> re.Pattern[str]:
        number, word = self._numerals.pattern, self._schema.words
        between = f" ?(?:{alternation(self._ranges)}|{self._list_mark}) ?"
        year_digits = f"(?:[12][0-9]{{3}}|[{self._numerals.digits}]{{4}})"
        now = {w: "".join(sorted({t[1] for t in self._words if t[0] == w[-1]} - {""})) for w in word("nowWord")}
        nows = "|".join(
            re.escape(w) + (f"(?![{re.escape(now[w])}])" if now[w] else "") for w in sorted(now, key=_longest_first)
        )
        duration, stretch = alternation(word("durationMark")), alternation(self._durations)
        block = f"(?!{alternation(word('windowBlock'))})"
        more = alternation(word("boundInfix"))
        weekday = "".join(self._weekdays)
        plan = alternation(word("planDigit"))
        parts = [
            rf"(?P<date>(?<![0-9.])[12][0-9]{{3}}(?P<_s>[-/.])[0-9]{{1,2}}(?P=_s)[0-9]{{1,2}}(?![0-9]))",
            rf"(?P<compact>(?<![0-9A-Za-z.])(?:19|20)[0-9]{{6}}(?![0-9A-Za-z.]))",
            rf"(?P<yearmonth>(?<![0-9.])(?P<_ym>(?:19|20)[0-9]{{2}}\.(?:0[1-9]|1[0-2]))(?={between}))",
            rf"(?P<clock>(?<![0-9:.])[0-9]{{1,2}}[:：][0-9]{{2}}(?:[:：][0-9]{{2}})?(?![0-9]))",
            rf"(?P<bracket>(?P<_stem>{alternation(self._stems)})[（(](?P<_bn>{number})[)）](?P<_bm>{alternation(self._marks)}))",
            rf"(?P<era>(?:{alternation(self._eras)})(?P<_en>{number})(?P<_ey>{alternation(self._marks)}))",
            rf"(?P<decade>(?P<_db>{alternation(self._centuries)}|(?P<_dc>{number}){self._mark_of('century')})?"
            rf"(?<![0-9.])(?P<_dn>{number}){self._mark_of('decade')})",
            rf"(?P<plan>[“\"‘「『]?(?P<_pn>(?:{self._ten()})[{self._numerals.digits}])(?:{plan})[”\"’」』]?"
            rf"(?P<_pt>{alternation(self._plan_years)}))",
            rf"(?P<years>(?<![0-9.])(?:(?P<_yl>{year_digits})(?:{self._mark_of('year')})?(?P<_ys>{between}))?"
            rf"(?P<_yn>{year_digits}) ?(?P<_ym2>{self._mark_of('year')}))",
            rf"(?P<back>(?:{alternation(word('backWindow'))}) ?(?P<_rn>{number}) ?(?:{more})?(?P<_ru>{stretch})"
            rf"(?:{alternation(word('backTail'))})?{block})",
            rf"(?P<passed>(?<![0-9.])(?P<_tn>{number}) ?(?:{more})?(?P<_tu>{duration})(?:{more})?(?:{alternation(word('backTail'))}))",
            rf"(?P<ago>(?<![0-9.])(?P<_an>{number}) ?(?P<_au>{duration})(?:{alternation(word('agoTail'))}))",
            rf"(?P<fromstartword>(?:{alternation(word('firstParts'))})(?P<_fn>{number})"
            rf"(?P<_fu>{self._mark_of('quarter')}|{stretch}))",
            rf"(?P<nowword>{nows})",
            rf"(?P<quarterword>{alternation(self._quarters)})",
            rf"(?P<weekdayword>(?P<_ww>{alternation(self._weeks)})(?P<_wd>[{weekday}])?)",
            rf"(?P<plainword>{alternation(self._words)})",
            rf"(?P<shortyear>(?<![0-9.])(?P<_zn>[0-9]{{2,3}}|[{self._numerals.digits}]{{2}})(?P<_zm>{self._mark_of('year')}))",
            rf"(?P<marked>(?<![0-9.])(?:(?P<_ml>{number})(?P<_ms>{between}))?(?P<_mn>{number}) ?(?P<_mm>{alternation(self._marks)}))",
        ]
        first = "".join(sorted({w[0] for group in self._openers() for w in group}))
        return re.compile(rf"(?=[0-9{self._numerals.characters}{re.escape(first)}])(?:{'|'.join(parts)})")

    def _openers(self) -> Iterable[Iterable[str]]:
        word = self._schema.words
        yield from (self._words, self._stems, self._weeks, self._eras, self._centuries, self._quarters)
        yield from (word("nowWord"), word("backWindow"), word("firstParts"), "“\"‘「『")

    def _ten(self) -> str:
        return alternation(w for w, k in self._schema.clue("smallPower").items() if self._schema.fact(k[0], "value") == "10")

    def _mark_of(self, grain: str) -> str:
        return "(?:" + alternation(
            w for w, k in self._schema.clue("timeMark").items() if self._schema.fact(k[0], "grain") == grain
        ) + ")"

    def _compile_words(self) -> dict[str, Atom]:
        """Word → its atom, without place."""
        schema = self._schema
        words: dict[str, Atom] = {}
        for word, keys in schema.clue("timeWord").items():
            key = keys[0]
            name = schema.fact(key, "grain") or ""
            words[word] = Atom(
                _GRAINS.get(name, Grain.DAY),
                0,
                0,
                offset=int(schema.fact(key, "offset") or 0),
                context=schema.fact(key, "anchor") == "context",
                strict=schema.fact(key, "strict") == "true",
                unit=name,
            )
        for clue, grain in (("yearPart", Grain.PART), ("monthPart", Grain.THIRD)):
            for word, keys in schema.clue(clue).items():
                first, last = (int(schema.fact(keys[0], f) or 1) for f in ("first", "last"))
                whole = schema.fact(keys[0], "whole") == "true"
                words[word] = Atom(grain, 0, 0, first=first, last=last, whole=whole)
        for word in schema.clue("dayPart"):
            words[word] = Atom(Grain.DAYPART, 0, 0)
        return words

    def _whole(self, analysis: Analysis, m: re.Match[str]) -> bool:
        """Whether the word is one: it begins where a word begins and no word reaches over its end (成|本年, 前|年均)."""
        start, end = m.span()
        if start not in analysis.boundaries and not analysis.text.endswith(self._before_word, 0, start):
            return False
        return end in analysis.boundaries or analysis.tokens[analysis.token_index(end)].start <= start

    def _skip_number(self, m: re.Match[str]) -> int:
        """Where to go on behind numbers that made no time: behind the first of a pair, so that the second may."""
        return m.end("_ms") if m["_ms"] else m.end("_mn")

    # ---- one reader for each alternative of the pattern ------------------------------------------------------------

    def _read_date(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number, month, day = (int(n) for n in re.split("[-/.]", m[0]))
        return self._day(m, number, month, day)

    def _read_compact(self, m: re.Match[str]) -> tuple[Atom, ...]:
        return self._day(m, int(m[0][:4]), int(m[0][4:6]), int(m[0][6:]))

    def _day(self, m: re.Match[str], number: int, month: int, day: int) -> tuple[Atom, ...]:
        found = calendar.day(number, month, day)
        return () if found is None else (Atom(Grain.DAY, m.start(), m.end(), number=day, date=found.first, digits=True),)

    def _read_yearmonth(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number, month = m[0].split(".")
        middle = m.start() + 4
        return (
            Atom(Grain.YEAR, m.start(), middle, number=int(number), digits=True),
            Atom(Grain.MONTH, middle, m.end(), number=int(month), digits=True),
        )

    def _read_clock(self, m: re.Match[str]) -> tuple[Atom, ...]:
        hour = int(re.split("[:：]", m[0])[0])
        return (Atom(Grain.MINUTE, m.start(), m.end(), number=hour, digits=True),) if hour <= 24 else ()

    def _read_bracket(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number, grain = self._numerals.small_integer(m["_bn"]), self._marks[m["_bm"]]
        limits = _REPUBLIC_YEARS if grain is Grain.YEAR else _LIMITS.get(grain or Grain.PLAN)
        if number is None or grain is None or limits is None or number not in limits:
            return ()
        number += self._republic if grain is Grain.YEAR else 0
        offset = self._stems[m["_stem"]]
        return (Atom(grain, m.start(), m.end(), number, offset=offset, unit="bracket", digits=True, mark=m["_bm"]),)

    def _read_era(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number = self._numerals.small_integer(m["_en"])
        if number is None or number not in _REPUBLIC_YEARS or self._marks[m["_ey"]] is not Grain.YEAR:
            return ()
        return (Atom(Grain.YEAR, m.start(), m.end(), number=number + self._republic, unit="era"),)

    def _read_decade(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number = self._numerals.small_integer(m["_dn"])
        if number is None or number not in range(0, 100, 10):
            return ()
        if m["_dc"]:
            century = self._numerals.small_integer(m["_dc"])
            if century is None or century not in range(11, 23):
                return ()
            return (Atom(Grain.DECADE, m.start(), m.end(), number=(century - 1) * 100 + number),)
        offset = self._centuries[m["_db"]] if m["_db"] else -1
        return (Atom(Grain.DECADE, m.start(), m.end(), low=number, offset=offset),)

    def _read_plan(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number, only = self._numerals.small_integer(m["_pn"]), self._plan_years[m["_pt"]]
        if number is None:
            return ()
        first, last = (int(only), int(only)) if only is not None else (0, 4)
        return (Atom(Grain.PLAN, m.start(), m.end(), number=number, first=first, last=last),)

    def _read_back(self, m: re.Match[str]) -> tuple[Atom, ...]:
        return self._duration(m, Grain.BACK, m["_rn"], m["_ru"])

    def _read_passed(self, m: re.Match[str]) -> tuple[Atom, ...]:
        following = m.string[m.end() : m.end() + 1]
        if self._durations[m["_tu"]] == "day" and following.isalnum():  # 5天来 may go on with a place: comes to
            return ()
        return self._duration(m, Grain.BACK, m["_tn"], m["_tu"])

    def _read_ago(self, m: re.Match[str]) -> tuple[Atom, ...]:
        return self._duration(m, Grain.AGO, m["_an"], m["_au"])

    def _duration(self, m: re.Match[str], grain: Grain, number: str, unit: str) -> tuple[Atom, ...]:
        count = self._numerals.small_integer(number)
        if count is None or not 0 < count < 1000:
            return ()
        return (Atom(grain, m.start(), m.end(), number=count, unit=self._durations[unit]),)

    def _read_fromstartword(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number = self._numerals.small_integer(m["_fn"])
        if m["_fu"] in self._durations:
            count = number if self._durations[m["_fu"]] == "month" else None
        else:
            count = number and number * _MONTHS_OF_QUARTER
        if count is None or not 1 < count < 12:  # 前一个月 is the month before
            return ()
        return (Atom(Grain.PART, m.start(), m.end(), first=1, last=count),)

    def _read_nowword(self, m: re.Match[str]) -> tuple[Atom, ...]:
        return (Atom(Grain.NOW, m.start(), m.end()),)

    def _read_quarterword(self, m: re.Match[str]) -> tuple[Atom, ...]:
        return (self._quarter(m.start(), m.end(), self._quarters[m[0]]),)

    def _quarter(self, start: int, end: int, number: int, low: int | None = None) -> Atom:
        last = number * _MONTHS_OF_QUARTER
        return Atom(Grain.PART, start, end, first=(low or number) * _MONTHS_OF_QUARTER - 2, last=last)

    def _read_weekdayword(self, m: re.Match[str]) -> tuple[Atom, ...]:
        offset, bare = self._weeks[m["_ww"]]
        if m["_wd"]:
            number = self._weekdays[m["_wd"]]
            return (Atom(Grain.WEEKDAY, m.start(), m.end(), number=number, offset=offset, unit="bare" if bare else ""),)
        return () if bare else (Atom(Grain.WEEK, m.start(), m.end(), offset=offset),)

    def _read_plainword(self, m: re.Match[str]) -> tuple[Atom, ...]:
        return (replace(self._words[m[0]], start=m.start(), end=m.end()),)

    def _read_years(self, m: re.Match[str]) -> tuple[Atom, ...]:
        number = self._year(m["_yn"])
        low = self._year(m["_yl"]) if m["_yl"] else None
        if number is None or (m["_yl"] and (low is None or low >= number)):
            return ()
        listed = (m["_ys"] or "").strip() == self._list_mark
        digits = m["_yn"].isascii()
        return (Atom(Grain.YEAR, m.start(), m.end(), number, low, listed, digits=digits, mark=m["_ym2"]),)

    def _year(self, text: str) -> int | None:
        number = self._numerals.digit_string(text)
        return number if number is not None and calendar.FIRST_YEAR <= number <= calendar.LAST_YEAR else None

    def _read_shortyear(self, m: re.Match[str]) -> tuple[Atom, ...]:
        """Two or three digits: what follows must make a year of them."""
        number = self._numerals.digit_string(m["_zn"])
        return () if number is None else (Atom(Grain.YEAR, m.start(), m.end(), number=number, mark=m["_zm"]),)

    def _read_marked(self, m: re.Match[str]) -> tuple[Atom, ...]:
        grain = self._marks[m["_mm"]]
        number = self._numerals.small_integer(m["_mn"])
        low = self._numerals.small_integer(m["_ml"]) if m["_ml"] else None
        if grain is None or number is None or (m["_ml"] and low is None):
            return ()
        if grain is Grain.PART:
            if not 1 <= (low or number) <= number <= 4:
                return ()
            return (self._quarter(m.start(), m.end(), number, low),)
        limits = _LIMITS.get(grain)
        if limits is None or number not in limits or (low is not None and (low not in limits or low >= number)):
            return ()
        listed = (m["_ms"] or "").strip() == self._list_mark
        return (Atom(grain, m.start(), m.end(), number, low, listed, digits=m["_mn"].isascii(), mark=m["_mm"]),)


def alternation(words: Iterable[str]) -> str:
    """Source of a regular expression for one of the words, the longest that fits; never matches if there are none."""
    return "|".join(re.escape(w) for w in sorted(words, key=_longest_first)) or "(?!)"


def _longest_first(word: str) -> tuple[int, str]:
    return (-len(word), word)
