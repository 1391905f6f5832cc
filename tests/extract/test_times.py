"""Time phrases: what is placed on the calendar, and where."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readings import document
from time_cases import CASES

from kg.extract.times import TimeReader, calendar
from kg.extract.tokens import analyse
from kg.schema.load import load_schema

READER = TimeReader(load_schema())
ALPHABET = "今明去上下本当近前年月日时点分周至到—、，。0123456789一二三十五〇世纪代旬底初“”（） 每起来以后内"


def read(text: str, date: str | None) -> list[tuple[str, str]]:
    """First and last day of each time, in text order."""
    day = datetime.date.fromisoformat(date) if date else None
    return [(t.first.isoformat(), t.last.isoformat()) for t in READER(analyse(document(text, date=day)))]


@pytest.mark.parametrize(("date", "text", "expected"), CASES, ids=[f"{t}" for _, t, _ in CASES])
def test_a_phrase_lies_where_a_careful_reader_puts_it(
    date: str | None, text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text, date) == expected


@given(st.text(alphabet=ALPHABET, max_size=40), st.sampled_from([None, datetime.date(2020, 2, 29)]))
def test_any_text_is_read_and_every_time_slices_its_text(text: str, date: datetime.date | None) -> None:
    report = document(text, date=date)
    times = READER(analyse(report))
    for time in times:
        assert report.text[time.start : time.end] == time.text
        assert time.first <= time.last
    assert [t.start for t in times] == sorted(t.start for t in times)


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_a_full_date_is_that_day(day: datetime.date) -> None:
    assert read(f"{day.year}年{day.month}月{day.day}日", None) == [(day.isoformat(), day.isoformat())]


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 12, 31)))
def test_a_recent_month_and_day_belong_to_the_report(day: datetime.date) -> None:
    """A date of the days before the report is of the report's year or, around the new year, of the one before."""
    report = day + datetime.timedelta(days=10)
    assert read(f"{day.month}月{day.day}日", report.isoformat()) == [(day.isoformat(), day.isoformat())]


def test_a_time_that_leans_on_the_report_names_its_date() -> None:
    """Absolute dates have no anchor, relative ones the report's date."""
    day = datetime.date(2021, 6, 15)
    times = READER(analyse(document("2020年5月1日开工，今年5月完工。", date=day)))

    assert [t.anchor for t in times] == [None, day]


@given(st.dates(datetime.date(1500, 1, 1), datetime.date(2100, 12, 31)), st.integers(1, 400))
def test_a_window_ends_with_its_day_and_has_its_length(day: datetime.date, count: int) -> None:
    window = calendar.back(day, count, "day")

    assert window is not None
    assert window.last == day
    assert (window.last - window.first).days == count - 1


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [("2020-03-31", -1, "2020-02-29"), ("2021-01-15", -1, "2020-12-15"), ("2020-12-31", 2, "2021-02-28")],
)
def test_a_month_that_is_too_short_gives_its_last_day(day: str, months: int, expected: str) -> None:
    assert calendar.shift_months(datetime.date.fromisoformat(day), months).isoformat() == expected
