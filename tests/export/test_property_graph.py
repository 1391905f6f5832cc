"""The folder for Neo4j's import, and the Cypher script."""

from __future__ import annotations

import csv
import datetime
import re
from typing import TYPE_CHECKING

import pytest
from hostile_names import HOSTILE
from hypothesis import example, given
from hypothesis import strategies as st

from kg.export import cypher
from kg.export.cypher import text
from kg.export.property_graph import relationship_type

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph

TYPES = {"string", "double", "long", "date", "string[]"}


@pytest.fixture(params=["graph", "hostile"])
def folder(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The folder of a graph."""
    request.getfixturevalue(request.param).export(tmp_path / "neo4j", form="neo4j")
    return tmp_path / "neo4j"


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def nodes(folder: Path) -> list[dict[str, str]]:
    return [row for path in folder.glob("*.csv") if path.name != "relationships.csv" for row in rows(path)]


def test_headers_name_ids_labels_ends_and_types(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        own = [name for name in header if name not in {"iri:ID", ":LABEL", ":START_ID", ":END_ID", ":TYPE"}]
        assert {name.partition(":")[2] for name in own} <= TYPES
        marks = {":START_ID", ":END_ID", ":TYPE"} if path.name == "relationships.csv" else {"iri:ID", ":LABEL"}
        assert marks <= set(header)


def test_every_relationship_ends_at_nodes_and_none_is_there_twice(folder: Path) -> None:
    iris = [node["iri:ID"] for node in nodes(folder)]
    edges = [(r[":START_ID"], r[":END_ID"], r[":TYPE"]) for r in rows(folder / "relationships.csv")]

    assert len(set(iris)) == len(iris)
    assert {end for start, stop, _ in edges for end in (start, stop)} <= set(iris)
    assert len(set(edges)) == len(edges) > 0


def test_values_have_the_type_that_the_header_says(folder: Path) -> None:
    read = {"double": float, "long": int, "date": datetime.date.fromisoformat}
    for path in folder.glob("*.csv"):
        for row in rows(path):
            for name, value in row.items():
                if value and (kind := name.rpartition(":")[2]) in read:
                    read[kind](value)


def test_a_thing_has_the_labels_of_all_its_classes(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.export(tmp_path / "neo4j", form="neo4j")
    things = {row["name:string"]: row for row in rows(tmp_path / "neo4j" / "thing.csv")}

    assert things["清河区教育局"][":LABEL"] == "Resource;Thing;Organization"
    assert things["教师培训班"]["aliases:string[]"] == "“教师”培训班"


def test_acts_counts_times_and_sentences_are_connected(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.export(tmp_path / "neo4j", form="neo4j")
    folder = tmp_path / "neo4j"
    act = next(row for row in rows(folder / "act.csv") if row["verb:string"] == "举办")
    ends = {r[":TYPE"] for r in rows(folder / "relationships.csv") if r[":START_ID"] == act["iri:ID"]}

    assert ends == {"AGENT", "OBJECT", "QUANTITY", "DURING", "PLACE", "SAID_IN"}
    assert {r["value:double"] for r in rows(folder / "quantity.csv")} == {"4.0", "200.0", "30.0"}
    assert {r["first:date"] for r in rows(folder / "time.csv")} == {"2023-06-05", "2023-06-06"}


def test_hostile_names_come_back_from_the_csv(hostile: KnowledgeGraph, tmp_path: Path) -> None:
    hostile.export(tmp_path / "neo4j", form="neo4j")
    things = rows(tmp_path / "neo4j" / "thing.csv")

    assert {row["name:string"] for row in things} == set(HOSTILE)
    assert all(row["aliases:string[]"].count(";") == 0 for row in things)


def test_the_command_names_every_file(folder: Path) -> None:
    command = (folder / "import.sh").read_text(encoding="utf-8")

    assert "neo4j-admin database import full" in command
    assert {path.name for path in folder.glob("*.csv")} == set(re.findall(r"=(\w+\.csv)", command))


# ---- Cypher ----------------------------------------------------------------------------------------------------------

LITERAL = re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)
LETTERS = {"n": "\n", "r": "\r", "t": "\t"}
ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|(.))", re.DOTALL)


def value(literal: str) -> str:
    """What a string expression of Cypher means: literals with `+` between them."""
    parts = literal.split(" + ") if LITERAL.fullmatch(literal) is None else [literal]
    read = []
    for part in parts:
        match = LITERAL.fullmatch(part)
        assert match, part
        read.append(ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else LETTERS.get(m[2], m[2]), match[1]))
    return "".join(read)


def as_old_versions_see(script: str) -> str:
    """Before anything else they replace a backslash with u and four digits, whatever stands before the backslash."""
    return re.sub(r"\\u([0-9A-Fa-f]{4})", lambda m: chr(int(m[1], 16)), script)


@given(st.text(st.one_of(st.characters(exclude_categories=["Cs"]), st.sampled_from("\\u0027'+ "))))
@example("\\u0027")
@example("\\\\u0027")
@example("\\\x01u0041")
@example("\\' + 'u")
def test_any_text_is_one_string_of_cypher(written: str) -> None:
    literal = text(written)
    seen = as_old_versions_see(literal)

    assert "".join(value(f"'{m}'") for m in LITERAL.findall(literal)) == written
    assert LITERAL.sub("S", literal).replace(" + ", "") == "S" * len(LITERAL.findall(literal))
    assert "".join(value(f"'{m}'") for m in LITERAL.findall(seen)) == written
    assert LITERAL.sub("S", seen).replace(" + ", "") == "S" * len(LITERAL.findall(seen))


@pytest.mark.parametrize("name", ["graph", "hostile"])
def test_the_script_is_a_constraint_and_merges_only(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    """Without its strings, nothing is left but the frame of the statements, whatever the names are."""
    (path,) = request.getfixturevalue(name).export(tmp_path / "graph.cypher")
    bare = LITERAL.sub("S", path.read_text(encoding="utf-8"))
    constraint, *statements = [part.strip() for part in bare.split(";\n") if part.strip()]
    row = r"\{(?:iri: S|a: S, b: S), p: \{[^{}']*\}\}"
    frame = re.compile(
        rf"UNWIND \[\s*{row}(?:,\s*{row})*\s*\] AS row\s+(?:"
        r"MERGE \(n:Resource \{iri: row\.iri\}\) SET n \+= row\.p, n(?::`\w+`)+"
        r"|MATCH \(a:Resource \{iri: row\.a\}\) MATCH \(b:Resource \{iri: row\.b\}\) "
        r"MERGE \(a\)-\[r:`[A-Z_]+`\]->\(b\) SET r \+= row\.p)"
    )

    assert constraint == "CREATE CONSTRAINT kg_resource_iri IF NOT EXISTS FOR (n:Resource) REQUIRE n.iri IS UNIQUE"
    assert [s for s in statements if not frame.fullmatch(s)] == []


def test_properties_have_types(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (path,) = graph.export(tmp_path / "graph.cypher")
    script = path.read_text(encoding="utf-8")

    assert "first: date('2023-06-05')" in script
    assert "value: 200.0" in script
    assert "aliases: ['区教育局']" in script


def test_a_script_of_many_rows_is_cut_into_statements(hostile: KnowledgeGraph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cypher, "_BATCH", 5)
    script = "".join(cypher.as_cypher(hostile.facts, hostile.schema, {}))

    assert script.count("MERGE (n:Resource") > len(HOSTILE) // 5


@pytest.mark.parametrize(
    ("key", "name"), [("carriedOutBy", "CARRIED_OUT_BY"), ("partOf", "PART_OF"), ("my-rel`x", "MY_REL_X")]
)
def test_relationship_types_need_no_quotation(key: str, name: str) -> None:
    assert relationship_type(key) == name
