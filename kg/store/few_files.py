"""A database that keeps few of its files open.

RocksDB holds the index and the filters of each file that is open in memory: some 10 MB for a thousand reports. How many
it keeps open follows from how many the process may open, which Oxigraph asks for when it opens a database.
"""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEAST = 96  # Oxigraph refuses to work with fewer, and leaves 48 of them to others
_IN_USE = 64  # where the system does not tell


@contextmanager
def few_files() -> Iterator[None]:
    """While it lasts, this process may open few files beyond those that it has open."""
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:  # pragma: no cover
        yield
        return
    try:
        used = 1 + max(int(path.name) for path in Path("/proc/self/fd").iterdir())
    except (OSError, ValueError):  # pragma: no cover - other systems than Linux
        used = _IN_USE
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = used + _LEAST
    if soft != resource.RLIM_INFINITY and soft <= wanted:
        yield
        return
    resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
