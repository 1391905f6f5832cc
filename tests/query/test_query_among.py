"""Graphs that a query or a request chooses: what two of them state counts once."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from kg.query.run import run_query
from kg.rdf.dataset import Dataset
from kg.schema.terms import ID
from kg.serve.worker import Worker
from kg.store.merged import MergedDataset, load_merged

ONE, TWO = "https://w3id.org/govkg/id/dataset/one", "https://w3id.org/govkg/id/dataset/two"
DATA = f"""
<{ONE}> {{ <urn:s> <urn:p> 1 . <urn:s> <urn:p> 2 }}
<{TWO}> {{ <urn:s> <urn:p> 1 }}
<urn:three> {{ <urn:s> <urn:p> 1 , 9 }}
"""
COUNTED = [
    ("{ ?s ?p ?o }", 3),
    (f"FROM <{ONE}> {{ ?s ?p ?o }}", 2),
    (f"FROM <{ONE}> FROM <{TWO}> {{ ?s ?p ?o }}", 2),
    (f"FROM <{ONE}> FROM <{TWO}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", 0),
    (f"FROM <{ONE}> FROM <{TWO}> FROM NAMED <{ONE}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", 2),
    (f"FROM <{ONE}> FROM <{TWO}> FROM NAMED <urn:three> {{ ?s ?p ?o . GRAPH ?g {{ ?s ?p ?o }} }}", 1),
    (f"FROM NAMED <{ONE}> FROM NAMED <{TWO}> {{ GRAPH ?g {{ ?s ?p ?o }} }}", 3),
    ("{ GRAPH ?g { ?s ?p ?o } }", 5),
]


@pytest.fixture(params=["memory", "merged"])
def dataset(request: pytest.FixtureRequest) -> Dataset:
    store = ox.Store()
    if request.param == "merged":
        load_merged(store, ox.parse(DATA, format=ox.RdfFormat.TRIG))
        return MergedDataset(store, base=ID)
    return Dataset.unread(DATA.encode(), ox.RdfFormat.TRIG, lambda error: error)


@pytest.mark.parametrize(("pattern", "number"), COUNTED)
def test_what_two_graphs_state_counts_once(dataset: Dataset, pattern: str, number: int) -> None:
    ((found,),) = run_query(dataset, f"SELECT (COUNT(*) AS ?n) {pattern}")

    assert found == number


@pytest.mark.parametrize(("pattern", "number"), COUNTED)
def test_the_endpoint_counts_alike(pattern: str, number: int) -> None:
    assert _served(f"SELECT (COUNT(*) AS ?n) {pattern}") == number


@pytest.mark.parametrize(
    ("default", "named", "pattern", "number"),
    [
        ([ONE, TWO], None, "?s ?p ?o", 2),
        ([ONE, TWO, "urn:three"], None, "?s ?p ?o", 3),
        ([ONE, TWO], [TWO], "GRAPH ?g { ?s ?p ?o }", 1),
        (None, [ONE, TWO], "?s ?p ?o", 0),
    ],
)
def test_graphs_of_the_request_count_alike(default, named, pattern, number) -> None:
    assert _served(f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}", default, named) == number


def _served(query: str, default: list[str] | None = None, named: list[str] | None = None) -> int:
    store = ox.Store()
    load_merged(store, ox.parse(DATA, format=ox.RdfFormat.TRIG))
    head = {"do": "query", "table": "csv", "graph": None, "default": default, "named": named, "base": None}
    limits = {"services": [], "rows": 10, "size": 1000}
    _, data = Worker(MergedDataset(store, base=ID))({**head, **limits}, query.encode())
    return int(data.split()[1])
