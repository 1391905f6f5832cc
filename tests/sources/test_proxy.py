"""The proxy that the environment names is used, and the guard against private places holds behind it."""

from __future__ import annotations

import base64
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from kg.errors import InputError
from kg.sources.fetch import fetch
from kg.sources.proxy import proxy_for

TEXT = "清河区教育局组织开展校园安全隐患排查十二次。"
REDIRECTS = {
    "/inside": "http://10.0.0.7/report.txt",
    "/metadata": "http://169.254.169.254/latest/",
    "/machine": "http://localhost/report.txt",
    "/unknown": "http://intranet.invalid/report.txt",
    "/public": "http://93.184.215.14/report.txt",
    "/upgrade": "https://news.invalid/report.txt",
    "/secure": "https://93.184.215.14/report.txt",
}


class Handler(BaseHTTPRequestHandler):
    """A proxy that gives one report for every address, and through tunnels too."""

    def do_GET(self) -> None:
        self._note()
        path = "/" + self.path.split("/", 3)[3] if self.path.startswith("http://") else self.path
        if path in REDIRECTS:
            self.send_response(302)
            self.send_header("Location", REDIRECTS[path])
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(TEXT.encode())))
        self.end_headers()
        self.wfile.write(TEXT.encode())

    def do_CONNECT(self) -> None:
        self._note()
        if self.path.endswith(":443"):
            self.send_error(403, "no tunnels")
            return
        self.send_response(200)
        self.end_headers()
        self.close_connection = False  # what is asked next through the tunnel is answered here

    def _note(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def proxy(monkeypatch):
    """A proxy on this machine that the environment names."""
    served = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    served.seen = []
    threading.Thread(target=served.serve_forever, daemon=True).start()
    served.base = f"http://127.0.0.1:{served.server_port}"
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("HTTP_PROXY", served.base)
    monkeypatch.setenv("HTTPS_PROXY", served.base)
    yield served
    served.shutdown()
    served.server_close()


def test_what_the_user_typed_is_asked_of_the_proxy_which_knows_the_name(proxy) -> None:
    found = fetch("http://news.invalid/report.txt", 10_000)

    assert found.data.decode("utf-8-sig") == TEXT
    assert [(command, path) for command, path, _ in proxy.seen] == [("GET", "http://news.invalid/report.txt")]
    assert proxy.seen[0][2]["Host"] == "news.invalid"


def test_a_host_of_no_proxy_is_reached_directly(proxy, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", "example.org, 127.0.0.1")

    assert fetch(f"{proxy.base}/report.txt", 10_000).data.decode("utf-8-sig") == TEXT
    assert proxy.seen[0][1] == "/report.txt"


def test_https_goes_through_a_tunnel(proxy) -> None:
    with pytest.raises(InputError, match="cannot be fetched: Tunnel connection failed: 403"):
        fetch("https://news.invalid/report.txt", 10_000)
    assert proxy.seen[0][:2] == ("CONNECT", "news.invalid:443")


def test_the_same_host_with_https_is_what_the_user_typed(proxy) -> None:
    with pytest.raises(InputError, match="Tunnel"):
        fetch("http://news.invalid/upgrade", 10_000)
    assert proxy.seen[-1][:2] == ("CONNECT", "news.invalid:443")


@pytest.mark.parametrize(
    ("stated", "host", "direct"),
    [
        ("example.org", "example.org", True),
        ("example.org", "www.example.org", True),
        (".example.org", "www.example.org", True),
        ("*.example.org", "www.example.org", True),
        ("example.org", "anexample.org", False),
        ("example.org:80", "example.org", True),
        ("example.org:8080", "example.org", False),
        ("a.org, *", "example.org", True),
        (" , ", "example.org", False),
    ],
)
def test_no_proxy_names_hosts_and_domains(monkeypatch, stated, host, direct) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.invalid:3128")
    monkeypatch.setenv("NO_PROXY", stated)
    assert (proxy_for("http", host, 80, address="") is None) == direct


@pytest.mark.parametrize("path", ["/inside", "/metadata", "/machine", "/unknown"])
def test_no_page_leads_into_a_network_by_way_of_the_proxy(proxy, path) -> None:
    with pytest.raises(InputError, match="no public place"):
        fetch(f"http://news.invalid{path}", 10_000)
    assert len(proxy.seen) == 1


def test_elsewhere_the_proxy_is_asked_for_a_tunnel_to_the_address_that_was_looked_at(proxy) -> None:
    found = fetch("http://news.invalid/public", 10_000)

    assert found.data.decode("utf-8-sig") == TEXT
    assert [(command, path) for command, path, _ in proxy.seen[1:]] == [
        ("CONNECT", "93.184.215.14:80"),
        ("GET", "/report.txt"),
    ]
    with pytest.raises(InputError, match="Tunnel"):
        fetch("http://news.invalid/secure", 10_000)
    assert proxy.seen[-1][:2] == ("CONNECT", "93.184.215.14:443")


def test_a_password_is_told_to_the_proxy_alone(proxy, monkeypatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.base.replace("//", "//reader:s%40cret@"))
    fetch("http://news.invalid/public", 10_000)

    expected = "Basic " + base64.b64encode(b"reader:s@cret").decode()
    assert [headers.get("Proxy-Authorization") for _, _, headers in proxy.seen] == [expected, expected, None]


@pytest.mark.parametrize("named", ["socks5://reader:secret@127.0.0.1:1080", "https://127.0.0.1:1", "http://:99999999"])
def test_a_proxy_of_another_kind_is_told(proxy, monkeypatch, named) -> None:
    monkeypatch.setenv("HTTP_PROXY", named)
    with pytest.raises(InputError, match="not spoken here") as raised:
        fetch("http://news.invalid/report.txt", 10_000)
    assert "secret" not in str(raised.value)
    assert "NO_PROXY" in raised.value.remedy
