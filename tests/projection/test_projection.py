"""The dataset as facts, and as a networkx graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import pyoxigraph as ox
import pytest

from kg.projection.network import to_network
from kg.projection.read import read_facts
from kg.rdf.dataset import Dataset
from kg.rdf.load import parse_dataset
from kg.schema.terms import KG, RDF, SKOS

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.projection.facts import Facts
    from kg.schema.model import Schema


@pytest.fixture(scope="module")
def facts(graph: KnowledgeGraph, schema: Schema) -> Facts:
    return read_facts(graph.dataset, schema)


def test_things_have_class_names_reading_and_mentions_that_slice_to_their_words(facts: Facts) -> None:
    bureau = next(t for t in facts.things if t.name == "清河区教育局")
    assert (bureau.cls, bureau.type) == ("Organization", "organization")
    assert bureau.aliases == ("区教育局",)
    assert bureau.pinyin == "qīng hé qū jiào yù jú"
    assert "清河区教育局" in {facts.reports[r].text[start:end] for r, start, end in bureau.mentions}
    assert all("教育局" in facts.said(s) for s in bureau.sentences)


def test_links_rest_on_their_statements(facts: Facts) -> None:
    link = next(e for e in facts.links if e.predicate == "postIn")
    assert facts.things[link.subject].name == "清河区教育局局长"
    assert facts.things[link.object].name == "清河区教育局"
    assert link.confidence == pytest.approx(0.9)
    assert "李明远" in facts.said(link.statements[0].sentences[0])


def test_acts_have_agent_object_count_time_place_status_and_quote(facts: Facts) -> None:
    act = next(a for a in facts.acts if a.verb == "举办")
    assert [facts.things[a].name for a in act.agents] == ["清河区教育局"]
    assert act.object is not None
    assert act.quantity is not None
    assert act.time is not None
    assert act.place is not None
    assert facts.things[act.object].name == "教师培训班"
    assert facts.counts[act.quantity].text == "4期"
    assert facts.periods[act.time].first == "2023-06-05"
    assert facts.things[act.place].name == "清河区"
    assert facts.quote(act) == "清河区教育局举办4期教师培训班"
    assert {a.status for a in facts.acts} == {"Done", "Required", "Negated"}


def test_counts_terms_of_office_and_remarks_are_read(facts: Facts) -> None:
    assert {(c.value, c.unit, c.bound) for c in facts.counts} == {
        ("4", "期", "exact"),
        ("200", "名", "more_than"),
        ("30", "间", "approx"),
    }
    (term,) = facts.terms
    assert facts.things[term.person].name == "李明远"
    assert term.time is not None
    (remark,) = facts.remarks
    assert facts.quote(remark) == "4期"


def test_whatever_form_the_dataset_has_the_facts_are_the_same(graph: KnowledgeGraph, schema: Schema) -> None:
    from_terms = read_facts(Dataset.of(graph.dataset.graphs), schema)
    lines = "".join(sorted(f"{quad} .\n" for quad in graph.store)).encode()
    streamed = read_facts(parse_dataset(lines, ".nq", place="test", lazy=True), schema)
    loaded = read_facts(parse_dataset(lines, ".nq", place="test"), schema)
    # A store writes language tags in lower case and 0.80 as 0.8; neither is part of what is said.
    assert streamed == loaded
    assert [t.name for t in from_terms.things] == [t.name for t in loaded.things]
    assert from_terms.links == loaded.links
    assert from_terms.acts == loaded.acts


def test_what_only_a_reference_table_knows_is_left_out(graph: KnowledgeGraph, schema: Schema) -> None:
    store = ox.Store()
    store.extend(graph.store)
    table, city = ox.NamedNode("https://example.org/table"), ox.NamedNode("https://example.org/city")
    name = ox.Literal("某市", language="zh-Hans")
    store.add(ox.Quad(city, ox.NamedNode(RDF + "type"), ox.NamedNode(KG + "Area"), table))
    store.add(ox.Quad(city, ox.NamedNode(SKOS + "prefLabel"), name, table))
    found = read_facts(Dataset(store), schema)
    assert city.value not in {t.iri for t in found.things}


def test_a_graph_without_any_sentence_keeps_its_things(schema: Schema) -> None:
    text = f"""@prefix kg: <{KG}> . @prefix my: <https://example.org/> .
      my:a a kg:Area ; kg:locatedIn my:b . my:b a kg:Area ."""
    found = read_facts(parse_dataset(text.encode(), ".ttl", place="test"), schema)
    assert [t.name for t in found.things] == ["a", "b"]
    assert [(e.subject, e.predicate, e.object) for e in found.links] == [(0, "locatedIn", 1)]


def test_odd_values_do_not_stop_the_reading(schema: Schema) -> None:
    """Blank nodes, a confidence that is no number, a sentence without a place, ends that are no things."""
    text = f"""
      @prefix kg: <{KG}> . @prefix rdf: <{RDF}> . @prefix my: <https://example.org/> .
      my:a a kg:Area ; kg:confidence "sure" ; kg:partOf [ a kg:Area ], "text" ; kg:mention <https://example.org/x-1-y> .
      my:s a kg:Sentence . my:act a kg:Act ; kg:status kg:Unheard .
      my:st a rdf:Statement ; rdf:subject my:zz ; rdf:predicate kg:partOf ; rdf:object "x" .
    """
    found = read_facts(parse_dataset(text.encode(), ".ttl", place="test"), schema)
    assert [t.name for t in found.things] == ["a"]
    assert found.links == ()
    assert len(found.acts) == 1


# ---- networkx --------------------------------------------------------------------------------------------------------


def test_relations_and_acts_are_edges_with_their_labels(facts: Facts, schema: Schema) -> None:
    network = to_network(facts, schema)
    labels = {
        (network.nodes[s]["label"], data["label"], network.nodes[o]["label"]) for s, o, data in network.edges(data=True)
    }
    assert ("清河区教育局", "举办 ×4期", "教师培训班") in labels
    assert ("李明远", "担任", "清河区教育局局长") in labels
    english = {data["label"] for _, _, data in to_network(facts, schema, language="en").edges(data=True)}
    assert "holds post" in english


def test_every_attribute_is_text_or_number_so_that_graphml_takes_it(facts: Facts, schema: Schema) -> None:
    network = to_network(facts, schema)
    values = [v for _, data in network.nodes(data=True) for v in data.values()]
    values += [v for _, _, data in network.edges(data=True) for v in data.values()]
    assert all(isinstance(v, str | int | float) for v in values)
    assert "\n".join(nx.generate_graphml(network)).count("<edge") == network.number_of_edges()


def test_an_edge_carries_its_sentence(facts: Facts, schema: Schema) -> None:
    network = to_network(facts, schema)
    assert all(data["quote"] for _, _, data in network.edges(data=True))
