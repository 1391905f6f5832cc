"""A user's program type-checks under `mypy --strict` against the package as it is installed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import kg

PROGRAM = Path(__file__).with_name("typed_program.py")


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(kg.__file__).parent / "py.typed").is_file()


def test_a_users_program_type_checks(tmp_path: Path) -> None:
    """And wrong uses are found: the program ignores them one by one, and an ignore too many is an error."""
    pytest.importorskip("mypy")
    (tmp_path / "mypy.ini").write_text(
        "[mypy]\nstrict = True\n[mypy-networkx.*,pandas.*,polars.*]\nignore_missing_imports = True\n"
    )
    (tmp_path / "program.py").write_bytes(PROGRAM.read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "program.py"], cwd=tmp_path, check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout + done.stderr
