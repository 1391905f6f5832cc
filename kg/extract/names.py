"""Names of areas, organizations, persons, posts, groups and places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Mention, Quantity, TimeExpression
    from kg.extract.tokens import Analysis
    from kg.schema.model import Schema


class NameReader:
    """Finds names; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(
        self, analysis: Analysis, quantities: tuple[Quantity, ...], times: tuple[TimeExpression, ...]
    ) -> tuple[Mention, ...]:
        """Mentions of areas, organizations, persons, posts, groups and places, in text order."""
        return ()
