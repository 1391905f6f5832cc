"""A table of figures becomes counts with the labels of row and column, in the unit that head, row or caption states."""

from __future__ import annotations

import pytest
from table_cases import TABLES

from kg.builder import Builder


@pytest.fixture(scope="module")
def builder():
    return Builder()


def counts(builder: Builder, text: str):
    reading = builder.read(f"# 通报\n\n{text}\n".encode(), name="t.md")
    return reading, [(f"{q.value:f}", q.unit, q.of) for q in reading.quantities]


@pytest.mark.parametrize(("table", "expected"), TABLES)
def test_each_figure_counts_what_row_and_column_name(builder, table, expected) -> None:
    assert counts(builder, table)[1] == expected


def test_the_evidence_of_a_figure_is_the_sentence_of_its_row(builder) -> None:
    reading, _ = counts(builder, TABLES[0][0])
    document = reading.document
    figure = reading.quantities[1]
    sentence = document.sentence_at(figure.start)
    assert document.text[sentence.start : sentence.end] == "柳林镇\t12\t340"
    assert document.place_at(figure.start) == "line=4,5"


def test_the_head_of_a_table_tells_of_no_act(builder) -> None:
    reading, _ = counts(builder, "| 村 | 走访户数（户） | 办结（件） |\n|---|---|---|\n| 前泉村 | 820 | 45 |")
    assert reading.acts == ()


def test_what_is_no_figure_stays_with_the_ordinary_reader(builder) -> None:
    text = "| 镇 | 做法 |\n|---|---|\n| 柳林镇 | 组织志愿者120名，清理河道8公里。 |"
    assert {(v, u) for v, u, _ in counts(builder, text)[1]} == {("120", "名"), ("8", "公里")}
