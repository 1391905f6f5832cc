"""What a query answers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

import pyoxigraph as ox

from kg.schema.terms import XSD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    import pandas as pd
    import polars as pl

Value: TypeAlias = "str | int | float | Decimal | bool | datetime.date | datetime.datetime | None"
Row: TypeAlias = "tuple[Value, ...]"
Term: TypeAlias = "ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple"

_CONVERT: Mapping[str, Callable[[str], Value]] = {
    XSD + "integer": int,
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": lambda lexical: lexical in {"true", "1"},
    XSD + "date": datetime.date.fromisoformat,
    XSD + "dateTime": datetime.datetime.fromisoformat,
}


class _Rows:
    """What every answer offers: columns and rows, and with the packages installed, data frames of them."""

    __slots__ = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns."""
        raise NotImplementedError

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows, in Python's own types."""
        raise NotImplementedError

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas DataFrame, with dates as datetimes; nothing bound is a missing value.

        Raises:
            MissingExtraError: pandas is not installed.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> frame = g.query("SELECT ?unit ?n { ?q kg:statedValue ?n ; schema:unitText ?unit }").to_pandas()
        >>> int(frame["n"].sum())
        4
        """
        from kg.query.frames import to_pandas  # noqa: PLC0415 - the package is loaded when it is asked for

        return to_pandas(self.columns, self.rows)

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars DataFrame, with dates as dates; nothing bound is null.

        Raises:
            MissingExtraError: polars is not installed.

        >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
        >>> frame = g.query("SELECT ?unit ?n { ?q kg:statedValue ?n ; schema:unitText ?unit }").to_polars()
        >>> frame["n"].sum()
        4
        """
        from kg.query.frames import to_polars  # noqa: PLC0415

        return to_polars(self.columns, self.rows)

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        from kg.query.formats import html_table  # noqa: PLC0415 - that module imports this one

        return html_table(self.columns, self.rows)


@dataclass(frozen=True, slots=True)
class Table(_Rows):
    """The rows that a SELECT query found.

    Iterating yields rows as tuples; `records` yields them as dictionaries.

    >>> g = build(text="2024年3月5日，清河区教育局举办4期培训班。")
    >>> table = g.query("SELECT ?verb ?n { ?act kg:verb ?verb ; kg:quantity/kg:statedValue ?n }")
    >>> table.columns, table.rows
    (('verb', 'n'), (('举办', 4),))
    >>> list(table.records())
    [{'verb': '举办', 'n': 4}]

    Attributes:
        columns: the names of the variables, without `?`.
        rows: values in Python's own types: IRIs and texts as str, numbers, dates; None where nothing is bound.
    """

    columns: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    _solutions: tuple[tuple[Term | None, ...], ...] = field(repr=False, compare=False, default=())

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def records(self) -> Iterator[dict[str, Value]]:
        """Each row as a dictionary from column to value."""
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    @property
    def terms(self) -> tuple[tuple[Term | None, ...], ...]:
        """The rows as RDF terms, for those who need language tags and datatypes."""
        return self._solutions


@dataclass(frozen=True, slots=True)
class Answer(_Rows):
    """The yes or no of an ASK query; it is true or false itself, and as a table one row of one column."""

    value: bool

    @property
    def columns(self) -> tuple[str, ...]:
        """One, `answer`."""
        return ("answer",)

    @property
    def rows(self) -> tuple[Row, ...]:
        """One, with the answer."""
        return ((self.value,),)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)

    def __bool__(self) -> bool:
        return self.value


@dataclass(frozen=True, slots=True)
class Description(_Rows):
    """The triples that a CONSTRUCT or DESCRIBE query made, sorted; as a table, subject, predicate and object."""

    triples: tuple[ox.Triple, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """Subject, predicate and object."""
        return ("subject", "predicate", "object")

    @property
    def rows(self) -> tuple[Row, ...]:
        """A row for each triple."""
        return tuple(tuple(map(python_value, triple)) for triple in self.triples)

    def __iter__(self) -> Iterator[ox.Triple]:
        return iter(self.triples)

    def __len__(self) -> int:
        return len(self.triples)


Result: TypeAlias = "Table | Answer | Description"


def python_value(term: Term | None) -> Value:
    """A term in Python's own types; a literal whose form does not fit its datatype stays the text it is."""
    if term is None:
        return None
    if isinstance(term, ox.Literal):
        convert = _CONVERT.get(term.datatype.value)
        if convert is None:
            return term.value
        try:
            return convert(term.value)
        except (ValueError, ArithmeticError):
            return term.value
    return str(term) if isinstance(term, ox.Triple | ox.BlankNode) else term.value
