"""Every RDF format brings the same graph back: read by kg, by pyoxigraph and by rdflib."""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from kg.builder import Builder
from kg.export import formats
from kg.rdf.dataset import Dataset
from kg.rdf.load import parse_dataset
from kg.rdf.reifiers import as_statements
from kg.resources import ontology_dir
from kg.schema.terms import KG, RDF, XSD

if TYPE_CHECKING:
    from collections.abc import Iterable

ROOT = Path(__file__).resolve().parents[1]
REPORTS = [ontology_dir() / "sample" / "report.txt", *sorted((ROOT / "gold").glob("*.txt"))]

# Extension → the writer, the format as pyoxigraph and as rdflib call it, and whether it keeps the named graphs.
FORMATS = {
    ".ttl": (formats.as_turtle, ox.RdfFormat.TURTLE, "turtle", False),
    ".trig": (formats.as_trig, ox.RdfFormat.TRIG, "trig", True),
    ".nt": (formats.as_ntriples, ox.RdfFormat.N_TRIPLES, "nt", False),
    ".nq": (formats.as_nquads, ox.RdfFormat.N_QUADS, "nquads", True),
    ".jsonld": (formats.as_jsonld, ox.RdfFormat.JSON_LD, "json-ld", True),
    ".rdf": (formats.as_rdfxml, ox.RdfFormat.RDF_XML, "xml", False),
}


def said(quads: Iterable[ox.Quad], *, apart: bool) -> set[ox.Quad]:
    """The quads, without their graphs where those are not kept."""
    return set(quads) if apart else {ox.Quad(q.subject, q.predicate, q.object) for q in quads}


def by_rdflib(data: bytes, form: str, *, apart: bool) -> set[ox.Quad]:
    """What rdflib reads, as pyoxigraph's quads."""
    read = rdflib.Dataset()
    read.parse(io.BytesIO(data), format=form)
    graph_name = {None: ox.DefaultGraph(), rdflib.graph.DATASET_DEFAULT_GRAPH_ID: ox.DefaultGraph()}
    quads = (
        ox.Quad(term(s), term(p), term(o), graph_name.get(g) or ox.NamedNode(str(g)))  # type: ignore[arg-type]
        for s, p, o, g in read.quads((None, None, None, None))
    )
    return said(quads, apart=apart)


def term(node: object) -> ox.NamedNode | ox.Literal:
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(node.datatype) if node.datatype else None)
    return ox.NamedNode(str(node))


@pytest.fixture(scope="module")
def builder() -> Builder:
    """One for all reports."""
    return Builder()


@pytest.fixture(scope="module", params=REPORTS, ids=lambda path: path.stem)
def dataset(request: pytest.FixtureRequest, builder: Builder) -> Dataset:
    """The dataset of a report."""
    return Dataset.of(builder.graphs([builder.file(request.param)]))


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_report_comes_back_whole(dataset: Dataset, suffix: str) -> None:
    write, form, name, apart = FORMATS[suffix]
    data = "".join(write(dataset)).encode()
    expected = said(dataset.store, apart=apart)

    assert said(ox.parse(data, format=form), apart=apart) == expected
    assert set(parse_dataset(data, suffix, place="test").store) == expected
    assert by_rdflib(data, name, apart=apart) == expected


def test_a_report_comes_back_from_rdf_1_2(dataset: Dataset) -> None:
    """Rdflib 7 does not read RDF 1.2."""
    data = "".join(formats.as_turtle12(dataset)).encode()
    expected = said(dataset.store, apart=False)

    assert set(as_statements(ox.parse(data, format=ox.RdfFormat.TURTLE))) == expected
    assert set(parse_dataset(data, ".ttl", place="test").store) == expected
    lazy = parse_dataset(data, ".ttl", place="test", lazy=True)
    assert set(lazy.quads([])) == expected


def test_a_statement_node_is_a_reifier_of_its_edge(graph) -> None:
    text = "".join(formats.as_turtle12(graph.dataset))
    read = list(ox.parse(text.encode(), format=ox.RdfFormat.TURTLE))
    reified = {q.subject: q.object for q in read if q.predicate.value == RDF + "reifies"}
    edges = {q.triple for q in read}

    assert text.startswith('VERSION "1.2"\n')
    assert "rdf:Statement" not in text
    assert len(reified) == 6
    assert all(triple in edges for triple in reified.values())
    assert not [q for q in read if q.subject in reified and q.predicate.value == RDF + "subject"]


@pytest.mark.parametrize("missing", ["rdf:subject", "rdf:predicate", "rdf:object"])
def test_a_statement_that_lacks_a_part_stays_as_it_is(missing: str) -> None:
    parts = {"rdf:subject": "kg:a", "rdf:predicate": "kg:b", "rdf:object": '"c"'}
    del parts[missing]
    body = " ; ".join(f"{p} {v}" for p, v in parts.items())
    text = f"@prefix kg: <{KG}> . @prefix rdf: <{RDF}> . kg:s a rdf:Statement ; {body} ."
    dataset = parse_dataset(text.encode(), ".ttl", place="test")
    again = parse_dataset("".join(formats.as_turtle12(dataset)).encode(), ".ttl", place="test")

    assert set(again.store) == set(dataset.store)


