"""The views as tables: as CSV that a spreadsheet opens, and with names and sentences for the workbook and Parquet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.export.evidence import Evidence
from kg.query.formats import result_text
from kg.query.result import Value
from kg.query.run import run_query
from kg.query.saved import VIEWS, saved_query

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.rdf.dataset import Dataset
    from kg.schema.model import Schema

# Excel takes a CSV file for one in the local code page unless this mark stands before it.
BYTE_ORDER_MARK = "\ufeff"

# Columns that hold the IRI of a thing whose name a reader wants beside it.
_NAMED = {"relations": ("s", "o"), "actions": ("agent", "objectEntity", "place")}


def as_csv(dataset: Dataset, view: str) -> str:
    """One of the saved queries as a table, in CSV with a byte order mark."""
    return BYTE_ORDER_MARK + result_text(run_query(dataset, saved_query(view)), "csv")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A view with what a reader needs beside it.

    Attributes:
        view: its name.
        columns: those of the view, with `…_name` before each column of IRIs of things, and `evidence` at the end: the
            sentences that the row rests on, one to a line.
        rows: the values, in Python's own types.
        sentences: for each row the IRIs of these sentences.
    """

    view: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    sentences: tuple[tuple[str, ...], ...]


def sheets(dataset: Dataset, schema: Schema) -> Iterator[Sheet]:
    """The five views, one after the other."""
    evidence = Evidence(dataset, {r.view: r.iri for r in schema.relations.values() if r.view})
    for view in VIEWS:
        table = run_query(dataset, saved_query(view))
        named = _NAMED.get(view, ())
        columns: list[str] = []
        for column in table.columns:
            columns += [f"{column}_name", column] if column in named else [column]
        rows, resting = [], []
        for row in table.rows:
            cells: list[Value] = []
            for column, value in zip(table.columns, row, strict=True):
                cells += [evidence.name(value), value] if column in named else [value]
            found = evidence.sentences(evidence.nodes(view, row))
            rows.append((*cells, "\n".join(evidence.words(found))))
            resting.append(tuple(found))
        yield Sheet(view, (*columns, "evidence"), tuple(rows), tuple(resting))


__all__ = ["BYTE_ORDER_MARK", "VIEWS", "Sheet", "as_csv", "sheets"]
