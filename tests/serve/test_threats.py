"""One test for each line of THREATS.md."""

from __future__ import annotations

import ast
import asyncio
import inspect
import json
import os
import signal
import socket
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
import uvicorn
from hostile import Canaries
from server import TOKEN, Server
from starlette.requests import Request

import kg.serve
from kg.serve import connection as connection_module
from kg.serve import gate
from kg.serve.listen import listen
from kg.serve.problem import Problem
from kg.serve.responses import body_of
from kg.store.catalogue import Origin
from kg.store.layout import existing
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

BEARER = f"Bearer {TOKEN}"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
SWELLING = (
    'SELECT (STRLEN(?x40) AS ?n) { BIND ("0123456789" AS ?x0) '
    + " ".join(f"BIND (CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))
    + " }"
)


@pytest.fixture
def canaries() -> Iterator[Canaries]:
    with Canaries() as found:
        yield found
        assert found.connections == 0
        assert found.reads == 0


def children(pid: int) -> list[int]:
    """The worker processes of a server."""
    return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


class TestLimits:
    def test_a_query_without_end_is_ended(self, reading_server: Server) -> None:
        started = time.monotonic()
        found = reading_server.query(ENDLESS)
        assert (found.status, found.json["limit"], found.headers["kg-limit"]) == (503, "time", "time")
        assert "retry-after" in found.headers
        assert time.monotonic() - started < 3 + 1 + 5

    def test_a_query_that_swells_is_ended(self, graph_file: Path) -> None:
        with Server(graph_file, "--timeout", "60", "--memory", "128", "--workers", "1") as server:
            found = server.query(SWELLING)
            assert (found.status, found.json["limit"]) == (503, "memory")
            assert server.query("ASK {}").boolean

    def test_an_answer_with_too_many_rows_is_refused_whole(self, reading_server: Server) -> None:
        found = reading_server.query("SELECT * { ?a ?b ?c . ?d ?e ?f }")
        assert (found.status, found.json["limit"]) == (413, "rows")
        assert found.media == "application/problem+json"
        assert reading_server.query("CONSTRUCT { ?a ?b ?f } { ?a ?b ?c . ?d ?e ?f }", accept="").status == 413

    def test_the_length_is_stated(self, reading_server: Server) -> None:
        found = reading_server.query("SELECT * { ?s ?p ?o } LIMIT 100")
        assert int(found.headers["content-length"]) == len(found.body)
        assert found.headers["kg-rows"] == "100"

    def test_deep_nesting_is_refused(self, reading_server: Server) -> None:
        found = reading_server.query("SELECT * " + "{" * 2_200 + "}" * 2_200)
        assert found.status == 400
        assert "nested" in found.json["detail"]

    def test_a_worker_that_dies_is_replaced(self, reading_server: Server) -> None:
        text = "SELECT * { FILTER (" + "!" * 90_000 + "true) }"
        found = reading_server.send("POST", "/sparql", text, Content_Type="application/sparql-query")
        assert found.status in {400, 503}
        assert reading_server.query("ASK {}").boolean

    def test_a_query_that_is_too_long_is_refused(self, reading_server: Server) -> None:
        form = "application/x-www-form-urlencoded"
        found = reading_server.send("POST", "/sparql", "query=ASK{" + "+" * 100_001 + "}", Content_Type=form)
        assert (found.status, found.json["limit"]) == (413, "length")

    def test_light_queries_pass_heavy_ones(self, reading_server: Server) -> None:
        """While more heavy queries run than there are workers, light ones are answered, and long before those end."""
        heavy = [threading.Thread(target=reading_server.query, args=(ENDLESS,)) for _ in range(6)]
        for thread in heavy:
            thread.start()
        time.sleep(0.2)
        started = time.monotonic()
        assert [reading_server.query("ASK {}").status for _ in range(3)] == [200] * 3
        assert time.monotonic() - started < 3
        for thread in heavy:
            thread.join()

    @pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
    def test_a_query_ends_when_its_client_goes_away(self, reading_server: Server) -> None:
        reading_server.query("ASK {}")
        connection = socket.create_connection(("127.0.0.1", reading_server.port))
        connection.sendall(f"GET /sparql?query={quote(ENDLESS)} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        time.sleep(0.7)
        before = children(reading_server.pid)
        connection.close()
        deadline = time.monotonic() + 10
        while set(before) <= set(children(reading_server.pid)) and time.monotonic() < deadline:
            time.sleep(0.05)
        assert not set(before) <= set(children(reading_server.pid))

    @pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="needs /proc")
    def test_no_worker_outlives_a_server_that_is_killed(self, graph_file: Path) -> None:
        with Server(graph_file, "--timeout", "60", "--workers", "1") as server:

            def ask() -> None:
                with suppress(OSError):
                    server.query(ENDLESS)

            asking = threading.Thread(target=ask)
            asking.start()
            time.sleep(1)
            workers = children(server.pid)
            assert workers
            os.kill(server.pid, signal.SIGKILL)
            deadline = time.monotonic() + 20
            while any(Path(f"/proc/{pid}/exe").exists() for pid in workers):
                assert time.monotonic() < deadline
                time.sleep(0.1)
            asking.join()

    def test_a_body_that_is_too_large_is_refused(self, reading_server: Server) -> None:
        query = "application/sparql-query"
        found = reading_server.send("POST", "/sparql", "#" * 1_000_001, Content_Type=query)
        assert (found.status, found.json["limit"]) == (413, "body")


class TestConnections:
    """What a client can do without asking anything; the server of these tests waits 3 s for the head of a request."""

    def test_a_request_that_does_not_arrive_is_not_awaited(self, reading_server: Server) -> None:
        """Many connections at once: silent ones, and such as send a byte now and then; others are served meanwhile."""
        silent = [_connected(reading_server) for _ in range(20)]
        slow = [_connected(reading_server) for _ in range(20)]
        for connection in slow:
            connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-A: ")
        started = time.monotonic()
        while any(map(_is_open, slow)) and time.monotonic() - started < 3 + 10:
            for connection in slow:
                with suppress(OSError):
                    connection.sendall(b"b")
            assert reading_server.query("ASK {}").boolean
            time.sleep(0.2)
        assert not any(_is_open(connection) for connection in (*silent, *slow))
        assert time.monotonic() - started > 1

    def test_a_connection_may_be_slow_again_only_between_requests(self, reading_server: Server) -> None:
        connection = _connected(reading_server)
        connection.sendall(b"GET /assets/pages.css HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        assert connection.recv(100_000).startswith(b"HTTP/1.1 200")
        time.sleep(0.5)
        connection.sendall(b"GET / ")
        deadline = time.monotonic() + 3 + 10
        while _is_open(connection) and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not _is_open(connection)

    def test_a_head_that_is_too_long_is_refused(self, reading_server: Server) -> None:
        connection = _connected(reading_server)
        connection.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n")
        with suppress(OSError):
            for _ in range(100):
                connection.sendall(b"X-A: " + b"a" * 8000 + b"\r\n")
        with suppress(ConnectionError):
            assert connection.recv(1000).startswith(b"HTTP/1.1 400")
        assert reading_server.query("ASK {}").boolean

    def test_a_body_that_never_arrives_is_not_awaited(self) -> None:
        async def receive() -> dict[str, object]:
            await asyncio.sleep(0.05)
            return {"type": "http.request", "body": b"a", "more_body": True}

        request = Request({"type": "http", "method": "POST", "headers": []}, receive)
        with pytest.raises(Problem) as told:
            asyncio.run(body_of(request, most=100, seconds=0.3))
        assert (told.value.status, told.value.limit) == (408, "upload")

    def test_an_answer_that_nobody_takes_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A real connection to a server in this process, which answers with more than the system holds for a client."""
        monkeypatch.setattr(connection_module, "_LOOK", 0.2)

        async def answers(scope: dict[str, object], receive: object, send: Any) -> None:
            await send({"type": "http.response.start", "status": 200, "headers": []})
            for _ in range(2):
                await send({"type": "http.response.body", "body": b"a" * 40_000_000, "more_body": True})
            await send({"type": "http.response.body"})

        async def run() -> None:
            config = uvicorn.Config(answers, http=connection_module.Connection, lifespan="off", log_level="error")
            server = uvicorn.Server(config)
            listening = listen("127.0.0.1", 0)
            serving = asyncio.ensure_future(server.serve(sockets=[listening]))
            while not server.started:
                await asyncio.sleep(0.01)
            _, writer = await asyncio.open_connection(*listening.getsockname(), limit=1000)
            writer.write(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            async with asyncio.timeout(10):
                while not server.server_state.tasks:
                    await asyncio.sleep(0.01)
                while server.server_state.connections:
                    await asyncio.sleep(0.05)
            writer.close()
            server.should_exit = True
            await serving

        asyncio.run(run())


def _connected(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=5)


def _is_open(connection: socket.socket) -> bool:
    """Whether the other side has neither closed nor broken off."""
    connection.setblocking(False)  # noqa: FBT003 - the argument has no name
    try:
        return bool(connection.recv(10_000))
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        connection.settimeout(5)


class TestOutward:
    def test_service_is_refused(self, reading_server: Server, canaries: Canaries) -> None:
        found = reading_server.query(f"SELECT * {{ SERVICE SILENT <{canaries.addresses[0]}> {{ ?s ?p ?o }} }}")
        assert found.status == 400
        assert "SERVICE" in found.json["detail"]

    def test_service_may_be_allowed_by_name(self, graph_file: Path, reading_server: Server) -> None:
        address = f"http://127.0.0.1:{reading_server.port}/sparql"
        with Server(graph_file, "--allow", address, "--workers", "1") as server, Canaries() as canaries:
            asked = "SELECT (COUNT(*) AS ?n) { SERVICE <%s> { ?r a <https://w3id.org/govkg/ontology#Report> } }"
            assert server.query(asked % address).rows == [{"n": "1"}]
            assert server.query(asked % canaries.addresses[0]).status == 400
            variable = f"SELECT * {{ VALUES ?w {{ <{canaries.addresses[0]}> }} SERVICE ?w {{ ?s ?p ?o }} }}"
            assert server.query(variable).status == 400
            assert canaries.connections == 0

    @pytest.mark.parametrize("word", ["LOAD", "LOAD SILENT", "load"])
    def test_load_is_refused_in_updates_too(self, writable_server: Server, canaries: Canaries, word: str) -> None:
        for address in canaries.addresses:
            found = writable_server.update(f"INSERT DATA {{ <http://e/s> <http://e/p> 1 }} ; {word} <{address}>")
            assert found.status == 400
        assert not writable_server.query("ASK { <http://e/s> ?p ?o }").boolean
        call = f"INSERT {{ ?a ?b ?c }} WHERE {{ SERVICE <{canaries.addresses[0]}> {{ ?a ?b ?c }} }}"
        assert writable_server.update(call).status == 400

    def test_from_fetches_nothing(self, reading_server: Server, canaries: Canaries) -> None:
        for address in canaries.addresses:
            assert reading_server.query(f"ASK FROM <{address}> {{ ?s ?p ?o }}").status == 400
            found = reading_server.query("SELECT * { ?s ?p ?o }", **{"default-graph-uri": address})
            assert found.rows == []

    def test_rdf_xml_with_a_doctype_is_refused(self, writable_server: Server, canaries: Canaries) -> None:
        bomb = (
            f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a SYSTEM "{canaries.file.as_uri()}">]>'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="http://e/">'
            '<rdf:Description rdf:about="http://e/s"><e:p>&a;</e:p></rdf:Description></rdf:RDF>'
        )
        for body in (bomb.encode(), bomb.replace("1.0", '1.0" encoding="UTF-16').encode("utf-16")):
            found = writable_server.send(
                *("PUT", "/store?graph=http://e/g", body), Content_Type="application/rdf+xml", Authorization=BEARER
            )
            assert found.status == 400
        assert not writable_server.query("ASK { GRAPH <http://e/g> { ?s ?p ?o } }").boolean

    def test_a_remote_context_is_not_fetched(self, writable_server: Server, canaries: Canaries) -> None:
        body = json.dumps({"@context": canaries.addresses[0], "@id": "http://e/s", "p": 1})
        found = writable_server.send(
            *("PUT", "/store?graph=http://e/g", body), Content_Type="application/ld+json", Authorization=BEARER
        )
        assert found.status == 400


class TestBrowsers:
    @pytest.mark.parametrize(
        "host",
        ["evil.example", "127.0.0.1.evil.example", "evil.example:80", "", "user@localhost", "localhost/x", "[::1"],
    )
    def test_an_unknown_host_is_refused(self, reading_server: Server, host: str) -> None:
        assert reading_server.send("GET", "/void", Host=host).status in {400, 421}
        with socket.create_connection(("127.0.0.1", reading_server.port)) as connection:
            two = b"GET /void HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nConnection: close\r\n\r\n"
            connection.sendall(two)
            assert connection.recv(100).split()[1] in {b"400", b"421"}

    def test_a_known_host_is_answered(self, reading_server: Server) -> None:
        for host in ("localhost", f"localhost:{reading_server.port}", "[::1]:80", "LOCALHOST"):
            assert reading_server.send("GET", "/void", Host=host).status == 200

    def test_a_page_of_another_site_is_refused(self, reading_server: Server) -> None:
        query = "application/sparql-query"
        for headers in (
            {"Origin": "http://evil.example"},
            {"Origin": "null"},
            {"Origin": f"http://127.0.0.1:{reading_server.port + 1}"},
            {"Sec_Fetch_Site": "cross-site"},
            {"Sec_Fetch_Site": "same-site", "Sec_Fetch_Mode": "no-cors"},
        ):
            found = reading_server.send("POST", "/sparql", "ASK {}", Content_Type=query, **headers)
            assert found.status == 403, headers
        own = f"http://127.0.0.1:{reading_server.port}"
        host = f"127.0.0.1:{reading_server.port}"
        found = reading_server.send("POST", "/sparql", "ASK {}", Content_Type=query, Origin=own, Host=host)
        assert found.status == 200

    def test_no_other_site_may_read_answers(self, reading_server: Server) -> None:
        found = reading_server.query("ASK {}")
        assert not [name for name in found.headers if name.startswith("access-control")]
        assert found.headers["cross-origin-resource-policy"] == "same-origin"
        assert reading_server.send("OPTIONS", "/sparql", Origin="http://evil.example").status == 403

    @pytest.mark.parametrize("path", ["/", "/sparql", "/void", "/store", "/nothing", "/sparql?query=ASK{}", "/explore"])
    def test_every_answer_carries_the_policy(self, reading_server: Server, path: str) -> None:
        found = reading_server.get(path)
        policy = found.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert found.headers["x-content-type-options"] == "nosniff"
        assert found.headers["referrer-policy"] == "same-origin"

    @pytest.mark.parametrize(
        "name", ["../worker.py", "..%2fworker.py", "%2e%2e/worker.py", "/etc/passwd", "nothing.js", ""]
    )
    def test_assets_are_those_of_the_list(self, reading_server: Server, name: str) -> None:
        assert reading_server.get(f"/assets/{name}").status == 404


class TestChanges:
    def test_changes_need_the_token(self, reading_server: Server, writable_server: Server) -> None:
        update = {"Content_Type": "application/sparql-update"}
        text = "INSERT DATA { <http://e/x> <http://e/p> 1 }"
        assert reading_server.send("POST", "/sparql", text, **update, Authorization=BEARER).status == 403
        assert reading_server.send("PUT", "/store?default", text, Authorization=BEARER).status == 403
        for given in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": f"Basic {TOKEN}"}, {"Cookie": TOKEN}):
            found = writable_server.send("POST", "/sparql", text, **update, **given)
            assert found.status == 401
            assert found.headers["www-authenticate"].startswith("Bearer")
            for method in ("PUT", "POST", "DELETE"):
                assert writable_server.send(method, "/store?default", "", **given).status == 401
        form = "application/x-www-form-urlencoded"
        assert writable_server.send("POST", "/sparql", "update=CLEAR+ALL", Content_Type=form).status == 401
        assert not writable_server.query("ASK { <http://e/x> ?p ?o }").boolean

    def test_the_token_is_compared_in_constant_time(self) -> None:
        assert "hmac.compare_digest" in inspect.getsource(gate.check_token)

    def test_a_graph_file_is_never_writable(self, graph_file: Path) -> None:
        with Server(graph_file, "--writable", "--workers", "1") as server:
            assert server.update("CLEAR ALL").status == 403

    @pytest.mark.parametrize(
        "text",
        [
            "CLEAR ALL",
            "DROP ALL ;",
            "CLEAR NAMED # the end",
            "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
            "DELETE WHERE { GRAPH ?g { ?s ?p ?o } }",
        ],
    )
    def test_an_update_leaves_the_catalogue_alone(self, writable_server: Server, store_folder: Path, text: str) -> None:
        origin = Origin("report.txt", "report.txt", "0123456789abcdef", "digest")
        with StoreWriter(existing(store_folder)) as writer:
            writer.put(origin, None)
        assert writable_server.update(text).status == 204
        with StoreWriter(existing(store_folder)) as writer:
            assert list(writer.catalogue.all()) == [origin]

    def test_an_update_without_end_changes_nothing(self, store_folder: Path) -> None:
        with Server(store_folder, "--writable", "--timeout", "2", "--workers", "1") as server:
            values = " ".join(map(str, range(300)))
            four = " ".join(f"VALUES ?{v} {{ {values} }}" for v in "abcd")
            text = "INSERT DATA { <http://e/first> <http://e/p> 1 } ; "
            text += f"INSERT {{ <http://e/s> <http://e/p> ?a }} WHERE {{ {four} }}"
            found = server.update(text)
            assert (found.status, found.json["limit"]) in {(503, "time"), (503, "memory")}
            assert not server.query("ASK { <http://e/first> ?p ?o }").boolean
            assert server.update("INSERT DATA { GRAPH <http://e/later> { <http://e/s> <http://e/p> 1 } }").status == 204


def test_nothing_is_pickled() -> None:
    """No module of the server imports pickle or what rests on it."""
    for path in Path(kg.serve.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {n.partition(".")[0] for n in names} & {"pickle", "multiprocessing", "shelve", "marshal", "dill"}


def test_it_listens_on_this_machine_alone(reading_server: Server) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing: it only asks which address would be used
        except OSError:
            pytest.skip("this machine has no other address")
        own = probe.getsockname()[0]
    if own.startswith("127."):
        pytest.skip("this machine has no other address")
    with pytest.raises(OSError):  # noqa: PT011 - refused or unreachable
        socket.create_connection((own, reading_server.port), timeout=2).close()


def test_every_line_of_the_list_names_a_test_that_is_there() -> None:
    folder = Path(__file__).parent
    text = "".join(p.read_text(encoding="utf-8") for p in folder.glob("test_*.py"))
    named = {
        part for part in (folder / "THREATS.md").read_text(encoding="utf-8").split("`") if part.startswith("test_")
    }
    assert named
    assert {n for n in named if not (f"def {n}(" in text or (folder / n).is_file())} == set()
