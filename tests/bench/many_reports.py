"""Many reports into a store: reports a second, peak memory, linearity; and rdflib's store in memory beside it.

    python tests/bench/many_reports.py [--reports 10000] [-j 2] [--rdflib 1000]

Prints figures and ratios, not verdicts. The reports are synthetic (`tests/store/report_factory.py`), in one table.
Memory is the peak of the process that writes, and of the largest one that reads, as Linux counts them (VmHWM).
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "store"))

from report_factory import report_text  # noqa: E402

_QUERIES = {
    "count of acts": "SELECT (COUNT(?a) AS ?n) { ?a a kg:Act }",
    "acts of a body": "SELECT ?verb (COUNT(?a) AS ?n) { ?a schema:agent ?b ; kg:verb ?verb . ?b skos:prefLabel ?l } "
    "GROUP BY ?verb ORDER BY DESC(?n) LIMIT 10",
    "act, sentence, report": "SELECT ?a ?t { ?a a kg:Act ; prov:wasDerivedFrom ?s . ?s oa:hasSource ?r . "
    "?r dcterms:title ?t } LIMIT 1000",
}


def kg(*arguments: object) -> tuple[float, float, int, int]:
    """What a command takes: seconds, processor time with all below it, its peak memory, that of the largest below."""
    command = [sys.executable, "-m", "kg", *map(str, arguments)]
    peaks: dict[int, int] = {}
    done = threading.Event()
    start, used = time.perf_counter(), _used()
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:

        def watch() -> None:
            while not done.wait(0.2):
                for pid in (process.pid, *_children(process.pid)):
                    peaks[pid] = max(peaks.get(pid, 0), _peak(pid))

        watcher = threading.Thread(target=watch)
        watcher.start()
        _, said = process.communicate()
        done.set()
        watcher.join()
    if process.returncode:
        sys.exit(said.decode())
    print(f"    {said.decode().strip().splitlines()[-1]}")
    own = peaks.pop(process.pid, 0)
    return time.perf_counter() - start, _used() - used, own, max(peaks.values(), default=0)


def _used() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


def _children(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            found += [int(child) for child in task.read_text().split()]
        except OSError:
            continue
    return found


def _peak(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


def table(path: Path, number: int) -> None:
    """A table of synthetic reports."""
    with path.open("w", encoding="utf-8") as file:
        for n in range(number):
            row = {"id": n, "text": report_text(n)}
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


def grow(folder: Path, number: int, jobs: int) -> float:
    """Build *number* reports into a new store, then once more; processor time of the first time."""
    texts, store = folder / "texts.jsonl", folder / f"store-{number}"
    table(texts, number)
    seconds, used, own, reader = kg("build", texts, "--store", store, "-j", jobs)
    again, _, _, _ = kg("build", texts, "--store", store, "-j", jobs)
    size = sum(p.stat().st_size for p in (store / "data").rglob("*") if p.is_file())
    print(
        f"{number:>7,} reports: {seconds:7.1f} s, {number / seconds:6.0f} reports/s; processor time {used:.0f} s, "
        f"{number / used:.0f} reports/s of one core; writer {own / 1e6:5.0f} MB, "
        f"reader {reader / 1e6:4.0f} MB, on disk {size / 1e6:6.0f} MB; unchanged again: {again:5.1f} s"
    )
    return used


def beside_rdflib(folder: Path, number: int) -> None:
    """Load and query ratios on the triples of the store of *number* reports."""
    import pyoxigraph as ox  # noqa: PLC0415 - only here
    import rdflib  # noqa: PLC0415

    from kg.rdf.terms import prefixes  # noqa: PLC0415
    from kg.store.dataset import open_store  # noqa: PLC0415
    from kg.store.merged import merge_loaded  # noqa: PLC0415

    dataset = open_store(folder / f"store-{number}")
    triples = folder / "triples.nt"
    ox.serialize(dataset.each(), triples, format=ox.RdfFormat.N_QUADS)
    start = time.perf_counter()
    disk = ox.Store(folder / "loaded")
    disk.bulk_load(path=triples, format=ox.RdfFormat.N_QUADS)
    merge_loaded(disk)
    ours = time.perf_counter() - start
    start = time.perf_counter()
    graph = rdflib.Dataset(default_union=True)
    graph.parse(triples, format="nquads")
    theirs = time.perf_counter() - start
    print(
        f"load of {len(dataset):,} quads: on disk {ours:.1f} s, rdflib in memory {theirs:.1f} s, "
        f"{theirs / ours:.1f} times"
    )
    declared = prefixes()
    for name, query in _QUERIES.items():
        start = time.perf_counter()
        mine = [tuple(row) for row in dataset.ask(query, union=True)]
        ours = time.perf_counter() - start
        start = time.perf_counter()
        its = list(graph.query(query, initNs=declared))
        theirs = time.perf_counter() - start
        print(
            f"  {name}: on disk {ours * 1000:.0f} ms, rdflib {theirs * 1000:.0f} ms, {theirs / ours:.0f} times"
            f"{'' if len(mine) == len(its) else f' ({len(mine)} and {len(its)} rows!)'}"
        )


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--reports", type=int, default=10_000)
    parser.add_argument("-j", "--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument(
        "--rdflib", type=int, default=1000, help="on how many reports rdflib is measured; 0: not at all"
    )
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    try:
        few = given.reports // 10
        first = grow(folder, few, given.jobs)
        second = grow(folder, given.reports, given.jobs)
        print(f"ten times the reports take {second / first:.1f} times the processor time")
        if given.rdflib:
            if not (folder / f"store-{given.rdflib}").exists():
                grow(folder, given.rdflib, given.jobs)
            beside_rdflib(folder, given.rdflib)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
