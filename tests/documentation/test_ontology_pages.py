"""The documentation of the ontology: whole, linked, the same bytes each time, and safe to open."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import html5lib
import pyoxigraph as ox
import pytest
import rdflib

from kg.documentation.read import all_files, describe, load_store
from kg.documentation.write import document_ontology
from kg.errors import OntologyError, OutputError
from kg.query.saved import saved_questions
from kg.resources import ontology_dir
from kg.schema.load import load_schema, ontology_files

if TYPE_CHECKING:
    from pathlib import Path

    from kg.documentation.model import Described, Term
    from kg.schema.model import Schema

PAGES = ("index.html", "index.en.html", "words.html", "words.en.html")
FILES = {*PAGES, "ontology.ttl", "shapes.ttl", "context.jsonld", "void.ttl"}
HOSTILE = "</style><script>alert(1)</script>{{ 7*7 }}<img src=x>"
OWN = f"""@prefix kg: <https://w3id.org/govkg/ontology#> . @prefix lex: <https://w3id.org/govkg/lexicon#> .
@prefix my: <https://example.org/flood#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
my:FloodStation a owl:Class ; rdfs:subClassOf kg:Organization ; rdfs:label "防汛站"@zh, "flood station"@en ;
    skos:definition "看水的站。"@zh, "{HOSTILE}"@en ; skos:example "清河县防汛站" ; lex:suffix "防汛站", "水情站" ;
    lex:colour "red\\" onload=\\"alert(1)" .
my:reinforces a owl:ObjectProperty ; rdfs:label "驰援"@zh, "reinforces"@en ;
    rdfs:domain kg:Organization ; rdfs:range my:FloodStation ; lex:trigger "驰援" ; rdfs:seeAlso [ rdfs:label "x" ] .
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation of our own ontology."""
    path = tmp_path_factory.mktemp("pages") / "ours"
    document_ontology(path)
    return path


@pytest.fixture(scope="module")
def extended(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The documentation of ours with a user's."""
    path = tmp_path_factory.mktemp("pages")
    (path / "flood.ttl").write_text(OWN, encoding="utf-8")
    document_ontology(path / "out", ontology=[path / "flood.ttl"])
    return path / "out"


@pytest.fixture(scope="module")
def described(schema: Schema) -> Described:
    return describe(schema, load_store(all_files()), {})


def every_term(described: Described) -> list[Term]:
    return [*described.classes, *described.relations]


def test_all_files_are_written(folder: Path) -> None:
    assert {p.name for p in folder.iterdir()} == FILES


def test_every_class_and_relation_is_named_and_defined_in_both_languages(described: Described, schema: Schema) -> None:
    assert {t.key for t in described.classes} == set(schema.classes)
    assert {t.key for t in described.relations} == set(schema.relations)
    lacking = [
        (term.key, language)
        for term in described.terms
        for language in ("zh", "en")
        if not term.labels.get(language) or (term in every_term(described) and not term.definitions.get(language))
    ]
    assert lacking == []


def test_every_property_and_individual_is_explained_in_both_languages(described: Described) -> None:
    own = [t for t in (*described.properties, *described.individuals) if t.short.startswith("kg:")]

    assert len(own) > 30
    assert [(t.key, set(t.definitions)) for t in own if set(t.definitions) != {"zh", "en"}] == []


@pytest.mark.parametrize("page", PAGES[:2])
def test_every_term_and_question_has_its_anchor(folder: Path, described: Described, page: str) -> None:
    ids = anchors(folder / page)

    assert {t.anchor for t in described.terms} <= set(ids)
    assert {f"question.{name}" for name in saved_questions()} <= set(ids)


@pytest.mark.parametrize("page", PAGES)
def test_ids_are_unique_and_the_page_is_valid_html(folder: Path, page: str) -> None:
    ids = anchors(folder / page)
    parser = html5lib.HTMLParser(strict=True)

    parser.parse((folder / page).read_text("utf-8"))
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("where", ["folder", "extended"])
@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(page: str, where: str, request: pytest.FixtureRequest) -> None:
    files: Path = request.getfixturevalue(where)
    links = re.findall(r'\b(?:href|src)="([^"]*)"', (files / page).read_text("utf-8"))
    broken = []
    for link in set(links) - {"data:,"}:
        name, _, anchor = link.partition("#")
        target = files / (name or page)
        if not target.is_file() or (anchor and unquote(anchor) not in anchors(target)):
            broken.append(link)

    assert len(links) > 100
    assert broken == []


def anchors(page: Path) -> list[str]:
    """The ids of a page."""
    return re.findall(r'\bid="([^"]*)"', page.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES)
def test_a_page_asks_nobody_and_runs_nothing(extended: Path, page: str) -> None:
    text = (extended / page).read_text("utf-8")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = b64encode(hashlib.sha256(style[1].encode()).digest()).decode()

    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in text
    assert "<script" not in text
    assert " style=" not in text
    assert not re.search(r'(?:href|src)="(?!#|data:,|[a-z.]+(?:#|"))', text)


def test_what_a_user_writes_is_documented_as_text(extended: Path) -> None:
    text = (extended / "index.en.html").read_text("utf-8")
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    station = next(e for e in tree.iter("article") if e.get("id") == "FloodStation")
    said = "".join(station.itertext())

    assert all(words in said for words in ("flood station", "防汛站", HOSTILE, "水情站 · 防汛站", "清河县防汛站"))
    assert any(a.get("href") == "#Organization" for a in station.iter("a"))
    assert [*tree.iter("script"), *tree.iter("img")] == []
    assert not [e for e in tree.iter() if e.get("onload")]
    assert "49" not in said
    assert "FloodStation" in json.loads((extended / "context.jsonld").read_text("utf-8"))["@context"]


