"""Activities, measures, documents and projects: named, not merely mentioned."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
import thing_cases as cases
from hypothesis import given, settings
from hypothesis import strategies as st
from readings import document

from kg.extract.names import NameReader
from kg.extract.quantities import QuantityReader
from kg.extract.things import ThingReader
from kg.extract.times import TimeReader
from kg.extract.tokens import analyse
from kg.text.read import read_document

if TYPE_CHECKING:
    from collections.abc import Callable

    from kg.extract.model import Mention
    from kg.schema.model import Schema
    from kg.text.model import Document

    Reader = Callable[[Document], tuple[Mention, ...]]


@pytest.fixture(scope="module")
def read(schema: Schema) -> Reader:
    """The thing reader behind the stages that it builds on."""
    times, quantities, names = TimeReader(schema), QuantityReader(schema), NameReader(schema)
    things = ThingReader(schema)

    def reader(report: Document) -> tuple[Mention, ...]:
        analysis = analyse(report)
        found_times = times(analysis)
        found_quantities = quantities(analysis, found_times)
        return things(analysis, names(analysis, found_quantities, found_times), found_quantities, found_times)

    return reader


def named(schema: Schema, mentions: tuple[Mention, ...]) -> tuple[str, ...]:
    return tuple(f"{schema.type_of(m.cls)} {m.name}" for m in mentions if not m.anaphor)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [*cases.HEADS, *cases.BOUNDARIES, *cases.QUOTED, *cases.DOCUMENTS, *cases.OBJECTS, *cases.CLAUSES, *cases.FIXED],
)
def test_a_reader_would_write_down_these_things(
    schema: Schema, read: Reader, sentence: str, expected: tuple[str, ...]
) -> None:
    assert named(schema, read(document(sentence))) == expected


@pytest.mark.parametrize("sentence", cases.NOT_NAMED)
def test_what_is_merely_mentioned_is_no_thing(schema: Schema, read: Reader, sentence: str) -> None:
    assert named(schema, read(document(sentence))) == ()


def test_members_of_an_enumeration_behind_a_stated_number_are_things(schema: Schema, read: Reader) -> None:
    """Even those without a head word."""
    found = named(schema, read(document("方便群众办事方面3项：证照电子化、窗口午间不休、跨乡镇代跑。")))

    assert found == ("measure 证照电子化", "measure 窗口午间不休", "measure 跨乡镇代跑")


def test_members_told_in_the_sentence_that_announces_them_are_things(schema: Schema, read: Reader) -> None:
    """The group itself is one too."""
    found = named(schema, read(document("治水有三大目标，包括河畅水清；岸绿景美；人水相亲。")))

    assert found == ("measure 三大目标", "measure 河畅水清", "measure 岸绿景美", "measure 人水相亲")


def test_an_announced_group_and_its_run_in_headings_are_things(schema: Schema, read: Reader) -> None:
    """The group keeps its number, the labels lose their quotation marks."""
    report = read_document(
        "石桥区推进文明乡风建设\n"
        "区里推出三项举措，让乡风更文明。\n"
        "一是“红白简办”。村里成立理事会，帮村民操办婚事。\n"
        "二是“好人上榜”。每季评出好人，在广场张榜公布。\n"
        "三是“邻里同席”。逢年过节，村民同吃一席饭。\n".encode()
    )
    found = named(schema, read(report))

    assert "measure 三项举措" in found
    assert {"measure 红白简办", "measure 好人上榜", "measure 邻里同席"} <= set(found)


def test_a_back_reference_is_an_anaphor(read: Reader) -> None:
    """会议 at the head of a sentence points to the meeting named before."""
    found = read(document("市里召开防汛工作会议。会议要求加强巡堤。"))

    assert [(m.name, m.anaphor) for m in found] == [("防汛工作会议", False), ("会议", True)]


def test_a_new_class_with_its_words_needs_no_code(schema: Schema, read: Reader) -> None:
    """Every class that carries a head is used as it is written in the ontology."""
    heads = schema.clue("head")
    assert heads["座谈会"] == ("Meeting",)
    assert read(document("局里召开船工座谈会。"))[0].cls == "Meeting"


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="开展了的“”、，。：《》12项第三次会议活动关于通知建立机制\n（）「」 工程A", max_size=60))
def test_any_text_is_read_and_mentions_stay_inside_it(read: Reader, text: str) -> None:
    """No text makes the reader fail; mentions of one layer do not overlap."""
    found = read(document(text))

    assert all(0 <= m.start < m.end <= len(text) for m in found)
    plain = [m for m in found if m.rule not in ("about-title", "headline-title")]
    assert all(a.end <= b.start for a, b in pairwise(plain))
