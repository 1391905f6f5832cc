"""JSON-LD and its context."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest

from kg.errors import OntologyError, OutputError
from kg.export.context import jsonld_context
from kg.export.jsonld import as_jsonld
from kg.rdf.dataset import Dataset
from kg.schema.terms import KG

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph
    from kg.schema.model import Schema

EXTENSION = """
@prefix my: <https://example.org/my#> .
@prefix kg: <https://w3id.org/govkg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
my:Troupe a owl:Class ; rdfs:subClassOf kg:Organization ; rdfs:label "剧团"@zh, "troupe"@en .
my:reinforces a owl:ObjectProperty ; rdfs:label "驰援"@zh, "reinforces"@en .
my:founded a owl:DatatypeProperty ; rdfs:range xsd:date .
my:verb a owl:DatatypeProperty .
"""


def nodes(document: dict) -> dict[str, dict]:
    return {node["@id"]: node for part in document["@graph"] for node in part.get("@graph", [part])}


def test_the_context_has_a_word_for_every_class_and_relation(schema: Schema) -> None:
    context = jsonld_context()

    assert {key for key in schema.classes if context.get(key) != f"kg:{key}"} == set()
    assert {context[key]["@type"] for key in schema.relations} == {"@id"}


def test_no_word_takes_the_place_of_a_prefix() -> None:
    """`mention:` and `quantity:` are prefixes, so the properties of that name keep their own prefix."""
    context = jsonld_context(base="https://example.org/id/")

    assert context["mention"] == "https://example.org/id/mention/"
    assert context["kg:mention"] == {"@id": "kg:mention", "@type": "@id"}


def test_the_words_of_the_users_ontology_are_in_it(tmp_path: Path) -> None:
    path = tmp_path / "my.ttl"
    path.write_text(EXTENSION, encoding="utf-8")
    context = jsonld_context((path,))

    assert context["Troupe"] == "https://example.org/my#Troupe"
    assert context["reinforces"] == {"@id": "https://example.org/my#reinforces", "@type": "@id"}
    assert context["founded"] == {"@id": "https://example.org/my#founded", "@type": "xsd:date"}
    assert context["verb"] == "kg:verb"
    assert context["https://example.org/my#verb"] == "https://example.org/my#verb"
    with pytest.raises(OntologyError, match=r"gone\.ttl"):
        jsonld_context((tmp_path / "gone.ttl",))


def test_nodes_are_written_with_the_words_of_the_context(graph: KnowledgeGraph) -> None:
    document = json.loads("".join(as_jsonld(graph.dataset)))
    found = nodes(document)
    bureau = found["organization:清河区教育局"]
    act = next(node for node in found.values() if node.get("verb") == "举办")

    assert document["@context"] == jsonld_context()
    assert bureau["governs"] == "area:清河区"
    assert bureau["skos:prefLabel"] == {"zh-Hans": "清河区教育局", "zh-Latn-pinyin": "qīng hé qū jiào yù jú"}
    assert bureau["confidence"] == "0.8"
    assert act["@type"] == ["Act", "schema:Action"]
    assert act["schema:agent"] == "organization:清河区教育局"
    assert isinstance(act["start"], int)


def test_each_report_has_its_named_graph(graph: KnowledgeGraph) -> None:
    document = json.loads("".join(as_jsonld(graph.dataset)))

    assert [part["@id"] for part in document["@graph"]] == [graph.dataset.graphs[0].name]


def test_a_users_graph_comes_back_under_the_users_context(tmp_path: Path) -> None:
    path = tmp_path / "my.ttl"
    path.write_text(EXTENSION, encoding="utf-8")
    facts = """<https://e.org/a> a my:Troupe ; my:reinforces <https://e.org/b>, "x" ;
        my:founded "2024-01-01"^^xsd:date ; my:verb "v" ."""
    store = ox.Store()
    store.load((EXTENSION + facts).encode(), format=ox.RdfFormat.TURTLE)
    data = "".join(as_jsonld(Dataset(store), [path]))

    assert '"Troupe"' in data
    assert set(ox.parse(data.encode(), format=ox.RdfFormat.JSON_LD)) == set(store)


def test_a_triple_about_a_triple_is_refused() -> None:
    store = ox.Store()
    node, about = ox.NamedNode(f"{KG}a"), ox.NamedNode(f"{KG}about")
    store.add(ox.Quad(node, about, ox.Triple(node, about, node)))

    with pytest.raises(OutputError, match="triples about triples"):
        list(as_jsonld(Dataset(store)))
