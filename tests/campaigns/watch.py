"""How long something takes, whatever else the computer does meanwhile."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc/")


class Watch:
    """How much time a process and those that it started use from now on.

    Args:
        pid: of the process.
        patience: after how many seconds of the processor it is late; by the clock after ten times as many.
    """

    def __init__(self, pid: int, patience: float) -> None:
        self._pid = pid
        self._patience = patience
        self._before = _processor(pid)
        self._start = time.monotonic()

    def seconds(self) -> float:
        """Seconds of the processor; by the clock where the system does not tell."""
        return _processor(self._pid) - self._before if _PROC.exists() else time.monotonic() - self._start

    def late(self) -> bool:
        """Whether it is to be called a hang."""
        return self.seconds() > self._patience or time.monotonic() - self._start > 10 * self._patience


def _processor(pid: int) -> float:
    """Seconds of the processor that a process and its children have used, living or ended."""
    ticks: dict[int, int] = {}
    above: dict[int, int] = {}
    for entry in _PROC.glob("[0-9]*/stat"):
        with suppress(OSError, ValueError, IndexError):
            told = entry.read_text().rpartition(")")[2].split()  # from the third field of proc(5) on
            above[int(entry.parent.name)] = int(told[1])
            ticks[int(entry.parent.name)] = sum(map(int, told[11:15]))
    used, waiting = 0, [pid]
    while waiting:
        one = waiting.pop()
        used += ticks.get(one, 0)
        waiting += [child for child, parent in above.items() if parent == one]
    return used / os.sysconf("SC_CLK_TCK")
