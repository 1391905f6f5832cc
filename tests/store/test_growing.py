"""A store that grows: what it holds depends on what its sources hold, not on how it came there."""

from __future__ import annotations

import csv
import json
import os
import random
import signal

import pytest
from report_factory import report_text

import kg
from kg.errors import OntologyError
from kg.growth.pool import Pool
from kg.growth.reading import Settings
from kg.sources.model import Source
from kg.store.dataset import open_store
from kg.store.few_files import few_files
from kg.store.layout import make
from kg.store.listing import find_report, listed_reports, statistics
from kg.store.writer import StoreWriter


def remove(store, name) -> None:
    dataset = open_store(store)
    report = find_report(dataset, name)
    dataset.close()
    with StoreWriter(make(store, base=Settings().base)) as writer:
        writer.remove(report)


@pytest.mark.parametrize("suffix", [".ttl", ".trig", ".nq", ".nt"])
def test_a_store_says_the_same_as_a_file_of_the_same_reports(build, folder, tmp_path, suffix) -> None:
    build(tmp_path / "store", folder)
    kg.build(folder).export(tmp_path / f"file{suffix}")
    kg.load(tmp_path / "store").export(tmp_path / f"store{suffix}")

    assert (tmp_path / f"store{suffix}").read_bytes() == (tmp_path / f"file{suffix}").read_bytes()


def test_unchanged_reports_are_not_read_again(build, folder, tmp_path, here) -> None:
    first = build(tmp_path / "store", folder)
    again = build(tmp_path / "store", folder)

    assert (first.new, first.unchanged) == (6, 0)
    assert (again.new, again.unchanged, again.replaced) == (0, 6, 0)
    assert here.sources == []


def test_a_changed_report_is_replaced_and_nothing_stale_is_left(build, folder, written, tmp_path) -> None:
    build(tmp_path / "store", folder)
    (folder / "2.txt").write_text(report_text(2, version=1), encoding="utf-8")
    growth = build(tmp_path / "store", folder)
    build(tmp_path / "fresh", folder)

    assert (growth.unchanged, growth.replaced) == (5, 1)
    assert written(tmp_path / "store") == written(tmp_path / "fresh")


def test_removing_a_report_leaves_what_others_say(build, folder, written, tmp_path) -> None:
    build(tmp_path / "store", folder)
    remove(tmp_path / "store", "4.txt")
    (folder / "4.txt").unlink()
    build(tmp_path / "fresh", folder)

    assert written(tmp_path / "store") == written(tmp_path / "fresh")


