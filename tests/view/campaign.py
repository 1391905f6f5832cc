"""Two reports made by hand for looking at: a campaign with its parts over several months, with acts of every status."""

from __future__ import annotations

import dataclasses
import datetime
import hashlib
from functools import cache

from readings import document, mention, quantity, span

from kg.extract.model import Act, Bound, Relation, Status, TimeExpression
from kg.rdf.dataset import Dataset
from kg.rdf.write import GraphWriter
from kg.resolve.model import Entity, Notice, Reading
from kg.schema.load import load_schema

FIRST = """云溪区推进清洁家园行动
云溪区委3月5日启动清洁家园行动，分宣传月和整治周两步走。
4月，区环卫局举办6期垃圾分类培训班，培训保洁员300多名。
区环卫局局长周明礼要求，各街道6月底前完成约40处卫生死角整治。
整治周期间，志愿者未收取任何费用。
"""
SECOND = """清洁家园行动回头看
7月，云溪区委开展清洁家园行动回头看，检查社区12个。
区环卫局建立巡查机制，每周通报进度。
"""


def _time(text: str, words: str, first: str, last: str) -> TimeExpression:
    days = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return TimeExpression(*span(text, words), words, *days, datetime.date(2023, 6, 1), "times.by-hand")


def _act(text: str, words: str, verb: str, status: Status, **roles: object) -> Act:
    start, end = span(text, words)
    return Act(verb, text.index(verb, start), start, end, status, "acts.by-hand", **roles)  # type: ignore[arg-type]


def first() -> Reading:
    """The report that opens the campaign."""
    text = FIRST
    mentions = (
        mention(text, "云溪区", "Area"),
        mention(text, "云溪区委", "Organization"),
        mention(text, "清洁家园行动", "Activity"),
        mention(text, "宣传月", "Activity"),
        mention(text, "整治周", "Activity"),
        mention(text, "区环卫局", "Organization"),
        mention(text, "垃圾分类培训班", "Activity"),
        mention(text, "保洁员", "Group"),
        mention(text, "区环卫局局长", "Post"),
        mention(text, "周明礼", "Person"),
        mention(text, "各街道", "Organization"),
        mention(text, "志愿者", "Group"),
    )
    entities = (
        Entity("Area", "area", "云溪区", "云溪区", (0,)),
        Entity("Organization", "organization", "云溪区委", "云溪区委", (1,), ("区委",)),
        Entity("Activity", "activity", "清洁家园行动", "清洁家园行动", (2,), ("清洁行动",)),
        Entity("Activity", "activity", "宣传月", "宣传月", (3,)),
        Entity("Activity", "activity", "整治周", "整治周", (4,)),
        Entity("Organization", "organization", "云溪区环卫局", "云溪区环卫局", (5,), ("区环卫局",)),
        Entity("Activity", "activity", "垃圾分类培训班", "垃圾分类培训班", (6,)),
        Entity("Group", "group", "保洁员", "保洁员", (7,)),
        Entity("Post", "post", "云溪区环卫局局长", "云溪区环卫局局长", (8,), ("区环卫局局长",)),
        Entity("Person", "person", "周明礼", "周明礼@云溪区环卫局", (9,)),
        Entity("Organization", "organization", "各街道", "各街道", (10,), confidence=0.4, reason="a class of bodies"),
        Entity("Group", "group", "志愿者", "志愿者", (11,)),
    )
    opening, holder = (
        span(text, "云溪区委3月5日启动清洁家园行动，分宣传月和整治周两步走"),
        span(text, "区环卫局局长周明礼"),
    )
    relations = (
        Relation(3, "partOf", 2, *opening, "by-hand", 0.9),
        Relation(4, "partOf", 2, *opening, "by-hand", 0.9),
        Relation(2, "carriedOutBy", 1, *opening, "by-hand", 0.95),
        Relation(6, "partOf", 3, *span(text, "举办6期垃圾分类培训班"), "by-hand", 0.5),
        Relation(6, "participant", 7, *span(text, "培训保洁员300多名"), "by-hand", 0.8),
        Relation(1, "governs", 0, *opening, "by-hand", 0.7),
        Relation(9, "holdsPost", 8, *holder, "by-hand", 0.95),
        Relation(8, "postIn", 5, *holder, "by-hand", 0.9),
    )
    quantities = (
        quantity(text, "6期", "6", "期", Bound.EXACT, of="垃圾分类培训班"),
        quantity(text, "300多名", "300", "名", Bound.MORE_THAN, of="保洁员"),
        quantity(text, "约40处", "40", "处", Bound.APPROX, of="卫生死角"),
    )
    times = (
        _time(text, "3月5日", "2023-03-05", "2023-03-05"),
        _time(text, "4月", "2023-04-01", "2023-04-30"),
        _time(text, "6月底前", "2023-06-01", "2023-06-30"),
    )
    acts = (
        _act(
            text,
            "云溪区委3月5日启动清洁家园行动",
            "启动",
            Status.DONE,
            agents=(1,),
            object="清洁家园行动",
            object_entity=2,
            time=0,
        ),
        _act(
            text,
            "区环卫局举办6期垃圾分类培训班",
            "举办",
            Status.DONE,
            agents=(5,),
            object="垃圾分类培训班",
            object_entity=6,
            quantity=0,
            time=1,
        ),
        _act(
            text,
            "培训保洁员300多名",
            "培训",
            Status.DONE,
            agents=(5,),
            object="保洁员",
            object_entity=7,
            quantity=1,
            time=1,
        ),
        _act(
            text,
            "各街道6月底前完成约40处卫生死角整治",
            "完成",
            Status.REQUIRED,
            agents=(10,),
            object="卫生死角整治",
            quantity=2,
            time=2,
        ),
        _act(
            text,
            "志愿者未收取任何费用",
            "收取",
            Status.NEGATED,
            agents=(11,),
            object="任何费用",
            confidence=0.6,
            reason="few words",
        ),
    )
    notice = Notice(*span(text, "分宣传月和整治周两步走"), "announced", "2 announced, 2 found")
    made = document(text, name="行动.txt", date=datetime.date(2023, 5, 8))
    return Reading(made, mentions, entities, relations, acts, quantities, times, (notice,))


