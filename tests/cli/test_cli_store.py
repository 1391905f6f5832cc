"""The verbs of a store, as a user types them."""

from __future__ import annotations

import csv
import io

import pytest

import kg
from kg.errors import GraphError, InputError


@pytest.fixture
def folder(tmp_path):
    path = tmp_path / "reports"
    path.mkdir()
    for n, body in enumerate(("教育局", "卫生局", "水利局")):
        text = f"2023年6月{n + 1}日,清河区{body}举办{n + 2}期培训班。\n"
        (path / f"{n}.txt").write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def store(run, folder, tmp_path):
    assert run("build", folder, "--store", tmp_path / "store", "-j", "1").code == 0
    return tmp_path / "store"


def test_a_build_ends_with_what_was_new_unchanged_replaced_and_failed(run, folder, tmp_path) -> None:
    (folder / "bad.txt").write_bytes(b"")
    first = run("build", folder, "--store", tmp_path / "store", "-j", "2")
    (folder / "bad.txt").write_text("清河区民政局开展走访5次。", encoding="utf-8")
    (folder / "0.txt").write_text("清河区教育局举办9期培训班。", encoding="utf-8")
    second = run("build", folder, "--store", tmp_path / "store", "-j", "2")

    assert (first.code, second.code) == (InputError.exit_code, 0)
    assert "4 reports: 3 new, 0 unchanged, 0 replaced, 1 failed" in first.err
    assert "bad.txt" in first.err
    assert "4 reports: 1 new, 2 unchanged, 1 replaced, 0 failed" in second.err
    assert first.out == second.out == ""


def test_every_verb_takes_a_store_where_it_takes_a_graph_file(run, store, folder, tmp_path) -> None:
    assert run("build", folder, "-o", tmp_path / "graph.ttl").code == 0
    for arguments in (("query", "--saved", "actions"), ("check",), ("list",), ("stats",)):
        there = run(arguments[0], store, *arguments[1:])
        here = run(arguments[0], tmp_path / "graph.ttl", *arguments[1:])
        assert there.code == here.code == 0
        if arguments[0] == "query":
            assert sorted(there.out.splitlines()) == sorted(here.out.splitlines())
    for name in ("page.html", "copy.ttl"):
        verb = "view" if name.endswith("html") else "export"
        assert run(verb, store, "-o", tmp_path / name).code == 0
    assert (tmp_path / "copy.ttl").read_bytes() == (tmp_path / "graph.ttl").read_bytes()
    assert kg.load(store).counts() == kg.load(tmp_path / "graph.ttl").counts()


def test_the_list_names_reports_and_their_files(run, store, folder) -> None:
    rows = list(csv.DictReader(io.StringIO(run("list", store).out)))

    assert [row["date"] for row in rows] == ["2023-06-01", "2023-06-02", "2023-06-03"]
    assert [row["files"] for row in rows] == [str((folder / f"{n}.txt").resolve()) for n in range(3)]


def test_the_numbers_name_reports_and_years(run, store) -> None:
    rows = {(row["what"], row["which"]): row["number"] for row in csv.DictReader(io.StringIO(run("stats", store).out))}

    assert rows["in all", "report"] == rows["2023", "reports"] == "3"


@pytest.mark.parametrize("by", ["id", "name", "path"])
def test_a_report_is_removed_by_id_name_or_path(run, store, folder, by) -> None:
    row = list(csv.DictReader(io.StringIO(run("list", store).out)))[1]
    ran = run("remove", store, {"id": row["id"], "name": "1.txt", "path": folder / "1.txt"}[by])

    assert (ran.code, ran.err) == (0, f"removed 1 report from {store}\n")
    assert [r["id"] for r in csv.DictReader(io.StringIO(run("list", store).out))].count(row["id"]) == 0


def test_a_report_that_is_not_there_cannot_be_removed(run, store) -> None:
    ran = run("remove", store, "9.txt")

    assert ran.code == GraphError.exit_code
    assert "kg list" in ran.err


def test_backup_and_doctor(run, store, tmp_path) -> None:
    assert run("backup", store, tmp_path / "copy").code == 0
    assert run("doctor", tmp_path / "copy").err == f"{tmp_path / 'copy'} is sound\n"


def test_a_folder_that_is_no_store_is_told(run, folder) -> None:
    for verb in ("doctor", "list", "stats"):
        assert run(verb, folder).code == GraphError.exit_code


@pytest.mark.parametrize(
    "arguments",
    [("x.txt", "--store", "s", "-o", "g.ttl"), ("x.txt", "-j", "2"), ("-", "--store", "s"), ("x", "--scheduler", "t")],
)
def test_options_that_do_not_go_together(run, arguments) -> None:
    assert run("build", *arguments).code == 2
