"""A copy of a store, taken at any time."""

from __future__ import annotations

import shutil
from pathlib import Path

from kg.errors import OutputError
from kg.store.layout import existing, is_store, make
from kg.store.published import publish
from kg.store.writer import StoreWriter


def backup(store: str | Path, target: str | Path) -> None:
    """Copy a store to a new folder; the copy is a store itself, with all that was committed.

    On one file system the copy is made of hard links and takes no room until the store changes. The target is there as
    a whole or not at all.

    Args:
        store: the store's folder.
        target: a folder that is not there yet.

    Raises:
        GraphError: there is no store, or it is damaged.
        OutputError: another process writes the store, or the target is there already or cannot be written.
    """
    target = Path(target)
    if target.exists():
        raise OutputError("is there already", place=str(target), remedy="name a new folder")
    layout = existing(store)
    half = target.with_name(f".{target.name}.part")
    if half.exists() and (is_store(half) or not any(half.iterdir())):
        shutil.rmtree(half)  # of a backup that was broken off
    with StoreWriter(layout) as writer:
        try:
            copied = make(half, base=layout.base)
            writer.store.flush()
            writer.store.backup(copied.data)
            writer.catalogue.copy_to(copied.catalogue)
            publish(copied, writer.store, writer.catalogue)
            half.rename(target)
        except OSError as error:
            raise OutputError(
                f"the backup cannot be written: {error.strerror or error}",
                place=str(target),
                remedy="check free space and rights",
            ) from error
