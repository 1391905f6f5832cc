"""Quantities: which numbers count, how much, in which unit, with which bound, and what."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from quantity_cases import CASES
from readings import document

from kg.extract.quantities import QuantityReader
from kg.extract.times import TimeReader
from kg.extract.tokens import analyse
from kg.schema.load import load_schema

if TYPE_CHECKING:
    from kg.extract.model import Quantity

SCHEMA = load_schema()
TIMES, QUANTITIES = TimeReader(SCHEMA), QuantityReader(SCHEMA)
DAY = datetime.date(2021, 6, 15)
ALPHABET = (
    "一二两三十百千万亿半多余几近约超至到不少于以上下内第每个名人家次元年天个月%％分之的和、，"
    "。0123456789.增长了有共“”《》（） 其中"
)


def read(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text whose first line is a headline."""
    analysis = analyse(document("题\n" + text, date=DAY))
    return QUANTITIES(analysis, TIMES(analysis))


def same(expected: str, found: str) -> bool:
    """Whether one phrase holds the other, quotation marks aside; an empty expectation asks for nothing."""
    return expected in found or (bool(found) and found in expected)


@pytest.mark.parametrize(("text", "expected"), [pytest.param(t, e, id=t) for group in CASES.values() for t, e in group])
def test_a_sentence_counts_what_a_careful_reader_counts(
    text: str, expected: list[tuple[object, str, str, str]]
) -> None:
    found = read(text)
    numbers = [(float(q.value), q.value_max and float(q.value_max), q.unit, q.bound.value) for q in found]
    wanted = []
    for value, unit, bound, _ in expected:
        low, high = value if isinstance(value, tuple) else (value, None)
        wanted.append((low, high, unit, bound))
    assert [(round(v, 6), *rest) for v, *rest in numbers] == wanted
    for (*_, of), quantity in zip(expected, found, strict=True):
        assert same(of, quantity.of), f"{quantity.text} counts {quantity.of!r}, not {of!r}"


PIECES = (
    "近3年",
    "5个、",
    "12人和",
    "两",
    "学校5所",
    "。",
    "，其中",
    "3%",
    "（",
    "各2名",
    "“一批”",
    "占",
    "零下5℃",
    "至",
    "为30米20厘米",
    "分别",
    "A区、B区",
)


@given(st.text(alphabet=ALPHABET, max_size=40))
def test_any_text_is_read_and_every_quantity_slices_its_text(text: str) -> None:
    report = document("题\n" + text, date=DAY)
    analysis = analyse(report)
    times = TIMES(analysis)
    found = QUANTITIES(analysis, times)
    for quantity in found:
        assert report.text[quantity.start : quantity.end] == quantity.text
        assert quantity.value >= 0 or quantity.text.startswith(("零下", "负", "-"))
        assert quantity.value_max is None or quantity.value_max > quantity.value
        assert all(quantity.end <= t.start or t.end <= quantity.start for t in times)
    assert [q.start for q in found] == sorted(q.start for q in found)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=4), st.integers(1, 60))
def test_rows_of_any_length_are_read(pieces: list[str], times: int) -> None:
    """The row may be longer than the reader's memory, or run over the ends of sentences."""
    analysis = analyse(document("题\n" + "".join(pieces) * times, date=None))

    assert all(analysis.text[q.start : q.end] == q.text for q in QUANTITIES(analysis))


@given(st.integers(2, 10**12))
def test_a_whole_number_with_a_measure_word_is_that_many(number: int) -> None:
    assert [(q.value, q.unit) for q in read(f"共有{number:,}人。")] == [(Decimal(number), "人")]


def test_what_is_counted_can_be_found_in_the_text() -> None:
    """`of_start` and `of_end` slice the phrase, quotation marks included."""
    (quantity,) = read("组建“银龄”服务队5支。")

    analysis = analyse(document("题\n组建“银龄”服务队5支。", date=DAY))
    assert analysis.text[quantity.of_start : quantity.of_end] == "“银龄”服务队"
    assert quantity.of == "银龄服务队"


def test_a_part_is_told_together_with_its_whole() -> None:
    """其中…: what is counted is put together from both, and stands nowhere in the text as such."""
    whole, part = read("查处违规问题54起，其中公款吃喝11起。")

    assert part.of.endswith(whole.of)
    assert part.of_start == -1


def test_a_figure_of_a_headline_is_told_once_where_the_text_repeats_it() -> None:
    report = document("我县新建12个文化广场\n我县新建12个文化广场，投资300万元。", date=DAY)

    assert [q.unit for q in QUANTITIES(analyse(report))] == ["个", "元"]


def test_without_times_a_year_is_still_no_quantity() -> None:
    """The reader of quantities does not rely on the times alone."""
    assert QUANTITIES(analyse(document("2019年，3月5日上午9时30分。", date=None))) == ()
