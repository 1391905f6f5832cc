"""Folders of files: a new folder appears whole, in one that is there each file is replaced whole."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import OutputError
from kg.files import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterable


def write_folder(folder: Path, files: Iterable[tuple[str, Iterable[str | bytes]]]) -> tuple[Path, ...]:
    """Write files into a folder, and only when all of them are made; other files in it stay.

    Args:
        folder: made if it is not there; the folder above it must be.
        files: name → content.

    Returns:
        The files that were written.

    Raises:
        OutputError: something cannot be written; then a new folder is not there, and in an old one nothing changed.
    """
    try:
        draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", suffix=".part", dir=folder.resolve().parent))
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", place=str(folder), remedy="choose another") from error
    try:
        names = []
        for name, content in files:
            write_whole(draft / name, content)
            names.append(name)
        folder.mkdir(exist_ok=True)
        for name in names:
            (draft / name).replace(folder / name)
    except OSError as error:
        raise OutputError(f"cannot be made: {error.strerror}", place=str(folder), remedy="choose another") from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return tuple(folder / name for name in names)
