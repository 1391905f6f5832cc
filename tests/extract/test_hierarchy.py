"""Containment from lists, headings, announced groups and wording; announced numbers checked against the members."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.hierarchy import HierarchyReader
from kg.extract.names import NameReader
from kg.extract.quantities import QuantityReader
from kg.extract.things import ThingReader
from kg.extract.times import TimeReader
from kg.extract.tokens import analyse
from kg.resolve.entities import Resolver
from kg.text.read import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.resolve.model import Notice
    from kg.schema.model import Schema

    Reader = Callable[[str], tuple[set[str], tuple[Notice, ...]]]

MEMBERS = """石桥区推进文明乡风建设
区里推出{count}项举措，让乡风更文明。
一是“红白简办”。村里成立理事会，开展移风易俗专项行动，帮村民操办婚事。
二是“好人上榜”。每季评出好人，在广场张榜公布。
三是“邻里同席”。逢年过节，村民同吃一席饭。
"""


@pytest.fixture(scope="module")
def read(schema: Schema) -> Reader:
    """What is part of what, as `part < whole`, and the notices."""
    times, quantities, names = TimeReader(schema), QuantityReader(schema), NameReader(schema)
    things, resolve, hierarchy = ThingReader(schema), Resolver(schema), HierarchyReader(schema)

    def reader(text: str) -> tuple[set[str], tuple[Notice, ...]]:
        analysis = analyse(read_document(text.encode()))
        found_times = times(analysis)
        found_quantities = quantities(analysis, found_times)
        found = names(analysis, found_quantities, found_times)
        mentions = tuple(
            sorted(
                (*found, *things(analysis, found, found_quantities, found_times)),
                key=lambda m: (m.start, -m.end, m.cls),
            )
        )
        resolution = resolve(analysis, mentions)
        relations, notices = hierarchy(analysis, mentions, resolution)
        entities = resolution.entities
        return {f"{entities[r.subject].name} < {entities[r.object].name}" for r in relations}, notices

    return reader


def test_list_items_are_part_of_the_announced_group(read: Reader) -> None:
    parts, notices = read(MEMBERS.format(count="三"))

    assert {"红白简办 < 三项举措", "好人上榜 < 三项举措", "邻里同席 < 三项举措"} <= parts
    assert notices == ()


def test_what_is_told_under_a_label_is_part_of_it(read: Reader) -> None:
    parts, _ = read(MEMBERS.format(count="三"))

    assert "移风易俗专项行动 < 红白简办" in parts


def test_an_announced_number_that_the_members_do_not_reach_is_a_notice(read: Reader) -> None:
    """Four announced, three found."""
    _, notices = read(MEMBERS.format(count="四"))

    assert [(n.kind, n.message) for n in notices] == [("announced-count", "四项举措: 4 announced, 3 found")]


WORDING = (
    ("河道专项整治是碧水保卫战的重要内容。", {"河道专项整治 < 碧水保卫战"}),
    ("健康扶贫行动包括入户筛查和慢病宣讲。", {"入户筛查 < 健康扶贫行动", "慢病宣讲 < 健康扶贫行动"}),
    ("防汛抢险工作中，镇里建立网格巡堤机制。", {"网格巡堤机制 < 防汛抢险工作"}),
)


@pytest.mark.parametrize(("sentence", "expected"), WORDING)
def test_wording_shows_containment(read: Reader, sentence: str, expected: set[str]) -> None:
    assert read(sentence)[0] == expected


def test_an_enumeration_behind_a_colon_belongs_to_what_was_counted(read: Reader) -> None:
    """The number before the colon is checked too."""
    text = "现推广2项便民做法。方便群众办事方面2项：证照电子化、窗口午间不休。"
    parts, notices = read(text)
    _, short = read(text.replace("方面2项", "方面3项"))

    assert parts == {"证照电子化 < 便民做法", "窗口午间不休 < 便民做法"}
    assert notices == ()
    assert [n.message for n in short] == ["3 announced, 2 found"]


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet="一二三是、（）1.：。\n“”项举措活动大四推出开展整治机制工作中，包括的内容", max_size=80))
def test_any_text_is_read_and_nothing_is_part_of_itself(read: Reader, text: str) -> None:
    """No text makes the reader fail."""
    if text.strip():
        parts, _ = read(text + "。")
        assert all(p.split(" < ")[0] != p.split(" < ")[1] for p in parts)
