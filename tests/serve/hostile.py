"""Queries that want to bring the server down, or out: made from a seed, put to a real server, and counted.

    python tests/serve/hostile.py --count 200 --seed 1

prints how each kind ended, the slowest, and what reached the canaries: a listening port and a file. The suite runs a
part of them.
"""

from __future__ import annotations

import argparse
import os
import random
import socket
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from server import Server

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ANY = "{ ?s ?p ?o }"


@dataclass(frozen=True)
class Attack:
    """A query with its kind, and parameters of the protocol beside it."""

    kind: str
    query: str
    parameters: tuple[tuple[str, str], ...] = ()


class Canaries:
    """A port and a file that nobody should touch; a context manager."""

    def __enter__(self) -> Canaries:
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.2)
        self.port = self._socket.getsockname()[1]
        self.connections = 0
        self._open = True
        self._thread = threading.Thread(target=self._listen, daemon=True)
        self._thread.start()
        self._folder = tempfile.TemporaryDirectory()
        self.file = Path(self._folder.name) / "canary.ttl"
        self.file.write_text('<http://canary.example/s> <http://canary.example/p> "canary was read" .\n')
        # older than the last change: the next read moves it, however the file system saves writes
        os.utime(self.file, (1, self.file.stat().st_mtime))
        return self

    def _listen(self) -> None:
        while self._open:
            try:
                connection, _ = self._socket.accept()
            except (TimeoutError, OSError):
                continue
            self.connections += 1
            connection.close()

    def __exit__(self, *_: object) -> None:
        self._open = False
        self._thread.join()
        self._socket.close()
        self._folder.cleanup()

    @property
    def reads(self) -> int:
        return int(self.file.stat().st_atime != 1)

    @property
    def addresses(self) -> tuple[str, ...]:
        return (
            f"http://127.0.0.1:{self.port}/sparql",
            f"http://localhost:{self.port}/x.ttl",
            self.file.as_uri(),
            f"file://localhost{self.file}",
        )


def attacks(seed: int, canaries: Canaries) -> Iterator[Attack]:
    """Attacks without end, the kinds in turn; the same for the same seed but for the canaries' addresses."""
    chance = random.Random(seed)  # noqa: S311 - repeatable
    kinds: list[Callable[[random.Random, Canaries], Attack]] = [
        _nested,
        _product,
        _expression,
        _swollen,
        _outward,
        _graphs,
    ]
    while True:
        for kind in kinds:
            yield kind(chance, canaries)


def _nested(chance: random.Random, _: Canaries) -> Attack:
    depth = chance.choice([90, 101, 500, 2_200, 10_000])
    shape = chance.randrange(14)
    before, core, after = [
        ("{", "?s ?p ?o", "}"),
        ("{ ?s ?p ?o OPTIONAL ", ANY, "}"),
        ("{ { SELECT * ", ANY, "} }"),
        ("{ ?s ?p ?o FILTER EXISTS ", ANY, "}"),
        ("{ ?s ?p ?o MINUS ", ANY, "}"),
        ("{ BIND (" + "(" * depth, "1", ")" * depth + " AS ?x) }"),
        ("{ ?s " + "(" * depth, "<http://e/p>", ")" * depth + " ?o }"),
        ("{ FILTER (" + "!" * depth, "true", ") }"),
        ("{ FILTER (" + "-" * depth, "1", " = 1) }"),
        ("{ ?s " + "^" * depth, "<http://e/p>", " ?o }"),
        ("{ ?s ?p " + "[ <http://e/p> " * depth, "1", "]" * depth + " }"),
        ("{ ?s ?p " + "( " * depth, "1", ")" * depth + " }"),
        ("{ FILTER (" + "IF(true," * depth, "1", ",0)" * depth + ") }"),
        ("{ ?s ?p " + "<<( " * depth, "?a ?b ?c", " )>>" * depth + " }"),
    ][shape]
    if shape < 5:
        before, after = before * depth, after * depth
    return Attack("nesting", f"SELECT * {before} {core} {after}")


