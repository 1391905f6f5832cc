"""The folder of Parquet files."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hostile_names import HOSTILE

from kg.errors import MissingExtraError
from kg.query.saved import VIEWS

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph


def test_there_is_a_file_for_each_view_and_for_reports_and_sentences(graph: KnowledgeGraph, tmp_path: Path) -> None:
    made = graph.export(tmp_path / "graph.parquet")

    assert [path.name for path in made] == [f"{name}.parquet" for name in (*VIEWS, "reports", "sentences")]


def test_columns_have_types_and_rows_their_sentences(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.export(tmp_path / "graph.parquet")
    acts = pq.read_table(tmp_path / "graph.parquet" / "actions.parquet")
    act = next(row for row in acts.to_pylist() if row["verb"] == "举办")
    said = {row["sentence"]: row for row in pq.read_table(tmp_path / "graph.parquet" / "sentences.parquet").to_pylist()}

    assert acts.schema.field("value").type == pa.float64()
    assert acts.schema.field("start").type == pa.date32()
    assert acts.schema.field("verb").type == pa.string()
    assert (act["value"], act["start"]) == (4.0, datetime.date(2023, 6, 5))
    assert act["agent_name"] == "清河区教育局"
    assert [said[iri]["text"] for iri in act["sentences"]] == [act["evidence"]]


def test_a_sentence_is_cut_from_the_text_of_its_report(graph: KnowledgeGraph, tmp_path: Path) -> None:
    graph.export(tmp_path / "out", form="parquet")
    texts = {row["report"]: row["text"] for row in pq.read_table(tmp_path / "out" / "reports.parquet").to_pylist()}

    for row in pq.read_table(tmp_path / "out" / "sentences.parquet").to_pylist():
        assert texts[row["report"]][row["start"] : row["end"]] == row["text"]


def test_every_text_survives(hostile: KnowledgeGraph, tmp_path: Path) -> None:
    hostile.export(tmp_path / "graph.parquet")
    names = pq.read_table(tmp_path / "graph.parquet" / "entities.parquet").column("name").to_pylist()

    assert set(names) == {*HOSTILE, *(f"{text}2" for text in HOSTILE)}


def test_without_the_package_its_extra_is_named(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'govkg\[parquet\]'"):
        graph.export(tmp_path / "graph.parquet")

    assert list(tmp_path.iterdir()) == []
