"""Numbers with their factor, measure word and bound words: `2200多名`, `不少于2天`, `3至5万元`, `三分之二以上`."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from kg.extract.model import Bound
from kg.extract.numbers import Number, Numerals, fraction
from kg.extract.quantities.bounds import Bounds
from kg.extract.quantities.guards import Guards
from kg.extract.quantities.units import Counts, Unit, Units
from kg.text.words import alternation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema

_HALF = Decimal("0.5")
_LIST = "、"
_LONGEST_LIST = 8  # numbers that share the unit of the last one
_SHARED = frozenset((Counts.SHARE, Counts.AMOUNT, Counts.MONEY, Counts.PERSON, Counts.PEOPLE))
_WIDE = re.compile(r"[\u4e00-\u9fff] [0-9]+ [\u4e00-\u9fff]")  # digits set with a blank on either side
_LARGE = 100  # a smaller number with a blank behind it can stand in a table or a title
_APART = re.compile(r"[ ][\u4e00-\u9fff]{1,2}(?=[，。；、,;）)\n]|$)")  # 在校生1467 人；
_WIDE_ENOUGH = 3  # such numbers in a report that is set so throughout


@dataclass(frozen=True, slots=True)
class NumberPhrase:
    """A number that counts or measures, before it is known what.

    Attributes:
        start: where the number begins; end: where number, unit and bound word end.
        left: where the bound words before the number begin.
        counts: what a number with this unit tells.
        one: the number is the numeral one in characters, which may be no more than an article.
        noun_unit: the unit is itself the noun of a place or body (7省市).
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
    noun_unit: bool = False


