"""What many tests share: the ontology, and a graph made by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from readings import sample

from kg.graph import KnowledgeGraph
from kg.rdf.dataset import Dataset
from kg.rdf.write import GraphWriter
from kg.schema.load import load_schema

if TYPE_CHECKING:
    from kg.resolve.model import Reading
    from kg.schema.model import Schema


@pytest.fixture(scope="session")
def schema() -> Schema:
    """The ontology that ships with the software."""
    return load_schema()


@pytest.fixture(scope="session")
def reading() -> Reading:
    """A reading made by hand, with something of every kind."""
    return sample()


@pytest.fixture(scope="session")
def graph(schema: Schema, reading: Reading) -> KnowledgeGraph:
    """Its graph."""
    return KnowledgeGraph(Dataset.of([GraphWriter(schema, version="0")(reading)]))
