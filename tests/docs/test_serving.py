"""The commands of the README that need a server, run by a shell as they stand there, on a free port."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
REPORT = re.findall(r"```text\n(.*?)```", README, re.DOTALL)[0]
(SESSION,) = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
PORT = "7878"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@pytest.mark.skipif(
    shutil.which("curl") is None or shutil.which("openssl") is None, reason="curl or openssl is missing"
)
def test_a_session_with_the_server_runs_as_shown(tmp_path: Path) -> None:
    pytest.importorskip("uvicorn", reason="uvicorn is missing: pip install 'govkg[test]'")
    program = tmp_path / "bin" / "kg"
    program.parent.mkdir()
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m kg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{program.parent}:{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
    }
    (tmp_path / "notice.txt").write_text(REPORT, encoding="utf-8")
    port = free_port()

    def shell(line: str) -> str:
        done = subprocess.run(
            ["sh", "-c", line], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, (line, done.stderr)
        return done.stdout

    shell("kg build notice.txt -o graph.ttl && kg build notice.txt --store archive -j 1")
    said, server = [], None
    try:
        for line in SESSION.replace(PORT, str(port)).splitlines():
            if line.endswith(" &"):
                server = subprocess.Popen(
                    ["sh", "-c", f"exec {line.removesuffix(' &')}"], cwd=tmp_path, env=environment
                )
                _wait(port)
            else:
                said.append(shell(line))
    finally:
        if server is not None:
            server.terminate()
            server.wait(20)

    _, counted, put, dropped, asked = said
    assert re.fullmatch(r"acts\n[1-9]\d*\n", counted)
    assert put == dropped == ""
    assert "yes" in asked.lower() or "true" in asked.lower()


def _wait(port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not listen")