def test_words_shapes_and_examples_are_shown(folder: Path) -> None:
    tree = html5lib.parse((folder / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    articles = {e.get("id"): "".join(e.itertext()) for e in tree.iter("article")}

    assert "lex:head" in articles["Meeting"]
    assert "座谈会" in articles["Meeting"]
    assert "区委常委扩大会议" in articles["Meeting"]
    assert "prov:wasDerivedFrom" in articles["Organization"]
    assert "governs something that is no area" in articles["governs"]
    assert "王宏彬 → 光明区委书记" in articles["holdsPost"]
    sentences = re.split("[。\n]", (ontology_dir() / "sample" / "report.txt").read_text("utf-8"))
    assert any(len(s) > 10 and s in articles["Act"] for s in sentences)


def test_every_class_and_relation_has_an_example(folder: Path, described: Described) -> None:
    tree = html5lib.parse((folder / "index.html").read_text("utf-8"), namespaceHTMLElements=False)
    shown = {e.get("id") for e in tree.iter("article") if e.find("blockquote") is not None}

    assert [t.key for t in every_term(described) if not t.notes] == []
    assert [t.key for t in every_term(described) if t.anchor not in shown] == []


def test_the_diagram_has_every_class_and_no_two_boxes_at_one_place(folder: Path, described: Described) -> None:
    text = (folder / "index.html").read_text("utf-8")
    boxes = re.findall(r'<a href="#([^"]+)"><rect x="([\d.]+)" y="([\d.]+)"', text)

    assert {t.anchor for t in every_term(described)} <= {anchor for anchor, *_ in boxes}
    tree = text[text.index("类的层级</h3>") :]
    places = re.findall(r'<rect x="([\d.]+)" y="([\d.]+)"', tree)
    assert len(places) == len(set(places)) == len(described.classes)


def test_the_merged_ontology_is_the_same_ontology(extended: Path, schema: Schema, tmp_path: Path) -> None:
    ours = {q.triple for path in ontology_files() for q in ox.parse(path.read_bytes(), format=ox.RdfFormat.TURTLE)}
    merged = {q.triple for q in ox.parse((extended / "ontology.ttl").read_bytes(), format=ox.RdfFormat.TURTLE)}

    assert ours < merged
    assert "FloodStation" in load_schema([extended / "ontology.ttl"]).classes
    assert len(rdflib.Graph().parse(extended / "ontology.ttl")) == len(merged)


def test_the_files_for_programs_are_read_by_others(folder: Path) -> None:
    void = rdflib.Graph().parse(folder / "void.ttl", publicID="https://example.org/void.ttl")
    shapes = rdflib.Graph().parse(folder / "shapes.ttl")
    (stated,) = void.objects(None, rdflib.VOID.triples)

    assert int(str(stated)) == len(rdflib.Graph().parse(folder / "ontology.ttl"))
    assert (None, rdflib.RDF.type, rdflib.SH.NodeShape) in shapes
    assert "Organization" in json.loads((folder / "context.jsonld").read_text("utf-8"))["@context"]


@pytest.mark.parametrize("seed", ["1", "2"])
def test_the_bytes_are_the_same_with_any_hash_seed(extended: Path, tmp_path: Path, seed: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "kg", "ontology", "-o", tmp_path / "again", "--ontology", extended.parent / "flood.ttl"],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=False,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stderr
    assert {p.name: p.read_bytes() for p in (tmp_path / "again").iterdir()} == {
        p.name: p.read_bytes() for p in extended.iterdir()
    }


class TestErrors:
    def test_a_mistake_in_an_ontology_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "bad.ttl").write_text("@prefix my: <http://x/> . my:A a", encoding="utf-8")
        with pytest.raises(OntologyError):
            document_ontology(tmp_path / "out", ontology=[tmp_path / "bad.ttl"])

    def test_where_no_folder_can_be_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "file").write_text("mine")
        with pytest.raises(OutputError, match="is no folder"):
            document_ontology(tmp_path / "file")
        with pytest.raises(OutputError, match="does not exist"):
            document_ontology(tmp_path / "none" / "out")
        assert (tmp_path / "file").read_text() == "mine"


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_finds_nothing_serious_and_nothing_is_requested(
    browser: Any, extended: Path, page: str, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install 'govkg[test]'")
    tab = browser.new_page(color_scheme=scheme)
    trouble: list[str] = []
    tab.on("console", lambda m: trouble.append(m.text) if m.type in {"error", "warning"} else None)
    address = (extended / page).as_uri()
    tab.on("request", lambda r: None if r.url in {address, "data:,"} else trouble.append(r.url))
    tab.goto(address)
    # The page's policy lets no script in; the browser's own interface puts the checker beside it.
    session = tab.context.new_cdp_session(tab)
    session.send("Runtime.evaluate", {"expression": axe.Axe().axe_script})
    answer = session.send(
        "Runtime.evaluate",
        {
            "expression": "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.map((v) =>"
            " ({id: v.id, impact: v.impact, at: v.nodes.slice(0, 3).map((n) => n.target.join(' '))})))",
            "awaitPromise": True,
            "returnByValue": True,
        },
    )
    found = [v for v in answer["result"]["value"] if v["impact"] in {"serious", "critical"}]
    tab.close()

    assert found == []
    assert trouble == []
