"""Readings made by hand, so that what comes after extraction can be tested without it.

A stretch of text is given by its words; where they stand is looked up.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from decimal import Decimal

from kg.extract.model import Act, Bound, Mention, Quantity, Relation, Status, TimeExpression
from kg.resolve.model import Entity, Notice, Reading
from kg.text.model import Block, BlockKind, Document, Sentence

TEXT = """清河区开展垃圾分类宣传
2023年6月5日,清河区教育局举办4期教师培训班,培训教师200多名。
区教育局局长李明远要求,各学校年底前完成约30间教室改造。
培训班未收取任何费用。
"""


def document(
    text: str, *, name: str = "report.txt", date: datetime.date | None = datetime.date(2023, 6, 6)
) -> Document:
    """A document with a block for each line and a sentence for each full stop."""
    blocks: list[Block] = []
    sentences: list[Sentence] = []
    for line in re.finditer(r"[^\n]+", text):
        kind = BlockKind.PARAGRAPH if blocks else BlockKind.TITLE
        block = Block(len(blocks), kind, line.start(), line.end())
        blocks.append(block)
        for found in re.finditer(r"[^。]+。?", line.group()):
            start, end = line.start() + found.start(), line.start() + found.end()
            sentences.append(Sentence(len(sentences), start, end, block.index))
    return Document(
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        name=name,
        text=text,
        source=text,
        encoding="utf-8",
        date=date,
        date_from="option",
        title=text.split("\n", 1)[0],
        publisher=None,
        blocks=tuple(blocks),
        sentences=tuple(sentences),
    )


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def mention(text: str, words: str, cls: str, name: str | None = None) -> Mention:
    return Mention(*span(text, words), cls, name or words, "names.by-hand", 0.9, "written by hand")


def quantity(text: str, words: str, value: str, unit: str, bound: Bound, *, of: str = "") -> Quantity:
    start, end = span(text, words)
    counted = span(text, of) if of and of in text else (-1, -1)
    return Quantity(start, end, words, Decimal(value), unit, bound, "numbers.by-hand", None, of, *counted)


def sample() -> Reading:
    """A reading with something of every kind."""
    text = TEXT
    mentions = (
        mention(text, "清河区", "Area"),
        mention(text, "垃圾分类宣传", "Activity"),
        mention(text, "清河区教育局", "Organization"),
        mention(text, "教师培训班", "Activity"),
        mention(text, "教师200多名"[:2], "Group"),
        mention(text, "区教育局局长", "Post"),
        mention(text, "李明远", "Person"),
        mention(text, "各学校", "Organization"),
        mention(text, "区教育局局", "Organization", "区教育局"),
    )
    entities = (
        Entity("Area", "area", "清河区", "area/清河区", (0,)),
        Entity("Activity", "activity", "垃圾分类宣传", "activity/垃圾分类宣传", (1,)),
        Entity("Organization", "organization", "清河区教育局", "organization/清河区教育局", (2, 8), ("区教育局",)),
        Entity("Activity", "activity", "教师培训班", "activity/教师培训班", (3,), ("“教师”培训班",)),
        Entity("Group", "group", "教师", "group/教师", (4,)),
        Entity("Post", "post", "清河区教育局局长", "post/清河区教育局局长", (5,), ("区教育局局长",)),
        Entity("Person", "person", "李明远", "person/李明远@清河区教育局", (6,)),
        Entity(
            "Organization",
            "organization",
            "各学校",
            "organization/各学校",
            (7,),
            confidence=0.4,
            reason="a class of bodies",
        ),
    )
    line = span(text, "区教育局局长李明远")
    relations = (
        Relation(3, "carriedOutBy", 2, *span(text, "清河区教育局举办4期教师培训班"), "acts.object", 0.8),
        Relation(3, "partOf", 1, *span(text, "垃圾分类宣传"), "hierarchy.by-hand", 0.5),
        Relation(2, "governs", 0, *span(text, "清河区教育局"), "names.by-hand", 0.7),
        Relation(6, "holdsPost", 5, *line, "names.by-hand", 0.95, time=0),
        Relation(5, "postIn", 2, *line, "names.by-hand", 0.9),
    )
    quantities = (
        quantity(text, "4期", "4", "期", Bound.EXACT, of="教师培训班"),
        quantity(text, "200多名", "200", "名", Bound.MORE_THAN, of="教师"),
        quantity(text, "约30间", "30", "间", Bound.APPROX, of="教室"),
    )
    times = (
        TimeExpression(
            *span(text, "2023年6月5日"),
            "2023年6月5日",
            datetime.date(2023, 6, 5),
            datetime.date(2023, 6, 5),
            None,
            "times.by-hand",
        ),
        TimeExpression(
            *span(text, "年底前"),
            "年底前",
            datetime.date(2023, 6, 6),
            datetime.date(2023, 12, 31),
            datetime.date(2023, 6, 6),
            "times.by-hand",
        ),
    )

    def act(words: str, verb: str, status: Status, **roles: object) -> Act:
        start, end = span(text, words)
        return Act(verb, text.index(verb, start), start, end, status, "acts.by-hand", **roles)  # type: ignore[arg-type]

    acts = (
        act(
            "清河区教育局举办4期教师培训班",
            "举办",
            Status.DONE,
            agents=(2,),
            object="教师培训班",
            object_entity=3,
            quantity=0,
            time=0,
            place=0,
        ),
        act("培训教师200多名", "培训", Status.DONE, agents=(2,), object="教师", object_entity=4, quantity=1, part_of=3),
        act(
            "各学校年底前完成约30间教室改造",
            "完成",
            Status.REQUIRED,
            agents=(7,),
            object="教室改造",
            quantity=2,
            time=1,
        ),
        act(
            "培训班未收取任何费用",
            "收取",
            Status.NEGATED,
            object="任何费用",
            confidence=0.6,
            reason="no agent is named",
        ),
    )
    notices = (Notice(*span(text, "4期"), "announced", "4 announced, 1 found"),)
    return Reading(document(text), mentions, entities, relations, acts, quantities, times, notices)
