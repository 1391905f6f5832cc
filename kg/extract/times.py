"""Time phrases that can be placed on the calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


class TimeReader:
    """Finds time expressions; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(self, analysis: Analysis) -> tuple[TimeExpression, ...]:
        """All time expressions of the document, in text order."""
        return ()
