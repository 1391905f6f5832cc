"""Answers as data frames of pandas and polars, which are loaded only here."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from kg.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    import polars as pl

    from kg.query.result import Row, Value


def to_pandas(columns: Sequence[str], rows: Sequence[Row]) -> pd.DataFrame:
    """A DataFrame with a fitting dtype for each column.

    Whole numbers are `Int64`, other numbers `Float64`, truth values `boolean`, dates `datetime64` (a day is its
    midnight, a time with a zone is UTC's), all else `string`; where nothing is bound stands pandas' missing value.
    A column of several kinds keeps Python's values.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    try:
        import pandas as pd  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("pandas is not installed", remedy="pip install 'govkg[pandas]'") from error
    make: dict[str, Callable[[list[object]], pd.Series]] = {
        "boolean": lambda values: pd.Series(values, dtype="boolean"),
        "integer": lambda values: pd.Series(values, dtype="Int64" if _short(values) else "object"),
        "number": lambda values: pd.Series(_floats(values), dtype="Float64"),
        "date": lambda values: pd.Series([_instant(value) for value in values], dtype="datetime64[us]"),
        "text": lambda values: pd.Series(values, dtype="string"),
        "mixed": lambda values: pd.Series(values, dtype="object"),
    }
    made = []
    for number in range(len(columns)):
        values: list[object] = [row[number] for row in rows]
        made.append(make[kind(values)](values))
    frame = pd.concat(made, axis=1) if made else pd.DataFrame()
    frame.columns = pd.Index(columns)
    return frame


def to_polars(columns: Sequence[str], rows: Sequence[Row]) -> pl.DataFrame:
    """A DataFrame with a fitting type for each column; a column of several kinds is text.

    Days are `Date`; beside times of day they are `Datetime` at midnight, and times with a zone are UTC's.

    Raises:
        MissingExtraError: polars is not installed.
    """
    try:
        import polars as pl  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("polars is not installed", remedy="pip install 'govkg[polars]'") from error
    types = {"boolean": pl.Boolean, "integer": pl.Int64, "number": pl.Float64, "date": pl.Date, "text": pl.String}
    made = []
    for number, column in enumerate(columns):
        values: list[object] = [row[number] for row in rows]
        found = kind(values)
        if found == "mixed" or (found == "integer" and not _short(values)):
            found, values = "text", [None if value is None else str(value) for value in values]
        if found == "date" and any(isinstance(value, datetime.datetime) for value in values):
            made.append(pl.Series(column, [_instant(value) for value in values], dtype=pl.Datetime("us")))
            continue
        made.append(pl.Series(column, _floats(values) if found == "number" else values, dtype=types[found]))
    return pl.DataFrame(made)


def kind(values: Sequence[Value] | Sequence[object]) -> str:
    """What the values of a column are: boolean, integer, number, date, text, or mixed; text where there are none."""
    found = {_KINDS.get(type(value), "mixed") for value in values if value is not None}
    if found == {"integer", "number"}:
        return "number"
    return found.pop() if len(found) == 1 else "mixed" if found else "text"


_KINDS: dict[type, str] = {
    bool: "boolean",
    int: "integer",
    float: "number",
    Decimal: "number",
    datetime.date: "date",
    datetime.datetime: "date",
    str: "text",
}


def _instant(value: object) -> datetime.datetime | None:
    """A date or a time of day as a time of day without a zone: a day is its midnight, a time with a zone is UTC's."""
    if isinstance(value, datetime.datetime):
        try:
            return value.astimezone(datetime.UTC).replace(tzinfo=None) if value.tzinfo else value
        except OverflowError:  # the calendar ends before the zone's first hours do
            return value.replace(tzinfo=None)
    return datetime.datetime.combine(value, datetime.time.min) if isinstance(value, datetime.date) else None


def _short(values: Sequence[object]) -> bool:
    """Whether whole numbers fit into 64 bits."""
    return all(value is None or -(2**63) <= int(str(value)) < 2**63 for value in values)


def _floats(values: Sequence[object]) -> list[float | None]:
    return [None if value is None else float(str(value)) for value in values]
