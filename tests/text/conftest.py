"""One reader for all tests of the text stages, and the texts that a hostile or careless page may hold."""

from __future__ import annotations

import pytest

from kg.schema.load import load_schema
from kg.text.read import DocumentReader
from kg.text.words import TextWords


@pytest.fixture(scope="session")
def words() -> TextWords:
    return TextWords(load_schema())


@pytest.fixture(scope="session")
def reader() -> DocumentReader:
    return DocumentReader(load_schema())
