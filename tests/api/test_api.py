"""The software as a library."""

from __future__ import annotations

import datetime
import doctest
import importlib
import inspect

import pytest

import kg
from kg.errors import InputError
from kg.query.result import Description, Table
from kg.rdf.dataset import Dataset

REPORT = "清河区启动垃圾分类宣传\n2023年6月5日,清河区教育局举办4期教师培训班,培训教师200多名。\n"

DOCUMENTED = (
    "kg",
    "kg.builder",
    "kg.explanation",
    "kg.export.context",
    "kg.export.cypher",
    "kg.export.property_graph",
    "kg.export.terms",
    "kg.graph",
    "kg.growth.run",
    "kg.query.result",
    "kg.rdf.pinyin",
    "kg.rdf.terms",
    "kg.cli.options",
)


@pytest.mark.parametrize("module", DOCUMENTED)
def test_every_example_in_the_docstrings_is_true(module: str, tmp_path) -> None:
    found = importlib.import_module(module)
    names = vars(found) | {"build": kg.build, "load": kg.load, "explain": kg.explain, "folder": tmp_path}
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    failed, tried = doctest.testmod(found, extraglobs=names, optionflags=flags)

    assert tried > 0
    assert failed == 0


def test_what_the_package_offers_is_sorted_and_there() -> None:
    assert sorted(kg.__all__) == kg.__all__ == dir(kg)
    assert all(getattr(kg, name) is not None for name in kg.__all__)


def test_what_it_does_not_offer_is_told() -> None:
    with pytest.raises(AttributeError, match="no attribute 'bake'"):
        kg.bake  # noqa: B018


def test_every_public_function_is_documented_with_an_example() -> None:
    functions = [f for name in kg.__all__ if inspect.isfunction(f := getattr(kg, name))]
    functions += [f for n, f in inspect.getmembers(kg.KnowledgeGraph, inspect.isfunction) if not n.startswith("_")]

    assert not [f.__qualname__ for f in functions if ">>> " not in (inspect.getdoc(f) or "")]


