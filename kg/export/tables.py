"""The views as CSV tables that a spreadsheet opens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.query.formats import result_text
from kg.query.run import run_query
from kg.query.saved import VIEWS, saved_query

if TYPE_CHECKING:
    from kg.rdf.dataset import Dataset

# Excel takes a CSV file for one in the local code page unless this mark stands before it.
BYTE_ORDER_MARK = "\ufeff"


def as_csv(dataset: Dataset, view: str) -> str:
    """One of the saved queries as a table, in CSV with a byte order mark."""
    return BYTE_ORDER_MARK + result_text(run_query(dataset, saved_query(view)), "csv")


__all__ = ["BYTE_ORDER_MARK", "VIEWS", "as_csv"]
