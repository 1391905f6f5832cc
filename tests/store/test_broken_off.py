"""Whatever breaks a command off, and whoever reads beside it: the store is whole, and the next run ends the work."""

from __future__ import annotations

import resource
import shutil
import signal
import sys
import threading
import time
from pathlib import Path

import pytest
from processes import kg_process
from report_factory import report_text

from kg.errors import GraphError, OutputError
from kg.growth.grow import grow
from kg.growth.reading import Settings
from kg.rdf.terms import Names
from kg.sources.find import find_sources
from kg.store.backup import backup
from kg.store.dataset import open_store
from kg.store.doctor import examine
from kg.store.layout import existing, make
from kg.store.writer import StoreWriter

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "campaigns"))
import kill9


def test_kill_9_at_random_points_loses_nothing() -> None:
    counts = kill9.run(5, seed=7, every=5)

    assert {name: counts[name] for name in ("torn", "lost", "unreadable", "different")} == dict.fromkeys(
        ("torn", "lost", "unreadable", "different"), 0
    )


def many(folder: Path, number: int) -> Path:
    folder.mkdir()
    for n in range(number):
        (folder / f"{n:04}.txt").write_text(report_text(n), encoding="utf-8")
    return folder


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_a_build_that_was_broken_off_goes_on_where_it_was(build, written, tmp_path, sent) -> None:
    folder = many(tmp_path / "reports", 80)
    with kg_process("build", folder, "--store", tmp_path / "store", "-j", "2") as process:
        deadline = time.monotonic() + 60
        while not (tmp_path / "store" / "changed").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.1)
        process.send_signal(sent)
        _, said = process.communicate()
    assert process.returncode == (130 if sent == signal.SIGINT else -sent), said
    taken = len(list(open_store(tmp_path / "store").state.origins()))
    growth = build(tmp_path / "store", folder)
    build(tmp_path / "fresh", folder)

    assert 0 < taken < 80
    assert (growth.unchanged, growth.new) == (taken, 80 - taken)
    assert written(tmp_path / "store") == written(tmp_path / "fresh")


def test_what_was_taken_up_is_written_by_whoever_comes_next(build, folder, written, here, tmp_path) -> None:
    """Whether nothing of it was written yet, or a part: its graph without the merged one."""
    build(tmp_path / "fresh", folder)
    writer = StoreWriter(make(tmp_path / "store", base=Settings().base))
    growth = grow(writer, list(find_sources([folder])), here, settings=Settings().digest())
    waiting = writer.catalogue.waiting(10**9)
    assert (growth.new, len(waiting)) == (6, 6)
    assert len(writer.store) == 0
    names = Names(Settings().base)
    graph = names.node("dataset", waiting[0].report)
    writer.store.update(f"INSERT DATA {{ GRAPH {graph} {{ {waiting[0].body} }} }}", prefixes=names.prefixes)
    writer.close()

    assert written(tmp_path / "store") == written(tmp_path / "fresh")
    assert examine(tmp_path / "store") == ([], [])


def test_a_full_disk_is_told_and_the_next_run_goes_on(build, written, tmp_path) -> None:
    """Files of the database may not grow beyond 3 MB: to it, that is a disk without room."""
    folder = many(tmp_path / "reports", 60)

    def small_disk() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (3_000_000, 3_000_000))

    with kg_process("build", folder, "--store", tmp_path / "store", "-j", "1", preexec_fn=small_disk) as process:
        _, said = process.communicate()
    assert process.returncode == OutputError.exit_code, said
    assert b"free space" in said
    growth = build(tmp_path / "store", folder)
    build(tmp_path / "fresh", folder)

    assert growth.unchanged > 0
    assert written(tmp_path / "store") == written(tmp_path / "fresh")


