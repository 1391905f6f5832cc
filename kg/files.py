"""Files: outputs that are whole or not there, and the reports below the paths that a user names."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import InputError, OutputError
from kg.readers.formats import EXTENSIONS, is_own_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


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


TEXTS: tuple[str, ...] = (".txt", *EXTENSIONS)
"""The extensions of files that are looked for in folders."""


def report_files(paths: Sequence[str | Path], *, suffixes: tuple[str, ...] = TEXTS) -> Iterator[Path]:
    """The reports that *paths* name: files as they are, of folders all reports below, in a fixed order.

    A page that `kg view` wrote is no report, nor is a file that begins with a dot or `~$`, as Word's locks do.

    Raises:
        InputError: a folder has no report in it. Files that do not exist are found out when they are read.
    """
    for given in map(Path, paths):
        if not given.is_dir():
            yield given
            continue
        found = [p for p in sorted(given.rglob("*")) if p.suffix.lower() in suffixes and may_be_report(p)]
        if not found:
            raise InputError(
                f"no report in this folder ({' '.join(suffixes)})", place=str(given), remedy="check the path"
            )
        yield from found


def may_be_report(path: Path) -> bool:
    """Whether a file below a folder may be a report, as far as its name and its first bytes tell."""
    if path.name.startswith((".", "~$")) or not path.is_file():
        return False
    if path.suffix.lower() not in (".html", ".htm"):
        return True
    try:
        with path.open("rb") as file:
            return not is_own_page(file.read(4096))
    except OSError:
        return True  # what is wrong with it is told when it is read


def read_bytes(path: Path) -> bytes:
    """The content of a report's file.

    Raises:
        InputError: it cannot be read.
    """
    try:
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("there is no such file", place=str(path), remedy="check the path") from error
    except IsADirectoryError as error:
        raise InputError("is a folder", place=str(path), remedy="give a file") from error
    except OSError as error:
        raise InputError(f"cannot be read: {error.strerror}", place=str(path), remedy="check its rights") from error
