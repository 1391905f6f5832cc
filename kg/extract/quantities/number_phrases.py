"""Numbers with their factor, measure word and bound words: `2200多名`, `不少于2天`, `3至5万元`, `三分之二以上`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.quantities.bounds import Bounds
from kg.extract.model import Bound
from kg.extract.numbers import Number, Numerals, fraction
from kg.text.words import alternation
from kg.extract.quantities.units import Counts, Unit, Units

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_HALF = Decimal("0.5")
_CODE_BEFORE = re.compile(r"(?:[0-9A-Za-z.+/·＋№#〔\[_]|[0-9A-Za-z][-—–:：*×])\Z")  # noqa: RUF001
_WIDE = re.compile("[\u4e00-\u9fff] [0-9]+ [\u4e00-\u9fff]")
_WIDE_ENOUGH = 3
_LIST = "、"
_LABEL = 12  # code points before a number in which its label is looked for


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number that counts or measures, before it is known what.

    Attributes:
        start: where the number begins; end: where number, unit and bound word end.
        left: where the bound words before the number begin.
        counts: what a number with this unit tells.
        one: the number is the numeral one in characters, which may be no more than an article.
    """

    start: int
    end: int
    left: int
    value: Decimal
    unit: str
    bound: Bound
    counts: Counts
    rule: str
    value_max: Decimal | None = None
    one: bool = False


