"""The endpoint under load: latency of light queries from many clients at once, alone and beside heavy ones.

    python tests/bench/serve_load.py [--triples 1000000] [--clients 16] [--seconds 20] [--heavy 4]

serves a synthetic graph from this machine to itself, and prints figures, not verdicts. Every answer is compared with
that of a quiet run. A query is light when it takes less than 50 ms in the quiet run; the others are the heavy ones.
"""

from __future__ import annotations

import argparse
import hashlib
import http.client
import os
import random
import statistics
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tests" / "serve"), str(ROOT / "tests" / "view"), str(ROOT / "tests")]

import synthetic  # noqa: E402
from server import Server  # noqa: E402

from kg.export.write import export  # noqa: E402
from kg.query.saved import saved_queries  # noqa: E402

LIGHT = 0.05
JSON = "application/sparql-results+json"
# What pages and people ask about one thing; {thing} is put in.
ABOUT = {
    "facts of a thing": "SELECT ?p ?o { <{thing}> ?p ?o } ORDER BY ?p ?o",
    "who names it": "SELECT ?s ?p { ?s ?p <{thing}> } ORDER BY ?s ?p LIMIT 100",
    "its acts": "SELECT ?act ?verb ?text { ?act schema:agent <{thing}> ; kg:verb ?verb "
    "OPTIONAL { ?act kg:objectText ?text } } ORDER BY ?act LIMIT 100",
    "acts by verb": "SELECT ?verb (COUNT(?act) AS ?n) { ?act schema:agent <{thing}> ; kg:verb ?verb } "
    "GROUP BY ?verb ORDER BY DESC(?n) ?verb",
    "sentences": "SELECT ?text { ?act schema:agent <{thing}> ; prov:wasDerivedFrom ?s . "
    "?s oa:hasSelector/oa:exact ?text } ORDER BY ?text LIMIT 50",
    "counts": "SELECT ?act ?value ?unit { ?act schema:agent <{thing}> ; kg:quantity ?q . ?q kg:statedValue ?value . "
    "OPTIONAL { ?q schema:unitText ?unit } } ORDER BY ?act LIMIT 100",
    "neighbours": "SELECT DISTINCT ?other ?name { { <{thing}> ?p ?other } UNION { ?other ?p <{thing}> } "
    "?other skos:prefLabel ?name } ORDER BY ?other ?name LIMIT 100",
}
HEAVY = {
    "three-way product": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "all by text": 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o FILTER (REGEX(STR(?o), "a.*b.*c", "i")) }',
}


@dataclass
class Request:
    """Something to ask, and what a quiet run answered."""

    name: str
    path: str
    accept: str = JSON
    digest: str = ""
    quiet: float = 0.0


@dataclass
class Tally:
    """What the clients of a phase measured."""

    times: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    refused: int = 0


def ask(connection: http.client.HTTPConnection, request: Request) -> tuple[int, str, float]:
    """Status, digest of the answer, and seconds."""
    started = time.perf_counter()
    connection.request("GET", request.path, headers={"Accept": request.accept})
    response = connection.getresponse()
    body = response.read()
    return response.status, hashlib.sha256(body).hexdigest(), time.perf_counter() - started


def requests(things: list[str], base: str) -> list[Request]:
    """The saved queries as they are, and queries and pages about each of the things."""
    found = [
        Request(f"saved: {name}", "/sparql?" + urlencode({"query": path.read_text("utf-8")}))
        for name, path in saved_queries().items()
    ]
    for thing in things:
        for name, text in ABOUT.items():
            found.append(Request(name, "/sparql?" + urlencode({"query": text.replace("{thing}", thing)})))
        if thing.startswith(base):
            found.append(Request("page of a thing", "/id/" + quote(thing[len(base) :]), "text/html"))
    return found


