"""Running the command line in this process, and in one of its own where that is the point."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import kg

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

REPORT = """清河区启动垃圾分类宣传
2023年6月5日,清河区教育局举办4期教师培训班,培训教师200多名。
清河区政府成立6支志愿服务队。
"""


@pytest.fixture
def spawn(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """Call `kg` in a process of its own, in an empty folder, with further environment variables."""

    def spawn(*arguments: object, **variables: str) -> subprocess.CompletedProcess[bytes]:
        unwanted = {"PYTHONIOENCODING", "PYTHONUTF8", "LC_ALL", "LC_CTYPE", "LANG"}
        environment = {k: v for k, v in os.environ.items() if k not in unwanted} | variables
        return subprocess.run(
            [sys.executable, "-m", "kg", *map(str, arguments)],
            capture_output=True,
            env=environment,
            cwd=tmp_path,
            check=False,
        )

    return spawn


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A small report in a file."""
    path = tmp_path / "report.txt"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its graph in a file that no test changes."""
    path = tmp_path_factory.mktemp("built") / "graph.ttl"
    kg.build(text=REPORT, name="report.txt").export(path)
    return path