def _product(chance: random.Random, _: Canaries) -> Attack:
    width = chance.randint(3, 7)
    patterns = " . ".join(f"?s{n} ?p{n} ?o{n}" for n in range(width))
    return Attack(
        "cross product",
        chance.choice(
            [
                f"SELECT (COUNT(*) AS ?n) {{ {patterns} }}",
                f"SELECT * {{ {patterns} }} ORDER BY ?o1 ?s0",
                f"SELECT DISTINCT ?s0 ?o1 {{ {patterns} }}",
                f"SELECT * {{ {patterns} }}",
                f"ASK {{ {patterns} FILTER (?s0 = ?o1 && ?s1 != ?s1) }}",
                f"CONSTRUCT {{ ?s0 ?p0 ?o1 }} {{ {patterns} }}",
                f"SELECT (GROUP_CONCAT(?o0) AS ?all) {{ {patterns} }} GROUP BY ?p1",
                f"SELECT (SUM(STRLEN(STR(?o0))) AS ?n) {{ {patterns} FILTER (CONTAINS(STR(?o0), STR(?o1))) }}",
                "SELECT * { ?a (<http://e/x>|!<http://e/y>)* ?b . ?b (<http://e/x>|!<http://e/y>)* ?c }",
                "SELECT (COUNT(*) AS ?n) { ?a (!<http://e/y>|^!<http://e/y>)+ ?b . ?c (!<http://e/y>)+ ?d . ?e ?f ?g }",
                "DESCRIBE * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
            ]
        ),
    )


def _expression(chance: random.Random, _: Canaries) -> Attack:
    bomb = chance.choice(
        [
            r"^(a+)+$",
            r"(a|a)*b",
            "(" * 50 + "a" + "*)" * 50,
            "(a{1,1000}){1,1000}",
            "(?:(?:a{100}){100}){100}",
            r"(.*)(.*)(.*)(.*)(.*)x",
            r"\\p{L}{1,5000}",
            "(" * 5_000 + ")" * 5_000,
            "[" + "a-z" * 20_000 + "]",
        ]
    )
    text = "a" * chance.choice([50, 5_000, 60_000])
    return Attack(
        "regular expression",
        chance.choice(
            [
                f'SELECT * {{ ?s ?p ?o FILTER (REGEX(STR(?o), "{bomb}", "i")) }}',
                f'SELECT (REGEX("{text}!", "{bomb}") AS ?x) {{ ?s ?p ?o . ?t ?q ?u }}',
                f'SELECT (REPLACE("{text}", "{bomb}", "$0$0$0$0") AS ?x) {{ }}',
                f'ASK {{ ?s ?p ?o . ?t ?q ?u FILTER (REGEX(CONCAT(STR(?o), STR(?u)), "{bomb}") && ?s = ?u) }}',
            ]
        ),
    )


