"""Files: outputs that are whole or not there, and the content of a report's."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_whole(path: str | Path, pieces: Iterable[str | bytes]) -> None:
    """Write a file so that at its place there is always either the old one or the whole new one.

    Args:
        path: where; the folder must exist.
        pieces: the content; text is written as UTF-8.

    Raises:
        OutputError: it cannot be written. What stood there is untouched.
    """
    path = Path(path)
    check_writable(path)
    target = path.resolve()  # a link keeps pointing to the file that is replaced
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece.encode() if isinstance(piece, str) else piece)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except OSError as error:
        raise OutputError(
            f"cannot be written: {error.strerror}", place=str(path), remedy="check rights and free space"
        ) from error
    finally:
        with suppress(FileNotFoundError):
            Path(name).unlink()


def _mode(target: Path) -> int:
    """The rights of the file that is replaced, or those of a new file (the temporary one is private)."""
    if target.exists():
        return target.stat().st_mode & 0o7777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def check_writable(path: str | Path) -> None:
    """Find out before long work whether its result can be written.

    Raises:
        OutputError: the folder does not exist or is not writable, or a folder stands at the file's place.
    """
    path = Path(path)
    folder = path.resolve().parent
    if path.is_dir():
        raise OutputError("is a folder", place=str(path), remedy="name a file in it")
    if not folder.is_dir():
        raise OutputError("the folder does not exist", place=str(folder), remedy="create it, or choose another")
    if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
        raise OutputError("is not writable", place=str(path), remedy="check its rights, or choose another place")


def read_bytes(path: Path, limit: int | None = None) -> bytes:
    """The content of a report's file.

    Args:
        path: the file.
        limit: how many bytes it may have.

    Raises:
        InputError: it cannot be read, or has more.
    """
    try:
        with path.open("rb") as file:
            data = file.read() if limit is None else file.read(limit + 1)
    except FileNotFoundError as error:
        raise InputError("there is no such file", place=str(path), remedy="check the path") from error
    except IsADirectoryError as error:
        raise InputError("is a folder", place=str(path), remedy="give a file") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path), remedy="check its rights") from error
    if limit is not None and len(data) > limit:
        raise InputError(
            f"it has more than the {limit:,} bytes that are read", place=str(path), remedy="split it, or give its text"
        )
    return data
