"""A report longer than reports are is read in parts, and tells what the whole of it tells."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

import pytest

import kg.pipeline
from kg.builder import Builder
from kg.check.evidence import wrong_quotes
from kg.rdf.dataset import Dataset
from kg.rdf.graph import union
from kg.resolve.joined import Joiner
from kg.text.parts import LONG, parts

if TYPE_CHECKING:
    from kg.resolve.model import Reading
    from kg.text.model import Document

OPENING = "清河县水利局防汛工作总结\n2024年3月5日，清河县水利局召开总结会议。\n"
SECTION = (
    "{n}、石桥镇第{n}片区\n去年，县水利局检查水库{d}座，发现隐患{n}处。石桥镇党委书记林晓舟带队更换管线{n}米。\n"
    "一是修复水闸。石桥镇更换水闸{d}座，{n}名志愿者参加。\n"
)
SIZE = 700


@pytest.fixture(scope="module")
def builder() -> Builder:
    return Builder()


@pytest.fixture(scope="module")
def long(builder: Builder) -> Document:
    text = OPENING + "".join(SECTION.format(n=n, d=n % 28 + 2) for n in range(2, 40))
    return builder.read(text.encode(), name="long.txt").document


def joined(builder: Builder, document: Document, size: int) -> Reading:
    joiner = Joiner(document)
    for part in parts(document, size):
        joiner.add(part, builder._pipeline(part.document))
    return joiner.reading()


def told(reading: Reading) -> Counter[tuple[object, ...]]:
    """All that a reading tells, with where it stands."""
    key = [entity.key for entity in reading.entities]
    found: Counter[tuple[object, ...]] = Counter()
    for m in reading.mentions:
        found["mention", m.start, m.end, m.cls, m.name] += 1
    for e in reading.entities:
        found["entity", e.key, e.name, e.cls, tuple(reading.mentions[i].start for i in e.mentions)] += 1
    for q in reading.quantities:
        found["count", q.start, q.text, q.of, q.of_start] += 1
    for t in reading.times:
        found["time", t.start, t.text, t.first] += 1
    for r in reading.relations:
        found["relation", key[r.subject], r.predicate, key[r.object], r.start] += 1
    for a in reading.acts:
        number = None if a.quantity is None else reading.quantities[a.quantity].start
        time = None if a.time is None else reading.times[a.time].start
        found["act", a.verb_start, a.start, a.end, a.object, tuple(key[i] for i in a.agents), number, time] += 1
    return found


def test_parts_are_the_text_and_each_begins_with_the_opening(long: Document) -> None:
    found = list(parts(long, SIZE))
    assert len(found) > 3
    assert "".join(p.document.text[p.opening :] for p in found) == long.text
    assert all(p.document.text.startswith(OPENING) for p in found)
    assert all(p.end - p.start <= SIZE * 5 // 4 for p in found)
    assert all(long.text[p.start - 1] == "\n" for p in found[1:])


def test_blocks_and_sentences_of_a_part_are_those_of_the_whole(long: Document) -> None:
    for part in parts(long, SIZE):
        own = part.document
        assert [b.index for b in own.blocks] == list(range(len(own.blocks)))
        assert all(b.parent is None or b.parent < b.index for b in own.blocks)
        for piece in (*own.blocks, *own.sentences):
            start, end = part.spans(piece.start, piece.end)
            assert own.text[piece.start : piece.end] == long.text[start:end]
        assert {part.spans(s.start, s.end)[0] for s in own.sentences} <= {s.start for s in long.sentences}


def test_parts_tell_what_the_whole_tells(builder: Builder, long: Document) -> None:
    assert told(joined(builder, long, SIZE)) == told(builder._pipeline(long))


def test_a_short_report_is_one_part_and_the_same_reading(builder: Builder, long: Document) -> None:
    assert len(list(parts(long))) == 1
    assert joined(builder, long, LONG) == builder._pipeline(long)


def test_no_table_is_torn(builder: Builder) -> None:
    row = "<tr><td>第{n}村</td><td>{n}</td></tr>"
    table = "<table><tr><th>村</th><th>党员（名）</th></tr>" + "".join(row.format(n=n) for n in range(9)) + "</table>"
    text = "<p>石桥镇各村党员人数如下，情况见表，请各村党支部核对。</p>"
    page = f"<html><body><article><h1>石桥镇工作总结</h1>{(text + table) * 20}</article></body></html>"
    document = builder.read(page.encode(), name="a.html").document
    cut = [p.document.tables for p in parts(document, 300)]
    assert len(cut) > 3
    assert sum(map(len, cut)) == len(document.tables)
    assert {len(t.rows) for tables in cut for t in tables} == {10}


def test_a_line_without_end_stays_whole(builder: Builder) -> None:
    document = builder.read(("清河县" + "清理河道3公里，" * 200).encode(), name="a.txt").document
    assert [p.end for p in parts(document, 100)] == [len(document.text)]


def test_a_very_long_report_is_told_of_as_it_is_read_and_its_evidence_can_be_sliced(
    builder: Builder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.pipeline, "LONG", 8 * SIZE)
    monkeypatch.setattr(kg.pipeline, "parts", partial(parts, size=SIZE))
    section = SECTION.format(n=7, d=3)
    text = OPENING + section * (8 * SIZE // len(section) + 1)
    steps: list[tuple[int, int]] = []
    reading = builder.read(text.encode(), name="a.txt", progress=lambda done, of: steps.append((done, of)))
    length = len(reading.document.text)
    assert steps[-1] == (length, length)
    assert steps == sorted(steps)
    assert len(steps) > 1
    assert [e.name for e in reading.entities if e.type == "person"] == ["林晓舟"]
    assert not list(wrong_quotes(Dataset.of(builder.graphs([reading]))))


def test_a_graph_in_pieces_is_the_graph(builder: Builder, long: Document) -> None:
    reading = builder._pipeline(long)
    pieces = list(builder.write.pieces(reading, 500))
    whole = builder.write(reading)
    assert len(pieces) > 3
    assert {piece.name for piece in pieces} == {whole.name}
    assert sum(len(piece.triples) for piece in pieces) == len(whole.triples)
    assert union(pieces) == whole.triples
