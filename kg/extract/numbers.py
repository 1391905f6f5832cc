"""Chinese and Arabic numerals to numbers: `1,300`, `3.8万`, `两千三百`, `1.2万亿`, `二〇一九`, `两三`, `三分之一`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kg.schema.model import Schema

# Digits with separators (1,300 or, as some printers set it, 1 300) or without; bounded, so that no text is slow.
_ARABIC = r"(?:[0-9]{1,3}(?:[, ][0-9]{3}){1,5}(?![0-9])|[0-9]{1,18}(?![0-9]))(?:\.[0-9]{1,12})?"
# What is left below the last factor: 5万900.
_REST = r"(?:[0-9]{2,4}(?![0-9.,%]))?"
_ARABIC_RUN = re.compile(_ARABIC)
_DIGITS = 18  # of the longest number that is read
_PLACES = 6  # decimal places kept of a fraction that does not end


@dataclass(frozen=True, slots=True)
class Number:
    """What a numeral says.

    Attributes:
        value: the number.
        value_max: the upper end where two neighbouring digits leave it open (`两三`, `七八十`), else None.
    """

    value: Decimal
    value_max: Decimal | None = None


class Numerals:
    """The numerals of the ontology; built once from the schema.

    Attributes:
        pattern: source of a regular expression, without groups, for one numeral in digits, characters or both.
        characters: every character that can stand in a numeral of characters, for use inside `[…]`.
        digits: every character that writes a digit, for use inside `[…]`.
    """

    def __init__(self, schema: Schema, *, units: Iterable[str] = ()) -> None:
        """Compile the numerals.

        Args:
            schema: the ontology.
            units: measure words; those that begin like a factor (千克, 千瓦时) keep that character for themselves.
        """
        self._digit = _values(schema, "digit")
        self._small = _values(schema, "smallPower")
        self._big = _values(schema, "bigPower")
        self._tens = _values(schema, "tensWord")
        self._point = schema.words("decimalPoint")
        digits, small, big = ("".join(sorted(t)) for t in ((*self._digit, *self._tens), self._small, self._big))
        self.digits = re.escape(digits)
        self.characters = re.escape(digits + small + big)
        powers = _guarded_powers(small, big, units)
        point = "|".join(re.escape(p) for p in self._point) or "(?!)"
        self.pattern = (
            rf"(?:{_ARABIC}(?:(?:{powers}){{1,4}}(?:{_ARABIC}(?:{powers}){{1,4}}){{0,4}}{_REST})?"
            rf"|(?:[{self.digits}]|{powers}){{1,24}}(?:(?:{point})[{self.digits}]{{1,12}}(?:{powers}){{0,4}})?)"
        )
        self._mark = re.compile("|".join(re.escape(p) for p in self._point) or "(?!)")

    def read(self, text: str) -> Number | None:
        """The number that a whole numeral says, or None where the characters make none (`一三百`, `百千`)."""
        arabic = _ARABIC_RUN.match(text)
        if arabic is not None:
            return self._read_arabic(text, arabic.end())
        point = self._mark.search(text)
        if point is not None and point.start() > 0:
            return self._read_spoken_decimal(text, point)
        value = self._integer(text)
        return Number(Decimal(value)) if value is not None else self._read_open(text)

    def digit_string(self, text: str) -> int | None:
        """The number that digits say one by one (`二〇一九` is 2019, `2019` too), or None."""
        if text.isascii():
            return int(text) if text.isdigit() and len(text) <= _DIGITS else None
        if any(c not in self._digit for c in text):
            return None
        return int("".join(str(self._digit[c]) for c in text))

    def small_integer(self, text: str) -> int | None:
        """The whole number of a numeral in digits or characters, or None; for days, months, ordinals."""
        if text.isascii():
            return int(text) if text.isdigit() and len(text) <= _DIGITS else None
        return self._integer(text)

    def _read_arabic(self, text: str, end: int) -> Number | None:
        """Digits with factors: `3.8万`, `1.2万亿`, `2亿3000万`."""
        total = Decimal(0)
        at = 0
        while at < len(text):
            found = _ARABIC_RUN.match(text, at) if at else None
            end = found.end() if found else end
            if at and not found:
                return None
            part = Decimal(text[at:end].replace(",", "").replace(" ", ""))
            while end < len(text) and (factor := self._small.get(text[end]) or self._big.get(text[end])):
                part *= factor
                end += 1
            if at and part >= total:  # the parts must fall: 3000万2亿 is no number
                return None
            total += part
            at = end
        return Number(tidy(total))

    def _read_spoken_decimal(self, text: str, point: re.Match[str]) -> Number | None:
        whole = self._integer(text[: point.start()])
        end = point.end()
        while end < len(text) and text[end] in self._digit:
            end += 1
        decimals = "".join(str(self._digit[c]) for c in text[point.end() : end])
        if whole is None or not decimals:
            return None
        value = Decimal(f"{whole}.{decimals}")
        for c in text[end:]:
            factor = self._small.get(c) or self._big.get(c)
            if factor is None:
                return None
            value *= factor
        return Number(tidy(value))

    def _integer(self, text: str) -> int | None:
        """A numeral in characters, by the grammar of factors; None where it breaks it."""
        if not text:
            return None
        total = section = 0  # of the whole; of the part below the next big factor
        digit: int | None = None
        last_small, last_big = 10_000, 10**16
        after_zero = False
        for c in text:
            if (value := self._digit.get(c)) is not None:
                if digit is not None and (digit != 0 or value == 0):
                    return None
                after_zero = after_zero or value == 0
                digit = value
            elif tens := self._tens.get(c):
                if digit or last_small <= 10:
                    return None
                section += tens
                last_small, digit, after_zero = 10, None, False
            elif factor := self._small.get(c):
                if factor >= last_small or (digit == 0 and factor != 10):
                    return None
                section += (1 if digit is None or digit == 0 else digit) * factor
                last_small, digit, after_zero = factor, None, False
            else:
                factor = self._big.get(c, 0)
                section += digit or 0
                if section == 0 and total == 0:
                    section = 1
                if not factor or (section == 0 and factor <= last_big):
                    return None
                total = (total + section) * factor if factor > last_big else total + section * factor
                section, digit, after_zero = 0, None, False
                last_small, last_big = factor, factor
        return self._close(total, section, digit, after_zero, text)

    def _close(self, total: int, section: int, digit: int | None, after_zero: bool, text: str) -> int | None:  # noqa: FBT001
        """Add the last digit: a unit, or a decimal of the factor before it (`三千五` is 3500)."""
        if digit is None:
            return total + section
        if digit == 0:
            return 0 if len(text) == 1 else None
        if len(text) >= 3 and not after_zero and text[-2] not in self._digit and text[-2] not in self._tens:
            factor = self._small.get(text[-2]) or self._big[text[-2]]
            if factor > 10:
                return total + section + digit * factor // 10
        return total + section + digit

    def _read_open(self, text: str) -> Number | None:
        """Two neighbouring digits in the place of one: `两三`, `七八十`, `三四百万`, `十二三`."""
        for i in range(len(text) - 1):
            low, high = self._digit.get(text[i]), self._digit.get(text[i + 1])
            if low is None or high is None:
                continue
            if not (low + 1 == high or (low, high) == (3, 5)) or low == 0:
                return None
            first, second = self._integer(text[:i] + text[i] + text[i + 2 :]), self._integer(text[:i] + text[i + 1 :])
            if first is None or second is None:
                return None
            return Number(Decimal(first), Decimal(second))
        return None


def fraction(numerator: Decimal, denominator: Decimal) -> Decimal:
    """A fraction as a decimal, rounded to six places where it does not end."""
    value = numerator / denominator
    rounded = value.quantize(Decimal(1).scaleb(-_PLACES))
    return value.normalize() if value == rounded else rounded


def tidy(value: Decimal) -> Decimal:
    """The same number without a decimal part that is zero (3.8 times ten thousand is 38000, not 38000.0)."""
    whole = value.to_integral_value()
    return whole if whole == value else value


def _values(schema: Schema, clue: str) -> dict[str, int]:
    return {word: int(schema.fact(keys[0], "value") or 0) for word, keys in schema.clue(clue).items()}


def _guarded_powers(small: str, big: str, units: Iterable[str]) -> str:
    """An alternation of the factors in which one that begins a measure word does not count as a factor before it."""
    rests: dict[str, set[str]] = {}
    for unit in units:
        if len(unit) > 1 and unit[0] in small + big:
            rests.setdefault(unit[0], set()).add(unit[1:])
    parts = [
        re.escape(c) + f"(?!{'|'.join(re.escape(r) for r in sorted(rests[c], key=lambda r: (-len(r), r)))})"
        for c in sorted(rests)
    ]
    plain = "".join(c for c in small + big if c not in rests)
    return "|".join([f"[{re.escape(plain)}]", *parts])
