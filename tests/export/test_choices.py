"""Which format a name asks for, what each leaves out, and folders that are whole or not there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import kg
from kg.errors import OutputError
from kg.export.choices import FORMATS, choose
from kg.export.folder import write_folder
from kg.export.write import _FILES, _FOLDERS, pieces

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph

README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "name", "expected"),
    [
        ("graph.ttl", None, "turtle"),
        ("GRAPH.TTL", None, "turtle"),
        ("graph.rdf12.ttl", None, "turtle12"),
        ("graph.void.ttl", None, "void"),
        ("report.2024.ttl", None, "turtle"),
        ("graph.cql", None, "cypher"),
        ("tables", None, "csv"),
        ("folder.parquet", None, "parquet"),
        ("graph.txt", "nquads", "nquads"),
        ("graph.txt", "nq", "nquads"),
        ("graph", "rdf12.ttl", "turtle12"),
        ("folder", "neo4j", "neo4j"),
    ],
)
def test_the_extension_or_the_name_says_the_format(path: str, name: str | None, expected: str) -> None:
    assert choose(Path(path), name).name == expected


def test_an_unknown_name_is_told_with_those_that_there_are() -> None:
    with pytest.raises(OutputError, match=r"no format 'turtel' .*turtle, trig"):
        choose(Path("graph"), "turtel")


def test_every_format_has_a_writer_and_stands_in_the_readme_with_what_it_leaves_out() -> None:
    assert set(FORMATS) == {*_FILES, *_FOLDERS}
    rows = {row[0]: row for row in re.findall(r"^\| `(\w+)` \| (.*?) \| (.*?) \| (.*?) \|$", README, re.MULTILINE)}
    for form in FORMATS.values():
        assert form.drops in rows[form.name][3]
        assert all(f"`{suffix}`" in rows[form.name][1] for suffix in form.suffixes)


def test_nothing_but_graphs_is_lost_by_what_says_so(graph: KnowledgeGraph) -> None:
    """The formats that claim to hold everything are those whose round trip is tested quad by quad."""
    assert {name for name, form in FORMATS.items() if not form.drops} == {"trig", "nquads", "jsonld"}


def test_a_stream_holds_the_same_as_the_file(graph: KnowledgeGraph, tmp_path: Path) -> None:
    for name, form in FORMATS.items():
        if name in {"csv", "neo4j", "parquet"}:
            with pytest.raises(OutputError, match="several files"):
                list(pieces(graph.dataset, name))
            continue
        (path,) = graph.export(tmp_path / f"graph{form.suffixes[0]}")
        data = b"".join(p.encode() if isinstance(p, str) else p for p in pieces(graph.dataset, name))
        assert data == path.read_bytes(), name


@pytest.mark.parametrize("form", ["csv", "neo4j", "parquet"])
def test_a_new_folder_appears_whole_and_an_old_one_keeps_its_other_files(
    graph: KnowledgeGraph, form: str, tmp_path: Path
) -> None:
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "mine.txt").write_text("mine")
    for name in ("new", "old"):
        made = graph.export(tmp_path / name, form=form)
        assert made
        assert all(path.is_file() for path in made)

    assert (tmp_path / "old" / "mine.txt").read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["new", "old"]


def test_a_folder_that_fails_is_not_there(tmp_path: Path) -> None:
    def files():
        yield "one.csv", ["1"]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_folder(tmp_path / "out", files())
    assert list(tmp_path.iterdir()) == []


def test_a_file_in_the_place_of_a_folder_is_left_alone(graph: KnowledgeGraph, tmp_path: Path) -> None:
    (tmp_path / "graph.parquet").write_text("mine")
    with pytest.raises(OutputError, match="is a file"):
        graph.export(tmp_path / "graph.parquet")

    assert (tmp_path / "graph.parquet").read_text() == "mine"


def test_the_whole_is_described_in_numbers(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.export(tmp_path / "graph.ttl")
    (path,) = graph.export(tmp_path / "graph.void.ttl")
    ((stated, subjects),) = kg.load(path).query("SELECT ?t ?s { ?d void:triples ?t ; void:distinctSubjects ?s }").rows
    classes = kg.load(path).query("SELECT ?c ?n { ?p void:class ?c ; void:entities ?n }").rows
    ((triples, distinct),) = graph.query("SELECT (COUNT(*) AS ?n) (COUNT(DISTINCT ?s) AS ?m) { ?s ?p ?o }").rows
    counted = graph.query("SELECT ?c (COUNT(?s) AS ?n) { ?s a ?c } GROUP BY ?c").rows

    assert (stated, subjects) == (triples, distinct)
    assert sorted(classes) == sorted(counted)


HEAVY = ("pandas", "polars", "pyarrow", "xlsxwriter", "openpyxl", "networkx", "lxml", "pyarrow.parquet")


@pytest.mark.parametrize(
    "code",
    [
        "import kg.cli.export",
        "from kg.export.write import export",
        "import kg; kg.load(PATH).export(OUT)",
        "import kg; kg.load(PATH).query('SELECT * { ?s ?p ?o }').rows",
    ],
)
def test_no_package_of_an_extra_is_loaded_before_it_is_needed(graph: KnowledgeGraph, code: str, tmp_path: Path) -> None:
    (path,) = graph.export(tmp_path / "graph.ttl")
    head = f"import sys; PATH = {str(path)!r}; OUT = {str(tmp_path / 'out.jsonld')!r}; "
    check = f"\nprint([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", head + code + check], check=True, capture_output=True, text=True)

    assert done.stdout == "[]\n"
