"""SPARQL 1.1 Graph Store HTTP Protocol, and what the endpoint says of itself.

https://www.w3.org/TR/sparql11-http-rdf-update/
"""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from server import TOKEN

if TYPE_CHECKING:
    from pathlib import Path

    from server import Answer, Server

    from kg.graph import KnowledgeGraph

BEARER = f"Bearer {TOKEN}"
GRAPH = "/store?graph=http%3A%2F%2Fexample.org%2Fg"
TURTLE = "text/turtle"
ONE, TWO = "<http://example.org/s> <http://example.org/p> 1 .", "<http://example.org/s> <http://example.org/p> 2 ."

XML = (
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://example.org/">'
    '<rdf:Description rdf:about="http://example.org/s"><e:p>1</e:p></rdf:Description></rdf:RDF>'
)


def write(server: Server, method: str, body: str = "", path: str = GRAPH, kind: str = TURTLE) -> Answer:
    return server.send(method, path, body, Content_Type=kind, Authorization=BEARER)


def triples(answer: Answer) -> set[str]:
    return {str(quad.triple) for quad in ox.parse(answer.body, format=ox.RdfFormat.TURTLE)}


class TestWriting:
    @pytest.fixture
    def server(self, writable_server: Server) -> Server:
        """A server without the graph."""
        write(writable_server, "DELETE")
        return writable_server

    def test_put_makes_a_graph_and_then_replaces_it(self, server: Server) -> None:
        assert write(server, "PUT", ONE).status == 201
        assert write(server, "PUT", TWO).status == 204
        assert len(triples(server.get(GRAPH))) == 1
        assert "2" in server.get(GRAPH).text

    def test_post_adds_to_a_graph(self, server: Server) -> None:
        assert write(server, "POST", ONE).status == 201
        assert write(server, "POST", TWO).status == 204
        assert len(triples(server.get(GRAPH))) == 2

    def test_delete_removes_a_graph(self, server: Server) -> None:
        write(server, "PUT", ONE)
        assert write(server, "DELETE").status == 204
        assert server.get(GRAPH).status == 404
        assert write(server, "DELETE").status == 404

    def test_the_default_graph_is_meant_by_its_own_parameter(self, server: Server) -> None:
        assert write(server, "PUT", ONE, "/store?default").status == 204
        assert server.query("ASK { <http://example.org/s> <http://example.org/p> 1 }").boolean
        assert write(server, "DELETE", path="/store?default").status == 204
        assert not server.query("ASK { <http://example.org/s> <http://example.org/p> 1 }").boolean

    @pytest.mark.parametrize(
        ("kind", "body"),
        [
            ("application/n-triples", ONE.replace("1", '"1"')),
            ("application/ld+json", '{"@id": "http://example.org/s", "http://example.org/p": 1}'),
            (
                "application/rdf+xml",
                XML,
            ),
        ],
    )
    def test_graphs_come_in_every_form(self, server: Server, kind: str, body: str) -> None:
        assert write(server, "PUT", body, kind=kind).status == 201
        assert len(triples(server.get(GRAPH))) == 1

    def test_what_is_damaged_changes_nothing(self, server: Server) -> None:
        write(server, "PUT", ONE)
        assert write(server, "PUT", "<http://example.org/s> <p").status == 400
        assert write(server, "PUT", TWO, kind="application/pdf").status == 415
        assert write(server, "PUT", TWO, "/store?graph=relative").status == 400
        assert write(server, "PUT", TWO, "/store").status == 400
        assert write(server, "PUT", TWO, GRAPH + "&default").status == 400
        assert write(server, "PATCH", TWO).status == 405
        assert "1" in server.get(GRAPH).text


class TestReading:
    def test_a_graph_of_a_file_is_given_by_name(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        name = next(iter(graph.store.named_graphs()))
        found = reading_server.get(f"/store?graph={name.value}", Accept=TURTLE)
        own = {str(quad.triple) for quad in graph.store.quads_for_pattern(None, None, None, name)}
        assert {t.lower() for t in triples(found)} == {t.lower() for t in own}

    def test_the_default_graph_is_all_graphs_together(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        found = reading_server.get("/store?default", Accept="application/n-triples")
        assert len(found.text.splitlines()) == len({quad.triple for quad in graph.store})

    def test_all_graphs_are_given_with_their_names(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        found = reading_server.get("/store", Accept="application/n-quads")
        assert len(found.text.splitlines()) == len(graph)
        assert reading_server.get("/store", Accept="text/csv").status == 406

    def test_a_reading_server_takes_nothing(self, reading_server: Server) -> None:
        for method in ("PUT", "POST", "DELETE"):
            assert write(reading_server, method, ONE).status == 403


class TestDescriptions:
    def test_the_service_describes_itself(self, reading_server: Server, graph: KnowledgeGraph) -> None:
        for path in ("/sparql", "/void"):
            found = reading_server.get(path, Accept="application/n-triples")
            assert (found.status, found.media) == (200, "application/n-triples")
            store = ox.Store()
            store.load(found.body, format=ox.RdfFormat.N_TRIPLES)
            asked = """PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> PREFIX void: <http://rdfs.org/ns/void#>
                SELECT ?endpoint ?triples {
                ?s a sd:Service ; sd:endpoint ?endpoint ; sd:supportedLanguage sd:SPARQL11Query ;
                sd:resultFormat <http://www.w3.org/ns/formats/SPARQL_Results_JSON> ; sd:feature sd:UnionDefaultGraph ;
                sd:defaultDataset ?d . ?d void:triples ?triples ; void:sparqlEndpoint ?endpoint }"""
            ((endpoint, number),) = list(store.query(asked))
            assert endpoint.value == f"http://127.0.0.1:{reading_server.port}/sparql"
            assert int(number.value) == len({quad.triple for quad in graph.store})
        assert b"SPARQL11Update" not in found.body

    def test_a_writable_service_says_so(self, writable_server: Server) -> None:
        assert b"SPARQL11Update" in writable_server.get("/sparql", Accept=TURTLE).body

    def test_people_are_shown_the_query_page(self, reading_server: Server) -> None:
        found = reading_server.get("/sparql", Accept="text/html,*/*;q=0.8")
        assert (found.status, found.headers["location"]) == (303, "/")

    def test_void_has_a_well_known_address(self, reading_server: Server) -> None:
        assert reading_server.get("/.well-known/void").headers["location"] == "/void"


class TestCommand:
    def test_a_graph_that_is_not_there_is_told_in_one_line(self, tmp_path: Path) -> None:
        done = subprocess.run(
            [sys.executable, "-m", "kg", "serve", str(tmp_path / "none.ttl")],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 5
        assert "there is no such file" in done.stderr

    def test_a_port_that_is_taken_is_told(self, graph_file: Path, reading_server: Server) -> None:
        command = [sys.executable, "-m", "kg", "serve", str(graph_file), "--port", str(reading_server.port)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 7
        assert f"127.0.0.1:{reading_server.port}" in done.stderr

    def test_a_missing_extra_is_named(self, graph_file: Path) -> None:
        code = (
            "import sys; sys.modules['uvicorn'] = None\n"
            f"from kg.cli.main import main; main(['serve', {str(graph_file)!r}, '--port', '0'])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 8
        assert "govkg[serve]" in done.stderr