# ---- any graph -------------------------------------------------------------------------------------------------------

IRIS = st.sampled_from(
    [
        f"{KG}Act",
        f"{KG}governs",
        f"{KG}confidence",
        "https://w3id.org/govkg/id/act/1-2",
        "https://w3id.org/govkg/id/area/清河区",
        "https://w3id.org/govkg/id/area/清(河).区.",
        "https://w3id.org/govkg/id/act/a%2Fb",
        "http://www.w3.org/2004/02/skos/core#prefLabel",
        "http://www.w3.org/2000/01/rdf-schema#label",
        "https://schema.org/agent",
        "https://example.org/p'q",
        "time:looks-like-a-prefixed-name",
        "schema:agent",
        "urn:a:b",
        "mailto:a@example.org",
        f"{RDF}type",
        f"{XSD}date",
    ]
).map(ox.NamedNode)
TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20),
    st.sampled_from(
        ['"@zh', "\\u0041", '"^^<x>', "a\r\nb", "<<", "@id", "_:b", "\x85\u2028", "]]>", '">', "</a>&amp;"]
    ),
)
LEXICAL = st.sampled_from(
    ["5", "-0", "+7", "007", "1.", ".5", "1.50", "1e3", "true", "2024-02-30", "", " 5 ", "9" * 30]
)
DATATYPES = st.sampled_from(["integer", "decimal", "double", "boolean", "date", "string", "nonNegativeInteger"])
LITERALS = st.one_of(
    TEXTS.map(ox.Literal),
    st.builds(lambda t, tag: ox.Literal(t, language=tag), TEXTS, st.sampled_from(["zh-hans", "en", "zh-latn-pinyin"])),
    st.builds(lambda t, d: ox.Literal(t, datatype=ox.NamedNode(XSD + d)), LEXICAL, DATATYPES),
    st.builds(lambda t, d: ox.Literal(t, datatype=d), TEXTS, IRIS.filter(lambda i: not i.value.startswith(XSD))),
)
KIND = ox.NamedNode("https://w3id.org/govkg/ontology#Act")
LABEL = ox.NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
QUADS = st.builds(ox.Quad, IRIS, IRIS, st.one_of(IRIS, LITERALS), st.one_of(st.just(ox.DefaultGraph()), IRIS))
ANY = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def stored(quads: Iterable[ox.Quad]) -> Dataset:
    """In a store, which has one form for equal numbers: whole decimals are written 5.0 and stored as 5."""
    store = ox.Store()
    store.extend(quads)
    return Dataset(store)


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld"])
@ANY
@given(quads=st.lists(QUADS, max_size=8))
@example(quads=[ox.Quad(ox.NamedNode("schema:x"), ox.NamedNode("time:y"), ox.NamedNode("kg:z"), ox.NamedNode("act:1"))])
@example(quads=[ox.Quad(KIND, LABEL, ox.Literal("", datatype=ox.NamedNode("mailto:a@example.org")), ox.DefaultGraph())])
def test_any_graph_comes_back_whole(suffix: str, quads: list[ox.Quad]) -> None:
    write, form, _, apart = FORMATS[suffix]
    dataset = stored(quads)
    data = "".join(write(dataset)).encode()

    assert said(stored(ox.parse(data, format=form)).store, apart=apart) == said(dataset.store, apart=apart)


@ANY
@given(quads=st.lists(QUADS, max_size=8))
def test_any_graph_comes_back_whole_from_rdf_1_2(quads: list[ox.Quad]) -> None:
    dataset = stored(quads)
    data = "".join(formats.as_turtle12(dataset)).encode()

    assert set(parse_dataset(data, ".ttl", place="test").store) == said(dataset.store, apart=False)


@ANY
@given(quads=st.lists(QUADS, max_size=8))
def test_any_graph_is_written_as_the_same_bytes_again(quads: list[ox.Quad]) -> None:
    dataset = stored(quads)
    for write, _, _, _ in FORMATS.values():
        if write is not formats.as_rdfxml:  # has no name for some properties
            assert "".join(write(dataset)) == "".join(write(stored(dataset.store)))


XML_TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20)


@ANY
@given(texts=st.lists(st.one_of(TEXTS, XML_TEXTS), max_size=6))
def test_rdf_xml_holds_any_text_but_control_characters(texts: list[str]) -> None:
    made = [ox.Quad(ox.NamedNode("https://example.org/s"), ox.NamedNode(KG + "text"), ox.Literal(t)) for t in texts]
    data = "".join(formats.as_rdfxml(stored(made))).encode()
    back = {q.object.value for q in ox.parse(data, format=ox.RdfFormat.RDF_XML)}

    assert back == {"".join(c if ok_in_xml(c) else "\ufffd" for c in t) for t in texts}


def ok_in_xml(char: str) -> bool:
    return char in "\t\n\r" or (char >= " " and char not in "\ufffe\uffff")
