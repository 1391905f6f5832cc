"""A graph by what the user calls it: a file, a store's folder, or the address of an endpoint."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.rdf.load import load_dataset
from kg.store.dataset import open_store
from kg.store.layout import is_store

if TYPE_CHECKING:
    from pathlib import Path

    from kg.rdf.dataset import Dataset


def open_dataset(place: str | Path, *, lazy: bool = False) -> Dataset:
    """The dataset in a file or a store.

    Args:
        place: an RDF file, or the folder of a store.
        lazy: parse a file only when it is needed.

    Raises:
        GraphError: there is none, or it is damaged.
    """
    if is_store(place):
        return open_store(place)
    return load_dataset(place, lazy=lazy)
