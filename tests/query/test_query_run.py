"""Asking a graph."""

from __future__ import annotations

import csv
import datetime
import io
import json
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import QueryError
from kg.query.formats import result_text
from kg.query.result import Answer, Description, Table
from kg.query.saved import VIEWS, saved_queries, saved_query

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

# The contract of the views: the columns of each, and the values that two of them may take.
COLUMNS = {
    "entities": "entity type name",
    "relations": "s p o",
    "actions": "action verb agent object objectEntity value unit bound start end place quote",
    "quantities": "quantity value valueMax unit of bound quote",
    "times": "time text start end",
}
TYPES = {"organization", "area", "place", "person", "post", "group", "activity", "measure", "document", "project"}


def short(graph: KnowledgeGraph, row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple(v.removeprefix(graph.dataset.base) if isinstance(v, str) else v for v in row)


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_has_the_columns_of_the_contract(graph: KnowledgeGraph, view: str) -> None:
    result = graph.query(saved_query(view))

    assert isinstance(result, Table)
    assert COLUMNS[view].split() == list(result.columns)
    assert len(result) > 0


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_gives_the_same_rows_in_rdflib(graph: KnowledgeGraph, view: str, tmp_path) -> None:
    graph.export(tmp_path / "g.ttl")
    stranger = rdflib.Graph().parse(tmp_path / "g.ttl", format="turtle").query(saved_query(view))
    ours = graph.query(saved_query(view))

    assert [str(v) for v in stranger.vars] == list(ours.columns)
    theirs = [tuple(None if v is None else str(v) for v in row) for row in stranger]
    assert sorted(theirs, key=str) == sorted(
        (tuple(None if t is None else t.value for t in row) for row in ours.terms), key=str
    )


def test_the_entities_view_lists_each_name(graph: KnowledgeGraph) -> None:
    rows = {short(graph, row) for row in graph.query(saved_query("entities"))}

    assert ("organization/清河区教育局", "organization", "清河区教育局") in rows
    assert ("organization/清河区教育局", "organization", "区教育局") in rows
    assert {kind for _, kind, _ in rows} <= TYPES
    assert not [name for _, _, name in rows if name.isascii()]


def test_the_relations_view_names_the_relations(graph: KnowledgeGraph) -> None:
    rows = {short(graph, row) for row in graph.query(saved_query("relations"))}

    assert ("activity/教师培训班", "part_of", "activity/垃圾分类宣传") in rows
    assert ("post/清河区教育局局长", "post_in", "organization/清河区教育局") in rows
    assert {p for _, p, _ in rows} == {"part_of", "carried_out_by", "governs", "holds_post", "post_in"}


def test_the_actions_view_tells_who_did_what(graph: KnowledgeGraph) -> None:
    rows = {row[1]: short(graph, row)[2:] for row in graph.query(saved_query("actions"))}
    day = datetime.date(2023, 6, 5)

    assert rows["举办"] == (
        *("organization/清河区教育局", "教师培训班", "activity/教师培训班", 4, "期", "exact", day, day, "area/清河区"),
        "清河区教育局举办4期教师培训班",
    )
    assert rows["培训"][3:6] == (200, "名", "more_than")
    assert rows["收取"] == (None, "任何费用", None, None, None, None, None, None, None, "培训班未收取任何费用")


def test_the_quantities_view_gives_the_number_whatever_its_bound(graph: KnowledgeGraph) -> None:
    rows = {row[1:6] for row in graph.query(saved_query("quantities"))}

    assert rows == {
        (4, None, "期", "教师培训班", "exact"),
        (200, None, "名", "教师", "more_than"),
        (30, None, "间", "教室", "approx"),
    }


def test_every_saved_query_says_what_its_columns_are() -> None:
    for name, path in saved_queries().items():
        text = path.read_text(encoding="utf-8")
        comment = text[: text.index("PREFIX")]
        assert all(line.startswith("#") for line in comment.strip().splitlines())
        assert all(f"?{c}" in comment for c in COLUMNS.get(name, "").split())


def test_ask_gives_yes_or_no(graph: KnowledgeGraph) -> None:
    assert graph.query("ASK { ?a a kg:Act }") == Answer(value=True)
    assert not graph.query("ASK { ?a a kg:NoSuchThing }")


def test_construct_and_describe_give_triples(graph: KnowledgeGraph) -> None:
    made = graph.query("CONSTRUCT { ?a rdfs:label ?v } WHERE { ?a kg:verb ?v }")
    described = graph.query("DESCRIBE organization:清河区教育局")

    assert isinstance(made, Description)
    assert len(made) == 4
    assert isinstance(described, Description)
    assert len(described) > 5


def test_values_come_as_python_values(graph: KnowledgeGraph) -> None:
    (row,) = graph.query('SELECT (1.5 AS ?d) (2 AS ?i) (true AS ?b) ("2023-06-05"^^xsd:date AS ?t) ?none {}')

    assert [type(v).__name__ for v in row] == ["Decimal", "int", "bool", "date", "NoneType"]


def test_records_are_dictionaries(graph: KnowledgeGraph) -> None:
    table = graph.query("SELECT ?verb { ?a kg:verb ?verb } ORDER BY ?verb LIMIT 1")

    assert list(table.records()) == [{"verb": "举办"}]


def test_a_prefix_of_the_query_goes_before_the_usual_one(graph: KnowledgeGraph) -> None:
    assert not graph.query("PREFIX kg: <https://example.org/> ASK { ?a a kg:Act }")


MISTAKES = {
    "a missing bracket": ("SELECT * WHERE {\n ?s ?p ?o", "line 2"),
    "a prefix that nobody knows": ("SELECT * { ?s foo:bar ?o }", "Prefix not found"),
    "a word misspelt": ("SELEC * { ?s ?p ?o }", "no valid SPARQL"),
    "nothing": ("", "empty"),
    "a variable that is not grouped": ("SELECT ?s (COUNT(*) AS ?n) { ?s ?p ?o }", "unbound"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_its_place(graph: KnowledgeGraph, mistake: str) -> None:
    query, message = MISTAKES[mistake]

    with pytest.raises(QueryError, match=message) as caught:
        graph.query(query)

    assert "line" in str(caught.value)
    assert "\n" not in str(caught.value)


REFUSED = {
    "a service": "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "a silent service in a subquery": "SELECT * { { SELECT * { ?s ?p ?o . service silent ?s { ?x ?y ?z } } } }",
    "a service behind a comment": "SELECT * { # comment\n SERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
    "a file as graph": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
    "a named file as graph": "SELECT * FROM NAMED <file:///etc/passwd> { GRAPH ?g { ?s ?p ?o } }",
    "an address as graph": "PREFIX x: <http://127.0.0.1:1/> ASK FROM x:y { ?s ?p ?o }",
    "a prefixed file as graph": "PREFIX SELECT: <file:///etc/> SELECT * FROM SELECT:passwd { ?s ?p ?o }",
    "load": "LOAD <http://127.0.0.1:1/>",
    "insert": "INSERT DATA { <a:a> <a:b> 1 }",
    "clear behind a prefix": "PREFIX x: <http://x/> CLEAR ALL",
    "deep nesting": "SELECT * " + "{" * 2200 + "}" * 2200,
    "length": "ASK { ?s ?p '" + "x" * 200_000 + "' }",
}


@pytest.mark.parametrize("refused", REFUSED)
def test_a_query_that_reaches_outside_is_refused(graph: KnowledgeGraph, refused: str) -> None:
    with pytest.raises(QueryError):
        graph.query(REFUSED[refused])


@pytest.mark.parametrize("refused", REFUSED)
def test_the_same_is_refused_by_the_rdflib_graph(graph: KnowledgeGraph, refused: str) -> None:
    with pytest.raises(QueryError):
        graph.rdf.query(REFUSED[refused])
    with pytest.raises(QueryError):
        graph.rdf.update(REFUSED[refused])


ALLOWED = {
    "the word in a string": 'ASK { ?s ?p "SERVICE <http://x/> {" }',
    "the word in a long string": 'ASK { ?s ?p """a "SERVICE" { { { """ }',
    "the word in a comment": "ASK { ?s ?p ?o } # SERVICE <http://x/> { }",
    "the word in a name": "ASK { ?service a kg:Service ; schema:service ?FROM }",
    "an iri with a hash": "ASK { ?s a <https://w3id.org/govkg/ontology#Act> # FROM <file:x>\n }",
    "an own graph": "ASK FROM dataset:ID { ?s ?p ?o }",
    "an own named graph": "ASK FROM NAMED <BASEdataset/ID> { GRAPH ?g { ?s ?p ?o } }",
}


@pytest.mark.parametrize("allowed", ALLOWED)
def test_what_only_looks_like_it_is_answered(graph: KnowledgeGraph, reading, allowed: str) -> None:
    query = ALLOWED[allowed].replace("ID", reading.document.id).replace("BASE", graph.dataset.base)

    assert isinstance(graph.query(query), Answer)


def test_from_restricts_the_question_to_one_report(graph: KnowledgeGraph, reading) -> None:
    name = f"{graph.dataset.base}dataset/{reading.document.id}"

    assert len(graph.query(f"SELECT * FROM <{name}> {{ ?a a kg:Act }}")) == 4  # noqa: S608


def test_the_rdflib_graph_opens_no_file(graph: KnowledgeGraph, tmp_path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<a:a> <a:b> 1 .")

    with pytest.raises(QueryError, match="nothing is fetched"):
        graph.rdf.query(f"SELECT * FROM <{secret.as_uri()}> {{ ?s ?p ?o }}")  # noqa: S608


def test_the_rdflib_graph_answers_like_the_store(graph: KnowledgeGraph) -> None:
    rows = graph.rdf.query("SELECT ?v { ?a kg:verb ?v } ORDER BY ?v")

    assert [str(row.v) for row in rows] == ["举办", "培训", "完成", "收取"]
    assert len(graph.rdf) == len(graph)


SELECT = 'SELECT ?name ?none ?n { BIND("甲\\n,“乙”"@zh-Hans AS ?name) BIND(4 AS ?n) }'


def test_csv_is_what_a_csv_reader_reads(graph: KnowledgeGraph) -> None:
    text = result_text(graph.query(SELECT), "csv")

    assert list(csv.reader(io.StringIO(text, newline=""))) == [["name", "none", "n"], ["甲\n,“乙”", "", "4"]]


def test_json_and_xml_are_the_result_formats_of_sparql(graph: KnowledgeGraph) -> None:
    result = graph.query(SELECT)
    data = json.loads(result_text(result, "json"))
    root = ET.fromstring(result_text(result, "xml"))  # noqa: S314 - our own
    parsed = {
        form: list(ox.parse_query_results(result_text(result, name), format=form))
        for name, form in (("json", ox.QueryResultsFormat.JSON), ("xml", ox.QueryResultsFormat.XML))
    }

    assert data["head"]["vars"] == ["name", "none", "n"]
    assert data["results"]["bindings"][0]["name"] == {"type": "literal", "value": "甲\n,“乙”", "xml:lang": "zh-Hans"}
    assert root.tag == "{http://www.w3.org/2005/sparql-results#}sparql"
    for solutions in parsed.values():
        assert [tuple(s) for s in solutions] == [tuple(row) for row in result.terms]


@pytest.mark.parametrize("form", ["csv", "json", "xml"])
def test_every_format_holds_a_yes(graph: KnowledgeGraph, form: str) -> None:
    assert "true" in result_text(graph.query("ASK { ?a a kg:Act }"), form)


def test_triples_are_written_as_turtle_with_the_prefixes_they_use(graph: KnowledgeGraph) -> None:
    text = result_text(
        graph.query('CONSTRUCT { ?a rdfs:label "x"@zh-Hans ; kg:n 1.5 } WHERE { ?a kg:verb "举办" }'), "json"
    )

    assert [line.split()[1] for line in text.splitlines() if line.startswith("@prefix")] == ["act:", "kg:", "rdfs:"]
    assert '"x"@zh-Hans' in text


def test_an_unknown_format_names_those_there_are(graph: KnowledgeGraph) -> None:
    with pytest.raises(QueryError, match="csv, json, xml"):
        result_text(graph.query("ASK {}"), "pdf")


def test_an_unknown_saved_query_names_those_there_are() -> None:
    with pytest.raises(QueryError, match="actions"):
        saved_query("action")
