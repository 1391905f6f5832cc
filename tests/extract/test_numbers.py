"""Numerals in digits and characters."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numbers import Number, Numerals, fraction
from kg.schema.load import load_schema

NUMERALS = Numerals(load_schema(), units=("千克", "千瓦时"))
PATTERN = re.compile(NUMERALS.pattern)
DIGITS = "零一二三四五六七八九"


def spoken(number: int) -> str:
    """A whole number below 10^16 in characters, as one says it, with 零 where places are left out."""
    if number == 0:
        return DIGITS[0]
    text, gap = "", False
    for factor, word in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        part = number // factor % 10**4
        if part == 0:
            gap = bool(text)
            continue
        text += DIGITS[0] if text and (gap or part < 1000) else ""
        text += below_ten_thousand(part) + word
        gap = False
    return text


def below_ten_thousand(number: int) -> str:
    text, gap = "", False
    for factor, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // factor % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += (DIGITS[0] if gap else "") + DIGITS[digit] + word
        gap = False
    return text


def test_every_number_to_a_hundred_thousand_is_read_as_it_is_said() -> None:
    """Exhaustive: the numeral of each number gives that number, also with 十 for 一十."""
    for number in range(100_000):
        text = spoken(number)
        assert NUMERALS.read(text) == Number(Decimal(number)), text
        if text.startswith("一十"):
            assert NUMERALS.read(text[1:]) == Number(Decimal(number)), text[1:]


@given(st.integers(0, 10**12 - 1))
def test_great_numbers_are_read_as_they_are_said(number: int) -> None:
    text = spoken(number)
    assert NUMERALS.read(text) == Number(Decimal(number))
    assert PATTERN.fullmatch(text)


@given(st.integers(0, 10**15), st.booleans())
def test_digits_are_read_with_and_without_separators(number: int, separated: bool) -> None:  # noqa: FBT001
    text = f"{number:,}" if separated else str(number)
    assert NUMERALS.read(text) == Number(Decimal(number))
    assert PATTERN.fullmatch(text)


@given(st.decimals(0, 9999, places=2), st.sampled_from([("千", 1000), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]))
def test_digits_take_a_factor(number: Decimal, factor: tuple[str, int]) -> None:
    found = NUMERALS.read(f"{number}{factor[0]}")
    assert found is not None
    assert found.value == number * factor[1]


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("两", 2, None),
        ("两千三百", 2300, None),
        ("三千五", 3500, None),
        ("两万三", 23000, None),
        ("一百二", 120, None),
        ("一百零二", 102, None),
        ("二十", 20, None),
        ("百", 100, None),
        ("千万", 10**7, None),
        ("十亿五千万", 1_050_000_000, None),
        ("2亿3000万", 230_000_000, None),
        ("1万2千", 12000, None),
        ("1 300", 1300, None),
        ("三点五", Decimal("3.5"), None),
        ("三点五万", 35000, None),
        ("两三", 2, 3),
        ("三五", 3, 5),
        ("七八十", 70, 80),
        ("十二三", 12, 13),
        ("三四百万", 3_000_000, 4_000_000),
    ],
)
def test_colloquial_and_mixed_numerals(text: str, low: Decimal | int, high: int | None) -> None:
    found = NUMERALS.read(text)
    assert found == Number(Decimal(low), None if high is None else Decimal(high))


@pytest.mark.parametrize("text", ["一一", "一三百", "百千", "三二", "二〇一九", "3000万2亿", "零零", "点五", ""])
def test_what_is_no_numeral_is_not_read(text: str) -> None:
    assert NUMERALS.read(text) is None


@pytest.mark.parametrize(("text", "number"), [("二〇一九", 2019), ("一九九八", 1998), ("2019", 2019), ("十九", None)])
def test_digits_said_one_by_one(text: str, number: int | None) -> None:
    assert NUMERALS.digit_string(text) == number


@pytest.mark.parametrize(("text", "numeral"), [("5千克", "5"), ("1.2亿千瓦时", "1.2亿"), ("5千名", "5千")])
def test_a_factor_that_begins_a_unit_belongs_to_the_unit(text: str, numeral: str) -> None:
    found = PATTERN.match(text)
    assert found is not None
    assert found[0] == numeral


@given(st.text(alphabet=DIGITS + "两十百千万亿点0123456789,. ", max_size=12))
def test_any_numeral_is_read_without_error(text: str) -> None:
    found = NUMERALS.read(text)
    assert found is None or found.value >= 0


@pytest.mark.parametrize(
    ("top", "below", "value"), [(1, 4, "0.25"), (1, 3, "0.333333"), (2, 3, "0.666667"), (3, 3, "1")]
)
def test_fractions_that_do_not_end_are_rounded(top: int, below: int, value: str) -> None:
    assert fraction(Decimal(top), Decimal(below)) == Decimal(value)
