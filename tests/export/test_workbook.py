"""The Excel workbook."""

from __future__ import annotations

import datetime
import sys
from typing import TYPE_CHECKING
from zipfile import ZipFile

import openpyxl
import pytest
from hostile_names import HOSTILE

from kg.errors import MissingExtraError
from kg.export import workbook
from kg.export.tables import Sheet
from kg.query.saved import VIEWS, saved_query

if TYPE_CHECKING:
    from pathlib import Path

    from kg.graph import KnowledgeGraph


@pytest.fixture
def book(graph: KnowledgeGraph, tmp_path: Path) -> openpyxl.Workbook:
    (path,) = graph.export(tmp_path / "graph.xlsx")
    return openpyxl.load_workbook(path)


def table(sheet) -> list[dict[str, object]]:
    """The rows by the English line of the heading."""
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip([cell.split("\n")[1] for cell in head], row, strict=True)) for row in rows]


def test_there_is_a_sheet_for_each_view_with_headings_in_both_languages(book: openpyxl.Workbook) -> None:
    assert book.sheetnames == [
        "事物 things",
        "关系 relations",
        "行为 acts",
        "数量 quantities",
        "时间 times",
        "报告 reports",
    ]
    for sheet in book:
        for cell in sheet[1]:
            zh, en = cell.value.split("\n")
            assert zh
            assert not zh.isascii()
            assert en.isascii()


def test_every_sheet_is_frozen_below_its_heading_and_can_be_filtered(book: openpyxl.Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions


def test_every_view_is_there_row_by_row(graph: KnowledgeGraph, book: openpyxl.Workbook) -> None:
    for view, sheet in zip(VIEWS, book.worksheets, strict=False):
        assert len(table(sheet)) == len(graph.query(saved_query(view)).rows)


def test_numbers_are_numbers_dates_are_dates_and_rows_have_names_and_sentences(book: openpyxl.Workbook) -> None:
    act = next(row for row in table(book["行为 acts"]) if row["verb"] == "举办")
    edge = next(row for row in table(book["关系 relations"]) if row["relation"] == "holds_post")

    assert act["value"] == 4
    assert act["first day"] == datetime.datetime(2023, 6, 5)  # noqa: DTZ001 - so openpyxl reads a date
    assert (act["agent"], act["place"]) == ("清河区教育局", "清河区")
    assert act["evidence sentence"] == "2023年6月5日,清河区教育局举办4期教师培训班,培训教师200多名。"
    assert (edge["subject"], edge["object"]) == ("李明远", "清河区教育局局长")
    assert "李明远" in edge["evidence sentence"]


def test_no_text_becomes_a_formula(hostile: KnowledgeGraph, tmp_path: Path) -> None:
    (path,) = hostile.export(tmp_path / "graph.xlsx")
    read = openpyxl.load_workbook(path)
    cells = [cell for sheet in read for row in sheet.iter_rows(min_row=2) for cell in row if cell.value is not None]

    assert not [cell for cell in cells if cell.data_type == "f"]
    assert all(cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@")))
    with ZipFile(path) as archive:
        assert not [name for name in archive.namelist() if b"<f>" in archive.read(name)]
    names = {row["name"] for row in table(read["事物 things"])}
    assert {"=1+1", "@SUM(A1)", "it's", '"quoted", "twice"', "C:\\users\\u"} <= names


def test_what_a_cell_cannot_hold_is_told_in_it(tmp_path: Path) -> None:
    rows = (("x" * 40_000, 10**20, datetime.date(1850, 1, 1), True, None, 0.5),)
    made = Sheet("entities", ("name", "value", "start", "text", "unit", "valueMax"), rows, ((),))
    path = tmp_path / "book.xlsx"
    path.write_bytes(b"".join(workbook.as_workbook([made], [])))
    (row,) = list(openpyxl.load_workbook(path).worksheets[0].iter_rows(min_row=2, values_only=True))

    assert len(row[0]) == 32_767
    assert row[0].endswith("…")
    assert row[1:] == (str(10**20), "1850-01-01", True, None, 0.5)


def test_more_rows_than_a_sheet_holds_go_to_further_sheets(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "_ROWS", 3)
    (path,) = graph.export(tmp_path / "graph.xlsx")
    read = openpyxl.load_workbook(path)
    things = [sheet for sheet in read if sheet.title.startswith("事物")]

    assert [sheet.title for sheet in things][:2] == ["事物 things", "事物 things 2"]
    assert len({row for sheet in things for row in sheet.iter_rows(min_row=2, values_only=True)}) == 11


def test_the_same_graph_is_the_same_bytes(graph: KnowledgeGraph, tmp_path: Path) -> None:
    files = [graph.export(tmp_path / f"{number}.xlsx")[0] for number in range(2)]

    assert files[0].read_bytes() == files[1].read_bytes()


def test_without_the_package_its_extra_is_named(
    graph: KnowledgeGraph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'govkg\[xlsx\]'"):
        graph.export(tmp_path / "graph.xlsx")

    assert list(tmp_path.iterdir()) == []


def test_every_hostile_text_is_in_the_sheet(hostile: KnowledgeGraph, tmp_path: Path) -> None:
    (path,) = hostile.export(tmp_path / "graph.xlsx")
    names = {row["name"] for row in table(openpyxl.load_workbook(path)["事物 things"])}

    assert len(names) == 2 * len(HOSTILE)