def _swollen(chance: random.Random, _: Canaries) -> Attack:
    many = chance.choice([1_000, 5_000, 12_000])
    doublings = " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(chance.choice([24, 30, 40])))
    return Attack(
        "swelling",
        chance.choice(
            [
                f'SELECT * {{ BIND ("0123456789" AS ?x0) {doublings} }}',
                f"SELECT (STRLEN(?x24) AS ?n) {{ ?s ?p ?o . BIND (STR(?o) AS ?x0) {doublings} }}",
                "SELECT * { " + " UNION ".join([ANY] * many) + " }",
                "SELECT * { ?s ?p ?o FILTER (" + " || ".join(["?s = ?o"] * many) + ") }",
                "SELECT * { ?s ?p ?o FILTER (?o IN (" + ",".join(map(str, range(many))) + ")) }",
                "SELECT * { VALUES ?x { " + "1 " * many + "} VALUES ?y { " + "1 " * many + "} }",
                "SELECT * { ?s " + "/".join(["!<http://e/a>"] * many) + " ?o }",
                "SELECT * { " + " ".join(["OPTIONAL { ?s ?p ?o }"] * (many // 4)) + " }",
                "SELECT " + " ".join(f"({n} + 1 AS ?v{n})" for n in range(many // 2)) + " { ?s ?p ?o . ?t ?q ?u }",
                "SELECT * { " + "?s ?p ?o . " * many + "}",
                "ASK {" + " " * 200_000 + "}",
                'SELECT (GROUP_CONCAT(CONCAT(STR(?o), STR(?u)); separator="'
                + "x" * 20_000
                + '") AS ?a) { ?s ?p ?o . ?t ?q ?u }',
            ]
        ),
    )


def _outward(chance: random.Random, canaries: Canaries) -> Attack:
    address = chance.choice(canaries.addresses)
    word = chance.choice(
        ["SERVICE", "service", "Service", "SERVICE SILENT", "SERVICE#\n", "SERVICE\t", r"S\u0045RVICE"]
    )
    call = f"{word} <{address}> {{ ?a ?b ?c }}"
    local = address.rpartition("/")[2]
    return Attack(
        "SERVICE and LOAD",
        chance.choice(
            [
                f"SELECT * {{ {call} }}",
                f"SELECT * {{ ?s ?p ?o OPTIONAL {{ {call} }} }}",
                f"SELECT * {{ {ANY} UNION {{ {call} }} }}",
                f"ASK {{ ?s ?p ?o MINUS {{ {call} }} }}",
                f"SELECT * {{ ?s ?p ?o FILTER EXISTS {{ {call} }} }}",
                f"SELECT * {{ ?s ?p ?o FILTER NOT EXISTS {{ {{ SELECT ?a {{ {call} }} }} }} }}",
                f"SELECT * {{ GRAPH ?g {{ {call} }} }}",
                f"CONSTRUCT {{ ?a ?b ?c }} WHERE {{ {call} }}",
                f"DESCRIBE ?a {{ {call} }}",
                f"PREFIX x: <{address[: -len(local)]}> SELECT * {{ {word.split()[0]} x:{local} {{ ?a ?b ?c }} }}",
                f"BASE <{address}> SELECT * {{ {word.split()[0]} <> {{ ?a ?b ?c }} }}",
                f"SELECT * {{ BIND (<{address}> AS ?where) {word.split()[0]} ?where {{ ?a ?b ?c }} }}",
                f"SELECT * {{ VALUES ?where {{ <{address}> }} {word.split()[0]} SILENT ?where {{ ?a ?b ?c }} }}",
                f'SELECT ("#" AS ?x) {{ {call} }}',
                f"SELECT * {{ ?s ?p '''#''' . {call} }}",
                f"LOAD <{address}>",
                f"LOAD SILENT <{address}> INTO GRAPH <http://e/g>",
                f"ASK {{}} ; LOAD <{address}>",
                f"INSERT {{ ?a ?b ?c }} WHERE {{ {call} }}",
                "CLEAR ALL",
                "DROP SILENT ALL",
            ]
        ),
    )


def _graphs(chance: random.Random, canaries: Canaries) -> Attack:
    address = chance.choice(canaries.addresses)
    word = chance.choice(["FROM", "from", "FROM NAMED", "FROM#\n", "From  Named"])
    return Attack(
        "FROM",
        chance.choice(
            [
                f"SELECT * {word} <{address}> {{ ?s ?p ?o }}",
                f"SELECT * {word} <{address}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
                f"CONSTRUCT {{ ?s ?p ?o }} {word} <{address}> WHERE {{ ?s ?p ?o }}",
                f"BASE <{address}> ASK {word} <> {{ ?s ?p ?o }}",
                f"PREFIX f: <{address}> SELECT * {word} f: {{ ?s ?p ?o }}",
                f"DESCRIBE <{address}> {word} <{address}>",
                f"SELECT * {{ GRAPH <{address}> {{ ?s ?p ?o }} }}",
            ]
        ),
        chance.choice([(), (), (("default-graph-uri", address),), (("named-graph-uri", address),)]),
    )


@dataclass(frozen=True)
class Outcome:
    """How an attack ended."""

    attack: Attack
    status: int
    limit: str
    seconds: float
    leaked: bool


def attack_server(server: Server, found: list[Attack], *, clients: int = 4) -> list[Outcome]:
    """Put the attacks to a server, some at a time."""

    def one(attack: Attack) -> Outcome:
        started = time.monotonic()
        body = urlencode([("query", attack.query), *attack.parameters])
        form = "application/x-www-form-urlencoded"
        answer = server.send("POST", "/sparql", body, Content_Type=form)
        seconds = time.monotonic() - started
        limit = answer.headers.get("kg-limit", "")
        return Outcome(attack, answer.status, limit, seconds, b"canary was read" in answer.body)

    with ThreadPoolExecutor(clients) as pool:
        return list(pool.map(one, found))


def main() -> None:
    """Run them all against a server of the given graph and print what happened."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("graph", type=Path, help="a graph file or a store")
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--timeout", type=float, default=10.0)
    options = parser.parse_args()
    with Canaries() as canaries, Server(options.graph, "--timeout", str(options.timeout)) as server:
        makes = attacks(options.seed, canaries)
        outcomes = attack_server(server, [next(makes) for _ in range(options.count)])
        ended = Counter((o.attack.kind, o.status, o.limit) for o in outcomes)
        for (kind, status, limit), number in sorted(ended.items()):
            print(f"{kind:20} {status} {limit:8} {number:4}")
        late = [o for o in outcomes if o.seconds > options.timeout + 1]
        print(f"attacks {len(outcomes)}, slowest {max(o.seconds for o in outcomes):.2f} s, late {len(late)}")
        print(
            f"connections {canaries.connections}, file reads {canaries.reads}, leaks {sum(o.leaked for o in outcomes)}"
        )
        alive = server.running and server.query("ASK {}").status == 200
        print(f"server {'up' if alive else 'DOWN'}")
        for outcome in late + [o for o in outcomes if o.status == 500]:
            print(outcome.status, f"{outcome.seconds:.1f}", outcome.attack.query[:200])


if __name__ == "__main__":
    main()
