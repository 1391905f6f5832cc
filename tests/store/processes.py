"""Commands in processes of their own, to be killed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def kg_process(*arguments: object, **options: object) -> subprocess.Popen[bytes]:
    """`kg` in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        **options,  # type: ignore[call-overload]
    )
