"""Numbers that count or measure something."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


class QuantityReader:
    """Finds quantities; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(self, analysis: Analysis, times: tuple[TimeExpression, ...] = ()) -> tuple[Quantity, ...]:
        """All quantities of the document, in text order."""
        return ()
