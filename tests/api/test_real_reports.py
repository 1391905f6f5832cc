"""What must hold on any report: tried on the sample, and on the marked reports where they lie beside the repository."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import kg
from kg.builder import Builder, check_date
from kg.rdf.dataset import Dataset
from kg.resources import ontology_dir

SHARED = Path(__file__).resolve().parents[3] / "shared" / "eval" / "dev"
MISSING = pytest.mark.skip(reason="the marked reports do not lie beside the repository (../shared/eval/dev)")
REPORTS = [
    ontology_dir() / "sample" / "report.txt",
    *(sorted(SHARED.glob("*.txt")) or [pytest.param(SHARED / "none.txt", marks=MISSING)]),
]


@pytest.fixture(scope="module")
def builder() -> Builder:
    """One for all reports."""
    return Builder()


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def graph(request: pytest.FixtureRequest, builder: Builder) -> kg.KnowledgeGraph:
    """The graph of a report, with its date where the marking gives one."""
    report: Path = request.param
    marking = report.with_suffix(".json")
    date = json.loads(marking.read_text(encoding="utf-8")).get("date") if marking.exists() else None
    reading = builder.file(report, date=check_date(date))
    return kg.KnowledgeGraph(Dataset.of(builder.graphs([reading])))


def test_every_selector_slices_to_its_quote(graph: kg.KnowledgeGraph) -> None:
    (text,) = {row[0] for row in graph.query("SELECT ?text { ?r kg:text ?text }")}
    rows = graph.query(
        "SELECT ?start ?end ?exact { ?s oa:hasSelector ?p, ?q . ?p oa:start ?start ; oa:end ?end . ?q oa:exact ?exact }"
    )

    assert len(rows) > 0
    assert not [row for row in rows if text[row[0] : row[1]] != row[2]]


def test_every_sentence_leads_back_to_the_source(graph: kg.KnowledgeGraph) -> None:
    """The source's passage begins and ends like the sentence wherever repair did not touch those two characters."""
    rows = graph.query(
        "SELECT ?source ?exact ?start ?end { ?s oa:hasSource ?r ; kg:sourceStart ?start ; kg:sourceEnd ?end ;"
        " oa:hasSelector/oa:exact ?exact . ?r kg:text ?text . OPTIONAL { ?r kg:sourceText ?other }"
        " BIND (COALESCE(?other, ?text) AS ?source) }"
    )

    for source, exact, start, end in rows:
        assert 0 <= start < end <= len(source)
        assert len(source[start:end]) >= len(exact) * 0.9


def test_the_graph_conforms_to_its_shapes(graph: kg.KnowledgeGraph) -> None:
    assert graph.check().violations == ()


def test_every_name_of_a_thing_rests_on_a_sentence(graph: kg.KnowledgeGraph) -> None:
    rows = graph.query("SELECT ?e { ?e kg:mention ?m FILTER NOT EXISTS { ?e prov:wasDerivedFrom ?s } }")

    assert len(rows) == 0


def test_what_only_a_table_knows_is_in_no_view(graph: kg.KnowledgeGraph) -> None:
    for view in ("entities", "relations"):
        query = (ontology_dir() / "views" / f"{view}.rq").read_text(encoding="utf-8")
        iris = {str(v) for row in graph.query(query) for v in row if str(v).startswith(graph.dataset.base)}
        mentioned = {row[0] for row in graph.query("SELECT DISTINCT ?e { ?e kg:mention ?m }")}
        assert iris <= mentioned