class NumberPhraseReader:
    """Finds number phrases; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._units = Units(schema)
        self._numerals = Numerals(schema, units=self._units.words)
        self._bounds = Bounds(schema)
        self._number = re.compile(self._numerals.pattern)
        self._shares = {
            word: (Decimal(schema.fact(keys[0], "value") or "0"), Bound(schema.fact(keys[0], "bound") or "exact"))
            for word, keys in schema.clue("share").items()
        }
        self._halves = schema.words("halfWord")
        self._candidate = re.compile(
            f"(?P<share>{alternation(self._shares)})|(?P<half>{alternation(self._halves)})|{self._numerals.pattern}"
        )
        self._big = re.compile(f"(?:{alternation(schema.words('bigPower'))})+")
        self._factor = re.compile(f"(?:{alternation((*schema.clue('smallPower'), *schema.clue('bigPower')))})+")
        self._tens = tuple(w for w, k in schema.clue("smallPower").items() if schema.fact(k[0], "value") == "10")
        self._article = frozenset(w for w, k in schema.clue("digit").items() if schema.fact(k[0], "value") == "1")
        self._infixes = schema.words("boundInfix")
        self._vague = tuple(schema.clue("vaguePrefix"))
        self._hours = tuple(w for w, k in schema.clue("timeMark").items() if schema.fact(k[0], "grain") == "hour")
        self._clock = frozenset(w for w, k in schema.clue("timeMark").items() if schema.fact(k[0], "grain") == "minute")
        self._ordinal = tuple(schema.clue("ordinalPrefix"))
        self._rank = frozenset(schema.clue("rankPrefix"))
        self._address = frozenset(schema.clue("addressMeasure"))
        self._rises = tuple(schema.clue("countRise"))
        self._each = tuple(schema.clue("distributiveWord"))
        self._which = tuple(schema.clue("indefiniteBefore"))
        self._not_single = tuple(schema.clue("notSingle"))
        self._indefinite = frozenset(schema.clue("indefinite"))
        self._compound = tuple(schema.clue("countedCompound"))
        self._time_compound = tuple(schema.clue("timeCompound"))
        self._duration_cues = tuple(schema.clue("durationCue"))
        self._counter = re.compile(rf"(?:{alternation(schema.words('pageCounter'))})[:：\s]*\Z")  # noqa: RUF001
        self._short = frozenset(schema.clue("shortDuration"))
        self._when_tail = tuple(schema.clue("whenTail"))
        self._when_prefix = frozenset(schema.clue("whenPrefix"))
        self._place_ends = frozenset(schema.clue("placeEnd"))
        self._general = frozenset(schema.clue("generalMeasureWord"))
        self._stages = frozenset(schema.clue("stageMeasure"))
        self._session_prefix = tuple(schema.clue("sessionPrefix"))
        self._session = tuple(schema.clue("sessionNoun"))
        self._bare_units = frozenset(schema.clue("afterBareFactor"))
        self._day_units = frozenset(schema.clue("boundedOnly"))
        self._range = re.compile(f"(?:{alternation(schema.words('rangeMark'))})")
        self._from = tuple(schema.clue("changeFrom"))
        self._parts = schema.words("fractionMark")
        self._percent = {w: schema.fact(k[0], "unit") or "" for w, k in schema.clue("percentDenominator").items()}

    def __call__(self, analysis: Analysis, taken: Sequence[tuple[int, int]] = ()) -> Iterator[NumberPhrase]:
        """The number phrases in text order.

        Args:
            analysis: the words.
            taken: sorted stretches in which no number is looked for.
        """
        text, at = analysis.text, 0
        starts = [s for s, _ in taken]
        while (m := self._candidate.search(text, at)) is not None:
            at = m.end()
            i = bisect_right(starts, m.start()) - 1
            if i >= 0 and taken[i][1] > m.start():
                at = max(at, taken[i][1])
                continue
            phrase = self._read(analysis, m)
            if phrase is not None:
                at = max(at, phrase.end)
                yield phrase
            elif m["share"] or m["half"]:
                at = m.start() + 1

    # ---- kinds of numbers --------------------------------------------------------------------------------------------

    def _read(self, analysis: Analysis, m: re.Match[str]) -> NumberPhrase | None:
        text, start = analysis.text, m.start()
        if m["share"]:
            return self._share(analysis, m)
        if m["half"]:
            unit = self._units.at(analysis, m.end(), digits=False, loose=False)
            if unit is None or unit.counts is not Counts.TIME or start not in analysis.boundaries:
                return None
            if not self._sensible(analysis, m, Number(_HALF), unit):
                return None
            return self._bounded(analysis, start, Number(_HALF), unit, "half")
        if not self._stands_free(analysis, start):
            return None
        mark = next((w for w in self._parts if text.startswith(w, m.end())), None)
        if mark is not None:
            return self._fraction(analysis, m, m.end() + len(mark))
        number = self._numerals.read(m[0])
        if number is not None and not number.value and not m[0].isascii():
            return None  # 零部件
        return None if number is None else self._counted(analysis, m, number)

    def _stands_free(self, analysis: Analysis, start: int) -> bool:
        """Whether the numeral is a word of its own and no ordinal, code, version or vague number."""
        text = analysis.text
        edge = start - text.endswith(" ", 0, start)
        if self._counter.search(text, max(0, start - _LABEL), start):
            return False
        if text.endswith((*self._ordinal, *self._vague), 0, edge):
            return False
        if text[start].isascii():
            return _CODE_BEFORE.search(text, max(0, start - 2), start) is None
        return start in analysis.boundaries or self._bounds.before(analysis, start)[1] is not None

    def _share(self, analysis: Analysis, m: re.Match[str]) -> NumberPhrase | None:
        if m.start() not in analysis.boundaries:
            return None
        value, bound = self._shares[m[0]]
        phrase = self._bounded(analysis, m.start(), Number(value), Unit("", m.end(), Counts.SHARE), "share")
        return phrase if bound is Bound.EXACT else replace(phrase, bound=bound)

    def _fraction(self, analysis: Analysis, m: re.Match[str], at: int) -> NumberPhrase | None:
        top = self._number.match(analysis.text, at)
        if top is None:
            return None
        numerator, denominator = self._numerals.read(top[0]), self._numerals.read(m[0])
        if numerator is None or denominator is None or not denominator.value or numerator.value_max is not None:
            return None
        sign = self._percent.get(m[0])
        value = numerator.value if sign else fraction(numerator.value, denominator.value)
        unit = Unit(sign or "", top.end(), Counts.SHARE)
        return self._bounded(analysis, m.start(), Number(value), unit, "percent" if sign else "fraction")

    def _counted(self, analysis: Analysis, m: re.Match[str], number: Number) -> NumberPhrase | None:
        digits, end = analysis.text[m.start()].isascii(), m.end()
        more = self._infix(analysis.text, end, m[0], number)
        if more:
            end += len(more)
            if power := self._big.match(analysis.text, end):  # 十多万: more than ten, ten-thousandfold
                factor = self._numerals.read(power[0])
                number = Number(number.value * (factor.value if factor else 1))
                end = power.end()
        loose = self._big.search(analysis.text, m.start(), end) is not None
        spaced = digits and self._set_wide(analysis) and analysis.text.endswith(" ", 0, m.start())
        unit = self._units.at(analysis, end, digits=digits, loose=loose, spaced=spaced)
        if not more and (span := self._to(analysis, m, number, unit)) is not None:
            return span
        if unit is None:
            return self._without_unit(analysis, m, number, end, more=bool(more), loose=loose)
        if not self._sensible(analysis, m, number, unit):
            return None
        phrase = self._bounded(analysis, m.start(), number, unit, "count")
        if unit.text in self._day_units and phrase.bound is Bound.EXACT:
            if not analysis.text.endswith(self._duration_cues, 0, phrase.start):
                return None
        if phrase.bound is Bound.EXACT and (more or number.value_max is not None):
            phrase = replace(phrase, bound=Bound.MORE_THAN if more else Bound.APPROX)
        if m[0] in self._article and not more:
            return self._one(analysis, phrase)
        return phrase

    def _set_wide(self, analysis: Analysis) -> bool:
        """Whether the report is set with blanks between words and digits throughout."""
        return sum(1 for _ in islice(_WIDE.finditer(analysis.text), _WIDE_ENOUGH)) == _WIDE_ENOUGH

    def _one(self, analysis: Analysis, phrase: NumberPhrase) -> NumberPhrase | None:
        """The numeral one: an article unless something shows that it counts."""
        if phrase.unit in self._indefinite:
            return None
        if analysis.text.endswith(self._each, 0, phrase.start) or analysis.text.endswith(self._which, 0, phrase.start):
            return None
        if phrase.counts in (Counts.TIME, Counts.AMOUNT):  # 一年比一年, 一天天; 一天120元, 一斤5元
            if analysis.text.startswith(self._not_single, phrase.end) or self._number.match(analysis.text, phrase.end):
                return None
        return replace(phrase, one=phrase.bound is Bound.EXACT)

    def _to(self, analysis: Analysis, m: re.Match[str], number: Number, unit: Unit | None) -> NumberPhrase | None:
        """A range that begins with this number, or None."""
        text, at = analysis.text, m.end() if unit is None else unit.end
        mark = self._range.match(text, at)
        neighbours = mark is None and unit is None and text.startswith(_LIST, at)
        if mark is None and not neighbours:
            return None
        other = self._number.match(text, mark.end() if mark else at + 1)
        high = self._numerals.read(other[0]) if other else None
        if other is None or high is None or high.value_max is not None or number.value_max is not None:
            return None
        last = self._units.at(analysis, other.end(), digits=text[other.start()].isascii(), loose=False)
        if last is None or (unit is not None and unit.text != last.text):
            return None
        if mark is not None and not mark[0].isascii() and text.endswith(self._from, 0, m.start()):
            if not text.startswith(self._rises, last.end):
                return None  # from the one to the other, unless the range itself changes: 由5至8元降至1至2元
        low = self._same_factor(m[0], number.value, other[0], high.value)
        if low >= high.value or (neighbours and (low + 1 != high.value or high.value > 9)):
            return None
        if not self._sensible(analysis, other, high, last):
            return None
        phrase = self._bounded(analysis, m.start(), Number(low, high.value), last, "range")
        return replace(phrase, bound=Bound.APPROX) if neighbours and phrase.bound is Bound.EXACT else phrase

    def _same_factor(self, first: str, low: Decimal, second: str, high: Decimal) -> Decimal:
        """The first number of a range with the factor that it shares with the second (`3至5万`)."""
        power = self._big.search(second)
        if power is None or self._big.search(first):
            return low
        factor = self._numerals.read(power[0])
        return low * factor.value if factor is not None and low * factor.value < high else low

    # ---- units and bounds --------------------------------------------------------------------------------------------

    def _infix(self, text: str, end: int, numeral: str, number: Number) -> str | None:
        """A word inside the number that makes it somewhat more: behind tens and greater only."""
        infix = next((w for w in self._infixes if text.startswith(w, end)), None)
        if infix is None or number.value_max is not None:
            return None
        if number.value < 10 or (infix in self._vague and not numeral.endswith((*self._tens, "0"))):
            return None
        return infix

    def _sensible(self, analysis: Analysis, m: re.Match[str], number: Number, unit: Unit) -> bool:
        """Whether number and unit go together and are no name, rank, stage or year."""
        text = analysis.text
        countable = unit.counts in (Counts.THING, Counts.PERSON, Counts.PEOPLE, Counts.EVENT)
        if countable:
            if number.value != number.value.to_integral_value() or ("." in m[0] and m[0][-1].isdigit()):
                return False
            if self._word_before(analysis, m.start()) in self._rank:
                return False
            if unit.text in self._address and text[unit.end : unit.end + 1].isdigit():
                return False
            if not m[0].isascii() and not m[0][0].isdigit() and text.startswith(self._compound, unit.end):
                return False
        if unit.text in self._clock and text.endswith(self._hours, 0, m.start()):
            return False  # 9时30分
        if unit.counts is Counts.TIME:
            if len(unit.text) == 1 and m[0].isdigit() and len(m[0]) == 4:
                return False
            if text.startswith(self._time_compound, unit.end):
                return False
            if self._word_before(analysis, m.start()) in self._when_prefix:
                return False
            if text.startswith(self._when_tail, unit.end) and not self._lasts(analysis, m.start(), unit):
                return False
        if not m[0][0].isascii() and self._is_name(analysis, m, unit):
            return False
        bare = self._factor.fullmatch(m[0]) is not None and m[0] not in self._tens
        if bare and self._bounds.before(analysis, m.start())[1] is None:
            return countable and unit.counts is not Counts.EVENT and unit.text in self._bare_units
        return True

    def _lasts(self, analysis: Analysis, at: int, unit: Unit) -> bool:
        """Whether a verb before a short duration makes it one even where it tells when: 奋战36小时后."""
        return unit.text in self._short and at > 0 and analysis.tokens[analysis.token_index(at - 1)].pos[0] == "v"

    def _word_before(self, analysis: Analysis, at: int) -> str:
        return analysis.tokens[analysis.token_index(at - 1)].text if at else ""

    def _is_name(self, analysis: Analysis, m: re.Match[str], unit: Unit) -> bool:
        """Whether numeral and measure word begin a place name (九台区) or number a session (纪委五次全会)."""
        text = analysis.text
        end = analysis.tokens[min(analysis.token_index(unit.end), len(analysis.tokens) - 1)]
        if end.text in self._place_ends and end.start == unit.end and unit.text not in self._general:
            return True
        if unit.text in self._stages and len(m[0]) == 1:
            index = analysis.token_index(unit.end)
            following = analysis.tokens[index] if index < len(analysis.tokens) else None
            return following is None or following.start < unit.end or following.pos[0] not in "nabj"
        if unit.counts is Counts.EVENT and text.startswith(self._session, unit.end) and m.start():
            before = analysis.tokens[analysis.token_index(m.start() - 1)]
            return before.pos[0] in "njl" or text.endswith(self._session_prefix, 0, m.start())
        return False

    def _without_unit(
        self, analysis: Analysis, m: re.Match[str], number: Number, end: int, *, more: bool, loose: bool
    ) -> NumberPhrase | None:
        """A number that counts a noun directly: `2.34万老年人`, `上亿市场主体`, `百余群众`."""
        if end not in analysis.boundaries or not (loose or more):
            return None
        bare = self._factor.fullmatch(m[0]) is not None
        left = self._bounds.before(analysis, m.start())[1]
        if bare and not more and left is None:
            return None
        index = analysis.token_index(end)
        noun = index < len(analysis.tokens) and analysis.tokens[index].pos[0] in "nabjlv" and end < len(analysis.text)
        ends = end >= len(analysis.text) or analysis.tokens[index].pos == "x"
        stated = ends and m.start() > 0 and analysis.tokens[analysis.token_index(m.start() - 1)].pos[0] in "nv"
        if not noun and not (loose and (left is not None or stated)):  # 人口2.8万，
            return None
        phrase = self._bounded(analysis, m.start(), number, Unit("", end, Counts.THING), "bare-number")
        return replace(phrase, bound=Bound.MORE_THAN) if more and phrase.bound is Bound.EXACT else phrase

    def _bounded(self, analysis: Analysis, start: int, number: Number, unit: Unit, rule: str) -> NumberPhrase:
        """The phrase with what stands around it: half more, bound words."""
        value, end, inner = number.value, unit.end, None
        if unit.inside in self._halves:
            value += _HALF
        elif unit.inside:
            inner = Bound.MORE_THAN
        elif unit.counts is Counts.TIME:
            half = next((w for w in self._halves if analysis.text.startswith(w, end)), None)
            if half is not None and end + len(half) in analysis.boundaries and number.value_max is None:
                value, end = value + _HALF, end + len(half)
        left, before = self._bounds.before(analysis, start, term=unit.counts is Counts.TIME)
        end, behind = self._bounds.behind(analysis, end, unit.counts)
        bound = before or inner or behind or Bound.EXACT
        return NumberPhrase(start, end, left, value, unit.text, bound, unit.counts, rule, number.value_max)
