"""Addresses: fetched only when asked for, from a real server, and never led into the network of the machine."""

from __future__ import annotations

import gzip
import threading
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

import kg
from kg.errors import InputError
from kg.sources import fetch as fetching
from kg.sources.fetch import fetch
from kg.version import VERSION

TEXT = "清河区教育局组织开展校园安全隐患排查十二次，发现并整改问题四十三处。"
PAGE = (
    "<!DOCTYPE html><html><head><title>简报</title></head>"
    f"<body><article><h1>简报</h1><p>{TEXT}</p></article></body></html>"
)


class Handler(BaseHTTPRequestHandler):
    """Answers by the path."""

    def do_GET(self) -> None:
        self.server.seen.append((self.path, dict(self.headers)))
        path = self.path.partition("?")[0]
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.server.places[path[4:]])
            self.end_headers()
        elif path == "/page":
            self._give(PAGE.encode("gb18030"), "text/html; charset=gb2312")
        elif path == "/report.txt":
            self._give(TEXT.encode(), "text/plain; charset=utf-8")
        elif path == "/unknown":
            self._give(PAGE.encode(), None)
        elif path == "/packed":
            self._give(gzip.compress(TEXT.encode()), "text/plain", packed="gzip")
        elif path == "/bomb":
            self._give(gzip.compress(bytes(50_000_000)), "text/plain", packed="gzip")
        elif path in {"/endless", "/slow", "/silent", "/cut", "/nonsense"}:
            with suppress(OSError):
                self._misbehave(path)
        else:
            self.send_error(404)

    def _misbehave(self, path: str) -> None:
        if path == "/silent":
            self.server.over.wait(30)
        elif path == "/nonsense":
            self.wfile.write(b"\x00\x01 nonsense\r\n\r\n")
        else:
            self.send_response(200)
            if path != "/endless":
                self.send_header("Content-Length", "1000")
            self.end_headers()
            if path == "/cut":
                self.wfile.write(b"abc")
                return
            while not self.server.over.wait(0.05 if path == "/slow" else 0):
                self.wfile.write(b"a" * (1 if path == "/slow" else 65536))

    def _give(self, data: bytes, kind: str | None, packed: str | None = None) -> None:
        self.send_response(200)
        if kind:
            self.send_header("Content-Type", kind)
        if packed:
            self.send_header("Content-Encoding", packed)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def server():
    """A server on this machine, with where its redirects lead to."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.seen, served.places, served.over = [], {}, threading.Event()
    thread = threading.Thread(target=served.serve_forever, daemon=True)
    thread.start()
    served.base = f"http://127.0.0.1:{served.server_port}"
    yield served
    served.over.set()
    served.shutdown()
    served.server_close()


def test_an_address_is_not_fetched_without_being_asked_for(run, server) -> None:
    ran = run("build", f"{server.base}/page")

    assert ran.code == 3
    assert "--fetch" in ran.err
    assert server.seen == []


def test_a_page_becomes_a_graph_with_its_address(run, server, tmp_path) -> None:
    ran = run("build", "--fetch", f"{server.base}/page", "-o", tmp_path / "graph.ttl")

    assert ran.code == 0, ran.err
    assert kg.load(tmp_path / "graph.ttl").query(
        f"ASK {{ ?r a kg:Report ; dcterms:source <{server.base}/page> ; kg:format 'html' }}"
    )
    path, headers = server.seen[0]
    assert (path, headers["Host"]) == ("/page", server.base[7:])
    assert headers["User-Agent"].startswith(f"kg/{VERSION} ")


def test_a_page_goes_into_a_store_and_stays_there(run, server, tmp_path) -> None:
    for expected in ("1 new", "1 unchanged"):
        ran = run("build", "--fetch", f"{server.base}/report.txt", "--store", tmp_path / "store", "-j", "1")
        assert expected in ran.err
    assert run("doctor", tmp_path / "store").code == 0


def test_python_asks_too(server) -> None:
    with pytest.raises(InputError, match="fetch"):
        kg.build(f"{server.base}/page")
    assert kg.build(f"{server.base}/page", fetch=True).counts()["report"] == 1


def test_redirects_of_the_same_server_are_followed_and_the_last_address_counts(server) -> None:
    server.places |= {"a": "/to/b", "b": f"{server.base}/report.txt?x=1"}
    found = fetch(f"{server.base}/to/a", 10_000)

    assert (found.data.decode(), found.address) == (TEXT, f"{server.base}/report.txt?x=1")
    assert (found.name, found.format) == ("report.txt", ".txt")


def test_what_the_server_says_of_the_format_and_charset_counts(server) -> None:
    page = fetch(f"{server.base}/page", 10_000)
    unknown = fetch(f"{server.base}/unknown", 10_000)

    assert (page.format, page.data.decode("utf-8-sig")) == (".html", PAGE)
    assert (unknown.format, unknown.data.decode()) == ("", PAGE)
    assert fetch(f"{server.base}/packed", 10_000).data.decode() == TEXT


REFUSED = {
    "/to/loop": "more than 5 times",
    "/to/file": "no page",
    "/to/ftp": "no page",
    "/to/inside": "no public place",
    "/to/metadata": "no public place",
    "/to/name": "no public place",
    "/missing": "404",
    "/endless": "larger than",
    "/bomb": "larger than",
    "/cut": "cannot be fetched",
    "/nonsense": "cannot be fetched",
}


@pytest.mark.parametrize("path", REFUSED)
def test_what_is_not_to_be_had_or_leads_astray_is_told(server, path) -> None:
    other = ThreadingHTTPServer(("127.0.0.1", 0), Handler)  # another service of this machine
    server.places |= {
        "loop": "/to/loop",
        "file": "file:///etc/passwd",
        "ftp": "ftp://127.0.0.1/x",
        "inside": f"http://127.0.0.1:{other.server_port}/report.txt",
        "metadata": "http://169.254.169.254/latest/meta-data/",
        "name": f"http://localhost:{other.server_port}/report.txt",
    }
    with pytest.raises(InputError) as raised:
        fetch(f"{server.base}{path}", 1_000_000)
    other.server_close()

    assert REFUSED[path] in raised.value.message
    assert raised.value.place == f"{server.base}{path}"
    assert raised.value.remedy


@pytest.mark.parametrize("path", ["/slow", "/silent"])
def test_a_server_that_keeps_one_waiting_is_left(server, path, monkeypatch) -> None:
    monkeypatch.setattr(fetching, "_WAIT", 0.3)
    monkeypatch.setattr(fetching, "_WHOLE", 0.6)
    with pytest.raises(InputError, match="cannot be fetched"):
        fetch(f"{server.base}{path}", 10_000)


@pytest.mark.parametrize(
    "address", ["http://", "http://user:secret@127.0.0.1/", "http://[::1/", "http://a:99999999/", "http://127.0.0.1:1/"]
)
def test_what_is_no_address_is_told(address) -> None:
    with pytest.raises(InputError) as raised:
        fetch(address, 1000)

    assert raised.value.place == address
