"""GEXF and GraphML, for those who draw networks."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import networkx as nx
import pytest
from hostile_names import HOSTILE

import kg

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph

G = "{http://gexf.net/1.3}"
V = "{http://gexf.net/1.3/viz}"
TYPES = {"string", "double", "integer"}


@pytest.fixture(params=["graph", "hostile"])
def gexf(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[KnowledgeGraph, ET.Element]:
    """A graph and the root of its GEXF."""
    graph: KnowledgeGraph = request.getfixturevalue(request.param)
    (path,) = graph.export(tmp_path / "graph.gexf")
    return graph, ET.parse(path).getroot()  # noqa: S314 - our own file


def test_it_follows_the_rules_of_gexf_1_3(gexf: tuple[KnowledgeGraph, ET.Element]) -> None:
    """The order of elements, the values of attributes, and the references of https://gexf.net/1.3/gexf.xsd."""
    _, root = gexf
    assert (root.tag, root.attrib) == (f"{G}gexf", {"version": "1.3"})
    assert [child.tag for child in root] == [f"{G}meta", f"{G}graph"]
    graph = root[1]
    assert [child.tag for child in graph] == [f"{G}attributes"] * 2 + [f"{G}nodes", f"{G}edges"]
    assert graph.attrib == {"defaultedgetype": "directed", "idtype": "string", "mode": "dynamic", "timeformat": "date"}
    declared = {}
    for table in graph.findall(f"{G}attributes"):
        declared[table.attrib["class"]] = {a.attrib["id"]: a.attrib["type"] for a in table}
    assert {t for table in declared.values() for t in table.values()} <= TYPES
    nodes, edges = graph[2], graph[3]
    assert nodes.attrib["count"] == str(len(nodes))
    assert edges.attrib["count"] == str(len(edges))
    names = [node.attrib["id"] for node in nodes]
    assert len(set(names)) == len(names)
    assert len({edge.attrib["id"] for edge in edges}) == len(edges)
    assert {edge.attrib[end] for edge in edges for end in ("source", "target")} <= set(names)
    for kind, members in (("node", nodes), ("edge", edges)):
        for member in members:
            for value in member.iter(f"{G}attvalue"):
                if declared[kind][value.attrib["for"]] != "string":
                    float(value.attrib["value"])
            assert ("start" in member.attrib) == ("end" in member.attrib)
            if "start" in member.attrib:
                assert datetime.date.fromisoformat(member.attrib["start"]) <= datetime.date.fromisoformat(
                    member.attrib["end"]
                )


def test_parallel_edges_are_told_apart(gexf: tuple[KnowledgeGraph, ET.Element]) -> None:
    edges = [e.attrib for e in gexf[1].iter(f"{G}edge")]
    keys = [(e["source"], e["target"], e["kind"]) for e in edges]

    assert len(set(keys)) == len(keys)


def test_labels_types_colours_and_dates_are_there(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (path,) = graph.export(tmp_path / "graph.gexf")
    root = ET.parse(path).getroot()  # noqa: S314
    node = next(n for n in root.iter(f"{G}node") if n.attrib["label"] == "教师培训班")
    values = {v.attrib["for"]: v.attrib["value"] for v in node.iter(f"{G}attvalue")}
    colour = node.find(f"{V}color")
    act = next(e for e in root.iter(f"{G}edge") if e.attrib["label"] == "举办 ×4期")

    assert values["type"] == "activity"
    assert colour is not None
    assert tuple(int(colour.attrib[c], 10) for c in "rgb") == (0xD0, 0x5B, 0x00)
    assert node.find(f"{V}shape").attrib["value"] in {"disc", "square", "triangle", "diamond"}
    assert (act.attrib["start"], act.attrib["end"]) == ("2023-06-05", "2023-06-05")


def test_a_graph_without_dates_is_static(tmp_path: Path) -> None:
    (path,) = kg.build(text="清河区教育局组织教师培训。").export(tmp_path / "graph.gexf")

    assert 'mode="static"' in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("suffix", [".gexf", ".graphml"])
def test_every_text_survives_but_control_characters(hostile: KnowledgeGraph, suffix: str, tmp_path: Path) -> None:
    (path,) = hostile.export(tmp_path / f"graph{suffix}")
    if suffix == ".graphml":
        found = {data["label"] for _, data in nx.read_graphml(path, force_multigraph=True).nodes(data=True)}
    else:
        found = {node.attrib["label"] for node in ET.parse(path).getroot().iter(f"{G}node")}  # noqa: S314
    expected = {text.replace("\x01", "\ufffd").replace("\x1f", "\ufffd") for text in HOSTILE}

    assert {" ".join(text.split()) for text in found} == {" ".join(text.split()) for text in expected}


def test_networkx_reads_the_gexf(graph: KnowledgeGraph, tmp_path: Path) -> None:
    """Its reader knows 1.2; version 1.3 differs in the names of the namespaces."""
    (path,) = graph.export(tmp_path / "graph.gexf")
    text = path.read_text(encoding="utf-8").replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft")
    (tmp_path / "old.gexf").write_text(text.replace('version="1.3"', 'version="1.2"'), encoding="utf-8")
    read = nx.read_gexf(tmp_path / "old.gexf")

    assert read.number_of_nodes() == graph.to_networkx().number_of_nodes()


def test_graphml_declares_the_type_of_each_attribute(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (path,) = graph.export(tmp_path / "graph.graphml")
    root = ET.parse(path).getroot()  # noqa: S314
    keys = {(k.attrib["for"], k.attrib["attr.name"]): k.attrib["attr.type"] for k in root if k.tag.endswith("key")}

    assert keys["node", "label"] == keys["node", "colour"] == keys["edge", "quote"] == "string"
    assert keys["node", "confidence"] == keys["edge", "confidence"] == "double"
    assert keys["node", "mentions"] == "long"


def test_the_labels_of_classes_come_in_english_too(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (path,) = graph.export(tmp_path / "graph.gexf", language="en")

    assert 'label="holds post"' in path.read_text(encoding="utf-8")
