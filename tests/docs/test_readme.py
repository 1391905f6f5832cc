"""Every block of the README runs as it stands there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cli.main import VERBS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"```(\w+)\n(.*?)```", README, re.DOTALL)
REPORT = next(body for language, body in BLOCKS if language == "text")
COMMANDS = [
    part.splitlines()
    for language, body in BLOCKS
    if language == "console"
    for part in re.split(r"^\$ ", body, flags=re.MULTILINE)[1:]
]
"""Each command line of the README, with the lines of its output that are shown."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the README's report, in which its commands are run one after the other."""
    path = tmp_path_factory.mktemp("readme")
    (path / "notice.txt").write_text(REPORT, encoding="utf-8")
    return path


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one command line; installing and testing are what is happening already."""
    command = re.sub(r"^pip install \S+( && )?", "", command)
    words = shlex.split(command)
    if not words or words[0] == "pytest":
        return subprocess.CompletedProcess(command, 0, "", "")
    assert words[0] == "kg"
    return subprocess.run(
        [sys.executable, "-m", "kg", *words[1:]],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def ran(folder: Path) -> list[tuple[str, list[str], subprocess.CompletedProcess[str]]]:
    """All commands of the README, one after the other: each with what is shown of it and how it ended."""
    return [(command, shown, run(command, folder)) for command, *shown in COMMANDS]


def test_every_command_of_the_readme_succeeds_and_shows_something(ran: list, folder: Path) -> None:
    for command, _, done in ran:
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert "kg" not in command or "pytest" in command or done.stdout or done.stderr, command
    assert {"graph.ttl", "graph.html", "graph.jsonld", "actions.csv"} <= {p.name for p in folder.iterdir()}


def test_what_the_readme_shows_is_what_comes_out(ran: list) -> None:
    """Lines that follow a command in a console block are part of its output."""
    for command, shown, done in ran:
        lines = [line.rstrip() for line in (done.stdout + done.stderr).splitlines()]
        missing = [line for line in shown if line.strip() and line.rstrip() not in lines and line.strip() != "…"]
        assert not missing, f"{command}: {missing}"


def test_the_python_of_the_readme_runs(folder: Path) -> None:
    for language, body in BLOCKS:
        if language == "python":
            done = subprocess.run([sys.executable, "-c", body], cwd=folder, check=False, capture_output=True, text=True)
            assert done.returncode == 0, done.stderr
            assert "林晓舟" in done.stdout


def test_every_verb_stands_in_the_readme() -> None:

    assert [verb for verb in VERBS if f"`kg {verb} " not in README and f"`kg {verb}`" not in README] == []
