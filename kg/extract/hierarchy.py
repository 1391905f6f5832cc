"""Containment that the report's structure shows: lists, headings, announced groups."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Mention, Relation
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.resolve.model import Notice
    from kg.schema.model import Schema


class HierarchyReader:
    """Finds part_of, and announced numbers that the members found do not reach; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> tuple[tuple[Relation, ...], tuple[Notice, ...]]:
        """The relations (`predicate` is `partOf`) and the notices."""
        return (), ()
