"""Relations that names and their neighbourhood show: posts and holders, parents, territories."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.extract.holding import HoldingReader
from kg.extract.model import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kg.extract.model import Mention
    from kg.extract.tokens import Analysis
    from kg.resolve.entities import Resolution
    from kg.schema.model import Schema


class NameRelationReader:
    """Finds holds_post, post_in, sub_organization_of, governs, located_in; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._holding = HoldingReader(schema)
        self._organs = {key for keys in schema.clue("organ").values() for key in keys}

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> tuple[Relation, ...]:
        """The relations, `predicate` being the key of an ontology relation (`holdsPost`, …)."""
        found: dict[tuple[int, str, int], Relation] = {}
        for relation in (*self._held(analysis, mentions, resolution), *self._nested(mentions, resolution)):
            if relation.subject != relation.object:
                found.setdefault((relation.subject, relation.predicate, relation.object), relation)
        return tuple(found[key] for key in sorted(found))

    def _held(self, analysis: Analysis, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        posts = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "post"]
        persons = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "person"]
        pairs = self._holding(analysis, [mentions[i] for i in posts], [mentions[i] for i in persons])
        for i, j in pairs:
            post, person = posts[i], persons[j]
            subject, target = resolution.of_mention[person], resolution.of_mention[post]
            if subject is not None and target is not None:
                start = min(mentions[post].start, mentions[person].start)
                end = max(mentions[post].end, mentions[person].end)
                yield Relation(subject, "holdsPost", target, start, end, "post-and-holder", 0.9)

    def _nested(self, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        """What the beginning of a name says: the body in a post, the parent in a body, the area in a body or place."""
        type_of = self._schema.type_of
        by_start: dict[int, list[int]] = {}
        ends: dict[int, int] = {}
        for i, m in enumerate(mentions):
            by_start.setdefault(m.start, []).append(i)
            if type_of(m.cls) == "area":
                ends[m.end] = i
        for i, outer in enumerate(mentions):
            subject = resolution.of_mention[i]
            if subject is None:
                continue
            kind = type_of(outer.cls)
            inner = [k for k in by_start[outer.start] if mentions[k].end < outer.end and resolution.of_mention[k] is not None]
            bodies = [k for k in inner if type_of(mentions[k].cls) == "organization"]
            areas = [k for k in inner if type_of(mentions[k].cls) == "area"]
            best = max(bodies, key=lambda k: mentions[k].end, default=None)
            if best is not None:
                target = resolution.of_mention[best]
                if target is not None and kind == "post":
                    yield Relation(subject, "postIn", target, outer.start, outer.end, "body-in-post", 0.9)
                elif target is not None and kind == "organization":
                    yield Relation(subject, "subOrganizationOf", target, outer.start, outer.end, "parent-in-name", 0.85)
            if areas and kind == "organization" and best is None:
                target = resolution.of_mention[max(areas, key=lambda k: mentions[k].end)]
                if target is not None:
                    yield Relation(subject, "governs", target, outer.start, outer.end, "area-in-name", 0.8)
            if areas and kind == "place":
                target = resolution.of_mention[max(areas, key=lambda k: mentions[k].end)]
                if target is not None:
                    yield Relation(subject, "locatedIn", target, outer.start, outer.end, "area-in-name", 0.85)
            if kind == "area" and outer.start in ends:
                target = resolution.of_mention[ends[outer.start]]
                if target is not None:
                    yield Relation(subject, "locatedIn", target, mentions[ends[outer.start]].start, outer.end, "area-behind-area", 0.9)
