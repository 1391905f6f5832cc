# ruff: noqa: E501 - the tables of facts hold one a line
"""What the graph of a reading says, and that every fact in it reaches a sentence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
from readings import document, mention

from kg.extract.model import Relation
from kg.graph import KnowledgeGraph
from kg.query.saved import saved_query
from kg.rdf.dataset import Dataset
from kg.rdf.threshold import confident
from kg.rdf.turtle import turtle
from kg.rdf.write import GraphWriter
from kg.resolve.model import Entity, Reading
from kg.schema.load import load_schema
from kg.schema.terms import OA, PROV

if TYPE_CHECKING:
    from kg.schema.model import Schema


def ask(graph: KnowledgeGraph, pattern: str) -> bool:
    return bool(graph.query(f"ASK {{ {pattern} }}"))


# fmt: off
FACTS = {
    "a body is an org:Organization": "organization:清河区教育局 a kg:Organization, org:Organization",
    "an activity is an event": "activity:教师培训班 a kg:Activity, sem:Event, schema:Event",
    "an activity has the time of the act that carried it out": "activity:教师培训班 sem:hasTime/kg:lexicalForm '2023年6月5日' . ?s rdf:predicate sem:hasTime ; rdf:subject activity:教师培训班",
    "a name has one preferred form": 'organization:清河区教育局 skos:prefLabel "清河区教育局"@zh-Hans ; rdfs:label "清河区教育局"@zh-Hans',
    "an abbreviation is an alternative name": 'organization:清河区教育局 skos:altLabel "区教育局"@zh-Hans',
    "a name has its pinyin": 'organization:清河区教育局 skos:prefLabel "qīng hé qū jiào yù jú"@zh-Latn-pinyin',
    "a thing names the rule that found it": 'activity:教师培训班 kg:rule "names.by-hand" ; kg:confidence 0.8',
    "an unsure thing says why": 'organization:各学校 kg:confidence 0.4 ; kg:reason "a class of bodies"',
    "a relation is there with its standard form": "activity:教师培训班 kg:partOf activity:垃圾分类宣传 ; dcterms:isPartOf activity:垃圾分类宣传",
    "an activity in an activity is a sub-event": "activity:教师培训班 sem:subEventOf activity:垃圾分类宣传",
    "who carries out an activity is its organizer": "activity:教师培训班 schema:organizer organization:清河区教育局 ; sem:hasActor organization:清河区教育局",
    "holding a post is org:holds": "?p org:holds post:清河区教育局局长 . post:清河区教育局局长 org:postIn organization:清河区教育局",
    "a dated office is a membership": "?m a org:Membership ; org:member ?p ; kg:post ?post ; org:organization organization:清河区教育局 ; org:memberDuring/time:hasBeginning/time:inXSDDate ?day",
    "an edge has a statement with its sentence": "?s a rdf:Statement ; rdf:predicate kg:partOf ; rdf:subject activity:教师培训班 ; prov:wasDerivedFrom ?sentence",
    "an act has its roles": '?a a kg:Act, schema:Action ; kg:verb "举办" ; schema:agent organization:清河区教育局 ; schema:object activity:教师培训班 ; schema:location area:清河区 ; sem:hasTime ?t ; kg:quantity/schema:value 4',
    "an act is part of an activity": '?a kg:verb "培训" ; dcterms:isPartOf activity:教师培训班',
    "what is done is completed": '?a kg:verb "举办" ; kg:status kg:Done ; schema:actionStatus schema:CompletedActionStatus',
    "what is demanded is potential": '?a kg:verb "完成" ; kg:status kg:Required ; schema:actionStatus schema:PotentialActionStatus',
    "a bound is a limit": '?q kg:lexicalForm "200多名" ; schema:minValue 200 ; kg:comparator "more_than" ; schema:unitText "名" ; kg:statedValue 200',
    "an estimate is neither value nor limit": '?q kg:lexicalForm "约30间" ; kg:statedValue 30 ; kg:comparator "approx"',
    "what is counted is linked where it is a thing": '?q kg:lexicalForm "4期" ; kg:counted activity:教师培训班 ; kg:countedText "教师培训班" ; kg:quote "4期教师培训班"',
    "a time says against what it was resolved": '?t kg:lexicalForm "年底前" ; kg:resolvedAgainst "2023-06-06"^^xsd:date ; time:hasEnd/time:inXSDDate "2023-12-31"^^xsd:date',
    "a report has its properties": '?r a kg:Report, schema:Report, prov:Entity ; kg:fileName "report.txt" ; kg:encoding "utf-8" ; schema:datePublished "2023-06-06"^^xsd:date',
    "what should be looked at is in the graph": '?r a kg:Remark ; rdfs:comment "4 announced, 1 found" ; prov:wasDerivedFrom ?s',
}
NOT_FACTS = {
    "a bound is never a value": '?q kg:lexicalForm "200多名" ; schema:value ?v',
    "an estimate is never a value": '?q kg:lexicalForm "约30间" ; schema:value|schema:minValue|schema:maxValue ?v',
    "what is negated is never completed": '?a kg:verb "收取" ; schema:actionStatus|kg:status ?s . FILTER (?s != kg:Negated)',
    "there are no blank nodes": "?s ?p ?o . FILTER (isBlank(?s) || isBlank(?o))",
    "a part that is no activity is no sub-event": "?s sem:subEventOf ?o . FILTER NOT EXISTS { ?o a kg:Activity }",
}
# fmt: on


@pytest.mark.parametrize("fact", FACTS)
def test_the_graph_says(graph: KnowledgeGraph, fact: str) -> None:
    assert ask(graph, FACTS[fact])


@pytest.mark.parametrize("fact", NOT_FACTS)
def test_the_graph_holds_that(graph: KnowledgeGraph, fact: str) -> None:
    assert not ask(graph, NOT_FACTS[fact])


def test_every_selector_slices_the_text_to_its_quote(graph: KnowledgeGraph) -> None:
    rows = graph.query(
        "SELECT ?text ?start ?end ?exact { ?s oa:hasSource/kg:text ?text ; oa:hasSelector ?p, ?q ."
        " ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }"
    )

    assert len(rows) > 0
    assert all(text[start:end] == exact for text, start, end, exact in rows)


def test_every_clause_slices_the_text_to_its_quote(graph: KnowledgeGraph) -> None:
    rows = graph.query(
        "SELECT ?text ?start ?end ?quote { ?n kg:start ?start ; kg:end ?end ; kg:quote ?quote ;"
        " prov:wasDerivedFrom/oa:hasSource/kg:text ?text }"
    )

    assert len(rows) > 0
    assert all(text[start:end] == quote for text, start, end, quote in rows)


def test_every_asserted_node_reaches_a_sentence(graph: KnowledgeGraph) -> None:
    """All but the sentences themselves, their selectors, the days, the report and the dataset."""
    derived = {q.subject for q in graph.store.quads_for_pattern(None, ox.NamedNode(PROV + "wasDerivedFrom"), None)}
    own = ("sentence/", "selector/", "day/", "report/", "dataset/")
    others = {q.subject for q in graph if not q.subject.value.removeprefix(graph.dataset.base).startswith(own)}

    assert others == derived


def test_every_relation_between_things_has_a_statement(graph: KnowledgeGraph, schema: Schema) -> None:
    stated = {
        (s, p, o) for s, p, o in graph.query("SELECT ?s ?p ?o { ?x rdf:subject ?s ; rdf:predicate ?p ; rdf:object ?o }")
    }
    iris = {r.iri for r in schema.relations.values()}
    stated = {(s, p, o) for s, p, o in stated if p in iris}
    edges = {(q.subject.value, q.predicate.value, q.object.value) for q in graph if q.predicate.value in iris}

    assert stated == edges


def test_only_sentences_that_something_rests_on_are_written(graph: KnowledgeGraph) -> None:
    sources = {q.subject for q in graph.store.quads_for_pattern(None, ox.NamedNode(OA + "hasSource"), None)}
    derived = {q.object for q in graph.store.quads_for_pattern(None, ox.NamedNode(PROV + "wasDerivedFrom"), None)}

    assert sources == derived


def test_the_order_of_findings_does_not_change_the_bytes(schema: Schema, reading: Reading) -> None:
    writer = GraphWriter(schema)
    once, twice = (Dataset.of([writer(reading)]) for _ in range(2))

    one, other = ("".join(turtle(d.entries(apart=False), d.prefixes)) for d in (once, twice))

    assert one == other


def test_another_base_moves_every_own_iri(schema: Schema, reading: Reading) -> None:
    dataset = Dataset.of([GraphWriter(schema, base="https://example.org/x#")(reading)], base="https://example.org/x#")

    assert not [q for q in dataset.store if "w3id.org/govkg/id/" in str(q)]
    assert Dataset(dataset.store).base == "https://example.org/x#"


def test_what_is_less_sure_than_asked_is_left_out(schema: Schema, reading: Reading) -> None:
    kept = confident(reading, 0.75)
    graph = KnowledgeGraph(Dataset.of([GraphWriter(schema)(kept)]))

    assert not ask(graph, "organization:各学校 ?p ?o")
    assert not ask(graph, "?s kg:partOf ?o")
    assert not ask(graph, '?a kg:verb "收取"')
    assert ask(graph, '?a kg:verb "完成" . FILTER NOT EXISTS { ?a schema:agent ?x }')
    assert bool(graph.check())


def test_a_repaired_text_keeps_its_source_and_the_way_back(schema: Schema) -> None:
    repaired = "教育局开会。"
    doc = replace(document(repaired), source="教(jiào)育局開會。", starts=(0, 1), origins=(0, 7))
    found = Reading(
        doc,
        (mention(repaired, "教育局", "Organization"),),
        (Entity("Organization", "organization", "教育局", "教育局", (0,)),),
    )
    graph = KnowledgeGraph(Dataset.of([GraphWriter(schema)(found)]))
    ((source, steps, start, end),) = graph.query(
        "SELECT ?source ?map ?start ?end { ?r kg:sourceText ?source ; kg:sourceMap ?map ."
        " ?s oa:hasSource ?r ; kg:sourceStart ?start ; kg:sourceEnd ?end }"
    )

    assert (source[start:end], steps) == ("教(jiào)育局開會。", "0:0 1:7")


def test_what_stands_between_sentences_is_evidence_itself(schema: Schema) -> None:
    doc = replace(document("教育局开会。"), sentences=())
    found = Reading(
        doc,
        (mention(doc.text, "教育局", "Organization"),),
        (Entity("Organization", "organization", "教育局", "教育局", (0,)),),
    )
    graph = KnowledgeGraph(Dataset.of([GraphWriter(schema)(found)]))

    assert ask(graph, '?s oa:hasSelector/oa:exact "教育局"')
    assert bool(graph.check())


EXTENSION = """
@prefix my: <https://example.org/my#> .
@prefix kg: <https://w3id.org/govkg/ontology#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix schema: <https://schema.org/> .
my:Academy a owl:Class ; rdfs:subClassOf kg:Organization, schema:School ; rdfs:label "学校"@zh, "school"@en .
my:trains a owl:ObjectProperty ; rdfs:label "培训"@zh, "trains"@en ; rdfs:domain my:Academy ; rdfs:range kg:Group .
my:teaches a owl:ObjectProperty ; rdfs:subPropertyOf kg:participant ; rdfs:label "教"@zh, "teaches"@en .
my:knows kg:impliedBy my:trains ; rdfs:range kg:Area .
"""


def test_classes_and_relations_of_a_user_keep_their_own_iris(tmp_path) -> None:
    (tmp_path / "my.ttl").write_text(EXTENSION, encoding="utf-8")
    text = "第一中学培训教师。"
    school = Entity("Academy", "organization", "第一中学", "organization/第一中学", (0,))
    group = Entity("Group", "group", "教师", "group/教师", (1,))
    found = Reading(
        document(text),
        (mention(text, "第一中学", "Academy"), mention(text, "教师", "Group")),
        (school, group),
        (Relation(0, "trains", 1, 0, 8, "my-rule"), Relation(0, "teaches", 1, 0, 8, "my-rule")),
    )
    graph = KnowledgeGraph(Dataset.of([GraphWriter(load_schema([tmp_path / "my.ttl"]))(found)]))
    head = "PREFIX my: <https://example.org/my#> "

    assert graph.query(
        head + "ASK { organization:第一中学 a my:Academy, schema:School, kg:Organization, org:Organization }"
    )
    assert graph.query(
        head + "ASK { organization:第一中学 my:trains group:教师 . ?s rdf:predicate my:trains ; kg:rule 'my-rule' }"
    )
    assert not graph.query(head + "ASK { ?x my:knows ?y }")
    assert [row[1] for row in graph.query(saved_query("relations"))] == ["participant"]
    assert {row[1] for row in graph.query(saved_query("entities"))} == {"organization", "group"}
    assert graph.check()
