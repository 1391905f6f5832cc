"""Relations that acts state: who carried out, took part, issued, established, and where it was held."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Act, Mention, Relation
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema


class ActRelationReader:
    """Turns acts whose verb triggers a relation into that relation; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(
        self,
        analysis: Analysis,
        mentions: tuple[Mention, ...],
        resolution: Resolution,
        acts: tuple[Act, ...],
    ) -> tuple[Relation, ...]:
        """The relations, `predicate` being the key of an ontology relation (`carriedOutBy`, …)."""
        return ()
