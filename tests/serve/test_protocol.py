"""SPARQL 1.1 Protocol: the 34 cases of the W3C's suite, by its names for them, written from the recommendation.

https://www.w3.org/TR/sparql11-protocol/
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

import pytest
from server import TOKEN

if TYPE_CHECKING:
    from server import Server

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
UPDATE = "application/sparql-update"
BEARER = f"Bearer {TOKEN}"
DATA = [f"http://example.org/data{n}" for n in range(4)]
BOOLEAN = {"application/sparql-results+xml", "application/sparql-results+json"}
TABLE = BOOLEAN | {"text/csv", "text/tab-separated-values"}
TRIPLES = {"text/turtle", "application/n-triples", "application/rdf+xml", "application/ld+json"}
# One document in each graph, which is also its own name: a query that sees it sees that graph.
FILL = (
    "CLEAR ALL ; "
    "INSERT DATA { " + " ".join(f"GRAPH <{d}> {{ <{d}> a <http://example.org/Document> }}" for d in DATA) + " }"
)


@pytest.fixture(scope="module")
def server(writable_server: Server) -> Server:
    """A server with four graphs."""
    assert writable_server.update(FILL).status == 204
    return writable_server


def asked(*pairs: tuple[str, str]) -> str:
    return "/sparql?" + urlencode(pairs)


def sees(*graphs: str) -> str:
    return "ASK { " + " ".join(f"<{graph}> a ?type ." for graph in graphs) + " }"


def named(*graphs: str) -> str:
    return " ".join(f"GRAPH ?g{n} {{ <{graph}> a ?type }}" for n, graph in enumerate(graphs))


class TestQueries:
    def test_query_post_form(self, server: Server) -> None:
        found = server.send(
            "POST", asked(("default-graph-uri", DATA[0])), urlencode({"query": "ASK {}"}), Content_Type=FORM
        )
        assert (found.status, found.media in BOOLEAN, found.boolean) == (200, True, True)

    def test_query_dataset_default_graphs_get(self, server: Server) -> None:
        pairs = [("query", sees(*DATA[1:3])), *(("default-graph-uri", d) for d in DATA[1:3])]
        assert server.get(asked(*pairs)).boolean

    def test_query_dataset_default_graphs_post(self, server: Server) -> None:
        path = asked(*(("default-graph-uri", d) for d in DATA[1:3]))
        assert server.send("POST", path, sees(*DATA[1:3]), Content_Type=QUERY).boolean

    def test_query_dataset_named_graphs_post(self, server: Server) -> None:
        path = asked(*(("named-graph-uri", d) for d in DATA[1:3]))
        assert server.send("POST", path, f"ASK {{ {named(*DATA[1:3])} }}", Content_Type=QUERY).boolean

    def test_query_dataset_named_graphs_get(self, server: Server) -> None:
        pairs = [("query", f"ASK {{ {named(*DATA[1:3])} }}"), *(("named-graph-uri", d) for d in DATA[1:3])]
        assert server.get(asked(*pairs)).boolean

    def test_query_dataset_full(self, server: Server) -> None:
        path = asked(("default-graph-uri", DATA[3]), *(("named-graph-uri", d) for d in DATA[1:3]))
        text = f"ASK {{ <{DATA[3]}> a ?type {named(*DATA[1:3])} }}"
        assert server.send("POST", path, text, Content_Type=QUERY).boolean

    def test_query_multiple_dataset(self, server: Server) -> None:
        """Where query and request both name a dataset, the request's holds."""
        text = f"ASK FROM <{DATA[1]}> {{ <{DATA[1]}> a ?t }}"
        assert not server.get(asked(("query", text), ("default-graph-uri", DATA[2]))).boolean
        assert server.get(asked(("query", text), ("default-graph-uri", DATA[1]))).boolean

    def test_query_get(self, server: Server) -> None:
        found = server.get(asked(("query", "ASK {}")))
        assert (found.status, found.boolean) == (200, True)

    def test_query_content_type_select(self, server: Server) -> None:
        assert server.get(asked(("query", "SELECT (1 AS ?value) {}"))).media in TABLE

    def test_query_content_type_ask(self, server: Server) -> None:
        assert server.get(asked(("query", "ASK {}"))).media in BOOLEAN

    def test_query_content_type_describe(self, server: Server) -> None:
        assert server.get(asked(("query", f"DESCRIBE <{DATA[1]}>"))).media in TRIPLES

    def test_query_content_type_construct(self, server: Server) -> None:
        text = "CONSTRUCT { <http://example.org/s> <http://example.org/p> 1 } WHERE {}"
        assert server.get(asked(("query", text))).media in TRIPLES

    def test_query_post_direct(self, server: Server) -> None:
        found = server.send("POST", "/sparql", "ASK {}", Content_Type=QUERY)
        assert (found.status, found.boolean) == (200, True)


