"""A folder of Parquet files: the views with names and sentences, the reports, and the sentences."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from kg.errors import MissingExtraError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from kg.export.tables import Sheet
    from kg.projection.facts import Facts
    from kg.query.result import Value

# The columns that hold no text, by name, whichever view has them.
_NUMBERS = {"value", "valueMax"}
_DATES = {"start", "end", "date"}


def as_parquet(sheets: Iterable[Sheet], facts: Facts) -> Iterator[tuple[str, Iterator[bytes]]]:
    """File name → its content, one file after the other.

    Numbers are 64-bit floating point, dates are dates, `sentences` is a list of IRIs; all else is text.

    Args:
        sheets: the views.
        facts: what the dataset says, for the reports and sentences.

    Raises:
        MissingExtraError: pyarrow is not installed.
    """
    try:
        import pyarrow as pa  # noqa: PLC0415 - an extra
        import pyarrow.parquet as pq  # noqa: PLC0415
    except ImportError as error:
        raise MissingExtraError("pyarrow is not installed", remedy="pip install 'govkg[parquet]'") from error

    def file(columns: Sequence[tuple[str, Any]], rows: Sequence[Sequence[object]]) -> Iterator[bytes]:
        arrays = [
            pa.array([_fit(row[number], datatype) for row in rows], type=datatype)
            for number, (_, datatype) in enumerate(columns)
        ]
        out = io.BytesIO()
        pq.write_table(pa.table(arrays, names=[name for name, _ in columns]), out, compression="zstd")
        yield out.getvalue()

    def _fit(value: object, datatype: object) -> object:
        if value is None or datatype == lists:
            return value
        if datatype == pa.float64():
            return float(str(value))
        return str(value) if datatype == pa.string() else value

    def datatype(column: str, values: Iterable[Value]) -> Any:
        if column in _NUMBERS:
            return pa.float64()
        return pa.date32() if column in _DATES and not any(isinstance(v, str) for v in values) else pa.string()

    lists = pa.list_(pa.string())
    for sheet in sheets:
        kinds = [
            (name, datatype(name, (row[number] for row in sheet.rows))) for number, name in enumerate(sheet.columns)
        ]
        rows = [(*row, list(found)) for row, found in zip(sheet.rows, sheet.sentences, strict=True)]
        yield f"{sheet.view}.parquet", file([*kinds, ("sentences", lists)], rows)
    text, number = pa.string(), pa.int64()
    yield (
        "reports.parquet",
        file(
            [(name, text) for name in ("report", "file", "title", "date", "publisher", "text")],
            [(r.iri, r.name, r.title, r.date, r.publisher, r.text) for r in facts.reports],
        ),
    )
    yield (
        "sentences.parquet",
        file(
            [("sentence", text), ("report", text), ("start", number), ("end", number), ("text", text)],
            [
                (s.iri, facts.reports[s.report].iri, s.start, s.end, facts.said(n))
                for n, s in enumerate(facts.sentences)
            ],
        ),
    )