def test_a_report_is_built_from_text_bytes_files_and_folders(tmp_path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(REPORT, encoding="utf-8")
    graphs = [
        kg.build(text=REPORT, name="text.txt"),
        kg.build(text=REPORT.encode("gb18030"), name="text.txt"),
        kg.build(path),
        kg.build(str(path)),
        kg.build([path]),
        kg.build(tmp_path),
        kg.build(path, path),
    ]
    without_encoding = [{q for q in graph if not q.predicate.value.endswith("#encoding")} for graph in graphs]

    assert all(quads == without_encoding[0] for quads in without_encoding)


def test_a_date_is_a_date_or_its_iso_form() -> None:
    one = kg.build(text=REPORT, date="2020-01-02")
    other = kg.build(text=REPORT, date=datetime.date(2020, 1, 2))

    assert set(one) == set(other)


def test_a_text_with_half_a_surrogate_pair_is_read() -> None:
    assert kg.build(text=REPORT + "\ud800").query("ASK { ?r a kg:Report }")


def test_without_a_report_there_is_no_graph() -> None:
    with pytest.raises(InputError, match="no report"):
        kg.build()
    with pytest.raises(InputError, match="one report"):
        kg.explain()


def test_a_bad_report_raises_or_is_handed_over(tmp_path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"")
    failed = []

    with pytest.raises(InputError):
        kg.build(tmp_path)
    graph = kg.build(tmp_path, on_failure=lambda name, error: failed.append((name, error.exit_code)))

    assert graph.counts()["report"] == 1
    assert failed == [(str(tmp_path / "bad.txt"), 3)]


def test_the_graph_shows_itself_in_a_notebook() -> None:
    graph = kg.build(text=REPORT)

    assert repr(graph).startswith("<KnowledgeGraph: 1 report, ")
    assert "<table" in graph._repr_html_()
    assert "<iframe" in graph.view()._repr_html_()


def test_a_view_of_your_own_title_and_language(tmp_path) -> None:
    path = kg.build(text=REPORT).view(tmp_path / "graph.html", title="My <graph>", language="en")

    assert "My &lt;graph&gt;" in path.read_text(encoding="utf-8")


def test_answers_have_types() -> None:
    graph = kg.build(text=REPORT)

    assert isinstance(graph.query("SELECT * { ?s ?p ?o } LIMIT 1"), Table)
    assert isinstance(graph.query("DESCRIBE <https://example.org/>"), Description)


def test_a_loaded_graph_says_the_same(tmp_path) -> None:
    graph = kg.build(text=REPORT)
    graph.export(tmp_path / "graph.trig")
    loaded = kg.load(tmp_path / "graph.trig")

    assert set(loaded) == set(graph)
    assert loaded.facts == graph.facts
    assert sorted(loaded.to_networkx().nodes) == sorted(graph.to_networkx().nodes)


def test_reports_have_a_named_graph_each_and_share_what_they_both_name() -> None:
    other = "2023年7月1日,清河区教育局召开会议2次。"
    (graphs,) = (kg.build(text=REPORT).dataset.graphs[:1] + kg.build(text=other).dataset.graphs[:1],)

    assert graphs[0].name != graphs[1].name
    assert set(graphs[0].triples) & set(graphs[1].triples)


def test_a_triple_that_two_reports_state_is_counted_once(tmp_path) -> None:
    paths = [tmp_path / f"{i}.txt" for i in range(2)]
    for path, day in zip(paths, (1, 2), strict=True):
        path.write_text(f"2023年7月{day}日,清河区教育局召开会议2次。", encoding="utf-8")
    graph = kg.build(paths)
    graph.export(tmp_path / "graph.trig")

    for asked in (graph, kg.load(tmp_path / "graph.trig")):
        (row,) = asked.query("SELECT (COUNT(?o) AS ?n) (COUNT(DISTINCT ?o) AS ?d) { ?o a kg:Organization }").rows
        assert row[0] == row[1]
        assert asked.query("ASK { GRAPH ?g { ?o a kg:Organization } }")


EXTENSION = """
@prefix my: <https://example.org/my#> .
@prefix kg: <https://w3id.org/govkg/ontology#> .
@prefix lex: <https://w3id.org/govkg/lexicon#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
my:Troupe a owl:Class ; rdfs:subClassOf kg:Organization ;
    rdfs:label "剧团"@zh, "troupe"@en ; lex:bodySuffix "剧团" .
"""


def test_a_class_of_the_user_comes_out_under_its_own_iri(tmp_path) -> None:
    (tmp_path / "my.ttl").write_text(EXTENSION, encoding="utf-8")
    text = "2023年6月5日,清河区红梅剧团举办4场演出。"
    graph = kg.build(text=text, ontology=tmp_path / "my.ttl")

    assert graph.query("ASK { ?t a <https://example.org/my#Troupe>, kg:Organization, org:Organization }")
    assert not kg.build(text=text).query("ASK { ?t a <https://example.org/my#Troupe> }")


def test_an_area_has_one_preferred_name_whichever_its_report_uses() -> None:
    """One report says 苏州, the other 苏州市; the code makes them one."""
    graph = kg.build(text="2023年5月3日,苏州市举办培训2次。")
    other = kg.build(text="2023年5月3日,苏州举办展览3场。")
    both = kg.KnowledgeGraph(Dataset.of([*graph.dataset.graphs, *other.dataset.graphs]))

    names = both.query(
        "SELECT DISTINCT ?n { ?a skos:notation ?code ; kg:mention ?m ; skos:prefLabel ?n"
        " FILTER (LANGMATCHES(LANG(?n), 'zh-Hans')) }"
    )

    assert names.rows == (("苏州市",),)
    assert both.check()
