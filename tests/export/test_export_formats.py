"""Graphs to files and back."""

from __future__ import annotations

import csv
import os
import stat
from typing import TYPE_CHECKING

import networkx as nx
import pytest
import rdflib
from rdflib.compare import to_isomorphic

from kg import files
from kg.errors import GraphError, OutputError
from kg.graph import KnowledgeGraph, load
from kg.query.saved import VIEWS
from kg.rdf.load import FORMATS

if TYPE_CHECKING:
    import pyoxigraph as ox

RDF = [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".xml"]


def triples(graph) -> set[ox.Triple]:
    return {quad.triple for quad in graph}


@pytest.mark.parametrize("suffix", RDF)
def test_a_format_comes_back_as_the_same_triples(graph: KnowledgeGraph, suffix: str, tmp_path) -> None:
    (path,) = graph.export(tmp_path / f"graph{suffix}")

    assert triples(load(path)) == triples(graph)


@pytest.mark.parametrize("suffix", [".trig", ".nq", ".jsonld"])
def test_a_format_with_graphs_keeps_them(graph: KnowledgeGraph, suffix: str, tmp_path) -> None:
    (path,) = graph.export(tmp_path / f"graph{suffix}")

    assert set(load(path)) == set(graph)


@pytest.mark.parametrize("suffix", RDF)
def test_rdflib_reads_the_same_graph(graph: KnowledgeGraph, suffix: str, tmp_path) -> None:
    (path,) = graph.export(tmp_path / f"graph{suffix}")
    form = {".xml": "xml", ".rdf": "xml", ".jsonld": "json-ld", ".nq": "nquads", ".nt": "nt"}.get(suffix, suffix[1:])
    stranger = rdflib.Dataset(default_union=True)
    stranger.parse(path, format=form)
    merged = rdflib.Graph()
    merged += stranger.triples((None, None, None))
    ours = rdflib.Graph()
    ours += graph.rdf.triples((None, None, None))

    assert len(merged) == len(ours)
    assert to_isomorphic(merged) == to_isomorphic(ours)


@pytest.mark.parametrize("suffix", [*RDF, ".graphml"])
def test_a_graph_read_from_a_file_is_written_as_the_same_bytes(graph: KnowledgeGraph, suffix: str, tmp_path) -> None:
    """`zh-Hans` and `1.0` too, which Oxigraph itself writes as `zh-hans` and `1`."""
    graph.export(tmp_path / "graph.trig")
    (once,) = graph.export(tmp_path / f"once{suffix}")
    (again,) = load(tmp_path / "graph.trig").export(tmp_path / f"again{suffix}")

    assert once.read_bytes() == again.read_bytes()


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf"])
def test_language_tags_keep_their_case(graph: KnowledgeGraph, suffix: str, tmp_path) -> None:
    (path,) = graph.export(tmp_path / f"graph{suffix}")
    text = path.read_text(encoding="utf-8")

    assert "zh-Hans" in text
    assert "zh-hans" not in text


def test_graphml_opens_in_networkx_with_its_attributes(graph: KnowledgeGraph, tmp_path) -> None:
    (path,) = graph.export(tmp_path / "graph.graphml")
    network = nx.read_graphml(path, force_multigraph=True)
    ours = graph.to_networkx()

    assert set(network.nodes) == set(ours.nodes)
    assert network.number_of_edges() == ours.number_of_edges() > 3
    assert network.nodes[f"{graph.dataset.base}area/清河区"]["label"] == "清河区"


def test_a_folder_gets_a_table_for_each_view(graph: KnowledgeGraph, tmp_path) -> None:
    made = graph.export(tmp_path / "tables")

    assert [path.name for path in made] == [f"{view}.csv" for view in VIEWS]
    with (tmp_path / "tables" / "actions.csv").open(encoding="utf-8-sig", newline="") as file:
        assert {row["verb"] for row in csv.DictReader(file)} == {"举办", "培训", "完成", "收取"}


def test_a_table_begins_with_the_mark_that_excel_needs(graph: KnowledgeGraph, tmp_path) -> None:
    (path,) = graph.export(tmp_path / "times.csv")

    assert path.read_bytes().startswith(b"\xef\xbb\xbftime,text,start,end\r\n")


@pytest.mark.parametrize(
    ("name", "message"),
    [("graph.docx", "not written"), ("verbs.csv", "actions.csv"), ("no/folder/graph.ttl", "does not exist")],
)
def test_what_cannot_be_written_is_told_with_a_remedy(graph: KnowledgeGraph, name: str, message: str, tmp_path) -> None:
    with pytest.raises(OutputError, match=message):
        graph.export(tmp_path / name)


def test_a_write_that_fails_leaves_the_old_file(tmp_path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def pieces():
        yield "new"
        raise OSError(28, "No space left on device")

    with pytest.raises(OutputError, match="No space left"):
        files.write_whole(path, pieces())
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


def test_an_interrupted_write_leaves_the_old_file(tmp_path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old")

    def pieces():
        yield "new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        files.write_whole(path, pieces())
    assert path.read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["graph.ttl"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such rights")
def test_a_new_file_has_the_usual_rights_and_an_old_one_keeps_its_own(tmp_path) -> None:
    new, old = tmp_path / "new.ttl", tmp_path / "old.ttl"
    (tmp_path / "plain").touch()
    old.write_text("old")
    old.chmod(0o640)
    files.write_whole(new, ["x"])
    files.write_whole(old, ["x"])

    assert stat.S_IMODE(new.stat().st_mode) == stat.S_IMODE((tmp_path / "plain").stat().st_mode)
    assert stat.S_IMODE(old.stat().st_mode) == 0o640


def test_a_link_keeps_pointing_to_the_file_that_is_replaced(tmp_path) -> None:
    (tmp_path / "real.ttl").write_text("old")
    (tmp_path / "link.ttl").symlink_to("real.ttl")
    files.write_whole(tmp_path / "link.ttl", ["new"])

    assert (tmp_path / "link.ttl").is_symlink()
    assert (tmp_path / "real.ttl").read_text() == "new"


BROKEN = {
    "cut off": ("graph.ttl", b'<a:a> <a:b> 1 .\n<a:b> <a:c> "x', "graph.ttl:2"),
    "not utf-8": ("graph.ttl", b'<a:a> <a:b> "\xff" .', "no valid RDF"),
    "no rdf": ("graph.jsonld", b"hello", "no valid RDF"),
    "an unknown kind": ("graph.pdf", b"%PDF", "not read as graphs"),
    "an entity bomb": ("graph.rdf", b'<!DOCTYPE x [<!ENTITY a "aa">]><rdf/>', "DOCTYPE is refused"),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_a_damaged_file_is_told_with_its_line(broken: str, tmp_path) -> None:
    name, data, message = BROKEN[broken]
    (tmp_path / name).write_bytes(data)

    with pytest.raises(GraphError, match=message):
        load(tmp_path / name)


def test_a_file_that_is_not_there_is_told(tmp_path) -> None:
    with pytest.raises(GraphError, match="no such file"):
        load(tmp_path / "graph.ttl")
    with pytest.raises(GraphError, match="is a folder"):
        load(tmp_path)


def test_every_format_that_is_written_is_read() -> None:
    assert set(RDF) == set(FORMATS)
