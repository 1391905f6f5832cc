"""A class and a relation that exist in Turtle only: the examples of the ontology's README, run as they stand there."""

from __future__ import annotations

import re

import pytest

import kg
from kg.errors import OntologyError
from kg.resources import ontology_dir
from kg.schema.load import load_schema

REPORT = "汛情快报\n2024年7月3日，清河县水利局调来人手。石桥防汛站连夜驰援清河县消防救援大队。\n"
MY = "PREFIX my: <https://example.org/flood#> "


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory):
    """The Turtle blocks of the README, as one file."""
    readme = (ontology_dir() / "README.md").read_text(encoding="utf-8")
    path = tmp_path_factory.mktemp("ontology") / "flood.ttl"
    path.write_text("\n".join(re.findall(r"```turtle\n(.*?)```", readme, re.DOTALL)), encoding="utf-8")
    return path


def test_a_class_stated_in_turtle_is_found_without_python(extension) -> None:
    graph = kg.build(text=REPORT, ontology=extension)
    assert graph.query(MY + 'ASK { ?s a my:FloodStation, org:Organization ; skos:prefLabel "石桥防汛站"@zh-Hans }')


def test_a_relation_stated_in_turtle_is_found_with_its_sentence(extension) -> None:
    graph = kg.build(text=REPORT, ontology=extension)
    rows = graph.query(
        MY + "SELECT ?who ?whom ?quote { ?s my:reinforces ?o . ?s skos:prefLabel ?who . ?o skos:prefLabel ?whom ."
        " ?st rdf:predicate my:reinforces ; prov:wasDerivedFrom/oa:hasSelector/oa:exact ?quote"
        " FILTER (LANGMATCHES(LANG(?who), 'zh-Hans') && LANGMATCHES(LANG(?whom), 'zh-Hans')) }"
    ).rows
    assert rows == (("石桥防汛站", "清河县消防救援大队", "石桥防汛站连夜驰援清河县消防救援大队。"),)


def test_without_the_file_neither_is_there(extension) -> None:
    graph = kg.build(text=REPORT)
    assert not graph.query(MY + "ASK { { ?s a my:FloodStation } UNION { ?s my:reinforces ?o } }")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (("lex:suffix", "lex:sufix"), "unknown property sufix, perhaps suffix"),
        (("rdfs:label", "rdfs:lable"), "needs an rdfs:label in zh"),
    ],
)
def test_a_mistake_in_the_file_is_named(extension, tmp_path, wrong: tuple[str, str], message: str) -> None:
    text = extension.read_text(encoding="utf-8").replace(*wrong)
    (tmp_path / "broken.ttl").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=message):
        kg.build(text=REPORT, ontology=tmp_path / "broken.ttl")


def test_turtle_that_is_cut_off_is_an_error_with_its_line(extension, tmp_path) -> None:
    (tmp_path / "cut.ttl").write_text(extension.read_text(encoding="utf-8")[:-60], encoding="utf-8")
    with pytest.raises(OntologyError, match=r"cut\.ttl:\d+"):
        kg.build(text=REPORT, ontology=tmp_path / "cut.ttl")


def test_every_class_and_relation_has_a_label_in_both_languages() -> None:
    schema = load_schema()
    assert [c.key for c in schema.classes.values() if not {"zh", "en"} <= set(c.labels)] == []
    assert [r.key for r in schema.relations.values() if not {"zh", "en"} <= set(r.labels)] == []
