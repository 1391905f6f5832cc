"""Numbers that count nothing: ordinals, codes, names, ranks, stages, sessions, years, and one as an article."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kg.extract.quantities.units import Counts
from kg.text.words import alternation

if TYPE_CHECKING:
    from kg.extract.numbers import Number
    from kg.extract.quantities.bounds import Bounds
    from kg.extract.quantities.units import Unit
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

COUNTABLE = (Counts.THING, Counts.PERSON, Counts.PEOPLE, Counts.EVENT)
_CODE = re.compile(r"(?:[0-9A-Za-z.+/·＋№#〔\[_]|[0-9A-Za-z][-—–:：*×])\Z")
_LABEL = 12  # code points before a number in which its label is looked for
_VERBAL = ("v", "ul", "ug")  # a verb, or one with an aspect particle
_FORCE = 6  # those in which the force is looked for that it grades


class Guards:
    """Tells counts from other numbers; built once from the schema."""

    def __init__(self, schema: Schema, bounds: Bounds) -> None:
        clue = schema.clue
        self._bounds = bounds
        factors = (*clue("smallPower"), *clue("bigPower"))
        self._factors = re.compile(f"(?:{alternation(factors)})+")
        self._tens = frozenset(w for w, k in clue("smallPower").items() if schema.fact(k[0], "value") == "10")
        self._ordinal = tuple(clue("ordinalPrefix"))
        self._not_whole = (*self._ordinal, *clue("vaguePrefix"))
        self._counter = re.compile(rf"(?:{alternation(clue('pageCounter'))})[:：\s]*\Z")
        self._rank = frozenset(clue("rankPrefix"))
        self._address = frozenset(clue("addressMeasure"))
        self._compound = tuple(clue("countedCompound"))
        self._stages = frozenset(clue("stageMeasure"))
        self._terms = frozenset(clue("termMeasure"))
        self._place_ends = frozenset(clue("placeEnd"))
        self._general = frozenset(clue("generalMeasureWord"))
        self._session = tuple(clue("sessionNoun"))
        self._session_prefix = tuple(clue("sessionPrefix"))
        self._hamlets, self._villages = frozenset(clue("hamletUnit")), tuple(clue("hamletOf"))
        self._session_units = tuple(schema.words("sessionWord"))
        self._bare_units = frozenset(clue("afterBareFactor"))
        self._hours = tuple(w for w, k in clue("timeMark").items() if schema.fact(k[0], "grain") == "hour")
        self._minutes = frozenset(w for w, k in clue("timeMark").items() if schema.fact(k[0], "grain") == "minute")
        self._grades = frozenset(clue("gradeMeasure"))
        self._graded = tuple(clue("gradedNoun"))
        self._graded_before = re.compile(alternation(w for w in self._graded if len(w) > 1))
        self._points = frozenset(clue("pointMeasure"))
        self._pointed = re.compile(rf"[^\W\d]{{0,4}}(?:{alternation(clue('pointNoun'))})")
        self._average = re.compile(alternation(clue("averageWord")))
        self._time_compound = tuple(clue("timeCompound"))
        self._when_prefix = frozenset(clue("whenPrefix"))
        self._when_phrase = tuple(w for w in clue("whenPrefix") if len(w) > 1)
        self._how_long = tuple(clue("windowBlock"))
        self._near = frozenset(clue("whenPrefix")) & frozenset(clue("boundPrefix"))
        self._within = tuple(clue("measuredSuffix"))
        self._when_tail = tuple(clue("whenTail"))
        self._short = frozenset(clue("shortDuration"))
        self._bounded_only = frozenset(clue("boundedOnly"))
        self._duration_cues = tuple(clue("durationCue"))
        self._which = (*clue("distributiveWord"), *clue("indefiniteBefore"))
        self._indefinite = frozenset(clue("indefinite"))
        self._articles = frozenset(w for w, k in clue("digit").items() if schema.fact(k[0], "value") == "1")
        self._digits = frozenset(clue("digit"))
        self._years = tuple(w for w, k in clue("timeMark").items() if schema.fact(k[0], "grain") == "year")
        self._not_single = tuple(clue("notSingle"))

    def is_bare(self, numeral: str) -> bool:
        """Whether a numeral is a factor without a digit, other than ten: 万, 百."""
        return self._factors.fullmatch(numeral) is not None and numeral not in self._tens

    def stands_free(self, analysis: Analysis, start: int) -> bool:
        """Whether the numeral at *start* is a word of its own and no ordinal, code, version or vague number."""
        text = analysis.text
        not_whole = self._ordinal if text[start].isascii() else self._not_whole  # 天数357天, not 数百
        if text.endswith(not_whole, 0, start - text.endswith(" ", 0, start)):
            return False
        if self._counter.search(text, max(0, start - _LABEL), start) is not None:
            return False
        if text[start].isascii():
            return _CODE.search(text, max(0, start - 2), start) is None
        return start in analysis.boundaries or self._bounds.before(analysis, start)[1] is not None

    def counts(self, analysis: Analysis, start: int, numeral: str, number: Number, unit: Unit) -> bool:
        """Whether number and unit go together and are no name, rank, stage, session, clock or year."""
        text = analysis.text
        if unit.text in self._minutes and text.endswith(self._hours, 0, start):
            return False  # 9时30分
        if unit.text in self._grades and not self._is_graded(text, start, unit.end):
            return False  # 核安全3级
        if unit.text in self._points and self._pointed.match(text, unit.end) is None:
            return False  # 8点开会
        if unit.text in self._terms and not self._lasted(analysis, start):
            return False  # 十九届六中全会, 2018届毕业生
        if unit.counts in COUNTABLE and not self._countable(analysis, start, numeral, number, unit):
            return False
        if unit.counts is Counts.TIME and not self._lasts(analysis, start, numeral, unit):
            return False
        session = text.endswith(self._session_units, 0, start) and text.startswith(self._session, unit.end)
        if session or (not numeral[0].isascii() and self._names(analysis, start, numeral, unit)):
            return False  # 七届44次常务会议
        if self.is_bare(numeral) and self._bounds.before(analysis, start)[1] is None:
            return unit.counts in COUNTABLE and unit.counts is not Counts.EVENT and unit.text in self._bare_units
        return True

    def _is_graded(self, text: str, start: int, end: int) -> bool:
        """Whether a grade is one of a force: 5.8级地震, 最大风力16级."""
        if text.startswith(self._graded, end):
            return True
        return self._graded_before.search(text, max(0, start - _FORCE), start) is not None

    def _countable(self, analysis: Analysis, start: int, numeral: str, number: Number, unit: Unit) -> bool:
        text = analysis.text
        if number.value != number.value.to_integral_value() or ("." in numeral and numeral[-1].isdigit()):
            return self._average.search(text, max(0, start - _LABEL), start) is not None  # 每千人6.4张, not 2.0版
        hamlet = unit.text in self._hamlets and text.endswith(self._villages, 0, start)  # 福星村4组
        if hamlet or self._word_before(analysis, start) in self._rank:
            return False
        if unit.text in self._address and text[unit.end : unit.end + 1].isdigit():
            return False
        return numeral[0].isascii() or not text.startswith(self._compound, unit.end)

    def _lasts(self, analysis: Analysis, start: int, numeral: str, unit: Unit) -> bool:
        """Whether a duration tells how long, not when (两年后), which year (2019年) or what name (三年行动)."""
        text = analysis.text
        if len(unit.text) == 1 and numeral.isdigit() and len(numeral) == 4:
            return False
        if text.startswith(self._how_long, unit.end):
            return True  # 近7年之久
        if text.startswith(self._time_compound, unit.end):
            return False
        before = self._word_before(analysis, start)
        if before in self._when_prefix:
            if text.startswith(self._within, unit.end):
                return True  # 登记后3天内
            return before in self._near and (unit.text in self._short or self._lasted(analysis, start - len(before)))
        if text.endswith(self._when_phrase, 0, start):
            return False
        if not text.startswith(self._when_tail, unit.end):
            return True
        # A verb before a short duration makes it one even where it tells when: 奋战36小时后.
        return unit.text in self._short and start > 0 and analysis.tokens[analysis.token_index(start - 1)].pos[0] == "v"

    def _lasted(self, analysis: Analysis, at: int) -> bool:
        """Whether a verb stands before *at* that what follows tells the length of: 闲置了|近20年."""
        return at > 0 and analysis.tokens[analysis.token_index(at - 1)].pos in _VERBAL

    def _names(self, analysis: Analysis, start: int, numeral: str, unit: Unit) -> bool:
        """Whether it is part of a place name (九台区), a stage (园区二期) or a session (五次全会)."""
        text, index = analysis.text, analysis.token_index(unit.end)
        following = analysis.tokens[index] if analysis.tokens[index].start == unit.end else None
        if following is not None and following.text in self._place_ends and unit.text not in self._general:
            return True
        if unit.text in self._stages and len(numeral) == 1:
            return numeral in self._articles or following is None or following.pos[0] not in "nabj"
        if unit.counts is Counts.EVENT and start and text.startswith(self._session, unit.end):
            before = analysis.tokens[analysis.token_index(start - 1)]
            return before.pos[0] in "njl" or text.endswith(self._session_prefix, 0, start)
        return False

    def needs_bound(self, analysis: Analysis, start: int, unit: Unit) -> bool:
        """Whether the unit is a date mark that makes a duration only with a bound (30日内) or a cue (连续5日)."""
        return unit.text in self._bounded_only and not analysis.text.endswith(self._duration_cues, 0, start)

    def is_article(self, analysis: Analysis, start: int, end: int, unit: Unit) -> bool:
        """Whether the numeral one is no count for sure: 一些, 每一个, 这一项, 一年比一年, 一斤5元."""
        text = analysis.text
        if unit.text in self._indefinite or text.endswith(self._which, 0, start):
            return True
        if unit.counts not in (Counts.TIME, Counts.AMOUNT):
            return False
        following = text[end : end + 1]
        rate = following.isdigit() or following in self._digits  # 一斤5元, 一年两次
        return rate or text.startswith(self._not_single, end) or text.endswith(self._years, 0, start)

    def _word_before(self, analysis: Analysis, at: int) -> str:
        return analysis.tokens[analysis.token_index(at - 1)].text if at else ""
