"""From mentions to entities: one per thing, with its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.model import Entity
    from kg.schema.model import Schema


@dataclass(frozen=True, slots=True)
class Resolution:
    """The entities, and for each mention (by its index) the entity it stands for, or None."""

    entities: tuple[Entity, ...]
    of_mention: tuple[int | None, ...]


class Resolver:
    """Joins the mentions of one thing; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(self, analysis: Analysis, mentions: tuple[Mention, ...]) -> Resolution:
        """The entities of the document; every mention that is resolved belongs to exactly one."""
        return Resolution((), tuple(None for _ in mentions))