def test_only_one_process_writes(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    with StoreWriter(existing(tmp_path / "store")), kg_process("remove", tmp_path / "store", "0.txt") as process:
        _, said = process.communicate()

    assert process.returncode == OutputError.exit_code
    assert b"is being written by process" in said


def test_readers_beside_a_writer_see_whole_states(build, tmp_path) -> None:
    """A state that is open does not change, and a state opened later is never older."""
    folder = many(tmp_path / "reports", 10)
    build(tmp_path / "store", folder)
    first = open_store(tmp_path / "store")
    sizes, failures, done = [], [], threading.Event()

    def read() -> None:
        while not done.is_set():
            try:
                dataset = open_store(tmp_path / "store")
                sizes.append(len(list(dataset.store.named_graphs())))
                assert sum(len(g.triples) for g in dataset.named_graphs()) > 0
                dataset.close()
            except Exception as error:  # noqa: BLE001 - whatever it is, the test tells
                failures.append(error)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(10, 22, 3):
        for m in range(n, n + 3):
            (folder / f"{m:04}.txt").write_text(report_text(m), encoding="utf-8")
        build(tmp_path / "store", folder)
    done.set()
    reader.join()

    assert failures == []
    assert sizes == sorted(sizes)
    assert len(list(first.store.named_graphs())) == 11


def test_states_that_nobody_reads_are_taken_away(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    held = open_store(tmp_path / "store")
    (folder / "0.txt").write_text(report_text(0, version=1), encoding="utf-8")
    build(tmp_path / "store", folder)
    both = sorted(p.name for p in (tmp_path / "store" / "published").iterdir() if p.is_dir())
    held.close()
    (folder / "0.txt").write_text(report_text(0, version=2), encoding="utf-8")
    build(tmp_path / "store", folder)
    one = sorted(p.name for p in (tmp_path / "store" / "published").iterdir() if p.is_dir())

    assert (both, one) == (["1", "2"], ["3"])


def test_a_backup_is_a_store(build, folder, written, tmp_path) -> None:
    build(tmp_path / "store", folder)
    backup(tmp_path / "store", tmp_path / "copy")
    before = written(tmp_path / "store")
    (folder / "0.txt").write_text(report_text(0, version=1), encoding="utf-8")
    build(tmp_path / "store", folder)

    assert written(tmp_path / "copy") == before
    assert examine(tmp_path / "copy") == ([], [])
    build(tmp_path / "copy", folder)
    assert written(tmp_path / "copy") == written(tmp_path / "store")
    with pytest.raises(OutputError):
        backup(tmp_path / "store", tmp_path / "copy")


def test_a_sound_store_has_no_findings(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)

    assert examine(tmp_path / "store") == ([], [])


def test_the_doctor_finds_a_damaged_database(build, tmp_path) -> None:
    folder = many(tmp_path / "reports", 30)
    build(tmp_path / "store", folder)
    for name in ("data", "published/1"):
        for file in (tmp_path / "store" / name).glob("*.sst"):
            content = bytearray(file.read_bytes())
            content[len(content) // 3 : len(content) // 3 + 64] = bytes(64)
            file.write_bytes(content)
    found, _ = examine(tmp_path / "store")

    assert "damaged" in found[0].message or "cannot be opened" in found[0].message
    assert f"kg build {folder} --store" in found[0].remedy


def test_the_doctor_mends_what_needs_no_source(build, folder, written, tmp_path) -> None:
    """A graph that belongs to no file, and one that is missing."""
    build(tmp_path / "store", folder)
    before = written(tmp_path / "store")
    with StoreWriter(existing(tmp_path / "store")) as writer:
        graphs = sorted(g.value for g in writer.store.named_graphs() if "dataset/" in g.value)
        writer.store.update(f"COPY <{graphs[0]}> TO <{Settings().base}dataset/orphan> ; DROP GRAPH <{graphs[1]}>")
        writer.layout.changed.touch()
    found, _ = examine(tmp_path / "store")
    left, repaired = examine(tmp_path / "store", repair=True)

    assert len(found) == len(repaired) == 2
    assert left == []
    assert examine(tmp_path / "store") == ([], [])
    assert build(tmp_path / "store", folder).new == 1
    assert written(tmp_path / "store") == before


def test_what_readers_see_is_published_again_when_it_is_damaged(build, folder, written, tmp_path) -> None:
    build(tmp_path / "store", folder)
    before = written(tmp_path / "store")
    shutil.rmtree(tmp_path / "store" / "published" / "1")
    examine(tmp_path / "store", repair=True)

    assert written(tmp_path / "store") == before


def test_a_folder_with_other_things_is_no_place_for_a_store(folder) -> None:
    with pytest.raises(OutputError, match="other things"):
        make(folder, base=Settings().base)


def test_a_store_keeps_its_base(build, folder, tmp_path) -> None:
    build(tmp_path / "store", folder)
    with pytest.raises(OutputError, match="--base"):
        make(tmp_path / "store", base="https://example.org/id/")


def test_a_store_that_is_none_is_told(tmp_path) -> None:
    with pytest.raises(GraphError, match="is no store"):
        open_store(tmp_path)
