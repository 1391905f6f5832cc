"""Graphs on servers that are not ours: what goes there comes back, to the byte."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import kg
from kg.errors import GraphError, QueryError
from kg.remote.client import Client
from kg.remote.dataset import RemoteDataset
from kg.remote.push import push
from kg.schema.terms import VOID
from kg.store.dataset import open_store
from kg.store.layout import existing
from kg.store.listing import find_report
from kg.store.pushed import push_store
from kg.store.writer import StoreWriter

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


def test_a_graph_larger_than_the_servers_limit_comes_back_whole(virtuoso, tmp_path) -> None:
    """Virtuoso gives 10,000 rows at most; a report of a hundred pages has more."""
    text = tmp_path / "long.txt"
    text.write_text(report_text(77, sentences=500), encoding="utf-8")
    graph = kg.build(text)
    assert len(graph) > 3 * 10_000
    push(graph.dataset, Client(f"{virtuoso}/sparql-graph-crud-auth", user="dba", password="dba"))  # noqa: S106
    remote = RemoteDataset(Client(f"{virtuoso}/sparql"))
    remote.named = tuple(node.value for node in graph.store.named_graphs())  # the server holds others beside it
    there = kg.KnowledgeGraph(remote)
    for suffix in (".trig", ".ttl"):
        (mine,), (its,) = graph.export(tmp_path / f"here{suffix}"), there.export(tmp_path / f"there{suffix}")
        assert its.read_bytes() == mine.read_bytes()


class Limited(Client):
    """A server that gives forty rows at most, and says so or not."""

    def __init__(self, address: str, *, told: bool) -> None:
        super().__init__(address)
        self.told = told

    def form(self, fields, *, accept="*/*"):
        data, headers = super().form(fields, accept=accept)
        lines = data.splitlines(keepends=True)
        if accept != "application/n-triples" or len(lines) <= 40:
            return data, headers
        return b"".join(lines[:40]), {**headers, **({"x-sparql-maxrows": "40"} if self.told else {})}


@pytest.mark.parametrize("told", [True, False])
def test_a_limit_is_kept_to_whether_or_not_the_server_tells_it(oxigraph, tmp_path, told) -> None:
    graph = kg.build(text=report_text(5, sentences=2))
    push(graph.dataset, Client(f"{oxigraph}/store"))
    there = kg.KnowledgeGraph(RemoteDataset(Limited(f"{oxigraph}/query", told=told)))

    assert set(there) == set(graph)


def test_what_cannot_be_fetched_whole_is_an_error(oxigraph) -> None:
    """More triples of one subject than the server gives."""
    Client(f"{oxigraph}/update").form(
        [("update", f"INSERT DATA {{ <urn:s> a <{VOID}Dataset> ; <urn:p> {', '.join(map(str, range(60)))} }}")]
    )
    with pytest.raises(GraphError, match="sends 40 of 61 triples"):
        list(kg.KnowledgeGraph(RemoteDataset(Limited(f"{oxigraph}/query", told=True))))


@pytest.mark.parametrize("way", WAYS, ids="-".join)
def test_a_store_takes_back_what_it_has_pushed_and_nothing_else(request, tmp_path, way) -> None:
    server, by, path, query, user = way
    address = request.getfixturevalue(server)
    folder, store = tmp_path / "reports", tmp_path / "store"
    folder.mkdir()
    for n in range(3):
        (folder / f"{n}.txt").write_text(report_text(40 + n), encoding="utf-8")
    kg.build_store(store, folder, workers=1)
    other = kg.build(text=report_text(50))
    push(other.dataset, Client(address + path, user=user, password=user), by=by)

    def pushed(*, keep: bool = False) -> tuple[int, int]:
        dataset = open_store(store)
        try:
            return push_store(dataset, store, Client(address + path, user=user, password=user), by=by, keep=keep)
        finally:
            dataset.close()

    def there() -> set[str]:
        asked = "SELECT DISTINCT ?g { GRAPH ?g { ?r a kg:Report } }"
        return {str(row[0]) for row in kg.load(address + query).query(asked)}

    def here(graph) -> set[str]:
        return {str(row[0]) for row in graph.query("SELECT DISTINCT ?g { GRAPH ?g { ?r a kg:Report } }")}

    assert pushed() == (4, 0)
    first = here(kg.load(store))
    assert first <= there()
    dataset = open_store(store)
    gone = find_report(dataset, "1.txt")
    dataset.close()
    with StoreWriter(existing(store)) as writer:
        writer.remove(gone)
    second = here(kg.load(store))
    assert pushed(keep=True) == (3, 0)
    assert first <= there()
    assert pushed() == (3, 1)
    assert first & there() == second != first
    assert here(other) <= there()
    assert pushed() == (3, 0)


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
