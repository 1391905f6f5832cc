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
    from kg.resolve.model import Entity
    from kg.schema.model import Schema

_CLASS = "BodyClass"
_GOVERNING = ("PublicBody", "SelfGovernment")


class NameRelationReader:
    """Finds holds_post, post_in, sub_organization_of, governs, located_in; built once from the schema."""

    def __init__(self, schema: Schema) -> None:
        self._schema = schema
        self._holding = HoldingReader(schema)
        self._organ_words = schema.words("organ")
        self._inner_committees = tuple(w for w, keys in schema.clue("bodySuffix").items() if "PartyCommittee" in keys)
        self._level_titles = schema.words("titleOrgan")
        self._bare = frozenset(schema.words("bareTitle"))
        self._offices = {w: schema.fact(keys[0], "officeOf") for w, keys in schema.clue("officeTitle").items()}

    def __call__(
        self, analysis: Analysis, mentions: tuple[Mention, ...], resolution: Resolution
    ) -> tuple[Relation, ...]:
        """The relations, `predicate` being the key of an ontology relation (`holdsPost`, …)."""
        found: dict[tuple[int, str, int], Relation] = {}
        for relation in (
            *self._held(analysis, mentions, resolution),
            *self._of_posts(analysis, mentions, resolution),
            *self._of_bodies(analysis, mentions, resolution),
            *self._of_areas(mentions, resolution),
            *self._of_meetings(mentions, resolution),
        ):
            if relation.subject != relation.object:
                found.setdefault((relation.subject, relation.predicate, relation.object), relation)
        return tuple(found[key] for key in sorted(found))

    def _held(self, analysis: Analysis, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        posts = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "post"]
        persons = [i for i, m in enumerate(mentions) if self._schema.type_of(m.cls) == "person"]
        areas = {m.end: m.start for m in mentions if not m.anaphor and self._schema.type_of(m.cls) == "area"}
        pairs = self._holding(analysis, [mentions[i] for i in posts], [mentions[i] for i in persons], areas)
        for i, j in pairs:
            post, person = posts[i], persons[j]
            subject, target = resolution.of_mention[person], resolution.of_mention[post]
            if subject is not None and target is not None:
                start = min(mentions[post].start, mentions[person].start)
                end = max(mentions[post].end, mentions[person].end)
                yield Relation(subject, "holdsPost", target, start, end, "post-and-holder", 0.9)

    def _of_posts(self, analysis: Analysis, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        """A post is in the body that its name says, in its area's government, or (a reporter) in the paper named."""
        entities = resolution.entities
        governments = self._organs(resolution, "Government")
        parents = self._parents(analysis, mentions, resolution)
        bodies = _by_name(resolution, "organization")
        papers = [
            (m.start, k)
            for m, k in zip(mentions, resolution.of_mention, strict=True)
            if k is not None and self._schema.is_a(m.cls, "MediaOutlet")
        ]
        for post, entity in enumerate(entities):
            if entity.type != "post":
                continue
            first = mentions[entity.mentions[0]]
            body = resolution.body_of.get(post)
            if body is not None:
                yield Relation(post, "postIn", body, first.start, first.end, "body-in-post", 0.9)
                if body in parents and entities[body].name.endswith(self._inner_committees):
                    yield Relation(
                        post, "postIn", parents[body], first.start, first.end, "party-committee-of-body", 0.85
                    )
            elif post in resolution.area_of and entity.name.endswith(self._level_titles):
                government = governments.get(resolution.area_of[post])
                if government is not None:
                    yield Relation(post, "postIn", government, first.start, first.end, "head-of-government", 0.85)
            elif (named := _prefix(bodies, entity)) is not None:
                yield Relation(post, "postIn", named, first.start, first.end, "body-name-in-post", 0.8)
            elif (body := bodies.get(self._offices.get(entity.name) or "")) is not None:
                yield Relation(post, "postIn", body, first.start, first.end, "office-of-one-body", 0.85)
            elif entity.name in self._bare and papers:
                before = [k for start, k in papers if start < first.start]
                yield Relation(
                    post, "postIn", before[-1] if before else papers[0][1], first.start, first.end, "byline", 0.8
                )

    def _parents(self, analysis: Analysis, mentions: Sequence[Mention], resolution: Resolution) -> dict[int, int]:
        """Body → the body with whose name its own begins, which is no class of bodies; 民政部 is not in 民政部门."""
        by_start: dict[int, list[int]] = {}
        bodies = [
            i
            for i, m in enumerate(mentions)
            if self._schema.type_of(m.cls) == "organization" and resolution.of_mention[i] is not None
        ]
        for i in bodies:
            by_start.setdefault(mentions[i].start, []).append(i)
        found: dict[int, int] = {}
        for i in bodies:
            subject = resolution.of_mention[i]
            inner = [
                k
                for k in by_start[mentions[i].start]
                if mentions[k].end < mentions[i].end
                and resolution.of_mention[k] != subject
                and (mentions[k].end in analysis.boundaries or not self._schema.is_a(mentions[i].cls, _CLASS))
                and not self._schema.is_a(mentions[k].cls, _CLASS)
            ]
            best = max(inner, key=lambda k: mentions[k].end, default=None)
            target = None if best is None else resolution.of_mention[best]
            if subject is not None and target is not None:
                found.setdefault(subject, target)
        return found

    def _organs(self, resolution: Resolution, cls: str) -> dict[int, int]:
        """Area → its organ of the class (its government, its party committee)."""
        words = {w for w, keys in self._schema.clue("organ").items() if cls in keys}
        found: dict[int, int] = {}
        for body, area in sorted(resolution.area_of.items()):
            entity = resolution.entities[body]
            if (
                entity.type == "organization"
                and self._schema.is_a(entity.cls, cls)
                and any(entity.name.endswith(w) for w in words)
            ):
                found.setdefault(area, body)
        return found

    def _of_bodies(self, analysis: Analysis, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        entities = resolution.entities
        parents = self._parents(analysis, mentions, resolution)
        bodies, areas = _by_name(resolution, "organization"), _by_name(resolution, "area")
        above = {
            "GovernmentDepartment": self._organs(resolution, "Government"),
            "PartyDepartment": self._organs(resolution, "PartyCommittee"),
        }
        for body, entity in enumerate(entities):
            if entity.type != "organization":
                continue
            first = mentions[entity.mentions[0]]
            area = resolution.area_of.get(body)
            if body in parents:
                yield Relation(body, "subOrganizationOf", parents[body], first.start, first.end, "parent-in-name", 0.85)
            elif area is not None and entity.cls in above and area in above[entity.cls]:
                yield Relation(
                    body,
                    "subOrganizationOf",
                    above[entity.cls][area],
                    first.start,
                    first.end,
                    "department-of-government",
                    0.75,
                )
            elif not self._schema.is_a(entity.cls, _CLASS) and (whole := _prefix(bodies, entity)) is not None:
                yield Relation(body, "subOrganizationOf", whole, first.start, first.end, "body-name-in-name", 0.75)
            if area is None:
                area = _prefix(areas, entity)
            if area is not None and self._is_inner(entity, resolution.entities[area]):
                continue  # the committee of a company governs no area
            if area is not None and any(self._schema.is_a(entity.cls, c) for c in _GOVERNING):
                confidence = 0.9 if body not in parents and entity.name.endswith(self._organ_words) else 0.7
                yield Relation(body, "governs", area, first.start, first.end, "area-in-name", confidence)

    def _is_inner(self, entity: Entity, area: Entity) -> bool:
        """Whether the body is the committee of another one behind the area's name (`某县某公司党委`)."""
        _, named, rest = entity.name.rpartition(area.name)
        return bool(named) and rest.endswith(self._inner_committees) and rest not in self._inner_committees

    def _of_meetings(self, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        """A session bears the name of the body that meets (`某市人大常委会第九次会议`)."""
        bodies = _by_name(resolution, "organization")
        nested: dict[int, tuple[int, int]] = {}
        for mention, entity in zip(mentions, resolution.of_mention, strict=True):
            if entity is not None and resolution.entities[entity].type == "organization":
                nested[mention.start] = max(nested.get(mention.start, (0, 0)), (mention.end, entity))
        for mention, meeting in zip(mentions, resolution.of_mention, strict=True):
            if meeting is None or mention.anaphor or not self._schema.is_a(mention.cls, "Meeting"):
                continue
            end, who = nested.get(mention.start, (0, 0))
            body = who if mention.start < end < mention.end else _prefix(bodies, resolution.entities[meeting])
            if body is not None:
                yield Relation(meeting, "carriedOutBy", body, mention.start, mention.end, "body-in-meeting", 0.8)

    def _of_areas(self, mentions: Sequence[Mention], resolution: Resolution) -> Iterator[Relation]:
        for area, upper in sorted(resolution.within.items()):
            first = mentions[resolution.entities[area].mentions[0]]
            yield Relation(area, "locatedIn", upper, first.start, first.end, "area-in-area", 0.85)
        for place, area in sorted(resolution.area_of.items()):
            entity = resolution.entities[place]
            if entity.type == "place":
                first = mentions[entity.mentions[0]]
                yield Relation(place, "locatedIn", area, first.start, first.end, "area-in-name", 0.85)


def _by_name(resolution: Resolution, kind: str) -> dict[str, int]:
    """Name or alias → entity of the kind; a name that two share says nothing."""
    found: dict[str, int] = {}
    shared: set[str] = set()
    for index, entity in enumerate(resolution.entities):
        if entity.type == kind:
            for name in (entity.name, *entity.aliases):
                if found.setdefault(name, index) != index:
                    shared.add(name)
    return {name: index for name, index in found.items() if name not in shared}


def _prefix(names: dict[str, int], entity: Entity) -> int | None:
    """Whose name the entity's own begins with; the longest, and never the entity itself."""
    for end in range(len(entity.name) - 1, 1, -1):
        found = names.get(entity.name[:end])
        if found is not None:
            return found
    return None
