"""A real server in a process of its own, and a client that sends exactly what it is told."""

from __future__ import annotations

import http.client
import json
import os
import re
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from pathlib import Path

TOKEN = "a-token-for-the-tests-only"  # noqa: S105 - it guards nothing
_SERVED = re.compile(r"http://127\.0\.0\.1:(\d+)/")


@dataclass(frozen=True)
class Answer:
    """A response that has arrived whole."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    @property
    def media(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def json(self) -> Any:
        return json.loads(self.body)

    @property
    def boolean(self) -> bool:
        return bool(self.json["boolean"])

    @property
    def rows(self) -> list[dict[str, str]]:
        return [{name: term["value"] for name, term in row.items()} for row in self.json["results"]["bindings"]]


class Server:
    """`kg serve` on a free port of this machine; a context manager."""

    def __init__(self, path: Path, *options: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kg", "serve", str(path), "--port", "0", *options],
            stderr=subprocess.PIPE,
            stdin=subprocess.DEVNULL,
            env={**os.environ, "KG_TOKEN": TOKEN, "PYTHONUTF8": "1"},
            text=True,
        )
        self.said: list[str] = []
        assert self._process.stderr is not None
        self.port = 0
        for line in self._process.stderr:
            self.said.append(line)
            if found := _SERVED.search(line):
                self.port = int(found[1])
                break
        assert self.port, "".join(self.said)
        threading.Thread(target=lambda: self.said.extend(self._process.stderr or ()), daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    def __enter__(self) -> Server:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def send(
        self, method: str, path: str, body: bytes | str | None = None, *, timeout: float = 60, **headers: str
    ) -> Answer:
        """Send a request; underscores in the names of headers stand for hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        data = body.encode() if isinstance(body, str) else body
        connection.putrequest(
            method, path, skip_host=any(k.lower() == "host" for k in headers), skip_accept_encoding=True
        )
        if data is not None:
            connection.putheader("Content-Length", str(len(data)))
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders(data)
        response = connection.getresponse()
        found = Answer(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
        connection.close()
        return found

    def get(self, path: str, **headers: str) -> Answer:
        return self.send("GET", path, **headers)

    def query(self, text: str, *, accept: str = "application/sparql-results+json", **parameters: str) -> Answer:
        return self.get("/sparql?" + urlencode({"query": text, **parameters}), Accept=accept)

    def update(self, text: str, **parameters: str) -> Answer:
        path = "/sparql" + (f"?{urlencode(parameters)}" if parameters else "")
        return self.send("POST", path, text, Content_Type="application/sparql-update", Authorization=f"Bearer {TOKEN}")
