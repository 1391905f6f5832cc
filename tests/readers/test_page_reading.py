"""Pages in the styles of a district's site, an e-paper, WeChat, an old county site: the report, nothing around it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.pipeline import Pipeline
from kg.readers.formats import read_original
from kg.schema.load import load_schema
from kg.text.read import DocumentReader

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))


@pytest.fixture(scope="module")
def reader():
    return DocumentReader(load_schema())


@pytest.fixture(scope="module")
def pipeline():
    return Pipeline(load_schema())


def expected(page: Path) -> dict:
    return json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))


@pytest.fixture(params=PAGES, ids=lambda p: p.stem)
def page(request):
    return request.param


def document_of(page: Path, reader):
    return reader.lines(read_original(page.read_bytes(), page.name), name=page.name)


def test_a_page_states_title_date_publisher_and_address(page, reader) -> None:
    document, told = document_of(page, reader), expected(page)
    assert document.title == told["title"]
    assert document.date.isoformat() == told["date"]
    assert str(document.publisher) in told["publisher"].split("|")
    assert document.address == told["address"]
    assert document.encoding == told.get("encoding", "utf-8")


def test_headings_items_and_rows_of_a_page_are_such(page, reader) -> None:
    document = document_of(page, reader)
    lines = document.text.split("\n")
    kinds = {document.text[b.start : b.end]: b.kind.value for b in document.blocks}
    told = expected(page)["lines"]
    assert [text for _, text in told] == [line for line in lines if line in {text for _, text in told}]
    for kind, text in told:
        assert kinds.get(text.strip(), "paragraph") == kind or "本报讯" in text, text


def test_nothing_around_the_report_is_in_its_text(page, reader) -> None:
    text = document_of(page, reader).text
    assert [words for words in expected(page)["furniture"] if words in text] == []


def test_nothing_around_the_report_becomes_a_fact(page, reader, pipeline) -> None:
    reading = pipeline(document_of(page, reader))
    text = reading.document.text
    told = [
        *(m.name for m in reading.mentions),
        *(text[a.start : a.end] for a in reading.acts),
        *(f"{q.text} {q.of}" for q in reading.quantities),
    ]
    assert told
    assert [f for f in told if any(words in f for words in expected(page)["furniture"])] == []
