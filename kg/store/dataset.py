"""A store as a dataset: asked by Oxigraph on disk, written out graph by graph."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.store.layout import existing
from kg.store.merged import MergedDataset, own_file
from kg.store.published import State, current
from kg.store.writer import StoreWriter

if TYPE_CHECKING:
    from pathlib import Path

    from kg.store.layout import Layout


class StoreDataset(MergedDataset):
    """The newest published state of a store; it does not change while it is open, whatever is written meanwhile.

    Args:
        state: the state.
        base: what the IRIs of things begin with.
    """

    def __init__(self, state: State, *, base: str) -> None:
        super().__init__(state.store, base=base, own=own_file(state.folder))
        self.state = state

    def close(self) -> None:
        """Let the state go."""
        self.state.close()


def open_store(path: str | Path) -> StoreDataset:
    """Open a store for reading; any number of processes may, also while one writes.

    What an earlier process wrote but did not live to publish is published now, if nobody writes and we may.

    Raises:
        GraphError: there is no store, nothing in it yet, or it is damaged.
    """
    layout = existing(path)
    catch_up(layout)
    return StoreDataset(State(layout), base=layout.base)


def catch_up(layout: Layout) -> None:
    """Publish what a broken-off run left, unless somebody is writing or we may not write."""
    if layout.changed.exists() or current(layout) is None:
        with suppress(KgError):
            StoreWriter(layout).__exit__(None, None, None)
