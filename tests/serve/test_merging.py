"""Whatever an update does, the default graph of the store stays what all graphs say together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.schema.terms import ID
from kg.serve.changing import change
from kg.serve.problem import Problem
from kg.store.layout import make
from kg.store.merged import DEFAULT, missing, stale
from kg.store.terms import OWN
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

Triples = set[tuple[str, ox.Triple]]
HEAD: dict[str, Any] = {"do": "update", "allowed": [], "default": (), "named": (), "base": "http://example.org/"}

one = st.integers(1, 3).map(lambda n: f"<urn:s> <urn:p> {n} . ")
graph = st.sampled_from(["<urn:g>", "<urn:h>", "e:k"])
inside = st.builds(lambda g, t: f"GRAPH {g} {{ {t}}} # behind\n. ", graph, one)
data = st.lists(st.one_of(one, inside), min_size=1, max_size=3).map("".join)
place = st.one_of(st.just("DEFAULT"), graph.map(lambda g: f"GRAPH {g}"))
operation = st.one_of(
    st.builds(lambda verb, d: f"{verb} DATA {{ {d}}}", st.sampled_from(["INSERT", "DELETE", "insert"]), data),
    st.builds(
        lambda verb, t: f"{verb} SILENT {t}",
        st.sampled_from(["CLEAR", "DROP"]),
        st.one_of(place, st.sampled_from(["NAMED", "ALL"])),
    ),
    st.builds(
        lambda verb, a, b: f"{verb} SILENT {a} TO {b}",
        st.sampled_from(["ADD", "COPY", "MOVE"]),
        place,
        place,
    ).filter(lambda text: text.split(" TO ")[0].split(" ", 2)[2] != text.split(" TO ")[1]),
    st.builds(lambda g: f"DELETE WHERE {{ GRAPH {g} {{ ?s ?p ?o }} }}", graph),
    st.builds(
        lambda g, h: (
            f"DELETE {{ GRAPH {g} {{ ?s ?p 2 }} }} INSERT {{ ?s ?p 9 . GRAPH {h} {{ ?s ?p 3 }} }} "
            f"WHERE {{ GRAPH {g} {{ ?s ?p ?o }} }}"
        ),
        graph,
        graph,
    ),
    st.builds(lambda g: f"WITH {g} DELETE {{ ?s ?p 1 }} INSERT {{ ?s ?p 2 }} WHERE {{ ?s ?p ?o }}", graph),
    st.builds(
        lambda g: f"INSERT {{ GRAPH ?g {{ ?s ?p 3 }} }} WHERE {{ GRAPH ?g {{ ?s ?p 1 }} FILTER(?g = {g}) }}", graph
    ),
)
update = st.lists(operation, min_size=1, max_size=4).map(lambda parts: "PREFIX e: <urn:e:>\n" + " ;\n".join(parts))


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[StoreWriter]:
    with StoreWriter(make(tmp_path_factory.mktemp("merging") / "store", base=ID)) as writer:
        yield writer


def told(store: ox.Store, own: object) -> Triples:
    """What stands in which graph; in "" what was said outside of them."""
    hidden = {OWN, DEFAULT} - {own}
    return {
        ("" if quad.graph_name == own else str(quad.graph_name), quad.triple)
        for quad in store
        if quad.graph_name not in hidden
    }


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(update, min_size=1, max_size=3))
def test_updates_do_what_they_do_elsewhere_and_the_graphs_stay_merged(writer: StoreWriter, updates: list[str]) -> None:
    """Compared with a plain store of the same engine, whose default graph is one like the others."""
    plain = ox.Store()
    change(writer, HEAD, b"CLEAR ALL")
    for text in updates:
        plain.update(text)
        change(writer, HEAD, text.encode())
        assert told(writer.store, OWN) == told(plain, DEFAULT)
        assert not [*missing(writer.store), *stale(writer.store)]


@pytest.mark.parametrize("name", ["", "urn:g"])
def test_graphs_put_and_deleted_stay_merged(writer: StoreWriter, name: str) -> None:
    head = {"name": name, "type": "text/turtle", "base": "http://example.org/"}
    body = b"<urn:s> <urn:p> 1, [ <urn:q> 2 ] ."
    change(writer, HEAD, b"CLEAR ALL ; INSERT DATA { GRAPH <urn:h> { <urn:s> <urn:p> 1 } }")
    for deed, many in (("put", 3), ("post", 5), ("put", 3), ("delete", 1)):
        change(writer, {"do": deed, **head}, body)
        assert sum(1 for _ in writer.store.quads_for_pattern(None, None, None, DEFAULT)) == many
        assert not [*missing(writer.store), *stale(writer.store)]


def test_a_pattern_outside_of_graphs_sees_all_of_them(writer: StoreWriter) -> None:
    change(
        writer,
        HEAD,
        b"CLEAR ALL ; INSERT DATA { GRAPH <urn:g> { <urn:s> <urn:p> 1 } GRAPH <urn:h> { <urn:s> <urn:p> 1 } }",
    )
    change(
        writer,
        HEAD,
        b"INSERT { GRAPH <urn:out> { ?s <urn:seen> ?n } } "
        b"WHERE { SELECT ?s (COUNT(*) AS ?n) { ?s <urn:p> ?o } GROUP BY ?s }",
    )
    (quad,) = writer.store.quads_for_pattern(None, None, None, ox.NamedNode("urn:out"))

    assert quad.object == ox.Literal(1)


def test_a_mistake_is_told_where_it_was_sent(writer: StoreWriter) -> None:
    with pytest.raises(Exception, match="between") as told:
        change(writer, HEAD, b"PREFIX e: <urn:e:>\nINSERT DATA { e:a e:b 1 } ;\nINSERT DATA { e:a e:b }")
    assert "line 3, column" in str(told.value)


def test_the_graph_of_the_store_itself_is_not_put(writer: StoreWriter) -> None:
    with pytest.raises(Problem, match="belongs to the store"):
        change(writer, {"do": "put", "name": OWN.value, "type": "text/turtle", "base": "urn:"}, b"")