def second() -> Reading:
    """The report that looks back on it; it shares two bodies and the campaign."""
    text = SECOND
    mentions = (
        mention(text, "云溪区委", "Organization"),
        mention(text, "清洁家园行动", "Activity"),
        mention(text, "社区", "Area"),
        mention(text, "区环卫局", "Organization"),
        mention(text, "巡查机制", "Measure"),
    )
    entities = (
        Entity("Organization", "organization", "云溪区委", "云溪区委", (0,)),
        Entity("Activity", "activity", "清洁家园行动", "清洁家园行动", (1,)),
        Entity("Area", "area", "社区", "社区", (2,), confidence=0.5),
        Entity("Organization", "organization", "云溪区环卫局", "云溪区环卫局", (3,), ("区环卫局",)),
        Entity("Measure", "measure", "巡查机制", "巡查机制", (4,)),
    )
    relations = (
        Relation(1, "carriedOutBy", 0, *span(text, "云溪区委开展清洁家园行动"), "by-hand", 0.9),
        Relation(4, "establishedBy", 3, *span(text, "区环卫局建立巡查机制"), "by-hand", 0.9),
    )
    quantities = (quantity(text, "12个", "12", "个", Bound.EXACT, of="社区"),)
    times = (_time(text, "7月", "2023-07-01", "2023-07-31"),)
    acts = (
        _act(
            text,
            "云溪区委开展清洁家园行动回头看",
            "开展",
            Status.DONE,
            agents=(0,),
            object="清洁家园行动",
            object_entity=1,
            time=0,
        ),
        _act(
            text, "检查社区12个", "检查", Status.DONE, agents=(0,), object="社区", object_entity=2, quantity=0, time=0
        ),
        _act(text, "区环卫局建立巡查机制", "建立", Status.PLANNED, agents=(3,), object="巡查机制", object_entity=4),
    )
    made = document(text, name="回头看.txt", date=datetime.date(2023, 8, 2))
    return Reading(made, mentions, entities, relations, acts, quantities, times)


@cache
def dataset() -> Dataset:
    """The graph of both."""
    write = GraphWriter(load_schema(), version="0")
    return Dataset.of([write(first()), write(second())])


def hostile(*payloads: str) -> Dataset:
    """For each payload a report with it in every field that a report or a user can fill."""
    write = GraphWriter(load_schema(), version="0")
    return Dataset.of([write(_with(payload)) for payload in payloads])


def _with(payload: str) -> Reading:
    reading = first()
    made = reading.document
    # The payload is the last line of the text, so that every offset before it stays right.
    text = made.text + payload + "\n"
    where = (len(made.text), len(text) - 1)
    last = dataclasses.replace(made.sentences[-1], index=len(made.sentences), start=where[0], end=where[1])
    made = dataclasses.replace(
        made,
        id=hashlib.sha256(text.encode()).hexdigest()[:16],
        text=text,
        source=text,
        name=payload,
        title=payload,
        publisher=payload,
        sentences=(*made.sentences, last),
    )
    entities = tuple(
        dataclasses.replace(e, name=f"{payload}{n}", aliases=(f"{payload} {n}",), key=f"{payload}{n}", reason=payload)
        for n, e in enumerate(reading.entities)
    )
    acts = tuple(
        dataclasses.replace(a, verb=payload, object=payload, reason=payload, start=where[0], end=where[1])
        for a in reading.acts
    )
    return dataclasses.replace(
        reading,
        document=made,
        entities=entities,
        acts=acts,
        quantities=tuple(dataclasses.replace(q, text=payload, unit=payload, of=payload) for q in reading.quantities),
        times=tuple(dataclasses.replace(t, text=payload) for t in reading.times),
        relations=tuple(dataclasses.replace(r, start=where[0], end=where[1]) for r in reading.relations),
        notices=tuple(dataclasses.replace(n, kind=payload, message=payload) for n in reading.notices),
    )
