"""Marked reports: how marks are read."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.learn.align import marks_in
from kg.learn.corpus import parse_marked, read_corpus
from kg.text.read import read_document

CORPUS = Path(__file__).resolve().parents[1] / "corpus"
REPORT = "# kind: notice | date: 2024-03-05\n[[清河县:a1]委:o2]书记[李明远:p3][调研:v]。[企业:g?]参加。\n"


def test_marks_nest_and_their_text_slices_back() -> None:
    (report,) = parse_marked(REPORT, place="x.txt")
    assert [(report.text[m.start : m.end], m.kind, m.number, m.optional) for m in report.marks] == [
        ("清河县委", "organization", "2", False),
        ("清河县", "area", "1", False),
        ("李明远", "person", "3", False),
        ("调研", "verb", "", False),
        ("企业", "group", "", True),
    ]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("没有首行", "no header line"),
        ("# kind: x\n[清河县:a1", "not closed"),
        ("# kind: x\n清河县:a1]", "a mark is wrong"),
        ("# kind: x\n[清河县:q]", "a mark is wrong"),
    ],
)
def test_a_mistake_is_named_with_its_place(source: str, message: str) -> None:
    with pytest.raises(InputError, match=message) as caught:
        list(parse_marked(source, place="x.txt"))
    assert "x.txt:1" in str(caught.value)


def test_every_file_of_the_corpus_is_well_formed_and_every_mark_survives_repair() -> None:
    reports = read_corpus(CORPUS)
    assert len(reports) > 200
    for report in reports[::10]:
        document = read_document(report.text.encode(), name=report.place, date=report.date)
        assert len(marks_in(document, report.marks)) == len(report.marks)