class TestUpdates:
    COPY = "INSERT { GRAPH <http://example.org/out> { ?s a <http://example.org/Seen> } } WHERE "

    def update(self, server: Server, text: str, *using: tuple[str, str]) -> None:
        server.update(FILL)
        path = asked(*using) if using else "/sparql"
        assert server.send("POST", path, text, Content_Type=UPDATE, Authorization=BEARER).status in {200, 204}

    def seen(self, server: Server) -> set[str]:
        found = server.query("SELECT ?s { GRAPH <http://example.org/out> { ?s ?p ?o } }")
        return {row["s"] for row in found.rows}

    def test_update_dataset_default_graph(self, server: Server) -> None:
        self.update(server, self.COPY + "{ ?s a ?t }", ("using-graph-uri", DATA[1]))
        assert self.seen(server) == {DATA[1]}

    def test_update_dataset_default_graphs(self, server: Server) -> None:
        self.update(server, self.COPY + "{ ?s a ?t }", *(("using-graph-uri", d) for d in DATA[1:3]))
        assert self.seen(server) == set(DATA[1:3])

    def test_update_dataset_named_graphs(self, server: Server) -> None:
        using = [("using-named-graph-uri", d) for d in DATA[1:3]]
        self.update(server, self.COPY + "{ GRAPH ?g { ?s a ?t } }", *using)
        assert self.seen(server) == set(DATA[1:3])

    def test_update_dataset_full(self, server: Server) -> None:
        using = [("using-graph-uri", DATA[1]), ("using-named-graph-uri", DATA[2])]
        self.update(server, self.COPY + "{ { GRAPH ?g { ?s a ?t } } UNION { ?s a ?t } }", *using)
        assert self.seen(server) == set(DATA[1:3])

    def test_update_post_form(self, server: Server) -> None:
        body = urlencode({"update": FILL + " ; CLEAR ALL"})
        found = server.send("POST", "/sparql", body, Content_Type=FORM, Authorization=BEARER)
        assert found.status in {200, 204}
        assert not server.query("ASK { ?s ?p ?o }").boolean
        server.update(FILL)

    def test_update_post_direct(self, server: Server) -> None:
        self.update(server, "CLEAR ALL")
        assert not server.query("ASK { ?s ?p ?o }").boolean
        server.update(FILL)

    def test_update_base_uri(self, server: Server) -> None:
        """A relative IRI is resolved against the address of the endpoint."""
        self.update(server, "INSERT DATA { GRAPH <http://example.org/out> { <http://example.org/s> a <test> } }")
        found = server.query("SELECT ?o { GRAPH <http://example.org/out> { ?s ?p ?o } }").rows
        assert found == [{"o": f"http://127.0.0.1:{server.port}/test"}]


