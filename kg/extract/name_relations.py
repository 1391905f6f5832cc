"""Relations that names and their neighbourhood show: posts and holders, parents, territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.extract.model import Mention, Relation
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema


class NameRelationReader:
    """Finds holds_post, post_in, sub_organization_of, governs, located_in; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> tuple[Relation, ...]:
        """The relations, `predicate` being the key of an ontology relation (`holdsPost`, …)."""
        return ()
