"""Who did what, how many, when, where, and whether it has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Act, Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema


class ActReader:
    """Finds acts with their roles; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(
        self,
        analysis: Analysis,
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        quantities: tuple[Quantity, ...],
        times: tuple[TimeExpression, ...],
    ) -> tuple[tuple[Act, ...], tuple[Quantity, ...]]:
        """The acts in text order, and the quantities with `of` completed where only the act tells what is counted."""
        return (), quantities
