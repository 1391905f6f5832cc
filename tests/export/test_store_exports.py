"""A store is exported as a file is, graph by graph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import kg
from kg.rdf import terms
from kg.rdf.terms import Names

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = (
    "清河区开展垃圾分类宣传\n2023年6月5日,清河区教育局举办4期教师培训班,培训教师200多名。",
    "清河区召开防汛会议\n2023年7月1日,清河区水利局组织巡查12次。清河区教育局召开会议2次。",
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> tuple[kg.KnowledgeGraph, kg.KnowledgeGraph]:
    """The same reports as a store and as a graph in memory."""
    folder = tmp_path_factory.mktemp("reports")
    for number, text in enumerate(REPORTS):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    kg.build_store(folder / "store", folder, workers=1)
    return kg.load(folder / "store"), kg.build(folder)


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nt", ".nq", ".jsonld", ".rdf", ".rdf12.ttl", ".void.ttl"])
def test_a_store_gives_the_same_bytes_as_the_graph(
    both: tuple[kg.KnowledgeGraph, kg.KnowledgeGraph], suffix: str, tmp_path: Path
) -> None:
    files = [graph.export(tmp_path / f"{number}{suffix}")[0] for number, graph in enumerate(both)]

    assert files[0].read_bytes() == files[1].read_bytes()


@pytest.mark.parametrize("suffix", [".gexf", ".graphml", ".cypher", ".xlsx", ".parquet", ""])
def test_so_do_networks_and_tables(
    both: tuple[kg.KnowledgeGraph, kg.KnowledgeGraph], suffix: str, tmp_path: Path
) -> None:
    made = [graph.export(tmp_path / f"{number}{suffix}") for number, graph in enumerate(both)]

    assert [path.read_bytes() for path in made[0]] == [path.read_bytes() for path in made[1]]


def test_a_briefing_of_one_of_its_reports(both: tuple[kg.KnowledgeGraph, kg.KnowledgeGraph], tmp_path: Path) -> None:
    made = [g.export(tmp_path / f"{n}.md", about="清河区教育局")[0].read_text("utf-8") for n, g in enumerate(both)]

    assert made[0] == made[1]
    assert "《清河区召开防汛会议》" in made[0]


def test_not_every_iri_is_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(terms, "_KNOWN", 10)
    names = Names()
    found = [names.iri(f"{names.base}act/{number}") for number in range(25)]

    assert found == [f"act:{number}" for number in range(25)]
    assert len(names._known) <= 10
