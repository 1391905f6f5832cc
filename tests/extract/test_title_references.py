"""An office, or a surname with one, points back to whoever was last said to hold it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from kg.pipeline import Pipeline
from kg.schema.load import load_schema
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from kg.schema.model import Schema

# A text, and who is meant by which words of it behind the first sentence.
CASES: tuple[tuple[str, dict[str, str]], ...] = (
    ("县教育局局长林秋实到校走访。局长表示，将增加投入。", {"局长": "林秋实"}),
    ("县教育局局长林秋实到校走访。林局长指出，食堂要整改。", {"林局长": "林秋实"}),
    ("副市长陈冬梅出席典礼。陈市长感谢志工。", {"陈市长": "陈冬梅"}),
    ("校长何志伟致辞。镇长方大海出席。校长说，孩子们很高兴。", {"校长": "何志伟"}),
    # not this office, no longer name, nobody yet
    ("副局长林秋实到校走访。局长表示，将增加投入。", {"局长": ""}),
    ("校长何志伟致辞。校长培训班下周开班。", {"校长": ""}),
    ("校长何志伟致辞。校长们表示赞同。", {"校长": ""}),
    ("局长表示，将增加投入。县教育局局长林秋实到校走访。", {"局长": ""}),
)


@pytest.fixture(scope="module")
def schema() -> Schema:
    return load_schema()


@pytest.mark.parametrize(("text", "meant"), CASES)
def test_an_office_points_back_to_its_holder(schema: Schema, text: str, meant: dict[str, str]) -> None:
    document = DocumentReader(schema)(text.encode(), name="report", date=datetime.date(2024, 3, 5))
    reading = Pipeline(schema)(document)
    pointing = {
        text[m.start : m.end]: entity.name
        for entity in reading.entities
        for m in (reading.mentions[i] for i in entity.mentions)
        if m.rule == "person-by-title"
    }
    assert {words: pointing.get(words, "") for words in meant} == meant


def test_a_back_reference_is_no_further_name(schema: Schema) -> None:
    """Who is pointed to keeps the name that the report gives, and gets no other one."""
    document = DocumentReader(schema)("校长何志伟致辞。何校长说，孩子们很高兴。".encode(), name="report", date=None)
    persons = [e for e in Pipeline(schema)(document).entities if e.type == "person"]
    assert [(p.name, p.aliases) for p in persons] == [("何志伟", ())]