class TestMistakes:
    def test_bad_query_method(self, server: Server) -> None:
        assert server.send("PUT", asked(("query", "ASK {}"))).status == 405

    def test_bad_multiple_queries(self, server: Server) -> None:
        assert server.get(asked(("query", "ASK {}"), ("query", "SELECT * {}"))).status == 400

    def test_bad_query_wrong_media_type(self, server: Server) -> None:
        assert server.send("POST", "/sparql", "ASK {}", Content_Type="text/plain").status == 415

    def test_bad_query_missing_form_type(self, server: Server) -> None:
        assert server.send("POST", "/sparql", urlencode({"query": "ASK {}"})).status == 415

    def test_bad_query_missing_direct_type(self, server: Server) -> None:
        assert server.send("POST", "/sparql", "ASK {}").status == 415

    def test_bad_query_non_utf8(self, server: Server) -> None:
        body = "ASK {}".encode("utf-16")
        assert server.send("POST", "/sparql", body, Content_Type=f"{QUERY}; charset=UTF-16").status == 400

    def test_bad_query_syntax(self, server: Server) -> None:
        found = server.get(asked(("query", "ASK {\n ?s ?p }")))
        assert (found.status, found.json["line"]) == (400, 2)

    def test_bad_update_get(self, server: Server) -> None:
        found = server.send("GET", asked(("update", "CLEAR ALL")), Authorization=BEARER)
        assert found.status == 400
        assert server.query("ASK { ?s ?p ?o }").boolean

    def test_bad_multiple_updates(self, server: Server) -> None:
        body = urlencode([("update", "CLEAR NAMED"), ("update", "CLEAR DEFAULT")])
        assert server.send("POST", "/sparql", body, Content_Type=FORM, Authorization=BEARER).status == 400

    def test_bad_update_wrong_media_type(self, server: Server) -> None:
        assert (
            server.send("POST", "/sparql", "CLEAR NAMED", Content_Type="text/plain", Authorization=BEARER).status == 415
        )

    def test_bad_update_missing_form_type(self, server: Server) -> None:
        body = urlencode({"update": "CLEAR NAMED"})
        assert server.send("POST", "/sparql", body, Authorization=BEARER).status == 415

    def test_bad_update_non_utf8(self, server: Server) -> None:
        body = "CLEAR NAMED".encode("utf-16")
        assert server.send("POST", "/sparql", body, Content_Type=UPDATE, Authorization=BEARER).status == 400

    def test_bad_update_syntax(self, server: Server) -> None:
        body = urlencode({"update": "CLEAR XYZ"})
        assert server.send("POST", "/sparql", body, Content_Type=FORM, Authorization=BEARER).status == 400

    def test_bad_update_dataset_conflict(self, server: Server) -> None:
        """A dataset both in the update and in the request is an error."""
        text = f"DELETE {{ ?s ?p ?o }} USING <{DATA[1]}> WHERE {{ ?s ?p ?o }}"
        body = urlencode([("using-named-graph-uri", DATA[2]), ("update", text)])
        assert server.send("POST", "/sparql", body, Content_Type=FORM, Authorization=BEARER).status == 400


class TestForms:
    """Content negotiation, beyond what the suite asks for."""

    @pytest.mark.parametrize(
        ("accept", "media"),
        [
            ("", "application/sparql-results+json"),
            ("*/*", "application/sparql-results+json"),
            ("text/csv", "text/csv"),
            ("text/tab-separated-values", "text/tab-separated-values"),
            ("application/xml", "application/sparql-results+xml"),
            ("text/csv;q=0.1, application/sparql-results+xml;q=0.9", "application/sparql-results+xml"),
            ("text/*", "text/csv"),
        ],
    )
    def test_the_client_chooses_the_form_of_a_table(self, server: Server, accept: str, media: str) -> None:
        assert server.query("SELECT (1 AS ?a) {}", accept=accept).media == media

    @pytest.mark.parametrize("media", sorted(TRIPLES))
    def test_the_client_chooses_the_form_of_a_graph(self, server: Server, media: str) -> None:
        found = server.query("CONSTRUCT { <http://example.org/s> <http://example.org/p> 1 } WHERE {}", accept=media)
        assert found.media == media
        assert b"http://example.org/s" in found.body

    def test_a_form_that_cannot_hold_the_answer_is_not_acceptable(self, server: Server) -> None:
        assert server.query("SELECT (1 AS ?a) {}", accept="text/turtle").status == 406
        assert server.query("ASK {}", accept="image/png").status == 406

    def test_rows_in_every_form(self, server: Server) -> None:
        text = 'SELECT ?a ?b { VALUES (?a ?b) { ("x,\\"y\\"\\n\\t<z>"@zh-hans UNDEF) (<http://example.org/a> 7) } }'
        assert server.query(text, accept="text/csv").text.splitlines()[0] == "a,b"
        tsv = server.query(text, accept="text/tab-separated-values").text.splitlines()
        assert tsv[1] == '"x,\\"y\\"\\n\\t<z>"@zh-Hans\t'
        assert "&lt;z&gt;</literal>" in server.query(text, accept="application/sparql-results+xml").text
        first = server.query(text).json["results"]["bindings"][0]
        assert first == {"a": {"type": "literal", "value": 'x,"y"\n\t<z>', "xml:lang": "zh-Hans"}}

    def test_head_has_no_body(self, server: Server) -> None:
        found = server.send("HEAD", asked(("query", "ASK {}")))
        assert (found.status, found.body) == (200, b"")