def test_removing_every_report_leaves_nothing(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    for number in range(6):
        remove(tmp_path / "store", f"{number}.txt")

    assert len(open_store(tmp_path / "store").store) == 0


def test_a_report_that_was_taken_out_comes_back_with_its_folder(build, folder, written, tmp_path) -> None:
    build(tmp_path / "store", folder)
    before = written(tmp_path / "store")
    remove(tmp_path / "store", "deep/1.txt")

    assert build(tmp_path / "store", folder).new == 1
    assert written(tmp_path / "store") == before


@pytest.mark.parametrize("seed", range(6))
def test_any_history_ends_in_the_store_of_its_last_sources(build, written, tmp_path, seed) -> None:
    """Files come, change, swap texts, are copied, moved and taken away; the store follows."""
    draw = random.Random(seed)  # noqa: S311 - the same on every machine is what is wanted
    folder = tmp_path / "reports"
    folder.mkdir()
    for _ in range(5):
        for _ in range(4):
            path, other = (folder / f"{draw.randrange(6)}.txt" for _ in range(2))
            deed = draw.choice(("write", "write", "copy", "swap", "move"))
            if deed == "write" or not path.exists() or not other.exists():
                path.write_text(report_text(draw.randrange(8)), encoding="utf-8")
            elif deed == "copy":
                other.write_bytes(path.read_bytes())
            elif deed == "swap":
                mine, its = path.read_bytes(), other.read_bytes()
                path.write_bytes(its)
                other.write_bytes(mine)
            elif deed == "move" and path != other:
                path.rename(other)
        build(tmp_path / "store", folder)
        for known in list(open_store(tmp_path / "store").state.origins()):
            if not (folder / known[1].rpartition("/")[2]).exists():
                dataset = open_store(tmp_path / "store")
                if any(report == known[0] for report, _ in dataset.state.origins()):
                    with StoreWriter(make(tmp_path / "store", base=Settings().base)) as writer:
                        writer.remove(known[0])
        build(tmp_path / "store", folder)
    build(tmp_path / "fresh", folder)

    assert written(tmp_path / "store") == written(tmp_path / "fresh")


def test_two_files_with_one_text_are_one_report(build, folder, written, tmp_path) -> None:
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    growth = build(tmp_path / "store", folder)

    assert (growth.new, growth.unchanged, growth.duplicates) == (6, 1, 1)
    reports = [r for r in listed_reports(open_store(tmp_path / "store")) if len(r.origins) == 2]
    assert [len(r.origins) for r in reports] == [2]


def test_one_of_two_files_with_one_text_may_change(build, folder, written, tmp_path) -> None:
    (folder / "copy.txt").write_bytes((folder / "0.txt").read_bytes())
    build(tmp_path / "store", folder)
    (folder / "0.txt").write_text(report_text(77), encoding="utf-8")
    build(tmp_path / "store", folder)
    build(tmp_path / "fresh", folder)

    assert written(tmp_path / "store") == written(tmp_path / "fresh")


def test_a_folder_that_was_moved_is_known_again(build, folder, tmp_path, here) -> None:
    build(tmp_path / "store", folder)
    folder.rename(tmp_path / "elsewhere")
    growth = build(tmp_path / "store", tmp_path / "elsewhere")

    assert (growth.new, growth.unchanged, growth.duplicates) == (0, 6, 0)
    assert here.sources == []
    assert all("elsewhere" in key for _, key in open_store(tmp_path / "store").state.origins())


def test_other_options_read_all_reports_again(build, folder, tmp_path, here) -> None:
    build(tmp_path / "store", folder)

    assert build(tmp_path / "store", folder, settings=Settings(min_confidence=0.5)).replaced == 6


def test_a_report_that_cannot_be_read_stops_no_other(build, folder, tmp_path) -> None:
    (folder / "empty.txt").write_bytes(b"")
    growth = build(tmp_path / "store", folder)

    assert growth.new == 6
    assert [str(failure) for failure in growth.failures if "empty.txt" in str(failure)]


def test_rows_of_tables_are_reports(build, tmp_path) -> None:
    rows = [
        {"id": f"a{n}", "title": "", "date": "2021-03-04", "source": "https://example.org/1", "text": report_text(n)}
        for n in range(3)
    ]
    (tmp_path / "in").mkdir()
    with (tmp_path / "in" / "texts.jsonl").open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    with (tmp_path / "in" / "texts.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.DictWriter(file, ("id", "title", "text"))
        table.writeheader()
        table.writerow({"id": "c", "title": "桐乡市通报", "text": report_text(9)})
    (tmp_path / "in" / "other.csv").write_text("name,age\nx,1\n", encoding="utf-8")
    growth = build(tmp_path / "store", tmp_path / "in")

    assert (growth.new, growth.failures) == (4, [])
    graph = kg.load(tmp_path / "store")
    told = graph.query(
        "SELECT ?i ?d ?s { ?r a kg:Report ; dcterms:identifier ?i ; dcterms:date ?d ; dcterms:source ?s } ORDER BY ?i"
    )
    assert [(row[0], str(row[1]), row[2]) for row in told] == [
        (f"a{n}", "2021-03-04", "https://example.org/1") for n in range(3)
    ]
    assert graph.query('ASK { ?r dcterms:title "桐乡市通报"@zh-Hans ; kg:fileName "texts.csv#c" }')


def test_a_row_is_known_by_its_id(build, tmp_path) -> None:
    table = tmp_path / "texts.jsonl"
    rows = [{"id": n, "text": report_text(n)} for n in range(3)]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    build(tmp_path / "store", table)
    rows = [{"id": 7, "text": report_text(7)}, *rows[1:], {"id": 0, "text": report_text(0, version=1)}]
    table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    growth = build(tmp_path / "store", table)

    assert (growth.new, growth.unchanged, growth.replaced) == (1, 2, 1)


@pytest.mark.parametrize(
    ("line", "cause"),
    [
        ("{", "no JSON"),
        ("[]", "no JSON object"),
        ('{"text": ""}', "no text"),
        ('{"text": "x", "date": "x"}', "no date"),
    ],
)
def test_a_bad_row_is_told_with_its_place(build, tmp_path, line, cause) -> None:
    table = tmp_path / "texts.jsonl"
    table.write_text(json.dumps({"text": report_text(1)}) + "\n" + line + "\n", encoding="utf-8")
    growth = build(tmp_path / "store", table)

    assert growth.new == 1
    assert cause in str(growth.failures[0])
    assert "row 2" in str(growth.failures[0])


def test_any_number_of_processes_makes_the_same_store(build, folder, written, tmp_path) -> None:
    stores = [tmp_path / f"store{workers}" for workers in range(4)]
    for workers, store in enumerate(stores):
        build(store, folder, workers=workers)

    assert len({written(store) for store in stores}) == 1


def test_a_killed_process_is_started_again_and_nothing_is_lost() -> None:
    with Pool(Settings(), 1) as pool:
        pool.submit(Source("a", "a", "a", report_text(1).encode()))()
        for n in range(3):
            for pid in pool.pids:
                os.kill(pid, signal.SIGKILL)
            page = pool.submit(Source("b", "b", "b", report_text(n).encode()))()
            assert page.acts > 0


def test_a_report_that_kills_its_reader_is_set_aside(tmp_path, monkeypatch) -> None:
    """The others are read, and the failure says what happened."""
    package = tmp_path / "sitecustomize.py"
    package.write_text(
        "import os, signal\n"
        "import kg.growth.reading as reading\n"
        "read = reading.SourceReader.__call__\n"
        "def poisoned(self, source):\n"
        "    if source.name == 'poison': os.kill(os.getpid(), signal.SIGSEGV)\n"
        "    return read(self, source)\n"
        "reading.SourceReader.__call__ = poisoned\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    names = ["a", "poison", "b", "c"]
    with Pool(Settings(), 2) as pool:
        waits = [pool.submit(Source(n, n, n, report_text(i).encode())) for i, n in enumerate(names)]
        found = [wait() for wait in waits]

    assert [hasattr(page, "report") for page in found] == [True, False, True, True]
    assert "SIGSEGV" in str(found[1].error())


def test_a_mistake_in_the_ontology_is_told_once(tmp_path) -> None:
    (tmp_path / "my.ttl").write_text("no turtle", encoding="utf-8")
    with Pool(Settings(ontology=(str(tmp_path / "my.ttl"),)), 1) as pool:
        wait = pool.submit(Source("a", "a", "a", b"x"))
        with pytest.raises(OntologyError):
            wait()


def test_few_files_are_for_the_database_alone(tmp_path) -> None:
    """How many files the process may open is as before when the store is open."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    with StoreWriter(make(tmp_path / "store", base=Settings().base)):
        assert resource.getrlimit(resource.RLIMIT_NOFILE) == before
    with few_files():
        assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 500


def test_numbers_of_a_store(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    found = statistics(open_store(tmp_path / "store"))

    assert found.counts["report"] == sum(year.reports for year in found.years.values()) == 6
    assert found.counts["act"] == sum(sum(year.acts.values()) for year in found.years.values())
    assert sorted(found.years) == [str(2015 + n) for n in range(6)]
