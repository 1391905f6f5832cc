"""Graphs on servers that are not ours: what goes there comes back, to the byte."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kg
from kg.errors import GraphError, QueryError
from kg.remote.client import Client
from kg.remote.push import push

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "store"))
from report_factory import report_text

WAYS = [
    ("oxigraph", "store", "/store", "/query", ""),
    ("oxigraph", "update", "/update", "/query", ""),
    ("virtuoso", "store", "/sparql-graph-crud-auth", "/sparql", "dba"),
    ("virtuoso", "update", "/sparql-auth", "/sparql", "dba"),
]


@pytest.fixture(scope="module")
def graph(tmp_path_factory) -> kg.KnowledgeGraph:
    folder = tmp_path_factory.mktemp("reports")
    for n in range(4):
        (folder / f"{n}.txt").write_text(report_text(n, sentences=20), encoding="utf-8")
    return kg.build(folder)


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_what_is_pushed_comes_back(request, graph, tmp_path, way) -> None:
    server, by, path, query, user = way
    address = request.getfixturevalue(server)
    number = push(graph.dataset, Client(address + path, user=user, password=user), by=by)
    again = push(graph.dataset, Client(address + path, user=user, password=user), by=by)
    remote = kg.load(address + query)
    (here,) = graph.export(tmp_path / "here.trig")
    (there,) = remote.export(tmp_path / "there.trig")

    assert number == again == 5
    assert there.read_bytes() == here.read_bytes()
    assert remote.view(tmp_path / "page.html").stat().st_size > 1000


@pytest.mark.parametrize("way", WAYS[::2], ids="-".join)
def test_the_views_are_the_same_there(request, graph, way) -> None:
    """Whether or not the server joins its graphs by itself."""
    server, by, path, query, user = way
    address = request.getfixturevalue(server)
    push(graph.dataset, Client(address + path, user=user, password=user), by=by)
    remote = kg.load(address + query)

    assert remote.query("ASK { ?r a kg:Report }")
    for question in ("SELECT ?a ?v { ?a a kg:Act ; kg:verb ?v }", "CONSTRUCT { ?a a kg:Act } WHERE { ?a a kg:Act }"):
        assert sorted(map(str, remote.query(question))) == sorted(map(str, graph.query(question)))


def test_part_of_an_answer_is_no_answer(request, virtuoso, graph) -> None:
    push(graph.dataset, Client(f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="dba"))  # noqa: S106
    with pytest.raises(QueryError, match="only its first"):
        kg.load(f"{virtuoso}/sparql").query("SELECT ?a ?b { ?a a ?x . ?b a ?y }")


def test_a_wrong_password_is_told(virtuoso, graph) -> None:
    with pytest.raises(GraphError, match="401"):
        push(graph.dataset, Client(f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="x"))  # noqa: S106


def test_a_mistake_in_a_query_is_told_by_the_server(oxigraph) -> None:
    with pytest.raises(QueryError, match="the server says 400"):
        kg.load(f"{oxigraph}/query").query("SELECT ?x { ?x ?y }")


def test_a_server_that_is_not_there_is_told() -> None:
    with pytest.raises(GraphError, match="cannot be reached"):
        kg.load("http://127.0.0.1:9/query").query("ASK { ?s ?p ?o }")


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://example.org/x", "http://"])
def test_only_http_is_opened(address) -> None:
    with pytest.raises(GraphError, match="no address"):
        Client(address)


def test_triples_outside_of_named_graphs_go_where_they_are_told(oxigraph, graph, tmp_path) -> None:
    (path,) = graph.export(tmp_path / "graph.ttl")
    push(kg.load(path).dataset, Client(f"{oxigraph}/store"))
    (back,) = kg.load(f"{oxigraph}/query").export(tmp_path / "back.ttl")

    assert back.read_bytes() == path.read_bytes()


def test_the_way_of_pushing_that_does_not_fit_is_told(oxigraph, graph) -> None:
    with pytest.raises(GraphError, match="--by update"):
        push(graph.dataset, Client(f"{oxigraph}/update"))