class NumberPhraseReader:
    """Finds number phrases; built once from the schema.

    Where a number stands it is read to the right: factor, measure word, half, bound; then to the left: bound words.
    """

    def __init__(self, schema: Schema) -> None:
        clue = schema.clue
        self._units = Units(schema)
        self._numerals = Numerals(schema, units=self._units.words)
        self._bounds = Bounds(schema)
        self._guards = Guards(schema, self._bounds)
        self._number = re.compile(self._numerals.pattern)
        self._shares = {
            word: (Decimal(schema.fact(keys[0], "value") or "0"), Bound(schema.fact(keys[0], "bound") or "exact"))
            for word, keys in clue("share").items()
        }
        self._halves = schema.words("halfWord")
        self._candidate = re.compile(
            f"(?P<share>{alternation(self._shares)})|(?P<half>{alternation(self._halves)})|{self._numerals.pattern}"
        )
        self._big = re.compile(f"(?:{alternation(clue('bigPower'))})+")
        self._round = (*(w for w, k in clue("smallPower").items() if schema.fact(k[0], "value") == "10"), "0")
        self._article = frozenset(w for w, k in clue("digit").items() if schema.fact(k[0], "value") == "1")
        self._infixes = schema.words("boundInfix")
        self._vague = frozenset(clue("vaguePrefix"))
        self._range = re.compile(f"(?:{alternation(clue('rangeMark'))})")
        self._from = tuple(clue("changeFrom"))
        self._rises = tuple(clue("countRise"))
        self._below_zero, self._minus = tuple(clue("belowZero")), tuple(clue("minusSign"))
        self._temperatures, self._tenths = frozenset(clue("temperatureUnit")), frozenset(clue("tenthUnit"))
        self._parts = schema.words("fractionMark")
        self._listed = re.compile(f"{_LIST}|{alternation(clue('coordinator'))}")
        self._plain = re.compile("[0-9]+(?:[.][0-9]+)?")
        self._percent = {w: schema.fact(k[0], "unit") or "" for w, k in clue("percentDenominator").items()}

    def __call__(self, analysis: Analysis, taken: Sequence[tuple[int, int]] = ()) -> Iterator[NumberPhrase]:
        """The number phrases in text order.

        Args:
            analysis: the words.
            taken: sorted stretches in which no number is looked for.
        """
        text, at = analysis.text, 0
        starts = [s for s, _ in taken]
        wide = sum(1 for _ in islice(_WIDE.finditer(text), _WIDE_ENOUGH)) == _WIDE_ENOUGH
        while (m := self._candidate.search(text, at)) is not None:
            at = m.end()
            i = bisect_right(starts, m.start()) - 1
            if i >= 0 and taken[i][1] > m.start():
                at = max(at, taken[i][1])
                continue
            phrase = self._read(analysis, m, wide=wide)
            if phrase is not None:
                at = max(at, phrase.end)
                yield phrase
            elif m["share"] or m["half"]:
                at = m.start() + 1

    # ---- kinds of numbers ----------------------------------------------------------------------------------------

    def _read(self, analysis: Analysis, m: re.Match[str], *, wide: bool) -> NumberPhrase | None:
        if m["share"]:
            return self._share(analysis, m)
        if m["half"]:
            return self._half(analysis, m)
        if not self._guards.stands_free(analysis, m.start()):
            return None
        mark = next((w for w in self._parts if analysis.text.startswith(w, m.end())), None)
        if mark is not None:
            return self._fraction(analysis, m, m.end() + len(mark))
        number = self._numerals.read(m[0])
        if number is None or (not number.value and not m[0].isascii()):  # 零部件
            return None
        return self._counted(analysis, m, number, wide=wide)

    def _share(self, analysis: Analysis, m: re.Match[str]) -> NumberPhrase | None:
        if m.start() not in analysis.boundaries:
            return None
        value, bound = self._shares[m[0]]
        phrase = self._bounded(analysis, m.start(), Number(value), Unit("", m.end(), Counts.SHARE), "share")
        return phrase if bound is Bound.EXACT else replace(phrase, bound=bound)

    def _half(self, analysis: Analysis, m: re.Match[str]) -> NumberPhrase | None:
        unit, half = self._units.at(analysis, m.end(), digits=False, loose=False), Number(_HALF)
        if unit is None or unit.counts is not Counts.TIME or m.start() not in analysis.boundaries:
            return None
        if not self._guards.counts(analysis, m.start(), m[0], half, unit):
            return None
        return self._bounded(analysis, m.start(), half, unit, "half")

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

    def _counted(self, analysis: Analysis, m: re.Match[str], number: Number, *, wide: bool) -> NumberPhrase | None:
        text, start, end = analysis.text, m.start(), m.end()
        digits = text[start].isascii()
        more = self._infix(text, end, m[0], number)
        if more:
            end += len(more)
            if power := self._big.match(text, end):  # 十多万: more than ten, ten-thousandfold
                factor = self._numerals.read(power[0])
                number, end = Number(number.value * (factor.value if factor else 1)), power.end()
        loose = self._big.search(text, start, end) is not None
        left = text.endswith(" ", 0, start)
        apart = not left and number.value >= _LARGE and _APART.match(text, end) is not None
        spaced = digits and ((wide and left) or apart)
        unit = self._units.at(analysis, end, digits=digits, loose=loose, spaced=spaced)
        if not more and (span := self._to(analysis, m, number, unit)) is not None:
            return span
        if unit is None and digits:
            unit = self._shared_unit(analysis, end)
        if unit is None:
            return self._without_unit(analysis, m, number, end, more=bool(more), loose=loose)
        if not self._guards.counts(analysis, start, m[0], number, unit):
            return None
        phrase = self._bounded(analysis, start, number, unit, "count")
        if phrase.bound is Bound.EXACT and self._guards.needs_bound(analysis, start, unit):
            return None
        if phrase.bound is Bound.EXACT and (more or number.value_max is not None):
            phrase = replace(phrase, bound=Bound.MORE_THAN if more else Bound.APPROX)
        if m[0] not in self._article or more:
            return phrase
        if self._guards.is_article(analysis, start, phrase.end, unit):
            return None
        return replace(phrase, one=phrase.bound is Bound.EXACT)

    def _without_unit(
        self, analysis: Analysis, m: re.Match[str], number: Number, end: int, *, more: bool, loose: bool
    ) -> NumberPhrase | None:
        """A number that counts a noun directly (`2.34万老年人`, `百余群众`) or stands at its end (`人口2.8万`)."""
        if end not in analysis.boundaries or not (loose or more):
            return None
        left = self._bounds.before(analysis, m.start())[1]
        if self._guards.is_bare(m[0]) and not more and left is None:
            return None
        following = analysis.tokens[analysis.token_index(end)] if end < len(analysis.text) else None
        if following is None or following.pos[0] not in "nabjlv":
            before = analysis.tokens[analysis.token_index(m.start() - 1)].pos[0] if m.start() else ""
            stated = (following is None or following.pos == "x") and before in ("n", "v")
            if not (loose and (left is not None or stated)):
                return None
        phrase = self._bounded(analysis, m.start(), number, Unit("", end, Counts.THING), "bare-number")
        return replace(phrase, bound=Bound.MORE_THAN) if more and phrase.bound is Bound.EXACT else phrase

    def _shared_unit(self, analysis: Analysis, end: int) -> Unit | None:
        """The unit of the last number of the list in which a bare number stands (`收窄1.7、0.7、8.3个百分点`)."""
        text, at = analysis.text, end
        for _ in range(_LONGEST_LIST):
            link = self._listed.match(text, at)
            other = self._plain.match(text, link.end()) if link is not None else None
            if other is None:
                return None
            at = other.end()
            unit = self._units.at(analysis, at, digits=True, loose=False)
            if unit is not None:
                return replace(unit, end=end) if unit.counts in _SHARED else None
        return None

    # ---- ranges --------------------------------------------------------------------------------------------------

    def _to(self, analysis: Analysis, m: re.Match[str], number: Number, unit: Unit | None) -> NumberPhrase | None:
        """A range that begins with this number, or None."""
        text, at = analysis.text, m.end() if unit is None else unit.end
        mark = self._range.match(text, at)
        neighbours = mark is None and unit is None and text.startswith(_LIST, at)
        if (mark is None and not neighbours) or number.value_max is not None:
            return None
        other = self._number.match(text, mark.end() if mark else at + 1)
        high = self._numerals.read(other[0]) if other else None
        if other is None or high is None or high.value_max is not None:
            return None
        last = self._units.at(analysis, other.end(), digits=text[other.start()].isascii(), loose=False)
        if last is None or (unit is not None and unit.text != last.text):
            return None
        changes = mark is not None and not mark[0].isascii() and text.endswith(self._from, 0, m.start())
        if changes and not text.startswith(self._rises, last.end):
            return None  # from the one to the other, unless the range itself changes: 由5至8元降至1至2元
        low = self._same_factor(m[0], number.value, other[0], high.value)
        if low >= high.value or (neighbours and (low + 1 != high.value or high.value > 9)):
            return None
        if not self._guards.counts(analysis, other.start(), other[0], high, last):
            return None
        phrase = self._bounded(analysis, m.start(), Number(low, high.value), last, "range")
        return replace(phrase, bound=Bound.APPROX) if neighbours and phrase.bound is Bound.EXACT else phrase

    def _same_factor(self, first: str, low: Decimal, second: str, high: Decimal) -> Decimal:
        """The first number of a range with the factor that it shares with the second (`3至5万`)."""
        power = self._big.search(second)
        factor = None if power is None or self._big.search(first) else self._numerals.read(power[0])
        return low * factor.value if factor is not None and low * factor.value < high else low

    # ---- bounds --------------------------------------------------------------------------------------------------

    def _infix(self, text: str, end: int, numeral: str, number: Number) -> str | None:
        """A word inside the number that makes it somewhat more: behind tens and greater only."""
        if number.value < 10 or number.value_max is not None:
            return None
        infix = next((w for w in self._infixes if text.startswith(w, end)), None)
        return None if infix in self._vague and not numeral.endswith(self._round) else infix

    def _sign(self, text: str, start: int, unit: Unit) -> str:
        """The words before a share or an amount that make it negative, or ""."""
        if unit.counts not in (Counts.SHARE, Counts.AMOUNT):
            return ""
        sign = next((w for w in self._below_zero if text.endswith(w, 0, start)), "")
        if not sign and (unit.counts is Counts.SHARE or unit.text in self._temperatures):
            sign = next((w for w in self._minus if text.endswith(w, 0, start)), "")
            if sign and text[max(0, start - len(sign) - 1) : start - len(sign)] in ("", sign):
                return ""
        return sign

    def _bounded(self, analysis: Analysis, start: int, number: Number, unit: Unit, rule: str) -> NumberPhrase:
        """The phrase with what stands around it: half more, bound words."""
        value, end, inner = number.value, unit.end, None
        if (sign := self._sign(analysis.text, start, unit)) and number.value_max is None:
            value, start = -value, start - len(sign)
        if unit.text in self._tenths and (digit := self._number.match(analysis.text, end, end + 1)) is not None:
            tenth = self._numerals.small_integer(digit[0])
            if tenth is not None and tenth < 10 and digit.end() in analysis.boundaries:
                value, end = value + Decimal(tenth) / 10, digit.end()  # 三成六
        if unit.inside in self._halves:
            value += _HALF
        elif unit.inside:
            inner = Bound.MORE_THAN
        elif unit.counts is Counts.TIME:
            half = next((w for w in self._halves if analysis.text.startswith(w, end)), None)
            if half is not None and end + len(half) in analysis.boundaries and number.value_max is None:
                value, end = value + _HALF, end + len(half)
        left, before = self._bounds.before(analysis, start)
        end, behind = self._bounds.behind(analysis, end, unit.counts)
        bound = before or inner or behind or Bound.EXACT
        return NumberPhrase(
            start, end, left, value, unit.text, bound, unit.counts, rule, number.value_max, noun_unit=unit.noun
        )
