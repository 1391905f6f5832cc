"""Relations that a report's words state, end to end: sentence → relations that must, and must not, be read."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest
from relation_cases import NOT_STATED, STATED

from kg.pipeline import Pipeline
from kg.text.read import DocumentReader

if TYPE_CHECKING:
    from kg.schema.model import Schema

DATE = datetime.date(2024, 5, 10)


@pytest.fixture(scope="module")
def stages(schema: Schema) -> tuple[DocumentReader, Pipeline]:
    return DocumentReader(schema), Pipeline(schema)


def relations(stages: tuple[DocumentReader, Pipeline], text: str) -> set[tuple[str, str, str]]:
    """The relations by the names of their ends."""
    read, pipeline = stages
    reading = pipeline(read(text.encode(), name="test.txt", date=DATE))
    names = [e.name for e in reading.entities]
    return {(names[r.subject], r.predicate, names[r.object]) for r in reading.relations}


@pytest.mark.parametrize(("text", "expected"), STATED)
def test_stated(stages: tuple[DocumentReader, Pipeline], text: str, expected: set[tuple[str, str, str]]) -> None:
    found = relations(stages, text)
    assert expected <= found, sorted(found)


@pytest.mark.parametrize(("text", "wrong"), NOT_STATED)
def test_not_stated(stages: tuple[DocumentReader, Pipeline], text: str, wrong: set[tuple[str, str, str]]) -> None:
    assert not wrong & relations(stages, text)
