"""Reading on a dask cluster: the same bytes as here, whatever is killed meanwhile."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from report_factory import report_text

from kg.errors import InputError, OntologyError
from kg.growth.cluster import Cluster
from kg.growth.grow import grow
from kg.growth.reading import Settings
from kg.sources.model import Source
from kg.store.layout import make
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

distributed = pytest.importorskip("distributed")

# a report that ends whoever reads it, as a fault in a library would
POISON = """
import os, signal
import kg.growth.reading as reading
read = reading.SourceReader.__call__
def poisoned(self, source):
    if source.name == "poison":
        os.kill(os.getpid(), signal.SIGSEGV)
    return read(self, source)
reading.SourceReader.__call__ = poisoned
"""
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def scheduler(tmp_path_factory) -> Iterator[str]:
    """The address of a scheduler with two workers, each in a process of its own that a nanny starts again."""
    folder = tmp_path_factory.mktemp("dask")
    (folder / "sitecustomize.py").write_text(POISON, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": f"{folder}{os.pathsep}{ROOT}", "DASK_TEMPORARY_DIRECTORY": str(folder)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL, "env": environment, "cwd": folder}
    spec = folder / "scheduler.json"
    arguments = ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(spec)]
    started = [subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_scheduler", *arguments], **quiet)]
    try:
        deadline = time.monotonic() + 60
        while not spec.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        arguments = ["--scheduler-file", str(spec), "--nworkers", "2", "--nthreads", "1", "--no-dashboard"]
        started.append(subprocess.Popen([sys.executable, "-m", "distributed.cli.dask_worker", *arguments], **quiet))
        yield json.loads(spec.read_text())["address"]
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(timeout=30)


def workers(scheduler: str) -> list[int]:
    """The process ids of the workers."""
    with distributed.Client(scheduler, timeout=20) as client:
        client.wait_for_workers(2, timeout=60)
        return sorted(client.run(os.getpid).values())


def build(store: Path, folder: Path, scheduler: str):
    settings = Settings()
    with StoreWriter(make(store, base=settings.base)) as writer, Cluster(settings, scheduler) as cluster:
        return grow(writer, sorted(folder.iterdir()), cluster, settings=settings.digest())


@pytest.fixture
def reports(tmp_path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for n in range(80):
        (folder / f"{n:03}.txt").write_text(report_text(n), encoding="utf-8")
    return folder


def test_a_cluster_makes_the_same_store_and_a_killed_worker_costs_only_time(
    request, scheduler, reports, written, tmp_path
) -> None:
    here = request.getfixturevalue("build")
    here(tmp_path / "here", reports)
    undisturbed = build(tmp_path / "there", reports, scheduler)
    killed: list[int] = []

    def kill() -> None:
        for pid in workers(scheduler):
            time.sleep(0.3)
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    killer = threading.Thread(target=kill)
    killer.start()
    disturbed = build(tmp_path / "disturbed", reports, scheduler)
    killer.join()

    assert len(killed) == 2
    assert (undisturbed.new, disturbed.new, disturbed.failures) == (80, 80, [])
    assert written(tmp_path / "there") == written(tmp_path / "here")
    assert written(tmp_path / "disturbed") == written(tmp_path / "here")


def test_a_report_that_kills_its_workers_is_set_aside(scheduler) -> None:
    workers(scheduler)
    names = ["a", "poison", "b"]
    with Cluster(Settings(), scheduler) as cluster:
        waits = [cluster.submit(Source(n, n, n, report_text(i).encode())) for i, n in enumerate(names)]
        found = [wait() for wait in waits]

    assert [hasattr(page, "report") for page in found] == [True, False, True]
    assert "set aside" in str(found[1].error())


def test_a_mistake_in_the_ontology_is_told(scheduler, tmp_path) -> None:
    (tmp_path / "my.ttl").write_text("no turtle", encoding="utf-8")
    with Cluster(Settings(ontology=(str(tmp_path / "my.ttl"),)), scheduler) as cluster:
        wait = cluster.submit(Source("a", "a", "a", b"x"))
        with pytest.raises(OntologyError):
            wait()


def test_a_scheduler_that_is_not_there_is_told(monkeypatch) -> None:
    monkeypatch.setattr("kg.growth.cluster._TIMEOUT", 1)
    with pytest.raises(InputError, match="no scheduler"):
        Cluster(Settings(), "tcp://127.0.0.1:9")
