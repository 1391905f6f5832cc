"""A graph whose every text is made to break a format."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
from hostile_names import HOSTILE

from kg.graph import KnowledgeGraph
from kg.rdf.dataset import Dataset
from kg.schema.terms import DCTERMS, KG, OA, PROV, RDF, SCHEMA, SEM, SKOS, TIME, XSD

BASE = "https://example.org/id/"


@pytest.fixture(scope="session")
def hostile() -> KnowledgeGraph:
    """For each of the texts a body called so, that does what is called so, told by a sentence that says so."""
    store = ox.Store()

    def say(subject: str, predicate: str, value: str | ox.Literal) -> None:
        graph = ox.NamedNode(f"{BASE}dataset/r")
        node = value if isinstance(value, ox.Literal) else ox.NamedNode(value)
        store.add(ox.Quad(ox.NamedNode(subject), ox.NamedNode(predicate), node, graph))

    whole = ox.Literal("".join(HOSTILE))
    report = f"{BASE}report/r"
    say(report, RDF + "type", KG + "Report")
    for predicate, value in ((KG + "text", whole), (KG + "fileName", ox.Literal("=r.txt")), (DCTERMS + "title", whole)):
        say(report, predicate, value)
    say(f"{BASE}interval/t", RDF + "type", KG + "Time")
    for end in ("hasBeginning", "hasEnd"):
        say(f"{BASE}interval/t", TIME + end, f"{BASE}day/d")
    say(f"{BASE}day/d", TIME + "inXSDDate", ox.Literal("2024-07-02", datatype=ox.NamedNode(XSD + "date")))
    at = 0
    for number, text in enumerate(HOSTILE):
        body, act, sentence = (f"{BASE}{kind}/{number}" for kind in ("organization", "act", "sentence"))
        label = ox.Literal(text, language="zh-Hans")
        say(body, RDF + "type", KG + "Organization")
        say(body, SKOS + "prefLabel", label)
        say(body, SKOS + "altLabel", ox.Literal(f"{text}2", language="zh-Hans"))
        say(act, RDF + "type", KG + "Act")
        for name in ("verb", "objectText", "quote"):
            say(act, KG + name, ox.Literal(text))
        say(act, KG + "status", KG + "Done")
        say(act, SCHEMA + "agent", body)
        say(act, SCHEMA + "object", f"{BASE}organization/{(number + 1) % len(HOSTILE)}")
        say(act, SEM + "hasTime", f"{BASE}interval/t")
        say(sentence, RDF + "type", KG + "Sentence")
        say(sentence, OA + "hasSource", report)
        for kind in ("position", "quote"):
            say(sentence, OA + "hasSelector", f"{sentence}-{kind}")
        say(f"{sentence}-position", OA + "start", ox.Literal(at))
        at += len(text)
        say(f"{sentence}-position", OA + "end", ox.Literal(at))
        say(f"{sentence}-quote", OA + "exact", ox.Literal(text))
        for node in (body, act):
            say(node, PROV + "wasDerivedFrom", sentence)
    return KnowledgeGraph(Dataset(store, base=BASE))
