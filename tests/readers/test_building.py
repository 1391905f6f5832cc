"""Files of all formats through the whole software: graph, evidence, store, explanation, dates."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx_factory import docx_bytes

import kg
from kg.check.evidence import wrong_quotes
from kg.explanation import explain

PAGES = sorted((Path(__file__).parent / "pages").glob("*.html"))
REPORTS = len(PAGES) + 2
MARKDOWN = """---
title: 清河县防汛通报
date: 2024-07-03
---
清河县水利局组织开展隐患排查12次。

| 镇 | 泵站（座） |
|---|---|
| 柳林镇 | 3 |
"""
PLACES = """SELECT ?exact ?place ?standard {
  ?s oa:hasSelector ?q, ?f . ?q oa:exact ?exact . ?f a oa:FragmentSelector ; rdf:value ?place .
  OPTIONAL { ?f dcterms:conformsTo ?standard }
} ORDER BY ?place"""


def word(document) -> None:
    document.add_heading("清河县防汛通报", 0)
    document.add_paragraph("2024年7月2日，清河县水利局组织开展隐患排查12次。")


@pytest.fixture
def folder(tmp_path) -> Path:
    (tmp_path / "a.md").write_text(MARKDOWN, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(docx_bytes(word))
    (tmp_path / "~$b.docx").write_bytes(b"lock")
    for page in PAGES:
        shutil.copy(page, tmp_path)
    return tmp_path


def test_a_folder_of_all_formats_is_a_sound_graph(folder) -> None:
    graph = kg.build(folder)
    assert len(list(graph.query("SELECT ?r { ?r a kg:Report }"))) == REPORTS
    assert not graph.check().violations
    assert list(wrong_quotes(graph.dataset)) == []
    formats = [str(row[0]) for row in graph.query("SELECT DISTINCT ?f { ?r kg:format ?f } ORDER BY ?f")]
    assert formats == ["docx", "html", "md"]


def test_a_sentence_is_selected_by_its_place_in_the_file_too(folder) -> None:
    rows = [tuple(map(str, row)) for row in kg.build(folder / "a.md").query(PLACES)]
    standard = "http://tools.ietf.org/rfc/rfc5147"
    assert ("清河县水利局组织开展隐患排查12次。", "line=4,5", standard) in rows
    assert ("柳林镇\t3", "line=8,9", standard) in rows
    rows = [tuple(map(str, row)) for row in kg.build(folder / "b.docx").query(PLACES)]
    assert ("2024年7月2日，清河县水利局组织开展隐患排查12次。", "paragraph=2", "None") in rows


def test_the_views_list_the_figures_of_a_table(folder) -> None:
    rows = kg.build(folder / "a.md").saved("quantities")
    told = [{k: str(v) for k, v in zip(rows.columns, row, strict=True)} for row in rows.rows]
    figure = next(row for row in told if row["of"] == "柳林镇泵站")
    assert (figure["value"], figure["unit"], figure["bound"], figure["quote"]) == ("3", "座", "exact", "3")


def test_a_page_tells_where_it_was_published(folder) -> None:
    graph = kg.build(folder / "district.html")
    rows = [
        tuple(map(str, r))
        for r in graph.query(
            "SELECT ?a ?d ?t ?p { ?r dcterms:source ?a ; dcterms:date ?d ; dcterms:title ?t ; schema:publisher ?p }"
        )
    ]
    assert rows == [
        (
            "https://www.qingshi.example/xwdt/qnyw/202407/t20240703_1001.html",
            "2024-07-03",
            "青石区开展燃气安全专项整治",
            "青石区融媒体中心",
        )
    ]


def test_a_store_holds_the_same_as_a_file(folder) -> None:
    store = folder.parent / f"{folder.name}-store"
    growth = kg.build_store(store, folder, workers=1)
    assert (growth.new, growth.failures) == (REPORTS, [])
    count = "SELECT ?f (COUNT(DISTINCT ?s) AS ?n) { ?s oa:hasSource ?r . ?r kg:fileName ?f } GROUP BY ?f ORDER BY ?f"
    stored, built = kg.load(store).query(count), kg.build(folder).query(count)
    assert [tuple(map(str, r)) for r in stored] == [tuple(map(str, r)) for r in built]


def test_a_date_given_wins_and_the_format_s_stands_else(folder) -> None:
    ask = "SELECT ?d ?h { ?r dcterms:date ?d ; kg:dateFrom ?h }"
    assert [tuple(map(str, r)) for r in kg.build(folder / "a.md").query(ask)] == [("2024-07-03", "format")]
    given = kg.build(folder / "a.md", date="2020-01-01").query(ask)
    assert [tuple(map(str, r)) for r in given] == [("2020-01-01", "option")]


def test_the_explanation_names_format_and_places(folder) -> None:
    said = str(explain(folder / "b.docx"))
    assert "  format: docx\n" in said
    assert ", paragraph=2] 2024年7月2日，清河县水利局" in said


def test_one_broken_file_stops_no_other(folder) -> None:
    (folder / "c.docx").write_bytes(docx_bytes()[:500])
    failed: list[str] = []
    graph = kg.build(folder, on_failure=lambda name, _error: failed.append(Path(name).name))
    assert failed == ["c.docx"]
    assert graph.counts()["report"] == REPORTS
