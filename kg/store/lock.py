"""Locks on files that end with the process that holds them, however it ends."""

from __future__ import annotations

import os
import sys
from typing import IO, TYPE_CHECKING

from kg.errors import OutputError

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":  # pragma: no cover - the same by the calls that Windows has
    import msvcrt

    def _take(file: IO[str], *, shared: bool) -> None:
        # Windows has no shared lock here: every reader takes a byte of its own far behind the text
        file.seek(1_000_000 + (os.getpid() % 1_000_000 if shared else 0))
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1 if shared else 1_000_000)

else:
    import fcntl

    def _take(file: IO[str], *, shared: bool) -> None:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)


class FileLock:
    """A lock on a file, held until `release` or the end of the process.

    Args:
        path: the file; it is made where it is not there.
        shared: several processes may hold it at once, and nobody exclusively beside them.

    Raises:
        BlockingIOError: somebody else holds it.
        OSError: the file cannot be opened.
    """

    def __init__(self, path: Path, *, shared: bool = False) -> None:
        self._file = path.open("a+", encoding="utf-8")
        try:
            _take(self._file, shared=shared)
        except OSError as error:
            self._file.close()
            raise BlockingIOError(str(path)) from error

    def write(self, text: str) -> None:
        """Replace what the file says."""
        self._file.seek(0)
        self._file.truncate()
        self._file.write(text)
        self._file.flush()

    def release(self) -> None:
        """Let go."""
        self._file.close()


def writer_lock(path: Path) -> FileLock:
    """The lock of the one process that writes a store.

    Raises:
        OutputError: another process holds it (the message names it), or the folder is not writable.
    """
    try:
        lock = FileLock(path)
    except BlockingIOError as error:
        holder = path.read_text(encoding="utf-8").strip() or "another process"
        raise OutputError(
            f"is being written by {holder}", place=str(path.parent), remedy="wait until it has ended"
        ) from error
    except OSError as error:
        raise OutputError(
            f"is not writable: {error.strerror}", place=str(path.parent), remedy="check its rights"
        ) from error
    lock.write(f"process {os.getpid()}")
    return lock
