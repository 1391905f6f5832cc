"""Which mentions are of one thing, under which names, and what of it is the same in two reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from entity_cases import CASES

from kg.extract.name_relations import NameRelationReader
from kg.extract.names import NameReader
from kg.extract.tokens import analyse
from kg.resolve.entities import Resolver
from kg.text.read import read_document

if TYPE_CHECKING:
    from kg.extract.model import Relation
    from kg.resolve.model import Entity
    from kg.schema.model import Schema


class Stages:
    """Names, their resolution and their relations."""

    def __init__(self, schema: Schema) -> None:
        self._names = NameReader(schema)
        self._resolve = Resolver(schema)
        self._relations = NameRelationReader(schema)

    def entities(self, text: str) -> tuple[Entity, ...]:
        """The entities of a text."""
        return self.read(text)[0]

    def read(self, text: str) -> tuple[tuple[Entity, ...], tuple[Relation, ...]]:
        """Entities and relations of a text."""
        analysis = analyse(read_document(text.encode()))
        mentions = self._names(analysis, (), ())
        resolution = self._resolve(analysis, mentions)
        return resolution.entities, self._relations(analysis, mentions, resolution)

    def facts(self, text: str) -> set[tuple[str, str, str]]:
        """Relations by the names of their ends."""
        entities, relations = self.read(text)
        return {(entities[r.subject].name, r.predicate, entities[r.object].name) for r in relations}

    def key(self, text: str, name: str) -> str:
        """The key of the entity called so."""
        return next(e.key for e in self.entities(text) if name in (e.name, *e.aliases))


@pytest.fixture(scope="module")
def stages(schema: Schema) -> Stages:
    """The stages of this module's tests."""
    return Stages(schema)


class TestNames:
    """One thing under several names."""

    @pytest.mark.parametrize(("_fact", "text", "expected"), CASES, ids=[c[0] for c in CASES])
    def test_aliases(
        self, stages: Stages, _fact: str, text: str, expected: tuple[tuple[str, tuple[str, ...]], ...]
    ) -> None:
        """Each entity has its longest name, and the others as aliases."""
        entities = {e.name: set(e.aliases) for e in stages.entities(text)}

        assert {n: set(a) <= entities.get(n, {"?"}) for n, a in expected} == dict.fromkeys(dict(expected), True)

    def test_every_resolved_mention_belongs_to_one_entity(self, stages: Stages) -> None:
        """Mentions of entities are disjoint, and each entity has one."""
        entities = stages.entities("攸县县委书记沈若川到攸县公安局调研，县委办公室主任柯敏陪同。")
        mentions = [i for e in entities for i in e.mentions]

        assert len(mentions) == len(set(mentions))
        assert all(e.mentions for e in entities)


class TestKeys:
    """The same in two reports only where it surely is."""

    def test_a_division_is_known_by_its_code(self, stages: Stages) -> None:
        """Short and full name lead to one code."""
        assert stages.key("绵阳启动试点。", "绵阳") == stages.key("绵阳市启动试点。", "绵阳市") == "area/510700-绵阳市"

    def test_districts_of_one_name_stay_two(self, stages: Stages) -> None:
        """鼓楼区 of Nanjing is not that of Fuzhou, and without either neither is guessed."""
        nanjing = stages.key("南京市鼓楼区举办活动。", "鼓楼区")
        fuzhou = stages.key("福州市鼓楼区举办活动。", "鼓楼区")
        unknown = stages.key("鼓楼区举办活动。", "鼓楼区")

        assert (nanjing, fuzhou) == ("area/320106-鼓楼区", "area/350102-鼓楼区")
        assert not unknown.startswith("area/")

    def test_a_township_is_known_by_its_county(self, stages: Stages) -> None:
        """The town's code is the county's and three digits more."""
        assert stages.key("株洲市攸县网岭镇复工。", "网岭镇").startswith("area/430223")

    def test_a_former_division_keeps_its_own_key(self, stages: Stages) -> None:
        """What was renamed is not taken for what followed it."""
        assert stages.key("杭州市临安市召开会议。", "临安市") == "area/杭州市-临安市-2017"

    def test_a_body_is_known_by_its_area_and_name(self, stages: Stages) -> None:
        """The full wording and the short one are one body, in two reports one key."""
        one = stages.key("攸县人民政府发布通告。", "攸县人民政府")
        two = stages.key("攸县召开会议，县政府部署工作。", "县政府")

        assert one == two == "organization/430223-攸县-政府"

    def test_a_body_without_a_known_area_stays_in_its_report(self, stages: Stages) -> None:
        """县公安局 of an unnamed county is known only here."""
        one, two = (stages.key(t, "县公安局") for t in ("县公安局通报情况。", "县公安局发布消息。"))

        assert one != two

    def test_a_class_of_bodies_stays_in_its_report(self, stages: Stages) -> None:
        """The departments concerned are others in another report."""
        one, two = (stages.key(t, "攸县有关部门") for t in ("攸县有关部门到场。", "攸县有关部门表示。"))

        assert one != two

    def test_people_are_joined_by_name_and_post(self, stages: Stages) -> None:
        """One name in one office is one person; one name in another office is not."""
        one = stages.key("攸县县委书记沈若川讲话。", "沈若川")
        same = stages.key("攸县县委书记沈若川调研。", "沈若川")
        other = stages.key("攸县水利局局长沈若川讲话。", "沈若川")

        assert one == same != other

    def test_keys_are_unique_in_a_report(self, stages: Stages) -> None:
        """No two entities of one report have one key."""
        keys = [e.key for e in stages.entities("攸县县委书记沈若川、县长柯敏讲话。群众和居民到场。记者沈若川报道。")]

        assert len(keys) == len(set(keys))


class TestRelations:
    """What names show of posts, parents and territories."""

    def test_office_and_holder(self, stages: Stages) -> None:
        """A person holds the post, the post is in the body, the body governs its area."""
        facts = stages.facts("攸县县委书记沈若川讲话。")

        assert facts == {
            ("沈若川", "holdsPost", "攸县委书记"),
            ("攸县委书记", "postIn", "攸县委"),
            ("攸县委", "governs", "攸县"),
        }

    def test_department_and_government(self, stages: Stages) -> None:
        """A department belongs to the government of its area, where the report names that government."""
        text = "攸县政府召开会议。攸县水利局汇报。"

        assert ("攸县水利局", "subOrganizationOf", "攸县政府") in stages.facts(text)
        assert not [f for f in stages.facts("攸县水利局汇报。") if f[1] == "subOrganizationOf"]

    def test_parent_in_the_name(self, stages: Stages) -> None:
        """The body with which another's name begins is its parent."""
        assert ("攸县委组织部", "subOrganizationOf", "攸县委") in stages.facts("攸县委组织部开展调研。")

    def test_head_of_government(self, stages: Stages) -> None:
        """A mayor's post is in the city's government, where the report names it."""
        assert ("株洲市市长", "postIn", "株洲市政府") in stages.facts("株洲市政府开会。株洲市市长沈若川讲话。")

    def test_areas_in_areas(self, stages: Stages) -> None:
        """Each area of a chain lies in the one before; the table helps where both are named apart."""
        assert ("网岭镇", "locatedIn", "攸县") in stages.facts("株洲市攸县网岭镇复工。")
        assert ("攸县", "locatedIn", "株洲市") in stages.facts("株洲市召开会议，攸县作了发言。")

    def test_place_in_area(self, stages: Stages) -> None:
        """A place lies in the area with which its name begins."""
        assert ("攸县体育馆", "locatedIn", "攸县") in stages.facts("活动在攸县体育馆举行。")
