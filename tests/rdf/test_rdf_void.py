"""Each graph describes itself in VoID."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from kg.resources import ontology_dir

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def sample() -> kg.KnowledgeGraph:
    """The graph of the sample report."""
    return kg.build(ontology_dir() / "sample" / "report.txt")


def test_the_number_of_triples_and_subjects_is_that_of_the_graph(sample: kg.KnowledgeGraph) -> None:
    ((triples, subjects, stated, distinct),) = sample.query(
        """SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) ?triples ?subjects {
             ?g dcterms:source ?report ; void:triples ?triples ; void:distinctSubjects ?subjects . ?report a kg:Report
             GRAPH ?g { ?s ?p ?o } } GROUP BY ?triples ?subjects"""
    ).rows

    assert (stated, distinct) == (triples, subjects)


def test_the_partitions_say_how_many_things_of_each_class_there_are(sample: kg.KnowledgeGraph) -> None:
    rows = sample.query("SELECT ?class ?n { ?g void:classPartition ?p . ?p void:class ?class ; void:entities ?n }").rows
    counts = sample.counts()

    assert {str(cls).rpartition("#")[2].lower(): n for cls, n in rows} == {
        kind: n for kind, n in counts.items() if n and kind != "report"
    }


def test_the_vocabularies_are_those_of_its_terms(sample: kg.KnowledgeGraph) -> None:
    rows = sample.query("SELECT DISTINCT ?v { ?g void:vocabulary ?v }").rows
    used = sample.query("SELECT DISTINCT ?p { GRAPH ?g { ?s ?p ?o } ?g void:triples ?n }").rows

    for (term,) in used:
        assert [v for (v,) in rows if str(term).startswith(str(v))], term


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf"])
def test_it_stands_in_every_export(sample: kg.KnowledgeGraph, suffix: str, tmp_path: Path) -> None:
    sample.export(tmp_path / f"graph{suffix}")

    assert kg.load(tmp_path / f"graph{suffix}").query("ASK { ?g a void:Dataset ; void:classPartition ?p }")