def clients(server: Server, asked: list[Request], number: int, seconds: float, tally: Tally, *, seed: int) -> None:
    """Have clients ask at random, each one question after the other, for some time."""
    lock = threading.Lock()
    until = time.monotonic() + seconds

    def one(at: int) -> None:
        chance = random.Random(seed + at)  # noqa: S311 - repeatable
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        while time.monotonic() < until:
            request = chance.choice(asked)
            status, digest, took = ask(connection, request)
            with lock:
                tally.times.setdefault(request.name, []).append(took)
                if status != 200:
                    tally.refused += 1
                elif digest != request.digest:
                    tally.wrong.append(request.name)
        connection.close()

    threads = [threading.Thread(target=one, args=(at,)) for at in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def show(title: str, tally: Tally, seconds: float) -> None:
    """Print what a phase measured."""
    every = sorted(t for times in tally.times.values() for t in times)
    rate = len(every) / seconds
    print(f"\n{title}: {len(every)} answers, {rate:.0f} a second, refused {tally.refused}, wrong {len(tally.wrong)}")
    for name, times in [*sorted(tally.times.items()), ("all", every)]:
        ordered = sorted(times)
        p95, p99 = (ordered[min(len(ordered) - 1, int(len(ordered) * q))] for q in (0.95, 0.99))
        print(
            f"  {name:20} {len(ordered):6}  median {statistics.median(ordered) * 1e3:6.1f}  p95 {p95 * 1e3:6.1f}  "
            f"p99 {p99 * 1e3:6.1f}  most {ordered[-1] * 1e3:6.1f} ms"
        )


def main() -> None:
    """Serve a graph and put the load on it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--clients", type=int, default=16)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--heavy", type=int, default=4, help="clients that ask heavy queries in the last phase")
    parser.add_argument("--graph", type=Path, help="serve this file or store in place of a synthetic graph")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.graph or made(options.triples, Path(folder))
        started = time.perf_counter()
        with Server(path, "--timeout", "10") as server:
            print(f"served after {time.perf_counter() - started:.1f} s; load average {os.getloadavg()[0]:.1f}")
            measure(server, options)


def measure(server: Server, options: argparse.Namespace) -> None:
    """The three phases."""
    triples = server.query("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"]
    base = server.query("SELECT ?b { ?d void:uriSpace ?b } LIMIT 1").rows[0]["b"]
    found = server.query("SELECT DISTINCT ?t { ?a schema:agent ?t } ORDER BY ?t LIMIT 2000").rows
    chance = random.Random(1)  # noqa: S311
    things = chance.sample([row["t"] for row in found], min(60, len(found)))
    print(f"{int(triples):,} triples, {len(things)} things asked about, {os.cpu_count()} processors")
    asked = requests(things, base)
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    for turn in range(2):  # the second time is the one that counts
        for request in asked:
            if turn and request.quiet > 1:
                continue
            status, request.digest, request.quiet = ask(connection, request)
            if status != 200:
                request.quiet = float("inf")
    light = [r for r in asked if r.quiet < LIGHT]
    heavy = [r for r in asked if r.quiet >= LIGHT]
    for request in asked[: len(saved_queries())]:
        print(f"  {request.name:20} {'light' if request in light else 'heavy'} {request.quiet * 1e3:8.1f} ms quiet")
    quiet = [r.quiet for r in light]
    print(f"  light ones {len(light)}, quiet median {statistics.median(quiet) * 1e3:.1f} ms; heavy ones {len(heavy)}")

    tally = Tally()
    clients(server, light, options.clients, options.seconds, tally, seed=1)
    show(f"{options.clients} clients, light", tally, options.seconds)
    heavies = [r for r in heavy if r.quiet != float("inf")]
    heavies += [Request(name, "/sparql?" + urlencode({"query": text})) for name, text in HEAVY.items()]
    ignored, tally = Tally(), Tally()
    beside = threading.Thread(
        target=clients, args=(server, heavies, options.heavy, options.seconds, ignored), kwargs={"seed": 100}
    )
    beside.start()
    time.sleep(1)
    clients(server, light, options.clients, max(1.0, options.seconds - 2), tally, seed=2)
    show(f"{options.clients} clients, light, beside {options.heavy} heavy", tally, max(1.0, options.seconds - 2))
    beside.join()
    print(
        f"\nheavy ones meanwhile: {sum(map(len, ignored.times.values()))} answers, {ignored.refused} ended at a limit"
    )


def made(triples: int, folder: Path) -> Path:
    """A synthetic graph of about so many triples, as N-Quads."""
    things = max(20, triples // 84)  # a thing with its facts and sentences
    path = folder / "graph.nq"
    export(synthetic.dataset(things, things * 2, reports=max(1, things // 30)), path)
    return path


if __name__ == "__main__":
    main()
