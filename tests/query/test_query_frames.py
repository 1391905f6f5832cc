"""Answers as data frames."""

from __future__ import annotations

import datetime
import sys
from decimal import Decimal
from typing import TYPE_CHECKING

import pandas as pd
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import MissingExtraError
from kg.query.frames import to_pandas, to_polars
from kg.query.result import Answer, Table

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

ACTS = """SELECT ?verb ?value ?first ?sure WHERE {
  ?act kg:verb ?verb ; kg:confidence ?sure ; kg:start ?at .
  OPTIONAL { ?act kg:quantity/kg:statedValue ?value }
  OPTIONAL { ?act sem:hasTime/time:hasBeginning/time:inXSDDate ?first }
} ORDER BY ?at"""


def test_pandas_has_numbers_dates_texts_and_missing_values(graph: KnowledgeGraph) -> None:
    frame = graph.query(ACTS).to_pandas()

    assert list(frame.columns) == ["verb", "value", "first", "sure"]
    assert [str(kind) for kind in frame.dtypes[["verb", "value", "sure"]]] == ["string", "Int64", "Float64"]
    assert pd.api.types.is_datetime64_any_dtype(frame["first"])
    assert list(frame["verb"]) == ["举办", "培训", "完成", "收取"]
    assert frame["value"].sum() == 234
    assert list(frame["value"].isna()) == [False, False, False, True]
    assert frame["first"][0] == pd.Timestamp("2023-06-05")


def test_polars_has_numbers_dates_texts_and_nulls(graph: KnowledgeGraph) -> None:
    frame = graph.query(ACTS).to_polars()

    assert frame.schema == {"verb": pl.String, "value": pl.Int64, "first": pl.Date, "sure": pl.Float64}
    assert frame["value"].sum() == 234
    assert frame["first"][0] == datetime.date(2023, 6, 5)
    assert frame["value"].null_count() == 1


def test_every_kind_of_answer_is_a_table(graph: KnowledgeGraph) -> None:
    yes = graph.query("ASK { ?r a kg:Report }")
    triples = graph.query("CONSTRUCT { ?s a ?c } WHERE { ?s a ?c }")

    assert list(yes.to_pandas()["answer"]) == [True]
    assert yes.to_polars()["answer"].to_list() == [True]
    assert list(yes) == [(True,)]
    assert list(triples.to_pandas().columns) == triples.to_polars().columns == ["subject", "predicate", "object"]
    assert len(triples.to_pandas()) == len(triples.rows)


def test_a_notebook_shows_the_first_rows_as_a_table(graph: KnowledgeGraph) -> None:
    shown = graph.query(ACTS)._repr_html_()
    many = Table(("<n>",), tuple((f"<{number}>",) for number in range(60)))._repr_html_()

    assert "<caption>4 rows</caption>" in shown
    assert "<td>举办</td><td>4</td><td>2023-06-05</td>" in shown
    assert "<caption>50 of 60 rows</caption>" in many
    assert "<th>&lt;n&gt;</th>" in many
    assert many.count("<tr>") == 51


def test_an_answer_without_rows_keeps_its_columns(graph: KnowledgeGraph) -> None:
    empty = graph.query("SELECT ?a ?b { ?a a kg:Nothing ; kg:b ?b }")

    assert list(empty.to_pandas().columns) == empty.to_polars().columns == ["a", "b"]
    assert len(empty.to_pandas()) == empty.to_polars().height == 0
    assert len(Table((), ()).to_pandas().columns) == 0


DATES = st.dates() | st.datetimes(timezones=st.none() | st.timezones())
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.floats(),
    DATES,
    st.text(st.characters(exclude_categories=["Cs"])),
)
COLUMNS = st.one_of(*(st.lists(kind, min_size=3, max_size=3) for kind in (VALUES, DATES, st.integers())))


@given(st.lists(COLUMNS, max_size=3))
def test_any_values_make_a_frame(columns: list[list[object]]) -> None:
    names = [f"c{number}" for number in range(len(columns))]
    rows = list(zip(*columns, strict=True))

    assert list(to_pandas(names, rows).columns) == names  # type: ignore[arg-type]
    assert to_polars(names, rows).columns == names  # type: ignore[arg-type]


def test_days_and_times_of_day_in_one_column_are_times_without_a_zone() -> None:
    stated = ["2023-06-05T09:30:00", "2023-06-05T09:30:00+08:00"]
    rows = ((datetime.date(2023, 6, 5),), *((datetime.datetime.fromisoformat(text),) for text in stated))
    instants = ["2023-06-05T00:00", "2023-06-05T09:30", "2023-06-05T01:30"]
    expected = [datetime.datetime.fromisoformat(text) for text in instants]

    assert to_polars(("at",), rows)["at"].to_list() == expected
    assert to_pandas(("at",), rows)["at"].to_list() == expected


def test_whole_numbers_beyond_64_bits_stay_exact() -> None:
    rows = ((10**30,), (1,))

    assert list(to_pandas(("n",), rows)["n"]) == [10**30, 1]
    assert to_polars(("n",), rows)["n"].to_list() == [str(10**30), "1"]


def test_whole_and_other_numbers_together_are_numbers() -> None:
    rows = ((Decimal("1.5"),), (2,))

    assert to_pandas(("n",), rows)["n"].sum() == 3.5
    assert to_polars(("n",), rows)["n"].sum() == 3.5


@pytest.mark.parametrize("package", ["pandas", "polars"])
def test_without_the_package_its_extra_is_named(package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, package, None)

    with pytest.raises(MissingExtraError, match=rf"pip install 'govkg\[{package}\]'"):
        getattr(Answer(value=True), f"to_{package}")()
