"""Two servers that are not ours: `oxigraph` from PyPI, and Debian's Virtuoso where it is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sysconfig
import time
import urllib.request
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_VIRTUOSO = """[Database]
DatabaseFile = v.db
ErrorLogFile = v.log
LockFile = v.lck
TransactionFile = v.trx
xa_persistent_file = v.pxa
FileExtension = 200
MaxCheckpointRemap = 2000
[TempDatabase]
DatabaseFile = v-temp.db
TransactionFile = v-temp.trx
[Parameters]
ServerPort = {sql}
ServerThreads = 4
NumberOfBuffers = 10000
DirsAllowed = .
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerRoot = .
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 10000
"""


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def wait_for(address: str, process: subprocess.Popen[bytes], seconds: float = 120) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 - our own address
        except urllib.error.HTTPError:
            return
        except OSError:
            if time.monotonic() > deadline or process.poll() is not None:
                raise
            time.sleep(0.1)
        else:
            return


@pytest.fixture
def oxigraph(tmp_path) -> Iterator[str]:
    """The address of an empty Oxigraph server, which keeps its graphs apart."""
    program = Path(sysconfig.get_path("scripts")) / "oxigraph"
    if not program.exists():
        pytest.skip("the package oxigraph is not installed: pip install 'govkg[test]'")
    port = free_port()
    with subprocess.Popen(
        [program, "serve", "--location", tmp_path / "oxigraph", "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory) -> Iterator[str]:
    """The address of a Virtuoso server with its usual limits."""
    program = shutil.which("virtuoso-t")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail("Debian's virtuoso-opensource-7 is not installed: see .ci/run")
        pytest.skip("Debian's virtuoso-opensource-7 is not installed: apt-get install virtuoso-opensource-7")
    folder, port = tmp_path_factory.mktemp("virtuoso"), free_port()
    (folder / "v.ini").write_text(_VIRTUOSO.format(sql=free_port(), http=port), encoding="utf-8")
    with subprocess.Popen(
        [program, "+configfile", "v.ini", "+foreground"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as process:
        try:
            wait_for(f"http://127.0.0.1:{port}/sparql", process)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.kill()
