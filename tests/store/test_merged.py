"""The default graph of a store: what all its graphs say, each triple once, whatever was done to them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from report_factory import report_text

import kg
from kg.errors import GraphError
from kg.growth.reading import Settings
from kg.store.backup import backup
from kg.store.dataset import open_store
from kg.store.doctor import examine
from kg.store.layout import existing, make
from kg.store.listing import statistics
from kg.store.merged import DEFAULT, missing, stale
from kg.store.terms import OWN
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kg.store.catalogue import Catalogue

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


def number(graph: kg.KnowledgeGraph) -> int:
    return int(next(iter(graph.query(COUNT)))[0])


def sound(store) -> bool:
    with StoreWriter(existing(store)) as writer:
        return not [*missing(writer.store), *stale(writer.store)]


def remove(store, report) -> None:
    with StoreWriter(make(store, base=Settings().base)) as writer:
        writer.remove(report)


def test_a_triple_that_several_reports_state_counts_once(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    here, there = kg.build(folder), kg.load(tmp_path / "store")
    triples = {quad.triple for quad in here}

    assert number(there) == number(here) == len(triples) < len(here)
    assert len(there) == len(here) == len(list(there))
    assert statistics(there.dataset).counts["quad"] == len(here)


@pytest.mark.parametrize("name", ["actions", "entities", "quantities", "relations", "times"])
def test_saved_queries_answer_as_for_a_file(build, folder, tmp_path, name) -> None:
    build(tmp_path / "store", folder)
    here, there = (sorted(map(str, graph.saved(name))) for graph in (kg.build(folder), kg.load(tmp_path / "store")))

    assert here == there != []


def test_it_follows_what_comes_changes_and_goes(build, folder, tmp_path) -> None:
    store = tmp_path / "store"
    build(store, folder)
    assert sound(store)
    (folder / "2.txt").write_text(report_text(2, version=1), encoding="utf-8")
    (folder / "0.txt").write_text(report_text(9), encoding="utf-8")
    build(store, folder)
    assert sound(store)
    for report, _ in list(open_store(store).state.origins()):
        remove(store, report)
        assert sound(store)
    assert len(open_store(store).store) == 0


def test_a_backup_has_it_too(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    backup(tmp_path / "store", tmp_path / "copy")

    assert sound(tmp_path / "copy")
    assert number(kg.load(tmp_path / "copy")) == number(kg.load(tmp_path / "store"))


def test_the_doctor_makes_it_right(build, folder, tmp_path) -> None:
    store = tmp_path / "store"
    build(store, folder)
    before = number(kg.load(store))
    with StoreWriter(existing(store)) as writer:
        for quad in list(writer.store.quads_for_pattern(None, None, None, DEFAULT))[:3]:
            writer.store.remove(quad)
        writer.store.update("INSERT DATA { <urn:x> <urn:y> 1 }")
        writer.layout.changed.touch()
    assert number(kg.load(store)) == before - 2
    found, _ = examine(store)
    left, repaired = examine(store, repair=True)

    assert (len(found), len(left), len(repaired)) == (2, 0, 2)
    assert examine(store) == ([], [])
    assert number(kg.load(store)) == before


def test_what_no_graph_holds_is_kept_apart(build, folder, tmp_path) -> None:
    """It is found by queries, written out with its place, and no named graph for readers."""
    store = tmp_path / "store"
    build(store, folder)
    before = kg.load(store)
    with StoreWriter(existing(store)) as writer:
        writer.store.update(f"INSERT DATA {{ GRAPH {OWN} {{ <urn:x> <urn:y> 1 }} <urn:x> <urn:y> 1 }}")
        writer.layout.changed.touch()
    graph = kg.load(store)
    (path,) = graph.export(tmp_path / "all.nq")

    assert sound(store)
    assert graph.query("ASK { <urn:x> <urn:y> 1 }")
    assert not graph.query("ASK { GRAPH ?g { <urn:x> <urn:y> 1 } }")
    assert len(graph) == len(before) + 1
    assert OWN not in list(graph.store.named_graphs())
    assert [line for line in path.read_text("utf-8").splitlines() if "<urn:x>" in line] == [
        '<urn:x> <urn:y> "1"^^<http://www.w3.org/2001/XMLSchema#integer> .'
    ]


@pytest.mark.parametrize("earlier", [1, 2])
def test_a_store_of_an_earlier_format_is_named_and_converted(build, folder, tmp_path, written, earlier) -> None:
    store = tmp_path / "store"
    build(store, folder)
    before, triples = written(store), number(kg.load(store))
    with StoreWriter(existing(store)) as writer:  # what such a store held
        writer.store.extend(entries(writer.catalogue))
        if earlier == 1:
            writer.store.clear_graph(ox.DefaultGraph())
    (store / "catalogue.db").unlink()
    described = json.loads((store / "kg-store.json").read_text("utf-8"))
    (store / "kg-store.json").write_text(json.dumps(described | {"format": earlier}), encoding="utf-8")
    with pytest.raises(GraphError, match=r"earlier version.*\n?.*doctor --repair"):
        kg.load(store)
    with pytest.raises(GraphError, match="earlier version"):
        build(store, folder)
    found, _ = examine(store)
    left, repaired = examine(store, repair=True)

    assert (len(found), len(left), len(repaired)) == (1, 0, 1)
    assert examine(store) == ([], [])
    assert sound(store)
    assert written(store) == before
    assert number(kg.load(store)) == triples
    assert build(store, folder).unchanged == 6


def entries(catalogue: Catalogue) -> Iterator[ox.Quad]:
    """The catalogue as it stood in a graph of its own."""
    graph = ox.NamedNode("urn:govkg:catalogue")

    def entry(node: str, name: str, value: str) -> ox.Quad:
        return ox.Quad(ox.NamedNode(node), ox.NamedNode(f"urn:govkg:{name}"), ox.Literal(value), graph)

    for place, origin in enumerate(catalogue.all()):
        for name in ("key", "path", "report", "digest"):
            yield entry(f"urn:govkg:origin:{place}", name, getattr(origin, name))
    for report, digest in catalogue.reports():
        yield entry(f"urn:govkg:report:{report}", "written", digest)
